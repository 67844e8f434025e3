"""What is written of reports beside one another."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.analysis.test_digest import section, text
from tests.checks.factory import annual_report

from gongkai.analysis.digest import signature
from gongkai.package import write_package

if TYPE_CHECKING:
    from pathlib import Path


def rows(out: Path, resource: str) -> list[dict[str, str]]:
    with (out / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_expected_years_likenesses_and_rules_are_written(tmp_path: Path) -> None:
    words = (section(text(5, 500)),)
    reports = [
        replace(annual_report(year=year), sections=words, sha256=f"{year:064x}", path=f"{year}.html")
        for year in (2021, 2023)
    ]
    write_package(reports, tmp_path / "out", originals=None)
    assert [(r["year"], r["state"]) for r in rows(tmp_path / "out", "expected_reports")] == [
        ("2021", "in_time"),
        ("2022", "missing"),
        ("2023", "in_time"),
    ]
    assert [(r["kind"], r["similarity"]) for r in rows(tmp_path / "out", "similarities")] == [("same_agency", "1.00")]
    rules = [r["rule"] for r in rows(tmp_path / "out", "check_results")]
    assert (rules.count("copied_table"), rules.count("missing_report")) == (6, 2)


def test_signatures_taken_before_give_the_same_package(tmp_path: Path) -> None:
    reports = [
        replace(annual_report(year=year), sections=(section(text(year, 500)),), path=f"{year}.html")
        for year in (2021, 2022)
    ]
    taken = {place: signature(report.sections) for place, report in enumerate(reports)}
    write_package(reports, tmp_path / "a", originals=None)
    write_package(reports, tmp_path / "b", originals=None, signatures=taken)
    write_package(reports, tmp_path / "c", originals=None, signatures=dict.fromkeys(taken, taken[0]))
    similar = [rows(tmp_path / name, "similarities") for name in "abc"]
    assert similar[0] == similar[1] == []
    assert len(similar[2]) == 1

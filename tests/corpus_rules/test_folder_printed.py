"""Rules on reports among others, in a folder of pages built into a data package twice: a version, and the next one."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import annual_report, only_sections, with_cells
from tests.checks.test_collection import FIVE
from tests.corpus_rules.page import page

from gongkai.model import Agency
from gongkai.pipeline import build

if TYPE_CHECKING:
    from pathlib import Path

    from tests.checks.factory import Cell

    from gongkai.model import AnnualReport, Key, Severity, State

RECEIVED: Key = ("applications", "received_new", "total")
LICENSING: Key = ("disclosure", "licensing", "decisions")


def report(name: str, cells: dict[Key, Cell] | None = None, year: int = 2023) -> AnnualReport:
    """The printed report of a body of the invented places."""
    return replace(with_cells(annual_report(year=year), cells or {}), agency=Agency(id="", name=name))


GOVERNMENT = only_sections(
    report("南样县人民政府", {RECEIVED: 9, LICENSING: "blank"}),
    {"overview": "报告数据由南样县政府各部门和下级政府汇总而成。全年各项工作平稳推进。"},
)
BUREAU = report("南样县统计局", {RECEIVED: 6, LICENSING: 2})
TOWN = report("南样县样本镇人民政府", {RECEIVED: 4})
COPIED = report("甲样市财政局", {**FIVE, LICENSING: 3})
COPY = report("乙样市财政局", {**FIVE, LICENSING: 5})
UNLIKE = report("丙样市财政局", {**FIVE, ("applications", "granted", "natural_person"): 1})
ONCE, TWICE, THRICE = (report(name, {LICENSING: 7}) for name in ("甲样市教育局", "乙样市教育局", "丙样市教育局"))
FIRST, THIRD = report("丁样市民政局", year=2021), report("丁样市民政局", year=2023)
FOLDER: dict[str, AnnualReport] = {
    "government": GOVERNMENT,
    "bureau": BUREAU,
    "town": TOWN,
    "copied": COPIED,
    "copy": COPY,
    "unlike": UNLIKE,
    "once": ONCE,
    "twice": TWICE,
    "twice2": TWICE,
    "thrice": THRICE,
    "thrice2": with_cells(THRICE, {LICENSING: 8}),
    "first": FIRST,
    "third": THIRD,
}
CHANGED, UNHASHED = "bureau", "town"


@dataclass(frozen=True)
class Beside:
    """What a rule must say of one report of the folder."""

    rule: str
    state: State
    name: str
    instance: str
    severity: Severity
    left: str = ""
    right: str = ""
    reason: str = ""


BESIDE = (
    Beside("government_vs_departments", "failed", "government", "received_new", "info", "10", "9"),
    Beside("government_vs_departments", "passed", "government", "concluded_total", "info", "0", "0"),
    Beside("government_vs_departments", "not_checkable", "government", "licensing", "info", reason="blank"),
    Beside("copied_table", "failed", "copied", "applications", "warning", "", "copy"),
    Beside("copied_table", "passed", "unlike", "applications", "warning"),
    Beside("copied_table", "not_checkable", "once", "applications", "warning", reason="blank"),
    Beside("duplicate_report", "passed", "once", "2023", "warning"),
    Beside("duplicate_report", "failed", "twice", "2023", "info"),
    Beside("duplicate_report", "failed", "thrice", "2023", "warning"),
    Beside("missing_report", "passed", "first", "2021", "warning", "", "first"),
    Beside("source_changed", "failed", CHANGED, "source", "info"),
    Beside("source_changed", "passed", "once", "source", "info"),
    Beside("source_changed", "not_checkable", UNHASHED, "source", "info", reason="absent"),
)


def rows(out: Path, resource: str) -> list[dict[str, str]]:
    with (out / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second version; in the first, one page was another and the hash of one was not noted."""
    folder, out = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("data") / "out"
    for name, each in FOLDER.items():
        (folder / f"{name}.html").write_bytes(page(each))
    (folder / f"{CHANGED}.html").write_bytes(page(with_cells(FOLDER[CHANGED], {LICENSING: 1})))
    (folder / "versions.csv").write_text("version,date,note\n0.1.0,,\n", encoding="utf-8")
    build(folder, out, workers=1, cached=False)
    listed = out / "data" / "reports.csv"
    (unhashed,) = [row["sha256"] for row in rows(out, "reports") if row["original"].endswith(f"/{UNHASHED}.html")]
    listed.write_text(listed.read_text(encoding="utf-8").replace(unhashed, ""), encoding="utf-8")
    (folder / f"{CHANGED}.html").write_bytes(page(FOLDER[CHANGED]))
    (folder / "versions.csv").write_text("version,date,note\n0.1.0,,\n0.2.0,,\n", encoding="utf-8")
    return build(folder, out, workers=1, cached=False).out


@pytest.mark.parametrize("beside", BESIDE, ids=lambda beside: f"{beside.rule}-{beside.state}-{beside.name}")
def test_beside(beside: Beside, package: Path) -> None:
    ids = {
        row["original"].rpartition("/")[2].removesuffix(".html"): row["report_id"] for row in rows(package, "reports")
    }
    found = [
        row
        for row in rows(package, "check_results")
        if (row["rule"], row["report_id"], row["instance"]) == (beside.rule, ids[beside.name], beside.instance)
    ]
    assert [(row["state"], row["severity"], row["reason"]) for row in found] == [
        (beside.state, beside.severity, beside.reason)
    ]
    for wanted, value in ((beside.left, found[0]["left"]), (beside.right, found[0]["right"])):
        assert not wanted or value == ids.get(wanted, wanted)


def test_a_year_between_two_is_expected_and_missing(package: Path) -> None:
    """It has no report to stand with, so that it is told among the expected reports."""
    states = {(row["agency_id"], row["year"]): row["state"] for row in rows(package, "expected_reports")}
    (agency,) = {row["agency_id"] for row in rows(package, "reports") if row["original"].endswith("/first.html")}
    assert [states[agency, year] for year in ("2021", "2022", "2023")] == ["in_time", "missing", "in_time"]

"""`gongkai check`: the rules applied again to a data package."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import SAMPLES, annual_report, sample, with_cells, with_row
from typer.testing import CliRunner

from gongkai.analysis import digest
from gongkai.checks import check, examined, followed
from gongkai.cli import app
from gongkai.cli.check import OVER_ALL, checked
from gongkai.model import Agency, AnnualReport, Finding
from gongkai.package import annual_reports, write_package
from gongkai.package.keys import agency_id, report_id

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()
DOUBT = Finding(type="label_variant", severity="info", note="行名异写：现行有效件")


def packaged(folder: Path, *reports: AnnualReport) -> Path:
    numbered = [
        replace(report, path=f"{number}.html", sha256=f"{number:064}", findings=(*report.findings, *check(report)))
        for number, report in enumerate(reports)
    ]
    write_package(numbered, folder / "out", originals=originals(folder, len(numbered)))
    return folder / "out"


def originals(folder: Path, number: int) -> Path:
    (folder / "originals").mkdir()
    for name in range(number):
        (folder / "originals" / f"{name}.html").write_text("x")
    return folder / "originals"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    bad = with_row(annual_report(year=2022), "proceedings", "reconsideration", (10, 1, 0, 0, 0))
    return packaged(tmp_path, annual_report(findings=(DOUBT,)), bad)


def test_failures_are_listed_with_report_and_place(broken: Path) -> None:
    result = RUNNER.invoke(app, ["check", str(broken)])
    assert result.exit_code == 0
    assert "[错误] 000000-mou-2022 表1 第1行 第1列: 行政复议：各项之和为 11，总计为 0，相差 -11。" in result.output
    assert "2 annual reports, 1 errors, 0 warnings" in result.output
    assert "合计误填为零：" not in result.output


def test_strict_fails_on_errors_alone(broken: Path, tmp_path: Path) -> None:
    assert RUNNER.invoke(app, ["check", str(broken), "--strict"]).exit_code == 1
    (tmp_path / "other").mkdir()
    late = annual_report("2019", year=2022)
    assert RUNNER.invoke(app, ["check", str(packaged(tmp_path / "other", late)), "--strict"]).exit_code == 0


def test_verbose_lists_hints_and_what_the_reading_doubted(broken: Path) -> None:
    output = RUNNER.invoke(app, ["check", str(broken), "--verbose"]).output
    assert "[提示]" in output
    assert DOUBT.note in output


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_a_package_gives_the_findings_it_was_made_with(path: Path, tmp_path: Path) -> None:
    """Nothing that the rules need is lost on the way through CSV."""
    report, _ = sample(path)
    (stored,) = annual_reports(packaged(tmp_path, report))
    (again,) = checked([stored])
    assert again.findings == stored.findings
    of_its_own = tuple(finding for finding in stored.findings if finding.type not in OVER_ALL)
    assert of_its_own == followed(examined(report), None).findings


def test_the_year_before_is_looked_at(tmp_path: Path) -> None:
    """In the package's order, within one agency alone, and only where the years follow one another."""
    reports = [
        with_cells(annual_report(year=year), {("applications", "carried_in", "total"): number})
        for year, number in ((2021, 0), (2022, 4), (2024, 5))
    ]
    output = RUNNER.invoke(app, ["check", str(packaged(tmp_path, *reports))]).output
    assert (
        "[警告] 000000-mou-2022 表1 第1行 第1列: 总计列：上年年报结转下年度 0，本年年报上年结转为 4，相差 4。" in output
    )
    assert output.count("上年年报结转下年度") == 1


def test_each_rule_says_how_many_of_its_instances_passed(broken: Path) -> None:
    output = RUNNER.invoke(app, ["check", str(broken)], env={"COLUMNS": "120"}).output
    line = next(line for line in output.splitlines() if "proceedings_total" in line)
    assert "5 of 6" in line
    assert "passed" in output


def test_other_bodies_are_looked_at(tmp_path: Path) -> None:
    """Two bodies with one table: said now, whatever the package says of it."""
    report = with_row(annual_report(), "applications", "received_new", (3, 1, 1, 1, 1, 1, 8))
    report = with_row(report, "applications", "carried_out", (3, 1, 1, 1, 1, 1, 8))
    other = replace(report, agency=Agency(id="000000-tuo", name="他地统计局", level="county"))
    stored = list(annual_reports(packaged(tmp_path, report, other)))
    stale = [replace(each, findings=tuple(f for f in each.findings if f.type not in OVER_ALL)) for each in stored]
    again = checked(stale, [digest(each, report_id(each), agency_id(each)) for each in stale])
    found = [{f.instance for f in each.findings if f.type == "copied_table" and f.state == "failed"} for each in again]
    assert found == [{"applications"}, {"applications"}]


def test_an_original_is_no_data_package(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("x")
    for given in (tmp_path / "one.html", tmp_path):
        result = RUNNER.invoke(app, ["check", str(given)])
        assert result.exit_code == 2
        assert f"{given}: holds no datapackage.json; name a data package, or `gongkai read {given}`" in result.output

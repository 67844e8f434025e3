"""Rules over the whole collection pass, fail and are not checkable where the rule book says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import annual_report, with_cells, without_rows

from gongkai.analysis import digest
from gongkai.analysis.around import Around
from gongkai.checks import COLLECTION_CHECKS, examined, placed
from gongkai.model import Agency, Earlier

if TYPE_CHECKING:
    from tests.checks.factory import Cell

    from gongkai.model import AnnualReport, CheckResult, Key

GOVERNMENT = Agency(id="g", name="某市某县人民政府", region_code="990121", level="county", sector="government")
BUREAU = Agency(id="b", name="某市某县统计局", region_code="990121", level="county", sector="statistics")
TOWN = Agency(id="t", name="某县某镇人民政府", region_code="990121", level="township", sector="government")
RECEIVED: Key = ("applications", "received_new", "total")


def found(reports: list[AnnualReport], position: int = 0) -> dict[tuple[str, str], CheckResult]:
    """Results over the collection of one of the reports."""
    around = Around(
        digest(each, f"{place}", each.agency.id if each.agency else "x") for place, each in enumerate(reports)
    )
    surroundings = around.of(f"{position}")
    assert surroundings is not None
    rules = {check.rule.code for check in COLLECTION_CHECKS}
    results = placed(examined(reports[position]), surroundings).results
    return {(r.rule, r.instance): r for r in results if r.rule in rules}


def government(received: Cell = 10, **changes: object) -> AnnualReport:
    report = with_cells(annual_report(), {RECEIVED: received})
    return replace(report, **{"agency": GOVERNMENT, "scope": "aggregate", **changes})  # type: ignore[arg-type]


def member(agency: Agency, received: Cell, year: int = 2023) -> AnnualReport:
    return replace(with_cells(annual_report(year=year), {RECEIVED: received}), agency=agency)


def test_a_government_at_least_its_departments() -> None:
    rows = found([government(10), member(BUREAU, 6), member(TOWN, 4)])
    row = rows["government_vs_departments", "received_new"]
    assert (row.state, row.left, row.right) == ("passed", "10", "10")
    assert sum(rule == "government_vs_departments" for rule, _ in rows) == 8


def test_a_government_below_its_departments_is_a_hint_with_coverage() -> None:
    row = found([government(9), member(BUREAU, 6), member(TOWN, 4), member(replace(BUREAU, id="c"), "blank")])[
        "government_vs_departments", "received_new"
    ]
    assert (row.state, row.severity, row.left, row.right, row.difference) == ("failed", "info", "10", "9", "-1")
    assert "3 个部门和乡镇中 2 个" in row.text_zh
    assert row.text_zh.endswith("。")


@pytest.mark.parametrize(
    "other",
    [
        replace(BUREAU, region_code="990122"),
        replace(BUREAU, region_code=None),
        replace(BUREAU, level="city"),
        replace(BUREAU, level=None),
        replace(BUREAU, sector="tax"),
        replace(BUREAU, parent="某市统计局"),
        replace(BUREAU, name="某县人民政府"),
        replace(BUREAU, id="g"),
    ],
)
def test_bodies_that_are_no_members(other: Agency) -> None:
    row = found([government(1), member(other, 6)])["government_vs_departments", "received_new"]
    assert (row.state, row.reason) == ("not_checkable", "no_other_report")


def test_members_are_of_the_same_year_and_own_scope() -> None:
    others = [member(BUREAU, 6, 2022), replace(member(BUREAU, 6), scope="aggregate")]
    row = found([government(1), *others])["government_vs_departments", "received_new"]
    assert row.reason == "no_other_report"


def test_a_government_that_does_not_say_whose_figures_these_are() -> None:
    row = found([government(1, scope="own"), member(BUREAU, 6)])["government_vs_departments", "received_new"]
    assert (row.state, row.reason) == ("not_checkable", "scope")


@pytest.mark.parametrize(("own", "others"), [("blank", 6), (10, "unreadable")])
def test_nothing_is_compared_with_what_is_not_printed(own: Cell, others: Cell) -> None:
    row = found([government(own), member(BUREAU, others)])["government_vs_departments", "received_new"]
    # The factory's rows of zeros do not close on a blank total.
    assert (row.state, row.left) == ("not_checkable", None)
    assert row.reason == "blank"


def test_departments_townships_and_offices_have_no_sum() -> None:
    office = replace(BUREAU, sector="government_office", name="某县人民政府办公室")
    for agency in (BUREAU, TOWN, office):
        assert not [rule for rule, _ in found([member(agency, 1)]) if rule == "government_vs_departments"]


FIVE: dict[Key, Cell] = {
    ("applications", "received_new", column): 321
    for column in ("natural_person", "enterprise", "research", "nonprofit", "legal_service", "total")
}


def test_copied_tables() -> None:
    report = with_cells(annual_report(), FIVE)
    copy = replace(report, agency=BUREAU)
    rows = found([report, copy, annual_report()])
    row = rows["copied_table", "applications"]
    assert (row.state, row.severity, row.right) == ("failed", "warning", "1")
    other = with_cells(copy, {("applications", "granted", "total"): 1})
    assert found([report, other])["copied_table", "applications"].state == "passed"


def test_small_figures_may_be_alike_by_chance() -> None:
    """Nine digits: a hint. Ten, sums left out: a warning."""
    columns = ("natural_person", "enterprise", "research", "nonprofit", "legal_service")
    nine: dict[Key, Cell] = {
        ("applications", "received_new", column): number
        for column, number in zip((*columns, "total"), (10, 10, 10, 10, 1, 41), strict=True)
    }
    for cells, severity in (
        (nine, "info"),
        ({**nine, ("applications", "received_new", "legal_service"): 10}, "warning"),
    ):
        report = with_cells(annual_report(), cells)
        row = found([report, replace(report, agency=BUREAU)])["copied_table", "applications"]
        assert (row.state, row.severity, "巧合" in row.text_zh) == ("failed", severity, severity == "info")


def test_tables_of_zeros_are_not_compared() -> None:
    rows = found([annual_report(), annual_report()])
    assert {(r.state, r.reason) for (rule, _), r in rows.items() if rule == "copied_table"} == {
        ("not_checkable", "blank")
    }
    assert len([rule for rule, _ in rows if rule == "copied_table"]) == 3


def test_tables_that_are_not_there_or_cannot_be_read_are_not_compared() -> None:
    absent = without_rows(annual_report(), "applications")
    assert found([absent])["copied_table", "applications"].reason == "absent"
    unreadable = with_cells(annual_report(), {**FIVE, RECEIVED: "unreadable"})
    assert found([unreadable, unreadable])["copied_table", "applications"].reason == "unreadable"


def test_a_report_that_is_there_is_not_missing() -> None:
    assert found([annual_report()])["missing_report", "2023"].state == "passed"
    assert not [rule for rule, _ in found([annual_report(year=2023, agency=None)]) if rule == "missing_report"]


def test_a_source_that_is_another_than_in_the_version_before() -> None:
    report = annual_report()
    assert not [rule for rule, _ in found([report]) if rule == "source_changed"]
    before = Earlier(sha256=report.sha256, version="0.3.0", created=date(2024, 3, 9))
    row = found([replace(report, earlier=before)])["source_changed", "source"]
    assert (row.state, row.left, row.right, row.text_zh) == ("passed", report.sha256, report.sha256, "")
    row = found([replace(report, earlier=replace(before, sha256="a" * 64))])["source_changed", "source"]
    assert (row.state, row.severity, row.left, row.right) == ("failed", "info", "a" * 64, report.sha256)
    for text in (row.text_zh, row.text_en):
        assert all(part in text for part in ("0.3.0", "2024-03-09", "a" * 64, report.sha256))
    row = found([replace(report, earlier=replace(before, sha256="", created=None))])["source_changed", "source"]
    assert (row.state, row.reason) == ("not_checkable", "absent")
    assert "0.3.0" in row.text_zh

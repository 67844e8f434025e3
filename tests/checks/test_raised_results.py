"""What was raised as findings is told as results, and what could have been raised and was not has passed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.checks.cases import PLAIN
from tests.checks.factory import annual_report, with_cells, without_rows

from gongkai.checks import RAISED_CHECKS, examined
from gongkai.checks.raised import RAISED
from gongkai.checks.raised_results import PASSED
from gongkai.model import Finding, Where

if TYPE_CHECKING:
    from gongkai.checks import Rule
    from gongkai.model import AnnualReport, CheckResult, State

TABLES = ("disclosure", "applications", "proceedings")


def of(report: AnnualReport, code: str) -> list[CheckResult]:
    """The results of one rule."""
    return [result for result in examined(report).results if result.rule == code]


def finding(code: str, state: State = "failed", **changes: object) -> Finding:
    """A finding as readers raise it."""
    given = {"severity": "warning", "expected": "0", "actual": "3", "note": "原文有疑。", "where": Where(page=2)}
    return Finding(type=code, state=state, **{**given, **changes})  # type: ignore[arg-type]


def test_every_raised_rule_is_told() -> None:
    assert [check.rule for check in RAISED_CHECKS] == list(RAISED)
    assert PASSED.keys() == {rule.code for rule in RAISED}


@pytest.mark.parametrize("rule", RAISED, ids=lambda rule: rule.code)
@pytest.mark.parametrize("state", ["failed", "not_checkable"])
def test_a_finding_is_one_result(rule: Rule, state: State) -> None:
    raised = finding(rule.code, state, table="applications", row="granted", column="total", instance="granted")
    told = [r for r in of(replace(PLAIN, findings=(raised,)), rule.code) if r.state == state]
    assert [(r.instance, r.table, r.row, r.column, r.left, r.right, r.text_zh, r.where) for r in told] == [
        ("granted", "applications", "granted", "total", "0", "3", "原文有疑。", Where(page=2))
    ]
    assert told[0].reason == ("unreadable" if state == "not_checkable" else None)
    assert told[0].text_en


@pytest.mark.parametrize("rule", RAISED, ids=lambda rule: rule.code)
def test_what_was_not_raised_has_passed_or_has_no_result(rule: Rule) -> None:
    rows = {table: len({f.row for f in PLAIN.figures if f.table == table}) for table in TABLES}
    expected = {
        "_report": {"report": 1},
        "_tables": dict.fromkeys(TABLES, 1),
        "_rows": rows,
        "_year": {"2023": 1},
        "_period": {},
        "_none": {},
    }[PASSED[rule.code].__name__]
    found = of(PLAIN, rule.code)
    assert {r.instance: r.instances for r in found} == expected
    assert {r.state for r in found} <= {"passed"}


@pytest.mark.parametrize("code", ["form_rows", "unlabelled_rows", "unreadable_cells"])
def test_a_doubted_table_does_not_pass(code: str) -> None:
    report = replace(PLAIN, findings=(finding(code, table="applications", instance="applications"),))
    states = {r.instance: r.state for r in of(report, code)}
    assert states == {"disclosure": "passed", "applications": "failed", "proceedings": "passed"}
    anywhere = replace(PLAIN, findings=(finding(code, instance="file"),))
    assert {r.instance: r.state for r in of(anywhere, code)} == {"file": "failed"}


@pytest.mark.parametrize("code", ["column_uncertain", "merged_cells", "label_variant"])
def test_a_doubted_row_does_not_pass(code: str) -> None:
    report = replace(PLAIN, findings=(finding(code, table="applications", row="granted", instance="granted"),))
    counts = {r.instance: (r.state, r.instances) for r in of(report, code)}
    assert counts["granted"] == ("failed", 1)
    assert counts["applications"] == ("passed", 24)
    unplaced = replace(PLAIN, findings=(finding(code, table="applications", instance="applications"),))
    assert {(r.instance, r.state) for r in of(unplaced, code)} == {
        ("applications", "failed"),
        ("disclosure", "passed"),
        ("proceedings", "passed"),
    }


@pytest.mark.parametrize("code", ["duplicate_report", "title_year", "characters_lost"])
def test_what_failed_has_not_passed_as_well(code: str) -> None:
    report = replace(PLAIN, findings=(finding(code, instance="2023"),))
    assert {r.instance: r.state for r in of(report, code)} == {"2023": "failed"}


def test_unreadable_cells_of_another_cause_are_not_called_readable() -> None:
    report = with_cells(PLAIN, {("applications", "granted", "total"): "unreadable"})
    assert {r.instance for r in of(report, "unreadable_cells")} == {"disclosure", "proceedings"}


def test_nothing_is_said_of_what_is_not_there() -> None:
    nameless = annual_report(title=None, agency=None, figures=())
    said = {r.rule for r in examined(nameless).results}
    assert not said & {"title_year", "title_agency", "agency_unknown", "form_rows", "column_uncertain"}
    assert {"year_unknown", "characters_lost"} <= said


def test_examining_twice_changes_nothing() -> None:
    report = replace(PLAIN, findings=(finding("characters_lost", instance="dates"),))
    once = examined(report)
    assert examined(once) == once
    assert once.findings == report.findings


@pytest.mark.parametrize(
    ("raised", "state", "reason"),
    [
        (
            finding("unreadable_cells", table="applications", note="表格是图片（1.png），没有读取。"),
            "not_checkable",
            "image",
        ),
        (
            finding("unreadable_cells", table="applications", note="表格可能在附件（1.doc）里。"),
            "not_checkable",
            "attachment",
        ),
        (
            finding("unreadable_cells", table="applications", note="表格由脚本载入，没有读取。"),
            "not_checkable",
            "unreadable",
        ),
        (finding("picture_pages", note="第 2 页整页是图片，没有识别。"), "not_checkable", "image"),
        (finding("unreadable_cells", table="proceedings", note="表格是图片（1.png），没有读取。"), "failed", None),
    ],
)
def test_a_table_that_the_reader_could_not_see_is_not_called_missing(
    raised: Finding, state: State, reason: str | None
) -> None:
    report = replace(without_rows(PLAIN, "applications"), findings=(raised,))
    found = {r.instance: (r.state, r.reason) for r in of(report, "table_missing")}
    assert found["applications"] == (state, reason)


def test_a_period_passes_where_one_is_stated() -> None:
    """The report of the cases states none; a year that is not known leaves nothing to compare with."""
    stated = replace(PLAIN, period="2023-01-01/2023-12-31")
    (found,) = of(stated, "narrative_period")
    assert (found.state, found.left, found.right) == ("passed", stated.period, stated.period)
    assert not of(replace(stated, year=None), "narrative_period")

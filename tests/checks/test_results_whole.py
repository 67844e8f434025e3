"""The results of a report are whole: nothing is told twice, nothing is left out, and findings are what did not pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.checks.cases import PLAIN, PLAIN_2019
from tests.checks.factory import with_cells, with_row
from tests.checks.test_raised_results import finding
from tests.checks.test_rules import CASES
from tests.checks.test_years import PAIRS

from gongkai import codes
from gongkai.checks import CHECKS, COLLECTION_CHECKS, PAIR_CHECKS, RAISED_CHECKS, RULES, examined, followed, results
from gongkai.checks.findings import check_results
from gongkai.checks.raised import RAISED
from gongkai.model import CheckResult

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Finding

REPORTS = [
    *(case.report for case in CASES),
    *(replace(case.report, findings=(finding("merged_cells"),)) for case in CASES[:3]),
]
IN_TABLES = {"disclosure", "applications", "proceedings"}


def compared(row: CheckResult | Finding) -> tuple[object, ...]:
    """What a failure says, whether told as result or as finding; `#2` is of results alone."""
    if isinstance(row, CheckResult):
        return row.rule, row.instance.partition("#")[0], row.table, row.row, row.column, row.left, row.right, row.state
    return row.type, row.instance, row.table, row.row, row.column, row.expected, row.actual, row.state


@pytest.mark.parametrize("report", REPORTS, ids=range(len(REPORTS)))
def test_findings_are_the_results_that_did_not_pass(report: AnnualReport) -> None:
    whole = examined(report)
    raised = {rule.code for rule in RAISED}
    told = [row for row in whole.results if row.rule not in raised]
    found = [row for row in whole.findings if row.type not in raised]
    shown = ("failed", "explained")
    assert Counter(compared(r) for r in told if r.state in shown) == Counter(
        compared(f) for f in found if f.state in shown
    )
    open_results = Counter(r.rule for r in told if r.state == "not_checkable")
    open_findings: Counter[str] = Counter()
    for row in found:
        if row.state == "not_checkable":
            open_findings[row.type] += row.instances
    assert open_results == open_findings
    assert sum(r.state != "passed" for r in whole.results if r.rule in raised) == sum(
        f.type in raised for f in whole.findings
    )


@pytest.mark.parametrize("report", REPORTS, ids=range(len(REPORTS)))
def test_results_are_well_formed(report: AnnualReport) -> None:
    rows = examined(report).results
    keys = Counter((row.rule, row.instance) for row in rows)
    assert not [key for key, times in keys.items() if times > 1]
    by_code = {rule.code: rule for rule in RULES}
    for row in rows:
        assert row.rule in by_code
        assert row.state in codes.labels("states")
        assert row.severity in codes.labels("severities")
        assert (row.reason is not None) == (row.state == "not_checkable")
        assert row.table is None or row.table in IN_TABLES
        assert row.row is None or (row.table is not None and row.row in codes.row_codes(row.table))
        assert bool(row.text_zh) == bool(row.text_en) == (row.state != "passed")
        assert row.instances == 1 or by_code[row.rule].per_figure
        assert not row.note or row.state == "explained"


@pytest.mark.parametrize(("report", "rows"), [(PLAIN, 25), (PLAIN_2019, 23)], ids=["2021", "2019"])
def test_what_passed_is_told_too(report: AnnualReport, rows: int) -> None:
    told = Counter((row.rule, row.state) for row in examined(report).results)
    assert {state for _, state in told} == {"passed"}
    assert told["applications_row_total", "passed"] == rows
    assert told["applications_results_total", "passed"] == told["applications_balance", "passed"] == 7
    assert told["proceedings_total", "passed"] == 3
    cells = {row.instance: row.cells for row in examined(report).results if row.rule == "applications_row_total"}
    assert cells["received_new"] == "received_new[natural_person..total]"


def test_one_failed_row_leaves_the_others_passed() -> None:
    report = with_row(PLAIN, "applications", "granted", (5, 0, 0, 0, 0, 0, 4))
    told = Counter(row.state for row in examined(report).results if row.rule == "applications_row_total")
    assert told == {"passed": 24, "failed": 1}


def test_repeated_instances_are_told_apart() -> None:
    failed = next(r for r in results(PLAIN) if r.rule.code == "applications_balance")
    rows = check_results([replace(failed, state="failed")] * 3)
    assert [row.instance for row in rows] == ["natural_person", "natural_person#2", "natural_person#3"]


def test_rules_on_figures_are_folded_with_their_number() -> None:
    report = with_cells(PLAIN, {("applications", "granted", "total"): -1})
    rows = [row for row in examined(report).results if row.rule == "negative_figure"]
    counted = Counter(f.table for f in PLAIN.figures if f.column != "change")
    assert {row.instance: (row.state, row.instances) for row in rows} == {
        "disclosure": ("passed", counted["disclosure"]),
        "applications": ("passed", counted["applications"] - 1),
        "proceedings": ("passed", counted["proceedings"]),
        "granted.total": ("failed", 1),
    }


def test_every_rule_can_fail() -> None:
    can: set[str] = {case.rule for case in CASES if case.state == "failed"}
    can |= {pair.rule for pair in PAIRS if pair.state == "failed"}
    for rule in RAISED:
        whole = examined(replace(PLAIN, findings=(finding(rule.code, instance="report"),)))
        can |= {row.rule for row in whole.results if row.state == "failed"}
    collected = {check.rule.code for check in COLLECTION_CHECKS}
    assert {rule.code for rule in RULES} - collected - can == set()


def test_no_rule_is_applied_in_two_places() -> None:
    lists = (CHECKS, PAIR_CHECKS, COLLECTION_CHECKS, RAISED_CHECKS)
    applied = [each.rule.code for checks in lists for each in checks]
    assert len(applied) == len(set(applied))
    assert set(applied) == {rule.code for rule in RULES}


def test_the_year_before_adds_and_takes_nothing_away() -> None:
    whole = examined(PLAIN)
    before = examined(replace(PLAIN, year=(PLAIN.year or 0) - 1))
    both = followed(whole, before)
    assert both.results[: len(whole.results)] == whole.results
    assert {row.rule for row in both.results[len(whole.results) :]} <= {check.rule.code for check in PAIR_CHECKS}
    keys = Counter((row.rule, row.instance) for row in both.results)
    assert max(keys.values()) == 1

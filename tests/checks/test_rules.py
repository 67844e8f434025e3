"""Every rule passes, fails and is not checkable where the rule book says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.checks import cases, cases_hints, cases_narrative, cases_narrative_items, cases_narrative_year, cases_prose
from tests.checks.cases import PLAIN, PLAIN_2019, Case
from tests.checks.factory import annual_report, figure, only_sections, with_cells, with_row, without_rows

from gongkai import codes
from gongkai.checks import CHECKS, RULES, check, results

if TYPE_CHECKING:
    from tests.checks.factory import Cell

    from gongkai.model import AnnualReport, TableCode

CASES: tuple[Case, ...] = (
    *cases.CASES,
    *cases_hints.CASES,
    *cases_narrative.CASES,
    *cases_narrative_items.CASES,
    *cases_narrative_year.CASES,
    *cases_prose.CASES,
)

PER_FAILED_SUM = {"total_left_zero", "split_digits", "transposed_digits", "shifted_column"}
"""Hints, whose instances are failed sums: a row and a column of one name may both fail."""

ALWAYS_CHECKABLE = {
    *PER_FAILED_SUM,
    "read_by_ocr",  # instances are the figures with a value
    "negative_figure",  # instances are the reported figures alone
    "fractional_count",
    "section_missing",
    "blank_cells",  # counts what is there
    "not_applicable_cells",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.state}-{case.reason or case.instance}")
def test_case(case: Case) -> None:
    found = [r for r in results(case.report) if (r.rule.code, r.instance) == (case.rule, case.instance)]
    assert len(found) == 1
    assert (found[0].state, found[0].severity, found[0].reason) == (case.state, case.severity, case.reason)
    if case.state != "not_checkable":
        assert (found[0].left, found[0].right) == (case.left, case.right)
        assert found[0].text


def test_every_rule_has_its_cases() -> None:
    shown = {(case.rule, case.state) for case in CASES}
    wanted = {(c.rule.code, state) for c in CHECKS for state in ("passed", "failed")}
    wanted |= {(c.rule.code, "not_checkable") for c in CHECKS if c.rule.code not in ALWAYS_CHECKABLE}
    assert wanted - shown == set()
    assert {case.rule for case in CASES} <= {rule.code for rule in RULES}


def test_no_instance_is_reported_twice() -> None:
    for case in CASES:
        keys = [(r.rule.code, r.table, r.instance) for r in results(case.report) if r.rule.code not in PER_FAILED_SUM]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("report", "rows"), [(PLAIN, 25), (PLAIN_2019, 23)], ids=["2021", "2019"])
def test_a_whole_report_passes_everything(report: AnnualReport, rows: int) -> None:
    found = results(report)
    assert {r.state for r in found} == {"passed"}
    assert sum(r.rule.code == "applications_row_total" for r in found) == rows
    assert sum(r.rule.code == "applications_balance" for r in found) == 7
    assert check(report) == ()


def test_rules_are_described() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.title_zh
        assert rule.title_en
        assert rule.description_zh.endswith("。")
        assert rule.formula_zh
        assert rule.description_en.endswith("."), rule.code
        assert rule.formula_en, rule.code
        assert not rule.formula_en.endswith("."), rule.code
        assert rule.severity in codes.labels("severities")


def test_an_undivided_row_replaces_the_three() -> None:
    report = without_rows(PLAIN, "applications", "other_uncorrected", "other_unpaid", "other_other")
    undivided = tuple(
        figure("applications", "other_undivided", c, 2 if c in ("natural_person", "total") else 0)
        for c in codes.column_codes("applications")
    )
    report = replace(report, figures=(*report.figures, *undivided))
    report = with_row(report, "applications", "concluded_total", (2, 0, 0, 0, 0, 0, 2))
    report = with_row(report, "applications", "received_new", (2, 0, 0, 0, 0, 0, 2))
    report = only_sections(report, {"problems": "两件申请由申请人撤回，按其他处理计，今后加强事前沟通。"})
    assert check(report) == ()
    assert sum(r.rule.code == "applications_row_total" for r in results(report)) == 23


def test_both_shapes_of_other_outcomes_cannot_be_summed() -> None:
    extra = tuple(figure("applications", "other_undivided", c) for c in codes.column_codes("applications"))
    found = [
        f for f in check(replace(PLAIN, figures=(*PLAIN.figures, *extra))) if f.type == "applications_results_total"
    ]
    assert [(f.state, f.severity) for f in found] == [("not_checkable", "info")]


def test_figures_marked_absent_are_as_good_as_none() -> None:
    absent: dict[tuple[TableCode, str, str], Cell] = {
        (f.table, f.row, f.column): "absent" for f in PLAIN.figures if f.row == "granted"
    }
    assert check(with_cells(PLAIN, absent)) == check(without_rows(PLAIN, "applications", "granted"))


def test_what_cannot_be_checked_is_folded_by_rule_and_reason() -> None:
    report = with_row(PLAIN, "applications", "granted", (1, 2, 3, 4, 5, 6, "blank"))
    report = with_row(report, "applications", "partially_granted", ("blank",) * 7)
    folded = [f for f in check(report) if f.type == "applications_row_total"]
    assert len(folded) == 1
    assert (folded[0].state, folded[0].severity, folded[0].instance) == ("not_checkable", "info", "")
    assert (
        folded[0].note == "“申请表横向合计”有 2 处无法核对，有空白格（空白不等于零）：（一）予以公开、（二）部分公开。"
    )


def test_a_single_uncheckable_instance_keeps_its_cell() -> None:
    report = with_row(PLAIN, "proceedings", "reconsideration", ("blank",) * 5)
    found = [f for f in check(report) if f.type == "proceedings_total"]
    assert [(f.instance, f.row, f.column) for f in found] == [("reconsideration", "reconsideration", "total")]


def test_a_failure_names_both_values_and_the_place() -> None:
    report = with_row(PLAIN, "proceedings", "reconsideration", (10, 1, 0, 0, 0))
    found = next(f for f in check(report) if f.type == "proceedings_total")
    assert found.note == "行政复议：各项之和为 11，总计为 0，相差 -11。"
    assert (found.expected, found.actual) == ("11", "0")
    assert found.where is not None


def test_reports_before_2019_have_no_prescribed_tables() -> None:
    report = annual_report("2008", year=2012, figures=(), sections=())
    assert {r.rule.code for r in results(report)} == {"form_year", "published_early"}
    assert {f.state for f in check(report)} == set()


def test_a_report_without_tables_is_not_called_a_free_form() -> None:
    report = annual_report("2008", year=2022, figures=())
    found = {(f.type, f.state) for f in check(report)}
    assert ("table_missing", "failed") in found
    assert ("form_year", "not_checkable") in found
    assert ("form_year", "failed") not in found

"""The rules across years: each passes, fails, and is not checkable where the rule book says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.checks.cases_narrative import said, telling
from tests.checks.factory import annual_report, only_sections, with_cells, with_row, without_rows
from tests.checks.test_rules import CASES

from gongkai.checks import PAIR_CHECKS, examined, followed
from gongkai.checks.years_text import dice

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, CheckResult, Reason, Severity, State, TableCode

APPLICATIONS: TableCode = "applications"
DISCLOSURE: TableCode = "disclosure"
PROCEEDINGS: TableCode = "proceedings"
EARLIER = annual_report(year=2022)
LATER = annual_report(year=2023)
EARLIER_2019 = annual_report("2019", year=2019)
LATER_2019 = annual_report("2019", year=2020)
CARRIED_OUT = with_row(EARLIER, APPLICATIONS, "carried_out", (2, 1, 0, 0, 0, 0, 3))


@dataclass(frozen=True)
class Pair:
    """One instance of one rule on two reports, and what it must say."""

    rule: str
    state: State
    previous: AnnualReport | None
    report: AnnualReport
    instance: str
    severity: Severity = "warning"
    left: str | None = None
    right: str | None = None
    reason: Reason | None = None


def amounts(report: AnnualReport, amount: str, row: str = "fees", column: str = "amount") -> AnnualReport:
    return with_cells(report, {(DISCLOSURE, row, column): Decimal(amount)})


def documents(year: int, *numbers: object) -> AnnualReport:
    return with_row(annual_report(year=year), DISCLOSURE, "normative_documents", numbers)  # type: ignore[arg-type]


def note(report: AnnualReport, text: str) -> AnnualReport:
    return only_sections(report, {"proceedings": text})


def licences(report: AnnualReport, items: int, change: int) -> AnnualReport:
    key = (DISCLOSURE, "licensing")
    return with_cells(report, {(*key, "previous_items"): items, (*key, "change"): change})


PENDING = with_row(EARLIER, PROCEEDINGS, "reconsideration", (0, 0, 0, 2, 2))
FIFTEEN = with_cells(EARLIER, {(APPLICATIONS, "received_new", "total"): 15})
NOW = said("received", value=28)
LAST_YEAR = telling(LATER, said("received", value=15, year=2022))
MORE = telling(LATER, NOW, said("growth", value=13, unit="件", share_of=0))
PER_CENT = telling(LATER, NOW, said("growth", value=Decimal("86.7"), unit="%", share_of=0))
TEXT = "本机关全年公开信息十二条，办理申请三件，全部按时答复。"

PAIRS = (
    Pair(
        "carried_over",
        "passed",
        CARRIED_OUT,
        with_row(LATER, APPLICATIONS, "carried_in", (2, 1, 0, 0, 0, 0, 3)),
        "total",
        left="3",
        right="3",
    ),
    Pair("carried_over", "failed", CARRIED_OUT, LATER, "total", left="3", right="0"),
    # The total differs as well: each column is a break of its own.
    Pair("carried_over", "failed", CARRIED_OUT, LATER, "natural_person", left="2", right="0"),
    # Only the split by applicant differs.
    Pair(
        "carried_over",
        "failed",
        CARRIED_OUT,
        with_row(LATER, APPLICATIONS, "carried_in", (3, 0, 0, 0, 0, 0, 3)),
        "natural_person",
        "info",
        left="2",
        right="3",
    ),
    # An implied zero serves beside a printed number.
    Pair(
        "carried_over",
        "passed",
        with_row(EARLIER, APPLICATIONS, "carried_out", ("blank", 3, 0, 0, 0, 0, 3)),
        with_row(LATER, APPLICATIONS, "carried_in", (0, 3, 0, 0, 0, 0, 3)),
        "natural_person",
        "info",
        left="0",
        right="0",
    ),
    Pair("carried_over", "not_checkable", None, LATER, "total", reason="no_other_report"),
    Pair("carried_over", "not_checkable", replace(EARLIER, scope="aggregate"), LATER, "total", reason="scope"),
    Pair(
        "carried_over",
        "not_checkable",
        EARLIER,
        with_row(LATER, APPLICATIONS, "carried_in", (0, 0, 0, 0, 0, 0, "blank")),
        "total",
        reason="blank",
    ),
    Pair(
        "carried_over",
        "not_checkable",
        without_rows(EARLIER, APPLICATIONS, "carried_out"),
        LATER,
        "total",
        reason="absent",
    ),
    Pair(
        "documents_in_force",
        "passed",
        documents(2022, 3, 1, 11),
        documents(2023, 2, 1, 12),
        "normative_documents",
        left="12",
        right="12",
    ),
    Pair(
        "documents_in_force",
        "failed",
        documents(2022, 3, 1, 11),
        documents(2023, 2, 1, 10),
        "normative_documents",
        left="12",
        right="10",
    ),
    Pair("documents_in_force", "not_checkable", None, LATER, "regulations", reason="no_other_report"),
    Pair("documents_in_force", "not_checkable", LATER_2019, LATER, "regulations", reason="form"),
    Pair("documents_in_force", "not_checkable", EARLIER_2019, LATER_2019, "regulations", reason="form"),
    Pair(
        "documents_in_force",
        "not_checkable",
        documents(2022, 0, 0, "blank"),
        LATER,
        "normative_documents",
        reason="blank",
    ),
    Pair(
        "repealed_bound",
        "passed",
        documents(2022, 0, 0, 4),
        documents(2023, 1, 5, "blank"),
        "normative_documents",
        left="5",
        right="5",
    ),
    Pair(
        "repealed_bound",
        "failed",
        documents(2022, 0, 0, 4),
        documents(2023, 1, 6, "blank"),
        "normative_documents",
        left="5",
        right="6",
    ),
    Pair("repealed_bound", "not_checkable", LATER_2019, LATER, "regulations", reason="form"),
    Pair(
        "pending_carried",
        "passed",
        PENDING,
        with_row(LATER, PROCEEDINGS, "reconsideration", (3, 0, 0, 0, 3)),
        "reconsideration",
        "info",
        left="2",
        right="3",
    ),
    Pair("pending_carried", "failed", PENDING, LATER, "reconsideration", "info", left="2", right="0"),
    Pair(
        "pending_carried",
        "failed",
        PENDING,
        note(LATER, "注：表中数字含上年度结转数量。"),
        "reconsideration",
        "warning",
        left="2",
        right="0",
    ),
    Pair(
        "pending_carried",
        "failed",
        PENDING,
        note(LATER, "注：表中数字不含上年度结转数量。"),
        "reconsideration",
        "info",
        left="2",
        right="0",
    ),
    Pair("pending_carried", "not_checkable", None, LATER, "reconsideration", "info", reason="no_other_report"),
    Pair(
        "proceedings_exceed_cases",
        "passed",
        with_row(EARLIER, APPLICATIONS, "concluded_total", (2, 0, 0, 0, 0, 0, 2)),
        with_row(LATER, PROCEEDINGS, "reconsideration", (2, 0, 0, 0, 2)),
        "disputes",
        "info",
        left="2",
        right="2",
    ),
    Pair(
        "proceedings_exceed_cases",
        "failed",
        EARLIER,
        with_row(LATER, PROCEEDINGS, "reconsideration", (2, 0, 0, 0, 2)),
        "disputes",
        "info",
        left="0",
        right="2",
    ),
    Pair("proceedings_exceed_cases", "passed", None, LATER, "disputes", "info", left="0", right="0"),
    Pair(
        "proceedings_exceed_cases",
        "not_checkable",
        EARLIER,
        with_row(LATER, PROCEEDINGS, "reconsideration", ("blank",) * 5),
        "disputes",
        "info",
        reason="blank",
    ),
    Pair(
        "items_carried",
        "passed",
        licences(EARLIER_2019, 7, -2),
        licences(LATER_2019, 5, 0),
        "licensing",
        "info",
        left="5",
        right="5",
    ),
    Pair(
        "items_carried",
        "failed",
        licences(EARLIER_2019, 7, -2),
        licences(LATER_2019, 7, 0),
        "licensing",
        "info",
        left="5",
        right="7",
    ),
    Pair("items_carried", "not_checkable", None, LATER_2019, "fees", "info", reason="no_other_report"),
    Pair("items_carried", "not_checkable", EARLIER, LATER_2019, "fees", "info", reason="form"),
    Pair("unit_slip", "passed", amounts(EARLIER, "52"), amounts(LATER, "61.5"), "fees", left="52", right="61.5"),
    Pair("unit_slip", "failed", amounts(EARLIER, "52.15"), amounts(LATER, "521500"), "fees", left="52.15"),
    Pair("unit_slip", "failed", amounts(EARLIER, "521500"), amounts(LATER, "52.15"), "fees", right="52.15"),
    # A hundred thousand times is no slip of the unit.
    Pair("unit_slip", "passed", amounts(EARLIER, "1"), amounts(LATER, "20001"), "fees", left="1", right="20001"),
    Pair("unit_slip", "not_checkable", EARLIER, amounts(LATER, "12"), "fees", reason="absent"),
    Pair("unit_slip", "not_checkable", LATER_2019, amounts(LATER, "12"), "fees", reason="form"),
    Pair(
        "unit_slip",
        "failed",
        amounts(EARLIER_2019, "25.1", "procurement", "procurement_amount"),
        amounts(LATER_2019, "251000", "procurement", "procurement_amount"),
        "procurement",
        left="25.1",
        right="251000",
    ),
    Pair(
        "sudden_change",
        "failed",
        with_cells(EARLIER, {(DISCLOSURE, "licensing", "decisions"): 1000}),
        with_cells(LATER, {(DISCLOSURE, "licensing", "decisions"): 100}),
        "licensing.decisions",
        "info",
        left="1000",
        right="100",
    ),
    Pair(
        "sudden_change",
        "not_checkable",
        EARLIER,
        with_cells(LATER, {(DISCLOSURE, "licensing", "decisions"): 100}),
        "licensing.decisions",
        "info",
        reason="absent",
    ),
    Pair("sudden_change", "passed", EARLIER, LATER, "disclosure", "info"),
    Pair("sudden_change", "not_checkable", None, LATER, "disclosure", "info", reason="no_other_report"),
    Pair("form_break", "passed", EARLIER, LATER, "form", "info", left="2021", right="2021"),
    Pair("form_break", "failed", LATER_2019, annual_report(year=2021), "form", "info", left="2019", right="2021"),
    Pair("form_break", "not_checkable", None, LATER, "form", "info", reason="no_other_report"),
    # Without a table nothing is known of the form.
    Pair("form_break", "not_checkable", replace(EARLIER, form="2008"), LATER, "form", "info", reason="form"),
    Pair(
        "copied_text",
        "passed",
        only_sections(EARLIER, {"overview": "去年情况与此不同，另有安排若干。"}),
        only_sections(LATER, {"overview": TEXT}),
        "overview",
        "info",
        left="0.95",
    ),
    Pair(
        "copied_text",
        "failed",
        only_sections(EARLIER, {"overview": TEXT}),
        only_sections(LATER, {"overview": TEXT}),
        "overview",
        "info",
        left="0.95",
        right="1.00",
    ),
    Pair("copied_text", "not_checkable", None, LATER, "overview", "info", reason="no_other_report"),
    Pair(
        "copied_text",
        "not_checkable",
        only_sections(EARLIER, {"overview": None}),
        LATER,
        "overview",
        "info",
        reason="absent",
    ),
    Pair("copied_text", "not_checkable", note(EARLIER, ""), LATER, "proceedings", "info", reason="blank"),
    Pair("narrative_previous_year", "passed", FIFTEEN, LAST_YEAR, "received", left="15", right="15"),
    Pair("narrative_previous_year", "failed", EARLIER, LAST_YEAR, "received", left="0", right="15"),
    Pair("narrative_previous_year", "not_checkable", None, LAST_YEAR, "received", reason="no_other_report"),
    Pair("narrative_growth", "passed", FIFTEEN, MORE, "received", left="13", right="13"),
    Pair("narrative_growth", "passed", FIFTEEN, PER_CENT, "received", left="86.67", right="86.7"),
    Pair("narrative_growth", "failed", EARLIER, MORE, "received", left="28", right="13"),
    Pair("narrative_growth", "not_checkable", EARLIER, PER_CENT, "received", reason="scope"),
    Pair("narrative_growth", "not_checkable", None, MORE, "received", reason="no_other_report"),
)


def across(report: AnnualReport, previous: AnnualReport | None) -> list[CheckResult]:
    """Results of the rules across years alone."""
    alone = examined(report)
    return list(followed(alone, previous).results[len(alone.results) :])


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.rule}-{pair.state}-{pair.reason or pair.instance}")
def test_pair(pair: Pair) -> None:
    found = [r for r in across(pair.report, pair.previous) if (r.rule, r.instance) == (pair.rule, pair.instance)]
    assert len(found) == 1
    assert (found[0].state, found[0].severity, found[0].reason) == (pair.state, pair.severity, pair.reason)
    for wanted, value in ((pair.left, found[0].left), (pair.right, found[0].right)):
        assert wanted is None or value == wanted
    assert bool(found[0].text_zh) == (pair.state != "passed")


def test_every_rule_has_its_pairs() -> None:
    shown = {(pair.rule, pair.state) for pair in PAIRS}
    assert shown >= {(c.rule.code, state) for c in PAIR_CHECKS for state in ("passed", "failed", "not_checkable")}


def test_two_like_years_break_nothing_but_the_neutral_statistic() -> None:
    """The prose of the factory is the same in all years."""
    found = across(LATER, EARLIER)
    assert {r.rule for r in found if r.state != "passed" and r.rule != "copied_text"} == {"unit_slip"}
    assert [r.reason for r in found if r.rule == "unit_slip"] == ["absent"]
    assert {r.state for r in found if r.rule == "copied_text"} == {"failed"}


def test_a_failure_says_both_years() -> None:
    found = next(f for f in followed(examined(LATER), CARRIED_OUT).findings if f.type == "carried_over")
    assert (found.row, found.column, found.expected, found.actual) == ("carried_in", "total", "3", "0")
    assert found.note == "总计列：上年年报结转下年度 3，本年年报上年结转为 0，相差 -3。"
    assert found.where is not None


def test_a_table_that_is_not_there_has_no_results() -> None:
    report = without_rows(without_rows(without_rows(LATER, APPLICATIONS), DISCLOSURE), PROCEEDINGS)
    assert {r.rule for r in across(report, EARLIER)} == {"form_break", "copied_text"}
    assert {r.rule for r in across(report, None)} == {"form_break", "copied_text"}


def test_disputes_without_the_year_before_say_so() -> None:
    report = with_row(LATER, PROCEEDINGS, "litigation_direct", (1, 0, 0, 0, 1))
    (found,) = [r for r in across(report, None) if r.rule == "proceedings_exceed_cases"]
    assert found.text_zh == "行政复议和行政诉讼共 1，本年办结申请 0，没有可用的上年办结数，仅与本年比较。"


def test_the_blocks_of_a_mixed_form_follow_their_own_edition() -> None:
    """One with clause 一 of 2021 continues; one with clause 一 of 2019 does not."""
    continued = replace(documents(2023, 2, 1, 12), form="mixed")
    found = {r.instance: r for r in across(continued, documents(2022, 0, 0, 11)) if r.rule == "documents_in_force"}
    assert found["normative_documents"].state == "passed"
    older = replace(LATER_2019, form="mixed", year=2023)
    found = {r.instance: r for r in across(older, documents(2022, 0, 0, 11)) if r.rule == "documents_in_force"}
    assert found["normative_documents"].reason == "form"


def test_similarity_counts_characters_runs_of_digits_and_no_punctuation() -> None:
    assert dice("公开12件。", "公开，12 件") == 1
    assert dice("公开12件", "公开13件") == Decimal("0.75")
    assert dice("公开", "制度") == 0
    assert dice("。", "") is None


def test_a_section_of_its_table_alone_is_not_compared() -> None:
    for before in (EARLIER, None):
        sections = [r.instance for r in across(note(LATER, "。"), before) if r.rule == "copied_text"]
        assert sections == ["overview", "disclosure", "applications", "problems", "other_matters"]


def test_a_smaller_count_does_not_jump() -> None:
    before = with_cells(EARLIER, {(DISCLOSURE, "licensing", "decisions"): 2})
    now = with_cells(LATER, {(DISCLOSURE, "licensing", "decisions"): 99})
    assert {r.state for r in across(now, before) if r.rule == "sudden_change"} == {"passed"}


@pytest.mark.parametrize(("one", "other", "state"), [(10, 100, "failed"), (11, 100, "passed"), (100, 10, "failed")])
def test_ten_times_is_a_jump_from_a_hundred_on(one: int, other: int, state: str) -> None:
    before = with_cells(EARLIER, {(DISCLOSURE, "licensing", "decisions"): one})
    now = with_cells(LATER, {(DISCLOSURE, "licensing", "decisions"): other})
    found = {r.state for r in across(now, before) if r.rule == "sudden_change" and r.table == "disclosure"}
    assert found == {state, "passed"}


@pytest.mark.parametrize(("changed", "state"), [(1, "failed"), (2, "passed")])
def test_nineteen_of_twenty_characters_are_a_copy(changed: int, state: str) -> None:
    before = only_sections(EARLIER, {"overview": "公" * 20})
    now = only_sections(LATER, {"overview": "公" * (20 - changed) + "开" * changed})
    assert [r.state for r in across(now, before) if (r.rule, r.instance) == ("copied_text", "overview")] == [state]


def test_amounts_far_apart_say_how_far_and_why() -> None:
    (slip,) = (r for r in across(amounts(LATER, "521500"), amounts(EARLIER, "52.15")) if r.rule == "unit_slip")
    assert "约差 10000 倍，疑有一年以元填报" in slip.text_zh
    (usual,) = (r for r in across(amounts(LATER, "61.5"), amounts(EARLIER, "52")) if r.rule == "unit_slip")
    assert "倍" not in usual.text_zh


def test_no_code_stands_in_a_chinese_sentence() -> None:
    """Codes are for programs; people read the labels of the form."""
    said = {r.text_zh for pair in PAIRS for r in across(pair.report, pair.previous)}
    said |= {r.text_zh for case in CASES for r in examined(case.report).results}
    said |= {f.note for case in CASES for f in examined(case.report).findings}
    assert len(said) > 100
    assert [text for text in said if re.search("[a-z]{3}", text)] == []

"""What the report itself explains is called explained, with its words; nothing else is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.checks.cases import PLAIN
from tests.checks.factory import only_sections, with_row

from gongkai.checks import RULES, check, examined, results
from gongkai.checks.cells import subject
from gongkai.checks.explain import explained
from gongkai.checks.explain_words import WORDS
from gongkai.checks.rule import Result
from gongkai.specimen.phrases import MERGER

if TYPE_CHECKING:
    from gongkai.checks.cells import Subject
    from gongkai.model import AnnualReport

CARRIED = "因机构改革，划入单位的在办申请3件转来，上年结转数据含划入的件数。"
BALANCE = with_row(PLAIN, "applications", "received_new", (3, 0, 0, 0, 0, 0, 3))


def told(report: AnnualReport, sentence: str) -> Subject:
    """The report with a sentence in its last section, ready for the rules."""
    return subject(only_sections(report, {"other_matters": f"本年度工作平稳。{sentence}"}))


def failure(code: str, row: str | None = None, *, left: int = 4, right: int = 7) -> Result:
    """A failed result of a rule as the checks make it."""
    rule = next(rule for rule in RULES if rule.code == "applications_balance")
    return Result(
        rule=replace(rule, code=code),
        instance="total",
        label="总计列",
        state="failed",
        severity="warning",
        table="applications",
        row=row,
        left=left,
        right=right,
        text="上年结转 7，应为 4，相差 3。",
    )


@pytest.mark.parametrize(
    ("code", "row", "sentence"),
    [
        ("carried_over", "carried_in", MERGER),
        ("carried_over", "carried_in", CARRIED),
        ("applications_row_total", "carried_in", CARRIED),
        ("applications_row_total", "received_new", "新收总计按系统口径统计，与分项不一致。"),
        ("carried_over", "carried_in", "上年结转数与上年度报告不一致，系统计口径调整。"),
        ("carried_over", "carried_in", "上年结转的申请中有3件系撤回后更正。"),
        ("documents_in_force", "normative_documents", "另有3件行政规范性文件自然失效。"),
        ("documents_in_force", "normative_documents", "因集中清理，行政规范性文件减少3件。"),
        ("documents_in_force", "regulations", "部分规章因有效期届满不再执行。"),
        ("applications_balance", None, "表中新收申请数包括上年结转的申请。"),
        ("narrative_applications", None, "全年收到申请7件（含转办件）。"),
        ("narrative_concluded", None, "办结申请7件，其中含上年结转3件。"),
        ("applications_balance", None, "撤回的申请未计入办理结果。"),
        ("applications_balance", None, "申请人撤回申请3件。"),
        ("narrative_proceedings", None, "行政复议件数为立案口径。"),
        ("proceedings_total", "reconsideration", "注：行政复议总计含以前年度案件。"),
        ("pending_carried", "litigation_direct", "因机构改革，诉讼案件移交其他部门。"),
    ],
)
def test_the_report_explains(code: str, row: str | None, sentence: str) -> None:
    failed = failure(code, row)
    found = explained(failed, told(PLAIN, sentence))
    assert (found.state, found.note, found.severity) == ("explained", sentence, failed.severity)
    assert (found.left, found.right, found.difference) == (4, 7, 3)
    assert sentence in found.text


@pytest.mark.parametrize(
    ("code", "row", "sentence"),
    [
        # Cases carried in, where the row of new ones does not add up, or the text gives another number of them.
        ("applications_row_total", "received_new", CARRIED),
        ("narrative_applications", "received_new", CARRIED),
        # Another matter.
        ("carried_over", "carried_in", "因机构改革，本机关公文处理职责划转。"),
        ("carried_over", "carried_in", "规范性文件的统计口径有变化。"),
        ("documents_in_force", "regulations", "行政规范性文件自然失效3件。"),
        ("proceedings_total", "reconsideration", "行政诉讼案件为立案口径。"),
        # 含 inside other words, or of parts that are not the difference.
        ("applications_balance", None, "申请内容的含义以统计表中的为准。"),
        ("narrative_applications", None, "全年收到申请20件（含上年结转1件）。"),
        ("narrative_concluded", None, "答复申请805件（含上年结转18件，另有3件顺延）。"),
        ("narrative_outcomes", None, "答复申请805件（含上年结转3件）。"),
        ("narrative_applications", None, "办理申请时不予处理6件，其他处理3件（多为申请人撤回）。"),
        ("applications_balance", None, "因申请人撤回而终止办理的申请有1件。"),
        # What is done or planned, not why a figure differs.
        ("applications_balance", None, "积极配合机构改革，认真办理信息公开申请。"),
        ("documents_in_force", "normative_documents", "开展行政规范性文件清理工作。"),
        ("applications_balance", None, "下一步将因地制宜统一申请统计口径。"),
        ("narrative_applications", None, "机构改革后共收到申请10件。"),
        # Denied.
        ("carried_over", "carried_in", "上年结转数据没有更正。"),
        # 含上年度结转 makes this one graver.
        ("pending_carried", "litigation_direct", "注：诉讼案件含上年度结转数量。"),
        # No rule on counts.
        ("title_year", None, "因机构改革，申请统计口径不同。"),
        ("copied_table", None, "因机构改革，申请统计口径不同。"),
    ],
)
def test_the_report_does_not_explain(code: str, row: str | None, sentence: str) -> None:
    failed = failure(code, row)
    assert explained(failed, told(PLAIN, sentence)) == failed


def test_a_note_in_a_cell_of_the_formula_explains() -> None:
    noted = tuple(
        replace(f, note="其中修订16件") if (f.row, f.column) == ("normative_documents", "in_force") else f
        for f in with_row(PLAIN, "disclosure", "normative_documents", (9, 0, 5)).figures
    )
    found = [f for f in check(replace(PLAIN, figures=noted)) if f.type == "documents_in_force_bound"]
    assert [(f.state, f.expected, f.actual) for f in found] == [("explained", "9", "5")]
    assert "其中修订16件" in found[0].note


def test_a_note_in_another_cell_does_not() -> None:
    noted = tuple(
        replace(f, note="其中修订16件") if f.row == "regulations" else f
        for f in with_row(PLAIN, "disclosure", "normative_documents", (9, 0, 5)).figures
    )
    found = [f for f in check(replace(PLAIN, figures=noted)) if f.type == "documents_in_force_bound"]
    assert [f.state for f in found] == ["failed"]


@pytest.mark.parametrize(
    ("sentence", "state"),
    [("表格空白处表示数据为0。", "explained"), ("注：空白即为零。", "explained"), ("填补工作空白3项。", "failed")],
)
def test_blank_cells_are_explained_by_a_note_that_blank_means_zero(sentence: str, state: str) -> None:
    report = with_row(PLAIN, "proceedings", "reconsideration", (0, 0, "blank", 0, 0))
    found = [r for r in results(told(report, sentence).report) if r.rule.code == "blank_cells" and r.right]
    assert [r.state for r in found] == [state]


def test_an_explained_failure_keeps_its_values_in_what_is_published() -> None:
    sentence = "表中新收申请数包括上年结转的申请。"
    report = examined(told(BALANCE, sentence).report)
    found = [r for r in report.results if (r.rule, r.instance) == ("applications_balance", "total")]
    assert [(r.state, r.note, r.left, r.right, r.difference) for r in found] == [
        ("explained", sentence, "3", "0", "-3")
    ]
    assert "the report explains it" in found[0].text_en


def test_every_rule_with_words_is_a_rule_to_be() -> None:
    families = ("applications_", "proceedings_", "narrative_", "documents_", "disclosed_")
    codes = {rule.code for rule in RULES}
    assert {code for code in WORDS if not code.startswith(families)} - {"government_vs_departments"} <= codes

"""Failures that the printed report itself accounts for: the same document, with a sentence more, and its words quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import with_cells
from tests.checks.test_rules import CASES
from tests.checks.test_years import PAIRS
from tests.corpus_rules.page import page
from tests.corpus_rules.reading import beside, results, understood
from tests.corpus_rules.test_folder_printed import BUREAU, GOVERNMENT, RECEIVED
from tests.corpus_rules.test_years_printed import completed

from gongkai.checks.explain_words import WORDS

if TYPE_CHECKING:
    from tests.checks.cases import Case
    from tests.checks.test_years import Pair

    from gongkai.model import CheckResult

OF_APPLICATIONS = "因统计口径调整，表中申请数据与往年不一致。"
OF_CASES = "注：行政复议、行政诉讼案件按立案口径统计。"
OF_DOCUMENTS = "因集中清理，规章、行政规范性文件的件数以年末为准。"
OF_SHARES = "注：占比按四舍五入计算。"
OF_ITEMS = "因机构改革，行政许可、行政处罚、行政强制和行政事业性收费的统计口径有变化。"
SENTENCES = {
    "proceedings_total": OF_CASES,
    "proceedings_exceed_cases": OF_CASES,
    "pending_carried": OF_CASES,
    "narrative_proceedings": OF_CASES,
    "narrative_proceedings_results": OF_CASES,
    "documents_in_force_bound": OF_DOCUMENTS,
    "disclosed_bound": OF_DOCUMENTS,
    "documents_in_force": OF_DOCUMENTS,
    "repealed_bound": OF_DOCUMENTS,
    "narrative_documents": OF_DOCUMENTS,
    "narrative_percentage": OF_SHARES,
    "narrative_percentage_sum": OF_SHARES,
    "narrative_outcomes": "因统计口径调整，不予公开和予以公开、部分公开的数据有出入。",
    "items_carried": OF_ITEMS,
    "sudden_change": OF_ITEMS,
    "unit_slip": OF_ITEMS,
    "narrative_decisions": OF_ITEMS,
    "carried_over": "因统计口径调整，上年结转数据与上年年报不一致。",
    "narrative_carried_in": "因统计口径调整，上年结转数据与上年年报不一致。",
    "narrative_carried_out": "因统计口径调整，结转数据与表中不一致。",
    "narrative_disclosure_sum": "因统计口径调整，主动公开信息条数中有重复计入的。",
    "narrative_fee": "因统计口径调整，信息处理费按收取日期计入。",
    "blank_cells": "注：表中空白处表示数据为0。",
}
"""What accounts for the failure of a rule; applications where no other is named."""
ALL: tuple[Case | Pair, ...] = (*CASES, *PAIRS)
FAILED = {each.rule: each for each in reversed(ALL) if each.state == "failed"}
"""The first case of each rule that fails."""
ACROSS = {pair.rule for pair in PAIRS}
IN_A_FOLDER = {"government_vs_departments"}
EXPLAINED = tuple(sorted({*WORDS, "blank_cells"} - IN_A_FOLDER))


def with_sentence(rule: str) -> tuple[CheckResult, ...]:
    """The failing document of a rule with the sentence, and what the rule says of it."""
    case = FAILED[rule]
    prose = {"other_matters": SENTENCES.get(rule, OF_APPLICATIONS)}
    previous = getattr(case, "previous", None)
    report = completed(case.report, previous, prose) if rule in ACROSS else understood(page(case.report, prose=prose))
    return tuple(results(report, rule, case.instance))


@pytest.mark.parametrize("rule", EXPLAINED)
def test_explained_in_print(rule: str) -> None:
    case = FAILED[rule]
    sentence = SENTENCES.get(rule, OF_APPLICATIONS)
    (found,) = with_sentence(rule)
    assert (found.state, found.note, found.severity) == ("explained", sentence, case.severity)
    for wanted, value in ((case.left, found.left), (case.right, found.right)):
        assert wanted is None or value == str(wanted)


def test_a_government_accounts_for_its_sum() -> None:
    sentence = "注：各部门数据按不同统计口径汇总。"
    below = with_cells(GOVERNMENT, {RECEIVED: 5})
    told = understood(page(below, prose={"other_matters": sentence}))
    (government,) = (each for each in beside((told, understood(page(BUREAU)))) if each.scope == "aggregate")
    (found,) = results(government, "government_vs_departments", "received_new")
    assert (found.state, found.left, found.right, found.note) == ("explained", "6", "5", sentence)

"""What the rules on sums, fees, slips and duties of the prose must leave alone, and how often they speak."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.checks.cases import PLAIN
from tests.checks.cases_prose import GOVERNMENT, OTHER, reading
from tests.checks.factory import agency

from gongkai.checks import results
from gongkai.model import Where

if TYPE_CHECKING:
    from gongkai.model import AnnualReport


def told(rule: str, report: AnnualReport) -> list[tuple[str, object, object]]:
    return [(r.state, r.left, r.right) for r in results(report) if r.rule.code == rule]


def slips(text: str) -> list[object]:
    return [r.right for r in results(reading(text)) if r.rule.code == "prose_slip" and r.state == "failed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年主动公开政府信息36条，微信公众号推送50条。", []),
        ("全年主动公开政府信息36条，涉及工作动态、通知公告等信息，公示栏张贴60条。", []),
        ("全年主动公开政府信息30余条，其中工作动态25条，通知公告12条。", []),
        ("全年主动公开政府信息36条，其中工作动态20余条，通知公告25条。", []),
        ("全年主动公开政府信息36条，同比增长20%，其中工作动态20条，通知公告10条。", [("passed", 30, 36)]),
        ("全年主动公开政府信息36条，较上年增加6条，其中工作动态20条，其他信息16条。", [("passed", 36, 36)]),
        ("全年主动公开政府信息36条，完成年度任务的120%，其中工作动态20条，其他信息16条。", [("passed", 36, 36)]),
        ("全年主动公开政府信息36条，其中包括工作动态、通知公告等，公示栏张贴60条。", []),
        ("全年主动公开政府信息36条，其中工作动态20条，答复网民留言40条。", [("passed", 20, 36)]),
        ("全年主动公开政府信息36条，包括工作动态20条、通知公告10条。", [("passed", 30, 36)]),
        ("全年主动公开政府信息36条，其中门户网站36条，工作动态20条、通知公告10条。", [("passed", 66, 36)]),
        ("全年主动公开政府信息36条，其中重点领域30条（含就业20条、教育10条），其他6条。", [("passed", 36, 36)]),
        ("全年主动公开政府信息36条（其中工作动态20条，通知公告16条）。", [("passed", 36, 36)]),
        ("全年主动公开政府信息36条（均在门户网站）。其中，工作动态20条，通知公告26条。", [("failed", 46, 36)]),
        ("全年主动公开政府信息36条：工作动态20条，通知公告10条。", [("failed", 30, 36)]),
        ("全年主动公开政府信息36条，分别为工作动态20条，公报12期，通知公告4条。", [("passed", 24, 36)]),
        ("全年主动公开政府信息36条，分别为工作动态20条、文件16件。", [("passed", 36, 36)]),
        ("全年主动公开政府信息36条，其中文件40件，工作动态20条。", [("passed", 20, 36)]),
        ("通过门户网站主动公开政府信息36条，其中工作动态20条，微信公众号推送30条。", [("passed", 20, 36)]),
        ("全年主动公开政府信息36条，其中工作动态20条，占55.6%；通知公告16条，占44.4%。", [("passed", 36, 36)]),
    ],
)
def test_parts_of_what_was_published(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert told("narrative_disclosure_sum", reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依申请公开收取信息处理费300元。除此之外未收取任何费用。", ("passed", 300, 300)),
        ("依申请公开收取信息处理费300元。申请人未被收取复制、邮寄费用，未收取其他费用。", ("passed", 300, 300)),
        ("信息处理费100元/件。全年收取信息处理费300元。", ("passed", 300, 300)),
        ("全年收取信息处理费300元，已将300元上缴国库。", ("passed", 300, 300)),
        ("应收信息处理费900元，实际收取信息处理费300元。", ("passed", 300, 300)),
        ("我局收取信息处理费300元。其他部门未收取信息处理费。", ("passed", 300, 300)),
        ("收取信息处理费200元。\n另一件收取信息处理费100元。\n全年共收取信息处理费300元。", ("passed", 300, 300)),
        ("全年共收取信息处理费300元，其中一件100元。", ("passed", 300, 300)),
        ("全年共收取信息处理费300元，其中按件计收200元，按量计收90元。", ("failed", 290, 300)),
    ],
)
def test_fees_that_agree(text: str, expected: tuple[str, int, int]) -> None:
    assert told("narrative_fee", reading(text)) == [expected]


def test_the_fee_is_never_held_against_the_disclosure_table() -> None:
    """行政事业性收费 is another fee (rule book 6)."""
    found = [r for r in results(reading("全年收取信息处理费300元。")) if r.rule.code == "narrative_fee"]
    assert [(r.state, r.table, r.cells) for r in found] == [("passed", None, ())]


def test_the_scale_binds_from_2021_on() -> None:
    report = reading("全年收取信息处理费375元。")
    assert told("processing_fee_scale", replace(report, year=2021)) == [("failed", None, 375)]
    assert told("processing_fee_scale", replace(report, year=2020)) == []


@pytest.mark.parametrize(
    "text",
    [
        "县政府政府信息公开工作由办公室负责，各部门部门预算均已公开。",
        "现将本机关年度报告报告如下。",
        "提高政府信息信息化水平，方便信息公开工作工作人员。",
        "一步一步推进，一项一项落实，方方面面都要顾到。",
        "加强加强加强。",
        "便民服务服务质量明显提升。",
        "信息公告、主动公示、民主公开都要及时。",
        "某某社区社区居民。",
    ],
)
def test_good_chinese_is_no_slip(text: str) -> None:
    assert slips(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全面贯彻落实落实条例。", ["落实落实"]),
        ("进一步进一步加强领导。", ["进一步进一步"]),
        ("由市人民政府人民政府办公室负责。", ["人民政府人民政府"]),
        ("主动公开政府政府信息。", ["政府政府"]),
        ("提升政务服务服务。", ["服务服务"]),
        ("做好依申公开和政府信公开。", ["依申公开", "政府信公开"]),
    ],
)
def test_slips(text: str, words: list[str]) -> None:
    assert slips(text) == words


def test_commas_are_told_once_a_section() -> None:
    few = "工作有序开展,成效明显,群众满意，今后继续努力，不断改进。"
    found = [r for r in results(reading(few)) if r.state == "failed" and r.rule.code == "prose_slip"]
    assert [(r.instance, r.right) for r in found] == [("comma", "工作有序开展,成效明显")]
    assert "2 处" in found[0].text
    assert found[0].where == PLAIN.sections[0].where


def test_commas_throughout_are_told_once_a_report() -> None:
    many = "一是健全机制,二是强化培训,三是完善平台。" * 8
    report = reading(many, reading(many), "problems")
    found = [r for r in results(report) if r.state == "failed" and r.rule.code == "prose_slip"]
    assert len(found) == 1
    assert "通篇" in found[0].text
    assert "32 处" in found[0].text


def test_commas_left_of_a_table_are_no_prose() -> None:
    assert slips("申请人情况,自然人,商业企业,科研机构") == []


def test_recognised_characters_are_no_slips_of_the_report() -> None:
    scanned = replace(PLAIN, sections=tuple(replace(s, where=Where(page=1, ocr=True)) for s in PLAIN.sections))
    assert [(r.state, r.reason) for r in results(scanned) if r.rule.code == "prose_slip"] == [
        ("not_checkable", "image")
    ]


def test_only_governments_report_on_assessment() -> None:
    assert told("government_assessment", PLAIN) == []
    assert told("government_assessment", replace(GOVERNMENT, agency=agency())) == []
    found = [r.text for r in results(GOVERNMENT) if r.rule.code == "government_assessment"]
    assert found == ["正文没有提到工作考核、社会评议、责任追究。"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("其他处理3件。", "passed"),
        ("3件申请转交有关部门办理。", "passed"),
        ("其中3件由申请人主动放弃。", "passed"),
        ("及时向档案馆移交文件，转办群众来信。", "failed"),
        ("答复前一次性告知补正，逾期未补正的依法处理。", "failed"),
    ],
)
def test_words_that_explain_other_outcomes(text: str, state: str) -> None:
    assert [found for found, *_ in told("other_outcome_unexplained", reading(text, OTHER))] == [state]


def test_a_label_left_of_the_table_explains_nothing() -> None:
    report = reading("（六）其他处理", OTHER, "applications")
    assert told("other_outcome_unexplained", report) == [("failed", None, 3)]


def test_an_undivided_row_may_hold_what_was_not_corrected() -> None:
    undivided = tuple(replace(f, row="other_undivided") if f.row == "other_other" else f for f in OTHER.figures)
    report = replace(OTHER, figures=undivided)
    assert told("other_outcome_unexplained", report) == [("failed", None, 3)]
    assert told("other_outcome_unexplained", reading("3件逾期未补正。", report)) == [("passed", None, 3)]

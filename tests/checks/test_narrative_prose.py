"""Paragraphs as reports word them, held against tables: what agrees raises nothing, what contradicts is found by its rule alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import annual_report, with_cells, with_row

from gongkai.checks import examined, followed, results
from gongkai.model import Section, Where
from gongkai.narrative import statements

if TYPE_CHECKING:
    from gongkai.checks.rule import Result
    from gongkai.model import AnnualReport

APPLICATIONS = {
    "received_new": (101, 15, 0, 0, 0, 4),
    "carried_in": (8, 0, 0, 0, 0, 0),
    "granted": (32, 6, 0, 0, 0, 2),
    "partially_granted": (12, 0, 0, 0, 0, 0),
    "denied_third_party": (3, 0, 0, 0, 0, 0),
    "denied_internal_affairs": (2, 0, 0, 0, 0, 0),
    "denied_deliberative": (4, 0, 0, 0, 0, 0),
    "denied_enforcement_file": (6, 0, 0, 0, 0, 0),
    "unavailable_not_held": (15, 6, 0, 0, 0, 1),
    "unavailable_needs_creation": (3, 0, 0, 0, 0, 0),
    "unavailable_unclear": (2, 0, 0, 0, 0, 0),
    "declined_petition": (5, 0, 0, 0, 0, 0),
    "declined_repeat": (6, 0, 0, 0, 0, 0),
    "other_uncorrected": (4, 0, 0, 0, 0, 0),
    "other_other": (6, 3, 0, 0, 0, 1),
    "concluded_total": (100, 15, 0, 0, 0, 4),
    "carried_out": (9, 0, 0, 0, 0, 0),
}
PROCEEDINGS = {
    "reconsideration": (6, 1, 2, 1, 10),
    "litigation_direct": (3, 0, 1, 0, 4),
    "litigation_after_reconsideration": (2, 0, 0, 1, 3),
}


def _tables() -> AnnualReport:
    report = annual_report(year=2021)
    for row, cells in APPLICATIONS.items():
        report = with_row(report, "applications", row, (*cells, sum(cells)))
    for row, cases in PROCEEDINGS.items():
        report = with_row(report, "proceedings", row, cases)
    assert report.agency is not None
    report = replace(report, agency=replace(report.agency, name="甲样市自然资源局"))
    return with_cells(
        with_row(report, "disclosure", "normative_documents", (7, 3, 41)),
        {
            ("disclosure", "licensing", "decisions"): 1180,
            ("disclosure", "penalties", "decisions"): 46,
            ("disclosure", "coercion", "decisions"): 3,
        },
    )


TABLES = _tables()
BEFORE = with_row(annual_report(year=2020), "applications", "received_new", (140, 10, 0, 0, 0, 0, 150))
"""Last year's report."""
AGREEING = (
    "全年收到政府信息公开申请120件，上年结转8件，办结119件，结转下年度9件。",
    "本年度共收办政府信息公开申请128件，其中新收120件、上年结转8件；办结119件，另有9件按规定顺延至下年度答复。",
    "今年，受理政府信息公开申请128件（含2020年结转8件），答复119件，结转至2022年9件。",
    "全年依法办理、规范答复政府信息公开申请128件（含上年结转8件），办结119件，结转下年度9件。",
    "主动公开政府信息60条，其中网站45条，收到和处理政府信息公开申请120件。",
    "主动公开政府信息75条。其中，工作动态50条、行政处罚信息9条。",
    "通过政务网收到依申请公开信息2条。",
    "办结119件，予以公开40件。包括2020年结转2021年政府信息公开申请8件，其中，予以公开6件。",
    "通过网上收到政府信息公开申请82件，其中予以公开31件。",
    "共答复政府信息公开申请119件，除9件结转2022年办理以外，均在法定期限内答复。",
    "2021年共收到申请120件，同比减少20%，其中自然人101件，法人和其他组织19件。",
    "收到依申请公开件120件，其中当面申请的16件，来信申请的60件，网上申请的44件。",
    "收到政府信息公开申请120件，其中通过市政府网站收到70件，邮政快递收到38件，局长信箱收到12件。",
    "收到政府信息公开申请120件，其中网络82件，信函30件，其他8件为转办。",
    "办结119件，其中予以公开40件，部分公开12件，不予公开15件，无法提供27件，不予处理11件，其他处理14件。",
    "予以公开及部分公开52件，占43.7%；不予公开15件，占12.6%；无法提供27件，占22.7%，其中本机关不掌握22件，占81.5%。",
    "办结政府信息公开申请119件，予以公开40，占33.6%；部分公开12，占10.1%；不予公开15件，占12.6%。",
    "其中，22件本机关不掌握相关政府信息，2件属于内部事务信息，12件属于部分公开。",
    "不予公开15件，其中3件因涉及第三方合法权益，6件属于行政执法案卷。",
    "因本机关不掌握等原因无法提供27件；属于信访投诉举报、重复申请等情形不予处理11件。",
    "受理线上信息公开申请82件，依法办结80件，结转下年度6件；受理线下信息公开申请38件，已全部依法办结。",
    "2021年上半年收到政府信息公开申请61件，答复58件；全年共收到政府信息公开申请120件。",
    "第四季度收到政府信息公开申请33件，均已答复。",
    "去年收到政府信息公开申请150件，今年收到120件。",
    "收到政府信息公开申请120件，比2020年（150件）下降20%，答复119件。",
    "其中延期答复5件，补正后答复3件，征求第三方意见2件。",
    "已按时办结政府信息公开申请112件，延期办结7件。",
    "我局共制发公文260件，主动公开231件，不予公开19件。",
    "2021年度共制作政府信息300条，其中主动公开240条，依申请公开50条，不予公开10条。",
    "本年度除上述申请外未收到其他政府信息公开申请。",
    "本年度未收到传真申请，未收到重复申请以外的不合理申请。",
    "自2008年以来累计受理政府信息公开申请1630件，行政复议85件。",
    "市司法局全年受理行政复议申请260件，审结240件，其中涉及政府信息公开31件。",
    "因政府信息公开被申请行政复议10件，其中维持6件，纠正1件，尚未审结1件；行政诉讼7件，其中未经复议直接起诉4件，复议后起诉3件。",
    "信息公开类行政复议10件，行政诉讼7件，其中：6件行政复议、5件行政诉讼获维持，1件行政复议结果纠正，其余尚未审结或为其他结果。",
    "信息公开行政诉讼一审5件、二审2件，均无败诉。",
    "新收信息公开行政复议案件8件，上年结转2件。",
    "未发生因答复不当引发的行政复议纠错案件以外的情形。",
    "主动公开行政规范性文件7件，废止3件，现行有效41件。",
    "印发规范性文件及政策性文件26件。",
    "以市政府名义印发规范性文件4件。",
    "发布规范性文件解读16篇，审查规范性文件30件。",
    "主动公开政府信息420条，其中行政规范性文件5件、政策解读12条、行政许可60条、行政处罚46条。",
    "公开规范性文件（含政策文件）类信息18条。",
    "新制定行政规范性文件5件，修订2件。",
    "全面清理规范性文件，继续有效38件，失效1件、废止2件。",
    "办理行政许可1180件，行政处罚46件，行政强制3件；公开行政许可和行政处罚信息900条。",
    "行政许可类信息300条，行政处罚结果及执法情况汇总12条。",
    "收到政府信息公开申请近130件，办结110余件。",
    "收到政府信息公开申请约120件。",
    "另有5个答复件额外向申请人提供了便民解答，占4.2%。",
    "办理政府信息公开申请128件，办结率93%，按时答复率100%。",
    "收到市政府转来的政府信息公开申请6件，转送其他单位4件。",
    "接到政府信息公开咨询300余次，当面咨询40次。",
    "本年度收到要求公开政府信息的申请120件，其中6件属行政执法案卷信息，10件申请人主动撤回。",
    "下年度继续办理9件，上年结转8件，新收到政府信息公开申请120件，共计128件。",
    "市政府办公室收到政府信息公开申请40件，答复38件。",
    "全市各单位共收到政府信息公开申请2640件。",
    "依申请公开咨询电话接听52次；答复网民留言26件。",
    "一是依申请公开。全年收到政府信息公开申请120件。二是政府信息管理。办理来件52件，均已办结。",
    "9月收到政府信息公开申请12件，10月收到9件。",
    "商业企业申请政府信息公开15条，自然人申请政府信息公开101条。",
    "受理依申请公开120件，同比2019年增长30%。",
    "政府信息公开申请办结119件，其中同意公开40件，同意部分公开12件，信息不存在25件，告知作出更改补充4件。",
    "申请内容主要涉及征地拆迁48件、规划许可31件、财政资金12件。",
    "公民申请101件，企业申请15件，其他组织申请4件。",
    "政府信息公开申请均依法办理，未收取信息处理费。",
    "收到申请120件次，涉及申请人86人次。",
    "其中予以公开40件（含已主动公开12件），部分公开12件。",
    "政府信息公开行政复议10件（含上年结转2件），行政诉讼7件。",
    "因信息公开引发的行政复议案件审结9件，维持6件。",
    "行政诉讼胜诉5件，另有1件尚未审结。",
    "全年办理建议提案25件，其中人大建议14件，均已答复。",
)
CONTRADICTING = (
    ("收到政府信息公开申请121件。", "narrative_applications"),
    ("收到政府信息公开申请120件，上年结转9件。", "narrative_carried_in"),
    ("共答复政府信息公开申请118件。", "narrative_concluded"),
    ("结转至2022年8件。", "narrative_carried_out"),
    ("办结119件，其中予以公开41件，部分公开12件。", "narrative_outcomes"),
    ("其中，21件本机关不掌握相关政府信息。", "narrative_outcomes"),
    ("予以公开40件，占35.6%。", "narrative_percentage"),
    ("无法提供27件，其中本机关不掌握22件，占71.5%。", "narrative_percentage"),
    ("收到政府信息公开申请120件，其中99项为自然人提交。", "narrative_applicants"),
    ("收到政府信息公开申请120件，其中当面申请的16件，来信申请的60件，网上申请的45件。", "narrative_channels"),
    ("收到政府信息公开申请120件，均已按时答复。", "narrative_all_answered"),
    ("收到政府信息公开申请120件，无结转下年度继续办理的申请。", "narrative_zero"),
    ("本年度未接收到政府信息公开申请。", "narrative_zero"),
    ("全年收到信息公开行政复议11件。", "narrative_proceedings"),
    ("信息公开行政复议10件，行政诉讼7件，其中：7件行政复议、5件行政诉讼获维持。", "narrative_proceedings_results"),
    ("制发行政规范性文件7件，废止4件，现行有效件数41件。", "narrative_documents"),
    ("办理行政许可1181件。", "narrative_decisions"),
)
GROWTH = (
    ("收到政府信息公开申请120件，同比下降20%，办结119件。", "passed"),
    ("收到政府信息公开申请120件，比2020年（150件）下降20%。", "passed"),
    ("收到政府信息公开申请120件，办结119件，申请量比2020年减少30件。", "passed"),
    ("收到政府信息公开申请120件，同比下降21.5%。", "failed"),
    ("收到政府信息公开申请120件，办结119件，申请量比2020年减少31件。", "failed"),
)
AMBIGUOUS = (
    "收到政府信息公开申请120件，办结119件，同比下降15%。",
    "收到政府信息公开申请120件，比2018年增长60%。",
)
"""A growth of either number, or against another year than the last, is held against nothing."""


def _said(text: str) -> AnnualReport:
    section = Section(code="overview", number="一", heading="总体情况", text=f"依申请公开情况。{text}", where=Where())
    report = replace(TABLES, sections=(section,))
    return replace(report, statements=statements(report))


def _narrative(text: str) -> list[Result]:
    return [result for result in results(_said(text)) if result.rule.code.startswith("narrative_")]


@pytest.mark.parametrize("text", AGREEING)
def test_prose_that_agrees_raises_nothing(text: str) -> None:
    assert [(r.rule.code, r.label, r.text) for r in _narrative(text) if r.state == "failed"] == []


@pytest.mark.parametrize(("text", "rule"), CONTRADICTING)
def test_prose_that_contradicts_is_found(text: str, rule: str) -> None:
    assert {r.rule.code for r in _narrative(text) if r.state == "failed"} == {rule}


@pytest.mark.parametrize(("text", "state"), GROWTH)
def test_growth_is_held_against_the_number_it_is_of(text: str, state: str) -> None:
    assert _growth(text) == [state]


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_growth_of_who_knows_what_is_left_alone(text: str) -> None:
    assert _growth(text) == []


def _growth(text: str) -> list[str]:
    compared = followed(examined(_said(text)), BEFORE).results
    return [result.state for result in compared if result.rule == "narrative_growth"]

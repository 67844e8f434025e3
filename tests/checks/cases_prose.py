"""Sums, fees, slips and duties of the prose: borne out, contradicted, not checkable."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.checks.cases import EMPTY_ROW, PLAIN, Case
from tests.checks.factory import ELIDED, agency, only_sections, with_cells, with_row

from gongkai.narrative import statements

if TYPE_CHECKING:
    from gongkai.model import AnnualReport


def reading(text: str, report: AnnualReport = PLAIN, section: str = "overview") -> AnnualReport:
    """The report with this text in a section, and what it states."""
    told = only_sections(report, {section: text})
    return replace(told, statements=statements(told))


RIGHT_PARTS = "全年主动公开政府信息36条，其中工作动态20条，通知公告10条，其他信息6条。"
WRONG_REST = "全年主动公开政府信息37条，其中工作动态20条，通知公告10条，其他信息6条。"
TOO_MANY = "全年主动公开政府信息36条。其中，门户网站公开30条，公示栏公开16条。"
OTHER_UNITS = "全年主动公开政府信息36条，分别为文件12件、动态20条。"
FEE = "全年收取信息处理费300元，其中按件计收200元，按量计收100元。"
FEES_APART = "依申请公开向三名申请人收取信息处理费400元、200元、100元，合计800元。"
TWO_FEES = "本年度未收取信息处理费。\n全年收取信息处理费300元。"
GOVERNMENT = replace(PLAIN, agency=agency(government=True))
ALL_THREE = "全年开展工作考核两次，社会评议结果良好，没有责任追究的情形。"
OTHER = with_cells(PLAIN, {("applications", "other_other", "total"): 3})
OTHER_BLANK = with_row(
    with_row(PLAIN, "applications", "other_other", EMPTY_ROW), "applications", "concluded_total", EMPTY_ROW
)

CASES: tuple[Case, ...] = (
    Case("narrative_disclosure_sum", "passed", reading(RIGHT_PARTS), "published", "info", 36, 36),
    Case("narrative_disclosure_sum", "failed", reading(WRONG_REST), "published", "info", 36, 37),
    Case("narrative_disclosure_sum", "failed", reading(TOO_MANY), "published", "info", 46, 36),
    Case("narrative_disclosure_sum", "not_checkable", reading(OTHER_UNITS), "published", "info", reason="scope"),
    Case("narrative_fee", "passed", reading(FEE), "fee", "warning", 300, 300),
    Case("narrative_fee", "failed", reading(FEES_APART), "fee", "warning", 700, 800),
    Case("narrative_fee", "failed", reading(TWO_FEES), "fee", "warning", 300, 0),
    Case("narrative_fee", "not_checkable", reading("某街道办事处共收取信息处理费300元。"), "fee", "warning", reason="scope"),
    Case("processing_fee_scale", "passed", reading("全年收取信息处理费370元。"), "fee", "info", None, 370),
    Case("processing_fee_scale", "failed", reading("全年收取信息处理费375元。"), "fee", "info", None, 375),
    Case("processing_fee_scale", "failed", reading("全年按件收取信息处理费370元。"), "fee", "info", None, 370),
    Case("processing_fee_scale", "not_checkable", replace(reading("全年收取信息处理费370元。"), year=None), "fee", "info", reason="absent"),
    Case("prose_slip", "passed", reading("县政府政府信息公开工作人员一项一项核对，不断扩大公开范围。"), "prose", "info"),
    Case("prose_slip", "failed", reading("二、主动公开政府政府情况"), "政府政府", "info", None, "政府政府"),
    Case("prose_slip", "failed", reading("进一步畅通受理渠，方便群众。"), "受理渠", "info", None, "受理渠"),
    Case("prose_slip", "failed", reading("强化管理,提升质量。"), "comma", "info", None, "强化管理,提升质量"),
    Case("prose_slip", "not_checkable", replace(PLAIN, sections=tuple(replace(s, text="") for s in PLAIN.sections)), "prose", "info", reason="absent"),
    Case("government_assessment", "passed", reading(ALL_THREE, GOVERNMENT), "report", "info"),
    Case("government_assessment", "failed", reading("全年开展工作考核两次。", GOVERNMENT), "report", "info"),
    Case("government_assessment", "not_checkable", reading(ELIDED, GOVERNMENT), "report", "info", reason="absent"),
    Case("other_outcome_unexplained", "passed", reading("申请人自行撤回3件。", OTHER), "other_other", "info", None, 3),
    Case("other_outcome_unexplained", "failed", OTHER, "other_other", "info", None, 3),
    Case("other_outcome_unexplained", "not_checkable", OTHER_BLANK, "other_other", "info", reason="blank"),
)  # fmt: skip

"""Whether a sentence speaks of another body than the report's: 办公室受理17件 in the report of a whole district."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import AnnualReport

_SUBJECT = re.compile(
    r"(?:^|[，。；：、,;])(?:其中|\d{4}年(?:度|(?!度))|全年|本年度?|[，,])*"
    r"(?P<name>[\u4e00-\u9fff]{1,14}?(?:局|委员会|委|政府办|办公室|办公厅|街道办事处|街道|镇|乡|分局|中心|厅))"
    r"(?:本级|机关|全年|共|累计|本年度?|年内|一共|\d{4}年度?|代表[^，]{1,8})*"
    r"(?=收到|受理|办理|接到|新收|收办|答复|办结|处理|因|被|共|发生|未|(?:上一?年|去年)度?结转)"
)
_AREA = re.compile(r"(?:^|[，。；：,;年])(?P<name>全[省市区县州镇]|各(?:级|部门|单位|镇|乡|街道|区县?|县)[^，。；]{0,8}?)(?=[^，。；]{0,12}(?:收到|受理|办理|接到|新收|收办|答复|办结|处理|发生|未))")  # fmt: skip
_WITHIN = re.compile(
    r"全[省市区县州旗镇][^。]{0,60}[，；](?P<name>[省市区县州旗](?:政府|本级)(?:本级|办)?|各?(?:区直|市直|县直|职能)?(?:部门|单位)|各?(?:镇街|街镇|乡镇|镇|街道))"
    r"(?=[^，。；]{0,8}(?:收到|受理|办理|接到|新收|收办|答复|办结|处理))"
)
"""全区收到85件，区政府收到12件: what is within the whole is not the whole."""
_WHOLE = re.compile(r"全[省市区县州旗][^。；]{0,20}(?:收到|受理|办理|接到|新收|收办)")
_LEVEL = re.compile(
    r"^(?:其中[，：]?)?(?P<name>[省市区县州旗]政府(?:及其(?:工作)?部门|各部门)?|[市县区乡镇街道、（）]{2,12}政府(?:及其(?:工作)?部门)?(?:[和及与、][乡镇街道]+(?:政府)?)?)"
    r"(?=[^，。；]{0,8}(?:收到|受理|办理|接到|新收|收办))"
)
"""全省受理9000件。省政府及其部门受理1200件，市、县政府及其部门受理7800件: sentences on parts of the whole."""
_OWN = re.compile(r"^(?:我|本|该|市本级|由我|[局委厅处](?:机关)?办公室$)")
_SELF = re.compile(r"[，。；：,;](?:其中)?(?:我|本)[局厅委办镇乡机单部中]")
"""From here on the body speaks of itself again."""
_GOES_ON = re.compile(
    r"^(?:其中|含|包括|上一?年度?结转|去年结转|结转|剩余|尚有|均|全部|已?(?:全部)?(?:办结|答复|办理)|予以公开|同意公开|部分公开|不予|无法提供)"
)
"""A sentence without a subject, which speaks of the body of the one before."""


def other_body(text: str, position: int, report: AnnualReport, earlier: str = "") -> str:
    """The other body that is the subject of the words before `position`; empty where it is the report's own.

    Args:
        text: the sentence.
        position: where in it a number ends.
        report: whose agency and scope are the report's own.
        earlier: the sentences before it in the same section.
    """
    if report.agency is None:
        return ""
    own = report.agency.name
    before = _SELF.split(text[:position])[-1]
    for match in _SUBJECT.finditer(before):
        name = match["name"]
        if not _OWN.match(name) and not _short_for(name, own):
            return name
    government = own.endswith(("人民政府", "管委会", "管理委员会")) or report.scope == "aggregate"
    within = _WITHIN.search(before) if government else None
    if within:
        return within["name"]
    level = _LEVEL.match(text) if government else None
    if level and level.end() <= position and _WHOLE.search(earlier):
        return level["name"]
    area = _AREA.search(before)
    return area["name"] if area and not government else ""


def goes_on(text: str) -> bool:
    """Whether a sentence takes its subject from the one before, as 上年结转1件 behind 区政府办公室受理17件 does."""
    return _GOES_ON.match(text) is not None


def _short_for(name: str, own: str) -> bool:
    """市城管局 stands for 甲市城市管理局: its characters occur there in order."""
    rest = iter(own)
    return all(character in rest for character in name)

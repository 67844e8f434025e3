"""Whether a sentence speaks of another body than the report's: 办公室受理17件 in the report of a whole district."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import AnnualReport

_SUBJECT = re.compile(
    r"(?:^|[，。；：、,;])(?:其中|\d{4}年度?|全年|本年度?|[，,])*"
    r"(?P<name>[\u4e00-\u9fff]{1,14}?(?:局|委员会|委|政府办|办公室|办公厅|街道办事处|街道|镇|乡|分局|中心|厅))"
    r"(?:本级|机关|全年|共|累计|本年度?|年内|一共|代表[^，]{1,8})*(?=收到|受理|办理|接到|新收|收办|答复|办结|处理|因|被|共|发生|未)"
)
_AREA = re.compile(r"(?:^|[，。；：,;年])(?P<name>全[省市区县州镇]|各(?:级|部门|单位|镇|乡|街道|区县?|县)[^，。；]{0,8}?)(?=[^，。；]{0,12}(?:收到|受理|办理|接到|新收|收办|答复|办结|处理|发生|未))")  # fmt: skip
_WITHIN = re.compile(
    r"全[省市区县州旗镇][^。]{0,60}[，；](?P<name>[省市区县州旗](?:政府|本级)(?:本级|办)?|各?(?:区直|市直|县直|职能)?(?:部门|单位)|各?(?:镇街|街镇|乡镇|镇|街道))"
    r"(?=[^，。；]{0,8}(?:收到|受理|办理|接到|新收|收办|答复|办结|处理))"
)
"""全区收到85件，区政府收到12件: what is within the whole is not the whole."""
_OWN = re.compile(r"^(?:我|本|该|市本级|由我)")
_SELF = re.compile(r"[，。；：,;](?:其中)?(?:我|本)[局厅委办镇乡机单部中]")
"""From here on the body speaks of itself again."""


def other_body(text: str, position: int, report: AnnualReport) -> str:
    """The other body that is the subject of the words before `position`; empty where it is the report's own."""
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
    area = _AREA.search(before)
    return area["name"] if area and not government else ""


def _short_for(name: str, own: str) -> bool:
    """市城管局 stands for 甲市城市管理局: its characters occur there in order."""
    rest = iter(own)
    return all(character in rest for character in name)

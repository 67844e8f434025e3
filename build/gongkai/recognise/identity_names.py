"""What stands before the words 政府信息公开工作年度报告, or in a signature, as the name of a body.

Full official names come out: a place alone stands for its government, a sub-district for its office, a development zone for its
management committee, a group (全国海关) for the body that leads it.

Scope. A report counts as `aggregate` only where its title says so: 全国…, 全市 and the like, …系统, …部门, 汇总, （含…）; or where its
introduction says that the figures are gathered from other bodies (报告数据由…汇总而成). Any other report of a government is `own`,
although its figures usually cover its departments: the text does not say which, and a reader must not choose.
（本级机关）, （本级） and 人民政府机关 are `own` too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.recognise import agency_ids, places

_BRACKET = re.compile(r"\(([^()]*)\)")
_WHOLE_AREA = re.compile(r"全(?:国|省|市|县|区|州|旗|镇|乡|系统)$")
_GROUP = re.compile(r"(?:系统|部门|(?:各)?(?:级)?机关单位)$")
_LEADERS = {"海关": "海关总署", "税务": "税务局", "气象": "气象局"}
"""Body that leads a group, by the group's word, where there is only one such body at every level."""
_ENDINGS = re.compile(
    r"(?:局|厅|委|部|署|院|政府|办公厅|办公室|办事处|中心|队|海关|机关|办|处|站|所|社|会|馆|台|场|室|兵团|监狱|银行|分行|支行|公司|集团"
    r"|大学|学校)$"
)
_TOWN = re.compile(r"^(?![我本该各全县市区])[\u4e00-\u9fff]+(?:镇|乡|苏木)$")
_ZONE = re.compile(
    r"^[\u4e00-\u9fff]{2,}(?:开发区|高新区|经开区|新区|园区|示范区|度假区|试验区|实验区|合作区|保税区|保税港区|综保区|管理区)$"
)
_NO_NAME = re.compile(
    r"^(?:民政府|理委员会|员会|政府信|公室|我|本(?!溪)|各|该|其|与|由|为|以|对|在|按|把|并|及|因|向|据|请|现|所属|有关|相关|全(?:[省市县区盟旗镇乡]|州(?!县)))|各级|[\d,;:!?。、《》<>\"'“”]"
    r"|[省市县区州盟旗镇乡]委(?!员)|情况|报告|关于|首页|栏目|门户|网站|通知|要求|年度|目录|指南|年报|工作的|编制|发布|公布|根据|规定|社会"
)
_MAY_HOLD = re.compile(
    r"机构编制|人力资源(?:和)?社会保障|劳动(?:和)?社会保障|社会工作|社会保险|社会组织|社会科学|社会主义|社会事务|社会福利|社会发展"
)
_OF_A_HOST = re.compile(r"(?:分局|分中心|所|支队|大队|中队)$")
_GENERIC = re.compile(r"^(?:省|市|县|区|州|旗|盟|镇|乡|街道)(?=.)")
_SELF = re.compile(r"(?:我|本)(局|委|厅|院|中心|馆|处|支队|总队|大队|镇|乡|街道|公司)")
_OFFICE = re.compile(
    r"(?<=[局厅委会])(?:党组|党委|党政|行政|机关)?(?:综合)?(?:办公室|办)$|(?<=[局厅委会])(?:[\u4e00-\u9fff]{2,8}[科股处])$"
)


class Named(NamedTuple):
    """A body as a title names it."""

    name: str | None
    """Full official name, as far as the words give it."""
    aggregate: bool = False
    """The words say that the figures are those of a whole area or system."""


NOBODY = Named(None)


def named(words: str, *, government_follows: bool = False) -> Named:
    """The body meant by compact words without years.

    Args:
        words: such as 洪泽区人民政府, 螅镇, 全国海关, 城口县人民政府机关.
        government_follows: the next character is the 政 of 政府信息公开, which 人民 may share (洪泽区人民政府信息公开).

    >>> named("螅镇").name, named("全国海关"), named("我局").name
    ('螅镇人民政府', Named(name='海关总署', aggregate=True), None)
    """
    aggregate = any(re.search(r"汇总|^含", inner) for inner in _BRACKET.findall(words))
    words = _BRACKET.sub("", words).strip("-—–·.")
    if words.endswith("汇总"):
        aggregate, words = True, words.removesuffix("汇总")
    if words == "全国海关":
        return Named("海关总署", aggregate=True)
    if _WHOLE_AREA.search(words):
        aggregate, words = True, _WHOLE_AREA.sub("", words)
    if _GROUP.search(words):
        return Named(_leader(_GROUP.sub("", words)), aggregate=True)
    if government_follows and words.endswith("人民"):
        words += "政府"
    name = _full(words)
    return Named(name if name and is_name(name) else None, aggregate)


def is_name(words: str) -> bool:
    """Whether the words can be the name of one body, placed or not (区统计局 can, 我局 cannot)."""
    plain = _MAY_HOLD.sub("某", words)
    return 3 <= len(words) <= 45 and bool(_ENDINGS.search(words)) and not _NO_NAME.search(plain)


def is_generic(name: str) -> bool:
    """Whether a name fits many bodies: 区统计局, 县教育局, 教育局, 示范区教育局.

    >>> is_generic("区统计局"), is_generic("螅镇人民政府"), is_generic("教育部")
    (True, False, False)
    """
    if name.endswith(("部", "署", "总局", "海关")) or places.chain(name).end:
        return False
    if name.startswith(("国家", "国务院", "中国")):
        return False
    return agency_ids.only_listed_words(_GENERIC.sub("", name))


def kind_before(name: str) -> str:
    """市 of 市生态环境局, empty where the name does not begin with a mere kind of place."""
    match = _GENERIC.match(name)
    return match[0] if match and not places.chain(name).end else ""


def agrees(name: str, text: str) -> bool:
    """Whether a name found on a line by itself can be the one that calls itself 我局 or 我镇 in the text.

    >>> agrees("甲样市人民政府", "我局认真贯彻"), agrees("甲样市水利局", "我局认真贯彻")
    (False, True)
    """
    kinds = _selves(text)
    return not kinds or any(kind in name for kind in kinds)


@lru_cache(maxsize=4)
def _selves(text: str) -> frozenset[str]:
    return frozenset(_SELF.findall(text))


def without_office(name: str) -> str:
    """The body of its inner office: 聊城市生态环境局办公室 -> 聊城市生态环境局. Government offices are bodies of their own."""
    return _OFFICE.sub("", name)


def town(name: str) -> str:
    """The town or sub-district in a name without divisions before it: 螅镇 of 螅镇人民政府."""
    match = re.match(r"[^局委厅院办]{1,10}?(?<!城)(?:镇|乡(?!村|镇)|苏木|街道)", name)
    return match[0] if match else ""


def _leader(words: str) -> str | None:
    words = _WHOLE_AREA.sub("", words)
    for group, leader in _LEADERS.items():
        if words.endswith(group):
            place = words.removesuffix(group)
            if place in ("", "全国"):
                return {"海关": "海关总署", "税务": "国家税务总局"}.get(group) if place else None
            return place + leader if places.is_chain(place) else None
    return None


def _full(words: str) -> str | None:
    if not words:
        return None
    words = _last_name(re.sub(r"(?<=[省市县区旗州盟])本级$", "", words))
    if places.is_chain(words) and not words.endswith("委员会"):
        return words + ("行政公署" if words.endswith(("盟", "地区")) else "人民政府")
    if _TOWN.match(words):
        return words + "人民政府"
    if words.endswith("街道") and len(words) > 2:
        return words + "办事处"
    if _ZONE.match(words):
        return words + "管理委员会"
    words = re.sub(r"(?<=[府局委厅会])(?:机关本级|本级机关|机关|本级)$", "", words)
    words = re.sub(r"(?<!民)政府(?=$|办)", "人民政府", words)
    words = re.sub(r"(?<=政府)办$", "办公室", words)
    return re.sub(r"(?<=街道)办$", "办事处", words)


def _last_name(words: str) -> str:
    """The last of several bodies printed one after the other, as the front of a page does; a branch keeps its host."""
    for match in re.finditer(r"(?:局|厅|委员会|政府|办公室|办公厅)(?=.)", words):
        front, last = words[: match.end()], words[match.end() :]
        end = places.chain(last).end
        named_place = end and last[end - 1] in "省市县区旗州盟" and end < len(last)
        if named_place and places.chain(front).end and is_name(last) and not _OF_A_HOST.search(last):
            return _last_name(last)
    return words

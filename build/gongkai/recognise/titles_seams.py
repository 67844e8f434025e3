"""Whether a line continues the one before it in the middle of a body's name: 晋城市阳城县环 / 境保护局2013年…."""

from __future__ import annotations

import re

from gongkai.recognise import agency_ids, places
from gongkai.recognise.agency import agency, without_centre
from gongkai.recognise.identity_names import is_generic, is_name, kind_before, town

_LONGEST = 45
_SHORT_TOWN = 4
"""So much of a town's name may stand before the seam."""
_BEGINNINGS = ("机关", "市场", "社", "场")
"""A name may end so, and another begin so: 机关事务管理局, 市场监督管理局, 社会保障局."""
_OFFICES = ("办公室", "办公厅")
_NOT_BROKEN = re.compile(
    r"公开(?!$)|平台|网|专栏|首页|门户|栏目|频道|年报|报告|概况|概览|简介|新闻(?!出|$)|动态|领导|机构|信息(?!$)|[\d,;:!?。、>《》<\"'“”\[\]|]"
)


def continues(before: str, name: str) -> bool:
    """Whether the line before is the beginning of a name that only the two lines together give.

    The joined name must be that of a placed body (or 区退役军人事务局 without its place), the line before no name of its own, and the seam must lie inside a place's
    name, inside or between words that bodies' names are made of, or inside a town's name.

    Args:
        before: the line before, compact.
        name: the whole name, that line included, as far as it is one.

    >>> continues("晋城市阳城县环", "晋城市阳城县环境保护局"), continues("淮安市概况", "淮安市概况教育局")
    (True, False)
    """
    if not before or len(name) > _LONGEST or not name.startswith(before) or len(name) <= len(before):
        return False
    if _NOT_BROKEN.search(before) or not is_name(name):
        return False
    if name.removeprefix(before) in _OFFICES:
        return before.endswith(("人民政府", "公署"))
    found = agency(name)
    if found.region_code is None and found.level != "national":
        broken_town = bool(town(name)) and _inside_words(name, len(before))
        return not is_name(before) and ((is_generic(name) and bool(kind_before(name))) or broken_town)
    return _is_seam(before, name, found.parent or name)


def _is_seam(before: str, name: str, parent: str) -> bool:
    """Whether the end of the line before is no end of a name."""
    local = without_centre(name)
    seam, end = len(before) - (len(name) - len(local)), places.chain(local).end
    if before.startswith(parent) or end > seam:
        return True
    if is_name(before) and not before.endswith(_BEGINNINGS):
        return False
    body, seam = local[end:], seam - end
    return agency_ids.only_listed_words(body) or _inside_words(body, seam) or _inside_town(body, seam)


def _inside_words(body: str, seam: int) -> bool:
    """Whether the body's beginning is made of listed words only, or a listed word lies across the seam."""
    if agency_ids.only_listed_words(body[:seam]):
        return True
    return any(
        agency_ids.is_listed(body[start:end])
        for start in range(max(0, seam - 4), seam)
        for end in range(seam + 1, min(len(body), seam + 5) + 1)
    )


def _inside_town(body: str, seam: int) -> bool:
    if re.fullmatch(r"[\u4e00-\u9fff]{1,8}(?:镇|乡|街道|苏木)", body[:seam]):
        return True
    return seam <= _SHORT_TOWN and bool(re.match(rf"[\u4e00-\u9fff]{{{max(seam, 1)},8}}?(?:镇|乡|街道|苏木)", body))

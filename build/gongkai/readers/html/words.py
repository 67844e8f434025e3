"""Words by which a page's parts are known to belong to an annual report, whatever the mark-up round them."""

from __future__ import annotations

import re

HEADING = re.compile(
    r"\s*[（(]?[一二三四五六七][）)]?\s*[、.．]?\s*(?=.{0,30}$)"
    r".*(?:总体情况|主动公开|信息公开申请|行政复议|主要问题|存在的?问题|改进情况|需要报告)"
)
"""A line that may be the heading of a prescribed section."""

TABLE_WORDS = re.compile(r"第二十条|自然人|行政许可|行政处罚|规章|结果维持|本年新收|制发件数|结转下年度")
"""What a table of the prescribed form has in some cell."""

_KINDS = {
    "disclosure table": re.compile(r"第二十条第?[（(]|本年制发件数|现行有效件数|处理决定数量"),
    "applications table": re.compile(r"本年新收政府信息|结转下年度继续办理|社会公益组织"),
    "proceedings table": re.compile(r"结果维持|未经复议直接起诉|尚未审结"),
    "overview": re.compile(r"[一1][）)]?[、.．]\s*总体情况"),
    "problems": re.compile(r"存在的?(?:主要)?问题(?:和|及|与)"),
    "other matters": re.compile(r"其他需要报告的?事项"),
}
TABLE_KINDS = frozenset(name for name in _KINDS if name.endswith("table"))
_BLANKS = re.compile(r"[\s\u3000\xa0]+")

_READING = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,3}[)）]")
"""The pronunciation of a character, as copies on spam sites add it."""
_HABIT = 10
"""Pronunciations from which they are a page's habit."""


def without_readings(text: str) -> str:
    """A page's source without the pronunciations put behind its characters; one alone may be meant.

    >>> without_readings("報(bào)告(gào)" * 5), without_readings("重(chóng)新")
    ('報告報告報告報告報告', '重(chóng)新')
    """
    return _READING.sub("", text) if len(_READING.findall(text)) >= _HABIT else text


def kinds(text: str) -> set[str]:
    """Which parts of a report a text holds, by words that only these have.

    >>> sorted(kinds("一、总体情况 …… 结果 维持"))
    ['overview', 'proceedings table']
    """
    close = _BLANKS.sub("", text)
    return {name for name, words in _KINDS.items() if words.search(close)}

"""Numbers with a unit in running text: 3,090件, 二十一件, 2.72万余条, 33.9%, 1200元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Number

_HAN = "零〇一二两三四五六七八九十百千"
_COUNT = re.compile(
    r"(?<![\d.,第〔\[-])(?P<before>近|约|大约|超过|逾|超)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)|(?P<han>(?<![第{_HAN}几数每某何逐单])[{_HAN}]+))"
    r"(?P<more>余|多)?(?P<wan>万)?(?P<more2>余|多)?(?P<more3>(?<=万)[余多])?"
    r"(?P<unit>件次|人次|件|起|例|条次|条|宗|份|篇|个|项|次|%|元|万元|倍|批次|家|户|名|人)"
    rf"(?![{_HAN}]?(?:事|龙))"
)
_DIGIT = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWER = {"十": 10, "百": 100, "千": 1000}
WAN = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """A number as printed, with its place in the sentence."""

    value: Number
    unit: str
    approximate: str
    start: int
    end: int


def counts(text: str) -> Iterator[Count]:
    """All numbers that carry a unit. Dates, clauses of laws and document numbers carry none.

    >>> [(str(c.value), c.unit, c.approximate) for c in counts("约3,090件，2.72万余条，二十一件，第十九条，2021年")]
    [('3090', '件', '约'), ('27200', '条', '余'), ('21', '件', '')]
    """
    for match in _COUNT.finditer(text):
        value = Decimal(match["digits"].replace(",", "")) if match["digits"] else han(match["han"])
        if value is None or _parted(text, match) or (match["more"] and match["han"] in ("十", "百", "千")):
            continue
        value *= WAN if match["wan"] else 1
        word = match["before"] or match["more"] or match["more2"] or match["more3"] or ""
        whole = int(value) if value == value.to_integral_value() and match["unit"] != "%" else value
        yield Count(whole, match["unit"], word, match.start(), match.end())


def _parted(text: str, match: re.Match[str]) -> bool:
    """Whether the digits may be the end of a number parted by a full-width comma: 3，090件."""
    start = match.start()
    return start > 1 and text[start - 1] == "，" and text[start - 2].isdigit() and match["digits"] is not None


def han(numeral: str) -> Decimal | None:
    """A number in Chinese numerals below 10,000; None where the characters do not make one.

    >>> str(han("二十一")), str(han("一百零五")), str(han("十")), han("二三")
    ('21', '105', '10', None)
    """
    total, digit = 0, -1
    for character in numeral:
        if character in _POWER:
            total += (1 if digit < 0 else digit) * _POWER[character]
            digit = -1
        elif digit > 0:
            return None
        else:
            digit = _DIGIT[character]
    return Decimal(total + max(digit, 0))

"""What a table cell says: a number, a blank, a mark for "not applicable", or something unreadable.

The grammar is small on purpose. Whatever does not fit it whole is `unreadable` and keeps its
raw text; nothing is repaired.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import Number, Status

NOT_APPLICABLE = frozenset({"/", "//", "\\", "-", "--", "---", "—", "——", "–", "―", "─", "‐", "‒", "−", "无", "不适用", "不涉及", "无此项"})  # fmt: skip
"""Marks printed in place of a number (rule book 3.5), after NFKC and without spaces."""

CONVERTER_MARKS = re.compile(r"\[(?:bookmark|image|图片|书签)[:：][^\]]*\]")
"""Marks that word-processor converters leave inside cells."""

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\u3164\x00-\x1f]")
_NUMBER = re.compile(
    r"""
    (?P<sign>[+\-−–‐‒]|减少|减|增加|增|正|负)?
    (?P<digits>[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)
    (?P<fraction>\.\d+)?
    (?P<scale>亿|万)?
    (?P<unit>元整?|圆整?|件次|人次|件|个|项|条|宗|例|起|份|次|部|篇)?
    (?:[(\[【](?P<note>[^()\[\]【】]*(?:\([^()]*\)[^()\[\]【】]*)*)[)\]】])?
    """,
    re.VERBOSE,
)
_NEGATIVE = frozenset({"-", "−", "–", "‐", "‒", "减", "减少", "负"})
_WRAPPED_NUMBER = re.compile(r"^\s*[+\-−]?[\d,]+[.,]\s*\n\s*\d+\s*$")
_FIGURES = re.compile(r"[+\-]?\d[\d,.+\-/]*")
_LIST_NUMBER = re.compile(r"\d{1,2}[.、]")
_NOTE_SIGN = re.compile(r"(?<=\d)\s*([①-⑳❶-❿➀-➓⓪¹²³⁰⁴-⁹₀-₉※☆★#*]+)\s*$")
"""A sign behind a figure that points to a note; NFKC would make digits of most."""
_SIGN_ALONE = re.compile(r"[①-⑳❶-❿➀-➓⓪¹²³⁰⁴-⁹₀-₉⑴-⒛㈠-㈩½¼¾⅓⅔]")
_BEFORE_NOTE = re.compile(r"[(（\[【]")
MAX_STRANGE = 8
"""Characters of a cell such as 约20件 that is no number and no label."""
_STRANGE = re.compile(r"[^\w(]*[约近逾超共]?\d")
_CURRENCY = re.compile(r"^(?:人民币|[¥¥$])")


@dataclass(frozen=True, slots=True)
class CellValue:
    """One cell, understood."""

    value: Number | None
    status: Status
    note: str = ""
    unit: str = ""
    """As printed in the cell: 元, 万元, 件 …; empty if none."""


BLANK = CellValue(None, "blank")
UNREADABLE = CellValue(None, "unreadable")


@lru_cache(maxsize=65_536)
def clean(text: str) -> str:
    """Text without converter marks, in NFKC, all white space and invisible characters removed."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", CONVERTER_MARKS.sub("", text)))


def parse_cell(text: str, *, amount: bool = False, header_unit: str = "") -> CellValue:
    """Read one cell.

    Args:
        text: the cell's text as printed.
        amount: the column holds money; the value is then a Decimal in 万元, converted only from a
            unit that is printed in the cell or, failing that, in the header.
        header_unit: unit named by the column's header, 万元 or 元 or empty.

    >>> parse_cell("22（其中修订16件）")
    CellValue(value=22, status='reported', note='其中修订16件', unit='')
    >>> parse_cell("251000元", amount=True).value
    Decimal('25.1')
    >>> parse_cell("减4").value, parse_cell("/").status, parse_cell(" ").status, parse_cell("2 0").status
    (-4, 'not_applicable', 'blank', 'unreadable')
    """
    bare = _NOTE_SIGN.sub(r"(\1)", CONVERTER_MARKS.sub("", text))
    if _SIGN_ALONE.search(_BEFORE_NOTE.split(bare, maxsplit=1)[0]):
        return UNREADABLE
    printed = unicodedata.normalize("NFKC", bare)
    squeezed = _INVISIBLE.sub("", printed)
    if not squeezed:
        return BLANK
    if squeezed in NOT_APPLICABLE:
        return CellValue(None, "not_applicable")
    if squeezed in {"零", "〇"}:
        return CellValue(Decimal(0) if amount else 0, "reported")
    match = _NUMBER.fullmatch(_CURRENCY.sub("", squeezed))
    if match is None or _digits_are_apart(printed):
        return UNREADABLE
    number = Decimal(match["digits"].replace(",", "") + (match["fraction"] or ""))
    if match["sign"] in _NEGATIVE:
        number = -number
    unit = (match["scale"] or "") + (match["unit"] or "").removesuffix("整").replace("圆", "元")
    value = _in_wan_yuan(number, unit, header_unit) if amount else _as_count(number, unit)
    return UNREADABLE if value is None else CellValue(value, "reported", match["note"] or "", unit)


def _as_count(number: Decimal, unit: str) -> Number | None:
    """The figure as a number of cases; money in a column of counts is none."""
    if unit.endswith("元"):
        return None
    number *= {"万": 10_000, "亿": 100_000_000}.get(unit[:1], 1)
    return int(number) if number == number.to_integral_value() else number


def _in_wan_yuan(number: Decimal, unit: str, header_unit: str) -> Decimal | None:
    decisive = unit if unit in {"元", "万元", "亿元", "万", "亿"} else (unit or header_unit)
    match decisive:
        case "元":
            value = number / 10_000
        case "亿元" | "亿":
            value = number * 10_000
        case "" | "万元" | "万":
            value = number
        case _:
            return None
    return _plain(value)


def _plain(value: Decimal) -> Decimal:
    """Without exponent and without zeros that the print does not have.

    >>> _plain(Decimal("25.1000")), _plain(Decimal("1E+3"))
    (Decimal('25.1'), Decimal('1000'))
    """
    value = value.normalize() if value else Decimal(0)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _digits_are_apart(printed: str) -> bool:
    """Whether white space stands between two digits outside brackets: two figures, or one torn apart.

    A number wrapped behind its point or separator is one number; digits alone on two lines may be two.
    """
    head = re.split(r"[(\[【]", printed, maxsplit=1)[0].strip()
    if not re.search(r"\d[\s,.]*\s[\s,.]*\d", head):
        return False
    return not _WRAPPED_NUMBER.match(head)


def holds_two_figures(text: str) -> bool:
    """Whether a cell holds two figures, or one torn apart: where other cells are blank, either may be theirs.

    >>> holds_two_figures("17 1"), holds_two_figures("1,2 "), holds_two_figures("22（其中修订 16 件）")
    (True, False, False)
    """
    return _digits_are_apart(unicodedata.normalize("NFKC", text))


def is_no_label(text: str) -> bool:
    """Whether a text beside labels and figures is the content of a figure's cell, readable or not.

    >>> [is_no_label(text) for text in ("12", "约20", "#REF!", "????", "1.属于国家秘密", "规章", "")]
    [True, True, True, True, False, False, False]
    """
    words = clean(text)
    if not words or looks_like_value(text):
        return bool(words)
    if not re.search("[\u4e00-\u9fff]", words):
        return not _LIST_NUMBER.fullmatch(words)
    return len(words) <= MAX_STRANGE and bool(_STRANGE.match(words)) and not re.match(r"\d{1,2}[、.)]", words)


def looks_like_value(text: str) -> bool:
    """Whether a text can stand in a value cell: a number, a mark, or figures that are no number. Words and blanks are not.

    >>> [looks_like_value(text) for text in ("12", "/", "1 3", "1,71", "1.", "规章", "")]
    [True, True, True, True, False, False, False]
    """
    if parse_cell(text).status in {"reported", "not_applicable"} or parse_cell(text, amount=True).status == "reported":
        return True
    squeezed = clean(text)
    return bool(_FIGURES.fullmatch(squeezed)) and not _LIST_NUMBER.fullmatch(squeezed)

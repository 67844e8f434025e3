"""Days and times of spreadsheets: a number of days since 1900 or 1904, shown by a date format."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DATE_PARTS = re.compile(r"[yYmMdDhHsSeEaAgG]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_DAY = 2_958_465
"""31 December 9999, the last day that spreadsheets know."""


def date_text(days: Decimal, tokens: Sequence[tuple[str, str]], *, from_1904: bool) -> str | None:
    """Return a day as shown; None where the number is none.

    Args:
        days: the stored number.
        tokens: kind and text of the parts of the format.
        from_1904: whether 0 is 1 January 1904, not the day before 1 January 1900.

    >>> date_text(Decimal(44561), [("date", "yyyy"), ("literal", "年"), ("date", "m"), ("literal", "月")], from_1904=False)
    '2021年12月'
    """
    if not 0 <= days <= _LAST_DAY:
        return None
    moment = _moment(days, from_1904=from_1904)
    kinds = [text.strip("[]").lower() if kind == "date" else "" for kind, text in tokens]
    pieces = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            pieces.append(_part(kinds, index, text, moment, days))
        else:
            pieces.append("0" if kind == "digit" else text)
    return "".join(pieces).strip()


def _moment(days: Decimal, *, from_1904: bool) -> datetime:
    # The calendar that counts from 1900 has a 29 February 1900, which never was.
    begin = datetime(1904, 1, 1, tzinfo=UTC) if from_1904 else datetime(1899, 12, 30 if days >= 60 else 31, tzinfo=UTC)
    seconds = int((days * 86_400).quantize(Decimal(1), ROUND_HALF_UP))
    return begin + timedelta(seconds=seconds)


def _part(kinds: Sequence[str], index: int, text: str, moment: datetime, days: Decimal) -> str:
    """Return one part of the date; m is the minute beside hours or seconds."""
    kind = kinds[index]
    width = 2 if len(kind) > 1 else 1
    if text.startswith("["):
        return str(int(days * {"h": 24, "m": 1_440, "s": 86_400}[kind[0]]))
    if kind[0] in "ye":
        return f"{moment.year % 100:02d}" if kind == "yy" else str(moment.year)
    minute = _near(kinds, index, -1) == "h" or _near(kinds, index, 1) == "s"
    if kind[0] == "m" and len(kind) > 2 and not minute:
        return _MONTHS[moment.month - 1]
    numbers = {
        "m": moment.minute if minute else moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }
    is_weekday = kind[0] == "d" and len(kind) > 2
    return f"{numbers[kind[0]]:0{width}d}" if kind[0] in numbers and not is_weekday else ""


def _near(kinds: Sequence[str], index: int, step: int) -> str:
    """Return the first letter of the next part of the date in one direction."""
    index += step
    while 0 <= index < len(kinds):
        if kinds[index]:
            return kinds[index][0]
        index += step
    return ""

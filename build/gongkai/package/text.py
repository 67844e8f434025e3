"""How values are written as text: one spelling each, the same on every machine.

CSV is the canonical format; Parquet, SQLite and the archive are made from it. So everything
that a later format could not hold, or that readers of CSV treat differently, is settled here.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from gongkai.model import Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.model import Number

DIGITS = 15
"""Most significant digits of a number: what a double, hence SQLite, JSON and spreadsheets, holds without change."""
DECIMALS = 10
"""Most decimals of an amount in 万元; Parquet's decimal has this scale."""

UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters (breaks and tab excepted) and halves of surrogate pairs: neither UTF-8 nor HTML can carry them all."""
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c]")
_NEEDS_QUOTES = re.compile('[",\n]')
_RUN = re.compile("[\\s\"'\u201c\u2018]*[=+@\uff1d\uff0b\uff20\uff0d-]|[\t\r\n]")
"""What makes a spreadsheet run a text, the full-width signs that Chinese editions take for it among them."""
_HARMLESS = re.compile(r"[+\uff0b\uff0d-]?\d+(\.\d+)?|[-\uff0d]+")
"""A plain number, or the dashes that stand for nothing."""


def clean(text: str) -> str:
    r"""The text with `\n` as its only line break and U+FFFD for what cannot be printed.

    >>> clean("一\r\n二\x00")
    '一\n二�'
    """
    if text.isprintable():  # the common case, at a tenth of the cost
        return text
    return UNPRINTABLE.sub("�", _LINE_BREAKS.sub("\n", text))


def csv_line(values: Iterable[str]) -> str:
    r"""One line of CSV, quoted only where it must be.

    Written out because `csv.writer` quotes differently from one Python version to the next.

    >>> csv_line(["=1+1", "甲,乙", ""])
    '=1+1,"甲,乙",\n'
    """
    return ",".join(['"' + v.replace('"', '""') + '"' if _NEEDS_QUOTES.search(v) else v for v in values]) + "\n"


def neutral(text: str) -> str:
    r"""The text as a spreadsheet shows it instead of running it: with `'` before a formula's sign.

    For the files that people open; the canonical CSV has every text as it is. A plain number stays a number.

    >>> neutral("=1+1"), neutral(' "@SUM(A1)'), neutral("-4"), neutral("-4+A1")
    ("'=1+1", '\' "@SUM(A1)', '-4', "'-4+A1")
    """
    if _RUN.match(text) and not _HARMLESS.fullmatch(text):
        return f"'{text}"
    return text


def neutral_line(values: Iterable[object]) -> str:
    r"""One line of CSV for people: texts as `neutral` gives them, an empty field for None.

    >>> neutral_line(["=甲局", None, -4, 0.25])
    "'=甲局,,-4,0.25\n"
    """
    return csv_line("" if value is None else neutral(str(value)) for value in values)


def number_text(value: Number, *, whole: bool) -> str | None:
    """The number in plain digits, or None if the package cannot hold it exactly.

    Args:
        value: the figure.
        whole: only whole numbers fit the field.

    >>> from decimal import Decimal
    >>> number_text(Decimal("7730.28"), whole=False), number_text(Decimal("1E+3"), whole=False)
    ('7730.28', '1000')
    >>> number_text(10**15, whole=True) is None, number_text(Decimal("0.5"), whole=True) is None
    (True, True)
    """
    if isinstance(value, int):
        return str(value) if abs(value) < 10**DIGITS else None
    if not value.is_finite():
        return None
    if whole:
        return number_text(int(value), whole=True) if value == value.to_integral_value() else None
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # only infinities and NaN have letters
    if max(len(digits), len(digits) + exponent) > DIGITS or -exponent > DECIMALS:
        return None
    return f"{value:f}"


def where_text(where: Where | None) -> str:
    """A place in the original as one string, such as `page=2;table=3;row=4;column=5`.

    >>> where_text(Where(page=2, table=3, box=(72.0, 100.06, 90.0, 110.2)))
    'page=2;table=3;box=72.0,100.1,90.0,110.2'
    >>> where_text(Where(sheet="表;一", row=4, ocr=True))
    'sheet=表%3B一;row=4;ocr=1'
    """
    if where is None:
        return ""
    names = (("member", where.member), ("sheet", where.sheet))
    numbers = (
        ("page", where.page),
        ("table", where.table),
        ("row", where.row),
        ("column", where.column),
        ("line", where.line),
        ("ocr", int(where.ocr) or None),
    )
    parts = [f"{name}={_quoted(words)}" for name, words in names if words is not None]
    parts += [f"{name}={number}" for name, number in numbers if number is not None]
    if where.box is not None:
        parts.append("box=" + ",".join(f"{edge:.1f}" for edge in where.box))
    return ";".join(parts)


def _quoted(words: str) -> str:
    """A name without the signs that part a place."""
    return clean(words).replace("%", "%25").replace(";", "%3B").replace("\n", " ")


def parse_where(text: str) -> Where | None:
    """The reverse of `where_text`; boxes come back to a tenth of a point.

    >>> place = parse_where("page=2;box=72.0,100.1,90.0,110.2;sheet=表%3B一")
    >>> place.page, place.box, place.sheet
    (2, (72.0, 100.1, 90.0, 110.2), '表;一')
    """
    if not text:
        return None
    parts = dict(part.split("=", 1) for part in text.split(";"))
    box = parts.pop("box", None)
    edges = tuple(float(edge) for edge in box.split(",")) if box else None
    assert edges is None or len(edges) == 4
    sheet, member = (unquote(parts.pop(name)) if name in parts else None for name in ("sheet", "member"))
    ocr = bool(parts.pop("ocr", ""))
    return Where(box=edges, sheet=sheet, member=member, ocr=ocr, **{name: int(n) for name, n in parts.items()})


def relative_path(path: str) -> str:
    """The path without root, drive, `.` and `..`, so that it stays inside the folder it is joined to.

    >>> relative_path("/data/../2021/甲 市.pdf"), relative_path("..")
    ('data/2021/甲 市.pdf', 'unnamed')
    """
    parts: Sequence[str] = [
        p for p in PurePosixPath(clean(path).replace("\n", "�")).parts if p not in {"/", "//", ".", ".."}
    ]
    return "/".join(parts) or "unnamed"

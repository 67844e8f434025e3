"""What a spreadsheet cell shows: its stored number through its number format.

People see 1,716, 50% or nothing at all; the file holds 1716, 0.5 and 0. The text returned is what is shown. Where
the format rounds, both are given (`43.79/43.788`), which no figure can be read from: the print says one number and the
file another. So is a number whose format is not understood. The grammar is that of ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

from gongkai.readers.sheets.dates import DATE_PARTS, date_text

GENERAL = "General"
SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)
"""Spreadsheets show at most fifteen digits; the rest is noise of binary fractions."""
_GENERAL_WIDTH = 11
"""Characters that the format General gives to a fraction before it rounds."""
_MAX_EXPONENT = 30

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
  | [\\!](?P<escaped>.)
  | _(?P<space>.)
  | \*(?P<fill>.)
  | \[(?P<bracket>[^\]]*)\]
  | (?P<general>General|G/通用格式)
  | (?P<exponent>E[+\-]0*[0#?]+)
  | (?P<date>上午/下午|AM/PM|A/P|[yYmMdDhHsSeEgGaA]+)
  | (?P<digit>[0#?])
  | (?P<point>\.)
  | (?P<comma>,)
  | (?P<percent>%)
  | (?P<slash>/)
  | (?P<text>@)
  | (?P<end>;)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_ELAPSED = re.compile(r"[hHmMsS]+")
_DIGIT = re.compile(r"\d")

BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;"¥"\\-#,##0', 6: '"¥"#,##0;"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00', 8: '"¥"#,##0.00;"¥"\\-#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that files name by number only, as a Chinese Excel shows them."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None
    is_date: bool

    def has(self, kind: str) -> bool:
        """Whether a token of the kind stands in it."""
        return any(token.kind == kind for token in self.tokens)


@lru_cache(maxsize=4096)
def number_text(stored: str, code: str, *, zeros: bool = True, from_1904: bool = False) -> tuple[str, bool]:
    """Return what a cell with a number shows, and whether that is the number itself.

    Args:
        stored: the number as in the file.
        code: its number format.
        zeros: whether the sheet shows zeros.
        from_1904: days are counted from 1904.

    >>> [number_text("1716", code)[0] for code in ("General", "#,##0", '0"件"', "0.00E+00", ";;;")]
    ['1716', '1,716', '1716件', '1.72E+03/1716', '']
    >>> number_text("43.788", "0.00"), number_text("0.5", "0%"), number_text("0", "#"), number_text("44561", "yyyy/m/d")
    (('43.79/43.788', False), ('50%', True), ('', True), ('2021/12/31', True))
    """
    number = _parsed(stored)
    if number is None:
        return stored, True
    if not number and not zeros:
        return "", True
    section, own_sign = _section_for(number, _sections(code))
    if section is None or section.is_date:
        date = date_text(number, _raw(section), from_1904=from_1904) if section else None
        return (date, True) if date else (f"#{plain(number)}", False)
    shown, value = _shown(number, section, own_sign=own_sign)
    if shown and section.has("exponent") and value == number:
        return plain(number), True
    if value == number or (not shown and value is not None):
        return shown, True
    return f"{shown}/{plain(number)}", False


def _parsed(stored: str) -> Decimal | None:
    """Return the number that a file holds, rounded as spreadsheets do; None where it holds none."""
    try:
        number = SIGNIFICANT.create_decimal(stored.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _MAX_EXPONENT else None


def words_text(text: str, code: str) -> str:
    """Return what a cell with words shows: they have a section of their own in the format, the fourth.

    >>> words_text("无", "0;-0;;@"), words_text("无", ";;;")
    ('无', '')
    """
    sections = _sections(code)
    if len(sections) < 4:
        return text
    return "".join(text if t.kind == "text" else t.text for t in sections[3].tokens if t.kind in ("text", "literal"))


def plain(number: Decimal) -> str:
    """Return a number without exponent and without zeros at its end.

    >>> plain(Decimal("1E+3")), plain(Decimal("0.50"))
    ('1000', '0.5')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[_Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in _TOKEN.finditer(code or GENERAL):
        kind, text = str(match.lastgroup), str(match[str(match.lastgroup)])
        if kind == "end":
            sections.append(_section(tokens, condition))
            tokens, condition = [], None
        elif kind == "bracket":
            compared = _CONDITION.fullmatch(text)
            currency = _CURRENCY.fullmatch(text)
            if compared:
                condition = (compared[1], Decimal(compared[2]))
            elif currency:
                tokens.append(_Token("literal", currency[1]))
            elif _ELAPSED.fullmatch(text):
                tokens.append(_Token("date", f"[{text}]"))
        elif kind in ("quoted", "escaped", "other"):
            tokens.append(_Token("literal", text))
        elif kind == "space":
            tokens.append(_Token("literal", " "))
        elif kind != "fill":
            tokens.append(_Token(kind, text))
    return (*sections, _section(tokens, condition))


def _section(tokens: list[_Token], condition: tuple[str, Decimal] | None) -> _Section:
    is_date = any(token.kind == "date" and DATE_PARTS.search(token.text) for token in tokens)
    return _Section(tuple(tokens), condition, is_date)


def _raw(section: _Section) -> tuple[tuple[str, str], ...]:
    return tuple((token.kind, token.text) for token in section.tokens)


def _section_for(number: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section | None, bool]:
    """Return the part of the format that a number takes, and whether that part writes the sign itself."""
    parts = sections[:3]
    if any(part.condition for part in parts):
        for index, part in enumerate(parts):
            if part.condition is None or _holds(number, *part.condition):
                return part, index > 0 and number < 0
        return None, False
    if number < 0 and len(parts) > 1:
        return parts[1], True
    if not number and len(parts) > 2:
        return parts[2], True
    return parts[0], False


def _holds(number: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": number < bound,
        ">": number > bound,
        "=": number == bound,
        "<=": number <= bound,
        ">=": number >= bound,
        "<>": number != bound,
    }[sign]


def _shown(number: Decimal, section: _Section, *, own_sign: bool) -> tuple[str, Decimal | None]:
    """Return what is shown and the value that it stands for; None where that is not certain."""
    places = [i for i, token in enumerate(section.tokens) if token.kind in ("digit", "point")]
    if section.has("general") or section.has("text"):
        return _general(number, section)
    words_have_digits = any(token.kind == "literal" and _DIGIT.search(token.text) for token in section.tokens)
    if not places:
        shown = "".join(token.text for token in section.tokens if token.kind in ("literal", "comma")).strip()
        return shown, None if words_have_digits else number
    first, last = places[0], places[-1]
    inside, after = section.tokens[first : last + 1], section.tokens[last + 1 :]
    if section.has("slash") or any(token.kind not in ("digit", "point", "comma") for token in inside):
        return "?", None
    percent = 2 * sum(token.kind == "percent" for token in section.tokens)
    thousands = 3 * next((i for i, token in enumerate(after) if token.kind != "comma"), len(after))
    digits, rounded = _digits(number.scaleb(percent - thousands), inside, after)
    sign = "-" if number < 0 and not own_sign and rounded else ""
    before = "".join(token.text for token in section.tokens[:first] if token.kind in ("literal", "percent"))
    behind = "".join(token.text for token in after if token.kind in ("literal", "percent"))
    shown = f"{sign}{before}{digits}{behind}".strip()
    # 12,000 shown as 12 is not the number that people see, nor is 5 shown as 50 by a zero in quotes.
    return shown, None if thousands or words_have_digits else rounded.scaleb(-percent)


def _general(number: Decimal, section: _Section) -> tuple[str, Decimal]:
    text = plain(number)
    if "." in text and len(text.lstrip("-")) > _GENERAL_WIDTH:
        whole = len(text.lstrip("-").split(".")[0])
        number = number.quantize(Decimal(1).scaleb(-max(_GENERAL_WIDTH - 1 - whole, 0)), ROUND_HALF_UP)
        text = plain(number)
    return "".join(
        text if token.kind in ("general", "text") else token.text
        for token in section.tokens
        if token.kind in ("general", "text", "literal")
    ).strip(), number


def _digits(number: Decimal, pattern: tuple[_Token, ...], after: tuple[_Token, ...]) -> tuple[str, Decimal]:
    """Return the digits by a pattern such as `#,##0.00`, without sign, and the value that they stand for."""
    text = "".join(token.text for token in pattern)
    whole, _, fraction = text.partition(".")
    fraction = fraction.replace(",", "")
    exponent = next((token for token in after if token.kind == "exponent"), None)
    power = number.adjusted() if exponent and number else 0
    rounded = number.scaleb(-power).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    left, _, right = f"{abs(rounded):f}".partition(".")
    least = whole.count("0")
    left = left.lstrip("0").rjust(least, "0") if least else left.lstrip("0")
    if "," in whole:
        left = f"{int(left or 0):,}" if len(left) > 3 else left
    optional = len(fraction) - len(fraction.rstrip("#?"))
    right = right.rstrip("0").ljust(len(fraction) - optional, "0") if optional else right
    shown = left + ("." + right if right else "") + (f"E{power:+03d}" if exponent else "")
    return shown, rounded.scaleb(power)

"""Numbers that Word makes itself (一、 （一） 1.): they are in no text, but headings and labels need them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from gongkai.readers.docx.xml import MC, W, is_on, number, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

MAX_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_PLACEHOLDER = re.compile(r"%([1-9])")

_SILENT = frozenset({"bullet", "none"})


def formatted(count: int, style: str) -> str:
    """Return a number as Word prints it in that number format.

    >>> [formatted(12, style) for style in ("decimal", "chineseCounting", "ideographDigital", "upperRoman")]
    ['12', '十二', '一二', 'XII']
    """
    spell = _SPELLINGS.get(style)
    return spell(count) if spell and count > 0 else str(count)


def _counted(digits: str, units: str, count: int) -> str:
    """Spell a number below ten thousand: 十, 十二, 二十, 一百零五."""
    if count >= 10_000:
        return str(count)
    text, zero = "", False
    for power in range(3, -1, -1):
        digit = count // 10**power % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + (units[power - 1] if power else "")
        zero = digit == 0
    return text.removeprefix(digits[1]) if digits is _DIGITS and 10 <= count < 20 else text


def _roman(count: int) -> str:
    if count >= 4_000:
        return str(count)
    pairs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    text = ""
    for size, sign in pairs:
        text += sign * (count // size)
        count %= size
    return text


def _lettered(count: int) -> str:
    """Letter a number as Word does: a to z, aa, bb and so on."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count <= 780 else str(count)


def _digit_by_digit(digits: str, count: int) -> str:
    return "".join(digits[int(digit)] for digit in str(count))


def _signs(signs: str, count: int) -> str:
    return signs[count - 1] if count <= len(signs) else str(count)


def _enclosed(first: str, last: int, count: int) -> str:
    return chr(ord(first) + count - 1) if count <= last else str(count)


_SPELLINGS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "koreanCounting",
        ),
        partial(_counted, _DIGITS, "十百千"),
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), partial(_counted, _LEGAL, "拾佰仟")),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital"), partial(_digit_by_digit, _DIGITS)),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), partial(_enclosed, "①", 20)),
    "decimalEnclosedParen": partial(_enclosed, "⑴", 20),
    "decimalEnclosedFullstop": partial(_enclosed, "⒈", 20),
    "ideographEnclosedCircle": partial(_enclosed, "㊀", 10),
    "decimalFullWidth": partial(_digit_by_digit, "０１２３４５６７８９"),
    "ideographTraditional": partial(_signs, "甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": partial(_signs, "子丑寅卯辰巳午未申酉戌亥"),
    "numberInDash": "- {} -".format,
    "decimalZero": "{:02}".format,
    "lowerLetter": _lettered,
    "upperLetter": lambda count: _lettered(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}
"""Word's number formats; all others are printed as digits."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    """Such as `%1、` or `（%2）`."""
    plain: bool = False
    """Numbers of higher levels are printed as digits."""
    restarts: bool = True
    style_id: str = ""
    """The paragraph style whose paragraphs stand on this level."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]]
    """List definition to its levels."""
    lists: dict[str, str]
    """List to its definition."""
    overrides: dict[str, dict[int, int]]
    """List to the level starts that it sets anew."""
    own: dict[str, dict[int, Level]] = field(default_factory=dict)
    """List to the levels that it defines anew."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def next(self, list_id: str, level: int, style_id: str = "") -> str:
        """Count the next paragraph of a list and return what stands before it; empty for bullets.

        Args:
            list_id: the list.
            level: counted from 0.
            style_id: the paragraph's style, where only the list says on which level that stands.
        """
        definition = self.lists.get(list_id)
        levels = self.levels.get(definition or "", {}) | self.own.get(list_id, {})
        if style_id:
            level = next((at for at, each in levels.items() if each.style_id == style_id), level)
        if definition is None or level not in levels:
            return ""
        counts = self._counts.setdefault(definition, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, start in self.overrides.get(list_id, {}).items():
                counts[at] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level and levels.get(at, Level()).restarts]:
            del counts[deeper]
        return self._printed(levels, counts, level)

    @staticmethod
    def _printed(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
        this = levels[level]
        if this.style in _SILENT:
            return ""

        def part(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            above = levels.get(at, Level())
            return formatted(counts.get(at, above.start), "decimal" if this.plain else above.style)

        return _PLACEHOLDER.sub(part, this.text)


def numbering(root: etree._Element | None) -> Numbering:
    """Read the part `word/numbering.xml`; without it there are no lists."""
    if root is None:
        return Numbering({}, {}, {})
    definitions = {
        definition.get(f"{W}abstractNumId", ""): definition for definition in root.iterchildren(f"{W}abstractNum")
    }
    styled = {
        name: key for key, definition in definitions.items() if (name := value(definition, "styleLink")) is not None
    }
    levels, lists, overrides, own = {}, {}, {}, {}
    for key, definition in definitions.items():
        linked = styled.get(value(definition, "numStyleLink") or "", key)
        levels[key] = {at: level for each in definitions[linked].iterchildren(f"{W}lvl") for at, level in _level(each)}
    for item in root.iterchildren(f"{W}num"):
        key = item.get(f"{W}numId", "")
        lists[key] = value(item, "abstractNumId") or ""
        overrides[key] = {
            int(at): start
            for each in item.iterchildren(f"{W}lvlOverride")
            if (at := each.get(f"{W}ilvl", "")).isdigit() and (start := number(each, "startOverride")) is not None
        }
        own[key] = {
            at: level
            for each in item.iterchildren(f"{W}lvlOverride")
            for inner in each.iterchildren(f"{W}lvl")
            for at, level in _level(inner)
        }
    return Numbering(levels, lists, overrides, own)


def _level(element: etree._Element) -> list[tuple[int, Level]]:
    at = element.get(f"{W}ilvl", "")
    if not at.isdigit() or int(at) >= MAX_LEVELS:
        return []
    start = number(element, "start")
    level = Level(
        start=1 if start is None else start,
        style=_format(element),
        text=value(element, "lvlText") or "",
        plain=is_on(element, "isLgl"),
        restarts=number(element, "lvlRestart") != 0,
        style_id=value(element, "pStyle") or "",
    )
    return [(int(at), level)]


def _format(element: etree._Element) -> str:
    """Return a level's number format; where there are alternatives, the one that every program knows."""
    said = value(element, "numFmt")
    if said is None:
        said = next(
            (each.get(f"{W}val", "") for each in element.iterfind(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")), ""
        )
    return said or "decimal"

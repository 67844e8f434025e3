"""Styles, as far as they tell headings, list numbers, tables of contents, hidden text and raised signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.readers.docx.xml import W, is_on, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_BODY_LEVEL = 9
"""Outline level of body text."""


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; what it is based on says the rest."""

    key: str = ""
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    vanish: bool | None = None
    raised: bool | None = None


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """How a character style sets its text."""

    hidden: bool = False
    placeholder: bool = False
    """A form's own prompt, such as 单击此处输入文字: nobody wrote it."""
    raised: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph style says with all that it is based on."""

    outline: int | None = None
    titled: bool = False
    contents: bool = False
    list_id: str | None = None
    list_level: int | None = None
    lister: str = ""
    """Id of the style that names the list."""


PLAIN = CharacterLook()
_PLACEHOLDERS = frozenset({"placeholder text", "占位符文本"})


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Style]
    _looks: dict[str, CharacterLook] = field(default_factory=dict)
    _paragraphs: dict[str, ParagraphLook] = field(default_factory=dict)

    def character(self, key: str) -> CharacterLook:
        """Return how a character style sets its text."""
        if key not in self.by_id:
            return PLAIN
        if key not in self._looks:
            chain = list(self._based(key))
            self._looks[key] = CharacterLook(
                hidden=next((style.vanish for style in chain if style.vanish is not None), False),
                placeholder=chain[0].name in _PLACEHOLDERS,
                raised=next((style.raised for style in chain if style.raised is not None), False),
            )
        return self._looks[key]

    def is_heading(self, style: str, outline: int | None) -> bool:
        """Whether a paragraph has an outline level or a heading style.

        Args:
            style: id of the paragraph's style.
            outline: the level that the paragraph itself states.
        """
        level = self._inherited(style).outline if outline is None else outline
        return self._inherited(style).titled if level is None else 0 <= level < _BODY_LEVEL

    def is_contents(self, style: str) -> bool:
        """Whether a paragraph of a style is a line of a table of contents, which repeats a heading."""
        return self._inherited(style).contents

    def list_of(self, style: str, list_id: str | None, level: int | None) -> tuple[str, int, str] | None:
        """Return the list that numbers a paragraph, the level, and the style's id where the list alone tells the level.

        Args:
            style: id of the paragraph's style.
            list_id: the list that the paragraph itself names.
            level: the level that the paragraph itself states.
        """
        inherited = self._inherited(style)
        by_style = inherited.lister if list_id is None and level is None and inherited.list_level is None else ""
        list_id = inherited.list_id if list_id is None else list_id
        level = inherited.list_level if level is None else level
        return None if list_id in {None, "", "0"} else (list_id or "", level or 0, by_style)

    def _inherited(self, style: str) -> ParagraphLook:
        if style not in self._paragraphs:
            chain = list(self._based(style))
            lister = next((each for each in chain if each.list_id is not None), Style())
            self._paragraphs[style] = ParagraphLook(
                outline=next((each.outline for each in chain if each.outline is not None), None),
                titled=any(each.name.startswith(("heading", "title", "标题")) for each in chain),
                contents=any(each.name.startswith(("toc ", "目录")) for each in chain),
                list_id=lister.list_id,
                list_level=next((each.list_level for each in chain if each.list_level is not None), None),
                lister=lister.key,
            )
        return self._paragraphs[style]

    def _based(self, key: str) -> Iterator[Style]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while key in self.by_id and key not in seen:
            seen.add(key)
            yield self.by_id[key]
            key = self.by_id[key].based_on


def styles(root: etree._Element | None) -> Styles:
    """Read the part `word/styles.xml`; without it no paragraph has a style."""
    found = {}
    for element in root.iterchildren(f"{W}style") if root is not None else ():
        key = element.get(f"{W}styleId", "")
        set_ = next(element.iterchildren(f"{W}rPr"), None)
        found[key] = Style(
            key=key,
            name=(value(element, "name") or "").lower(),
            based_on=value(element, "basedOn") or "",
            outline=number(element, "pPr/outlineLvl"),
            list_id=value(element, "pPr/numPr/numId"),
            list_level=number(element, "pPr/numPr/ilvl"),
            vanish=None if value(set_, "vanish") is None else is_on(set_, "vanish"),
            raised=None if (said := value(set_, "vertAlign")) is None else said in {"superscript", "subscript"},
        )
    return Styles(found)

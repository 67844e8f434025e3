"""Styles, as far as they tell headings, list numbers, tables of contents, hidden text and raised signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.readers.docx_xml import W, is_on, number, value

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


PLAIN = CharacterLook()
_PLACEHOLDERS = frozenset({"placeholder text", "占位符文本"})


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Style]
    _looks: dict[str, CharacterLook] = field(default_factory=dict)

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

    def hides(self, key: str | None) -> bool:
        """Whether a paragraph style hides its text."""
        return key is not None and self.character(key).hidden

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has an outline level or a heading style."""
        own = number(paragraph, "pPr/outlineLvl")
        chain = list(self._chain(paragraph))
        levels = [level for level in (own, *(style.outline for style in chain)) if level is not None]
        if levels:
            return 0 <= levels[0] < _BODY_LEVEL
        return any(style.name.startswith(("heading", "title", "标题")) for style in chain)

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a line of a table of contents, which repeats a heading."""
        return any(style.name.startswith(("toc ", "目录")) for style in self._chain(paragraph))

    def list_of(self, paragraph: etree._Element) -> tuple[str, int, str] | None:
        """Return the list that numbers a paragraph, from itself or its styles, the level, and its style's id.

        The level of a list that a style brings may be said in the list alone, by the style's id.
        """
        list_id = value(paragraph, "pPr/numPr/numId")
        level = number(paragraph, "pPr/numPr/ilvl")
        by_style = ""
        for style in self._chain(paragraph):
            if list_id is None and style.list_id is not None:
                list_id = style.list_id
                by_style = style.key if style.list_level is None else ""
            level = style.list_level if level is None else level
        if list_id in {None, "", "0"}:
            return None
        return (list_id or "", level or 0, by_style if level is None else "")

    def _chain(self, paragraph: etree._Element) -> Iterator[Style]:
        """Yield the paragraph's style and those it is based on."""
        yield from self._based(value(paragraph, "pPr/pStyle") or "")

    def _based(self, key: str) -> Iterator[Style]:
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

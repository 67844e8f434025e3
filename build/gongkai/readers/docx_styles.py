"""Paragraph styles, as far as they tell headings, list numbers and tables of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.readers.docx_xml import W, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_BODY_LEVEL = 9
"""Outline level of body text."""


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; what it is based on says the rest."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Style]

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

    def list_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """Return the list and level that number a paragraph, from itself or its styles."""
        list_id = value(paragraph, "pPr/numPr/numId")
        level = number(paragraph, "pPr/numPr/ilvl")
        for style in self._chain(paragraph):
            list_id = style.list_id if list_id is None else list_id
            level = style.list_level if level is None else level
        if list_id in {None, "", "0"}:
            return None
        return (list_id or "", level or 0)

    def _chain(self, paragraph: etree._Element) -> Iterator[Style]:
        """Yield the paragraph's style and those it is based on."""
        key = value(paragraph, "pPr/pStyle") or ""
        seen: set[str] = set()
        while key in self.by_id and key not in seen:
            seen.add(key)
            yield self.by_id[key]
            key = self.by_id[key].based_on


def styles(root: etree._Element | None) -> Styles:
    """Read the part `word/styles.xml`; without it no paragraph has a style."""
    found = {}
    for element in root.iterchildren(f"{W}style") if root is not None else ():
        found[element.get(f"{W}styleId", "")] = Style(
            name=(value(element, "name") or "").lower(),
            based_on=value(element, "basedOn") or "",
            outline=number(element, "pPr/outlineLvl"),
            list_id=value(element, "pPr/numPr/numId"),
            list_level=number(element, "pPr/numPr/ilvl"),
        )
    return Styles(found)

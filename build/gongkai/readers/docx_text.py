"""The text of a Word paragraph, and the text boxes anchored in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.readers.docx_xml import MATH, MC, WRAPPERS, W, alternative, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_TEXT = frozenset({f"{W}t", f"{MATH}t"})
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_CONTAINERS = WRAPPERS | {f"{W}ruby", f"{W}rubyBase"}
_PRIVATE = ("\ue000", "\uf8ff")
"""Symbol fonts put their signs here; they mean nothing without the font."""


@dataclass(frozen=True, slots=True)
class Inline:
    """What a paragraph holds."""

    text: str
    boxes: tuple[etree._Element, ...]
    """The contents of its text boxes, each once."""
    images: int


def inline(paragraph: etree._Element) -> Inline:
    """Gather the visible text of a paragraph: hidden and deleted runs are left out, insertions kept."""
    pieces: list[str] = []
    drawings: list[etree._Element] = []
    for item in _runs(paragraph):
        if isinstance(item, str):
            pieces.append(item)
        else:
            drawings.append(item)
    boxes = tuple(box for drawing in drawings for box in _outermost(drawing, f"{W}txbxContent"))
    return Inline("".join(pieces), boxes, len(drawings) if not boxes else 0)


def _runs(element: etree._Element) -> Iterator[str | etree._Element]:
    """Yield the pieces of text and the drawings below an element."""
    for child in element:
        if child.tag == f"{W}r":
            if not is_on(child, "rPr/vanish"):
                yield from _runs(child)
        elif child.tag in _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{W}sym":
            yield _symbol(child.get(f"{W}char", ""))
        elif child.tag == f"{MC}AlternateContent":
            yield from _runs(alternative(child))
        elif child.tag in _DRAWINGS:
            yield child
        elif child.tag in _CONTAINERS or (isinstance(child.tag, str) and child.tag.startswith(MATH)):
            yield from _runs(child)


def _symbol(code: str) -> str:
    """Return the character of a symbol run, unless it only means something in its font."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if _PRIVATE[0] <= character <= _PRIVATE[1] or "\ud800" <= character < _PRIVATE[0] else character


def _outermost(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the descendants with a tag that are not inside another one; of alternatives only one branch."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _outermost(alternative(child), tag)
        else:
            yield from _outermost(child, tag)

"""Changes to a page's tree that lxml does not offer: an element goes, the text behind it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree


def drop(element: etree._Element) -> None:
    """Take an element out of the tree, keeping the text that follows it."""
    replace(element, "")


def replace(element: etree._Element, text: str) -> None:
    """Put `text` in an element's place."""
    parent = element.getparent()
    if parent is None:
        return
    text += element.tail or ""
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    element.tail = None
    parent.remove(element)


def blank_text(element: etree._Element, is_kept: Callable[[etree._Element], bool]) -> None:
    """Blank the text below `element`; the elements stay, and those for which `is_kept` is true keep their contents."""
    pending = [element]
    while pending:
        current = pending.pop()
        current.text = None
        for child in current:
            child.tail = None
            if child.tag in {"img", "input", "svg", "canvas", "object"}:
                child.tag = "span"
                child.text = None
            if not is_kept(child):
                pending.append(child)

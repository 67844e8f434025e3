"""An element's contents as lines of text and tables, in order: what a browser would show, roughly.

Walks without recursion, since pages nest as deeply as their authors forget to close tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "listing",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    }
)
_UNSHOWN = frozenset(
    {
        "applet",
        "audio",
        "button",
        "canvas",
        "datalist",
        "embed",
        "head",
        "iframe",
        "input",
        "map",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPERS = frozenset({"b", "center", "div", "em", "font", "i", "p", "span", "strong", "u"})
_PREFORMATTED = frozenset({"listing", "plaintext", "pre", "xmp"})
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)

_INVISIBLE = dict.fromkeys(
    [*map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"), *range(0x202A, 0x202E), *range(0x2066, 0x206A)]
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BROKEN_CHINESE = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n][ \t\r\n\f]*(?=[\u2e80-\uffef])")
"""A line of the source that ends between two ideographs: the blank a browser shows there means nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, with the block element it stands in."""

    text: str
    element: etree._Element
    heading: bool = False
    linked: int = 0
    """How many of its characters are link text."""


def is_unshown(element: etree._Element) -> bool:
    """Whether a browser shows nothing of an element's own text."""
    return element.tag in _UNSHOWN


def flow(
    root: etree._Element,
    *,
    is_table: Callable[[etree._Element], bool] = lambda _: False,
    is_left_out: Callable[[etree._Element], bool] = is_unshown,
    keep_lines: bool = False,
) -> Iterator[Line | etree._Element]:
    """Yield the lines below `root`, and in their place the tables for which `is_table` is true.

    Args:
        root: where to begin.
        is_table: which elements are given back as they are.
        is_left_out: which elements are passed over.
        keep_lines: line ends of the source are line ends of the text (Markdown around tables, `<pre>`).
    """
    state = _Gatherer(root, keep_lines)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            yield from state.leave(element)
            if element is not root:
                yield from state.add(element.tail)
        elif element is not root and is_left_out(element):
            walk.skip_subtree()
            state.skipped = element
        elif is_table(element):
            yield from state.flush()
            yield element
            walk.skip_subtree()
            state.skipped = element
        else:
            yield from state.enter(element)
            yield from state.add(element.text)
    yield from state.flush()


class _Gatherer:
    """Collects inline text until a block begins or ends."""

    def __init__(self, root: etree._Element, keep_lines: bool) -> None:
        self.skipped: etree._Element | None = None
        self._pieces: list[str] = []
        self._blocks = [root]
        self._headings = 0
        self._links = 0
        self._linked = 0
        self._preformatted = int(keep_lines)
        self._markdown = keep_lines

    def enter(self, element: etree._Element) -> Iterator[Line]:
        if element.tag in _BLOCKS or element.tag == "br":
            yield from self.flush()
        if element.tag in _BLOCKS:
            self._blocks.append(element)
        self._headings += element.tag in _HEADINGS
        self._links += element.tag == "a"
        self._preformatted += element.tag in _PREFORMATTED

    def leave(self, element: etree._Element) -> Iterator[Line]:
        if element is self.skipped:
            self.skipped = None
            return
        if element.tag in _BLOCKS:
            yield from self.flush()
            self._blocks.pop()
        self._headings -= element.tag in _HEADINGS
        self._links -= element.tag == "a"
        self._preformatted -= element.tag in _PREFORMATTED

    def add(self, text: str | None) -> Iterator[Line]:
        if not text:
            return
        if self._preformatted:
            first, *rest = text.splitlines() or [""]
            self._pieces.append(first)
            for piece in rest:
                yield from self.flush(line_end=True)
                self._pieces.append(piece)
            if text[-1] in "\r\n":
                yield from self.flush(line_end=True)
            return
        self._pieces.append(text)
        if self._links:
            self._linked += len(text.strip())

    def flush(self, *, line_end: bool = False) -> Iterator[Line]:
        """Give back what has been gathered; at the end of a preformatted line also an empty one."""
        if not self._pieces:
            return
        joined = "".join(self._pieces)
        text = joined.translate(_INVISIBLE).rstrip() if self._preformatted else clean(joined)
        block = self._blocks[-1]
        if text.strip() or (line_end and self._preformatted and not self._markdown):
            yield Line(text, block, heading=self._headings > 0 or _looks_like_title(block), linked=self._linked)
        self._pieces.clear()
        self._linked = 0


def clean(text: str) -> str:
    r"""Collapse blanks as a browser does, and drop characters that show nothing.

    >>> clean(" 一、\n  总体\xa0情况 ")
    '一、总体 情况'
    """
    if text.isalnum():
        return text
    visible = _BROKEN_CHINESE.sub("", text.translate(_INVISIBLE))
    return _BLANKS.sub(" ", visible.replace("\xa0", " ")).strip()


def cell_text(cell: etree._Element) -> str:
    """Return the text of a table cell, one line per block or `<br>`."""
    inner = cell
    while len(inner) == 1 and not inner.text and not inner[0].tail and inner[0].tag in _WRAPPERS:
        inner = inner[0]
    if not len(inner):
        return clean(inner.text or "")
    return "\n".join(line.text for line in flow(cell) if isinstance(line, Line))


def _looks_like_title(block: etree._Element) -> bool:
    """Whether a block is centred and bold by its own style: the title of pages without `<h1>`."""
    style = block.get("style") or ""
    centred = _CENTRED.search(style) is not None or (block.get("align") or "").lower() == "center"
    return block.tag in {"p", "div"} and centred and _BOLD.search(style) is not None

"""Which part of a page is the article: the innermost element that holds its headings and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from gongkai.readers.html.flow import Line
from gongkai.readers.html.words import HEADING, TABLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lxml import etree

_CHROME_NAME = re.compile(
    r"foot|bottom|copyright|crumb|\bnav|navi|menu|share|toolbar|side_?bar|pagination|pager|related|ewm|qrcode|print",
    re.IGNORECASE,
)
_CHROME_TAGS = frozenset({"nav", "footer", "aside"})
_LEAST_COPIED = 200
"""Characters; tables of single rows may well be alike."""
_SENTENCE = 30
"""Characters of a line with a full stop that make it prose, not a menu."""


@dataclass(frozen=True, slots=True)
class Article:
    """Where the article stands on a page."""

    element: etree._Element
    """The innermost element that holds it."""
    marks: frozenset[etree._Element]
    """The elements that mark it: headings and prescribed tables."""
    end: etree._Element | None = None
    """Inside `element`, where the same article begins once more, such as its version for print."""


def article(body: etree._Element, items: Sequence[Line | etree._Element]) -> Article:
    """Find the article.

    With fewer than two marks, which could stand anywhere, the whole body is the article.
    """
    found = [item for item in items if _is_mark(item)]
    first, end = _first_copy(found)
    marks = [_element(item) for item in first]
    if len(set(marks)) < 2:
        return Article(body, frozenset(marks), end)
    inner = _common([marks[0], marks[-1]])  # in document order, so these two hold the others between them
    if end is not None:
        beyond = {*end.iter()}
        items = _until(items, beyond)
    return Article(_with_prose(inner, body, items), frozenset(marks), end)


def _first_copy(
    found: Sequence[Line | etree._Element],
) -> tuple[Sequence[Line | etree._Element], etree._Element | None]:
    """Return the marks of the first copy where the whole article stands on the page twice, and where the second begins."""
    for basis in (found, [item for item in found if not isinstance(item, Line)]):
        half, odd = divmod(len(basis), 2)
        texts = [_words(item) for item in basis]
        if half < 1 or odd or texts[:half] != texts[half:] or sum(map(len, texts[:half])) < _LEAST_COPIED:
            continue
        end, last = _element(basis[half]), _element(basis[half - 1])
        before = {last, *last.iterancestors()}
        while (parent := end.getparent()) is not None and parent not in before:
            end = parent
        beyond = {*end.iter()}
        return _until(found, beyond), end
    return found, None


def _until(items: Sequence[Line | etree._Element], beyond: Collection[etree._Element]) -> list[Line | etree._Element]:
    return [*takewhile(lambda item: _element(item) not in beyond, items)]


def _element(item: Line | etree._Element) -> etree._Element:
    return item.element if isinstance(item, Line) else item


def _words(item: Line | etree._Element) -> str:
    return "".join((item.text if isinstance(item, Line) else "".join(item.itertext())).split())


def is_chrome(element: etree._Element, marks: Collection[etree._Element]) -> bool:
    """Whether an element is a menu, a footer or the like, and holds nothing of the article."""
    named = _CHROME_NAME.search(f"{element.get('id', '')} {element.get('class', '')}")
    if element.tag not in _CHROME_TAGS and not named:
        return False
    return not any(mark is element or element in mark.iterancestors() for mark in marks)


def _is_mark(item: Line | etree._Element) -> bool:
    if isinstance(item, Line):
        return item.linked == 0 and HEADING.match(item.text) is not None
    return TABLE_WORDS.search("".join(item.itertext())) is not None


def _common(elements: Sequence[etree._Element]) -> etree._Element:
    """Return the innermost element that holds all of `elements`."""
    paths = [[*reversed(list(element.iterancestors())), element] for element in elements]
    depth = 0
    while all(len(path) > depth for path in paths) and len({path[depth] for path in paths}) == 1:
        depth += 1
    return paths[0][depth - 1]


def _with_prose(inner: etree._Element, body: etree._Element, items: Iterable[Line | etree._Element]) -> etree._Element:
    """Return the innermost element that holds `inner` and all prose of the page, such as an introduction before it."""
    passed_over = {*inner.iter(), *_in_chrome(body)}
    prose = [
        item.element for item in items if isinstance(item, Line) and item.element not in passed_over and _is_prose(item)
    ]
    return _common([inner, *prose[:1], *prose[-1:]])


def _in_chrome(body: etree._Element) -> set[etree._Element]:
    """Return all elements that are, or stand inside, a menu, footer or the like."""
    found: set[etree._Element] = set()
    for element in body.iter():
        if element.getparent() in found or is_chrome(element, ()):
            found.add(element)
    return found


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _SENTENCE and "。" in line.text and line.linked * 3 < len(line.text)

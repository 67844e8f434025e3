"""Which part of a page is the article: the innermost element that holds its headings and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.readers.html_flow import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lxml import etree

_HEADING = re.compile(
    r"\s*[（(]?[一二三四五六七][）)]?\s*[、.．]?\s*(?=.{0,30}$)"
    r".*(?:总体情况|主动公开|信息公开申请|行政复议|主要问题|存在的?问题|改进情况|需要报告)"
)
_TABLE_WORDS = re.compile(r"第二十条|自然人|行政许可|行政处罚|规章|结果维持|本年新收|制发件数|结转下年度")
_CHROME_NAME = re.compile(
    r"foot|bottom|copyright|crumb|\bnav|navi|menu|share|toolbar|side_?bar|pagination|pager|related|ewm|qrcode|print",
    re.IGNORECASE,
)
_CHROME_TAGS = frozenset({"nav", "footer", "aside"})
_SENTENCE = 30
"""Characters of a line with a full stop that make it prose, not a menu."""


def article(
    body: etree._Element, items: Sequence[Line | etree._Element]
) -> tuple[etree._Element, frozenset[etree._Element]]:
    """Return the article's element and the elements that mark it: headings and prescribed tables.

    With fewer than two marks, which could stand anywhere, the whole body is the article.
    """
    marks = [item.element if isinstance(item, Line) else item for item in items if _is_mark(item)]
    if len(set(marks)) < 2:
        return body, frozenset(marks)
    inner = _common([marks[0], marks[-1]])  # in document order, so these two hold the others between them
    return _with_prose(inner, body, items), frozenset(marks)


def is_chrome(element: etree._Element, marks: Collection[etree._Element]) -> bool:
    """Whether an element is a menu, a footer or the like, and holds nothing of the article."""
    named = _CHROME_NAME.search(f"{element.get('id', '')} {element.get('class', '')}")
    if element.tag not in _CHROME_TAGS and not named:
        return False
    return not any(mark is element or element in mark.iterancestors() for mark in marks)


def _is_mark(item: Line | etree._Element) -> bool:
    if isinstance(item, Line):
        return item.linked == 0 and _HEADING.match(item.text) is not None
    return _TABLE_WORDS.search("".join(item.itertext())) is not None


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

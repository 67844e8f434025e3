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
    r"foot|copyright|crumb|\bnav|navi|menu|share|toolbar|side_?bar|pagination|pager|related|ewm|qrcode|print",
    re.IGNORECASE,
)
_CHROME_TAGS = frozenset({"nav", "footer", "aside"})
_SENTENCE = 30
"""Characters of a line with a full stop that make it prose, not a menu."""


def article(
    body: etree._Element, items: Sequence[Line | etree._Element]
) -> tuple[etree._Element, frozenset[etree._Element]]:
    """Return the article's element and the elements that mark it: headings and prescribed tables.

    Without any mark the whole body is the article.
    """
    marks = [item.element if isinstance(item, Line) else item for item in items if _is_mark(item)]
    if not marks:
        return body, frozenset()
    inner = _common(marks)
    return _with_introduction(inner, body, items), frozenset(marks)


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


def _with_introduction(
    inner: etree._Element, body: etree._Element, items: Iterable[Line | etree._Element]
) -> etree._Element:
    """Return the outermost element around `inner` that adds prose before it, such as an introduction."""
    outer = inner
    within = frozenset(inner.iter())
    for item in items:
        if not isinstance(item, Line) or item.element in within:
            break
        prose = len(item.text) >= _SENTENCE and "。" in item.text and item.linked * 3 < len(item.text)
        chrome = any(is_chrome(element, ()) for element in (item.element, *item.element.iterancestors()))
        if prose and not chrome:
            outer = _common([inner, item.element])
            break
    return outer if body in {outer, *outer.iterancestors()} else inner

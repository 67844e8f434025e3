"""What of a page is seen: hidden parts are taken out of the tree, unseen text is blanked, its boxes stay."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from gongkai.readers.html.edit import blank_text, drop
from gongkai.readers.html.embedded import CARRIERS
from gongkai.readers.html.table import HIDDEN_CELLS, HIDDEN_COLUMN, is_data
from gongkai.readers.html.words import kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from lxml import etree

    from gongkai.readers.html.css import Declarations, Styles

_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))\s*(px|pt|em|rem|%|in|cm|mm|vw|vh)?")
_FAR = -400
"""Pixels to the left or above at which nothing is on the screen."""
_TINY = 1.0
"""Points or pixels; text of this size is a trace of spam, not print."""
_LABEL = 60
"""Characters of the longest label or heading."""
_CONTAINERS = frozenset({"div", "section", "article", "main", "body", "li", "form", "center"})


def show(root: etree._Element, styles: Styles) -> None:
    """Leave in the tree what a reader of the page sees.

    A part that is hidden but holds what the page shows nowhere, such as the tables in a tab not yet opened, is kept:
    it becomes visible by a click, and no other copy of it is there.
    """
    body = root.find("body")
    telling = dict.fromkeys([*root.xpath("//*[@hidden]"), *styles])
    hidden = [element for element in telling if _is_removed(element, styles.get(element, {}))]
    revealed = _revealed(root if body is None else body, hidden)
    for element in hidden:
        if element.tag == "col":
            element.set(HIDDEN_COLUMN, "")
        elif element not in revealed:
            if element.tag in {"td", "th"}:
                for table in islice(element.iterancestors("table"), 1):
                    table.set(HIDDEN_CELLS, "")
            drop(element)
    for element, declared in styles.items():
        _blank(element, declared, styles)


def _is_removed(element: etree._Element, declared: Declarations) -> bool:
    display = declared.get("display", "none" if element.get("hidden") is not None else "")
    if display == "none" or declared.get("mso-hide") == "all":
        return True
    return declared.get("visibility") == "collapse" and element.tag in {"tr", "tbody", "thead", "tfoot", "col"}


def _revealed(body: etree._Element, hidden: list[etree._Element]) -> set[etree._Element]:
    """Hidden parts that hold sections or tables of a report which stand nowhere else on the page, and their contents."""
    away = set(hidden)
    candidates = [(e, found) for e in hidden if e.tag in _CONTAINERS and (found := _signs(e, away - {e}))]
    revealed: set[etree._Element] = set()
    seen = _signs(body, away) if candidates else set()
    for element, found in candidates:
        if not found & seen and not any(is_data(table) for table in element.iterancestors("table")):
            revealed.add(element)
            revealed.update(a for a in element.iterancestors() if a in away)
            seen |= found
    return revealed


def _signs(root: etree._Element, away: Collection[etree._Element]) -> set[str]:
    """Which sections and tables of a report stand below `root`, by headings and labels, not by their mention in prose."""
    texts: list[str | None] = []
    pending = [root]
    while pending:
        element = pending.pop()
        if element.tag in CARRIERS or element.tag in {"style", "a"}:
            continue
        texts.append(element.text)
        for child in element:
            texts.append(child.tail)
            if child not in away:
                pending.append(child)
    return kinds("\n".join(text for text in texts if text and len(text) <= _LABEL))


def _blank(element: etree._Element, declared: Declarations, styles: Styles) -> None:
    """Blank the text of an element that is laid out but not seen."""
    if _is_unseen_whole(element, declared):
        blank_text(element, lambda _: False)
    elif declared.get("visibility") in {"hidden", "collapse"}:
        blank_text(element, _sets(styles, lambda d: d.get("visibility") == "visible"))
    elif _is_tiny(declared):
        blank_text(element, _sets(styles, lambda d: "font-size" in d and not _is_tiny(d)))
    elif _is_transparent(declared):
        blank_text(element, _sets(styles, lambda d: "color" in d and not _is_transparent(d)))


def _sets(styles: Styles, test: Callable[[Declarations], bool]) -> Callable[[etree._Element], bool]:
    return lambda element: element in styles and test(styles[element])


def _is_unseen_whole(element: etree._Element, declared: Declarations) -> bool:
    if _number(declared.get("opacity")) == 0:
        return True
    if _pixels(declared.get("text-indent")) <= _FAR:
        return True
    away = declared.get("position") in {"absolute", "fixed"}
    if (
        away
        and min(_pixels(declared.get("left")), _pixels(declared.get("top")), _pixels(declared.get("right"))) <= _FAR
    ):
        return True
    if away and (declared.get("clip", "").startswith("rect(") or declared.get("clip-path", "").startswith("inset(")):
        return True
    if element.tag in {"tr", "td", "th", "table", "tbody"} or declared.get("overflow") != "hidden":
        return False
    return any(_number(declared.get(side)) == 0 for side in ("width", "height", "max-height"))


def _is_tiny(declared: Declarations) -> bool:
    size = _LENGTH.fullmatch(declared.get("font-size", ""))
    if size is None:
        return False
    return float(size[1]) == 0 or (size[2] in {"px", "pt"} and float(size[1]) <= _TINY)


def _is_transparent(declared: Declarations) -> bool:
    color = declared.get("color", "").replace(" ", "")
    return color == "transparent" or (color.startswith(("rgba(", "hsla(")) and bool(re.search(r",0?\.?0+\)$", color)))


def _number(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(value or "")
    return float(match[1]) if match else None


def _pixels(value: str | None) -> float:
    """Roughly, for what is far outside; 0 for what is no length."""
    match = _LENGTH.fullmatch(value or "")
    if match is None:
        return 0
    return float(match[1]) * {
        "em": 14,
        "rem": 14,
        "%": 8,
        "in": 96,
        "cm": 38,
        "mm": 4,
        "vw": 12,
        "vh": 8,
        "pt": 1.3,
    }.get(match[2] or "px", 1)

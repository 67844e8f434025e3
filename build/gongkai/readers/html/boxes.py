"""Tables made of other elements, made into tables: CSS boxes, ARIA roles, flex rows, grids, lists of terms."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from gongkai.readers.html.words import TABLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.html.css import Styles

_DISPLAYS = {
    "table": "table",
    "inline-table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
    "table-caption": "caption",
}
_ROLES = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "row": "tr",
    "rowgroup": "tbody",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "td",
    "rowheader": "td",
}
_TABLE_TAGS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"})
_ROW_TAGS = frozenset({"div", "li", "ul", "ol", "section", "dl"})
_CELL_TAGS = frozenset({"div", "span", "li", "p", "dd", "dt", "b", "strong", "i", "em", "label", "a"})
_FIGURE = re.compile(r"\s*(?:[+\-]?[\d,，.０-９]+|[/\-—–]|[\s\xa0]*)\s*")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2}[^：:]*$")
_TRACKS = re.compile(r"repeat\(\s*(\d{1,2})\s*,\s*[^()]*(?:\([^()]*\)[^()]*)*\)|[\w.%]+(?:\([^()]*\))?")
_SPAN = re.compile(r"span\s+(\d{1,2})")
_LONGEST = 80
"""Characters; more is prose, and no cell."""
_LEAST = 3
"""Rows, and cells a row, from which a list of boxes is a table."""
_SHARE_OF_FIGURES = 0.4


def make_tables(root: etree._Element, styles: Styles) -> None:
    """Rename boxes that are displayed as parts of a table, and boxes that are lined up as one."""
    changed = False
    for element in [*root.iter(etree.Element)]:
        tag = _DISPLAYS.get(styles[element].get("display", "")) if element in styles else None
        tag = tag or _ROLES.get((element.get("role") or "").lower())
        if tag and element.tag not in _TABLE_TAGS:
            _rename(element, tag)
            changed = True
    if changed:
        _complete(root)
    for element in [*root.iter("dl")]:
        _list_of_terms(element)
    for element in [*root.iter("div", "ul", "ol", "section", "dl")]:
        if len(element) >= _LEAST and element.tag in _ROW_TAGS:
            _grid(element, styles) if _tracks(element, styles) else _lined_up(element)
    for element in [*root.iter("li", "div")]:
        _one_row(element)


def _rename(element: etree._Element, tag: str) -> None:
    element.tag = tag
    for name in ("rowspan", "colspan"):
        value = element.get(f"aria-{name}")
        if value and tag == "td":
            element.set(name, value)


def _complete(root: etree._Element) -> None:
    """Put cells without a row into one, and rows without a table, as a browser does with boxes it lacks."""
    for tag, parents, wrapper in (("td", {"tr"}, "tr"), ("tr", {"table", "tbody", "thead", "tfoot"}, "table")):
        for element in [*root.iter(tag)]:
            parent = element.getparent()
            if parent is None or parent.tag in parents:
                continue
            around = etree.Element(wrapper)
            element.addprevious(around)
            following: etree._Element | None = element
            while following is not None and following.tag == tag:
                ahead = following.getnext()
                around.append(following)
                following = ahead


def _list_of_terms(element: etree._Element) -> None:
    """`<dl>`: each term begins a row, its definitions are the cells."""
    children = [*element]
    if {child.tag for child in children} != {"dt", "dd"} or not _is_form("".join(element.itertext())):
        return
    rows: list[list[etree._Element]] = []
    for child in children:
        if child.tag == "dt" or not rows:
            rows.append([])
        rows[-1].append(child)
    if len(rows) >= _LEAST and _are_cells(rows):
        _build(element, rows)


def _lined_up(element: etree._Element) -> None:
    """Rows of boxes without a word on how they are displayed, such as `<li>` of `<span>`s: known by their figures."""
    rows = [[*row] for row in element]
    if not all(row.tag in _ROW_TAGS and not (row.text or "").strip() for row in element):
        return
    if any((child.tail or "").strip() for row in rows for child in row):
        return
    if len([row for row in rows if len(row) >= _LEAST]) * 2 < len(rows) or not _is_form("".join(element.itertext())):
        return
    if _are_cells(rows):
        _build(element, rows)


def _one_row(element: etree._Element) -> None:
    """A row alone in its list: words first, and then at least three figures, each in an element of its own."""
    cells = [*element]
    if len(cells) <= _LEAST or (element.text or "").strip() or any((cell.tail or "").strip() for cell in cells):
        return
    figures = [_is_figure(cell) for cell in cells]
    first = figures.index(True) if True in figures else 0
    label = "".join("".join(cell.itertext()) for cell in cells[:first])
    if (
        first
        and all(figures[first:])
        and len(figures) - first >= _LEAST
        and _LABEL.search(label)
        and _are_cells([cells])
    ):
        _build(element, [cells])


def _are_cells(rows: Sequence[Sequence[etree._Element]]) -> bool:
    cells = [cell for row in rows for cell in row]
    if not cells or not all(cell.tag in _CELL_TAGS and _is_leaf(cell) for cell in cells):
        return False
    figures = sum(_is_figure(cell) for cell in cells)
    ending = sum(bool(row) and _is_figure(row[-1]) for row in rows)
    if ending * 2 < len(rows) or figures < _SHARE_OF_FIGURES * len(cells):
        return False
    return max(len(row) for row in rows) >= _LEAST


def _is_figure(cell: etree._Element) -> bool:
    return _FIGURE.fullmatch("".join(cell.itertext())) is not None


def _is_leaf(cell: etree._Element) -> bool:
    if any(inner.tag in _ROW_TAGS or inner.tag in _TABLE_TAGS for inner in cell.iterdescendants() if inner is not cell):
        return False
    return len("".join(cell.itertext()).strip()) <= _LONGEST


def _is_form(text: str) -> bool:
    return TABLE_WORDS.search(text) is not None


def _build(element: etree._Element, rows: Sequence[Sequence[etree._Element]]) -> None:
    """Turn `element` into a table; rows that lack cells lack labels, so their figures are kept to the right."""
    widths = Counter(len(row) for row in rows)
    width = max(count for count in widths if widths[count] > 1 or count == max(widths))
    for child in [*element]:
        element.remove(child)
    element.tag, element.text = "table", None
    for row in rows:
        line = etree.SubElement(element, "tr")
        for position, cell in enumerate(row):
            cell.tag, cell.tail = "td", None
            if position == 0 and len(row) < width:
                cell.set("colspan", str(width - len(row) + 1))
            line.append(cell)


def _tracks(element: etree._Element, styles: Styles) -> int:
    """Number of columns of a CSS grid; 0 where the element is none or the number depends on the window."""
    declared = styles.get(element, {})
    template = declared.get("grid-template-columns", "")
    if declared.get("display") not in {"grid", "inline-grid"} or not template or "auto-f" in template:
        return 0
    return sum(int(match[1]) if match[1] else 1 for match in _TRACKS.finditer(template))


def _grid(element: etree._Element, styles: Styles) -> None:
    """Place the children of a CSS grid as the browser does, row by row, and give them a row each."""
    width = _tracks(element, styles)
    children = [*element]
    if width < _LEAST or not _is_form("".join(element.itertext())):
        return
    taken: set[tuple[int, int]] = set()
    rows: dict[int, list[etree._Element]] = {}
    row = column = 0
    for child in children:
        declared = styles.get(child, {})
        across = min(_span(declared.get("grid-column")), width)
        down = _span(declared.get("grid-row"))
        while column + across > width or any(
            (row + r, column + c) in taken for r in range(down) for c in range(across)
        ):
            column += 1
            if column + across > width:
                row, column = row + 1, 0
        taken.update((row + r, column + c) for r in range(down) for c in range(across))
        child.tag, child.tail = "td", None
        child.set("colspan", str(across))
        child.set("rowspan", str(down))
        rows.setdefault(row, []).append(child)
        element.remove(child)
    element.tag, element.text = "table", None
    for number in range(max(rows, default=-1) + 1):
        line = etree.SubElement(element, "tr")
        line.extend(rows.get(number, []))


def _span(value: str | None) -> int:
    match = _SPAN.search(value or "")
    return max(int(match[1]), 1) if match else 1

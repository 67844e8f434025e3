"""HTML tables to grids."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.readers.grid import LAYOUT_CELL_CHARACTERS, MAX_COLUMNS, Placed, Spanning, place
from gongkai.readers.html.flow import cell_text
from gongkai.readers.html.words import HEADING, TABLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

HIDDEN_COLUMN = "data-hidden-column"
"""Attribute that marks a `<col>` whose column is not shown."""

HIDDEN_CELLS = "data-hidden-cells"
"""Attribute that marks a table of which hidden cells have been taken out; its columns are no longer those of `<col>`."""

_NUMBER = re.compile(r"\s*\+?(\d{1,9})")
_NO_HEIGHT = re.compile(r"\s*0(?:px|pt)?\s*")
_WIDEST = MAX_COLUMNS // 2
"""Columns or rows that one cell may cover; browsers allow 1,000, no report has more than 15 and 40."""
_SHORT = 60
"""Characters of the longest label of the form."""
_OWN_CELLS = 6
"""Cells with words of its own from which a table that holds other tables is one of the form."""
_FIGURE = re.compile(r"\s*[+\-]?[\d,.]*\s*")
_PROSE = 100
"""Characters from which a cell as wide as its table is a paragraph."""


def placed_cells(table: etree._Element) -> list[Placed]:
    """Return the cells of a table, spans resolved, hidden columns left out."""
    cells = place([list(_cells(row)) for row in _rows(table)])
    hidden = _hidden_columns(table, max((cell.column + cell.column_span for cell in cells), default=0))
    return _without_columns(cells, hidden) if hidden else cells


def pieces(cells: Sequence[Placed]) -> Iterator[str | list[Placed]]:
    """Part a table that holds the whole report from its headings and prose; a data table comes back whole."""
    width = max((cell.column + cell.column_span for cell in cells), default=0)
    rows: dict[int, list[Placed]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell)
    group: list[Placed] = []
    for row in sorted(rows):
        first = rows[row][0]
        if len(rows[row]) == 1 and first.row_span == 1 and first.column_span == width and _is_paragraph(first.text):
            if group:
                yield group
            group = []
            yield first.text
        else:
            group.extend(cell for cell in rows[row] if cell.row == row)
    if group:
        yield group


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PROSE or HEADING.match(text) is not None


def is_data(table: etree._Element) -> bool:
    """Whether a table holds data, and does not only arrange prose, menus and other tables on the page."""
    if table.tag != "table":
        return False
    cells = [cell for row in _rows(table) for cell in row]
    inner = [*table.iterdescendants("table")]
    if inner:
        return _holds_data(cells, inner)
    if len(cells) < 2:
        return False
    long = sum(len("".join(cell.itertext())) > LAYOUT_CELL_CHARACTERS for cell in cells)
    return not long or (len(cells) >= 10 * long and TABLE_WORDS.search("".join(table.itertext())) is not None)


def _holds_data(cells: Sequence[etree._Element], inner: Sequence[etree._Element]) -> bool:
    """Whether a table with tables in its cells is one of the form, in which single figures are framed."""
    own = [text for cell in cells if (text := _own_text(cell))]
    if not own or max(map(len, own)) > LAYOUT_CELL_CHARACTERS:
        return False
    largest = max(len([*nested.iter("td", "th")]) for nested in inner)
    if largest * 2 >= len(cells):
        return False
    if all(_FIGURE.fullmatch("".join(nested.itertext())) for nested in inner):
        return max(map(len, own)) <= _SHORT
    return len(own) >= _OWN_CELLS and TABLE_WORDS.search("".join(t for t in own if len(t) <= _SHORT)) is not None


def _own_text(cell: etree._Element) -> str:
    """The text of a cell without that of tables inside it."""
    if cell.find(".//table") is None:
        return "".join(cell.itertext()).strip()
    return "".join(
        text
        for text in cell.xpath(".//text()[count(ancestor::table) = $depth]", depth=len([*cell.iterancestors("table")]))
    ).strip()


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    """The rows in the order in which they are shown: the first head on top, the first foot at the bottom."""
    head, foot = table.find("thead"), table.find("tfoot")
    groups = [child for child in table if child is not head and child is not foot]
    ordered = [group for group in (head, *groups, foot) if group is not None]
    lines = [line for group in ordered for line in ([group] if group.tag == "tr" else group.iterchildren("tr"))]
    return [[*line.iterchildren("td", "th")] for line in lines if not _is_sliver(line)]


def _is_sliver(line: etree._Element) -> bool:
    """Whether a row has no height and no words: word processors end their tables with one, to fix the columns."""
    height = line.get("height")
    return bool(height and _NO_HEIGHT.fullmatch(height)) and not "".join(line.itertext()).strip()


def _cells(row: Sequence[etree._Element]) -> Iterator[Spanning]:
    for cell in row:
        down, across = _span(cell.get("rowspan"), least=0), _span(cell.get("colspan"), least=1)
        inner = _inner_row(cell) if across > 1 else []
        if inner and sum(width for _, width in inner) == across:
            yield from (Spanning(text=cell_text(part), row_span=down, column_span=width) for part, width in inner)
        else:
            yield Spanning(text=cell_text(cell), row_span=down, column_span=across)


def _inner_row(cell: etree._Element) -> list[tuple[etree._Element, int]]:
    """The cells, with their widths, of a table of one row that is all a cell holds."""
    tables = cell.findall(".//table")
    rows = _rows(tables[0]) if len(tables) == 1 and not _own_text(cell) else []
    return [(part, _span(part.get("colspan"), least=1)) for part in rows[0]] if len(rows) == 1 else []


def _span(value: str | None, *, least: int) -> int:
    """Read a span as browsers do: what is no number is 1, and none is wider than they allow."""
    match = _NUMBER.match(value or "")
    return min(max(int(match[1]), least), _WIDEST) if match else 1


def _hidden_columns(table: etree._Element, columns: int) -> set[int]:
    """Columns that `<col>` hides; none where their cells were hidden too, and so have been taken out already."""
    hidden: set[int] = set()
    column = 0
    for col in table.iter("col"):
        span = _span(col.get("span"), least=1)
        if col.get(HIDDEN_COLUMN) is not None:
            hidden.update(range(column, column + span))
        column += span
    return hidden if column == columns or table.get(HIDDEN_CELLS) is None else set()


def _without_columns(cells: Sequence[Placed], hidden: set[int]) -> list[Placed]:
    kept = []
    for cell in cells:
        shown = [c for c in range(cell.column, cell.column + cell.column_span) if c not in hidden]
        if shown:
            before = sum(column < shown[0] for column in hidden)
            kept.append(replace(cell, column=shown[0] - before, column_span=len(shown)))
    return kept

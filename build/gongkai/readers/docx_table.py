"""Word tables to grids: grid spans, vertical and horizontal merges, columns left free before a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.readers.docx_widths import extents
from gongkai.readers.docx_xml import W, is_on, number, unwrapped, value
from gongkai.readers.grid import Placed, check_size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

    from gongkai.readers.docx_widths import Extent


_LABELS = 2
"""So many times the text of a column of figures stands in one of labels."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as they stand in the file."""

    before: int
    """Grid columns left free before the first cell."""
    cells: tuple[etree._Element, ...]
    after: int = 0
    """Grid columns left free after the last cell."""


def row_cells(table: etree._Element) -> list[Row]:
    """Return the rows of a table; rows and cells that are hidden, or deleted in tracked changes, are left out."""
    rows = []
    for row in unwrapped(table):
        if row.tag != f"{W}tr":
            continue
        properties = next(row.iterchildren(f"{W}trPr"), None)
        if properties is not None and (properties.find(f"{W}del") is not None or is_on(properties, "hidden")):
            continue
        cells = [cell for cell in unwrapped(row) if cell.tag == f"{W}tc"]
        before = max(number(properties, "gridBefore") or 0, 0)
        after = max(number(properties, "gridAfter") or 0, 0)
        rows.append(Row(before, tuple(cell for cell in cells if cell.find(f"{W}tcPr/{W}cellDel") is None), after))
    return rows


def grid(rows: Sequence[Row], text: Callable[[etree._Element], str]) -> list[Placed]:
    """Place the cells; one that continues the cell above enlarges it.

    A continuation that finds no cell of its own width above stays a cell by itself.

    Raises:
        UnreadableFileError: when the table is larger than any report's (`too_large`).
    """
    check_size(len(rows), 0)
    placed: list[Placed] = []
    above: dict[tuple[int, int], int] = {}
    for row_number, (row, row_extents) in enumerate(zip(rows, _extents(rows), strict=True)):
        here: dict[tuple[int, int], int] = {}
        for cell, (column, span) in zip(row.cells, row_extents, strict=True):
            properties = cell.find(f"{W}tcPr")
            key = (column, span)
            if _continues(properties, "hMerge") and here:
                last, index = here.popitem()
                placed[index] = replace(placed[index], column_span=placed[index].column_span + span)
                here[last[0], last[1] + span] = index
            elif _continues(properties, "vMerge") and key in above:
                here[key] = above[key]
                placed[above[key]] = replace(placed[above[key]], row_span=row_number - placed[above[key]].row + 1)
            else:
                here[key] = len(placed)
                placed.append(Placed(row=row_number, column=column, column_span=span, text=text(cell)))
        above = here
    return placed


def _extents(rows: Sequence[Row]) -> list[list[Extent]]:
    """Return the columns of each cell: as its spans say, or by widths where these do not make rows of one length."""
    said: list[list[Extent]] = []
    ends: set[int] = set()
    for row in rows:
        column, extents_of_row = row.before, []
        for cell in row.cells:
            span = max(number(cell.find(f"{W}tcPr"), "gridSpan") or 1, 1)
            check_size(0, column + span)
            extents_of_row.append((column, span))
            column += span
        said.append(extents_of_row)
        ends.add(column + row.after)
    return said if len(ends) < 2 else extents(rows) or said


def facing(cells: Sequence[Placed]) -> list[Placed]:
    """Put the cells of a table drawn from right to left where they are seen, unless its labels would then stand on the right.

    Chinese tables are set so by accident; the labels tell whether the writer filled in what he saw.
    """
    width = max(cell.column + cell.column_span for cell in cells)
    first = sum(len(cell.text) for cell in cells if cell.column == 0)
    last = sum(len(cell.text) for cell in cells if cell.column + cell.column_span == width)
    if first > _LABELS * last:
        return list(cells)
    return [replace(cell, column=width - cell.column - cell.column_span) for cell in cells]


def _continues(properties: etree._Element | None, merge: str) -> bool:
    """Whether the cell with these properties is merged into the one before it; the mark without a value means so."""
    mark = value(properties, merge)
    return mark is not None and mark != "restart"

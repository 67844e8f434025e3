"""Word tables to grids: grid spans, vertical and horizontal merges, columns left free before a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.readers.docx.widths import extents
from gongkai.readers.docx.xml import W, is_on, number, unwrapped
from gongkai.readers.grid import Placed, check_size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree

    from gongkai.readers.docx.widths import Extent


_RESTART = "restart"
"""The value of a merge that begins here; the mark without a value continues one."""
_LABELS = 2
"""So many times the text of a column of figures stands in one of labels."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell as it stands in the file."""

    element: etree._Element
    span: int = 1
    """Grid columns, by its own word."""
    continues_above: bool = False
    continues_before: bool = False
    merged: bool = False
    """Part of a vertical merge, be it the first."""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as they stand in the file."""

    before: int
    """Grid columns left free before the first cell."""
    cells: tuple[RowCell, ...]
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
        cells = [_cell(cell) for cell in unwrapped(row) if cell.tag == f"{W}tc"]
        before = max(number(properties, "gridBefore") or 0, 0)
        after = max(number(properties, "gridAfter") or 0, 0)
        rows.append(Row(before, tuple(cell for cell in cells if not cell.deleted), after))
    return rows


def _cell(element: etree._Element) -> RowCell:
    properties = next(element.iterchildren(f"{W}tcPr"), None)
    if properties is None:
        return RowCell(element)
    said = {each.tag: each.get(f"{W}val", "") for each in properties}
    span = number(properties, "gridSpan") if f"{W}gridSpan" in said else 1
    above, before = said.get(f"{W}vMerge"), said.get(f"{W}hMerge")
    return RowCell(
        element,
        span=max(span or 1, 1),
        continues_above=above is not None and above != _RESTART,
        continues_before=before is not None and before != _RESTART,
        merged=above is not None,
        deleted=f"{W}cellDel" in said,
    )


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
            key = (column, span)
            if cell.continues_before and here:
                last, index = here.popitem()
                placed[index] = replace(placed[index], column_span=placed[index].column_span + span)
                here[last[0], last[1] + span] = index
            elif cell.continues_above and key in above:
                here[key] = above[key]
                placed[above[key]] = replace(placed[above[key]], row_span=row_number - placed[above[key]].row + 1)
            else:
                here[key] = len(placed)
                placed.append(Placed(row=row_number, column=column, column_span=span, text=text(cell.element)))
        above = here
    return placed


def _extents(rows: Sequence[Row]) -> list[list[Extent]]:
    """Return the columns of each cell: as its spans say, or by widths where these do not make rows of one length."""
    said: list[list[Extent]] = []
    ends: set[int] = set()
    for row in rows:
        column, extents_of_row = row.before, []
        for cell in row.cells:
            check_size(0, column + cell.span)
            extents_of_row.append((column, cell.span))
            column += cell.span
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

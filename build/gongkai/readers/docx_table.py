"""Word tables to grids: grid spans, vertical and horizontal merges, columns left free before a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.readers.docx_xml import W, is_on, number, unwrapped, value
from gongkai.readers.grid import Placed, check_size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml import etree


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as they stand in the file."""

    before: int
    """Grid columns left free before the first cell."""
    cells: tuple[etree._Element, ...]


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
        rows.append(Row(before, tuple(cell for cell in cells if cell.find(f"{W}tcPr/{W}cellDel") is None)))
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
    for row_number, row in enumerate(rows):
        here: dict[tuple[int, int], int] = {}
        column = row.before
        for cell in row.cells:
            properties = cell.find(f"{W}tcPr")
            span = max(number(properties, "gridSpan") or 1, 1)
            check_size(0, column + span)
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
            column += span
        above = here
    return placed


def _continues(properties: etree._Element | None, merge: str) -> bool:
    """Whether the cell with these properties is merged into the one before it; the mark without a value means so."""
    mark = value(properties, merge)
    return mark is not None and mark != "restart"

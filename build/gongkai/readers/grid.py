"""Cells with spans, laid out on a grid in which each position is covered at most once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Cell, Table, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points."""

MAX_COLUMNS = 1_000
MAX_ROWS = 20_000
"""Far above any report (15 columns, 40 rows a table); a hostile span stops here, not in memory."""

LAYOUT_CELL_CHARACTERS = 500
"""No cell of a prescribed table is this long (the longest label has 60 characters): it is prose in a frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spanning:
    """A cell as mark-up gives it: its extent is known, its place follows from the cells before it."""

    text: str
    row_span: int = 1
    """0 means: to the end of the table."""
    column_span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A cell at its place, counted from 0."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str
    box: Box | None = None


def place(rows: Sequence[Sequence[Spanning]]) -> list[Placed]:
    """Give each cell its place as a browser does; spans end at the table's end and at cells already there.

    Raises:
        UnreadableFileError: when the table is larger than any report's (`too_large`).
    """
    check_size(len(rows), 0)
    free_from: list[int] = []  # per column: the first row that no cell above reaches
    placed = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while column < len(free_from) and free_from[column] > row:
                column += 1
            end = column + 1
            while end < column + cell.column_span and (end >= len(free_from) or free_from[end] <= row):
                end += 1
                check_size(0, end)
            check_size(0, end)
            bottom = len(rows) if cell.row_span == 0 else min(row + max(cell.row_span, 1), len(rows))
            free_from.extend([0] * (end - len(free_from)))
            free_from[column:end] = [bottom] * (end - column)
            placed.append(
                Placed(row=row, column=column, row_span=bottom - row, column_span=end - column, text=cell.text)
            )
            column = end
    return placed


def check_size(rows: int, columns: int) -> None:
    """Refuse a table that no report can hold.

    Raises:
        UnreadableFileError: `too_large`.
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise UnreadableFileError(
            "too_large", f"表格超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列，不是年度报告的表格；请检查文件，另存后重试"
        )


def compact(cells: Sequence[Placed]) -> list[Placed]:
    """Drop grid rows and columns in which no cell begins; mark-up is full of such slivers.

    >>> wide = [Placed(row=0, column=0, column_span=3, text="a"), Placed(row=0, column=3, text="b")]
    >>> [(cell.column, cell.column_span) for cell in compact(wide)]
    [(0, 1), (1, 1)]
    """
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})

    def moved(cell: Placed) -> Placed:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        return replace(
            cell,
            row=row,
            column=column,
            row_span=bisect_left(rows, cell.row + cell.row_span) - row,
            column_span=bisect_left(columns, cell.column + cell.column_span) - column,
        )

    return [moved(cell) for cell in cells]


def table(
    cells: Sequence[Placed], number: int, *, page: int | None = None, box: Box | None = None, ocr: bool = False
) -> Table:
    """Make the `number`-th table of a document (counted from 1) from at least one placed cell."""
    ordered = sorted(compact(cells), key=lambda cell: (cell.row, cell.column))
    return Table(
        rows=max(cell.row + cell.row_span for cell in ordered),
        columns=max(cell.column + cell.column_span for cell in ordered),
        cells=tuple(
            Cell(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                text=cell.text,
                where=Where(page=page, box=cell.box, table=number, row=cell.row + 1, column=cell.column + 1, ocr=ocr),
            )
            for cell in ordered
        ),
        where=Where(page=page, box=box, table=number, ocr=ocr),
    )


def is_layout(texts: Sequence[str]) -> bool:
    """Whether a table with these cell texts only arranges prose on the page."""
    return len(texts) < 2 or any(len(text) > LAYOUT_CELL_CHARACTERS for text in texts)

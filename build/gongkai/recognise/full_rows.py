"""One cell a line with every cell of the grid written out, those that merged labels cover as well: rows of equal length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.recognise.labels import label
from gongkai.recognise.numbers import clean, is_no_label
from gongkai.recognise.rows import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL_COLUMNS = 3
FIGURES = 7
MAX_EXTRA = 2
"""Empty columns that a file may have besides."""
ENOUGH_ROWS = 10


def in_full_rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The stretch with its cells put together to rows, where every row of the grid takes equally many lines.

    Args:
        rows: the applications table from its first label on.
    """
    cells = [row for row in rows if row.kind == "single" and row.marked]
    others = [row for row in rows if row.kind not in ("single", "break")]
    if others or len(cells) < ENOUGH_ROWS * (LABEL_COLUMNS + FIGURES):
        return tuple(rows)
    for width in range(LABEL_COLUMNS + FIGURES, LABEL_COLUMNS + FIGURES + MAX_EXTRA + 1):
        if _fits(cells, width):
            return tuple(_row(cells[i : i + width]) for i in range(0, len(cells), width))
    return tuple(rows)


def _fits(cells: Sequence[Row], width: int) -> bool:
    """Whether labels stand in the first columns of each row and figures behind them, without exception."""
    if len(cells) // width < ENOUGH_ROWS:
        return False
    texts = [row.cells[0].text for row in cells]
    for start in range(0, len(texts), width):
        row = texts[start : start + width]
        words = [i for i, text in enumerate(row) if clean(text) and not is_no_label(text)]
        figures = [i for i, text in enumerate(row) if is_no_label(text)]
        if not words or words[-1] >= LABEL_COLUMNS or (figures and figures[0] < LABEL_COLUMNS):
            return False
        if label(row[words[0]]).enumerator.isdigit() != (words[0] == LABEL_COLUMNS - 1):
            return False
    return True


def _row(cells: Sequence[Row]) -> Row:
    first = cells[0]
    return Row("cells", tuple(row.cells[0] for row in cells), first.block, gap=first.gap, marked=True)

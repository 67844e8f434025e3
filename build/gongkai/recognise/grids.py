"""Which grid columns of a ruled table hold the figures.

The last columns of the body do, not those under the header words: a real header was seen shifted by
one column against its body. The header decides only where the body's sums speak for it.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai.recognise.columns import Placed
from gongkai.recognise.forms import application_rows
from gongkai.recognise.labels import label, similarity
from gongkai.recognise.numbers import clean, looks_like_value, parse_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.recognise.rows import Row, RowCell

ROW_WORDS = 3
"""Words up to this length, such as 其他 and 总计, name columns as well."""
HEADER_WORDS = 0.85
"""Similarity from which a cell is a column's header."""

_FIGURES_BEHIND = re.compile(r"\d+(?:\s+[\d,.]+){2,}\s*$")
"""Three figures and more at the end of a label."""


def value_starts(rows: Sequence[Row], headers: Sequence[str]) -> tuple[int, ...] | None:
    """First grid columns of the value cells of one table, one for each of the `headers`; None if it has none."""
    width = len(headers)
    tails = Counter(
        tuple(cell.column for cell in row.cells[-width:])
        for row in rows
        if len(row.cells) > width and _is_body(row, width)
    )
    if not tails:
        return _under_headers(rows, headers)
    usual = max(tails, key=lambda starts: (tails[starts], starts))
    usual = _without_blank_margin(rows, usual)
    by_header = _under_headers(rows, headers)
    if by_header and by_header != usual and _sums(rows, by_header) > _sums(rows, usual):
        return by_header
    return usual


def _without_blank_margin(rows: Sequence[Row], starts: tuple[int, ...]) -> tuple[int, ...]:
    """The columns one further left, where the last one is blank in every row and figures stand before the first.

    A page's part of a table has no header that would say so. Serial numbers may stand before the first column
    too; a 0 is none, and sums that hold only so speak for the figures.
    """
    before = [cell for row in rows for cell in row.cells if cell.column + cell.span == starts[0] and cell.origin]
    figures = [cell for cell in before if cell.span == 1 and looks_like_value(cell.text)]
    last = [cell for row in rows for cell in row.cells if cell.column == starts[-1]]
    if not figures or any(clean(cell.text) for cell in last):
        return starts
    shifted = (figures[0].column, *starts[:-1])
    better = _sums(rows, shifted) > _sums(rows, starts)
    return shifted if better or any(clean(cell.text) == "0" for cell in figures) else starts


def _is_body(row: Row, width: int) -> bool:
    tail = row.cells[-width:]
    words = [cell for cell in tail if clean(cell.text) and not looks_like_value(cell.text)]
    return len(words) * 2 < width and any(cell.span == 1 or not clean(cell.text) for cell in tail)


def _under_headers(rows: Sequence[Row], headers: Sequence[str]) -> tuple[int, ...] | None:
    starts: list[int] = []
    cells = [cell for row in rows for cell in row.cells if cell.origin]
    for header in headers:
        after = starts[-1] if starts else -1
        found = [c.column for c in cells if c.column > after and similarity(c.text, header) >= HEADER_WORDS]
        if not found:
            return None
        starts.append(min(found))
    return tuple(starts)


def _sums(rows: Sequence[Row], starts: tuple[int, ...]) -> int:
    """Rows whose last value is the sum of the others and not 0."""
    held = 0
    for row in rows:
        cells = _at(row, starts)
        if cells is None or cells[-1] is None:
            continue
        values = [parse_cell(cell.text).value if cell else None for cell in cells]
        total = values[-1]
        if total and sum(Decimal(v) for v in values[:-1] if v is not None) == total:
            held += 1
    return held


def _at(row: Row, starts: Sequence[int]) -> list[RowCell | None] | None:
    cells: list[RowCell | None] = []
    for start in starts:
        cell = next((c for c in row.cells if c.column <= start < c.column + c.span), None)
        if cell is not None and cell.column < starts[0] and clean(cell.text):
            return None
        cells.append(cell)
    return cells


def split_row(row: Row, starts: Sequence[int]) -> tuple[tuple[str, ...], Placed | None]:
    """Labels left of the value columns, and the values placed; None where the row is a header or has none."""
    labels = tuple(cell.text for cell in row.cells if cell.column < starts[0] and clean(cell.text))
    beyond = _pushed_right(row, starts)
    if beyond is not None:
        return beyond
    cells = _at(row, starts)
    if cells is None:
        return labels, None
    if not any(cell and clean(cell.text) for cell in cells) and any(map(_FIGURES_BEHIND.search, labels)):
        # The figures stand in the label's cell: the row is not blank, and nobody can tell its columns.
        words_only = tuple(_FIGURES_BEHIND.sub("", text) for text in labels)
        return words_only, Placed((None,) * len(cells), frozenset(range(len(cells))), "column_uncertain")
    words = sum(
        1 for cell in cells if cell and clean(cell.text) and not looks_like_value(cell.text) and _han(cell.text)
    )
    if words * 2 > len(starts):
        return labels, None
    placed: list[RowCell | None] = []
    merged: set[int] = set()
    if any(cell and _names_a_row(cell.text) for cell in cells):
        # Labels stand in the columns of figures: the row has moved, and nobody can tell how far.
        filled_cells = [cell if cell and clean(cell.text) else None for cell in cells]
        return labels, Placed(tuple(filled_cells), frozenset(range(len(cells))), "column_uncertain")
    for index, cell in enumerate(cells):
        filled = cell is not None and bool(clean(cell.text))
        if (
            filled
            and cell is not None
            and (cell.height > 1 or sum(cell.column <= s < cell.column + cell.span for s in starts) > 1)
        ):
            merged.add(index)
        placed.append(cell if filled else None)
    return labels, Placed(tuple(placed), frozenset(merged), "merged_cells" if merged else None)


def _pushed_right(row: Row, starts: Sequence[int]) -> tuple[tuple[str, ...], Placed] | None:
    """A row that cells from above, reaching down too far, have pushed beyond the last column."""
    own = [cell for cell in row.cells if cell.origin]
    width = len(starts)
    if len(own) <= width or own[-1].column <= starts[-1] or any(cell.origin for cell in row.cells if cell.column == 0):
        return None
    labels, values = own[:-width], own[-width:]
    if not clean(values[-1].text):
        return None  # A blank column behind the last one: nothing has been pushed there.
    if any(clean(cell.text) and _han(cell.text) for cell in values) or any(cell.span > 1 for cell in values):
        return None
    if any(looks_like_value(cell.text) for cell in labels):
        return None
    texts = tuple(cell.text for cell in labels if clean(cell.text))
    return (texts, Placed(tuple(cell if clean(cell.text) else None for cell in values))) if texts else None


def _names_a_row(text: str) -> bool:
    """Whether a text names a row of the applications table."""
    words = label(text).words
    return len(words) > ROW_WORDS and any(
        similarity(text, official) >= HEADER_WORDS for row in application_rows() for official in row.labels
    )


def _han(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)

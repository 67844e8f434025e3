"""The order of the applicant columns as the header prints it, where a body has changed it.

Only the order counts, not the place: a real header stood one column beside its body. Words that
are cut or missing say nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise.labels import label
from gongkai.recognise.layout import words_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.recognise.columns import Placed
    from gongkai.recognise.layout import Span
    from gongkai.recognise.rows import Row

_COLUMNS = codes.column_codes("applications")
_WORDS = {label(codes.column_label("applications", column)).words: i for i, column in enumerate(_COLUMNS)}
_ORGANISATIONS = "法人或其他组织"
_OUTER = (0, -1, len(_COLUMNS) - 1)
"""自然人, the five kinds of organisation together, 总计."""
MAX_PIECES = 3
"""Lines that one header word may be broken over."""


def column_order(header: Sequence[Row]) -> tuple[int, ...] | None:
    """For each column of the body the column of the form, None where the header is in the form's order or silent.

    Args:
        header: rows right above the table's first row.
    """
    found = _in_order(header)
    inner = [column for column in found if 0 < column < len(_COLUMNS) - 1]
    outer = [column for column in found if column in _OUTER]
    usual = list(range(1, len(_COLUMNS) - 1))
    if sorted(inner) != usual:
        return None
    if sorted(outer) != sorted(_OUTER):
        outer = list(_OUTER)
    order = tuple(part for column in outer for part in (inner if column < 0 else [column]))
    return None if order == tuple(range(len(_COLUMNS))) else order


def header_spans(header: Sequence[Row]) -> list[Span]:
    """Where the words of the seven columns stand on their lines, from left to right; empty if not all are whole."""
    words = [word for row in header if row.kind == "single" for word in words_at(row.text)]
    spans = sorted(span for text, span in words if label(text).words in _WORDS)
    return spans if len(spans) == len(_COLUMNS) else []


def reordered(placed: Placed, order: Sequence[int]) -> Placed:
    """A row of the body with its cells in the form's order."""
    cells = [placed.cells[order.index(column)] for column in range(len(order))]
    return replace(placed, cells=tuple(cells), open=frozenset(order[index] for index in placed.open))


def _in_order(header: Sequence[Row]) -> list[int]:
    """Columns named in the header as far as whole words name them, each once, row by row and from left to right."""
    texts = [part for row in header for part in _texts(row)]
    found: list[int] = []
    position = 0
    while position < len(texts):
        for count in range(1, MAX_PIECES + 1):
            words = label("".join(texts[position : position + count])).words
            column = -1 if words == _ORGANISATIONS else _WORDS.get(words)
            if column is not None:
                if column not in found:
                    found.append(column)
                position += count - 1
                break
        position += 1
    return found


def _texts(row: Row) -> list[str]:
    if row.kind == "single":
        return row.text.split() if label(row.text).words not in _WORDS else [row.text]
    return [cell.text for cell in row.cells if cell.origin and label(cell.text).words]

"""Operands as ranges in the order of the form, so that a sum of seven cells is named in one short word."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.model import Key, TableCode


def cells_text(cells: Sequence[Key]) -> str:
    """The cells as one text: `row[column]`, runs of rows or columns as `first..last`, parts joined by `; `.

    The table stands before a part only where a formula joins cells of several tables.

    >>> row = [("proceedings", "reconsideration", c) for c in ("upheld", "corrected", "other", "pending", "total")]
    >>> cells_text(row)
    'reconsideration[upheld..total]'
    >>> cells_text([("applications", "received_new", "total"), ("applications", "carried_out", "total")])
    'received_new,carried_out[total]'
    """
    tables = {table for table, _, _ in cells}
    parts = []
    for table, group in groupby(dict.fromkeys(cells), key=lambda cell: cell[0]):
        prefix = f"{table}." if len(tables) > 1 else ""
        by_columns: dict[str, list[str]] = {}
        for _, row, column in group:
            by_columns.setdefault(row, []).append(column)
        by_rows: dict[str, list[str]] = {}
        for row, columns in by_columns.items():
            by_rows.setdefault(_runs(columns, codes.column_codes(table)), []).append(row)
        parts += [f"{prefix}{_runs(rows, _rows(table))}[{columns}]" for columns, rows in by_rows.items()]
    return "; ".join(parts)


def _rows(table: TableCode) -> tuple[str, ...]:
    return codes.row_codes(table)


def _runs(found: Iterable[str], order: Sequence[str]) -> str:
    """`a..c,e` for a, b, c and e; two neighbours are named, three and more are a run."""
    places = sorted({order.index(code) for code in found})
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    words = []
    for run in runs:
        words += [f"{order[run[0]]}..{order[run[-1]]}"] if len(run) > 2 else [order[place] for place in run]
    return ",".join(words)

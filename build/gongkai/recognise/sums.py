"""Sums as arbiter between placements: where they confirm a whole table, its inferred columns count.

They never change a figure. A table that does not balance in every row and column confirms nothing.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise.numbers import parse_cell

if TYPE_CHECKING:
    from gongkai.recognise.assign import Assigned, Assignment

Values = tuple[Decimal, ...]


def confirmed_by_sums(assignment: Assignment) -> Assignment:
    """The same assignment, its inferred placements made certain if every sum of the whole table holds with them.

    Every row total, every column of results and every balance must hold (rule book, family A), and
    no row may be missing or open for another reason.
    """
    inferred = [row for row in assignment.rows if row.line.placed is not None and row.line.placed.open]
    if not inferred or assignment.unplaced or not all(_is_inferred(row) for row in inferred):
        return assignment
    values = {row.code: _values(row) for row in assignment.rows}
    if not _holds(values):
        return assignment
    rows = tuple(_certain(row) if row in inferred else row for row in assignment.rows)
    return replace(assignment, rows=rows)


def _is_inferred(row: Assigned) -> bool:
    return row.line.placed is not None and row.line.placed.inferred


def _values(row: Assigned) -> Values | None:
    if row.line.placed is None:
        return None
    read = [parse_cell(cell.text).value if cell else 0 for cell in row.line.placed.cells]
    numbers = [Decimal(value) for value in read if value is not None]
    return tuple(numbers) if len(numbers) == len(read) else None


def _holds(found: dict[str, Values | None]) -> bool:
    values = {code: row for code, row in found.items() if row is not None}
    outcomes = [code for code in codes.outcome_codes() if code in values]
    divided = "other_undivided" not in values
    expected = len(codes.outcome_codes()) - (1 if divided else 3)
    flows = [values.get(code) for code in ("received_new", "carried_in", "concluded_total", "carried_out")]
    if len(values) != len(found) or len(outcomes) != expected or None in flows:
        return False
    received, carried_in, concluded, carried_out = (row for row in flows if row is not None)
    return (
        all(sum(row[:-1]) == row[-1] for row in values.values())
        and all(sum(values[code][i] for code in outcomes) == total for i, total in enumerate(concluded))
        and all(a + b == c + d for a, b, c, d in zip(received, carried_in, concluded, carried_out, strict=True))
    )


def _certain(row: Assigned) -> Assigned:
    assert row.line.placed is not None
    placed = replace(row.line.placed, open=frozenset(), doubt="placed_by_sum")
    return replace(row, line=replace(row.line, placed=placed))

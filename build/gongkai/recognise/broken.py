"""Table 三 in a text whose rows came apart: figures run together in one cell, rows broken over lines.

A blank in such a row is as likely a figure that stands elsewhere. Only full rows whose sum holds are
taken; all others stay open. Grids are not meant: their cells say themselves where they stand.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.recognise.columns import Placed, sum_holds
from gongkai.recognise.numbers import holds_two_figures

if TYPE_CHECKING:
    from gongkai.recognise.applications import Line
    from gongkai.recognise.assign import Assigned, Assignment

MANY = 4
"""Rows with figures run together, or without a place, from which the whole text has come apart."""


def without_guesses(assignment: Assignment) -> Assignment:
    """The same assignment, rows of a text open where a figure may be missing from them."""
    lines = [row.line for row in assignment.rows if _is_text(row.line)]
    loose = [line for line in assignment.unplaced if _is_text(line)]
    apart = sum(map(_is_glued, lines)) + len(loose) >= MANY
    rows = tuple(
        _opened(row) if _is_text(row.line) and _is_doubtful(row.line, apart=apart) else row for row in assignment.rows
    )
    return replace(assignment, rows=rows)


def _is_text(line: Line) -> bool:
    return line.placed is not None and not line.grid


def _is_glued(line: Line) -> bool:
    return line.placed is not None and any(cell and holds_two_figures(cell.text) for cell in line.placed.cells)


def _is_doubtful(line: Line, *, apart: bool) -> bool:
    assert line.placed is not None
    blank = None in line.placed.cells
    return (_is_glued(line) and blank) or (apart and (blank or not sum_holds(line.placed.cells)))


def _opened(row: Assigned) -> Assigned:
    assert row.line.placed is not None
    cells = row.line.placed.cells
    return replace(row, line=replace(row.line, placed=Placed(cells, frozenset(range(len(cells))), "column_uncertain")))

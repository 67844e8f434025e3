"""The cells of one annual report as the rules see them: numbers, implied zeros, and what is no number.

A blank is never written as 0 into the data. For a check alone, a blank may stand for 0 where the
report's own totals leave nothing for it; `implied_zeros` finds these cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai.model import AnnualReport, Figure, Key, Number, TableCode

APPLICANTS = tuple(column for column in codes.column_codes("applications") if column != "total")
RESULTS = tuple(column for column in codes.column_codes("proceedings") if column != "total")
APPLICATION_COLUMNS = codes.column_codes("applications")
CHANNELS = codes.row_codes("proceedings")
UNDIVIDED = "other_undivided"
DIVIDED = tuple(row for row in codes.outcome_codes() if codes.outcome_group(row) == "other" and row != UNDIVIDED)
OUTCOMES = tuple(row for row in codes.outcome_codes() if codes.outcome_group(row) != "other")
"""Outcome rows outside （六）, which every edition has."""

OperandState = Literal["printed", "implied", "blank", "not_applicable", "absent", "unreadable"]


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell inside a formula. `number` is set for the states `printed` and `implied` (then 0)."""

    key: Key
    state: OperandState
    number: Number | None


@dataclass(frozen=True, slots=True)
class Subject:
    """An annual report prepared for the rules."""

    report: AnnualReport
    figures: Mapping[Key, Figure]
    """The cells that are there, in the order of the report; absent ones are left out."""
    zeros: frozenset[Key]
    """Blank cells that may be read as 0 inside a formula."""

    def operand(self, table: TableCode, row: str, column: str) -> Operand:
        """The cell as a formula may use it."""
        key: Key = (table, row, column)
        figure = self.figures.get(key)
        if figure is None:
            return Operand(key, "absent", None)
        if figure.status == "reported":
            return Operand(key, "printed", figure.value)
        if key in self.zeros:
            return Operand(key, "implied", 0)
        return Operand(key, figure.status, None)

    def of_table(self, table: TableCode) -> list[Figure]:
        """The cells of one table that are there."""
        return [figure for figure in self.figures.values() if figure.table == table]

    def has_row(self, table: TableCode, row: str) -> bool:
        """Whether at least one cell of the row is there."""
        return any((table, row, column) in self.figures for column in codes.column_codes(table))


def subject(report: AnnualReport) -> Subject:
    """Prepare an annual report for the rules."""
    figures: dict[Key, Figure] = {
        (figure.table, figure.row, figure.column): figure for figure in report.figures if figure.status != "absent"
    }
    return Subject(report, figures, implied_zeros(figures))


def _lines() -> Iterable[tuple[tuple[Key, ...], Key]]:
    """The sums that the form itself prescribes, as (details, total)."""
    for row in codes.row_codes("applications"):
        yield tuple(("applications", row, column) for column in APPLICANTS), ("applications", row, "total")
    for column in APPLICATION_COLUMNS:
        details: tuple[Key, ...] = tuple(("applications", row, column) for row in codes.outcome_codes())
        yield details, ("applications", "concluded_total", column)
    for row in CHANNELS:
        yield tuple(("proceedings", row, column) for column in RESULTS), ("proceedings", row, "total")


LINES: tuple[tuple[tuple[Key, ...], Key], ...] = tuple(_lines())


def implied_zeros(figures: Mapping[Key, Figure]) -> frozenset[Key]:
    """Blank cells for which the printed totals leave nothing.

    A blank (or `/`) detail lies on a line whose total equals the sum of the printed details; counts
    are not negative, so the blanks must be 0. A zero found so may serve as detail or total of the
    next line; this repeats until nothing changes. Lines with a negative figure prove nothing.
    """
    zeros: set[Key] = set()
    waiting = [
        (details, total)
        for details, total in LINES
        if any(key in figures and figures[key].status in ("blank", "not_applicable") for key in details)
    ]
    changed = True
    while changed:
        changed = False
        still: list[tuple[tuple[Key, ...], Key]] = []
        for details, total in waiting:
            found = _zeros_of_line(
                [figures[key] for key in details if key in figures], figures.get(total), total in zeros
            )
            if found is None:
                still.append((details, total))
            elif not found <= zeros:
                zeros |= found
                changed = True
        waiting = still
    return frozenset(zeros)


def _zeros_of_line(details: list[Figure], total: Figure | None, total_is_zero: bool) -> set[Key] | None:
    """The blanks of one line if it closes, None if it does not (yet)."""
    whole = 0 if total_is_zero else total.value if total is not None and total.status == "reported" else None
    printed = [figure.value for figure in details if figure.status == "reported" and figure.value is not None]
    if whole is None or min(printed, default=0) < 0 or sum(printed) != whole:
        return None
    return {(f.table, f.row, f.column) for f in details if f.status in ("blank", "not_applicable")}

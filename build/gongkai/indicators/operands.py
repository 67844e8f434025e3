"""What stands in a formula: definitions of indicators, and the cells of a report as their operands.

A blank is no number. It counts as 0 only where the printed totals leave nothing for it (an implied zero), and a
blank total of the applications table may be replaced by the sum of its own six columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.applications import outcome_rows
from gongkai.checks.cells import APPLICANTS, DIVIDED, UNDIVIDED, subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.checks.cells import Subject
    from gongkai.model import AnnualReport, FormCode, Gap, Key, Number

Terms = tuple[tuple[int, "Key"], ...]
"""Signed cells that are added up."""

OTHER: Key = ("applications", "other", "total")
"""Stands for the rows under （六）, which differ from report to report: three, or one undivided."""

GRAVEST: tuple[Gap, ...] = ("form", "no_other_report", "absent", "unreadable", "blank", "not_applicable")
"""Which gap is told where operands have several."""

OUTCOME_ROWS = frozenset((*codes.outcome_codes(), "concluded_total"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One indicator, or one share of an indicator with several."""

    code: str
    item: str = ""
    numerator: Terms
    denominator: Terms = ()
    """None for counts."""
    proportion: bool = True
    """The numerator is a part of the denominator."""
    forms: tuple[FormCode, ...] = ("2019", "2021", "mixed")
    """Editions that have the cells."""
    balance: bool = False
    """Uses both sides of received + carried in = concluded + carried out, so that a failed balance makes it doubtful."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of cells: a number, or why there is none."""

    number: Number | None
    gap: Gap | None = None
    computed: bool = False
    zeros: frozenset[Key] = frozenset()
    """Blank cells read as 0."""
    doubtful: bool = False


@dataclass(slots=True)
class Operands:
    """The cells of one report whose results are complete."""

    report: AnnualReport
    subject: Subject = field(init=False)
    unbalanced: bool = field(init=False)
    """The balance of the column of totals failed."""
    _rows: frozenset[tuple[str, str]] = field(init=False)
    _columns: frozenset[str] = field(init=False)
    _cells: dict[Key, Amount] = field(init=False, default_factory=dict)
    _sums: dict[Terms, Amount] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Take note of the sums that failed."""
        self.subject = subject(self.report)
        failed = [result for result in self.report.results if result.state == "failed"]
        self.unbalanced = any(r.rule == "applications_balance" and r.instance == "total" for r in failed)
        self._columns = frozenset(r.instance for r in failed if r.rule == "applications_results_total")
        self._rows = frozenset(
            (r.table or "", r.instance)
            for r in failed
            if r.rule in ("applications_row_total", "proceedings_total", "documents_in_force_bound")
        )

    def sum(self, terms: Terms) -> Amount:
        """Terms added up; each operand must be a number."""
        found = self._sums.get(terms)
        if found is None:
            found = self._sums[terms] = self._added([(sign, self.cell(key)) for sign, key in terms])
        return found

    def cell(self, key: Key) -> Amount:
        """One cell, or the rows under （六） together."""
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._other() if key == OTHER else self._cell(key)
        return found

    def _added(self, parts: list[tuple[int, Amount]]) -> Amount:
        gap = gravest(part.gap for _, part in parts)
        total: Number = 0
        for sign, part in parts:
            total += sign * (part.number or 0)
        return Amount(
            None if gap else total,
            gap,
            any(part.computed for _, part in parts),
            frozenset().union(*(part.zeros for _, part in parts)),
            any(part.doubtful for _, part in parts),
        )

    def _other(self) -> Amount:
        rows = outcome_rows(self.subject)
        if rows is None:
            return Amount(None, "form")
        under = [row for row in rows if row in DIVIDED or row == UNDIVIDED]
        return self._added([(1, self.cell(("applications", row, "total"))) for row in under])

    def _cell(self, key: Key) -> Amount:
        table, row, column = key
        if self.report.form == "2008":
            return Amount(None, "form")
        operand = self.subject.operand(*key)
        doubtful = (table, row) in self._rows or (
            table == "applications" and column in self._columns and row in OUTCOME_ROWS
        )
        is_total = table == "applications" and column == "total"
        if operand.state == "printed":
            number = operand.number or 0
            return Amount(number, doubtful=doubtful or (number < 0 and column != "change"))
        blank = key in self.subject.figures and self.subject.figures[key].status == "blank"
        if is_total and blank:
            six = self._added([(1, self.cell((table, row, applicant))) for applicant in APPLICANTS])
            if operand.state == "blank" and six.number is not None:
                return Amount(six.number, None, True, six.zeros, doubtful or six.doubtful)  # noqa: FBT003
            doubtful = doubtful or bool(six.number)
        if operand.state == "implied":
            return Amount(0, zeros=frozenset({key}), doubtful=doubtful)
        return Amount(None, operand.state)


def gravest(gaps: Iterable[Gap | None]) -> Gap | None:
    """The gap to tell where there are several; None where there is none."""
    there = [gap for gap in gaps if gap is not None]
    return min(there, key=GRAVEST.index) if there else None


def total(*rows: str) -> Terms:
    """Cells of the applications table in the column 总计."""
    return tuple((1, ("applications", row, "total")) for row in rows)

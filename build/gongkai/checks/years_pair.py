"""What the rules across years share: whether two reports can be compared, and cells of the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.sums import unusable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.checks.cells import Operand, Subject
    from gongkai.model import FormCode, Reason, TableCode


def obstacle(subject: Subject, previous: Subject | None, operands: Sequence[Operand] = ()) -> Reason | None:
    """Why a report and that of the year before cannot be compared, by these cells of the two; None if they can.

    Args:
        subject: the report under test.
        previous: that of the year before, None where there is none.
        operands: cells of both; all must be numbers.
    """
    if previous is None:
        return "no_other_report"
    if previous.report.scope != subject.report.scope:
        return "scope"
    return unusable(operands) if operands else None


def edition(subject: Subject, row: str, column: str) -> FormCode:
    """The edition that this block of the disclosure table follows.

    In a mixed form each block has its own: that to which the cell asked for belongs, if it is there.
    """
    form = subject.report.form
    if form != "mixed":
        return form
    if ("disclosure", row, column) not in subject.figures:
        return "mixed"
    return "2021" if (row, column) in codes.disclosure_cells("2021") else "2019"


def has_table(subject: Subject, table: TableCode) -> bool:
    """Whether the report has at least one cell of the table; `table_missing` speaks of those without."""
    return any(key[0] == table for key in subject.figures)

"""What the checks hand on: results, and the findings among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model.place import Where
    from gongkai.model.terms import Reason, Severity, State, TableCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem seen in a report; collected, never raised. Fields follow the rule book's result row."""

    type: str
    """Rule id, such as `applications_balance`."""
    severity: Severity
    state: State = "failed"
    table: TableCode | None = None
    instance: str = ""
    """Which of the rule's instances: a row, a column, a channel, a section …"""
    row: str | None = None
    column: str | None = None
    expected: str | None = None
    """What the other figures give; a number as text."""
    actual: str | None = None
    """What is printed; a number as text."""
    note: str = ""
    """One sentence in Chinese for the reader, with both values."""
    where: Where | None = None
    instances: int = 1
    """How many instances of the rule this stands for: those not checkable for one reason are told in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One rule applied to one instance of one annual report, passed ones included: a row of `check_results`.

    Numbers are text, so that each is written as it was compared.
    """

    rule: str
    """Code list `rules`."""
    instance: str
    """A row, column, channel, item or statement; no two results of a report have rule and instance in common."""
    state: State
    severity: Severity
    """Of a failure; what did not fail keeps the severity that its failure would have."""
    table: TableCode | None = None
    cells: str = ""
    """The operands as ranges in the order of the form, such as `granted[natural_person..total]`."""
    row: str | None = None
    column: str | None = None
    """The cell under test."""
    left: str | None = None
    """What the other operands give."""
    right: str | None = None
    """What is printed."""
    difference: str | None = None
    """`right` - `left`, where both are numbers."""
    tolerance: str | None = None
    """Differences up to this pass; None for 0."""
    reason: Reason | None = None
    """Only where the state is not_checkable."""
    note: str = ""
    """Only where the state is explained: the report's own words."""
    text_zh: str = ""
    text_en: str = ""
    """One sentence with both values; empty for what passed."""
    instances: int = 1
    """Instances that this row stands for: rules on every single figure have one row for all that passed in a table."""
    where: Where | None = None

"""What the cells that answer a statement of the prose add up to (rule book 4); which they are is told by the narrative."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai.checks.cells import APPLICANTS, RESULTS, Operand
from gongkai.checks.sums import unusable
from gongkai.narrative.readings import readings as cells_of

if TYPE_CHECKING:
    from gongkai.checks.cells import OperandState, Subject
    from gongkai.model import Key, Number, Reason, Statement
    from gongkai.narrative.readings import Reading, Readings


@dataclass(frozen=True, slots=True)
class Value:
    """A sum of cells."""

    keys: Reading
    number: Number
    """Sum of what is there; the least that the cells can be, where one is missing."""
    missing: Reason | None
    """Why the sum is not complete."""
    computed: bool
    """A blank total was replaced by the sum of its columns."""


def readings(subject: Subject, statement: Statement) -> Readings:
    """Sums of cells of a report that the statement may equal; the report may be that of another year."""
    return cells_of(statement.kind, statement.item, statement.qualifiers, subject.report)


def cell(subject: Subject, key: Key) -> tuple[Operand, bool]:
    """The cell as the prose may be held against it, and whether a blank total was made of its columns."""
    operand = subject.operand(*key)
    if operand.state not in ("blank", "not_applicable", "implied") or key[2] != "total":
        return operand, False
    columns = APPLICANTS if key[0] == "applications" else RESULTS
    parts = [subject.operand(key[0], key[1], column) for column in columns]
    if any(part.number is None for part in parts):
        return operand, False
    state: OperandState = "printed" if any(part.state == "printed" for part in parts) else "implied"
    return Operand(key, state, sum(part.number or 0 for part in parts)), True


def value(subject: Subject, keys: Reading) -> Value:
    """What the cells add up to."""
    cells = [cell(subject, key) for key in keys]
    operands = [operand for operand, _ in cells]
    return Value(
        keys,
        sum(operand.number for operand in operands if operand.number is not None),
        unusable(operands),
        any(computed for _, computed in cells),
    )


def fits(statement: Statement, figure: Number) -> bool:
    """Whether the number stated can stand for the figure: equal, or within what 余, 近, 约 allow."""
    stated = statement.value
    if stated is None:
        return False
    words = statement.approximate
    if not words:
        return stated == figure
    low, high = Decimal(stated), Decimal(stated)
    if "约" in words or "左右" in words:
        return low * Decimal("0.95") <= figure <= high * Decimal("1.05")
    if "近" in words:
        return low * Decimal("0.9") <= figure <= high
    return low <= figure < high * Decimal("1.1") or stated == figure

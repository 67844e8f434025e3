"""Which cells answer a statement of the prose, and what they add up to (rule book 4 and 5 E)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.cells import APPLICANTS, DIVIDED, RESULTS, UNDIVIDED, Operand
from gongkai.checks.sums import unusable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.checks.cells import OperandState, Subject
    from gongkai.model import Key, Number, Reason, Statement

ORGANISATIONS = APPLICANTS[1:]
GROUPS = ("granted", "partially_granted", "denied", "unavailable", "declined", "other")
"""Outcome groups in the order of the form; the first two are rows of their own."""
MADE = {"issued": ("made", "disclosed")}
"""Columns of the form of 2019 that may answer one of the form of 2021."""

Reading = tuple["Key", ...]


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


def applications(rows: Sequence[str], column: str = "total") -> Reading:
    """Cells of the applications table in one column."""
    return tuple(("applications", row, column) for row in rows)


def group_rows(subject: Subject, item: str) -> tuple[str, ...]:
    """Rows of an outcome group, of several joined by `+`, or the single row; empty for what is none."""
    rows: list[str] = []
    for part in item.split("+"):
        if part == "other":
            rows += [UNDIVIDED] if subject.has_row("applications", UNDIVIDED) else DIVIDED
        elif part in GROUPS[2:]:
            rows += [row for row in codes.outcome_codes() if codes.outcome_group(row) == part]
        elif part in codes.outcome_codes():
            rows.append(part)
    return tuple(rows)


def channels(item: str) -> tuple[str, ...]:
    """Rows of the proceedings table that a channel names."""
    rows = codes.row_codes("proceedings")
    return {"proceedings": rows, "litigation": rows[1:]}.get(item, (item,) if item in rows else ())


def readings(subject: Subject, statement: Statement) -> tuple[Reading, ...]:  # noqa: C901, PLR0911 one case a kind
    """Sums of cells that the statement may equal, the plainest first; none where the tables have no such cell."""
    new, carried = applications(["received_new"]), applications(["received_new", "carried_in"])
    concluded = applications(["concluded_total"])
    match statement.kind:
        case "received":
            if "new" in statement.qualifiers:
                return (new,)
            return (new, carried, concluded) if "handled" in statement.qualifiers else (new, carried)
        case "carried_in":
            return (applications(["carried_in"]),)
        case "concluded":
            outcomes = [row for group in GROUPS[:-1] for row in group_rows(subject, group)]
            return (concluded, applications(outcomes))
        case "carried_out":
            return (applications(["carried_out"]),)
        case "outcome":
            rows = group_rows(subject, statement.item)
            return (applications(rows),) if rows else ()
        case "applicant":
            return _applicant(statement.item)
        case "proceedings":
            rows = channels(statement.item)
            return (tuple(("proceedings", row, "total") for row in rows),) if rows else ()
        case "proceedings_result":
            channel, _, result = statement.item.rpartition(".")
            rows = channels(channel)
            return (tuple(("proceedings", row, result) for row in rows),) if rows and result in RESULTS else ()
        case "documents":
            row, _, column = statement.item.partition(".")
            columns = MADE.get(column, ()) if subject.report.form == "2019" else (column,)
            return tuple((("disclosure", row, each),) for each in columns)
        case "decisions":
            return ((("disclosure", statement.item, "decisions"),),)
    return ()


def _applicant(item: str) -> tuple[Reading, ...]:
    """New applications of an applicant, then those with what was carried in, then what was concluded."""
    columns = ORGANISATIONS if item == "organisations" else (item,) if item in APPLICANTS else ()
    if not columns:
        return ()
    flows = (("received_new",), ("received_new", "carried_in"), ("concluded_total",))
    wholes = tuple(tuple(key for column in columns for key in applications(rows, column)) for rows in flows)
    if item != "enterprise":
        return wholes
    return (wholes[0], *_applicant("organisations")[:1], *wholes[1:], *_applicant("organisations")[1:])


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

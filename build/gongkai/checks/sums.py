"""The two shapes of arithmetic: details that add up to a total, and a figure with a bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.rule import Result
from gongkai.checks.words import number, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.checks.cells import Operand, Subject
    from gongkai.checks.rule import Rule
    from gongkai.model import Number, Reason, Severity


def unusable(operands: Iterable[Operand]) -> Reason | None:
    """Why these operands do not make a formula, the gravest reason first; None if all are numbers.

    Where no operand is printed, implied zeros do not help: nothing would be compared.
    """
    states = [operand.state for operand in operands]
    for state in ("absent", "unreadable", "blank", "not_applicable"):
        if state in states:
            return state
    return None if "printed" in states else "blank"


def sum_result(
    rule: Rule,
    subject: Subject,
    *,
    instance: str,
    label: str,
    details: Sequence[Operand],
    total: Operand,
    total_printed: bool,
) -> Result:
    """Whether details add up to their total (rule book 3).

    Details that alone exceed the total fail, whatever the blanks stand for.

    Args:
        rule: the sum rule.
        subject: where the cells come from.
        instance: row, column or channel.
        label: the instance in Chinese.
        details: the cells to add.
        total: the printed sum, the cell under test.
        total_printed: an implied zero does not serve as total.
    """
    reason = unusable((*details, total))
    if reason is None and total_printed and total.state == "implied":
        reason = "blank"
    left = sum(detail.number for detail in details if detail.number is not None)
    printed = [detail for detail in details if detail.state == "printed"]
    only_blanks = reason in ("blank", "not_applicable")
    total_usable = total.state == "printed" or (total.state == "implied" and not total_printed)
    if only_blanks and total_usable and printed and total.number is not None and left > total.number:
        reason = None
    if reason is not None:
        return not_checkable(
            rule, subject, instance=instance, label=label, cells=(*details, total), under_test=total, reason=reason
        )
    return compared(
        rule,
        subject,
        instance=instance,
        label=label,
        cells=(*details, total),
        under_test=total,
        left=left,
        holds=left == total.number,
        text=f"{label}：各项之和为 {number(left)}，总计为 {term(total)}",
    )


def compared(
    rule: Rule,
    subject: Subject,
    *,
    instance: str,
    label: str,
    cells: Sequence[Operand],
    under_test: Operand,
    left: Number,
    holds: bool,
    text: str,
    severity: Severity | None = None,
) -> Result:
    """A result whose operands are all usable; the difference is added to the sentence of a failure."""
    right = under_test.number
    table, row, column = under_test.key
    figure = subject.figures.get(under_test.key)
    gap = "" if holds or right is None or right == left else f"，相差 {number(right - left)}"
    return Result(
        rule=rule,
        instance=instance,
        label=label,
        state="passed" if holds else "failed",
        severity=severity or rule.severity,
        table=table,
        cells=tuple(cell.key for cell in cells),
        row=row,
        column=column,
        left=left,
        right=right,
        text=f"{text}{gap}。",
        where=figure.where if figure is not None else None,
    )


def not_checkable(
    rule: Rule,
    subject: Subject,
    *,
    instance: str,
    label: str,
    cells: Sequence[Operand],
    under_test: Operand,
    reason: Reason,
    missing: str = "",
) -> Result:
    """A result that compares nothing, with the reason, and what is missing where the reason does not say it."""
    table, row, column = under_test.key
    figure = subject.figures.get(under_test.key)
    return Result(
        rule=rule,
        instance=instance,
        label=label,
        state="not_checkable",
        severity=rule.severity,
        table=table,
        cells=tuple(cell.key for cell in cells),
        row=row,
        column=column,
        right=under_test.number if under_test.state == "printed" else None,
        reason=reason,
        text=missing,
        where=figure.where if figure is not None else None,
    )

"""From definitions and operands to indicators."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai.indicators.applications import CONCLUDED, RECEIVED
from gongkai.indicators.operands import Amount
from gongkai.indicators.wilson import INTERVAL_BELOW, ratio, wilson
from gongkai.model import Indicator

if TYPE_CHECKING:
    from gongkai.indicators.operands import Definition, Operands
    from gongkai.model import Gap, Number, SizeClass

SMALL = 30
"""Denominators below are shown, never compared."""
MEDIUM, LARGE = 100, 1000


def size_class(operands: Operands) -> SizeClass | None:
    """By the applications concluded; None where that number is not known."""
    concluded = operands.sum(CONCLUDED).number
    if concluded is None or concluded < 0:
        return None
    if concluded == 0:
        return "none"
    limits: tuple[tuple[int, SizeClass], ...] = ((SMALL, "very_small"), (MEDIUM, "small"), (LARGE, "medium"))
    return next((name for limit, name in limits if concluded < limit), "large")


def derived(definition: Definition, operands: Operands, size: SizeClass | None) -> Indicator:
    """One indicator of one report."""
    if operands.report.form not in definition.forms:
        return Indicator(
            code=definition.code,
            item=definition.item,
            numerator=None,
            denominator=None,
            value=None,
            gap="form",
            size_class=size,
        )
    n = operands.sum(definition.numerator)
    doubtful = definition.balance and operands.unbalanced
    if not definition.denominator:
        return _indicator(definition, n, None, _count(n), gap=n.gap, size=size, doubtful=doubtful)
    d = operands.sum(definition.denominator)
    gap: Gap | None = n.gap or d.gap or ("zero" if d.number == 0 else None)
    if gap is not None or n.number is None or d.number is None:
        return _indicator(definition, n, d, None, gap=gap, size=size, doubtful=doubtful)
    part = 0 <= n.number <= d.number
    doubtful = doubtful or d.number < 0 or (definition.proportion and not part)
    low, high = None, None
    if definition.proportion and part and d.number < INTERVAL_BELOW and n.number == int(n.number) and d.number % 1 == 0:
        low, high = wilson(int(n.number), int(d.number))
    return _indicator(
        definition, n, d, ratio(n.number, d.number), gap=None, size=size, doubtful=doubtful, interval=(low, high)
    )


def growth(operands: Operands, before: Operands | None, size: SizeClass | None) -> Indicator:
    """新收年增长: the difference to the year before over the year before.

    Where that base is below 30 the difference alone is given: `value` is empty, without a gap, and `small` says why.
    """
    now = operands.sum(RECEIVED)
    base = before.sum(RECEIVED) if before is not None else Amount(None, "no_other_report")
    gap: Gap | None = now.gap or base.gap or ("zero" if base.number == 0 else None)
    difference, value = None, None
    if now.number is not None and base.number is not None:
        difference = now.number - base.number
        if base.number >= SMALL:
            value = ratio(difference, base.number)
    return Indicator(
        code="received_growth",
        numerator=difference,
        denominator=base.number,
        value=value,
        gap=gap,
        size_class=size,
        computed=now.computed or base.computed,
        implied_zeros=len(now.zeros) + len(base.zeros),
        small=base.number is not None and base.number < SMALL,
        doubtful=now.doubtful or base.doubtful,
    )


def _count(n: Amount) -> Decimal | None:
    return None if n.number is None else Decimal(n.number)


def _indicator(
    definition: Definition,
    n: Amount,
    d: Amount | None,
    value: Decimal | None,
    *,
    gap: Gap | None,
    size: SizeClass | None,
    doubtful: bool,
    interval: tuple[Decimal | None, Decimal | None] = (None, None),
) -> Indicator:
    denominator: Number | None = d.number if d is not None else None
    return Indicator(
        code=definition.code,
        item=definition.item,
        numerator=n.number,
        denominator=denominator,
        value=value,
        low=interval[0],
        high=interval[1],
        gap=gap,
        size_class=size,
        computed=n.computed or (d is not None and d.computed),
        implied_zeros=len(n.zeros | d.zeros if d is not None and d.zeros else n.zeros),
        small=denominator is not None and denominator < SMALL,
        doubtful=doubtful or n.doubtful or (d is not None and d.doubtful),
    )

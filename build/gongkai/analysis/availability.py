"""`availability`: how many of the reports expected of a body are in the data. Of the body over its years, not of a report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gongkai.indicators.wilson import INTERVAL_BELOW, ratio, wilson
from gongkai.model import AgencyIndicator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.model import ExpectedReport, Scope

CODE = "availability"


def availability(
    expected: Iterable[ExpectedReport], series: Iterable[tuple[str, Scope]]
) -> tuple[AgencyIndicator, ...]:
    """One for each body and scope, in this order.

    Args:
        expected: years of which a report is expected.
        series: every body and scope of the data and the register, those without an expected year too.
    """
    asked: Counter[tuple[str, Scope]] = Counter()
    there: Counter[tuple[str, Scope]] = Counter()
    for each in expected:
        key = (each.agency_id, each.scope)
        asked[key] += 1
        there[key] += each.report_id is not None
    return tuple(_of(*key, there[key], asked[key]) for key in sorted({*asked, *series}))


def _of(agency_id: str, scope: Scope, n: int, d: int) -> AgencyIndicator:
    low, high = wilson(n, d) if 0 < d < INTERVAL_BELOW else (None, None)
    return AgencyIndicator(
        agency_id=agency_id,
        scope=scope,
        code=CODE,
        numerator=n,
        denominator=d,
        value=ratio(n, d) if d else None,
        low=low,
        high=high,
        gap=None if d else "zero",
    )

"""Ratios of printed figures, each with numerator, denominator and what stands against it.

Each subject lists its definitions (`applications`, `disputes`, `disclosure`, `quality`); nothing is discovered by name.
There is no index, no grade and no ranking: quality of a report and what its body did are never mixed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.indicators import applications, disclosure, disputes
from gongkai.indicators.derive import derived, growth, size_class
from gongkai.indicators.operands import Operands
from gongkai.indicators.quality import quality
from gongkai.indicators.totals import Totals

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Indicator

__all__ = ["DEFINITIONS", "Totals", "indicators"]

DEFINITIONS = (*applications.DEFINITIONS, *disputes.DEFINITIONS, *disclosure.DEFINITIONS)
"""Every ratio and count of one report's cells, in the order of the code list.

`received_growth` (two reports) and the quality of a report have functions of their own. `received_per_100k` is not
computed: no source of populations is declared. `availability` is of an agency, not of
a report: see `analysis.availability`.
"""


def indicators(report: AnnualReport, previous: AnnualReport | None) -> tuple[Indicator, ...]:
    """Every indicator of one annual report whose results are complete, in the order of the code list.

    Args:
        report: examined, followed and placed.
        previous: that of the year before, of the same agency and scope.
    """
    operands = Operands(report)
    before = Operands(previous) if previous is not None else None
    size = size_class(operands)
    return (
        *(derived(each, operands, size) for each in applications.DEFINITIONS),
        growth(operands, before, size),
        *(derived(each, operands, size) for each in (*disputes.DEFINITIONS, *disclosure.DEFINITIONS)),
        *quality(operands, size),
    )

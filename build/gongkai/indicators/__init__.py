"""Ratios of printed figures, each with numerator, denominator and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import Aggregate, AnnualReport, Indicator, IndicatorStatistic

__all__ = ["Totals", "indicators"]


def indicators(report: AnnualReport, previous: AnnualReport | None) -> tuple[Indicator, ...]:
    """Every indicator of one annual report whose results are complete.

    Args:
        report: examined, followed and placed.
        previous: that of the year before, of the same agency and scope.
    """
    del report, previous
    return ()


class Totals:
    """Sums and spreads over all reports, gathered one report at a time."""

    def add(self, report: AnnualReport, found: tuple[Indicator, ...]) -> None:
        """Take one report in."""

    def aggregates(self) -> tuple[Aggregate, ...]:
        """Sums by year and scope, for all, by province, city, level and sector."""
        return ()

    def statistics(self) -> tuple[IndicatorStatistic, ...]:
        """Median and tenths of each indicator by year, scope, level and size class."""
        return ()

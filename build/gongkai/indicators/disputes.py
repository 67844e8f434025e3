"""Indicators of the proceedings table. Pending cases have no result and are never in the denominator of a corrected rate."""

from __future__ import annotations

from gongkai.checks.cells import CHANNELS
from gongkai.indicators.applications import CONCLUDED
from gongkai.indicators.operands import Definition, Terms

LITIGATION = ("litigation_direct", "litigation_after_reconsideration")


def _cells(column: str, *channels: str) -> Terms:
    return tuple((1, ("proceedings", channel, column)) for channel in channels)


def _decided(*channels: str) -> Terms:
    """Total less pending."""
    return (*_cells("total", *channels), *((-1, key) for _, key in _cells("pending", *channels)))


def _corrected(code: str, *channels: str) -> Definition:
    return Definition(code=code, numerator=_cells("corrected", *channels), denominator=_decided(*channels))


DEFINITIONS: tuple[Definition, ...] = (
    _corrected("reconsideration_corrected_rate", "reconsideration"),
    _corrected("litigation_corrected_rate", *LITIGATION),
    _corrected("litigation_direct_corrected_rate", "litigation_direct"),
    _corrected("litigation_after_reconsideration_corrected_rate", "litigation_after_reconsideration"),
    _corrected("dispute_corrected_rate", *CHANNELS),
    Definition(code="pending_share", numerator=_cells("pending", *CHANNELS), denominator=_cells("total", *CHANNELS)),
    Definition(code="dispute_rate", numerator=_cells("total", *CHANNELS), denominator=CONCLUDED, proportion=False),
    Definition(
        code="first_dispute_rate",
        numerator=_cells("total", "reconsideration", "litigation_direct"),
        denominator=CONCLUDED,
        proportion=False,
    ),
    Definition(
        code="correction_per_concluded",
        numerator=_cells("corrected", *CHANNELS),
        denominator=CONCLUDED,
        proportion=False,
    ),
)
"""In the order of the code list."""

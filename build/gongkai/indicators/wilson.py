"""Exact ratios of six decimals, and the Wilson interval of small proportions."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import Number

MILLION = 1_000_000
SIX = Decimal("0.000001")
Z = Decimal("1.96")
"""Of a two-sided interval of 95 %."""
INTERVAL_BELOW = 100
"""Denominators from here on carry no interval: chance moves them little."""


def ratio(n: Number, d: Number) -> Decimal:
    """N / d to six decimals, half to even, without trailing zeros. d is not 0.

    >>> ratio(12, 27)
    Decimal('0.444444')
    """
    return from_millionths(round(Fraction(n) / Fraction(d) * MILLION))


def from_millionths(number: int) -> Decimal:
    """A number of millionths as a decimal without trailing zeros or exponent."""
    value = Decimal(number).scaleb(-6)
    return Decimal(number // MILLION) if number % MILLION == 0 else value.normalize()


@lru_cache(maxsize=8192)
def wilson(n: int, d: int) -> tuple[Decimal, Decimal]:
    """Lower and upper bound of the 95 % Wilson score interval of n of d, 0 <= n <= d, to six decimals.

    >>> wilson(12, 27)
    (Decimal('0.275856'), Decimal('0.626873'))
    """
    with localcontext() as context:
        context.prec = 40
        p, size = Decimal(n) / d, Decimal(d)
        whole = 1 + Z * Z / size
        centre = (p + Z * Z / (2 * size)) / whole
        half = Z * (p * (1 - p) / size + Z * Z / (4 * size * size)).sqrt() / whole
        low = max(centre - half, Decimal(0)).quantize(SIX, ROUND_HALF_EVEN)
        high = min(centre + half, Decimal(1)).quantize(SIX, ROUND_HALF_EVEN)
    return _plain(low), _plain(high)


def _plain(value: Decimal) -> Decimal:
    return from_millionths(int(value * MILLION))

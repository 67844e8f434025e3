"""One way of writing all numbers of a drawing: in full, or all of them in ten thousands."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.site.language import LANGUAGES, spoken

LONG = 100_000
"""From here on a number no longer fits above a column."""
SMALLEST = 0.01
"""Of a unit: what is less would be rounded to nothing, so that it is written in full."""


class Magnitude(NamedTuple):
    """What the numbers of a drawing are counted in."""

    divisor: int
    unit: str

    def text(self, value: float) -> str:
        """A number that fits above a column; the table beside the drawing has all its digits.

        Args:
            value: the number, in ones.

        >>> [magnitude(398_576).text(value) for value in (398_576, 120_000, 59_220, 812, 80, 0)]
        ['39.9万', '12万', '5.9万', '0.08万', '80', '0']
        >>> magnitude(98_765).text(98_765)
        '98,765'
        """
        if self.divisor == 1:
            return f"{value:,}"
        scaled = value / self.divisor
        if abs(scaled) < SMALLEST:
            return f"{value:,}"
        return f"{scaled:.{1 if abs(scaled) >= 1 else 2}f}".rstrip("0").rstrip(".") + self.unit


def magnitude(top: float) -> Magnitude:
    """What the numbers of a drawing are counted in, by the greatest of them."""
    if abs(top) < LONG:
        return Magnitude(1, "")
    if spoken() == LANGUAGES[0]:
        return Magnitude(100_000_000, "亿") if abs(top) >= 100_000_000 else Magnitude(10_000, "万")
    return Magnitude(1_000_000, "m") if abs(top) >= 1_000_000 else Magnitude(1000, "k")

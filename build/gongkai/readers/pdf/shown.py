"""Which characters of a page a reader sees: hidden text and watermarks would put figures into cells that show none."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai.readers.grid import Box
    from gongkai.readers.pdf.objects import Char

WHITE = 0.97
"""Brightness (0 black, 1 white) from which text is not seen on white paper."""
LIGHT = 0.55
"""Brightness from which large text is a watermark."""
LARGE = 1.6
"""Times the usual font size of the page: level watermarks are larger, and titles are dark."""
MOST_SHOWN = 0.1
"""Share of visible characters below which invisible ones are the text layer of a scan."""


class Ink(NamedTuple):
    """How characters are painted."""

    brightness: float = 0.0
    """Of the darkest of the three colours, on white paper: 0 black to 1 white or transparent."""
    painted: bool = True
    """False for the rendering modes that paint nothing, as in the text layer of a scan."""


BLACK = Ink()


def ink(red: float, green: float, blue: float, opacity: float, *, painted: bool = True) -> Ink:
    """Return the ink of colours between 0 and 1.

    >>> ink(1, 0, 0, 1).brightness, ink(0, 0, 0, 0.25).brightness
    (0, 0.75)
    """
    return Ink(1 - (1 - min(red, green, blue)) * opacity, painted)


def shown(chars: Sequence[tuple[Char, Ink]], grounds: Callable[[], list[Box]]) -> list[Char]:
    """Return the characters that are seen.

    Args:
        chars: all characters of a page.
        grounds: gives the outlines of dark fields and pictures, on which white text is seen.
    """
    if all(look is BLACK for _, look in chars):
        return [char for char, _ in chars]
    painted = [pair for pair in chars if pair[1].painted]
    if len(painted) >= MOST_SHOWN * len(chars):
        chars = painted
    white = any(look.brightness >= WHITE for _, look in chars)
    fields = grounds() if white else []
    usual = median(char.size for char, _ in chars) if chars else 0.0
    return [char for char, look in chars if not _is_unseen(char, look, fields) and not _is_mark(char, look, usual)]


def _is_unseen(char: Char, look: Ink, fields: Sequence[Box]) -> bool:
    if look.brightness < WHITE:
        return False
    x, y = char.middle
    return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in fields)


def _is_mark(char: Char, look: Ink, usual: float) -> bool:
    return LIGHT <= look.brightness < WHITE and char.size >= LARGE * usual

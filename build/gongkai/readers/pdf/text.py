"""Characters to lines of text, inside table cells and outside them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai.readers.pdf.objects import ASCENT, Char
from gongkai.readers.radicals import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.readers.grid import Box

SAME_LINE = 0.4
"""Baselines nearer than this share of the font size are one line."""
WORD_GAP = 0.15
"""Between two Latin characters a gap above this share of the font size is a blank."""
HANGING = frozenset("，。、；：）)”』」】！？")
"""Marks that never begin a line, and may hang over the end of one."""
WIDE_GAP = 0.6
"""Beside an ideograph only a gap above this is one: justified Chinese lines are spread."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text outside tables."""

    page: int
    text: str
    box: Box
    size: float
    """Font size in points of its largest character."""
    gaps: int
    """How many wide gaps it has; three or more make it a row of figures, not prose."""

    @property
    def x0(self) -> float:
        """Left end."""
        return self.box[0]

    @property
    def x1(self) -> float:
        """Right end."""
        return self.box[2]


def rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Group characters to lines by their baselines, from top to bottom, each from left to right."""
    grouped: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.y):
        if grouped and char.y - grouped[-1][-1].y <= SAME_LINE * min(char.size, grouped[-1][-1].size):
            grouped[-1].append(char)
        else:
            grouped.append([char])
    for row in grouped:
        row.sort(key=lambda char: char.x)
    return grouped


def text(chars: Sequence[Char]) -> str:
    """Return the text of one line, with a blank where the gap between characters shows one.

    >>> text([Char("1", 0, 0, 5, 10), Char("0", 5, 0, 5, 10), Char("2", 20, 0, 5, 10)])
    '10 2'
    """
    pieces = [char.text for char in chars[:1]]
    for before, after in pairwise(chars):
        if after.x - before.right > _blank(before, after):
            pieces.append(" ")
        pieces.append(after.text)
    return fold("".join(pieces))


def cell_text(chars: Iterable[Char]) -> str:
    """Return the text of a cell, its lines parted by newlines.

    Vertical writing (a group label with one character a line) comes out as one character a line;
    text turned by a quarter is read along its own direction.
    """
    by_turn: dict[int, list[Char]] = {}
    for char in chars:
        by_turn.setdefault(char.turn, []).append(char)
    turned = [_upright(group, turn) for turn, group in sorted(by_turn.items())]
    return "\n".join(text(row) for group in turned for row in rows(group))


def line(chars: Sequence[Char], page: int) -> Line:
    """Make a line of characters that share a baseline."""
    size = max(char.size for char in chars)
    top = min(char.y - ASCENT * char.size for char in chars)
    bottom = max(char.y + (1 - ASCENT) * char.size for char in chars)
    return Line(
        page=page,
        text=text(chars),
        box=(chars[0].x, top, max(char.right for char in chars), bottom),
        size=size,
        gaps=sum(after.x - before.right > WIDE_GAP * size for before, after in pairwise(chars)),
    )


def _blank(before: Char, after: Char) -> float:
    """Return the gap in points from which on a blank stands between two characters."""
    size = max(before.size, after.size)
    return (WORD_GAP if before.text.isascii() and after.text.isascii() else WIDE_GAP) * size


def _upright(chars: Sequence[Char], turn: int) -> list[Char]:
    """Turn characters that all run in one direction so that they run from left to right."""
    if turn == 0:
        return list(chars)
    turns = {1: lambda x, y: (-y, x), 2: lambda x, y: (-x, -y), 3: lambda x, y: (y, -x)}
    moved = []
    for char in chars:
        x, y = turns[turn](char.x, char.y)
        moved.append(char._replace(x=x, y=y, turn=0))
    return moved

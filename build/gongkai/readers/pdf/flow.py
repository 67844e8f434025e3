"""All pages of a file as one long page, for tables without rulings that go on over a page's end."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gongkai.readers.pdf.objects import ASCENT, Edge
from gongkai.readers.pdf.text import rows, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.readers.grid import Box
    from gongkai.readers.pdf.objects import Char

LEADING = 1.5
"""Font sizes between the last line of a page and the first line of the next."""
FINE = 0.2
"""Share of the font size: a gap between two figures or header words of neighbouring columns."""
COARSE = 0.6
"""Share of the font size: a gap between two columns of words; justified words are spread by less."""


WALL = 2.0
"""Points within which pieces of a plumb ruling stand in one place."""


class Word(NamedTuple):
    """Neighbouring characters of one line, with their place in the flow."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline."""
    size: float

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Flow:
    """Characters with their heights counted on through the pages."""

    chars: tuple[Char, ...]
    """In the order in which they were given."""
    starts: tuple[float, ...]
    """Height at which each page's text begins."""
    shifts: tuple[float, ...]
    """What was added to the heights of each page."""
    counts: tuple[int, ...]
    """How many characters stand before each page, and in all."""
    edges: tuple[Edge, ...] = ()
    """Plumb rulings."""

    def walls(self, top: float, bottom: float) -> list[float]:
        """Return where plumb rulings stand beside at least half of the lines between two heights."""
        lengths: dict[int, float] = {}
        for edge in self.edges:
            share = min(edge.bottom, bottom) - max(edge.top, top)
            if share > 0:
                place = round(edge.x0 / WALL)
                lengths[place] = lengths.get(place, 0.0) + share
        return sorted(place * WALL for place, length in lengths.items() if length > (bottom - top) / 2)

    def page(self, y: float) -> int:
        """Return the index of the page on which a height lies."""
        return max(bisect_right(self.starts, y) - 1, 0)

    def of_page(self, index: int) -> tuple[Char, ...]:
        """Return the characters of one page, in the order in which they were given."""
        return self.chars[self.counts[index] : self.counts[index + 1]]

    def place(self, words: Sequence[Word]) -> tuple[int, Box]:
        """Return the page's index and the outline there of the words of a cell that stand on its first page."""
        page = self.page(min(word.y for word in words))
        here = [word for word in words if self.page(word.y) == page]
        top = min(word.y - ASCENT * word.size for word in here) - self.shifts[page]
        bottom = max(word.y + (1 - ASCENT) * word.size for word in here) - self.shifts[page]
        return page, (min(word.x0 for word in here), top, max(word.x1 for word in here), bottom)


def flow(pages: Sequence[tuple[Sequence[Char], Sequence[Edge]]]) -> Flow:
    """Put the characters of the pages, page numbers and the like left out, and their rulings below one another."""
    chars: list[Char] = []
    plumb: list[Edge] = []
    starts, shifts, counts = [], [], [0]
    end = 0.0
    for page, edges in pages:
        top = min((char.y for char in page), default=0.0)
        size = max((char.size for char in page[:1]), default=0.0)
        shift = end + LEADING * size - top
        starts.append(top + shift - size)
        shifts.append(shift)
        chars += [char._replace(y=char.y + shift) for char in page]
        counts.append(len(chars))
        plumb += [Edge(e.x0, e.top + shift, e.x1, e.bottom + shift) for e in edges if e.x1 - e.x0 < e.bottom - e.top]
        end = max((char.y + shift for char in page), default=end)
    return Flow(tuple(chars), tuple(starts), tuple(shifts), tuple(counts), tuple(plumb))


def word_rows(chars: Iterable[Char], gap: float) -> list[list[Word]]:
    """Return the words of some characters, line by line, each from left to right.

    Args:
        chars: in any order.
        gap: share of the font size from which on a gap parts two words.
    """
    found = []
    for row in rows(chars):
        cuts = [i for i, (a, b) in enumerate(pairwise(row), 1) if b.x - a.right > gap * max(a.size, b.size)]
        found.append([word_of(row[begin:end]) for begin, end in pairwise([0, *cuts, len(row)])])
    return found


def words(chars: Iterable[Char], gap: float) -> list[Word]:
    """Return the words of all lines, see `word_rows`."""
    return [word for row in word_rows(chars, gap) for word in row]


def word_of(chars: Sequence[Char]) -> Word:
    """Make one word of neighbouring characters."""
    return Word(
        text(chars),
        chars[0].x,
        max(char.right for char in chars),
        sum(char.y for char in chars) / len(chars),
        max(char.size for char in chars),
    )

"""What an engine takes out of a PDF page: characters and ruling edges, as the page is displayed.

Coordinates are points from the upper left corner of the visible page, x to the right, y down, with
page rotation and crop box applied. Both engines (`pdf.pdfium`, `pdf.plumber`) give exactly this.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gongkai.readers.grid import Box

ASCENT = 0.88
"""Share of the font size that stands above the baseline; the same for all fonts, so that lines align."""
SAME_PLACE = 1.0
"""Points within which two equal characters are one, drawn twice for a bold or shadow effect."""
_PATCH = 4.0
"""Side in points of the squares by which equal characters are looked up; more than `SAME_PLACE`."""
LOST = "\ufffd"
"""Stands for a glyph without Unicode value: it must not read as a blank cell."""


class Char(NamedTuple):
    """One character by its origin on the baseline."""

    text: str
    x: float
    y: float
    advance: float
    """Width along the direction of writing."""
    size: float
    """Font size in points."""
    turn: int = 0
    """Direction of writing: quarter turns counter-clockwise; 0 reads from left to right."""

    @property
    def right(self) -> float:
        """Where the next character begins."""
        return self.x + self.advance

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the character's em box, which tells the cell that it belongs to."""
        along, up = self.advance / 2, (ASCENT - 0.5) * self.size
        return (
            (self.x + along, self.y - up),
            (self.x - up, self.y - along),
            (self.x - along, self.y + up),
            (self.x + up, self.y + along),
        )[self.turn]


class Edge(NamedTuple):
    """A horizontal or vertical ruling; one of the two extents is zero."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageObjects:
    """One page."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    edges: tuple[Edge, ...]
    turned: int = 0
    """Quarter turns by which the objects were turned to be upright, against the page as displayed."""
    ocr: bool = False
    """The page is a picture; its characters were recognised."""

    def shown(self, box: Box) -> Box:
        """Return a box of this page in coordinates of the page as displayed."""
        frame = Frame((0.0, 0.0, self.width, self.height), -self.turned)
        x0, y0 = frame.point(box[0], self.height - box[1])
        x1, y1 = frame.point(box[2], self.height - box[3])
        left, right = sorted((x0, x1))
        top, bottom = sorted((y0, y1))
        return (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))


Engine = Callable[[bytes], Iterator[PageObjects]]


@dataclass(frozen=True, slots=True)
class Frame:
    """From PDF coordinates (y up) inside `box` to displayed ones, after `turns` quarter turns clockwise."""

    box: Box
    """left, bottom, right, top of the visible part of the page."""
    turns: int = 0
    width: float = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        left, bottom, right, top = self.box
        sides = (right - left, top - bottom)
        object.__setattr__(self, "turns", self.turns % 4)
        object.__setattr__(self, "width", sides[self.turns % 2])
        object.__setattr__(self, "height", sides[1 - self.turns % 2])

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is displayed."""
        left, bottom, right, top = self.box
        if self.turns == 0:
            return (x - left, top - y)
        if self.turns == 1:
            return (y - bottom, x - left)
        if self.turns == 2:
            return (right - x, y - bottom)
        return (top - y, right - x)


def quarter_turns(a: float, b: float) -> int | None:
    """Return the direction of a text matrix in quarter turns; None for slanting text, a watermark.

    >>> [quarter_turns(1, 0), quarter_turns(0, 1), quarter_turns(-1, 0.01), quarter_turns(1, 1)]
    [0, 1, 2, None]
    """
    if b == 0 and a > 0:  # nearly all text
        return 0
    degrees = math.degrees(math.atan2(b, a))
    turns = round(degrees / 90)
    return turns % 4 if abs(degrees - 90 * turns) < 10 else None


def once(chars: Iterable[Char]) -> tuple[Char, ...]:
    """Drop characters drawn again at the same place, and blanks; distance tells words apart, not blanks."""
    seen: dict[tuple[str, int, int], list[Char]] = {}
    kept = []
    for char in chars:
        text, x, y = char.text, char.x, char.y
        if text.isspace():
            continue
        left, right = int((x - SAME_PLACE) // _PATCH), int((x + SAME_PLACE) // _PATCH)
        upper, lower = int((y - SAME_PLACE) // _PATCH), int((y + SAME_PLACE) // _PATCH)
        patches = [(text, left, upper)]
        if left != right or upper != lower:  # near the border of its patch
            patches += [(text, right, upper), (text, left, lower), (text, right, lower)]
        near = [other for patch in patches if patch in seen for other in seen[patch]]
        if near and any(abs(other.x - x) <= SAME_PLACE and abs(other.y - y) <= SAME_PLACE for other in near):
            continue
        seen.setdefault((text, int(x // _PATCH), int(y // _PATCH)), []).append(char)
        kept.append(char)
    return tuple(kept)


def upright(page: PageObjects) -> PageObjects:
    """Turn a page on which most text runs up or down, such as a wide table drawn sideways."""
    counts = [0, 0, 0, 0]
    for char in page.chars:
        counts[char.turn] += 1
    turn = counts.index(max(counts))
    if turn == 0:
        return page
    frame = Frame((0.0, 0.0, page.width, page.height), turn)
    return PageObjects(
        number=page.number,
        width=frame.width,
        height=frame.height,
        chars=tuple(_turned(char, frame, page.height) for char in page.chars),
        edges=tuple(_turned_edge(edge, frame, page.height) for edge in page.edges),
        turned=turn,
        ocr=page.ocr,
    )


def _turned(char: Char, frame: Frame, height: float) -> Char:
    x, y = frame.point(char.x, height - char.y)
    return char._replace(x=x, y=y, turn=(char.turn - frame.turns) % 4)


def _turned_edge(edge: Edge, frame: Frame, height: float) -> Edge:
    x0, y0 = frame.point(edge.x0, height - edge.top)
    x1, y1 = frame.point(edge.x1, height - edge.bottom)
    return Edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def chinese_share(chars: Sequence[Char]) -> float:
    """Share of ideographs among the characters; about 0.75 in readable reports, 0 without a Unicode map."""
    ideographs = sum("\u2e80" <= char.text <= "\u9fff" or char.text >= "\U00020000" for char in chars)
    return ideographs / len(chars) if chars else 0.0

"""Drawn paths to ruling edges.

Reports are ruled with strokes, with thin filled rectangles (Word, Chrome), with frames filled
between two rectangles, and on rotated pages with lines that float noise makes slightly slanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.readers.pdf.objects import Edge

SLANT = 2.0
"""Points by which a ruling may deviate from level or plumb."""
THIN = 3.0
"""A filled shape not thicker than this (points) is a ruling; thicker ones are shading."""
MIN_PIECE = 0.5
"""Shorter pieces are specks; dashes and corners are longer and are joined later."""

Point = tuple[float, float]
Subpath = Sequence[Point]
"""Corner points in displayed coordinates; the first is repeated at the end of a closed one."""


def path_edges(subpaths: Sequence[Subpath], *, stroked: bool, filled: bool) -> Iterator[Edge]:
    """Yield the edges of one drawn path."""
    if stroked:
        for points in subpaths:
            yield from _segments(points)
        return
    if not filled:
        return
    boxes = [_box(points) for points in subpaths if len(points) > 1]
    if len(boxes) == 2 and _is_frame(boxes[0], boxes[1]):
        yield from _sides(_union(boxes[0], boxes[1]))
        return
    for box in boxes:
        ruling = _thin(box)
        if ruling:
            yield ruling


def ruling(start: Point, end: Point) -> Edge | None:
    """Return the level or plumb edge between two points; None when it slants or is a speck.

    >>> ruling((10, 20.001), (90, 19.999))
    Edge(x0=10, top=20.0, x1=90, bottom=20.0)
    """
    (x0, y0), (x1, y1) = start, end
    across, down = abs(x1 - x0), abs(y1 - y0)
    if down <= SLANT and across > max(down, MIN_PIECE):
        middle = (y0 + y1) / 2
        return Edge(min(x0, x1), middle, max(x0, x1), middle)
    if across <= SLANT and down > max(across, MIN_PIECE):
        middle = (x0 + x1) / 2
        return Edge(middle, min(y0, y1), middle, max(y0, y1))
    return None


def _segments(points: Subpath) -> Iterator[Edge]:
    for start, end in pairwise(points):
        edge = ruling(start, end)
        if edge:
            yield edge


def _box(points: Subpath) -> Edge:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Edge(min(xs), min(ys), max(xs), max(ys))


def _thin(box: Edge) -> Edge | None:
    """Return the middle line of a thin box."""
    across, down = box.x1 - box.x0, box.bottom - box.top
    if min(across, down) > THIN:
        return None
    if across >= down:
        return ruling((box.x0, (box.top + box.bottom) / 2), (box.x1, (box.top + box.bottom) / 2))
    return ruling(((box.x0 + box.x1) / 2, box.top), ((box.x0 + box.x1) / 2, box.bottom))


def _is_frame(one: Edge, other: Edge) -> bool:
    """Whether two boxes lie so closely in each other that the fill between them is a frame."""
    return (
        min(one.x1 - one.x0, one.bottom - one.top) > THIN
        and min(other.x1 - other.x0, other.bottom - other.top) > THIN
        and all(abs(a - b) <= THIN for a, b in zip(one, other, strict=True))
    )


def _union(one: Edge, other: Edge) -> Edge:
    return Edge(min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom))


def _sides(box: Edge) -> tuple[Edge, ...]:
    x0, top, x1, bottom = box
    return (
        Edge(x0, top, x1, top),
        Edge(x0, bottom, x1, bottom),
        Edge(x0, top, x0, bottom),
        Edge(x1, top, x1, bottom),
    )

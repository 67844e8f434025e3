"""Rulings of a table in a picture, found by morphology and told from strokes of characters by what they touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from gongkai.readers.ocr.ink import blobs
from gongkai.readers.pdf.lattice import lattices
from gongkai.readers.pdf.objects import Edge

if TYPE_CHECKING:
    from gongkai.readers.grid import Box
    from gongkai.readers.ocr.ink import Blob, Mask

LEVEL_LENGTH = 22.0
"""Points; shorter level strokes are those of characters, such as 一 in a title."""
NARROWEST = 80.0
"""Points; no prescribed table is narrower."""
PLUMB_LENGTH = 10.0
"""Points; no row is lower."""
THICKEST = 4.0
"""Points; thicker bars are shading."""
TOUCH = 4.0
"""Points within which a ruling ends at another."""
GAP = 2.5
"""Points that are missing in a worn ruling."""
LEVEL_PIECE = 14.0
PLUMB_PIECE = 8.0
"""Points; shorter pieces are not joined over a gap, or the strokes of neighbouring characters would be."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings of a straight page."""

    edges: tuple[Edge, ...]
    """In points."""
    mask: Mask
    """Their ink."""


def rulings(mask: Mask, point: float, page: int) -> Rulings:
    """Find rulings.

    Args:
        mask: ink of a straight page.
        point: pixels to the point.
        page: its number, named where it is too much.

    Raises:
        UnreadableFileError: `too_large`.
    """
    levels, level_mask = _strokes(mask, LEVEL_PIECE, LEVEL_LENGTH, point)
    turned, plumb_mask = _strokes(np.ascontiguousarray(mask.T), PLUMB_PIECE, PLUMB_LENGTH, point)
    plumbs = [Edge(edge.top, edge.x0, edge.bottom, edge.x1) for edge in turned]
    plumbs = [edge for edge in plumbs if _ends_at(edge, levels)]
    levels = [edge for edge in levels if sum(_meet(edge, plumb) for plumb in plumbs) >= 2]
    tables = [lattice.box for lattice in lattices([*levels, *plumbs], page) if _is_table(lattice.box)]
    levels, plumbs = (
        [edge for edge in edges if any(_inside(edge, box) for box in tables)] for edges in (levels, plumbs)
    )
    shown = np.zeros_like(mask)
    for edge in (*levels, *plumbs):
        start = (round(edge.x0 * point), round(edge.top * point))
        end = (round(edge.x1 * point), round(edge.bottom * point))
        cv2.line(shown, start, end, 255, max(3, round(1.5 * point)))
    near = cv2.bitwise_and(cv2.bitwise_or(level_mask, plumb_mask.T), _grown(shown, round(TOUCH / 2 * point)))
    return Rulings((*levels, *plumbs), cv2.bitwise_or(near, cv2.bitwise_and(shown, mask)))


def _strokes(mask: Mask, piece_length: float, shortest: float, point: float) -> tuple[list[Edge], Mask]:
    """Return level strokes of ink; a slight slant or wave is bridged by growing the ink first."""
    grown = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    pieces = cv2.morphologyEx(grown, cv2.MORPH_OPEN, _bar(piece_length * point))
    joined = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, _bar(GAP * point))
    long = cv2.morphologyEx(joined, cv2.MORPH_OPEN, _bar(shortest * point))
    kept = np.zeros_like(mask)
    edges = []
    for blob in blobs(long):
        piece = long[blob.top : blob.bottom, blob.left : blob.right]
        if _thickness(piece, blob) > THICKEST * point + 2:
            continue
        rows = np.flatnonzero(piece.any(axis=1))
        weights = np.count_nonzero(piece, axis=1)[rows]
        y = (blob.top + 0.5 + float(np.average(rows, weights=weights))) / point
        edges.append(Edge(blob.left / point, y, blob.right / point, y))
        part = kept[blob.top : blob.bottom, blob.left : blob.right]
        np.maximum(part, piece, out=part)
    return edges, cv2.bitwise_and(kept, mask)


def _is_table(box: Box) -> bool:
    """Whether a lattice is wider than two large characters, whose strokes may form one."""
    return box[2] - box[0] >= NARROWEST


def _inside(edge: Edge, box: Box) -> bool:
    x0, top, x1, bottom = box
    return x0 - TOUCH <= edge.x0 and edge.x1 <= x1 + TOUCH and top - TOUCH <= edge.top and edge.bottom <= bottom + TOUCH


def _bar(length: float) -> Mask:
    return np.ones((1, max(3, round(length))), np.uint8)


def _thickness(piece: Mask, blob: Blob) -> float:
    """Mean thickness across the stroke, so that a slant does not count."""
    return float(np.count_nonzero(piece)) / blob.width


def _meet(level: Edge, plumb: Edge) -> bool:
    return level.x0 - TOUCH <= plumb.x0 <= level.x1 + TOUCH and plumb.top - TOUCH <= level.top <= plumb.bottom + TOUCH


def _ends_at(plumb: Edge, levels: list[Edge]) -> bool:
    """Whether both ends of a plumb stroke lie on level ones, as those of characters do not; a cut table has one end."""
    met = [level.top for level in levels if _meet(level, plumb)]
    at_top = any(abs(y - plumb.top) <= TOUCH for y in met)
    at_bottom = any(abs(y - plumb.bottom) <= TOUCH for y in met)
    return (at_top and at_bottom) or len(met) >= 2


def _grown(mask: Mask, by: int) -> Mask:
    side = 2 * by + 1
    return cv2.dilate(mask, np.ones((side, side), np.uint8))

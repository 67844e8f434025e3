"""The shapes of digits, compared with one another: in one file the same digit looks the same.

This needs no model of what a digit looks like. A single misread digit lies nearer to the shapes that were
read otherwise, and is found; and a stroke that leans all along is a slash, whatever it was read as.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gongkai.readers.ocr.ink import Blob, Ink, Mask, Pixels

WIDTH, HEIGHT = 16, 24
"""Pixels to which a digit is brought."""
NEARER = 0.03
"""By so much more a digit must resemble another one's shapes than its own, to be in doubt."""
ALIKE = 0.8
"""Correlation from which on two shapes resemble each other."""
LEAN = 0.28
"""Pixels to the side for each pixel up, of a slash at least; italics lean by 0.2."""
UPRIGHT = 0.12
EVEN = 1.7
"""The flag and the foot of a 1 are wider than its stem by more than this."""

Stroke = Literal["slash", "unclear", "other"]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One digit of a figure."""

    figure: int
    """Position of its figure in the file."""
    digit: str
    shape: NDArray[np.float32]
    """Unit vector."""


def glyph(ink: Ink, piece: Blob, figure: int, digit: str) -> Glyph:
    """Cut out one digit and bring it to the common size."""
    window = ink.grey[piece.top : piece.bottom, piece.left : piece.right]
    # Kept in proportion: a 1 must not become as wide as a 0.
    height = max(window.shape[0], round(window.shape[1] * HEIGHT / WIDTH))
    width = max(window.shape[1], round(height * WIDTH / HEIGHT))
    canvas: Pixels = np.full((height, width), 255, np.uint8)
    top, left = (height - window.shape[0]) // 2, (width - window.shape[1]) // 2
    canvas[top : top + window.shape[0], left : left + window.shape[1]] = window
    small = cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (3, 3), 0)
    shape = (255 - small).astype(np.float32).ravel()
    shape -= shape.mean()
    return Glyph(figure, digit, shape / max(float(np.linalg.norm(shape)), 1e-6))


def odd_ones(glyphs: Sequence[Glyph]) -> frozenset[int]:
    """Return the figures that hold a digit whose shape is rather that of another digit."""
    if len(glyphs) < 2:
        return frozenset()
    shapes = np.stack([glyph.shape for glyph in glyphs])
    digits = np.array([glyph.digit for glyph in glyphs])
    doubtful: set[int] = set()
    for start in range(0, len(glyphs), 512):
        part = slice(start, start + 512)
        likeness = shapes[part] @ shapes.T
        rows = np.arange(likeness.shape[0])
        likeness[rows, rows + start] = -1
        same = digits[part, None] == digits[None, :]
        own = np.where(same, likeness, -1).max(axis=1)
        other = np.where(same, -1, likeness).max(axis=1)
        odd = (other > ALIKE) & (other > np.maximum(own, ALIKE) + NEARER)
        doubtful.update(glyphs[start + int(row)].figure for row in np.flatnonzero(odd))
    return frozenset(doubtful)


def stroke(mask: Mask) -> Stroke:
    """Tell a slash from a 1: its middle moves to the left from top to bottom, and it is even all along."""
    rows = np.flatnonzero(mask.any(axis=1))
    if len(rows) < 6:
        return "other"
    middles = np.array([float(np.flatnonzero(mask[row]).mean()) for row in rows])
    widths = np.array([np.ptp(np.flatnonzero(mask[row])) + 1 for row in rows])
    head, foot, end = len(rows) // 3, len(rows) - max(len(rows) // 6, 2), len(rows) // 12
    usual = float(np.median(widths[head:foot]))
    lean = -float(np.polyfit(rows[end : len(rows) - end], middles[end : len(rows) - end], 1)[0])
    if lean < UPRIGHT or max(widths[:head].max(), widths[foot:].max()) > EVEN * usual + 0.5:
        return "other"
    return "slash" if lean >= LEAN else "unclear"

"""What is ink in a picture, and what is paper, shade, noise or a coloured seal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from cv2.typing import MatLike
    from numpy.typing import NDArray

    Pixels = MatLike
    """Of 8 bits: blue, green, red, or grey."""
    Mask = MatLike
    """0 or 255."""

PAPER = 25
"""Side in points of the neighbourhood whose brightest part is paper."""
PALE = 0.28
"""Ink is darker than paper by this share of the way to the darkest ink: thin strokes are pale in a scan."""
LOUD = 5.0
"""Ink is darker than paper by this many standard deviations of the paper's noise."""
PALEST = 0.55
"""However loud the noise, what is darker than this share of the way is ink."""
COLOURED = 40
"""Levels between the brightest and the darkest channel; black on yellowed paper has 25."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A straight picture with its ink told from the paper."""

    colour: Pixels
    grey: Pixels
    """Paper 255, the darkest ink near 0; what is coloured, such as a seal, is bright."""
    mask: Mask
    """Print."""
    all: Mask
    """Print, and what seals and pens have drawn: rulings under a seal are found in it."""
    noise: float
    """Standard deviation of the paper's grey, smoothed."""


class TextBox(NamedTuple):
    """An upright box around a line of text, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


class Blob(NamedTuple):
    """A piece of connected ink, in pixels."""

    left: int
    top: int
    width: int
    height: int
    area: int

    @property
    def right(self) -> int:
        """Right end."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Lower end."""
        return self.top + self.height


def ink(colour: Pixels, point: float) -> Ink:
    """Tell ink from paper.

    Args:
        colour: blue, green, red.
        point: pixels to the point.
    """
    # The brightest channel: red seals and blue pens vanish, black print under them stays.
    brightest = colour.max(axis=2)
    grey = _flattened(brightest, point)
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    paper, darkest = float(np.median(smooth)), float(np.percentile(smooth, 0.5))
    near = smooth[np.abs(smooth.astype(np.int16) - round(paper)) < 40]
    noise = 1.48 * float(np.median(np.abs(near - paper))) if near.size else 0.0
    contrast = paper - darkest
    threshold = paper - min(max(PALE * contrast, LOUD * noise), PALEST * contrast)
    dark = smooth < threshold
    mask = np.where(dark & ~_is_coloured(colour), 255, 0).astype(np.uint8)
    mask[smooth < paper - PALEST * contrast] = 255
    return Ink(colour, grey, mask, np.where(dark, 255, 0).astype(np.uint8), noise)


def _is_coloured(colour: Pixels) -> NDArray[np.bool_]:
    """Return where a seal or a pen has left its colour; pictures store colours coarser than brightness."""
    coarse = cv2.GaussianBlur(colour, (0, 0), 1.5)
    spread: NDArray[np.bool_] = coarse.max(axis=2) - coarse.min(axis=2) > COLOURED
    return spread


def _flattened(grey: Pixels, point: float) -> Pixels:
    """Divide by the paper's brightness, which shade and folds make uneven."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    side = max(3, int(PAPER * point / 4)) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.GaussianBlur(paper, (side, side), 0)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(paper, 1), scale=255)


def blobs(mask: Mask) -> list[Blob]:
    """Return the pieces of connected ink, from left to right."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = [Blob(*(int(value) for value in row[:5])) for row in stats[1:]]
    return sorted(found)

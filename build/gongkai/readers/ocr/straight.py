"""Tilted or photographed pages made straight, by their rulings or, where there are none, by their lines of text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gongkai.readers.ocr.ink import Mask, Pixels

    Matrix = NDArray[np.floating[Any]]
    """3 x 3: from pixels of the straight picture to pixels of the given one."""
    Slopes = list[tuple[float, float, float]]
    """Where a line crosses the middle of the page, its slope, its length; in pixels."""

STEEPEST = math.tan(math.radians(6))
"""Slopes above this are no tilt but a drawing."""
LEVEL = 0.0004
"""A slope below this (half a pixel across a page) needs no turning, which would blur the print."""
_HALF = 0.5
_WHITE = (255, 255, 255)
IDENTITY: Matrix = np.eye(3)


def straightened(colour: Pixels, mask: Mask) -> tuple[Pixels, Matrix]:
    """Return the picture with level and plumb rulings, and the way back to the given one."""
    height, width = mask.shape
    level, plumb = _slopes(mask)
    if not level:
        tilt = _tilt_of_text(mask)
        level, plumb = [(height / 2, tilt, width)], []
    rise = _line(level, height)
    lean = _line(plumb, width) if plumb else tuple(-slope for slope in rise)
    if max(map(abs, (*rise, *lean))) < LEVEL:
        return colour, IDENTITY
    corners = _corners(rise, lean, width, height)
    there = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    back = cv2.getPerspectiveTransform(there, corners)
    straight = cv2.warpPerspective(
        colour,
        back,
        (width, height),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return straight, back.astype(np.float64)


def _slopes(mask: Mask) -> tuple[Slopes, Slopes]:
    """Measure the long lines that are nearly level, and those that are nearly plumb."""
    height, width = mask.shape
    small = cv2.resize(mask, None, fx=_HALF, fy=_HALF, interpolation=cv2.INTER_AREA)
    small = np.where(small > 100, 255, 0).astype(np.uint8)
    shortest = int(0.12 * width * _HALF)
    found = cv2.HoughLinesP(small, 1, np.pi / 1800, threshold=shortest // 2, minLineLength=shortest, maxLineGap=6)
    level: Slopes = []
    plumb: Slopes = []
    for x0, y0, x1, y1 in np.asarray(found).reshape(-1, 4) / _HALF if found is not None else ():
        across, down = x1 - x0, y1 - y0
        length = math.hypot(across, down)
        if abs(down) < STEEPEST * abs(across):
            slope = down / across
            level.append((y0 + slope * (width / 2 - x0), slope, length))
        elif abs(across) < STEEPEST * abs(down):
            slope = across / down
            plumb.append((x0 + slope * (height / 2 - y0), slope, length))
    return level, plumb


def _line(slopes: Slopes, size: int) -> tuple[float, float]:
    """Return the slope at 0 and at `size`: equal for a tilt, different where the page was photographed aslant."""
    places = np.array([slope[0] for slope in slopes])
    values = np.array([slope[1] for slope in slopes])
    lengths = np.array([slope[2] for slope in slopes])
    middle = _median(values, lengths)
    near = np.abs(values - middle) < 0.02
    places, values, lengths = places[near], values[near], lengths[near]
    middle = _median(values, lengths)
    if len(values) < 6 or np.ptp(places) < 0.3 * size:
        return (middle, middle)
    fit = np.polyfit(places, values, 1, w=lengths)
    residual = np.abs(np.polyval(fit, places) - values)
    kept = residual <= max(2 * float(np.median(residual)), 0.0005)
    fit = np.polyfit(places[kept], values[kept], 1, w=lengths[kept])
    first, last = float(np.polyval(fit, 0)), float(np.polyval(fit, size))
    return (first, last) if abs(first - last) > 0.002 else (middle, middle)


def _median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    order = np.argsort(values)
    summed = np.cumsum(weights[order])
    return float(values[order][int(np.searchsorted(summed, summed[-1] / 2))])


def _corners(rise: Sequence[float], lean: Sequence[float], width: int, height: int) -> NDArray[np.float32]:
    """Return where the corners of the straight page lie in the given picture.

    The level line that crosses the middle at the top has slope `rise[0]`, and so on for the four sides.
    """
    corners = []
    for right, bottom in ((0, 0), (1, 0), (1, 1), (0, 1)):
        y_line = (bottom * height, rise[bottom])  # y = a + b (x - width / 2)
        x_line = (right * width, lean[right])  # x = c + d (y - height / 2)
        a, b = y_line[0] - y_line[1] * width / 2, y_line[1]
        c, d = x_line[0] - x_line[1] * height / 2, x_line[1]
        x = (c + d * a) / (1 - d * b)
        corners.append((x, a + b * x))
    return np.array(corners, np.float32)


def _tilt_of_text(mask: Mask) -> float:
    """Return the slope of the lines of text: the one at which rows of ink and paper differ most."""
    scale = min(1.0, 800 / max(mask.shape))
    small = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    steps = np.arange(-30, 31)
    coarse = max(steps, key=lambda step: _sharpness(small, 0.0015 * step))
    fine = max(range(-5, 6), key=lambda step: _sharpness(small, 0.0015 * coarse + 0.0003 * step))
    slope = 0.0015 * float(coarse) + 0.0003 * fine
    return slope if _sharpness(small, slope) > 1.02 * _sharpness(small, 0.0) else 0.0


def _sharpness(small: Mask, slope: float) -> float:
    height, width = small.shape
    shear = np.array([[1, 0, 0], [-slope, 1, slope * width / 2]], np.float64)
    rows = cv2.warpAffine(small, shear, (width, height)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())

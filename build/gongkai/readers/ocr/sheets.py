"""A picture to sheets: upright, straight, one printed page each, with its rulings and boxes of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from gongkai.readers.ocr.engine import recognised, text_boxes
from gongkai.readers.ocr.ink import Ink, TextBox, ink
from gongkai.readers.ocr.place import Place
from gongkai.readers.ocr.rulings import Rulings, rulings
from gongkai.readers.ocr.straight import straightened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.readers.ocr.ink import Mask, Pixels
    from gongkai.readers.ocr.pictures import Picture
    from gongkai.readers.ocr.place import Matrix as PlaceMatrix
    from gongkai.readers.ocr.straight import Matrix

SAMPLES = 8
"""Lines that are read to find out which way is up."""
UPRIGHT = 0.9
"""Mean confidence from which on they are not read the other way round too."""
SPREAD = 1.2
"""Width by height from which on a picture may show two pages side by side."""
GUTTER = 0.02
"""Share of the width that stays white between two pages."""
_TURNS = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page."""

    ink: Ink
    rulings: Rulings
    boxes: tuple[TextBox, ...]
    point: float
    """Pixels to the point."""
    place: Place

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.ink.mask.shape
        return (width / self.point, height / self.point)


def sheets(picture: Picture) -> Iterator[Sheet]:
    """Turn, straighten and divide a picture."""
    pixels, boxes = picture.pixels, text_boxes(picture.pixels)
    height, width = pixels.shape[:2]
    turns = _turns(pixels, boxes)
    if turns:
        pixels = cv2.rotate(pixels, _TURNS[turns])
        boxes = [_turned(box, turns, width, height) for box in boxes]
    x, y = picture.origin
    back = np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], np.float64) @ _unturned(turns, width, height)
    told = ink(pixels, picture.point)
    straight, warp = straightened(pixels, told.mask)
    if straight is not pixels:
        boxes = [_moved(box, np.linalg.inv(warp)) for box in boxes]
        told = ink(straight, picture.point)
    back = back @ warp
    for left, right in _halves(told.mask, boxes):
        shift = np.array([[1, 0, left], [0, 1, 0], [0, 0, 1]], np.float64)
        whole = right - left == straight.shape[1]
        part_ink = told if whole else ink(np.ascontiguousarray(straight[:, left:right]), picture.point)
        yield Sheet(
            ink=part_ink,
            rulings=rulings(part_ink.all, picture.point, picture.page),
            boxes=tuple(_cut(box, left, right) for box in boxes if left <= (box.left + box.right) / 2 < right),
            point=picture.point,
            place=Place(picture.page, _in_points(back @ shift, picture.point, picture.shown)),
        )


def _in_points(back: Matrix, point: float, shown: float) -> PlaceMatrix:
    """Return the way back for points: to pixels, through the picture, to points of the page as displayed."""
    scale = np.diag([point, point, 1.0])
    (a, b, c), (d, e, f), (g, h, i) = (np.diag([1 / shown, 1 / shown, 1.0]) @ back @ scale).tolist()
    return ((a, b, c), (d, e, f), (g, h, i))


def _turns(pixels: Pixels, boxes: Sequence[TextBox]) -> int:
    """Return the quarter turns clockwise that make the print upright."""
    wide = sum(box.right - box.left for box in boxes if box.right - box.left > 1.5 * (box.bottom - box.top))
    tall = sum(box.bottom - box.top for box in boxes if box.bottom - box.top > 1.5 * (box.right - box.left))
    sideways = tall > wide
    longest = sorted(boxes, key=lambda box: max(box.right - box.left, box.bottom - box.top))[-SAMPLES:]
    crops = [np.ascontiguousarray(pixels[box.top : box.bottom, box.left : box.right]) for box in longest]
    if not crops:
        return 0
    tried: list[tuple[float, int]] = []
    for turns in (1, 3) if sideways else (0, 2):
        read = recognised([cv2.rotate(crop, _TURNS[turns]) if turns else crop for crop in crops])
        score = sum(reading.score for reading in read) / len(read)
        tried.append((score, -turns))
        if score >= UPRIGHT:
            break
    return -max(tried)[1]


def _unturned(turns: int, width: int, height: int) -> Matrix:
    """Return the way from pixels of the turned picture to those of the given one, which is `width` by `height`."""
    matrices = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        1: [[0, 1, 0], [-1, 0, height], [0, 0, 1]],
        2: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        3: [[0, -1, width], [1, 0, 0], [0, 0, 1]],
    }
    return np.array(matrices[turns], np.float64)


def _turned(box: TextBox, turns: int, width: int, height: int) -> TextBox:
    return _moved(box, np.linalg.inv(_unturned(turns, width, height)))


def _moved(box: TextBox, matrix: Matrix) -> TextBox:
    """Return where a box goes; one around a long tilted line is too high, so its height is that of its ends."""
    corners = np.array(
        [[box.left, box.top, 1], [box.right, box.top, 1], [box.right, box.bottom, 1], [box.left, box.bottom, 1]]
    )
    moved = corners @ matrix.T
    moved = moved[:, :2] / moved[:, 2:]
    (left, top), (right, bottom) = moved.min(axis=0), moved.max(axis=0)
    return TextBox(max(int(left), 0), max(int(top), 0), int(right) + 1, int(bottom) + 1)


def _halves(mask: Mask, boxes: Sequence[TextBox]) -> list[tuple[int, int]]:
    """Return the columns of pixels of each printed page: the whole, or left and right of a white gutter."""
    height, width = mask.shape
    if width < SPREAD * height:
        return [(0, width)]
    middle = slice(int(0.42 * width), int(0.58 * width))
    inner = mask[int(0.03 * height) : int(0.97 * height), middle]
    # A shadow or edge of paper runs from top to bottom; print does not.
    filled = np.count_nonzero(inner, axis=0)
    white = (filled <= 0.002 * inner.shape[0]) | (filled > 0.6 * inner.shape[0])
    start, length = _longest_run(white)
    if length < GUTTER * width:
        return [(0, width)]
    cut = middle.start + start + length // 2
    left = sum(box.right <= cut for box in boxes)
    right = sum(box.left >= cut for box in boxes)
    if left + right < len(boxes) or min(left, right) < 3:
        return [(0, width)]
    return [(0, cut), (cut, width)]


def _longest_run(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[int, int]:
    best, start = (0, 0), None
    for index, flag in enumerate([*flags.tolist(), False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            best = max(best, (index - start, start))
            start = None
    return best[1], best[0]


def _cut(box: TextBox, left: int, right: int) -> TextBox:
    return box._replace(left=max(box.left, left) - left, right=min(box.right, right) - left)

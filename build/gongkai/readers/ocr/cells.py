"""Cells of a table in a picture: blank where there is no ink, otherwise their lines, read by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from gongkai.readers.ocr.ink import Blob, TextBox, blobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.grid import Box
    from gongkai.readers.ocr.ink import Ink, Mask, Pixels
    from gongkai.readers.ocr.rulings import Rulings

OUTSIDE = -1
"""The cell of a line outside tables."""
SPECK = 1.1
"""Points; ink that is smaller both ways is dust or a decimal point, and no figure by itself."""
LINE_GAP = 0.35
"""Pieces of a line of text are parted by less than this share of its height, lines by paper all along."""
TALLEST = 1.35
"""A line is at most this much taller than the print around it."""
TALL = 0.6
"""Share of the line's height that a digit has at least."""
FAINT = 10.0
"""Levels of grey by which a smoothed cell may vary and still be blank paper."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of print inside a cell; places in pixels of the page."""

    cell: int
    left: int
    top: int
    right: int
    bottom: int
    pieces: tuple[Blob, ...]
    """Its connected ink, from left to right, in pixels of the page."""
    faint: bool = False
    """There is something too faint to be told from paper: it is neither blank nor readable."""

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    @property
    def tall(self) -> list[Blob]:
        """Its pieces that are as high as digits."""
        return [piece for piece in self.pieces if piece.height >= TALL * self.height]


def cell_lines(ink: Ink, rulings: Rulings, boxes: Sequence[Box], point: float) -> list[CellLine]:
    """Return the lines of print of all cells; a cell without any is blank.

    Args:
        ink: the page.
        rulings: what is no print.
        boxes: the cells, in points.
        point: pixels to the point.
    """
    side = max(3, round(point)) | 1
    ruled = cv2.dilate(rulings.mask, np.ones((side, side), np.uint8))
    print_ = cv2.bitwise_and(ink.mask, cv2.bitwise_not(ruled))
    found: list[CellLine] = []
    for index, box in enumerate(boxes):
        left, top, right, bottom = (round(value * point) for value in box)
        window = (slice(max(top, 0), bottom), slice(max(left, 0), right))
        if print_[window].size == 0:
            continue
        pieces = _pieces(print_[window], point)
        pieces = [piece._replace(left=piece.left + max(left, 0), top=piece.top + max(top, 0)) for piece in pieces]
        lines = _lines(index, pieces, point)
        if not lines and _something_faint(ink, ruled, window, point):
            lines = [CellLine(index, max(left, 0), max(top, 0), right, bottom, (), faint=True)]
        found.extend(lines)
    return found


def line_in(ink: Ink, covered: Mask, box: TextBox, cell: int, point: float) -> CellLine | None:
    """Return the line of print in a box of pixels, apart from what is covered; None where there is no ink."""
    window = (slice(box.top, box.bottom), slice(box.left, box.right))
    if ink.mask[window].size == 0:
        return None
    print_ = cv2.bitwise_and(ink.mask[window], cv2.bitwise_not(covered[window]))
    pieces = [piece._replace(left=piece.left + box.left, top=piece.top + box.top) for piece in _pieces(print_, point)]
    if not pieces:
        return None
    return CellLine(
        cell,
        min(piece.left for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.bottom for piece in pieces),
        tuple(pieces),
    )


def left_out(ink: Ink, covered: Mask, height: float) -> list[TextBox]:
    """Return boxes around print that the detector passed over: single digits and the ends of lines.

    Args:
        ink: the page.
        covered: tables and boxes already found.
        height: of a line, in pixels.
    """
    rest = cv2.bitwise_and(ink.mask, cv2.bitwise_not(covered))
    words = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((max(3, round(0.4 * height)), round(height)), np.uint8))
    found = []
    for blob in blobs(words):
        like_a_line = 0.4 * height <= blob.height <= 2 * height and blob.width >= 0.25 * height
        if (
            like_a_line
            and np.count_nonzero(rest[blob.top : blob.bottom, blob.left : blob.right]) >= 0.06 * blob.height**2
        ):
            found.append(TextBox(blob.left, blob.top, blob.right, blob.bottom))
    return found


def _pieces(window: Mask, point: float) -> list[Blob]:
    """Return the ink of a cell without dust and without what is left of its rulings."""
    height, width = window.shape
    thin = max(3, round(1.2 * point))
    kept = []
    for blob in blobs(window):
        # What is left of a ruling runs along the border; 一 does not touch it.
        along_level = blob.height <= thin and (blob.top <= thin or blob.bottom >= height - thin)
        along_plumb = blob.width <= thin and (blob.left <= thin or blob.right >= width - thin)
        if along_level or along_plumb:
            continue
        if blob.area < 4:
            continue
        kept.append(blob)
    return kept


def _lines(cell: int, pieces: Sequence[Blob], point: float) -> list[CellLine]:
    """Group the ink of a cell to lines."""
    whole = [piece for piece in pieces if max(piece.width, piece.height) > SPECK * point * 1.6]
    if not whole:
        return []
    bands = _bands(whole)
    tallest = max(bottom - top for top, bottom in bands)
    merged: list[tuple[int, int]] = []
    for top, bottom in bands:
        # 三 and 二 come apart; so does a line whose characters all leave the same row empty.
        if merged and bottom - merged[-1][0] <= tallest and top - merged[-1][1] < LINE_GAP * tallest:
            merged[-1] = (merged[-1][0], bottom)
        else:
            merged.append((top, bottom))
    lines = []
    for top, bottom in merged:
        slack = (bottom - top) // 4 + 2
        own = [piece for piece in pieces if piece.top >= top - slack and piece.bottom <= bottom + slack]
        sized = [piece for piece in own if piece in whole]
        near = [
            piece
            for piece in own
            if piece in whole
            or (piece.left >= min(p.left for p in sized) - slack and piece.right <= max(p.right for p in sized) + slack)
        ]
        lines.append(
            CellLine(
                cell,
                min(piece.left for piece in near),
                min(piece.top for piece in near),
                max(piece.right for piece in near),
                max(piece.bottom for piece in near),
                tuple(sorted(near)),
            )
        )
    return lines


def _bands(pieces: Sequence[Blob]) -> list[tuple[int, int]]:
    """Return the runs of pixel rows that hold ink."""
    bands: list[tuple[int, int]] = []
    for top, bottom in sorted((piece.top, piece.bottom) for piece in pieces):
        if bands and top <= bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], bottom))
        else:
            bands.append((top, bottom))
    return bands


def _something_faint(ink: Ink, ruled: Mask, window: tuple[slice, slice], point: float) -> bool:
    """Whether paper without ink still shows a coherent shade, as of print too pale for the threshold."""
    margin = round(1.5 * point)
    grey = ink.grey[window][margin:-margin, margin:-margin]
    if grey.size < 100:
        return False
    smooth = cv2.GaussianBlur(grey, (0, 0), max(1.0, 0.6 * point))
    free = ruled[window][margin:-margin, margin:-margin] == 0
    if not free.any():
        return False
    values = smooth[free]
    return float(np.median(values) - values.min()) > FAINT + 1.5 * ink.noise


def crop(pixels: Pixels, line: CellLine, pad: float) -> Pixels:
    """Cut a line out with some paper around it.

    Args:
        pixels: the page.
        line: what to cut out.
        pad: share of its height.
    """
    margin = max(2, round(pad * max(line.height, 12)))
    height, width = pixels.shape[:2]
    return np.ascontiguousarray(
        pixels[
            max(line.top - margin, 0) : min(line.bottom + margin, height),
            max(line.left - margin, 0) : min(line.right + margin, width),
        ]
    )

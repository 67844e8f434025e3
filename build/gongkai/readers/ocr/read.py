"""Sheets to characters: every line of print inside and outside tables, figures read twice and compared."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import cv2
import numpy as np

from gongkai.readers.ocr.cells import OUTSIDE, CellLine, cell_lines, crop, left_out, line_in
from gongkai.readers.ocr.engine import recognised
from gongkai.readers.ocr.figures import Judged, canonical, digit_height, digits_of, judged, needs_two_readings, pitch
from gongkai.readers.ocr.glyphs import Glyph, Stroke, glyph, odd_ones, stroke
from gongkai.readers.pdf.lattice import lattices
from gongkai.readers.pdf.objects import ASCENT, LOST, Char, PageObjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.readers.ocr.ink import Pixels
    from gongkai.readers.ocr.place import Place
    from gongkai.readers.ocr.sheets import Sheet
    from gongkai.readers.pdf.lattice import Lattice
    from gongkai.readers.pdf.objects import Edge

FIRST_PAD, SECOND_PAD = 0.2, 0.45
"""Paper round a crop, as a share of the line's height, in the first and the second reading."""
SECOND_SCALE = 1.6
DIGIT_HEIGHT, HAN_HEIGHT = 0.72, 0.95
"""Heights of print as shares of the font size."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line with what was read in it."""

    line: CellLine
    readings: tuple[tuple[str, float], ...]
    stroke: Stroke
    glyphs: tuple[Glyph, ...]
    """Of its digits, where the ink has one piece for each; `figure` is not set yet."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet as read; its pixels are no longer held."""

    lines: tuple[ReadLine, ...]
    edges: tuple[Edge, ...]
    size: tuple[float, float]
    point: float
    place: Place


def read_sheet(sheet: Sheet, page: int) -> ReadSheet:
    """Read all lines of a sheet."""
    tables = lattices(sheet.rulings.edges, page)
    lines = [*_inside(sheet, tables), *_outside(sheet, tables)]
    colour = _without_rulings(sheet.ink.colour, sheet)
    first = recognised([crop(colour, line, FIRST_PAD) for line in lines])
    twice = [index for index, read in enumerate(first) if needs_two_readings(read.text)]
    grey = cv2.cvtColor(_without_rulings(sheet.ink.grey, sheet), cv2.COLOR_GRAY2BGR)
    second = dict(
        zip(twice, recognised([_larger(crop(grey, lines[index], SECOND_PAD)) for index in twice]), strict=True)
    )
    found = []
    for index, (line, read) in enumerate(zip(lines, first, strict=True)):
        readings = (read, second[index]) if index in second else (read,)
        found.append(
            ReadLine(
                line,
                tuple((reading.text, reading.score) for reading in readings),
                _stroke(sheet, line) if len(readings) == 2 else "other",
                _glyphs(sheet, line, read.text) if len(readings) == 2 else (),
            )
        )
    return ReadSheet(tuple(found), sheet.rulings.edges, sheet.size, sheet.point, sheet.place)


def page_objects(sheets: Sequence[ReadSheet], first: int) -> list[PageObjects]:
    """Judge what was read, all sheets of a file together, and lay it out as pages numbered from `first`."""
    numbered = [(line, number) for line, number in zip((line for sheet in sheets for line in sheet.lines), count())]
    figures = [(line.line, canonical(line.readings[0][0])) for line, _ in numbered if len(line.readings) == 2]
    pitch_, usual = pitch(figures), digit_height(figures)
    judgements = [judged(line.line, line.readings, pitch_, usual, line.stroke) for line, _ in numbered]
    odd = odd_ones(
        [
            Glyph(number, digit, shape.shape)
            for (line, number), judgement in zip(numbered, judgements, strict=True)
            if judgement.figure and judgement.certain
            for digit, shape in zip(digits_of(judgement.text), line.glyphs, strict=False)
        ]
    )
    remaining = iter(
        Judged(judgement.text + LOST, certain=False, figure=True) if number in odd else judgement
        for number, judgement in enumerate(judgements)
    )
    return [
        PageObjects(
            number=number,
            width=sheet.size[0],
            height=sheet.size[1],
            chars=tuple(char for line in sheet.lines for char in _chars(line.line, next(remaining), sheet.point)),
            edges=sheet.edges,
            ocr=True,
        )
        for number, sheet in enumerate(sheets, first)
    ]


def _inside(sheet: Sheet, tables: Sequence[Lattice]) -> Iterator[CellLine]:
    boxes = [lattice.cell_box(index) for lattice in tables for index in range(len(lattice.cells))]
    yield from cell_lines(sheet.ink, sheet.rulings, boxes, sheet.point)


def _outside(sheet: Sheet, tables: Sequence[Lattice]) -> Iterator[CellLine]:
    """Yield the lines around the tables: in the detector's boxes, and what ink it left out."""
    side = max(3, round(sheet.point)) | 1
    covered = cv2.dilate(sheet.rulings.mask, np.ones((side, side), np.uint8))
    for lattice in tables:
        left, top, right, bottom = (round(value * sheet.point) for value in lattice.box)
        covered[max(top, 0) : bottom, max(left, 0) : right] = 255
    lines = []
    for box in sheet.boxes:
        x, y = (box.left + box.right) / 2 / sheet.point, (box.top + box.bottom) / 2 / sheet.point
        if any(lattice.cell_at(x, y) is not None for lattice in tables):
            continue
        line = line_in(sheet.ink, covered, box, OUTSIDE, sheet.point)
        if line is not None:
            lines.append(line)
            covered[box.top : box.bottom, box.left : box.right] = 255
    yield from lines
    height = float(np.median([line.height for line in lines])) if lines else 9 * sheet.point
    for box in left_out(sheet.ink, covered, height):
        line = line_in(sheet.ink, covered, box, OUTSIDE, sheet.point)
        if line is not None:
            yield line


def _without_rulings(pixels: Pixels, sheet: Sheet) -> Pixels:
    """Return the page with paper in place of its rulings, which would be read as 1 or a dash."""
    side = max(3, round(sheet.point)) | 1
    ruled = cv2.dilate(sheet.rulings.mask, np.ones((side, side), np.uint8)) > 0
    clean = pixels.copy()
    clean[ruled] = np.median(pixels[::8, ::8].reshape(-1, *pixels.shape[2:]), axis=0).astype(np.uint8)
    return clean


def _larger(pixels: Pixels) -> Pixels:
    return cv2.resize(pixels, None, fx=SECOND_SCALE, fy=SECOND_SCALE, interpolation=cv2.INTER_CUBIC)


def _stroke(sheet: Sheet, line: CellLine) -> Stroke:
    """Tell what a line that may be one stroke, whole or broken, is."""
    if line.right - line.left > line.height or not line.pieces:
        return "other"
    return stroke(sheet.ink.mask[line.top : line.bottom, line.left : line.right])


def _glyphs(sheet: Sheet, line: CellLine, text: str) -> tuple[Glyph, ...]:
    digits = digits_of(canonical(text))
    tall = line.tall
    if len(digits) != len(tall):
        return ()
    return tuple(glyph(sheet.ink, piece, -1, digit) for piece, digit in zip(tall, digits, strict=True))


def _chars(line: CellLine, judgement: Judged, point: float) -> Iterator[Char]:
    """Place the characters of a line: digits where their ink is, others spread evenly."""
    text = judgement.text
    if not text:
        return
    left, right, bottom = line.left / point, line.right / point, line.bottom / point
    height = max(line.height / point, 1.0)
    if judgement.figure or all(character in "-/" for character in text.rstrip(LOST)):
        size = height / DIGIT_HEIGHT if height > 3 else 9.0
        base = bottom if height > 3 else bottom + 0.3 * size
    else:
        size = height / HAN_HEIGHT
        base = bottom - (HAN_HEIGHT - ASCENT) * size
    advance = (right - left) / len(text)
    for index, character in enumerate(text):
        if not character.isspace():
            yield Char(character, left + index * advance, base, advance, size)

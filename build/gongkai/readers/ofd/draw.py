"""What an OFD page draws: text objects to characters, path objects to rulings."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.bounded_xml import name
from gongkai.readers.ofd.parts import MAX_COORDINATE, numbers
from gongkai.readers.ofd.text import direction, glyphs
from gongkai.readers.pdf.objects import Char, Edge, quarter_turns
from gongkai.readers.pdf.paths import Point, path_edges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from gongkai.readers.ofd.parts import Document

POINTS = 72 / 25.4
"""Points in a millimetre."""
MAX_OBJECTS = 100_000
"""Objects drawn on one page; beyond it the page is a map or a chart, and takes too long."""
MAX_CHARS = 50_000
MAX_PATH = 200_000
"""Characters of one path; a whole table drawn at once has 10,000, a picture more."""
MAX_DEPTH = 12
"""Composite objects inside composite objects, blocks inside blocks."""
_TRANSPARENT = 5
"""Alpha of 255 below which nothing is seen."""
_PATH_PART = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Canvas:
    """A page while it is drawn."""

    document: Document
    size: tuple[float, float]
    """Width and height of the page in millimetres."""
    number: int
    chars: list[Char] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    pictures: list[tuple[float, str]] = field(default_factory=list)
    """Area in square millimetres and resource number of each picture."""
    _objects: int = 0

    @property
    def width(self) -> float:
        """Width in points."""
        return self.size[0] * POINTS

    @property
    def height(self) -> float:
        """Height in points."""
        return self.size[1] * POINTS

    def draw_page(self, page: etree._Element) -> None:
        """Draw the layers of a page or template, the background first."""
        order = {"Background": 0, "Foreground": 2}
        layers = sorted(page.iterfind("{*}Content/{*}Layer"), key=lambda layer: order.get(layer.get("Type", "Body"), 1))
        for layer in layers:
            self._draw_all(layer, IDENTITY, 0)

    def _draw_all(self, container: etree._Element, outer: Matrix, depth: int) -> None:
        for element in container:
            self._objects += 1
            if self._objects > MAX_OBJECTS or len(self.chars) > MAX_CHARS:
                raise UnreadableFileError(
                    "too_large", f"OFD 第 {self.number} 页的内容过多，疑似地图或图表；请另存为 DOCX 后重试"
                )
            if element.get("Visible", "true").strip().lower() not in ("false", "0"):
                self._draw(element, outer, depth)

    def _draw(self, element: etree._Element, outer: Matrix, depth: int) -> None:
        kind = name(element)
        if kind == "PageBlock" and depth < MAX_DEPTH:
            self._draw_all(element, outer, depth + 1)
        elif kind == "TextObject":
            self._text(element, outer)
        elif kind == "PathObject":
            self._path(element, outer)
        elif kind == "ImageObject":
            boundary = numbers(element.get("Boundary"))
            if len(boundary) == 4:
                self.pictures.append((boundary[2] * boundary[3], element.get("ResourceID", "")))
        elif kind == "CompositeObject" and depth < MAX_DEPTH:
            unit = self.document.composite(element.get("ResourceID", ""))
            for content in unit.iterfind("{*}Content") if unit is not None else ():
                self._draw_all(content, times(placed(element), outer), depth + 1)

    def _text(self, element: etree._Element, outer: Matrix) -> None:
        """Add the characters of a text object, unless nothing of them is seen."""
        size = next(iter(numbers(element.get("Size"))), 0.0)
        if size <= 0 or not _is_seen(
            element, fills=element.get("Fill", "true"), strokes=element.get("Stroke", "false")
        ):
            return
        matrix = times(placed(element), outer)
        level = direction(element, "CharDirection")
        a, b = turned(matrix, level)
        turn = quarter_turns(a, -b)
        if turn is None:
            return
        stretch = math.hypot(a, b) * POINTS
        height = size * math.hypot(*turned(matrix, (-level[1], level[0]))) * POINTS
        for glyph in glyphs(element, size):
            x, y = point(matrix, glyph.x, glyph.y)
            self.chars.append(Char(glyph.text, x * POINTS, y * POINTS, glyph.advance * stretch, height, turn))

    def _path(self, element: etree._Element, outer: Matrix) -> None:
        """Add the rulings of a path object."""
        stroked = element.get("Stroke", "true").lower() in ("true", "1")
        filled = element.get("Fill", "false").lower() in ("true", "1")
        data = element.findtext("{*}AbbreviatedData") or ""
        if not _is_seen(element, fills=str(filled), strokes=str(stroked)) or len(data) > MAX_PATH:
            return
        matrix = times(placed(element), outer)
        subpaths = [[_in_points(matrix, corner) for corner in corners] for corners in _corners(data)]
        self.edges.extend(path_edges(subpaths, stroked=stroked, filled=filled))


def _in_points(matrix: Matrix, corner: Point) -> Point:
    x, y = point(matrix, *corner)
    return (x * POINTS, y * POINTS)


def _is_seen(element: etree._Element, *, fills: str, strokes: str) -> bool:
    """Whether an object leaves a mark: it is filled or stroked, and not transparent."""
    if element.get("Alpha", "255").isdigit() and int(element.get("Alpha", "255")) < _TRANSPARENT:
        return False
    if fills.lower() not in ("true", "1") and strokes.lower() not in ("true", "1"):
        return False
    color = element.find("{*}FillColor" if fills.lower() in ("true", "1") else "{*}StrokeColor")
    alpha = color.get("Alpha", "255") if color is not None else "255"
    return not alpha.isdigit() or int(alpha) >= _TRANSPARENT


def _corners(data: str) -> Iterator[list[Point]]:
    """Yield the corner points of each straight part of a path; a curve ends a part."""
    points: list[Point] = []
    start: Point = (0.0, 0.0)
    command = ""
    operands: list[float] = []
    for piece in [*_PATH_PART.findall(data), "M"]:
        if not piece.isalpha():
            operands.append(max(-MAX_COORDINATE, min(float(piece), MAX_COORDINATE)))
        else:
            command, operands = piece, []
        if command not in _OPERANDS or (piece.isalpha() and command not in ("C", "M")):
            continue
        if command == "C":
            points.append(start)
        elif command == "M" and piece.isalpha():
            yield points
            points = []
        elif len(operands) == _OPERANDS[command]:
            end = (operands[-2], operands[-1])
            if command == "L":
                points.append(end)
            else:
                yield points
                points = [end]
                start = end if command in ("M", "S") else start
            operands = []


def placed(element: etree._Element) -> Matrix:
    """Return the matrix from an object's own coordinates to those around it: CTM, then its boundary's corner."""
    boundary = numbers(element.get("Boundary"))
    own = numbers(element.get("CTM"))
    matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else IDENTITY
    return times(matrix, (1.0, 0.0, 0.0, 1.0, *(boundary[:2] if len(boundary) == 4 else (0.0, 0.0))))


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def point(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def turned(matrix: Matrix, along: Point) -> Point:
    """Return where a direction points."""
    a, b, c, d, _, _ = matrix
    return (a * along[0] + c * along[1], b * along[0] + d * along[1])

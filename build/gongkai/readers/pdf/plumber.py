"""The second engine: pdfplumber's (pdfminer's) objects; slower, independent, for cross-checks."""

from __future__ import annotations

import contextlib
import io
import logging
import math
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from gongkai.errors import UnreadableFileError
from gongkai.readers.pdf.objects import ASCENT, LOST, Char, Edge, Frame, PageObjects, once, quarter_turns
from gongkai.readers.pdf.paths import Point, path_edges
from gongkai.readers.pdf.shown import BLACK, WHITE, Ink, ink, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.readers.grid import Box

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each font that leaves out its box


def pages(data: bytes) -> Iterator[PageObjects]:
    """Yield the pages one after the other.

    Raises:
        UnreadableFileError: `encrypted` or `damaged`.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                with contextlib.closing(page):
                    yield _page(page)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableFileError("encrypted", "PDF 带有打开密码；请解除密码后另存") from error
        raise UnreadableFileError("damaged", "PDF 已损坏或不完整（可能下载中断）；请重新下载") from error
    except (PDFException, PSException, ValueError, TypeError, KeyError) as error:
        # pdfminer lets what it stumbles over in damaged files escape as it is
        raise UnreadableFileError("damaged", "PDF 已损坏或不完整（可能下载中断）；请重新下载") from error


def _page(page: Any) -> PageObjects:
    """Convert one page; pdfminer has applied the rotation, the crop box is still to be taken off."""
    left, bottom, right, top = map(float, page.page_obj.mediabox)
    media = Frame((left, bottom, right, top), page.rotation // 90)
    crop = Frame(_visible(page), page.rotation // 90)
    corners = [media.point(crop.box[0], crop.box[1]), media.point(crop.box[2], crop.box[3])]
    offset = (min(x for x, _ in corners), min(y for _, y in corners))
    return PageObjects(
        number=page.page_number,
        width=crop.width,
        height=crop.height,
        chars=once(shown(tuple(_chars(page, offset, media.height)), lambda: _grounds(page, offset))),
        edges=tuple(_edges(page, (page.mediabox[0] + offset[0], page.mediabox[1] + offset[1]))),
    )


def _visible(page: Any) -> tuple[float, float, float, float]:
    """Return the crop box as far as it lies on the media box, as pdfium does."""
    media, crop = page.page_obj.mediabox, page.page_obj.cropbox or page.page_obj.mediabox
    return (
        float(max(media[0], crop[0])),
        float(max(media[1], crop[1])),
        float(min(media[2], crop[2])),
        float(min(media[3], crop[3])),
    )


def _chars(page: Any, offset: Point, height: float) -> Iterator[tuple[Char, Ink]]:
    for char in page.chars:
        a, b, _, _, e, f = char["matrix"]
        turn = quarter_turns(a, b)
        x, y = e - offset[0], height - f - offset[1]
        if turn is None:
            continue
        text = LOST if char["text"].startswith("(cid:") else char["text"]
        size = char["size"]
        advance = char["adv"] * math.hypot(a, b)
        if advance < 0:  # vertical writing: the origin is the middle of the upper side
            x, y, advance = x - size / 2, y + ASCENT * size, size
        yield Char(text, x, y, advance, size, turn), _ink(char)


def _ink(thing: Any) -> Ink:
    """Return how something is filled; plain black for patterns. pdfminer does not tell opacity or rendering mode."""
    colour = thing.get("non_stroking_color")
    if not isinstance(colour, tuple | list) or not all(isinstance(part, int | float) for part in colour):
        return BLACK
    match [float(part) for part in colour]:
        case [grey]:
            look = ink(grey, grey, grey, 1)
        case [red, green, blue]:
            look = ink(red, green, blue, 1)
        case [*inks, black] if len(inks) == 3:
            grey = 1 - min(1.0, max(inks) + black)
            look = ink(grey, grey, grey, 1)
        case _:
            look = BLACK
    return BLACK if look.brightness == 0 else look


def _grounds(page: Any, offset: Point) -> list[Box]:
    """Return the outlines of dark fields and pictures."""
    fields = [rect for rect in page.rects if rect["fill"] and _ink(rect).brightness < WHITE]
    return [
        (thing["x0"] - offset[0], thing["top"] - offset[1], thing["x1"] - offset[0], thing["bottom"] - offset[1])
        for thing in (*fields, *page.images)
    ]


def _edges(page: Any, offset: Point) -> Iterator[Edge]:
    for thing in (*page.lines, *page.rects, *page.curves):
        subpaths = [[(x - offset[0], y - offset[1]) for x, y in points] for points in _subpaths(thing)]
        yield from path_edges(subpaths, stroked=bool(thing["stroke"]), filled=bool(thing["fill"]))
    for picture in page.images:
        yield from path_edges([_corners(picture, offset)], stroked=False, filled=True)


def _corners(picture: Any, offset: Point) -> list[Point]:
    """Return the corners of a picture."""
    x0, x1 = picture["x0"] - offset[0], picture["x1"] - offset[0]
    top, bottom = picture["top"] - offset[1], picture["bottom"] - offset[1]
    return [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]


def _subpaths(thing: Any) -> Iterator[list[Point]]:
    """Yield the straight parts of a drawn object."""
    if thing["object_type"] == "rect":
        yield [*thing["pts"], thing["pts"][0]]
        return
    points: list[Point] = []
    start: Point = (0.0, 0.0)
    for command, *corners in thing["path"]:
        if command == "l":
            points.append(corners[0])
        elif command == "h":
            points.append(start)
        else:
            yield points
            points = [corners[-1]]
            start = corners[-1] if command == "m" else start
    yield points

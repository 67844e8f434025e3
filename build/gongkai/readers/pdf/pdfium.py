"""The default engine: pdfium through pypdfium2, four to seven times faster than pdfminer on these files."""

from __future__ import annotations

import contextlib
import ctypes
import math
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from gongkai.errors import UnreadableFileError
from gongkai.readers.pdf.objects import LOST, Char, Edge, Frame, PageObjects, once, quarter_turns
from gongkai.readers.pdf.paths import Point, path_edges
from gongkai.readers.pdf.shown import BLACK, WHITE, Ink, ink, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.readers.grid import Box

MAX_PAGES = 300
MAX_PATHS = 100_000
"""Drawn paths on one page; beyond it the page is a map or a chart, and takes too long."""
MAX_CHARS = 50_000
"""Characters on one page; a dense one has 2,000."""
MAX_CORNERS = 400
"""A path with more corners is a picture, not a ruling."""
MAX_FORM_DEPTH = 12
"""Form objects inside form objects."""

MAX_ADVANCE = 2.0
"""Font sizes; a wider character is a mistake, as pdfium makes with fonts for vertical writing."""

_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at a line's end."""

_BLANKS = frozenset({0x20, 0x0D, 0x0A, 0xA0, 0x3000})

_UNPAINTED = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_FILLED = frozenset({raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP})

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def pages(data: bytes) -> Iterator[PageObjects]:
    """Yield the pages one after the other; only one is held open.

    Raises:
        UnreadableFileError: `encrypted`, `damaged` or `too_large`.
    """
    document = _open(data)
    with contextlib.closing(document):
        if len(document) > MAX_PAGES:
            raise UnreadableFileError(
                "too_large", f"PDF 有 {len(document)} 页，上限为 {MAX_PAGES} 页；请只留下年度报告的页"
            )
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError as error:
                raise UnreadableFileError(
                    "damaged", f"PDF 第 {index + 1} 页已损坏，共 {len(document)} 页；请重新下载"
                ) from error
            if _has_fields(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
                page.close()  # what was flattened is seen by a page opened anew
                page = document[index]
            with contextlib.closing(page):
                yield _page(page, index + 1)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise UnreadableFileError("encrypted", "PDF 带有打开密码；请解除密码后另存") from error
        raise UnreadableFileError("damaged", "PDF 已损坏或不完整（可能下载中断）；请重新下载") from error
    if len(document) == 0:
        document.close()
        raise UnreadableFileError("damaged", "PDF 没有任何页；请重新下载")
    return document


def _has_fields(page: pdfium.PdfPage) -> bool:
    """Whether form fields or typed remarks lie on the page; their text is none of the page's own."""
    kinds = set()
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_PATHS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kinds.add(raw.FPDFAnnot_GetSubtype(annotation))
        raw.FPDFPage_CloseAnnot(annotation)
    return bool(kinds & {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT})


def _page(page: pdfium.PdfPage, number: int) -> PageObjects:
    frame = Frame(page.get_bbox(), page.get_rotation() // 90)
    text = page.get_textpage()
    with contextlib.closing(text):
        if text.count_chars() > MAX_CHARS:
            raise UnreadableFileError("too_large", f"PDF 第 {number} 页的文字超过 {MAX_CHARS} 个；请另存为 DOCX 后重试")
        chars = once(shown(tuple(_chars(text, frame)), lambda: _grounds(page, frame)))
    return PageObjects(
        number=number,
        width=frame.width,
        height=frame.height,
        chars=chars,
        edges=tuple(_edges(page, frame, number)),
    )


class _Run(NamedTuple):
    """What is the same for all characters of a text object."""

    direction: int | None
    scale: float
    printed: float
    size: float
    look: Ink
    font: raw.FPDF_FONT


def _chars(text: pdfium.PdfTextPage, frame: Frame) -> Iterator[tuple[Char, Ink]]:
    """Yield the characters in the order in which they are written, and how each is painted."""
    unicode, origin, unmapped = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin, raw.FPDFText_HasUnicodeMapError
    drawn_by, glyph_width = raw.FPDFText_GetTextObject, raw.FPDFFont_GetGlyphWidth
    address, turns = ctypes.addressof, frame.turns
    runs: dict[int, _Run] = {}
    x, y, width, matrix = ctypes.c_double(), ctypes.c_double(), ctypes.c_float(), raw.FS_MATRIX()
    handle = text.raw
    for index in range(text.count_chars()):
        code = unicode(handle, index)
        if code in _BLANKS:
            continue
        drawn = drawn_by(handle, index)
        place = address(drawn.contents) if drawn else 0
        run = runs.get(place)
        if run is None:
            run = _run(handle, index, drawn, matrix)
            if place:
                runs[place] = run
        if run.direction is None:
            continue
        origin(handle, index, x, y)
        left, top = frame.point(x.value, y.value)
        character = LOST if unmapped(handle, index) == 1 else _character(code)
        advance = 0.0
        # The width that the document declares. Character boxes depend on this machine's fonts where none is embedded.
        if run.direction == 0 and glyph_width(run.font, code, run.printed, width):
            advance = width.value * run.scale
        if not 0 < advance < MAX_ADVANCE * run.size:  # pdfium knows widths only along level, left-to-right writing
            advance = run.size if character >= "\u2e80" else run.size / 2
        yield Char(character, left, top, advance, run.size, (run.direction - turns) % 4), run.look


def _run(handle: raw.FPDF_TEXTPAGE, index: int, drawn: raw.FPDF_PAGEOBJECT, matrix: raw.FS_MATRIX) -> _Run:
    """Return how a character, and with it all of its text object, is set; `matrix` is overwritten."""
    raw.FPDFText_GetMatrix(handle, index, matrix)
    printed = raw.FPDFText_GetFontSize(handle, index)
    size = printed * math.hypot(matrix.c, matrix.d)
    font = raw.FPDFTextObj_GetFont(drawn)
    return _Run(quarter_turns(matrix.a, matrix.b), matrix.a, printed, size, _text_ink(drawn), font)


def _text_ink(drawn: raw.FPDF_PAGEOBJECT) -> Ink:
    """Return how a text object is painted."""
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
    if mode in _UNPAINTED:
        return ink(0, 0, 0, 1, painted=False)
    return _ink(drawn) if mode in _FILLED else BLACK


def _ink(drawn: raw.FPDF_PAGEOBJECT) -> Ink:
    """Return how an object is filled; plain black where pdfium cannot tell."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
        return BLACK
    if min(red.value, green.value, blue.value) == 0 and alpha.value == 255:
        return BLACK
    return ink(red.value / 255, green.value / 255, blue.value / 255, alpha.value / 255)


def _is_filled(path: raw.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(fill.value)


def _grounds(page: pdfium.PdfPage, frame: Frame) -> list[Box]:
    """Return the outlines of the page's dark fields and pictures, on which white text is seen."""
    found = []
    for thing, matrix in _things(page, _IDENTITY, 0, (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)):
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE:
            corners = _corners(matrix, frame)
        elif _is_filled(thing) and _ink(thing).brightness < WHITE:
            corners = [frame.point(*point) for points in _subpaths(thing, matrix) for point in points]
        else:
            continue
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        if xs:
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def _character(code: int) -> str:
    if code == ord(_HYPHEN):
        return "-"
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return LOST
    return chr(code)


def _edges(page: pdfium.PdfPage, frame: Frame, number: int) -> Iterator[Edge]:
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for count, (path, matrix) in enumerate(_things(page, _IDENTITY, 0, kinds)):
        if count >= MAX_PATHS:
            raise UnreadableFileError(
                "too_large", f"PDF 第 {number} 页的图形超过 {MAX_PATHS} 个，疑似地图或图表；请另存为 DOCX 后重试"
            )
        if raw.FPDFPageObj_GetType(path) == raw.FPDF_PAGEOBJ_IMAGE:
            yield from path_edges([_corners(matrix, frame)], stroked=False, filled=True)
            continue
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        if not (fill.value or stroke.value) or raw.FPDFPath_CountSegments(path) > MAX_CORNERS:
            continue
        subpaths = [[frame.point(*point) for point in points] for points in _subpaths(path, matrix)]
        yield from path_edges(subpaths, stroked=bool(stroke.value), filled=bool(fill.value))


def _things(
    container: pdfium.PdfPage | raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int, kinds: Sequence[int]
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Matrix]]:
    """Yield the objects of some kinds of a page or form object with the matrix to page coordinates."""
    if depth == 0:
        count, item = raw.FPDFPage_CountObjects(container), raw.FPDFPage_GetObject
    else:
        count, item = raw.FPDFFormObj_CountObjects(container), raw.FPDFFormObj_GetObject
    for index in range(count):
        thing = item(container, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind in kinds:
            yield thing, _times(_matrix(thing), outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            yield from _things(thing, _times(_matrix(thing), outer), depth + 1, kinds)


def _corners(matrix: Matrix, frame: Frame) -> list[Point]:
    """Return the corners of a picture; it fills the unit square of its matrix."""
    a, b, c, d, e, f = matrix
    return [frame.point(a * x + c * y + e, b * x + d * y + f) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]


def _matrix(thing: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _subpaths(path: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield the corner points of each straight part of a path; a curve ends a part."""
    segment_of, point_of = raw.FPDFPath_GetPathSegment, raw.FPDFPathSegment_GetPoint
    kind_of, closes = raw.FPDFPathSegment_GetType, raw.FPDFPathSegment_GetClose
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    start: Point = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = segment_of(path, index)
        point_of(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = kind_of(segment)
        if kind == raw.FPDF_SEGMENT_LINETO:
            points.append(point)
        else:
            yield points
            points = [point]
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
                continue
        if closes(segment):
            points.append(start)
    yield points

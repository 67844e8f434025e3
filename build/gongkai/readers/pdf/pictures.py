"""Pages of a PDF that are pictures, wholly or in part: recognised where OCR is installed, otherwise named.

A scanned table between pages of text must not pass for a table that is not there.
"""

from __future__ import annotations

import contextlib
import ctypes
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

from gongkai.errors import UnreadableFileError
from gongkai.model import Finding
from gongkai.readers.ocr import reader as ocr
from gongkai.readers.ocr.place import Place, as_it_stands, shown
from gongkai.readers.pdf.objects import LOST, Char, Frame, PageObjects, chinese_share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gongkai.model import Severity
    from gongkai.readers.grid import Box
    from gongkai.readers.ocr.read import ReadSheet
    from gongkai.readers.original import Content

MIN_CHINESE = 0.3
"""Readable reports have 0.75; below this the text layer lacks a Unicode map or is not Chinese."""
MIN_CHARACTERS = 10
"""A scan with a stamp of a few characters has no text layer."""
FEW = 60
"""Characters of a page that is a picture: its number, a heading, the mark of a scanner's program."""
SAMPLE = 2
"""Pages of a scan in which some Chinese must be found, before the rest is read."""
COVERED = 0.3
"""Share of the page that pictures cover, where it is one."""
PART = 0.1
"""Share of the page that a picture among text must cover to hold a table."""
OUTLINED = 20
"""Rulings of a table whose characters are drawn as outlines."""
UNMAPPED = 0.3
"""Share of characters without Unicode value from which on a page is looked at as a picture."""
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_HIDDEN = 3
"""Render mode of text that is not shown, as another program's recognition lays it under a scan."""
MAX_DEPTH = 4
MAX_OBJECTS = 20_000


@dataclass(frozen=True, slots=True)
class Images:
    """The pictures of a page."""

    boxes: tuple[Box, ...]
    """In points, as displayed."""
    hidden: bool
    """Most of its text is not shown: it was recognised by somebody else."""


NO_IMAGES = Images((), hidden=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """The pages of a PDF, its pictures among them recognised."""

    pages: tuple[PageObjects, ...]
    """Numbered from 1 as they are laid out; a page with a table as picture is several."""
    places: tuple[Place, ...]
    findings: tuple[Finding, ...] = ()

    def content(self, lay_out: Callable[[Sequence[PageObjects], str], Content]) -> Content:
        """Lay the pages out, with places in the original."""
        content = lay_out(self.pages, "PDF")
        if any(page.ocr for page in self.pages):
            content = ocr.doubts_named(shown(content, self.places), self.pages)
        return replace(content, findings=(*content.findings, *self.findings))


def seen(data: bytes, objects: Sequence[PageObjects]) -> Seen:
    """Recognise the pages that are pictures.

    Args:
        data: the file.
        objects: all its pages as the text layer has them.

    Raises:
        UnreadableFileError: `no_text` where all is a picture and OCR is not installed; `too_large`.
    """
    chars = [char for page in objects for char in page.chars]
    unreadable = len(chars) < MIN_CHARACTERS or chinese_share(chars) < MIN_CHINESE
    if unreadable:
        if not ocr.available():
            raise _no_text(chars, len(objects), f"识别图片需要安装：{ocr.INSTALL}，或换成文字版")
        numbers = [page.number for page in objects]
        ocr.check_count(len(numbers), "PDF ")
        sample = _sheets(data, dict.fromkeys(numbers[:SAMPLE]))
        if not _is_chinese(sample, last=len(numbers) <= SAMPLE):
            raise _no_text(chars, len(objects), "图片识别也没有读出中文；请换成文字版或更清楚的扫描件")
        rest = _sheets(data, dict.fromkeys(numbers[SAMPLE:]))
        return _replaced(objects, dict.fromkeys(numbers), {**sample, **rest})
    # Pictures are streams, whose dictionaries are never compressed: most files need not be opened again.
    # Only small ones may be part of a page's own stream; a page without any text is looked at in any case.
    may_show = _IMAGE.search(data) or any(len(page.chars) < MIN_CHARACTERS for page in objects)
    images = list(_images(data, len(objects))) if may_show else [NO_IMAGES] * len(objects)
    whole = {page.number: None for page, found in zip(objects, images, strict=True) if _is_picture(page, found)}
    parts = {
        page.number: box
        for page, found in zip(objects, images, strict=True)
        if page.number not in whole and not page.turned and (box := _part(page, found)) is not None
    }
    if not whole and not parts:
        return Seen(tuple(objects), tuple(as_it_stands(page.number) for page in objects))
    if ocr.available():
        wanted = {**parts, **whole}
        ocr.check_count(len(wanted), "PDF ")
        return _replaced(objects, wanted, _sheets(data, wanted))
    pages = [replace(page, ocr=True) if found.hidden else page for page, found in zip(objects, images, strict=True)]
    named = [number for number in whole if not images[number - 1].hidden]
    return Seen(tuple(pages), tuple(as_it_stands(page.number) for page in objects), tuple(_named(named, sorted(parts))))


def _no_text(chars: Sequence[Char], pages: int, advice: str) -> UnreadableFileError:
    if len(chars) < MIN_CHARACTERS:
        found = f"PDF 共 {pages} 页，没有文字层（扫描件）"
    else:
        found = f"PDF 文字层中汉字只占 {chinese_share(chars):.0%}（正常约 75%），缺少文字编码或不是中文"
    return UnreadableFileError("no_text", f"{found}；{advice}")


def _named(whole: Sequence[int], parts: Sequence[int]) -> Iterator[Finding]:
    """Name the pages whose pictures were not read."""
    kinds: tuple[tuple[Sequence[int], Severity, str, str], ...] = (
        (whole, "warning", "pages", "整页是图片"),
        (parts, "info", "parts", "有较大的图片"),
    )
    for pages, severity, instance, what in kinds:
        if pages:
            numbers = "、".join(map(str, pages))
            yield Finding(
                type="picture_pages",
                severity=severity,
                instance=instance,
                actual=str(len(pages)),
                note=f"第 {numbers} 页{what}，没有识别，其中如有表格和数字则未读入；识别图片需要安装：{ocr.INSTALL}。",
            )


def _is_picture(page: PageObjects, images: Images) -> bool:
    """Whether a page among readable ones shows print that its text layer does not have."""
    covered = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in images.boxes) / (page.width * page.height)
    lost = sum(char.text == LOST for char in page.chars)
    return (
        (len(page.chars) < FEW and covered >= COVERED)
        or (len(page.chars) < MIN_CHARACTERS and len(page.edges) >= OUTLINED)
        or (images.hidden and covered >= COVERED)
        or lost > UNMAPPED * len(page.chars)
    )


def _part(page: PageObjects, images: Images) -> Box | None:
    """Return the largest picture on a page of text that may hold a table: large, and without text over it."""
    area = page.width * page.height
    for box in sorted(images.boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), reverse=True):
        x0, top, x1, bottom = box
        if (x1 - x0) * (bottom - top) < PART * area:
            return None
        if sum(x0 < char.middle[0] < x1 and top < char.middle[1] < bottom for char in page.chars) <= 3:
            return box
    return None


def _sheets(data: bytes, wanted: Mapping[int, Box | None]) -> dict[int, list[ReadSheet]]:
    """Recognise pages, or parts of pages."""
    from gongkai.readers.ocr.pictures import of_pdf  # noqa: PLC0415 - needs the extra

    return {number: list(ocr.read_sheets(of_pdf(data, [number], box))) for number, box in sorted(wanted.items())}


def _is_chinese(sheets: Mapping[int, Sequence[ReadSheet]], *, last: bool) -> bool:
    """Whether pages are worth reading on; a blank cover says nothing, unless no page follows."""
    chars = [char for page in _objects(sheets) for char in page.chars]
    return chinese_share(chars) >= MIN_CHINESE / 2 or (len(chars) < MIN_CHARACTERS and not last)


def _objects(sheets: Mapping[int, Sequence[ReadSheet]]) -> list[PageObjects]:
    """Lay out all sheets, judged together, in the order of their pages."""
    from gongkai.readers.ocr.read import page_objects  # noqa: PLC0415 - needs the extra

    return page_objects([sheet for number in sorted(sheets) for sheet in sheets[number]], 1)


def _replaced(
    objects: Sequence[PageObjects], wanted: Mapping[int, Box | None], sheets: Mapping[int, Sequence[ReadSheet]]
) -> Seen:
    """Put what was recognised in the place of pages, or of parts of pages."""
    recognised = iter(_objects(sheets))
    pages: list[PageObjects] = []
    places: list[Place] = []
    for page in objects:
        box = wanted.get(page.number)
        found = [(next(recognised), sheet.place) for sheet in sheets.get(page.number, ())]
        if page.number not in wanted or (box is not None and not found):
            parts = [(page, as_it_stands(page.number))]
        elif box is None:
            parts = found
        else:
            here = as_it_stands(page.number)
            parts = [(_between(page, 0, box[1]), here), *found, (_between(page, box[1], page.height), here)]
        for part, place in parts:
            pages.append(replace(part, number=len(pages) + 1))
            places.append(place)
    return Seen(tuple(pages), tuple(places))


def _between(page: PageObjects, top: float, bottom: float) -> PageObjects:
    """Return what stands on a page between two heights."""
    return replace(
        page,
        chars=tuple(char for char in page.chars if top <= char.middle[1] < bottom),
        edges=tuple(edge for edge in page.edges if top <= (edge.top + edge.bottom) / 2 < bottom),
    )


def _images(data: bytes, pages: int) -> Iterator[Images]:
    document = pdfium.PdfDocument(data)
    with contextlib.closing(document):
        for index in range(pages):
            page = document[index]
            with contextlib.closing(page):
                yield _of_page(page)


def _of_page(page: pdfium.PdfPage) -> Images:
    frame = Frame(page.get_bbox(), page.get_rotation() // 90)
    boxes: list[Box] = []
    hidden = told = 0
    for count, (thing, matrix) in enumerate(_things(page.raw, None, 0)):
        if count >= MAX_OBJECTS:
            break
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            boxes.append(_shown(thing, matrix, frame))
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            told += 1
            hidden += raw.FPDFTextObj_GetTextRenderMode(thing) == _HIDDEN
    return Images(tuple(boxes), hidden=told > 0 and hidden > told / 2)


def _things(
    container: raw.FPDF_PAGE | raw.FPDF_PAGEOBJECT, outer: pdfium.PdfMatrix | None, depth: int
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, pdfium.PdfMatrix]]:
    """Yield the objects of a page or form with the matrix of what holds them."""
    held = outer if outer is not None else pdfium.PdfMatrix()
    if depth == 0:
        count, item = raw.FPDFPage_CountObjects(container), raw.FPDFPage_GetObject
    else:
        count, item = raw.FPDFFormObj_CountObjects(container), raw.FPDFFormObj_GetObject
    for index in range(count):
        thing = item(container, index)
        yield thing, held
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(thing, own)
            yield from _things(thing, pdfium.PdfMatrix.from_raw(own).multiply(held), depth + 1)


def _shown(thing: raw.FPDF_PAGEOBJECT, matrix: pdfium.PdfMatrix, frame: Frame) -> Box:
    """Return the box of a picture as displayed, inside the page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    corners = [
        frame.point(*matrix.on_point(x, y)) for x in (left.value, right.value) for y in (bottom.value, top.value)
    ]
    xs = [min(max(x, 0.0), frame.width) for x, _ in corners]
    ys = [min(max(y, 0.0), frame.height) for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))

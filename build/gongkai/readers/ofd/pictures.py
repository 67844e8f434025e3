"""Pages of an OFD file that are pictures: recognised where OCR is installed, otherwise named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.model import Finding
from gongkai.readers.ocr import reader as ocr
from gongkai.readers.ocr.place import Place, as_it_stands, shown
from gongkai.readers.pdf.reader import laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.readers.ocr.pictures import Picture
    from gongkai.readers.original import Content
    from gongkai.readers.pdf.objects import PageObjects

FEW = 60
"""Characters of a page that is a picture: its number, a heading, a stamp."""
COVERED = 0.3
"""Share of the page that a picture covers, where it is one."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the largest picture on it."""

    objects: PageObjects
    picture: bytes | None
    covered: float
    """Share of the page that the picture covers."""

    @property
    def is_picture(self) -> bool:
        """Whether what is printed on it is in the picture."""
        return self.picture is not None and len(self.objects.chars) < FEW and self.covered >= COVERED


def content(pages: Sequence[Page]) -> Content:
    """Lay the pages out, those that are pictures as they are recognised.

    Raises:
        UnreadableFileError: `damaged` or `too_large`.
    """
    pictures = [page for page in pages if page.is_picture]
    if not pictures or not ocr.available():
        made = laid_out([page.objects for page in pages], "OFD")
        return replace(made, findings=(*made.findings, *_named(pictures)))
    ocr.check_count(len(pictures), "OFD ")
    objects, places = _recognised(pages)
    return ocr.doubts_named(shown(laid_out(objects, "OFD"), places), objects)


def _named(pictures: Sequence[Page]) -> Iterator[Finding]:
    """Name the pages whose pictures were not read: a table in them must not pass for one that is not there."""
    if pictures:
        numbers = "、".join(str(page.objects.number) for page in pictures)
        yield Finding(
            type="picture_pages",
            severity="warning",
            instance="pages",
            actual=str(len(pictures)),
            note=f"第 {numbers} 页整页是图片，没有识别，其中如有表格和数字则未读入；识别图片需要安装：{ocr.INSTALL}。",
        )


def _recognised(pages: Sequence[Page]) -> tuple[list[PageObjects], list[Place]]:
    """Put what is recognised in the place of pages that are pictures; all are judged together."""
    from gongkai.readers.ocr.read import page_objects  # noqa: PLC0415 - needs the extra

    sheets = {page.objects.number: list(ocr.read_sheets(_pictures(page))) for page in pages if page.is_picture}
    found = iter(page_objects([sheet for own in sheets.values() for sheet in own], 1))
    objects: list[PageObjects] = []
    places: list[Place] = []
    for page in pages:
        number = page.objects.number
        parts = (
            [(next(found), sheet.place) for sheet in sheets[number]]
            if number in sheets
            else [(page.objects, as_it_stands(number))]
        )
        for part, place in parts:
            objects.append(replace(part, number=len(objects) + 1))
            places.append(place)
    return objects, places


def _pictures(page: Page) -> Iterator[Picture]:
    from gongkai.readers.ocr.pictures import of_image  # noqa: PLC0415 - needs the extra

    for picture in of_image(page.picture or b"", "OFD 中的图片", 1):
        yield replace(picture, page=page.objects.number)

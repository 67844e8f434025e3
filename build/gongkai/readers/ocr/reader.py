"""Pages that are pictures: recognised where the optional extra `ocr` is installed, otherwise named.

Nothing of the extra is imported before a picture is met; without it the rest of gongkai works as ever.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.original import characters_lost
from gongkai.readers.patience import ask
from gongkai.readers.pdf.objects import LOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongkai.readers.ocr.pictures import Picture
    from gongkai.readers.ocr.place import Place
    from gongkai.readers.ocr.read import ReadSheet
    from gongkai.readers.original import Content
    from gongkai.readers.pdf.objects import PageObjects

MAX_PAGES = 40
"""Pages recognised in one file."""
SECONDS_A_PAGE = 60.0
"""Wall time asked for each page; on a processor of its own one takes 5, on a busy machine ten times that."""
MOST_SECONDS = MAX_PAGES * SECONDS_A_PAGE
INSTALL = "pip install 'gongkai[ocr]'"
_NEEDED = ("cv2", "numpy", "onnxruntime", "PIL", "rapidocr")


def available() -> bool:
    """Whether the extra `ocr` is installed."""
    return all(find_spec(name) for name in _NEEDED)


def check_count(pages: int, label: str) -> None:
    """Refuse a file with more pictures than are recognised.

    Raises:
        UnreadableFileError: `too_large`.
    """
    if pages > MAX_PAGES:
        raise UnreadableFileError(
            "too_large", f"{label}有 {pages} 页是图片，图片识别的上限为 {MAX_PAGES} 页；请只留下年度报告的页"
        )


def read_sheets(pictures: Iterable[Picture]) -> Iterator[ReadSheet]:
    """Read pictures one after the other."""
    from gongkai.readers.ocr.read import read_sheet  # noqa: PLC0415 - needs the extra
    from gongkai.readers.ocr.sheets import sheets  # noqa: PLC0415 - needs the extra

    for picture in pictures:
        ask(SECONDS_A_PAGE)
        for sheet in sheets(picture):
            yield read_sheet(sheet, picture.page)


def pages_read(pictures: Iterable[Picture]) -> tuple[list[PageObjects], list[Place]]:
    """Recognise pictures as pages numbered from 1, each with its place in the original."""
    from gongkai.readers.ocr.read import page_objects  # noqa: PLC0415 - needs the extra

    sheets = list(read_sheets(pictures))
    return page_objects(sheets, 1), [sheet.place for sheet in sheets]


def doubts_named(content: Content, pages: Sequence[PageObjects]) -> Content:
    """Say of lost characters that recognition left them in doubt, where it did."""
    doubted = sum(char.text == LOST for page in pages if page.ocr for char in page.chars)
    if not doubted:
        return content
    others = tuple(finding for finding in content.findings if finding.type != "characters_lost")
    lost = sum(char.text == LOST for page in pages if not page.ocr for char in page.chars)
    note = f"图片识别有 {doubted} 处存疑（两次识别不同，或笔画数不符），按无法识读处理；请对照原件核对"
    rest = f"；文字层另有 {lost} 个字符没有对应的文字编码。" if lost else "。"
    return replace(content, findings=(*others, characters_lost(doubted + lost, note + rest)))

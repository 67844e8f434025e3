"""Pictures of a report: scans and photographs as PNG, JPEG, TIFF (several pages), BMP, WebP or GIF."""

from __future__ import annotations

from dataclasses import replace

from gongkai.errors import UnreadableFileError
from gongkai.readers.ocr import reader as ocr
from gongkai.readers.ocr.place import shown
from gongkai.readers.original import Content, Reader
from gongkai.readers.pdf.reader import laid_out

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "PNG 图片"),
    (b"\xff\xd8\xff", "image/jpeg", "JPEG 图片"),
    (b"GIF87a", "image/gif", "GIF 图片"),
    (b"GIF89a", "image/gif", "GIF 图片"),
    (b"II*\x00", "image/tiff", "TIFF 图片"),
    (b"MM\x00*", "image/tiff", "TIFF 图片"),
)
_BITMAP_HEADERS = tuple(size.to_bytes(4, "little") for size in (12, 40, 108, 124))


def accepts(data: bytes) -> bool:
    """Whether the bytes begin as a picture does."""
    return _kind(data) is not None


def read(data: bytes) -> Content:
    """Recognise what is printed in a picture.

    Raises:
        UnreadableFileError: `no_text` where OCR is not installed, `damaged` or `too_large`.
    """
    media_type, label = _kind(data) or ("image/png", "图片")
    if not ocr.available():
        raise UnreadableFileError("no_text", f"这是{label}，没有文字；识别图片需要安装：{ocr.INSTALL}，或换成文字版")
    from gongkai.readers.ocr.pictures import of_image  # noqa: PLC0415 - needs the extra

    pages, places = ocr.pages_read(of_image(data, label, ocr.MAX_PAGES))
    content = ocr.doubts_named(shown(laid_out(pages, label), places), pages)
    return replace(content, media_type=media_type)


def _kind(data: bytes) -> tuple[str, str] | None:
    """Return media type and name of a picture; None for what is none."""
    for magic, media_type, label in _MAGIC:
        if data.startswith(magic):
            return media_type, label
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp", "WebP 图片"
    # BM are two letters that a text may begin with: the size of its header must be one that bitmaps have.
    if data.startswith(b"BM") and data[14:18] in _BITMAP_HEADERS:
        return "image/bmp", "BMP 图片"
    return None


READER = Reader(
    media_type="image/png",
    label_zh="图片",
    suffixes=(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif"),
    needs="文字识别",
    accepts=accepts,
    read=read,
)

"""Pages of a PDF and files of pictures as pixels, bounded in size and number."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFile, ImageOps

from gongkai.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.readers.grid import Box
    from gongkai.readers.ocr.ink import Pixels

DPI = 200
A4 = (595.0, 842.0)
"""Points; the size taken for a picture that does not say its own."""
LARGEST = 1300.0
"""Points of the longer side; pages that claim more were made at a wrong scale, and are taken as A4 or A3."""
SMALLEST = 400.0
MAX_PIXELS = 60_000_000
"""Of a picture as stored; a page of A3 at 600 dpi has 70 million, and is rarely needed."""
MAX_SIDE = 4_000
"""Pixels of a picture as it is read."""
LONG = 12_000
"""The same for the height of a whole web page as one picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page to be recognised."""

    page: int
    """Page of the original, from 1."""
    pixels: Pixels
    """Blue, green, red."""
    point: float
    """Pixels to the point of the page as it is read."""
    shown: float
    """Pixels to the point of the page as displayed, in which places are given."""
    origin: tuple[int, int] = (0, 0)
    """Where on the page it begins, in pixels, if it is a part of it."""


def of_pdf(data: bytes, pages: Sequence[int], box: Box | None = None) -> Iterator[Picture]:
    """Render pages of a PDF.

    Args:
        data: the file.
        pages: counted from 1.
        box: a part of them, in points as displayed.
    """
    document = pdfium.PdfDocument(data)
    with contextlib.closing(document):
        for number in pages:
            page = document[number - 1]
            with contextlib.closing(page):
                width, height = page.get_size()
                real = _real_size(width, height)
                scale = DPI / 72 * real[1] / height
                bitmap = page.render(scale=scale, rev_byteorder=False)
                pixels = bitmap.to_numpy()
                colour = _three_channels(pixels)
                bitmap.close()
            left, top = (max(round(value * scale), 0) for value in box[:2]) if box else (0, 0)
            right, bottom = (round(value * scale) for value in box[2:]) if box else colour.shape[1::-1]
            part = np.ascontiguousarray(colour[top:bottom, left:right])
            yield Picture(number, part, point=DPI / 72, shown=scale, origin=(left, top))


def _real_size(width: float, height: float) -> tuple[float, float]:
    """Return the size on paper: as declared, if paper has such sizes."""
    if SMALLEST <= max(width, height) <= LARGEST:
        return (width, height)
    factor = A4[1] / max(width, height)
    return (width * factor, height * factor)


def _three_channels(pixels: Pixels) -> Pixels:
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR)
    return np.ascontiguousarray(pixels[:, :, :3])


def of_image(data: bytes, label: str, most: int) -> Iterator[Picture]:
    """Decode a picture file; a TIFF or GIF may hold several pages.

    Args:
        data: the file.
        label: what the kind is called in messages.
        most: how many pages are read.

    Raises:
        UnreadableFileError: `damaged` or `too_large`.
    """
    try:
        with Image.open(BytesIO(data)) as image:
            count = getattr(image, "n_frames", 1)
            if count > most:
                raise UnreadableFileError(
                    "too_large", f"{label}有 {count} 页，图片识别的上限为 {most} 页；请拆分，只留下年度报告的页"
                )
            for number in range(1, count + 1):
                with _whole_pictures_only():
                    image.seek(number - 1)
                    if image.width * image.height > MAX_PIXELS:
                        raise UnreadableFileError(
                            "too_large",
                            f"{label}第 {number} 页有 {image.width}×{image.height} 像素，上限为 {MAX_PIXELS // 10**6} 百万；请缩小后重试",
                        )
                    decoded = _decoded(image, number)
                yield decoded
    except Image.DecompressionBombError as error:
        raise UnreadableFileError("too_large", f"{label}的像素过多；请缩小后重试") from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
        raise UnreadableFileError("damaged", f"{label}已损坏或不完整，无法解码；请重新下载") from error


@contextlib.contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Half a picture is an error, even where another library of the process told Pillow to fill the rest with grey."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _decoded(frame: Image.Image, number: int) -> Picture:
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    pixels: Pixels = np.asarray(upright.convert("RGB"))[:, :, ::-1]
    height, width = pixels.shape[:2]
    shorter = min(width, height)
    paper_side = A4[0] if height >= width else A4[1]
    # As large as a page at 200 dpi: digits of a screenshot have ten pixels, those of a camera a hundred.
    scale = paper_side * DPI / 72 / width
    if height * scale > LONG or shorter == 0:
        scale = LONG / height
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized = cv2.resize(np.ascontiguousarray(pixels), None, fx=scale, fy=scale, interpolation=method)
    return Picture(number, resized, point=DPI / 72, shown=scale * width / paper_side)

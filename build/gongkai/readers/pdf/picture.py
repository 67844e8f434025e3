"""A page of a PDF as a picture with boxes drawn on it, to show where a figure stands."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from gongkai.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.grid import Box

SCALE = 2.0
"""Pixels a point: 144 dpi, legible and some 200 KB a page."""
MAX_SIDE = 8_000
"""Pixels; a poster is drawn smaller instead of filling the memory."""
MARGIN = 2.0
"""Points between a box and the line drawn round it."""
LINE, FILL = (200, 0, 0, 255), (255, 214, 0, 70)
"""Red on yellow, and the figure stays readable below."""


def outlined(data: bytes, page: int, boxes: Sequence[Box]) -> bytes:
    """Draw a page and the boxes on it.

    Args:
        data: the PDF.
        page: counted from 1.
        boxes: in points from the upper left corner of the page as displayed.

    Returns:
        A PNG.

    Raises:
        UnreadableFileError: `damaged`, if there is no such page or it cannot be drawn.
    """
    try:
        with contextlib.closing(pdfium.PdfDocument(data)) as document, contextlib.closing(document[page - 1]) as shown:
            scale = min(SCALE, MAX_SIDE / max(shown.get_size()))
            picture = shown.render(scale=scale).to_pil().convert("RGBA")
    except (pdfium.PdfiumError, IndexError) as error:
        raise UnreadableFileError("damaged", f"PDF 第 {page} 页画不出来（{error}）；请重新下载") from error
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for x0, top, x1, bottom in boxes:
        corners = (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)
        pen.rectangle([edge * scale for edge in corners], fill=FILL, outline=LINE, width=3)
    out = io.BytesIO()
    Image.alpha_composite(picture, layer).convert("RGB").save(out, "PNG")
    return out.getvalue()

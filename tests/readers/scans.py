"""Pages as a scanner or a camera gives them, made from small documents of text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from tests.readers.documents import pdf, rule, write

from gongkai.model import Table

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from gongkai.readers.original import Content

DPI = 200
XS = (72.0, 232.0, 292.0, 352.0, 412.0, 472.0)
TOPS = (120.0, 144.0, 168.0, 192.0, 216.0)
TEXTS = (
    ("政府信息公开申请数量", "自然人", "商业企业", "科研机构", "总计"),
    ("本年新收政府信息公开申请", "1036", "8", "/", "1044"),
    ("上年结转政府信息公开申请", "70", "", "-4", "3.65"),
    ("本年度办理结果予以公开", "11", "7", "0", "29"),
)


def page(canvas: Canvas) -> None:
    """A heading and a table with what figures are made of."""
    write(canvas, 90, "三、收到和处理政府信息公开申请情况", size=14)
    cells = [(row, column, 1, 1, text) for row, texts in enumerate(TEXTS) for column, text in enumerate(texts)]
    rule(canvas, XS, TOPS, cells)


def prose(canvas: Canvas) -> None:
    """A page of words."""
    for line in range(12):
        write(canvas, 90 + 20 * line, "本机关认真贯彻落实条例，依法公开政府信息，各项工作平稳推进。")


def picture(data: bytes, number: int = 1, *, tilt: float = 0, turns: int = 0, noise: float = 0) -> Image.Image:
    """One page of a PDF as a picture: tilted (degrees), turned (quarters), noisy (levels of grey)."""
    document = pdfium.PdfDocument(data)
    image: Image.Image = document[number - 1].render(scale=DPI / 72).to_pil().convert("RGB")
    document.close()
    if tilt:
        image = image.rotate(tilt, fillcolor="white", resample=Image.Resampling.BICUBIC)
    if noise:
        image = image.filter(ImageFilter.GaussianBlur(0.6))
        chance = np.random.default_rng(7)
        pixels = np.asarray(image, float) * 0.8 + 30 + chance.normal(0, noise, (image.height, image.width, 1))
        image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    return image.rotate(90 * turns, expand=True) if turns else image


def scan(*images: Image.Image) -> bytes:
    """A PDF of pictures."""
    stream = io.BytesIO()
    images[0].save(stream, "PDF", resolution=DPI, save_all=True, append_images=images[1:])
    return stream.getvalue()


def mixed() -> bytes:
    """Words as text, then the table as a picture, then words again."""
    source = pdfium.PdfDocument(pdf(prose, page, prose))
    scanned = pdfium.PdfDocument(scan(picture(pdf(page))))
    target = pdfium.PdfDocument.new()
    target.import_pages(source, [0])
    target.import_pages(scanned, [0])
    target.import_pages(source, [2])
    stream = io.BytesIO()
    target.save(stream)
    return stream.getvalue()


def tables(content: Content) -> list[Table]:
    return [block for block in content.blocks if isinstance(block, Table)]


def figures(content: Content) -> list[list[str]]:
    """The texts of the cells below and right of the headers of the only table."""
    (table,) = tables(content)
    rows = [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]
    return [row[1:] for row in rows[1:]]


FIGURES = [list(texts[1:]) for texts in TEXTS[1:]]

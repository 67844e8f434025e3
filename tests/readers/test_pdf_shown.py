"""What is not seen on the page is no figure: white, transparent and unpainted text, watermarks, glyphs without a meaning."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.readers.documents import FONT, HEIGHT, WIDTH, matrix, pdf, rule, tables, write

from gongkai.readers.pdf import pdfium as pdf_pdfium
from gongkai.readers.pdf import plumber as pdf_plumber
from gongkai.readers.pdf.objects import LOST, Char
from gongkai.readers.pdf.reader import read
from gongkai.readers.pdf.shown import BLACK, ink, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.readers.pdf.objects import Engine

CELLS = [(0, 0, 1, 1, "一、本年新收政府信息公开申请数量"), (0, 1, 1, 1, "12"), (0, 2, 1, 1, "7")]
ROW = [cell[-1] for cell in CELLS]


def page(more: Callable[[Canvas], None]) -> bytes:
    """A row of a ruled table, and what else is drawn."""

    def draw(canvas: Canvas) -> None:
        rule(canvas, (72, 300, 400, 500), (100, 140), CELLS)
        canvas.saveState()
        more(canvas)
        canvas.restoreState()

    return pdf(draw)


def row_of(more: Callable[[Canvas], None], engine: Engine = pdf_pdfium.pages) -> list[str]:
    (table,) = tables(read(page(more), engine=engine).blocks)
    return matrix(table)[0]


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    write(canvas, 130, "99", left=340)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    write(canvas, 130, "99", left=340)


def unpainted(canvas: Canvas) -> None:
    text = canvas.beginText(340, HEIGHT - 130)
    text.setFont(FONT, 12)
    text.setTextRenderMode(3)
    text.textOut("99")
    canvas.drawText(text)


def level_watermark(canvas: Canvas) -> None:
    canvas.setFillGray(0.85)
    write(canvas, 135, "内部资料", left=290, size=40)


def faint_watermark(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.2)
    write(canvas, 135, "2023", left=310, size=40)


@pytest.mark.parametrize("more", [white, transparent, unpainted, level_watermark, faint_watermark])
def test_what_is_not_seen_is_not_read(more: Callable[[Canvas], None]) -> None:
    assert row_of(more) == ROW


@pytest.mark.parametrize("more", [white, level_watermark])
def test_the_second_engine_leaves_out_what_is_white_or_large_and_light(more: Callable[[Canvas], None]) -> None:
    assert row_of(more, pdf_plumber.pages) == ROW


def test_white_text_on_a_dark_field_is_seen() -> None:
    def field(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(301, HEIGHT - 139, 98, 22, stroke=0, fill=1)
        white(canvas)

    assert row_of(field, pdf_plumber.pages) == [ROW[0], "12\n99", "7"]
    assert row_of(field) == [ROW[0], "12\n99", "7"]


def test_large_dark_and_small_light_text_is_seen() -> None:
    def both(canvas: Canvas) -> None:
        write(canvas, 60, "某某县年报", size=26)
        canvas.setFillGray(0.6)
        write(canvas, 130, "（件）", left=340)

    assert row_of(both) == [ROW[0], "12\n（件）", "7"]


def test_the_text_layer_of_a_scan_is_read() -> None:
    """All of it is unpainted, below the picture."""
    chars = [(Char("公", x, 100, 12, 12), ink(0, 0, 0, 1, painted=False)) for x in range(20)]

    assert len(shown([*chars, (Char("1", 300, 800, 6, 12), BLACK)], list)) == 21


def test_form_fields_are_read() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT))
    pdf(lambda _: None)  # registers the font
    rule(canvas, (72, 300, 400, 500), (100, 140), [*CELLS[:1], (0, 1, 1, 1, ""), CELLS[2]])
    canvas.acroForm.textfield(name="n", value="12", x=305, y=HEIGHT - 135, width=60, height=20, fontSize=10)
    canvas.save()

    (table,) = tables(read(stream.getvalue()).blocks)

    assert matrix(table)[0] == ROW


@pytest.mark.parametrize("code", [0, 0x13, 0x1F, 0x7F, 0x85, 0xD801])
def test_a_code_that_is_no_character_is_a_lost_one(code: int) -> None:
    """Glyph numbers of fonts without a Unicode map: read as control characters they would look like a blank cell."""
    assert pdf_pdfium._character(code) == LOST

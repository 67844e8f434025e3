"""Rulings of every make, and files of every build, read like the plain ones."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from tests.readers.documents import filled_sides, matrix, pdf, rule, tables

from gongkai.readers.pdf import pdfium as pdf_pdfium
from gongkai.readers.pdf import plumber as pdf_plumber
from gongkai.readers.pdf.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

    from gongkai.readers.pdf.objects import Engine

    Frame = Callable[[Canvas, float, float, float, float], None]

CELLS = (
    (0, 0, 2, 1, "（三）不予公开"),
    (0, 1, 1, 1, "1.属于国家秘密"),
    (0, 2, 1, 1, "１２"),
    (0, 3, 1, 1, ""),
    (1, 1, 1, 1, "2.其他⼯作⺠⽣"),
    (1, 2, 1, 1, "3"),
    (1, 3, 1, 1, "15"),
)
READ = [["（三）不予公开", "1.属于国家秘密", "１２", ""], ["2.其他工作民生", "3", "15"]]


def dashed(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    canvas.setDash(3, 2)
    canvas.rect(left, bottom, right - left, top - bottom)


def dashes(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    """Every dash a line of its own, as browsers draw them."""
    for y in (bottom, top):
        x = left
        while x < right:
            canvas.line(x, y, min(x + 3, right), y)
            x += 5
    for x in (left, right):
        y = bottom
        while y < top:
            canvas.line(x, y, x, min(y + 3, top))
            y += 5


def doubled(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    for inset in (0, 1.5):
        canvas.rect(left + inset, bottom + inset, right - left - 2 * inset, top - bottom - 2 * inset)


def curved(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    canvas.roundRect(left, bottom, right - left, top - bottom, 1.0)


def pictured(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    """Each ruling a black pixel, drawn out."""
    pixel = ImageReader(Image.new("RGB", (1, 1)))
    for box in (
        (left, bottom, right - left, 0.7),
        (left, top, right - left, 0.7),
        (left, bottom, 0.7, top - bottom),
        (right, bottom, 0.7, top - bottom),
    ):
        canvas.drawImage(pixel, *box)


def shaded(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
    canvas.setFillGray(0)
    filled_sides(canvas, left, bottom, right, top)


def table(frame: Frame | None = None) -> Callable[[Canvas], None]:
    return lambda canvas: rule(canvas, (72, 172, 322, 372, 422), (100, 140, 180), CELLS, draw=frame)


@pytest.mark.parametrize("engine", [pdf_pdfium.pages, pdf_plumber.pages], ids=["pdfium", "pdfplumber"])
@pytest.mark.parametrize("frame", [None, dashed, dashes, doubled, curved, pictured, shaded])
def test_rulings_of_every_make(frame: Frame | None, engine: Engine) -> None:
    (found,) = tables(read(pdf(table(frame)), engine=engine).blocks)

    assert matrix(found) == READ


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    stream = io.BytesIO(pdf(table(), encrypt=StandardEncryption("", ownerPassword="x", strength=128)))

    (found,) = tables(read(stream.getvalue()).blocks)

    assert matrix(found) == READ


def test_a_file_with_a_later_update_is_read() -> None:
    first = pdf(table())
    start = int(first.rsplit(b"startxref", 1)[1].split()[0])
    trailer = first[first.rindex(b"trailer") :].split(b"<<", 1)[1].rsplit(b">>", 1)[0]
    place = len(first) + 1
    update = b"\n999 0 obj\n<< /Note (later) >>\nendobj\n"
    index = b"xref\n999 1\n%010d 00000 n \ntrailer\n<< %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    whole = first + update + index % (place, trailer.replace(b"/Size", b"/Size 1000 %"), start, len(first + update))

    (found,) = tables(read(whole).blocks)

    assert matrix(found) == READ

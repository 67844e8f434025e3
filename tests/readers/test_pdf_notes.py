"""A raised or lowered digit behind a figure is a note sign, and no digit of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from tests.readers.documents import FONT, matrix, pdf, rule, tables, write

from gongkai.readers.pdf import pdfium as pdf_pdfium
from gongkai.readers.pdf import plumber as pdf_plumber
from gongkai.readers.pdf.notes import noted
from gongkai.readers.pdf.objects import Char
from gongkai.readers.pdf.reader import read

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from gongkai.readers.pdf.objects import Engine

BASELINE = 125.0
LEFT = 320.0
LABEL = "一、本年新收政府信息公开申请数量"


def row_of(figure: str, sign: str, size: float, lift: float, engine: Engine) -> list[str]:
    """A row whose figure of 12 points is followed by a sign `lift` points above its baseline."""

    def draw(canvas: Canvas) -> None:
        rule(canvas, (72, 300, 400, 500), (100, 140), [(0, 0, 1, 1, LABEL), (0, 1, 1, 1, ""), (0, 2, 1, 1, "7")])
        write(canvas, BASELINE, figure, left=LEFT, size=12)
        write(canvas, BASELINE - lift, sign, left=LEFT + stringWidth(figure, FONT, 12), size=size)

    (table,) = tables(read(pdf(draw), engine=engine).blocks)
    return matrix(table)[0]


@pytest.mark.parametrize("engine", [pdf_pdfium.pages, pdf_plumber.pages])
@pytest.mark.parametrize(
    ("figure", "sign", "size", "lift"),
    [
        ("10", "1", 7, 4),
        ("10", "12", 7, 4),
        ("1件", "1", 7, 4),
        ("10", "1", 10, 4),
        ("10", "1", 12, 4.7),
        ("10", "2", 7, -2),
    ],
)
def test_a_raised_digit_is_a_note_sign(figure: str, sign: str, size: float, lift: float, engine: Engine) -> None:
    assert row_of(figure, sign, size, lift, engine) == [LABEL, f"{figure}[{sign}]", "7"]


@pytest.mark.parametrize(("size", "lift"), [(12, 0), (12, 0.5), (9, 0), (12, 12)])
def test_digits_on_the_same_line_or_another_are_none(size: float, lift: float) -> None:
    assert "[" not in "".join(row_of("10", "1", size, lift, pdf_pdfium.pages))


def test_the_sign_may_be_drawn_before_the_figure() -> None:
    chars = [Char("2", 16, 46, 3, 6), Char("1", 13, 46, 3, 6), Char("3", 0, 50, 6, 12), Char("0", 6, 50, 6, 12)]

    assert sorted((char.x, char.text, char.y) for char in noted(chars)) == [
        (0, "3", 50),
        (6, "0", 50),
        (13, "[1", 50),
        (16, "2]", 50),
    ]


def test_words_that_overlap_another_line_are_none() -> None:
    words = [Char(sign, 10.0 * place, 45, 10, 10) for place, sign in enumerate("修订2件")]
    chars = [Char("3", 14, 50, 6, 10), *words, Char("8", 60, 50, 0, 0)]

    assert noted(chars) == tuple(chars)

"""Widths of characters are those the document declares, whatever fonts this machine has."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.readers.pdf import pdfium as pdf_pdfium

FONT = "STSong-Light"
TEXT = "2023年i"


def test_widths_of_a_font_that_is_not_embedded() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = BytesIO()
    canvas = Canvas(data)
    canvas.setFont(FONT, 18)
    canvas.drawString(100, 700, TEXT)
    canvas.save()
    (page,) = pdf_pdfium.pages(data.getvalue())
    assert "".join(char.text for char in page.chars) == TEXT
    declared = [pdfmetrics.stringWidth(character, FONT, 18) for character in TEXT]
    assert [char.advance for char in page.chars] == pytest.approx(declared, abs=0.01)

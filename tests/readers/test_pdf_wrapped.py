"""Digits on two lines of a cell are one number only where the cell had no room for one more digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from tests.readers.documents import BODY, FONT, HEIGHT, matrix, pdf, tables

from gongkai.readers.pdf.reader import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

PADDING = 2.0

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def measure(text: str) -> float:
    """Width in points."""
    return float(pdfmetrics.stringWidth(text, FONT, BODY))


LABEL = "1.属于国家秘密"


def drawn(rows: Sequence[Sequence[str]], widths: Sequence[float], *, align: str = "center", pitch: float = 14) -> bytes:
    """A ruled table whose cells hold the given lines, parted by bars, at 2 points from their rulings."""

    def draw(canvas: Canvas) -> None:
        top = 100.0
        for row in rows:
            height = pitch * max(text.count("|") + 1 for text in row) + 6
            left = 72.0
            for text, width in zip(row, widths, strict=True):
                canvas.rect(left, HEIGHT - top - height, width, height)
                canvas.setFont(FONT, BODY)
                for number, line in enumerate(text.split("|")):
                    rest = width - 2 * PADDING - measure(line)
                    shift = {"left": 0.0, "center": rest / 2, "right": rest}[align]
                    canvas.drawString(left + PADDING + shift, HEIGHT - top - 13 - pitch * number, line)
                left += width
            top += height

    return pdf(draw)


def cells(rows: Sequence[Sequence[str]], widths: Sequence[float], **options: object) -> list[str]:
    """The texts of the first row."""
    (table,) = tables(read(drawn(rows, widths, **options)).blocks)  # type: ignore[arg-type]
    return matrix(table)[0]


WIDE = measure(LABEL) + 2 * PADDING
"""The label fills its cell."""
DIGIT = measure("0")
THREE = 3 * DIGIT + 2 * PADDING + 1
"""A cell with room for three digits."""
TWO_ROWS = (("二、上年结转", "0", "0"),)


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_digits_that_had_no_room_are_one_number(align: str) -> None:
    assert cells([[LABEL, "123|4", "7"], *TWO_ROWS], (WIDE, THREE, 60), align=align) == [LABEL, "1234", "7"]


def test_amounts_separators_and_notes_wrap_too() -> None:
    six = 5 * DIGIT + 2 * PADDING + 1

    assert cells([[LABEL, "96171|.6", "824,0|19", "7"], *((*TWO_ROWS[0], "0"),)], (WIDE, six, six, 60)) == [
        LABEL,
        "96171.6",
        "824,019",
        "7",
    ]
    assert cells([[LABEL, "12345|6|（修订|2件）", "7"], *TWO_ROWS], (WIDE, six, 60))[1] == "123456\n（修订\n2件）"


@pytest.mark.parametrize(
    ("figure", "width"),
    [("12|3", THREE), ("123|4", THREE + DIGIT), ("123|4|56", THREE), ("123|,4", THREE)],
    ids=["room for one more", "some room", "a middle line with room", "no number together"],
)
def test_digits_with_room_beside_them_stay_apart(figure: str, width: float) -> None:
    lines = figure.replace("|", "\n")

    assert cells([[LABEL, figure, "7"], *TWO_ROWS], (WIDE, width, 60)) == [LABEL, lines, "7"]


def test_two_rows_without_a_ruling_between_them_stay_apart() -> None:
    both = ["1.属于国家秘|2.其他法律", "123|456", "7|8"]

    assert cells([both, *TWO_ROWS], (WIDE, THREE, 60)) == [text.replace("|", "\n") for text in both]


def test_lines_as_far_apart_as_rows_are_one_number_beside_one_line_of_label_only() -> None:
    one, two = LABEL, f"{LABEL}|（二）"

    assert cells([[one, "123|4", "7"], *TWO_ROWS], (WIDE, THREE, 60), pitch=24)[1] == "1234"
    assert cells([[two, "123|4", "7"], *TWO_ROWS], (WIDE, THREE, 60), pitch=24)[1] == "123\n4"


def test_lines_that_are_not_set_alike_stay_apart() -> None:
    """The second neither flush with the first nor in the middle below it."""

    def draw(canvas: Canvas) -> None:
        for row, (label, figure) in enumerate(((LABEL, "7"), ("二、上年结转", "0"))):
            for left, width, text in (
                (72, WIDE, label),
                (72 + WIDE, THREE, "123" if row == 0 else "0"),
                (300, 60, figure),
            ):
                canvas.rect(left, HEIGHT - 140 - 40 * row, width, 40)
                canvas.drawString(left + PADDING, HEIGHT - 113 - 40 * row, text)
        canvas.rect(72 + WIDE + THREE, HEIGHT - 180, 300 - 72 - WIDE - THREE, 80)
        canvas.drawString(72 + WIDE + PADDING + DIGIT / 2, HEIGHT - 127, "4")

    (table,) = tables(read(pdf(draw)).blocks)

    assert "123\n4" in matrix(table)[0]

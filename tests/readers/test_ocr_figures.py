"""Figures in pictures are doubted wherever ink and readings do not agree; a doubt costs one cell, a guess the whole."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gongkai.readers.ocr.cells import OUTSIDE, CellLine, cell_lines
from gongkai.readers.ocr.figures import Judged, canonical, judged, needs_two_readings
from gongkai.readers.ocr.glyphs import Glyph, odd_ones, stroke
from gongkai.readers.ocr.ink import Blob, ink
from gongkai.readers.ocr.rulings import rulings
from gongkai.readers.pdf.lattice import lattices
from gongkai.readers.pdf.objects import LOST

POINT = 200 / 72
HEIGHT, DIGIT, STEP = 20, 11, 15
"""Pixels: height and width of a digit, and from one to the next."""


def line(*parts: str, cell: int = 0) -> CellLine:
    """A line of ink: `d` a digit, `-` a dash, `.` a point, `_` a gap."""
    blobs, x = [], 100
    for part in parts:
        if part == "d":
            blobs.append(Blob(x, 50, DIGIT, HEIGHT, 120))
            x += STEP
        elif part == "-":
            blobs.append(Blob(x, 60, 8, 2, 16))
            x += 10
        elif part == ".":
            blobs.append(Blob(x, 67, 3, 3, 9))
            x += 7
        else:
            x += 2 * STEP
    tops, bottoms = [b.top for b in blobs], [b.bottom for b in blobs]
    return CellLine(cell, blobs[0].left, min(tops), blobs[-1].right, max(bottoms), tuple(blobs))


def said(ink_line: CellLine, first: str, second: str, score: float = 0.99) -> Judged:
    return judged(ink_line, ((first, score), (second, score)), 0.76, HEIGHT, "other")


@pytest.mark.parametrize(
    ("parts", "text"),
    [("d", "0"), ("dd", "12"), ("ddd", "104"), ("-d", "-4"), ("d.dd", "3.65"), ("d.ddd", "1,036")],
)
def test_a_figure_that_adds_up_is_read(parts: str, text: str) -> None:
    assert said(line(*parts), text, text) == Judged(text, certain=True, figure=True)


@pytest.mark.parametrize(
    ("parts", "first", "second"),
    [
        ("d", "3", "8"),
        ("ddd", "10", "10"),  # a digit left out, twice
        ("d", "11", "11"),
        ("-d", "4", "4"),  # a sign left out
        ("d", "-4", "-4"),
        ("d.dd", "365", "365"),  # a point left out
        ("d", "", ""),
        ("d", "O", "Q5"),
    ],
)
def test_a_figure_that_does_not_add_up_is_doubted(parts: str, first: str, second: str) -> None:
    judgement = said(line(*parts), first, second)

    assert judgement.text.endswith(LOST)
    assert not judgement.certain


def test_two_figures_in_a_cell_stay_two() -> None:
    assert said(line("d", "_", "d"), "13", "13").text == "1 3" + LOST


def test_a_low_confidence_is_no_reading() -> None:
    assert said(line("d"), "7", "7", 0.4).text == "7" + LOST


def test_what_is_too_faint_is_neither_blank_nor_read() -> None:
    faint = CellLine(0, 0, 0, 60, 30, (), faint=True)

    assert said(faint, "", "") == Judged(LOST, certain=False, figure=False)


@pytest.mark.parametrize(("shape", "text"), [("slash", "/"), ("unclear", "1" + LOST)])
def test_a_leaning_stroke_is_no_one(shape: str, text: str) -> None:
    readings = (("1", 0.9), ("1", 0.6))

    assert judged(line("d"), readings, 0.76, HEIGHT, shape).text == text  # type: ignore[arg-type]


def test_a_slash_has_the_height_of_digits() -> None:
    """A stroke of a seal does not, and leaves the cell in doubt."""
    readings = (("/", 0.9), ("/", 0.9))

    assert judged(line("d"), readings, 0.76, 3 * HEIGHT, "slash").text.endswith(LOST)


def test_strokes_are_told_by_their_lean() -> None:
    slash, one, foot = (np.zeros((24, 16), np.uint8) for _ in range(3))
    cv2.line(slash, (12, 1), (3, 22), 255, 2)
    cv2.line(one, (8, 1), (8, 22), 255, 2)
    cv2.line(foot, (10, 1), (6, 22), 255, 2)
    cv2.line(foot, (1, 22), (12, 22), 255, 2)

    assert [stroke(slash), stroke(one), stroke(foot)] == ["slash", "other", "other"]


def test_a_digit_that_looks_like_another_one_is_doubted() -> None:
    chance = np.random.default_rng(1)
    shapes = {digit: chance.normal(size=384) for digit in "38"}

    def glyph(figure: int, digit: str, printed: str) -> Glyph:
        shape = shapes[printed] + chance.normal(scale=0.1, size=384)
        return Glyph(figure, digit, (shape / np.linalg.norm(shape)).astype(np.float32))

    right = [glyph(number, digit, digit) for number, digit in enumerate("33338888")]

    assert odd_ones(right) == frozenset()
    assert odd_ones([*right, glyph(8, "3", "8")]) >= {8}


def test_a_year_read_in_two_ways_is_none() -> None:
    readings = (("某县2023年政府信息公开工作年度报告", 0.99), ("某县2028年政府信息公开工作年度报告", 0.99))

    judgement = judged(line(*"ddd", cell=OUTSIDE), readings, 0.76, HEIGHT, "other")

    assert judgement.text == f"某县{LOST * 4}年政府信息公开工作年度报告"


def test_signs_that_look_alike_are_one() -> None:
    assert canonical("○") == canonical("O") == canonical("0") == "0"
    assert canonical("一") == canonical("——") == "-"
    assert not needs_two_readings("2.没有现成信息需要另行制作")


def drawn(level: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A table of two cells, one blank, one with a digit of some grey."""
    page = np.full((400, 700, 3), 255, np.uint8)
    for x in (50, 350, 650):
        cv2.line(page, (x, 100), (x, 200), (0, 0, 0), 3)
    for y in (100, 200):
        cv2.line(page, (50, y), (650, y), (0, 0, 0), 3)
    cv2.putText(page, "7", (480, 165), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (level,) * 3, 3)
    return page


@pytest.mark.parametrize(("level", "faint"), [(0, False), (228, True)], ids=["black", "pale"])
def test_only_paper_is_blank(level: int, faint: bool) -> None:
    told = ink(drawn(level), POINT)
    found = rulings(told.all, POINT, 1)
    (table,) = lattices(found.edges, 1)
    lines = cell_lines(told, found, [table.cell_box(index) for index in range(2)], POINT)

    assert [(each.cell, each.faint) for each in lines] == [(1, faint)]

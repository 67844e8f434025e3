"""The small functions that a PDF page goes through."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from pdfplumber.table import edges_to_intersections, intersections_to_cells, merge_edges

from gongkai.model import Table
from gongkai.readers.pdf.furniture import without_furniture
from gongkai.readers.pdf.lattice import closing, lattices, smallest_cells
from gongkai.readers.pdf.objects import Char, Edge, Frame, PageObjects, once
from gongkai.readers.pdf.paragraphs import margins, paragraphs
from gongkai.readers.pdf.paths import path_edges, ruling
from gongkai.readers.pdf.reader import laid_out
from gongkai.readers.pdf.text import Line, cell_text, text

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = 12.0


def line(content: str, *, top: float = 100, left: float = 72, page: int = 1, size: float = SIZE, gaps: int = 0) -> Line:
    return Line(page, content, (left, top, left + size * len(content), top + size), size, gaps)


def joined(lines: Sequence[Line]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(lines, margins(lines))]


def test_slanting_rulings_of_turned_pages_are_level() -> None:
    assert ruling((10, 20), (200, 21.5)) == Edge(10, 20.75, 200, 20.75)
    assert ruling((10, 20), (200, 25)) is None
    assert ruling((10, 20), (10.2, 20.2)) is None


def test_a_frame_filled_between_two_boxes_has_four_sides() -> None:
    outer = [(0, 0), (100, 0), (100, 50), (0, 50), (0, 0)]
    inner = [(1, 1), (99, 1), (99, 49), (1, 49), (1, 1)]

    assert len(list(path_edges([outer, inner], stroked=False, filled=True))) == 4
    assert not list(path_edges([outer], stroked=False, filled=True))
    assert not list(path_edges([outer], stroked=False, filled=False))


@pytest.mark.parametrize(("turns", "shown"), [(0, (10, 180)), (1, (20, 10)), (2, (90, 20)), (3, (180, 90))])
def test_where_a_point_is_shown_after_quarter_turns(turns: int, shown: tuple[float, float]) -> None:
    assert Frame((0, 0, 100, 200), turns).point(10, 20) == shown


@pytest.mark.parametrize("seed", range(20))
def test_cells_are_those_that_the_library_finds(seed: int) -> None:
    chance = random.Random(seed)
    places = [0, 20, 40, 60, 80, 100]
    spans = [sorted(chance.sample(places, 2)) for _ in range(40)]
    level = [(a, y, b, y) for (a, b), y in zip(spans[:20], chance.choices(places, k=20), strict=True)]
    plumb = [(x, a, x, b) for (a, b), x in zip(spans[20:], chance.choices(places, k=20), strict=True)]
    edges = [
        {
            "x0": x0,
            "top": top,
            "x1": x1,
            "bottom": bottom,
            "width": x1 - x0,
            "height": bottom - top,
            "orientation": kind,
        }
        for kind, drawn in (("h", level), ("v", plumb))
        for x0, top, x1, bottom in drawn
    ]
    points = edges_to_intersections(merge_edges(edges, 3, 3, 3, 3), 3, 3)

    assert smallest_cells(points) == intersections_to_cells(points)
    assert smallest_cells(points)


def test_a_mark_that_hangs_over_a_ruling_stays_with_its_word() -> None:
    rulings = [Edge(x, 0, x, 40) for x in (0, 48, 100)] + [Edge(0, y, 100, y) for y in (0, 40)]
    words = [Char(sign, 12.0 * place, 15, 12, 12) for place, sign in enumerate("不补正）、")]
    page = PageObjects(1, 100, 200, (*words, Char("0", 70, 30, 6, 12)), tuple(rulings))

    (table,) = laid_out([page], "PDF").blocks

    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["不补正）、", "0"]


def test_equal_figures_side_by_side_are_two() -> None:
    chars = [Char("4", 10, 50, 6, 12), Char("4", 16, 50, 6, 12), Char("4", 10.6, 50.4, 6, 12)]

    assert [char.x for char in once(chars)] == [10, 16]


def test_words_are_parted_by_gaps() -> None:
    assert text([Char("一", 0, 0, 12, 12), Char("二", 15, 0, 12, 12), Char("三", 40, 0, 12, 12)]) == "一二 三"
    assert text([Char("⼯", 0, 0, 12, 12), Char("作", 12, 0, 12, 12)]) == "工作"


def test_turned_text_in_a_cell_is_read_along_its_direction() -> None:
    upwards = [Char("结", 20, 80, 12, 12, 1), Char("果", 20, 68, 12, 12, 1)]

    assert cell_text(upwards) == "结果"


def test_a_missing_piece_of_the_first_rule_is_added() -> None:
    """A table that goes on after a page break, its first rule drawn over some columns only."""
    edges = [Edge(100, 50, 200, 50), Edge(0, 80, 200, 80), Edge(0, 110, 200, 110)]
    edges += [Edge(x, 50, x, 110) for x in (0, 100, 200)]

    assert closing(edges) == [Edge(0, 50, 100, 50)]
    assert [cell for lattice in lattices(edges, 1) for cell in lattice.cells] == [
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_wrapped_lines_are_joined_and_headings_are_not() -> None:
    lines = [
        line("一、总体情况", left=96),
        line("字" * 34, left=96, top=120),
        line("字" * 36, top=140),
        line("字。", top=160),
        line("字" * 34, left=96, top=180),
        line("2.1万条", top=200),
        line("（一）主动公开", left=96, top=220),
    ]

    assert joined(lines) == [
        "一、总体情况",
        "字" * 70 + "字。",
        "字" * 34 + "2.1万条",
        "（一）主动公开",
    ]


def test_without_indents_a_number_begins_a_paragraph() -> None:
    lines = [line("字" * 36), line("1.主动公开", top=120), line("字" * 36, top=140), line("二、申请", top=160)]

    assert joined(lines) == ["字" * 36, "1.主动公开", "字" * 36, "二、申请"]


def test_a_heading_at_the_margin_after_a_full_last_line_begins_a_paragraph() -> None:
    """Body paragraphs are indented, headings are not; a number inside a sentence is no heading."""
    lines = [
        line("字" * 34, left=96),
        line("字" * 35 + "。", top=120),
        line("一、总体情况", top=140),
        line("字" * 34, left=96, top=160),
    ]
    inside = [
        line("字" * 34, left=96),
        line("字" * 36, top=120),
        line("二、三季度", top=140),
        line("字" * 34, left=96, top=160),
    ]

    assert joined(lines)[1] == "一、总体情况"
    assert joined(inside)[0] == "字" * 70 + "二、三季度"


def test_rows_of_figures_are_not_joined() -> None:
    lines = [line("字" * 36, gaps=7), line("字" * 36, top=120, gaps=7)]

    assert len(joined(lines)) == 2


def test_a_word_that_did_not_fit_shows_that_the_line_was_full() -> None:
    lines = [line("字" * 36), line("字" * 30, top=120), line("https://www.example.org/a", top=140)]

    assert joined(lines)[-1].endswith("字https://www.example.org/a")


def test_a_number_in_the_middle_of_a_page_is_no_page_number() -> None:
    pages = [
        [line("- 3 -", top=20, page=n), line("5", top=400, page=n), line(f"1{n}", top=800, page=n)] for n in (1, 2)
    ]

    kept = without_furniture(pages, {1: 842.0, 2: 842.0})

    assert [[line.text for line in page] for page in kept] == [["5"], ["5"]]


@pytest.mark.parametrize(
    ("texts", "gap"),
    [(["4", "9"], 30), (["1", "2"], 15), (["- - 3 - -"], 30)],
    ids=["do not count pages", "too near to the text", "marks of a table"],
)
def test_figures_at_the_foot_of_a_page_stay(texts: list[str], gap: float) -> None:
    """The last row of a table without rulings, all of it blank but one figure."""
    pages = [
        [line("3.其他", top=800 - gap, page=n), line(text, top=800, page=n)] for n, text in enumerate(texts, start=1)
    ]

    kept = without_furniture(pages, dict.fromkeys(range(1, len(texts) + 1), 842.0))

    assert [len(page) for page in kept] == [2] * len(texts)


def test_a_foot_that_counts_pages_is_kept_once() -> None:
    pages = [[line("字", page=n), line(f"某某县政府信息公开年报 {n}/3", top=820, page=n)] for n in (1, 2, 3)]

    kept = without_furniture(pages, {1: 842.0, 2: 842.0, 3: 842.0})

    assert [len(lines) for lines in kept] == [2, 1, 1]

"""Figures cut in two by a page's end are no figures; rows that end whole on either page are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.readers.documents import matrix, pdf, rule, tables, write

from gongkai.readers.pdf.objects import LOST
from gongkai.readers.pdf.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

XS = (72, 250, 290, 330)
LAST = ("1.本机关不掌握", "78", "5")


def table(*rows: tuple[str, ...], top: float, xs: tuple[float, ...] = XS) -> Callable[[Canvas], None]:
    cells = [(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return lambda canvas: rule(canvas, xs, [top + 30 * n for n in range(len(rows) + 1)], cells)


def read_over(
    upper: tuple[str, ...], *lower: tuple[str, ...], between: str = "", xs: tuple[float, ...] = XS
) -> list[list[str]]:
    """The last row of the first page, and the rows of the second."""

    def second(canvas: Canvas) -> None:
        if between:
            write(canvas, 60, between)
        table(*lower, top=100, xs=xs)(canvas)

    first = table(("一、本年新收政府", "9", "9"), upper, top=720)
    above, below = tables(read(pdf(first, second)).blocks)
    return [matrix(above)[-1], *matrix(below)]


@pytest.mark.parametrize("label", ["", "关政府信息"], ids=["label whole", "label cut too"])
def test_a_figure_cut_by_the_page_is_two_lines_of_one_cell(label: str) -> None:
    assert read_over(LAST, (label, "07", ""), ("2.没有现成信息", "1", "1")) == [
        ["1.本机关不掌握", "78\n07", "5"],
        [label, f"07{LOST}", ""],
        ["2.没有现成信息", "1", "1"],
    ]


def test_below_a_repeated_head_too() -> None:
    assert read_over(LAST, ("勾稽关系", "自然人", "总计"), ("", "07", ""), ("2.没有", "1", "1"))[0][1] == "78\n07"


@pytest.mark.parametrize("label", ["2.没有现成信息", "（七）总计", "总计", "行政许可"])
def test_a_row_with_a_label_of_its_own_is_whole(label: str) -> None:
    rows = (label, "07", "1")

    assert read_over(LAST, rows, ("3.其他", "1", "1"))[:2] == [[*LAST], [*rows]]


def test_figures_that_stand_whole_on_the_second_page_are_left_to_the_recogniser() -> None:
    upper, lower = ("1.本机关不掌握", "", ""), ("关政府信息", "07", "1")

    assert read_over(upper, lower, ("3.其他", "1", "1"))[:2] == [[*upper], [*lower]]


def test_another_table_is_no_rest_of_the_first() -> None:
    lower = ("", "07", "1")

    assert read_over(LAST, lower, lower, between="四、政府信息公开行政复议、行政诉讼情况")[0] == [*LAST]
    assert read_over(LAST, lower, lower, xs=(72, 240, 290, 330))[0] == [*LAST]


def test_a_row_whose_figures_stand_on_the_page_before_its_label() -> None:
    label = ("3.其他需要说明", "", "")

    assert read_over(("", "16", "18"), label, ("（七）总计", "1", "1"))[:2] == [
        ["", "", ""],
        ["3.其他需要说明", "16", "18"],
    ]


def test_a_row_whose_figures_stand_on_the_page_after_its_label() -> None:
    assert read_over(("3.其他", "", ""), ("", "16", "/"), ("（七）总计", "1", "1"))[:2] == [
        ["3.其他", "16", "/"],
        ["", "", ""],
    ]


def test_two_rows_with_a_label_each_are_two_rows() -> None:
    upper, lower = ("2.没有现成信息", "", ""), ("3.其他", "16", "18")

    assert read_over(upper, lower, ("（七）总计", "1", "1"))[:2] == [[*upper], [*lower]]

"""The proceedings table in other layouts than the form's single row of fifteen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.recognise import ruled, shapes

from gongkai import codes
from gongkai.recognise import read_tables

if TYPE_CHECKING:
    from gongkai.model import Table

HEADING = ruled.heading("四、政府信息公开行政复议、行政诉讼情况")
RESULTS = [codes.column_label("proceedings", column) for column in codes.column_codes("proceedings")]


def values(*tables: Table) -> list[object]:
    return [figure.value for figure in read_tables(ruled.document(HEADING, *tables))[2].figures]


def test_one_row_a_channel() -> None:
    """The turned form: channels down, results across."""
    cells: list[ruled.Spanned] = [(0, 0, 1, 1, ""), *((0, 1 + i, 1, 1, text) for i, text in enumerate(RESULTS))]
    for row, name in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"), 1):
        cells += [(row, 0, 1, 1, name), *((row, 1 + i, 1, 1, str(row * 10 + i)) for i in range(5))]
    assert values(ruled.table(cells)) == [row * 10 + i for row in (1, 2, 3) for i in range(5)]


def test_a_blank_half_of_a_header_row_is_no_row_of_values() -> None:
    """Header words of the two lawsuits stand beside blank cells; the figures come below."""
    cells = [c for c in ruled.proceedings([str(i) for i in range(15)]).cells if c.row != 1 or c.column >= 5]
    spanned = [(c.row, c.column, c.row_span, c.column_span, c.text) for c in cells]
    spanned = [cell for cell in spanned if not (cell[0] == 2 and cell[1] >= 10)]
    spanned += [(r, i, 1, 1, "") for r in (1, 2) for i in range(5)] + [(2, 10 + i, 1, 1, "") for i in range(5)]
    assert values(ruled.table(spanned)) == list(range(15))


FIGURES = [str(i) for i in range(15)]
OPEN = [(None, "unreadable")] * 15


def spanned(table: Table) -> list[ruled.Spanned]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells]


def statuses(table: Table) -> tuple[list[tuple[object, str]], list[str]]:
    reading = read_tables(ruled.document(HEADING, table))[2]
    return [(f.value, f.status) for f in reading.figures], [f.type for f in reading.findings]


@pytest.mark.parametrize(("left", "right"), [(1, 1), (1, 0), (0, 1), (2, 2)])
@pytest.mark.parametrize("figures", [FIGURES, ["", *FIGURES[1:14], ""], [""] * 15])
def test_columns_that_are_blank_in_the_header_too_are_margins(left: int, right: int, figures: list[str]) -> None:
    """A 17-column grid with a blank column on both sides holds the same fifteen figures."""
    cells = [(r, c + left, h, w, t) for r, c, h, w, t in spanned(ruled.proceedings(figures))]
    sides = [*range(left), *range(left + 15, left + 15 + right)]
    cells += [(row, column, 1, 1, "") for row in range(4) for column in sides]
    expected = [(int(text), "reported") if text else (None, "blank") for text in figures]
    assert statuses(ruled.table(cells)) == (expected, [])


def test_a_row_of_too_few_cells_is_open() -> None:
    """Rulings lost under a seal: thirteen cells, the last one over three columns, header words lost as well."""
    cells = [c for c in spanned(ruled.proceedings(FIGURES)) if c[:2] not in {(2, 12), (2, 13)} and c[0] != 3]
    cells += [(2, 12, 1, 2, "文"), *((3, i, 1, 1, FIGURES[i]) for i in range(12)), (3, 12, 1, 3, "山\n1")]
    figures, findings = statuses(ruled.table(cells))
    assert figures == OPEN
    assert "column_uncertain" in findings


@pytest.mark.parametrize("text", ["1\n0", "〔存疑〕0", "小山"])
def test_a_row_that_is_not_taken_leaves_no_blanks(text: str) -> None:
    """One figure too many in the row, and it is read or not: none of the fifteen is blank."""
    cells = [c for c in spanned(ruled.proceedings(FIGURES)) if c[0] != 3]
    cells += [(3, 0, 1, 5, text), *((3, i, 1, 1, text) for i in range(5, 15)), (4, 0, 1, 15, "")]
    figures, findings = statuses(ruled.table(cells))
    assert {status for _, status in figures} == {"unreadable"}
    assert findings


def test_a_table_without_a_figure_below_its_header_is_blank() -> None:
    """Nothing printed is nothing open."""
    assert statuses(ruled.proceedings([""] * 15)) == ([(None, "blank")] * 15, [])


def test_a_row_of_text_that_goes_on_in_the_next_line_is_open() -> None:
    """Thirteen cells, and two more in the line below: the blanks at the end of the first are none."""
    header = " | ".join(RESULTS * 3)
    lines = ["行政复议 |  行政诉讼", header, " | ".join([*FIGURES[:12], " "]), "|  7 | 14"]
    figures = read_tables(shapes.document([HEADING.text, *lines, "五、存在的主要问题"]))[2].figures
    assert [(f.value, f.status) for f in figures] == OPEN

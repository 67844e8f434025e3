"""The proceedings table in other layouts than the form's single row of fifteen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.recognise import ruled

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

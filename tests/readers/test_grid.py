"""Spans on a grid: nothing covered twice, nothing lost, nothing beyond the table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.documents import covered, spans

from gongkai.errors import UnreadableFileError
from gongkai.readers.grid import LAYOUT_CELL_CHARACTERS, Placed, Spanning, compact, is_layout, place, table

GRIDS = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 6)), min_size=1, max_size=6), min_size=1, max_size=8
)


@given(GRIDS)
def test_each_position_is_covered_at_most_once_and_every_cell_is_kept(grid: list[list[tuple[int, int]]]) -> None:
    rows = [
        [Spanning(text=f"{r}.{c}", row_span=height, column_span=width) for c, (height, width) in enumerate(row)]
        for r, row in enumerate(grid)
    ]

    made = table(place(rows), 1)

    ground = covered(made)
    assert len(ground) == len(set(ground))
    assert sorted(cell.text for cell in made.cells) == sorted(cell.text for row in rows for cell in row)
    assert all(row < made.rows and column < made.columns for row, column in ground)
    assert all(cell.where.row == cell.row + 1 and cell.where.column == cell.column + 1 for cell in made.cells)


def test_cells_flow_round_the_cell_that_comes_down_from_above() -> None:
    rows = [
        [Spanning(text="group", row_span=2), Spanning(text="one")],
        [Spanning(text="two")],
        [Spanning(text="wide", column_span=2)],
    ]

    assert spans(table(place(rows), 1)) == {
        "group": (0, 0, 2, 1),
        "one": (0, 1, 1, 1),
        "two": (1, 1, 1, 1),
        "wide": (2, 0, 1, 2),
    }


@pytest.mark.parametrize("height", [0, 9])
def test_a_row_span_ends_with_the_table(height: int) -> None:
    rows = [[Spanning(text="group", row_span=height), Spanning(text="one")], [Spanning(text="two")]]

    assert spans(table(place(rows), 1))["group"] == (0, 0, 2, 1)


def test_a_column_span_ends_at_a_cell_already_there() -> None:
    rows = [[Spanning(text="a"), Spanning(text="b", row_span=2)], [Spanning(text="wide", column_span=3)]]

    assert spans(table(place(rows), 1))["wide"] == (1, 0, 1, 1)


def test_columns_in_which_no_cell_begins_are_dropped() -> None:
    cells = [
        Placed(row=0, column=1, column_span=4, text="head"),
        Placed(row=1, column=1, column_span=3, text="a"),
        Placed(row=1, column=4, text="b"),
    ]

    assert [(cell.text, cell.column, cell.column_span) for cell in compact(cells)] == [
        ("head", 0, 2),
        ("a", 0, 1),
        ("b", 1, 1),
    ]


def test_monstrous_spans_are_refused_before_they_are_laid_out() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        place([[Spanning(text="x", column_span=10**9)]])

    assert caught.value.type == "too_large"


def test_one_cell_or_long_prose_is_layout() -> None:
    assert is_layout(["only"])
    assert is_layout(["menu", "字" * (LAYOUT_CELL_CHARACTERS + 1)])
    assert not is_layout(["规章", "0"])

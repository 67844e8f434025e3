"""Text in every shape: exact where the text determines the figure, otherwise doubtful, never wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.recognise import shapes, shapes_small

from gongkai.recognise import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.model import Figure, FormCode

SEEDS = range(12)
NO_DOUBT_IF_FULL = [shape for shape in shapes.LOSSY if shape.__name__ not in {"label_around", "cells_labels_after"}]


def compare(figures: Iterable[Figure], truth: dict[tuple[str, str], int | None]) -> dict[str, int]:
    """Count the cells read exactly and flagged; a wrong or an invented one fails at once."""
    counts = {"exact": 0, "flagged": 0}
    found = {(f.row, f.column): f for f in figures}
    for key, value in truth.items():
        figure = found.pop(key)
        if figure.status == "unreadable":
            counts["flagged"] += 1
            continue
        assert (figure.value, figure.status == "blank") == (value, value is None), (key, figure)
        counts["exact"] += 1
    assert [f for f in found.values() if f.value is not None] == []
    return counts


@pytest.mark.parametrize("blanks", ["none", "some", "zeros"])
@pytest.mark.parametrize("shape", shapes.EXACT, ids=lambda shape: shape.__name__)
def test_shapes_that_keep_every_cell_are_exact(shape: shapes.Shape, blanks: str) -> None:
    """Tabs, bars and cells on marked lines lose nothing."""
    for seed in SEEDS:
        table = shapes.filled(seed, undivided=seed % 3 == 0, blanks=blanks)
        reading = read_tables(shapes.whole(table, shape))[1]
        assert compare(reading.figures, table.truth)["flagged"] == 0, seed
        assert [f for f in reading.findings if f.severity != "info"] == [f for f in reading.findings if f.type == "unlabelled_rows"]  # fmt: skip


@pytest.mark.parametrize("blanks", ["some", "zeros"])
@pytest.mark.parametrize("shape", shapes.LOSSY, ids=lambda shape: shape.__name__)
def test_shapes_that_lose_blanks_are_doubted_not_guessed(shape: shapes.Shape, blanks: str) -> None:
    """Cells whose column is lost become unreadable, with a finding; the others stay exact."""
    for seed in SEEDS:
        table = shapes.filled(seed, undivided=seed % 3 == 0, blanks=blanks)
        reading = read_tables(shapes.whole(table, shape))[1]
        counts = compare(reading.figures, table.truth)
        assert not counts["flagged"] or any(f.severity == "warning" for f in reading.findings)


@pytest.mark.parametrize("shape", NO_DOUBT_IF_FULL, ids=lambda shape: shape.__name__)
def test_tables_without_blanks_are_exact_in_every_shape(shape: shapes.Shape) -> None:
    """Seven figures a row need no mark to show their columns."""
    for seed in SEEDS:
        table = shapes.filled(seed, undivided=seed % 3 == 0)
        assert compare(read_tables(shapes.whole(table, shape))[1].figures, table.truth)["flagged"] == 0, seed


def test_labels_broken_round_their_figures_are_mostly_exact() -> None:
    """At least four cells in five; the rest is flagged."""
    counts = {"exact": 0, "flagged": 0}
    for seed in SEEDS:
        table = shapes.filled(seed)
        more = compare(read_tables(shapes.whole(table, shapes.label_around))[1].figures, table.truth)
        counts = {key: counts[key] + more[key] for key in counts}
    assert counts["exact"] > 4 * counts["flagged"]


def test_rows_without_label_are_placed_by_order_and_said_so() -> None:
    """Eight rows of figures under （三）不予公开 are its eight grounds."""
    table = shapes.filled(1)
    reading = read_tables(shapes.whole(table, shapes.denials_unlabelled))[1]
    (finding,) = [f for f in reading.findings if f.type == "unlabelled_rows"]
    assert (finding.instance, finding.actual) == ("denied", "8")


def test_seven_rows_for_eight_grounds_are_not_placed() -> None:
    """One row of figures is missing: which one cannot be known, so all stay open."""
    table = shapes.filled(1)
    lines = shapes.denials_unlabelled(table)
    start = lines.index("（三）不予公开 |") + 1
    reading = read_tables(shapes.document([*shapes.HEADER_LINES, *lines[:start], *lines[start + 7 :]]))[1]
    found = {(f.row, f.column): f for f in reading.figures}
    assert found["denied_state_secret", "total"].status == "unreadable"
    assert found["denied_inquiry", "total"].status == "unreadable"
    assert found["granted", "total"].value == table.truth["granted", "total"]


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("blanks", [False, True])
@pytest.mark.parametrize("shape", [*shapes_small.EXACT, *shapes_small.LOSSY], ids=lambda shape: shape.__name__)
def test_disclosure_and_proceedings_in_every_shape(shape: shapes_small.Shape, blanks: bool, form: FormCode) -> None:
    """Exact in shapes that keep blanks, and in all without blanks; never wrong."""
    for seed in SEEDS:
        disclosed = shapes_small.disclosure(seed, form, blanks=blanks)
        disputes = shapes_small.proceedings(seed, blanks=blanks)
        found = read_tables(shapes_small.in_report(shape(disclosed), shape(disputes)))
        assert found[0].form == form
        flagged = [compare(found[0].figures, disclosed.truth)["flagged"], compare(found[2].figures, disputes.truth)["flagged"]]  # fmt: skip
        if shape in shapes_small.EXACT or not blanks:
            assert flagged == [0, 0], seed


def test_a_header_repeated_between_rows_names_no_row() -> None:
    """其他 and 总计 of a header printed again are not the rows of these names."""
    table = shapes.filled(4)
    lines = shapes.cells_on_lines(table)
    cut = lines.index("1.信访举报投诉类申请")
    again = [*lines[:cut], "- 3 -", *shapes.HEADER_LINES, *lines[cut:]]
    assert compare(read_tables(shapes.document([*shapes.HEADER_LINES, *again]))[1].figures, table.truth)["flagged"] == 0


def test_a_digit_torn_apart_leaves_the_row_open() -> None:
    """2 0 10 0 12 0 0 32: eight figures in seven columns are not placed."""
    table = shapes.filled(2)
    lines = shapes.spaces(table)
    torn = next(i for i, line in enumerate(lines) if "予以公开" in line)
    lines[torn] = "（一）予以公开 2 0 10 0 12 0 0 32"
    found = {(f.row, f.column): f for f in read_tables(shapes.document([*shapes.HEADER_LINES, *lines]))[1].figures}
    assert {found["granted", column].status for column in shapes.COLUMNS} == {"unreadable"}
    assert found["partially_granted", "total"].value == table.truth["partially_granted", "total"]


def test_a_label_that_has_lost_its_cells_is_not_blank() -> None:
    """Where every other row has its seven figures, a row without any has lost them."""
    table = shapes.filled(3)
    lines = shapes.spaces(table)
    name, *_ = lines[-1].split(" ")
    reading = read_tables(shapes.document([*shapes.HEADER_LINES, *lines[:-1], name, "（完）"]))[1]
    found = {(f.row, f.column): f for f in reading.figures}
    assert found["carried_out", "total"].status == "unreadable"
    assert [f.instance for f in reading.findings if f.type == "unreadable_cells"] == ["carried_out"]


def test_a_bare_page_number_is_no_cell_of_a_marked_file() -> None:
    """Cells have a tab; a line 3 without one is left out."""
    table = shapes.filled(6, blanks="some")
    lines = shapes.cells_with_tabs(table)
    cut = next(i for i, line in enumerate(lines) if "行政查询" in line)
    again = [*lines[: cut + 3], "3", *lines[cut + 3 :]]
    assert compare(read_tables(shapes.document(again))[1].figures, table.truth)["flagged"] == 0


@pytest.mark.parametrize(
    "shape", [shapes.markdown, shapes.bars_padded, shapes.cells_on_lines, shapes.spaces], ids=lambda s: s.__name__
)
def test_tables_typed_as_text_in_a_page_or_word_file(shape: shapes.Shape) -> None:
    """Paragraphs of a document that is not made of lines are read the same way."""
    table = shapes.filled(5)
    reading = read_tables(replace(shapes.whole(table, shape), line_based=False, media_type="text/html"))[1]
    assert compare(reading.figures, table.truth)["flagged"] == 0


def test_sums_of_the_whole_table_confirm_inferred_columns() -> None:
    """Blanks shrunk to empty lines: where every sum holds, the columns count, and a finding says so."""
    table = shapes.filled(7, blanks="some")
    reading = read_tables(shapes.whole(table, shapes.cells_as_paragraphs))[1]
    assert compare(reading.figures, table.truth)["flagged"] == 0
    assert {(f.type, f.state) for f in reading.findings} == {("column_uncertain", "explained")}


def test_a_sum_that_does_not_hold_confirms_nothing() -> None:
    """One figure changed: the inferred columns stay open, and the printed figures at the ends stay."""
    table = shapes.filled(7, blanks="some")
    lines = shapes.cells_as_paragraphs(table)
    total = str(table.truth["concluded_total", "total"])
    last = len(lines) - 1 - lines[::-1].index(total)
    lines[last] = str(int(total) + 1)
    header = [part for line in shapes.HEADER_LINES for part in (line, "")]
    reading = read_tables(shapes.document([*header, *lines]))[1]
    found = {(f.row, f.column): f for f in reading.figures}
    assert any(f.status == "unreadable" for f in found.values())
    assert found["concluded_total", "total"].value == int(total) + 1
    assert all(
        f.value == table.truth[key]
        for key, f in found.items()
        if f.value is not None and key != ("concluded_total", "total")
    )


def test_seven_figures_of_two_rows_are_not_one_row() -> None:
    """Where blanks are lost, seven figures that do not add up may be the ends of two rows."""
    table = shapes.filled(8)
    lines = shapes.cells_on_lines(table)
    first = lines.index("1.信访举报投诉类申请") + 1
    second = lines.index("2.重复申请") + 1
    torn = [*lines[:first], "13", "1", "1", "1", "1", "1", "0", *lines[first + 7 : second], "4", *lines[second + 7 :]]
    found = {(f.row, f.column): f for f in read_tables(shapes.document([*shapes.HEADER_LINES, *torn]))[1].figures}
    assert {found["declined_petition", column].status for column in shapes.COLUMNS} == {"unreadable"}
    assert found["declined_publication", "total"].value == table.truth["declined_publication", "total"]


def test_a_figure_torn_apart_in_its_cell_is_unreadable_and_no_label() -> None:
    """1 3 in a marked cell: that cell alone is lost."""
    table = shapes.filled(1)
    lines = shapes.cells_with_bars(table)
    first = lines.index("一、本年新收政府信息公开申请数量 |") + 1
    lines[first + 1] = "1 3 |"
    found = {(f.row, f.column): f for f in read_tables(shapes.document([*shapes.HEADER_LINES, *lines]))[1].figures}
    torn = found.pop(("received_new", "enterprise"))
    assert (torn.value, torn.status, torn.raw) == (None, "unreadable", "1 3")
    assert {key: figure.value for key, figure in found.items() if figure.status != "absent"} == {
        key: value for key, value in table.truth.items() if key != ("received_new", "enterprise")
    }


@pytest.mark.parametrize(("total", "placed"), [("5", True), ("6", False)])
def test_a_row_sum_decides_between_places_and_only_where_it_holds(total: str, placed: bool) -> None:
    """One cell too many, two places possible: 3 + 2 = 5 shows which; 3 + 2 = 6 shows nothing."""
    label = "一、本年新收政府信息公开申请数量"
    lines = [f"{label}\t\t3\t\t2\t\t\t{total}\t"]
    reading = read_tables(shapes.document([*shapes.HEADER_LINES, *lines]))[1]
    found = {f.column: (f.value, f.status) for f in reading.figures if f.row == "received_new"}
    if placed:
        assert found["enterprise"] == (3, "reported")
        assert found["total"] == (5, "reported")
        assert found["natural_person"] == (None, "blank")
    else:
        assert {status for _, status in found.values()} == {"unreadable"}
    assert [(f.type, f.state) for f in reading.findings] == [("column_uncertain", "explained" if placed else "failed")]


@pytest.mark.parametrize(("second", "expected"), [("3", (3, "reported")), ("4", (None, "unreadable"))])
def test_a_row_printed_twice(second: str, expected: tuple[int | None, str]) -> None:
    """Alike it counts once; differing, neither counts."""
    head = ["第二十条第（五）项", "信息内容\t本年处理决定数量", "行政许可\t3"]
    reading = read_tables(shapes.document([*head, *head[:2], f"行政许可\t{second}", "行政许可"]))[0]
    (figure,) = [f for f in reading.figures if f.row == "licensing"]
    assert (figure.value, figure.status) == expected
    assert [f.instance for f in reading.findings] == ([] if second == "3" else ["licensing"])


def test_an_undivided_row_that_has_lost_its_cells_is_there_but_open() -> None:
    """（六）其他处理 alone on its line, no rows below it, the table going on: unreadable, not absent."""
    table = shapes.filled(3, undivided=True)
    lines = shapes.cells_on_lines(table)
    label = lines.index("（六）其他处理")
    lines = [*lines[: label + 1], *lines[label + 8 :]]
    found = {(f.row, f.column): f for f in read_tables(shapes.document([*shapes.HEADER_LINES, *lines]))[1].figures}
    assert {found["other_undivided", column].status for column in shapes.COLUMNS} == {"unreadable"}
    assert ("other_other", "total") not in found


@pytest.mark.parametrize(
    "torn_in", [["- 3 -"], ["第3页"], ["- 3 -", *shapes.HEADER_LINES]], ids=["number", "words", "header"]
)
def test_a_page_break_between_a_label_and_its_cells(torn_in: list[str]) -> None:
    """Page number and repeated header stand between the label and its figures: nothing is lost."""
    table = shapes.filled(4)
    lines = shapes.cells_on_lines(table)
    cut = lines.index("1.信访举报投诉类申请") + 1
    again = [*lines[:cut], *torn_in, *lines[cut:]]
    assert compare(read_tables(shapes.document([*shapes.HEADER_LINES, *again]))[1].figures, table.truth)["flagged"] == 0

"""Grids with true spans: page breaks, extra columns, merged values, shifted headers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.recognise import ruled
from tests.recognise.shapes import COLUMNS, Filled, filled

from gongkai.recognise import read_tables

if TYPE_CHECKING:
    from gongkai.model import Figure, Table
    from gongkai.recognise.tables import TableReading

HEADING = ruled.heading("三、收到和处理政府信息公开申请情况")
NEXT = ruled.heading("四、政府信息公开行政复议、行政诉讼情况")


def read(*tables: Table) -> TableReading:
    return read_tables(ruled.document(HEADING, *tables, NEXT))[1]


def by_cell(reading: TableReading) -> dict[tuple[str, str], Figure]:
    return {(f.row, f.column): f for f in reading.figures if f.status != "absent"}


def assert_exact(reading: TableReading, table: Filled) -> None:
    found = by_cell(reading)
    assert {key: figure.value for key, figure in found.items()} == table.truth
    blank = {key for key, value in table.truth.items() if value is None}
    assert {key for key, figure in found.items() if figure.status == "blank"} == blank


@pytest.mark.parametrize("blanks", ["none", "some", "zeros"])
@pytest.mark.parametrize("undivided", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_official_layout_is_read_exactly(seed: int, undivided: bool, blanks: str) -> None:
    """Every figure and every blank of the form, in both editions of （六）."""
    table = filled(seed, undivided=undivided, blanks=blanks)
    reading = read(ruled.table(ruled.applications(table)))
    assert_exact(reading, table)
    assert not reading.findings


@pytest.mark.parametrize("cut", range(1, 22))
def test_page_break_after_any_row(cut: int) -> None:
    """The second part has no header and its group label is cut off from its rows."""
    table = filled(cut, blanks="some")
    parts = (ruled.applications(table, last=cut), ruled.applications(table, first=cut, header=False))
    reading = read(*(ruled.table(cells, number) for number, cells in enumerate(parts, 1)))
    assert_exact(reading, table)


def test_row_cut_in_two_by_the_page_end_is_joined() -> None:
    """Label and figures are split over the break, no cell twice."""
    table = filled(3)
    cut = next(i for i, (labels, _) in enumerate(table.rows) if labels[2] and "大量反复" in labels[2])
    name = table.rows[cut][0][2] or ""
    above = [(r, c, h, w, name[:8] if t == name else t) for r, c, h, w, t in ruled.applications(table, last=cut + 1)]
    values = table.rows[cut][1]
    rows = [(labels, cells) for labels, cells in table.rows]
    below = replace(table, rows=[((None, None, name[8:]), [""] * 7), *rows[cut + 1 :]])
    assert values
    reading = read(ruled.table(above, 1), ruled.table(ruled.applications(below, header=False), 2))
    assert_exact(reading, table)


def test_an_empty_column_too_many_is_left_out() -> None:
    """Sums show that the figures stand under the header, not in the last columns."""
    table = filled(5)
    cells = ruled.applications(table)
    wide = [*cells, *((row, 10, 1, 1, "") for row in range(3 + len(table.rows)))]
    assert_exact(read(ruled.table(wide)), table)


@pytest.mark.parametrize("seed", [5, 6, 7])
def test_an_empty_column_too_many_behind_a_page_break_is_left_out(seed: int) -> None:
    """The part below the break has no header; figures before its last seven columns speak, also where all are 0."""
    table = filled(seed)
    cut = len(table.rows) - 2
    below = ruled.applications(replace(table, rows=table.rows[cut:]), header=False)
    wide = [*below, *((row, 10, 1, 1, "") for row in range(len(table.rows) - cut))]
    above = ruled.applications(table, last=cut)
    wider = [*above, *((row, 10, 1, 1, "") for row in range(3 + cut))]
    assert_exact(read(ruled.table(wider, 1), ruled.table(wide, 2)), table)


def test_figures_left_in_the_label_are_no_blanks() -> None:
    """A reader of tables without rulings may leave the figures in the label's cell."""
    table = filled(5)
    cells = [
        (row, column, height, width, f"{text} 3 0 0 0 0 0 3" if text.startswith("4.保护") else text)
        for row, column, height, width, text in ruled.applications(table)
    ]
    row = next(row for row, _, _, _, text in cells if text.startswith("4.保护"))
    emptied = [(r, c, h, w, "" if r == row and c >= 3 else t) for r, c, h, w, t in cells]
    reading = read(ruled.table(emptied))
    assert {f.status for f in reading.figures if f.row == "denied_third_party"} == {"unreadable"}
    assert any(f.row == "denied_third_party" and f.type == "column_uncertain" for f in reading.findings)


def test_blank_totals_are_no_column_too_many() -> None:
    """Row totals are often left blank; nothing moves into their column."""
    table = filled(5)
    rows = [(labels, [*values[:-1], ""]) for labels, values in table.rows]
    reading = read(ruled.table(ruled.applications(replace(table, rows=rows))))
    assert by_cell(reading)["received_new", "natural_person"].raw == table.rows[0][1][0]
    totals = [f for f in reading.figures if f.column == "total"]
    assert totals
    assert all(f.status == "blank" for f in totals)


def test_header_shifted_by_one_column_does_not_decide() -> None:
    """The body's own last seven columns hold the figures."""
    table = filled(6)
    cells = [(r, c - 1 if r < 3 and c > 3 else c, h, w, t) for r, c, h, w, t in ruled.applications(table) if (r, c) != (1, 3)]  # fmt: skip
    assert_exact(read(ruled.table(cells)), table)


def test_one_value_merged_over_the_row_is_not_split() -> None:
    """A single 0 over seven columns: no figure is invented, the finding says so."""
    table = filled(7)
    row = 3
    cells = [c for c in ruled.applications(table) if not (c[0] == row and c[1] >= 3)]
    reading = read(ruled.table([*cells, (row, 3, 1, 7, "0")]))
    figures = by_cell(reading)
    assert {figures["received_new", column].status for column in COLUMNS} == {"unreadable"}
    assert [f.instance for f in reading.findings if f.type == "merged_cells"] == ["received_new"]


def test_a_row_the_form_does_not_have_takes_no_place() -> None:
    """属于工作秘密 between two prescribed rows: its figures are left out and named."""
    table = filled(8)
    cut = next(i for i, (labels, _) in enumerate(table.rows) if labels[2] and "查询事项" in labels[2])
    extra = ((None, None, "9.属于工作秘密"), ["1", "0", "0", "0", "0", "0", "1"])
    longer = replace(table, rows=[*table.rows[: cut + 1], extra, *table.rows[cut + 1 :]])
    reading = read(ruled.table(ruled.applications(longer)))
    assert_exact(reading, table)
    assert [f.type for f in reading.findings] == ["form_rows"]


def test_words_in_a_value_cell_are_unreadable_not_blank() -> None:
    """见附件 is neither a number nor nothing."""
    table = filled(9)
    cells = [(r, c, h, w, "见附件" if (r, c) == (4, 5) else t) for r, c, h, w, t in ruled.applications(table)]
    reading = read(ruled.table(cells))
    figure = by_cell(reading)["carried_in", "research"]
    assert (figure.value, figure.status, figure.raw) == (None, "unreadable", "见附件")
    assert [f.type for f in reading.findings] == ["unreadable_cells"]


def test_every_figure_knows_its_cell() -> None:
    """Where points at table, row and column of the grid."""
    table = filled(10)
    for figure in read(ruled.table(ruled.applications(table), 4)).figures:
        assert figure.where is not None or figure.status == "blank"
        if figure.where:
            assert figure.where.table == 4
            assert figure.where.column == 4 + COLUMNS.index(figure.column)


@pytest.mark.parametrize("values", [[str(i) for i in range(15)], ["", *"12345678901234"], ["/"] * 15, [""] * 15])
def test_proceedings_keep_number_blank_and_slash_apart(values: list[str]) -> None:
    """Fifteen cells in the order of the form."""
    found = read_tables(ruled.document(NEXT, ruled.proceedings(values)))[2].figures
    states = {"": "blank", "/": "not_applicable"}
    assert [f.status for f in found] == [states.get(value, "reported") for value in values]
    assert [f.value for f in found] == [int(value) if value.isdigit() else None for value in values]


def test_disclosure_rows_ruled_apart_from_their_header() -> None:
    """As many cells as headers, but other column borders: the order decides."""
    words = ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
    cells = [(0, 0, 1, 5, "第二十条第（五）项")]
    cells += [(1, c, 1, w, t) for (c, w), t in zip(((0, 1), (1, 1), (2, 2), (4, 1)), words, strict=True)]
    cells += [
        (2, c, 1, w, t)
        for (c, w), t in zip(((0, 1), (1, 2), (3, 1), (4, 1)), ("行政许可", "7", "-2", "31"), strict=True)
    ]
    reading = read_tables(ruled.document(ruled.heading("二、主动公开政府信息情况"), ruled.table(cells)))[0]
    figures = {f.column: f.value for f in reading.figures if f.row == "licensing"}
    assert figures == {"previous_items": 7, "change": -2, "decisions": 31}
    assert not reading.findings


def test_disclosure_value_merged_over_two_measures_is_not_split() -> None:
    """Two cells under three headers: the wide one is no figure of either."""
    cells = [(0, 0, 1, 4, "第二十条第（一）项")]
    cells += [(1, c, 1, 1, t) for c, t in enumerate(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"))]
    cells += [(2, 0, 1, 1, "规章"), (2, 1, 1, 2, "3"), (2, 3, 1, 1, "9")]
    reading = read_tables(ruled.document(ruled.heading("二、主动公开政府信息情况"), ruled.table(cells)))[0]
    figures = {f.column: (f.value, f.status) for f in reading.figures if f.row == "regulations"}
    assert figures == {"issued": (None, "unreadable"), "repealed": (None, "unreadable"), "in_force": (9, "reported")}
    assert [f.type for f in reading.findings] == ["merged_cells"]


def test_tables_run_together_in_one_grid_are_told_apart() -> None:
    """Applications, a heading and proceedings as one grid of thirty columns."""
    table = filled(21)
    upper = [(r, c * 3, h, w * 3, t) for r, c, h, w, t in ruled.applications(table)]
    below = 3 + len(table.rows)
    values = [str(i + 40) for i in range(15)]
    lower = [
        (c.row + below + 1, c.column * 2, c.row_span, c.column_span * 2, c.text)
        for c in ruled.proceedings(values).cells
    ]
    cells = [*upper, (below, 0, 1, 30, "四、政府信息公开行政复议、行政诉讼情况"), *lower]
    _, applications, proceedings = read_tables(ruled.document(HEADING, ruled.table(cells)))
    assert_exact(applications, table)
    assert [f.value for f in proceedings.figures] == [int(value) for value in values]


def test_one_value_merged_over_two_rows_is_not_copied() -> None:
    """A figure that reaches down over two rows belongs to neither alone."""
    table = filled(11)
    cells = [c for c in ruled.applications(table) if (c[0], c[1]) not in {(3, 9), (4, 9)}]
    figures = by_cell(read(ruled.table([*cells, (3, 9, 2, 1, "77")])))
    assert figures["received_new", "total"].status == "unreadable"
    assert figures["carried_in", "total"].status == "unreadable"
    assert figures["carried_in", "natural_person"].value == table.truth["carried_in", "natural_person"]


@pytest.mark.parametrize("remark", ["", "见说明"])
def test_a_column_of_remarks_behind_the_total_moves_no_row(remark: str) -> None:
    """Blank first figures and a blank column at the end are not a row pushed to the right."""
    table = filled(4, blanks="zeros")
    cells = [*ruled.applications(table), (0, 10, 3, 1, "备注")]
    cells += [(3 + row, 10, 1, 1, remark if row == 0 else "") for row in range(len(table.rows))]
    assert_exact(read(ruled.table(cells)), table)


def test_a_clause_printed_behind_the_next_table_is_in_doubt_not_absent() -> None:
    """Fees stand under 第（八）项 after the applications table: their amount is not taken, and a finding says so."""
    first = [(0, 0, 1, 4, "第二十条第（五）项"), (1, 0, 1, 1, "信息内容"), (1, 1, 1, 3, "本年处理决定数量")]
    first += [(2, 0, 1, 1, "行政许可"), (2, 1, 1, 3, "7")]
    last = [(0, 0, 1, 4, "第二十条第（八）项"), (1, 0, 1, 1, "信息内容"), (1, 1, 1, 3, "本年收费金额（单位：万元）")]
    last += [(2, 0, 1, 1, "行政事业性收费"), (2, 1, 1, 3, "920.39")]
    tables = (ruled.table(first, 1), ruled.table(ruled.applications(filled(5)), 2), ruled.table(last, 3))
    reading = read_tables(ruled.document(tables[0], HEADING, tables[1], tables[2], NEXT))[0]
    statuses = {(f.row, f.column): f.status for f in reading.figures}
    assert statuses["licensing", "decisions"] == "reported"
    assert statuses["fees", "amount"] == "unreadable"
    assert [f.type for f in reading.findings if f.row == "fees"] == ["column_uncertain"]

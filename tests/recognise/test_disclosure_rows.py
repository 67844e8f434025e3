"""Rows of the disclosure table that have lost their header or their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.recognise import ruled
from tests.recognise.shapes import document

from gongkai.recognise import read_tables

if TYPE_CHECKING:
    from gongkai.recognise.tables import TableReading

TOP = [
    "第二十条第（一）项",
    "信息内容",
    "本年制发件数",
    "本年废止件数",
    "现行有效件数",
    "规章",
    "1",
    "0",
    "4",
    "行政规范性文件",
    "2",
    "1",
    "9",
]


def read(lines: list[str]) -> tuple[TableReading, dict[tuple[str, str], tuple[object, str]]]:
    reading = read_tables(document(lines))[0]
    return reading, {(f.row, f.column): (f.value, f.status) for f in reading.figures}


def test_a_row_of_another_clause_does_not_take_the_header_above() -> None:
    """行政许可 below the columns of clause （一）: its figures are open, and a finding says so."""
    reading, found = read([*TOP, "行政许可", "7"])
    assert found["licensing", "decisions"] == (None, "unreadable")
    assert ("licensing", "issued") not in found
    assert [(f.type, f.row) for f in reading.findings] == [("column_uncertain", "licensing")]


def test_figures_above_their_label_leave_the_row_open() -> None:
    """Header, figures, then the label: nobody says that they belong together."""
    block = ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "43.7", "行政事业性收费"]
    reading, found = read([*TOP, *block, "三、收到和处理政府信息公开申请情况"])
    assert found["fees", "amount"] == (None, "unreadable")
    assert [(f.type, f.row) for f in reading.findings] == [("unreadable_cells", "fees")]


def test_a_row_without_cells_among_full_ones_has_lost_them() -> None:
    """Other rows have their figures, this one has no cell: not blank."""
    block = ["第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "行政强制", "5"]
    reading, found = read([*TOP, *block, "三、收到和处理政府信息公开申请情况"])
    assert found["penalties", "decisions"] == (None, "unreadable")
    assert found["coercion", "decisions"] == (5, "reported")
    assert [(f.type, f.row) for f in reading.findings] == [("unreadable_cells", "penalties")]


def test_a_header_after_its_clause_was_lost_still_serves() -> None:
    """The words of the header decide, and the row tells the clause."""
    _, found = read([*TOP, "信息内容", "本年处理决定数量", "行政许可", "7"])
    assert found["licensing", "decisions"] == (7, "reported")


REST = ["第二十条第（五）项", "信息内容", "本年处理决定数量", "行政许可", "512", "三、收到和处理政府信息公开申请情况"]
FIRST_ROWS = [(row, column) for row in ("regulations", "normative_documents") for column in ("issued", "repealed", "in_force")]  # fmt: skip


@pytest.mark.parametrize(
    "top",
    [
        ["规章", "1", "0", "4", "行政规范性文件", "2", "1", "9"],
        ["信总�容 本制件��", "规章 1 0 4", "行政规范性文件 2 1 9"],
        ["信息内容本年制发件数本年废止件数现行有效件数", "规章003", "规范性文件189178"],
    ],
)
def test_rows_above_the_first_clause_that_can_be_read_are_open(top: list[str]) -> None:
    """A seal over the clause and the header of the first block: its rows are printed, so none is absent."""
    reading, found = read(["二、主动公开政府信息情况", *top, *REST])
    assert {found[key] for key in FIRST_ROWS} == {(None, "unreadable")}
    assert found["licensing", "decisions"] == (512, "reported")
    assert {f.row for f in reading.findings} >= {"regulations", "normative_documents"}


def test_rows_of_a_grid_above_the_first_clause_are_open() -> None:
    """The same in a ruled table."""
    texts = [("", "�", "�", "�"), ("规章", "1", "0", "4"), ("行政规范性文件", "2", "1", "9")]
    cells: list[ruled.Spanned] = [(r, c, 1, 1, text) for r, row in enumerate(texts) for c, text in enumerate(row)]
    cells += [(3, 0, 1, 4, "第二十条第（五）项"), (4, 0, 1, 1, "信息内容"), (4, 1, 1, 3, "本年处理决定数量")]
    cells += [(5, 0, 1, 1, "行政许可"), (5, 1, 1, 3, "512")]
    reading = read_tables(ruled.document(ruled.heading("二、主动公开政府信息情况"), ruled.table(cells)))[0]
    found = {(f.row, f.column): (f.value, f.status) for f in reading.figures}
    assert {found[key] for key in FIRST_ROWS} == {(None, "unreadable")}
    assert found["licensing", "decisions"] == (512, "reported")
    assert reading.findings


@pytest.mark.parametrize("label", ["", "行�许□"])
@pytest.mark.parametrize("grid", [False, True])
def test_a_row_whose_label_is_lost_is_not_absent(label: str, grid: bool) -> None:
    """Figures in the clause of a row that is not found may be its own."""
    rows = [["第二十条第（五）项", ""], ["信息内容", "本年处理决定数量"], [label, "512"], ["第二十条第（六）项", ""]]
    rows += [["信息内容", "本年处理决定数量"], ["行政处罚", "3"], ["行政强制", "4"]]
    cells: list[ruled.Spanned] = [(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    doc = ruled.document(ruled.table(cells)) if grid else document(["\t".join(row) for row in rows])
    reading = read_tables(doc)[0]
    found = {(f.row, f.column): (f.value, f.status) for f in reading.figures}
    assert found["licensing", "decisions"] == (None, "unreadable")
    assert (found["penalties", "decisions"], found["coercion", "decisions"]) == ((3, "reported"), (4, "reported"))
    assert found["fees", "amount"] == (None, "absent")
    assert "unlabelled_rows" in {f.type for f in reading.findings}


def test_label_and_figures_without_a_blank_between_are_open() -> None:
    """规范性文件189178: three figures run together."""
    reading, found = read([*TOP[:9], "规范性文件189178", *REST])
    assert {found["normative_documents", column] for column in ("issued", "repealed", "in_force")} == {
        (None, "unreadable")
    }
    assert "normative_documents" in {f.row for f in reading.findings}


def test_a_line_longer_than_its_header_with_blanks_is_open() -> None:
    """Cells of a converted line stand apart from their header: a blank may belong to another column."""
    lines = [
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "| 规章 | 0 |  | 12 |  |",
        "| 行政规范性文件 | 1 | 2 | 3 |",
    ]
    _, found = read(["第二十条第（一）项", *lines, *REST])
    assert found["regulations", "issued"] == (None, "unreadable")
    assert found["normative_documents", "in_force"] == (3, "reported")


LICENCES = ["第二十条第（五）项", "信息内容", "本年处理决定数量", "行政许可", "512"]
PENALTIES = ["第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "31", "行政强制", "0"]
FEES = ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "0"]
BELOW = [*TOP, *LICENCES, *PENALTIES, *FEES]
HEADING = "二、主动公开政府信息情况"


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        (["第二十条第（一）项规范性文件2件", "第二十条第（五）项许可512件"], [], []),
        (["第二十条第（五）项", "行政许可512件"], [], []),
        (["第二十条第（一）项信息2条", "行政处罚31件"], [], []),
        ([], ["行政许可512件"], []),
        ([], ["行政许可512件。", "行政处罚31件"], []),
        ([], [], ["行政许可512件", "行政处罚31件"]),
    ],
)
def test_sentences_that_speak_like_rows_are_none(before: list[str], between: list[str], after: list[str]) -> None:
    """Clauses named in the overview begin no table, and 行政许可512件 under no header is prose."""
    plain, wanted = read(["一、总体情况", HEADING, *BELOW, "三、收到和处理政府信息公开申请情况"])
    lines = ["一、总体情况", *before, HEADING, *between, *BELOW, *after, "三、收到和处理政府信息公开申请情况"]
    reading, found = read(lines)
    assert found == wanted
    assert (reading.findings, reading.form) == (plain.findings, plain.form) == ((), "2021")
    start = lines.index(HEADING) + 1 + len(between)
    assert reading.blocks == frozenset(range(start, start + len(BELOW)))


def test_a_count_in_place_of_its_row_keeps_its_doubt() -> None:
    """Where the table has no such row of its own, the line may be it."""
    reading, found = read([*TOP, "行政许可512件", *PENALTIES, *FEES])
    assert found["licensing", "decisions"] == (None, "unreadable")
    assert [(f.type, f.row) for f in reading.findings] == [("column_uncertain", "licensing")]

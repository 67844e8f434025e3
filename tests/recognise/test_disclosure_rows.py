"""Rows of the disclosure table that have lost their header or their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

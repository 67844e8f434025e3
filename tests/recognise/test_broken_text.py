"""Tables in texts that converters have taken apart: exact where bars still show the cells, open where they do not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from tests.recognise import ruled, shapes
from tests.recognise.test_shapes import compare

from gongkai.recognise import read_tables

if TYPE_CHECKING:
    from gongkai.recognise.tables import TableReading

SEEDS = range(4)


def rows_of(table: shapes.Filled) -> list[list[str]]:
    """Labels printed in the row, then its seven cells."""
    return [[*(text for text in labels if text), *cells] for labels, cells in table.rows]


def read(lines: list[str]) -> TableReading:
    return read_tables(shapes.document(["三、收到和处理政府信息公开申请情况", *lines, "四、其他"]))[1]


def wrong(reading: TableReading, table: shapes.Filled) -> list[object]:
    """Figures that are neither exact nor open."""
    return [
        (f.row, f.column, f.value, f.status)
        for f in reading.figures
        if f.status not in ("absent", "unreadable") and table.truth.get((f.row, f.column)) != f.value
    ]


@pytest.mark.parametrize("blanks", ["none", "some", "zeros"])
@pytest.mark.parametrize("seed", SEEDS)
def test_rows_broken_inside_blank_cells_are_put_together(seed: int, blanks: str) -> None:
    """`a | 0 |` and `| 0` on two lines are `a | 0 |  | 0`."""
    table = shapes.filled(seed, blanks=blanks)
    lines: list[str] = []
    for row in rows_of(table):
        lines += " | ".join(cell or "\n" for cell in row).split("\n")
        lines += [""] * (not row[-1])
    counts = compare(read(lines).figures, table.truth)
    # Where nearly every line ends with a bar, bars may as well enclose the rows.
    assert blanks == "zeros" or counts["flagged"] == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_of_every_length_that_end_with_a_blank_have_lost_cells(seed: int) -> None:
    """No length is the usual one: a row that is too short is not filled up with blanks."""
    table = shapes.filled(seed)
    lines = []
    for i, row in enumerate(rows_of(table)):
        lost = (0, 2, 3, 4, 5)[i % 5]
        lines.append("\t".join([*row[: len(row) - lost], *[""] * (lost > 0)]))
    reading = read(lines)
    assert reading.figures
    assert not wrong(reading, table)


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_run_together_leave_no_blank(seed: int) -> None:
    """`17 1 | | 33`: a blank beside two figures in one cell is no blank, and the figures behind it have moved."""
    chance = random.Random(seed)
    table = shapes.filled(seed)
    lines = []
    for row in rows_of(table):
        labels, cells = row[:-7], row[-7:]
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(6)
            if at + 1 < len(cells):
                cells[at : at + 2] = [f"{cells[at]} {cells[at + 1]}"]
        lines.append("| " + " | ".join([*labels, *cells, *[""] * (7 - len(cells))]) + " |")
    reading = read(lines)
    assert reading.figures
    assert not wrong(reading, table)


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_of_a_text_that_came_apart_count_with_their_sum_only(seed: int) -> None:
    """Rows broken anywhere over lines of bars: what is left in the first line is no row."""
    chance = random.Random(seed)
    table = shapes.filled(seed)
    lines = []
    for row in rows_of(table):
        cut = chance.randint(len(row) - 6, len(row)) if chance.random() < 0.5 else len(row)
        lines.append("| " + " | ".join([*row[:cut], *[""] * (len(row) - cut)]) + " |")
        lines += ["| " + " | ".join(["", *row[cut:]]) + " |"] if cut < len(row) else []
    reading = read(lines)
    assert reading.figures
    assert not wrong(reading, table)


@pytest.mark.parametrize("style", ["", 'width="7%"| '])
@pytest.mark.parametrize("blanks", ["none", "some"])
def test_table_in_the_mark_up_of_a_wiki(blanks: str, style: str) -> None:
    """One cell a line behind a bar, rows parted by `|-`; a minus sign in a cell ends no row."""
    table = shapes.filled(5, blanks=blanks)
    lines = ["{|"]
    for labels, cells in table.rows:
        lines += ["|-", *(f"|{style} {text or ''}" for text in (*labels, *cells))]
    reading = read([*lines, "|}"])
    assert compare(reading.figures, table.truth)["flagged"] == 0


@pytest.mark.parametrize("blanks", ["none", "some"])
def test_rows_that_keep_the_label_of_their_group_alone_stand_in_order(blanks: str) -> None:
    """（三）不予公开 beside figures is no second （一）予以公开, although the two labels are alike."""
    table = shapes.filled(2, blanks=blanks)
    lost = {i for i, (labels, _) in enumerate(table.rows) if labels[2] and ("国家秘密" in labels[2])}
    rows = [((a, b, "" if i in lost else c), cells) for i, ((a, b, c), cells) in enumerate(table.rows)]
    cells = ruled.applications(shapes.Filled(table.truth, rows))
    reading = read_tables(ruled.document(ruled.heading("三、收到和处理政府信息公开申请情况"), ruled.table(cells)))[1]
    assert lost
    assert not [f for f in reading.figures if f.row == "denied_state_secret" and f.status == "absent"]
    assert not [f for f in reading.figures if f.row == "granted" and f.status == "unreadable"]
    assert not wrong(reading, table)


def test_a_first_label_that_lost_a_character_begins_the_table() -> None:
    """一、本年收政府信息公开申请数量: neither it nor the row below is absent."""
    table = shapes.filled(3)
    lines = [cell.replace("本年新收", "本年收") for row in rows_of(table) for cell in row]
    assert compare(read(lines).figures, table.truth)["flagged"] == 0


def test_a_table_whose_rows_have_no_place_is_not_missing() -> None:
    """Part of a total stands above the first label, and figures behind the last: all is open, nothing absent."""
    table = shapes.filled(3)
    lines = [" ".join([" ".join(row[:-7]), *row[-7:]]) for row in rows_of(table)]
    reading = read([lines[0][-3:].split()[-1], "", *lines])
    assert len(reading.figures) == len(table.truth)
    assert {f.status for f in reading.figures} <= {"unreadable", "reported"}
    assert not wrong(reading, table)

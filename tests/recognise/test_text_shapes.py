"""Shapes of text in which only the table as a whole shows where cells begin: exact, or open where it does not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

import pytest
from tests.recognise import ruled, shapes, shapes_small
from tests.recognise.test_shapes import compare

from gongkai.recognise import read_tables
from gongkai.recognise.numbers import parse_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.model import Figure, Finding

SEEDS = range(4)
COLUMNS = 10


def full_rows(table: shapes.Filled) -> list[list[str]]:
    """Rows of the whole grid, cells covered by merged labels empty."""
    return [[*(text or "" for text in labels), *cells] for labels, cells in table.rows]


def tabs_cut(table: shapes.Filled) -> list[str]:
    """Empty cells at the end of a line are gone."""
    return ["\t".join(row).rstrip("\t") for row in full_rows(table)]


def tight_bars(table: shapes.Filled) -> list[str]:
    """Bars without spaces and without outer ones."""
    return ["|".join(row) for row in full_rows(table)]


def drawn_box(table: shapes.Filled) -> list[str]:
    """A box drawn with line characters, a rule below each row."""
    return [
        line
        for row in full_rows(table)
        for line in ("│" + "│".join(row) + "│", "├" + "┼".join("──" for _ in row) + "┤")
    ]


def commas(table: shapes.Filled) -> list[str]:
    """CSV, labels in quotes."""
    return [",".join(f'"{cell}"' if i < 3 else cell for i, cell in enumerate(row)) for row in full_rows(table)]


def bars_between(table: shapes.Filled) -> list[str]:
    """Cells and bars in turn, each on a line of its own."""
    return [line for row in full_rows(table) for cell in row for line in ([cell] if cell else []) + ["|"]]


def broken_rows(table: shapes.Filled) -> list[str]:
    """Every fourth row broken behind its fifth cell."""
    lines: list[str] = []
    for number, row in enumerate(full_rows(table)):
        cut = 5 if number % 4 == 3 else COLUMNS
        lines += ["\t".join(row[:cut]) + "\t" * (cut < COLUMNS), *(["\t".join(row[cut:])] if cut < COLUMNS else [])]
    return lines


def aligned(table: shapes.Filled) -> list[str]:
    """Columns aligned with spaces, East Asian characters two wide."""
    rows = full_rows(table)
    wide = [max(_width(row[i]) for row in rows) + 2 for i in range(COLUMNS)]
    return ["".join(cell + " " * (wide[i] - _width(cell)) for i, cell in enumerate(row)).rstrip() for row in rows]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def lines_kept(table: shapes.Filled) -> list[str]:
    """One cell a line, blank and covered ones as empty lines, as office programs export tables."""
    lines: list[str] = []
    for row in full_rows(table):
        named = [i for i, cell in enumerate(row[:3]) if cell]
        lines += [*("" for _ in range(named[0])), *(row[i] for i in named), *row[3:]]
    return lines


SHAPES: tuple[shapes.Shape, ...] = (
    tabs_cut, tight_bars, drawn_box, commas, bars_between, broken_rows, aligned, lines_kept,
)  # fmt: skip


def applications(lines: list[str]) -> tuple[dict[tuple[str, str], Figure], tuple[Finding, ...]]:
    """The applications table in these lines."""
    reading = read_tables(shapes.document(lines))[1]
    return {(f.row, f.column): f for f in reading.figures}, reading.findings


@pytest.mark.parametrize("blanks", ["none", "some"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_whole_table_shows_where_cells_begin(shape: shapes.Shape, blanks: str) -> None:
    for seed in SEEDS:
        table = shapes.filled(seed, undivided=seed % 3 == 0, blanks=blanks)
        counts = compare(read_tables(shapes.whole(table, shape))[1].figures, table.truth)
        assert counts["flagged"] == 0 or (shape is tabs_cut and blanks == "some" and counts["flagged"] <= 14), seed


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_lost_from_a_tab_row_leaves_that_row_open(seed: int) -> None:
    """Six figures for seven columns: no other row is touched, nothing is read in this one."""
    table = shapes.filled(seed)
    rows = full_rows(table)
    hit = 2 + seed * 3
    del rows[hit][4 + seed]
    found, findings = applications([*shapes.HEADER_LINES, *("\t".join(row) for row in rows)])
    code = list(dict.fromkeys(row for row, _ in table.truth))[hit]
    assert {found[code, column].status for column in shapes.COLUMNS} == {"unreadable"}
    assert [f.row for f in findings if f.severity == "warning"] == [code]
    assert all(found[key].value == value for key, value in table.truth.items() if key[0] != code)


def test_rows_that_changed_places_keep_their_own_figures() -> None:
    table = shapes.filled(3)
    lines = shapes.tabs_in_place(table)
    lines[7], lines[8] = lines[8], lines[7]
    assert compare(read_tables(shapes.document([*shapes.HEADER_LINES, *lines]))[1].figures, table.truth)["flagged"] == 0


@pytest.mark.parametrize("as_grid", [False, True])
def test_columns_that_changed_places_are_told_by_the_header(as_grid: bool) -> None:
    table = shapes.filled(2)
    for _, cells in table.rows:
        cells[3], cells[4] = cells[4], cells[3]
    if as_grid:
        swap = {"社会公益组织": "法律服务机构", "法律服务机构": "社会公益组织"}
        document = ruled.document(
            ruled.table([(r, c, h, w, swap.get(t, t)) for r, c, h, w, t in ruled.applications(table)])
        )
    else:
        header = [*shapes.HEADER_LINES[:6], "法律服务机构", "社会公益组织", *shapes.HEADER_LINES[8:]]
        document = shapes.document([*header, *shapes.tabs_in_place(table)])
    assert compare(read_tables(document)[1].figures, table.truth)["flagged"] == 0


def test_a_row_printed_twice_differently_counts_in_neither_way() -> None:
    table = shapes.filled(5)
    lines = shapes.tabs_in_place(table)
    other = lines[6].split("\t")
    other[-1] = str(int(other[-1]) + 1)
    found, findings = applications([*shapes.HEADER_LINES, *lines[:7], "\t".join(other), *lines[7:]])
    assert found["denied_security_stability", "total"].status == "unreadable"
    assert (
        found["denied_security_stability", "enterprise"].value == table.truth["denied_security_stability", "enterprise"]
    )
    assert ("unreadable_cells", "denied_security_stability") in {(f.type, f.row) for f in findings}


def test_last_years_table_below_does_not_count() -> None:
    now, before = shapes.filled(1), shapes.filled(2)
    lines = [*shapes.HEADER_LINES, *shapes.tabs_in_place(now), "附：上一年情况", *shapes.tabs_in_place(before)]
    assert compare(read_tables(shapes.document(lines))[1].figures, now.truth)["flagged"] == 0


def test_spans_lost_from_a_grid_leave_ragged_rows_that_still_read() -> None:
    """Rows of 8, 9 and 10 cells, each pushed to the left: the last label and the seven cells behind it are the row."""
    table = shapes.filled(4, blanks="some")
    cells = list(ruled.HEADER)
    for number, (labels, values) in enumerate(table.rows, 3):
        cells += [(number, i, 1, 1, text) for i, text in enumerate([*(t for t in labels if t), *values])]
    reading = read_tables(ruled.document(ruled.table(cells)))[1]
    assert compare(reading.figures, table.truth)["flagged"] == 0


def test_disclosure_figures_above_their_labels_in_every_block() -> None:
    table = shapes_small.disclosure(1, "2021", blanks=False)
    lines: list[str] = []
    for row in table.rows:
        values = [cell for cell in row[1:] if cell.isdigit()]
        lines += [" ".join(values), row[0]] if values else [" ".join(row)]
    reading = read_tables(shapes.document([*lines, "三、收到和处理政府信息公开申请情况"]))[0]
    assert compare(reading.figures, table.truth)["flagged"] == 0


def _three_tables(cells: list[str]) -> list[str]:
    names = ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"]
    header = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    return [line for i, name in enumerate(names) for line in (name, header, "\t".join(cells[i * 5 : i * 5 + 5]))]


def _one_row_a_figure(cells: list[str]) -> list[str]:
    names = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    return [f"{names[i // 5]}\t{results[i % 5]}\t{cell}" for i, cell in enumerate(cells)]


@pytest.mark.parametrize("layout", [_three_tables, _one_row_a_figure])
@pytest.mark.parametrize("blanks", [False, True])
def test_proceedings_in_parts(layout: Callable[[list[str]], list[str]], blanks: bool) -> None:
    for seed in SEEDS:
        table = shapes_small.proceedings(seed, blanks=blanks)
        lines = ["四、政府信息公开行政复议、行政诉讼情况", *layout(table.rows[-1]), "五、存在的主要问题及改进情况"]
        counts = compare(read_tables(shapes.document(lines))[2].figures, table.truth)
        assert counts["flagged"] == 0, (seed, table.rows[-1])


def test_a_report_on_one_line_is_parted_at_its_spaces() -> None:
    table = shapes.filled(6)
    one = " ".join(
        [
            "三、收到和处理政府信息公开申请情况",
            *shapes.HEADER_LINES,
            *shapes.cells_on_lines(table),
            "四、政府信息公开行政复议、行政诉讼情况",
        ]
    )
    assert compare(read_tables(shapes.document([one]))[1].figures, table.truth)["flagged"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "约20",
        "20余",
        "≥3",
        "3-5",
        "12%",
        "#REF!",
        "####",
        "O",
        "1l",
        "▲4",
        "(4)",
        "三十二件",
        "05",
        "2 0",
        "17 1",
        "⑫",
        "½",
    ],
)
def test_what_is_no_plain_number_is_unreadable(text: str) -> None:
    assert parse_cell(text).status == "unreadable"


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [("12①", 12, "1"), ("12²", 12, "2"), ("12*", 12, "*"), ("12[1]", 12, "1"), ("‑12", -12, "")],
)
def test_signs_beside_a_figure(text: str, value: int, note: str) -> None:
    read = parse_cell(text)
    assert (read.value, read.note) == (value, note)


def test_strange_signs_in_a_row_take_one_cell_only() -> None:
    """约20 behind a label is a cell: the figures after it stay in their columns."""
    table = shapes.filled(random.Random(1).randrange(50))
    rows = full_rows(table)
    rows[2][3] = "约20"
    found, _ = applications([*shapes.HEADER_LINES, *("\t".join(row) for row in rows)])
    assert (found["granted", "natural_person"].status, found["granted", "natural_person"].raw) == ("unreadable", "约20")
    assert found["granted", "total"].value == table.truth["granted", "total"]

"""The workbook opens elsewhere, says what the CSV says, and is laid out for everybody."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.package.factory import annual_reports

from gongkai.package import ensure_derived, write_package, xlsx
from gongkai.package.text import neutral
from gongkai.package.workbook import column_name
from gongkai.package.xlsx import BLANK, CUT, MOST_CHARACTERS, shown, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from tests.package.conftest import Built

NAMES = [resource.name for resource in shown()]


@pytest.fixture(scope="module")
def book(built: Built) -> Workbook:
    """The workbook as another program reads it."""
    return openpyxl.load_workbook(built.path / "gongkai.xlsx")


def csv_lines(package: Path, name: str) -> list[list[str]]:
    with (package / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_sheets_are_cover_contents_notes_and_tables(book: Workbook) -> None:
    assert book.sheetnames == ["封面", "目录", "说明", *NAMES]
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_nothing_is_merged_hidden_or_a_formula(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert not [1 for dimension in sheet.row_dimensions.values() if dimension.hidden]
        assert not [1 for dimension in sheet.column_dimensions.values() if dimension.hidden]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "inlineStr"}


@pytest.mark.parametrize("name", ["目录", "说明", *NAMES])
def test_each_sheet_is_one_named_table_with_its_header(book: Workbook, name: str) -> None:
    sheet = book[name]
    (title,) = sheet.tables
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", title)
    table = sheet.tables[title]
    header = [cell.value for cell in sheet[3]]
    assert [column.name for column in table.tableColumns] == header
    assert len(set(header)) == len(header)
    first, last = table.ref.split(":")
    assert first == "A3"
    assert last == f"{column_name(len(header))}{max(sheet.max_row, 4)}"


def test_tables_have_names_of_their_own(book: Workbook) -> None:
    names = [name for sheet in book.worksheets for name in sheet.tables]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_says_what_the_csv_says(book: Workbook, built: Built, name: str) -> None:
    header, *lines = csv_lines(built.path, name)
    (resource,) = (resource for resource in shown() if resource.name == name)
    numbers = [field.type in {"integer", "number"} for field in resource.fields]
    expected: list[list[Any]] = [
        [
            None if not value else float(value) if is_number else neutral(value)
            for value, is_number in zip(line, numbers, strict=True)
        ]
        for line in lines
    ]
    read = [list(row) for row in book[name].iter_rows(min_row=4, max_col=len(header), values_only=True)]
    assert read == expected


def test_links_lead_to_sheets_that_are_there(book: Workbook) -> None:
    cells = [cell for name in ("封面", "目录") for row in book[name].iter_rows() for cell in row]
    places = {cell.hyperlink.location for cell in cells if cell.hyperlink is not None}
    assert places == {f"'{name}'!A1" for name in book.sheetnames if name != "封面"}


def test_the_notes_explain_every_column_and_its_blanks(book: Workbook) -> None:
    rows = list(book["说明"].iter_rows(min_row=4, values_only=True))
    assert [row[:2] for row in rows] == [
        (name, column) for name in NAMES for column in [c.value for c in book[name][3]]
    ]
    assert all(row[2] and row[8] for row in rows)
    meanings = {(row[0], row[1]): row[8] for row in rows}
    assert "status" in str(meanings["disclosure", "value"])
    assert BLANK in [cell.value for cell in book["封面"]["A"]]


def test_the_same_csv_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    write_xlsx(built.path, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (built.path / "gongkai.xlsx").read_bytes()


def test_what_a_sheet_cannot_hold_is_left_out_and_said(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    write_xlsx(built.path, tmp_path / "short.xlsx")
    short = openpyxl.load_workbook(tmp_path / "short.xlsx")
    assert short["disclosure"].max_row == 3 + 5
    rows = len(csv_lines(built.path, "disclosure")) - 1
    sentences = [str(cell.value) for cell in short["封面"]["A"]]
    assert [
        text for text in sentences if "（disclosure）" in text and f"共 {rows:,} 行" in text and "只收前 5 行" in text
    ]
    assert not [text for text in sentences if "（agencies）" in text and rows <= 5]


@pytest.mark.parametrize("sign", ["长", "𠀀"], ids=["one unit", "two units"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(sign: str) -> None:
    whole = sign * 40_000
    cut = xlsx._text(whole)
    assert cut.endswith(CUT)
    assert MOST_CHARACTERS - 1 <= len(cut.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert whole.startswith(cut.removesuffix(CUT))
    assert xlsx._text("长" * MOST_CHARACTERS) == "长" * MOST_CHARACTERS


def test_texts_like_formulas_stay_texts(tmp_path: Path) -> None:
    report = next(annual_reports(1))
    write_package([replace(report, title='=HYPERLINK(1)<&>"')], tmp_path / "out", originals=None)
    ensure_derived(tmp_path / "out")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "gongkai.xlsx")["reports"]
    column = [cell.value for cell in sheet[3]].index("title")
    cell = sheet[4][column]
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(1)<&>\"", "s")

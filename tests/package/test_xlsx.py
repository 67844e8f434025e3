"""The workbook opens elsewhere, says what the CSV says, and is laid out for everybody."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.package.factory import annual_reports

from gongkai.package import ensure_derived, write_package, xlsx
from gongkai.package.descriptor import TITLE_ZH
from gongkai.package.stamp import stamp
from gongkai.package.text import neutral
from gongkai.package.workbook import LINE, across, column_name, read_stamp
from gongkai.package.xlsx import BLANK, CUT, LOOKED_AT, MOST_CHARACTERS, WIDEST, shown, write_xlsx

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


@pytest.mark.parametrize("name", NAMES)
def test_the_header_stays_in_sight_and_on_every_printed_page(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("name", ["目录", "说明", *NAMES])
def test_columns_are_as_wide_as_what_stands_in_them(book: Workbook, name: str) -> None:
    """Short texts stand whole; a text that is wrapped has a row as high as its lines."""
    sheet = book[name]
    widths = [sheet.column_dimensions[column_name(at)].width for at in range(1, sheet.max_column + 1)]
    for row in sheet.iter_rows(min_row=4, max_row=min(sheet.max_row, LOOKED_AT)):
        lines = (sheet.row_dimensions[row[0].row or 0].height or LINE) / LINE
        for cell, width in zip(row, widths, strict=True):
            if isinstance(cell.value, str) and (cell.alignment.wrap_text or across(cell.value) <= WIDEST):
                assert across(cell.value) <= width * lines, (name, cell.coordinate)


def test_no_row_and_no_column_of_a_table_is_empty_inside(book: Workbook) -> None:
    for name in NAMES:
        rows = list(book[name].iter_rows(min_row=4, values_only=True))
        assert all(any(value is not None for value in row) for row in rows), name
        assert all(book[name].cell(3, at + 1).value for at in range(book[name].max_column)), name


def test_the_document_has_title_and_language(book: Workbook) -> None:
    assert book.properties.title == TITLE_ZH
    assert book.properties.language == "zh-CN"
    assert book.active is not None
    assert book.active.title == "封面"


def test_a_cut_table_says_so_where_it_is_cut(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    write_xlsx(built.path, tmp_path / "short.xlsx")
    short = openpyxl.load_workbook(tmp_path / "short.xlsx")
    listed = {row[0]: str(row[3]) for row in short["目录"].iter_rows(min_row=4, values_only=True)}
    for name in ("disclosure", "code_sectors"):
        assert "只收前 5 行" in str(short[name]["A2"].value)
        assert "只收前 5 行" in listed[name]
    assert "只收前" not in str(short["code_levels"]["A2"].value) or short["code_levels"].max_row == 3 + 5


def test_a_workbook_of_another_layout_is_made_anew(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(built.path, copy)
    workbook = copy / "gongkai.xlsx"
    assert ensure_derived(copy) == []
    with monkeypatch.context() as patched:
        patched.setattr(xlsx, "stamp", lambda *_: "an earlier state")
        write_xlsx(copy, workbook)
        assert read_stamp(workbook) == "an earlier state"
        assert ensure_derived(copy) == []
    assert ensure_derived(copy) == [workbook]
    assert workbook.read_bytes() == (built.path / "gongkai.xlsx").read_bytes()
    workbook.write_bytes(b"no workbook")
    assert ensure_derived(copy) == [workbook]


def test_the_stamp_follows_the_source_and_the_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {stamp.__wrapped__("xlsx.py"), stamp.__wrapped__("workbook.py")}
    monkeypatch.setattr("gongkai.__version__", "999.0")
    changed = stamp.__wrapped__("xlsx.py")
    monkeypatch.setattr("gongkai.package.stamp.all_entries", lambda: ())
    assert len({*before, changed, stamp.__wrapped__("xlsx.py")}) == 4

"""Whole real reports, read by path and compared cell by cell with what people read in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import real_reports_folder
from tests.readers.documents import matrix, paragraphs, spans, tables, texts

from gongkai.readers import read
from gongkai.readers.pdf import plumber as pdf_plumber
from gongkai.readers.pdf import reader as pdf

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.model import Document

HEADINGS = "一二三四五六"


@pytest.fixture(scope="module")
def real_reports() -> Path:
    """The folder of real reports, or a skip with one line."""
    folder = real_reports_folder()
    if not folder.is_dir():
        pytest.skip(f"no real reports in {folder}")
    return folder


def figures(real_reports: Path, name: str) -> dict[str, dict[str, dict[str, Any]]]:
    expected = json.loads((real_reports / f"{name}.expected.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, dict[str, Any]]] = expected["figures"]
    return found


def rows_of(document: Document) -> list[list[str]]:
    return [row for table in tables(document.blocks) for row in matrix(table)]


def printed(row: dict[str, Any]) -> list[str]:
    """Figures as a report prints them: a null is a blank cell."""
    return ["" if value is None else str(value) for value in row.values()]


def is_value(text: str) -> bool:
    return text == "" or text.replace(".", "").isdigit()


def test_the_pdf_of_a_district_government(real_reports: Path) -> None:
    """Five pages; tables over page breaks, a vertical group label, the page number inside a broken group."""
    name = "hongze-district-government_2023"
    expected = figures(real_reports, name)

    document = read(real_reports / f"{name}.pdf")

    rows = rows_of(document)
    assert [row[-7:] for row in rows if 8 <= len(row) <= 10 and all(map(is_value, row[-7:]))] == [
        printed(row) for row in expected["applications"].values()
    ]
    assert [value for row in expected["proceedings"].values() for value in printed(row)] == next(
        row for row in rows if len(row) == 15 and all(map(is_value, row))
    )
    clauses = [row for row in rows if len(row) in {2, 4} and all(map(is_value, row[1:]))]
    assert [row[1:] for row in clauses] == [printed(row) for row in expected["disclosure"].values()]
    assert spans(tables(document.blocks)[2])["三\n、\n本\n年\n度\n办\n理\n结\n果"] == (5, 0, 12, 1)
    lines = paragraphs(document.blocks)
    assert lines[:2] == ["洪泽区人民政府", "2023年政府信息公开工作年度报告"]
    assert [line[0] for line in lines if line[1] == "、" and len(line) < 30] == list(HEADINGS)
    assert not [line for line in lines if line.strip("- ").isdigit()]
    assert {block.where.page for block in document.blocks} == {1, 2, 3, 4, 5}


def test_both_engines_read_the_same_in_it(real_reports: Path) -> None:
    data = (real_reports / "hongze-district-government_2023.pdf").read_bytes()

    assert texts(pdf.read(data).blocks) == texts(pdf.read(data, engine=pdf_plumber.pages).blocks)


def test_the_page_of_a_provincial_office(real_reports: Path) -> None:
    """The form of 2019 as HTML; `&nbsp;` for blank, an amount with its unit."""
    name = "shanghai-general-office_2019"
    expected = figures(real_reports, name)

    document = read(real_reports / f"{name}.html")

    rows = rows_of(document)
    assert [row[-7:] for row in rows if 8 <= len(row) <= 10 and all(map(is_value, row[-7:]))] == [
        printed(row) for row in expected["applications"].values()
    ]
    assert [value for row in expected["proceedings"].values() for value in printed(row)] == rows[-1]
    assert ["政府集中采购", "6", "251000元"] in rows
    assert str(document.published_on) == "2020-01-31"
    assert [line[0] for line in paragraphs(document.blocks) if line[1] == "、" and len(line) < 30] == list(HEADINGS)


def test_the_blank_form_in_word(real_reports: Path) -> None:
    document = read(real_reports / "official-form-2021.docx")

    assert [(table.rows, table.columns) for table in tables(document.blocks)] == [(14, 4), (28, 10), (4, 15)]
    assert [row[-1] for row in rows_of(document) if row[0].startswith("四、结转")] == [""]
    assert [line[0] for line in paragraphs(document.blocks) if line[1] == "、"] == list(HEADINGS)


@pytest.mark.parametrize("name", ["000_7641ba6e58a68935", "001_fb460cdccfb4dc4d", "fragment-01", "fragment-08"])
def test_text_files_are_given_back_line_by_line(real_reports: Path, name: str) -> None:
    path = real_reports / f"{name}.txt"

    document = read(path)

    assert document.line_based
    assert paragraphs(document.blocks) == path.read_text(encoding="utf-8").splitlines()

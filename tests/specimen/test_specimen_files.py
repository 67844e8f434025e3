"""The files: every kind, read back by other libraries, prints the declared truth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pdfplumber
import pypdfium2
import pytest
from lxml import html

from gongkai import codes
from gongkai.specimen import WRITERS
from gongkai.specimen.phrases import NOTE
from gongkai.specimen.plan import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gongkai.specimen import SpecimenRecord

    from .conftest import Written


def decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append("".join(text.get_text_range().split()))
            text.close()
            page.close()
        return pages


def plain(path: Path) -> str:
    """All words of a file without white space."""
    if path.suffix == ".pdf":
        return "".join(pdf_pages(path))
    if path.suffix == ".docx":
        with ZipFile(path) as archive:
            text = archive.read("word/document.xml").decode()
        return "".join(re.sub("<[^>]+>", "", text).split())
    text = decoded(path)
    return "".join((html.document_fromstring(text).text_content() if path.suffix == ".html" else text).split())


def of_kind(written: Written, kind: str) -> list[SpecimenRecord]:
    return [record for record in written.records if record.path.endswith("." + kind)]


def printed(record: SpecimenRecord, table: str) -> list[str]:
    return [cell.text for key, cell in record.figures.items() if key[0] == table]


def flat(rows: Iterable[Iterable[str]]) -> list[str]:
    return [text.strip("\xa0 ") for row in rows for text in row]


def test_every_kind_has_one_writer() -> None:
    assert tuple(kind for kind, _ in WRITERS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_says_that_it_is_fictional(written: Written, kind: str) -> None:
    for record in of_kind(written, kind):
        words = plain(written.folder / record.path)
        assert NOTE in words, record.path
        assert record.title.replace(" ", "") in words, record.path


@pytest.mark.parametrize("kind", KINDS)
def test_prose_is_of_ordinary_length_and_agrees_with_the_table(written: Written, kind: str) -> None:
    for record in of_kind(written, kind):
        words = plain(written.folder / record.path)
        said = {int(n) for n in re.findall("(?:新收|收到)政府信息公开申请([0-9]+)件", words)}
        received = record.figures["applications", "received_new", "total"].value or 0
        faulty = any(fault.code == "prose_differs" for fault in record.faults)
        assert said <= {int(received) + faulty}, record.path
        assert said or not received
        assert bool(re.search("未收到政府信息公开申请", words)) == (not said), record.path
        first, last = words.index("二、"), words.rindex("五、") if "五、" in words else words.rindex("（五）")
        prose = words[:first] + words[last:]
        assert 400 <= len(re.sub(r"<[^>]+>", "", prose)) <= 1700, (record.path, len(prose))


def test_docx_tables_hold_the_truth(written: Written) -> None:
    for record in of_kind(written, "docx"):
        first, second, third = docx.Document(str(written.folder / record.path)).tables
        assert flat([c.text for c in row.cells][3:] for row in second.rows[3:]) == printed(record, "applications")
        assert [c.text for c in third.rows[3].cells] == printed(record, "proceedings")
        rows = [list({cell._tc: cell.text for cell in row.cells}.values()) for row in first.rows]
        assert flat(row[1:] for row in rows if row[0] != "信息内容") == printed(record, "disclosure")


def test_html_tables_hold_the_truth(written: Written) -> None:
    for record in of_kind(written, "html"):
        page = html.document_fromstring(decoded(written.folder / record.path))
        tables = [t for t in page.iter("table") if not t.findall(".//table")]
        assert len(tables) == 3
        cells = [[[td.text_content() for td in tr.iter("td")] for tr in table.iter("tr")] for table in tables]
        assert flat(row[-7:] for row in cells[1][3:]) == printed(record, "applications"), record.path
        assert flat([cells[2][3]]) == printed(record, "proceedings")
        first = [row[1:] for row in cells[0] if len(row) > 1 and row[0] != "信息内容"]
        assert flat(first) == printed(record, "disclosure"), record.path


def test_declared_charset_is_the_one_used(written: Written) -> None:
    charsets = set()
    for record in of_kind(written, "html"):
        data = (written.folder / record.path).read_bytes()
        charset = re.search(rb'charset="([a-z0-9-]+)"', data)
        assert charset is not None
        charsets.add(charset[1])
        data.decode("gb18030" if charset[1] == b"gb2312" else "utf-8")
    assert charsets == {b"gb2312", b"utf-8"}


def test_pdf_rules_hold_the_truth(written: Written) -> None:
    for record in of_kind(written, "pdf"):
        with pdfplumber.open(written.folder / record.path) as document:
            rows = [[cell or "" for cell in row] for page in document.pages for t in page.extract_tables() for row in t]
        seven = codes.column_codes("applications")
        body = [row[-7:] for row in rows if 9 <= len(row) <= 10 and "申请人情况" not in row and "自然人" not in row]
        body = [row for row in body if "商业\n企业" not in row and len(row) == len(seven)]
        assert flat(body) == printed(record, "applications"), record.path
        assert flat([[row for row in rows if len(row) == 15][-1]]) == printed(record, "proceedings"), record.path


def test_a_table_breaks_over_a_page_and_a_header_is_repeated(written: Written) -> None:
    broken, repeated = 0, 0
    for record in of_kind(written, "pdf"):
        pages = pdf_pages(written.folder / record.path)
        start = next(i for i, page in enumerate(pages) if "一、本年新收政府信息公开申请数量" in page)
        end = next(i for i, page in enumerate(pages) if "四、结转下年度继续办理" in page)
        broken += end > start
        repeated += sum("申请人情况" in page for page in pages) > 1
        assert re.search(r"(—2—|-2-|2)$", pages[1]), record.path
    assert broken >= 5
    assert repeated >= 1


def test_pdf_opens_with_the_words_of_the_official_form(written: Written) -> None:
    for record in of_kind(written, "pdf"):
        words = plain(written.folder / record.path)
        for label in ("法人或其他组织", "社会公益组织", "未经复议直接起诉", "1.属于国家秘密", "3.危及“三安全一稳定”"):
            assert label in words, (record.path, label)


def test_texts_come_in_several_shapes(written: Written) -> None:
    texts = [decoded(written.folder / record.path) for record in of_kind(written, "txt")]
    shapes = {
        "cells": any("\n\t信息内容\n\t" in text.replace("\r", "") for text in texts),
        "tabs": any("\n信息内容\t" in text.replace("\r", "") for text in texts),
        "pipes": any("\n| 信息内容 | " in text.replace("\r", "") for text in texts),
        "bars": any("\n信息内容 | " in text.replace("\r", "") for text in texts),
    }
    assert all(shapes.values()), shapes
    raw = [(written.folder / record.path).read_bytes() for record in of_kind(written, "txt")]
    assert any(b"\r\n" in data for data in raw)


def test_text_rows_keep_seven_figures(written: Written) -> None:
    """A row of the applications table in any shape ends with its seven cells."""
    for record in of_kind(written, "txt"):
        text = decoded(written.folder / record.path).replace("\r", "")
        row = [record.figures["applications", "concluded_total", c].text for c in codes.column_codes("applications")]
        after = text.split("（七）总计", 1)[1]
        cells = [part.strip() for part in re.split(r"[\t|\n]", after)]
        found = [part for part in cells if part][: len([t for t in row if t])]
        assert found == [t for t in row if t], record.path

"""Scanned pages: figures exact, blanks blank, places in the original; named where nothing can recognise them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.readers.documents import pdf
from tests.readers.scans import FIGURES, figures, mixed, page, picture, prose, scan, tables

from gongkai.errors import UnreadableFileError
from gongkai.model import Paragraph
from gongkai.readers.ocr import reader as ocr
from gongkai.readers.pdf import pictures as pdf_pictures
from gongkai.readers.pdf.reader import read

if TYPE_CHECKING:
    from gongkai.readers.original import Content


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)


@pytest.fixture(scope="module")
def of_mixed() -> Content:
    return read(mixed())


def off(one: tuple[float, ...] | None, other: tuple[float, ...] | None) -> float:
    assert one
    assert other
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("tilt", "turns", "noise"), [(0, 0, 0), (1.2, 0, 8), (-0.6, 1, 0), (0, 2, 6)], ids=["clean", "bad", "side", "head"]
)
def test_a_scanned_table_is_read_exactly(tilt: float, turns: int, noise: float) -> None:
    content = read(scan(picture(pdf(page), tilt=tilt, turns=turns, noise=noise)))

    assert figures(content) == FIGURES
    assert not content.findings
    assert any(
        "收到和处理政府信息公开申请情况" in block.text for block in content.blocks if isinstance(block, Paragraph)
    )


def test_pictures_between_pages_of_text_are_recognised(of_mixed: Content) -> None:
    pages = [block.where.page for block in of_mixed.blocks]

    assert figures(of_mixed) == FIGURES
    assert pages == sorted(pages, key=lambda number: number or 0)
    assert {block.where.ocr for block in of_mixed.blocks if block.where.page == 2} == {True}
    assert {block.where.ocr for block in of_mixed.blocks if block.where.page != 2} == {False}


def test_places_are_those_of_the_original(of_mixed: Content) -> None:
    recognised = tables(of_mixed)[0].cells
    printed = tables(read(pdf(page)))[0].cells

    assert len(recognised) == len(printed)
    assert max(off(one.where.box, other.where.box) for one, other in zip(recognised, printed, strict=True)) < 1.5
    assert {cell.where.page for cell in recognised} == {2}


def test_places_on_a_turned_page_are_those_it_shows() -> None:
    upright = tables(read(scan(picture(pdf(page)))))[0]
    turned = tables(read(scan(picture(pdf(page), turns=1))))[0]
    assert upright.where.box
    x0, top, x1, bottom = upright.where.box

    assert off(turned.where.box, (top, 595 - x1, bottom, 595 - x0)) < 2


@pytest.mark.usefixtures("without_extra")
def test_a_scan_without_the_extra_says_what_to_install() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(scan(picture(pdf(page))))

    assert caught.value.type == "no_text"
    assert "扫描件" in caught.value.note
    assert "pip install 'gongkai[ocr]'" in caught.value.note


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_pages_that_are_pictures_are_named() -> None:
    content = read(mixed())

    (finding,) = [each for each in content.findings if each.type == "picture_pages"]
    assert finding.note.startswith("第 2 页整页是图片，没有识别")
    assert finding.severity == "warning"
    assert not tables(content)


@pytest.mark.usefixtures("without_extra")
def test_pages_of_text_are_not_named() -> None:
    assert not read(pdf(prose, page, prose)).findings


def test_too_many_pictures_are_refused_before_any_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MAX_PAGES", 2)
    monkeypatch.setattr(pdf_pictures, "_sheets", lambda *_: pytest.fail("read"))

    with pytest.raises(UnreadableFileError) as caught:
        read(scan(*[picture(pdf(page))] * 3))

    assert caught.value.type == "too_large"
    assert "3 页是图片" in caught.value.note


def test_a_picture_without_chinese_is_refused() -> None:
    """Noise and foreign scripts are given up after the first pages."""

    def latin(canvas: object) -> None:
        for line in range(9):
            canvas.drawString(72, 700 - 24 * line, "Lorem ipsum dolor sit amet, consectetur")  # type: ignore[attr-defined]

    with pytest.raises(UnreadableFileError) as caught:
        read(scan(picture(pdf(latin))))

    assert caught.value.type == "no_text"
    assert "没有读出中文" in caught.value.note

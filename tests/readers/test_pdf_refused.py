"""PDFs that are refused, and characters that are missing: nothing is read in part without a word."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import pytest
from tests.readers.documents import HEIGHT, WIDTH, paragraphs, pdf, tables, write

from gongkai.errors import UnreadableFileError
from gongkai.readers.pdf import integrity as pdf_integrity
from gongkai.readers.pdf import pdfium as pdf_pdfium
from gongkai.readers.pdf import plumber as pdf_plumber
from gongkai.readers.pdf.objects import LOST, Char, Edge, PageObjects
from gongkai.readers.pdf.reader import READER, read

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from gongkai.readers.pdf.objects import Engine


def one_stream(packed: bytes) -> bytes:
    """The skeleton of a PDF with one deflated stream."""
    body = b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\nendobj\n"
    return body + b"xref\n0 1\ntrailer << >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def report(canvas: Canvas) -> None:
    write(canvas, 100, "某某县2023年政府信息公开工作年度报告")


def test_a_changed_byte_in_a_compressed_stream_is_seen() -> None:
    """Viewers show such a file, less what they could not unpack."""
    packed = zlib.compress(b"0 0 0 1 0 0 1 " * 99)
    whole = one_stream(packed)
    broken = one_stream(packed[:-1] + bytes([packed[-1] ^ 1]))

    pdf_integrity.check(whole)
    with pytest.raises(UnreadableFileError) as caught:
        pdf_integrity.check(broken)

    assert caught.value.type == "damaged"
    assert "校验" in caught.value.note


def test_unpacking_for_the_check_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_integrity, "MAX_UNPACKED", 10_000)
    bomb = memoryview(zlib.compress(bytes(20 * 1024 * 1024)))

    assert pdf_integrity._unpacked(bomb, 10_000) == pdf_integrity._CHUNK


@pytest.mark.parametrize("engine", [pdf_pdfium.pages, pdf_plumber.pages], ids=["pdfium", "pdfplumber"])
def test_encrypted_files(engine: Engine) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(pdf(report, encrypt="secret"), engine=engine)

    assert caught.value.type == "encrypted"


def test_truncated_files_are_refused_and_not_read_in_part() -> None:
    data = pdf(*[report] * 6)

    for share in (0.2, 0.5, 0.9, 0.99):
        with pytest.raises(UnreadableFileError) as caught:
            read(data[: int(len(data) * share)])
        assert caught.value.type == "damaged"


def test_a_file_with_a_wrong_index_is_refused() -> None:
    data = pdf(report)
    wrong = re.sub(rb"startxref\s+(\d+)", b"startxref\n17", data)

    with pytest.raises(UnreadableFileError) as caught:
        read(wrong)

    assert caught.value.type == "damaged"


def page_of(text: str, *, edges: tuple[tuple[float, float, float, float], ...] = ()) -> Engine:
    """An engine that gives one page with one line."""
    chars = tuple(Char(character, 72 + 12 * at, 100, 12, 12) for at, character in enumerate(text))
    return lambda _: iter([PageObjects(1, WIDTH, HEIGHT, chars, tuple(Edge(*edge) for edge in edges))])


def test_glyphs_without_text_are_no_blanks() -> None:
    content = read(pdf(report), engine=page_of("行政许可处理决定数量" + LOST))

    assert paragraphs(content.blocks) == ["行政许可处理决定数量" + LOST]
    (finding,) = content.findings
    assert (finding.type, finding.actual) == ("characters_lost", "1")


def test_a_drawing_is_refused_before_it_takes_minutes() -> None:
    net = tuple((x, 0, x, 800) for x in range(0, 590, 4)) + tuple((0, y, 590, y) for y in range(0, 800, 4))
    with pytest.raises(UnreadableFileError) as caught:
        read(pdf(report), engine=page_of("政府信息公开年度报告全文", edges=net))

    assert caught.value.type == "too_large"


def test_specks_and_short_strokes_are_no_rulings() -> None:
    noise = tuple((x, y, x + 3, y) for x in range(0, 590, 9) for y in range(0, 800, 9))

    assert not tables(read(pdf(report), engine=page_of("政府信息公开年度报告全文", edges=noise)).blocks)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pdfium, "MAX_PAGES", 1)

    with pytest.raises(UnreadableFileError) as caught:
        READER.read(pdf(report, report))

    assert caught.value.type == "too_large"

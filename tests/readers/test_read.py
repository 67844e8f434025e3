"""`read`: kinds told apart by content, and one sentence for each file that cannot be read."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.readers import documents

from gongkai import readers
from gongkai.codes import code_list
from gongkai.errors import UnreadableFileError
from gongkai.readers import READERS, read

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LINE = "某某县人民政府2022年政府信息公开工作年度报告，全文公布如下。"


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return stream.getvalue()


def locked_archive() -> bytes:
    """A Word file whose parts are marked as encrypted."""
    data = bytearray(documents.docx(documents.p(LINE)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        data[at + offset] |= 1
    return bytes(data)


def one_page() -> bytes:
    return documents.pdf(lambda canvas: documents.write(canvas, 100, LINE))


def locked_pdf() -> bytes:
    return documents.pdf(lambda canvas: documents.write(canvas, 100, LINE), encrypt="secret")


def blank_pdf() -> bytes:
    return documents.pdf(lambda canvas: canvas.rect(0, 0, 300, 300, fill=1))


def latin_pdf() -> bytes:
    """A text layer such as a font without Unicode map gives."""
    return documents.pdf(lambda canvas: documents.write(canvas, 100, "AQZX WERT QZ XCVB 0 1 0 ASDF QWER" * 2))


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "empty_file", "没有内容"),
        (b"\xef\xbb\xbf \n\n\x00", "empty_file", "没有内容"),
        (locked_pdf(), "encrypted", "密码"),
        (locked_archive(), "encrypted", "密码"),
        (one_page()[:-400], "damaged", "不完整"),
        (one_page()[:600] + one_page()[700:], "damaged", "索引"),
        (b"%PDF-1.4\nstartxref\n0\n%%EOF\n", "damaged", "PDF"),
        (documents.docx(documents.p(LINE))[:-60], "damaged", "损坏"),
        (documents.docx("<w:p><w:oops>"), "damaged", "损坏"),
        (archive("word/document.xml"), "damaged", "损坏"),
        (blank_pdf(), "no_text", "扫描件"),
        (latin_pdf(), "no_text", "汉字只占 0%"),
        (documents.docx("<w:p/>"), "no_text", "没有文字"),
        (b"<html><body><div id='app'></div><script>load()</script></body></html>", "script_page", "脚本"),
        (OLE + "WordDocument".encode("utf-16-le"), "damaged", "重新下载"),
        (archive("OFD.xml"), "damaged", "OFD"),
        (archive("xl/workbook.xml"), "damaged", "重新下载"),
        (archive("ppt/presentation.xml"), "unsupported_kind", ".pptx"),
        (b"{\\rtf1 text}", "converter_missing", "RTF"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "damaged", "网页存档"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "unsupported_kind", "XML"),
        (b"Rar!\x1a\x07\x00", "unsupported_kind", "RAR"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "damaged", "JPEG"),
        (bytes(range(256)) * 4, "unsupported_kind", "二进制"),
        (bomb(), "too_large", "压缩炸弹"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_line(tmp_path: Path, data: bytes, reason: str, words: str) -> None:
    """The name of the file never matters, so all are called report.txt."""
    path = tmp_path / "report.txt"
    path.write_bytes(data)

    with pytest.raises(UnreadableFileError) as caught:
        read(path)

    assert caught.value.type == reason
    assert words in caught.value.note
    assert "\n" not in caught.value.note
    assert "；" in caught.value.note or "，" in caught.value.note


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (one_page(), "application/pdf"),
        (b"\n\n" + one_page(), "application/pdf"),
        (documents.docx(documents.p(LINE)), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (f"<!DOCTYPE html><p>{LINE}</p>".encode("gbk"), "text/html"),
        (f"\ufeff<HTML><P>{LINE}".encode("utf-16-le"), "text/html"),
        (f"<!-- saved --><div>{LINE}</div>".encode(), "text/html"),
        (LINE.encode("gb18030"), "text/plain"),
        (f"# {LINE}\n\n| 规章 | 0 |\n|---|---|\n".encode(), "text/plain"),
        (f"1 < 2 <见下> {LINE}".encode(), "text/plain"),
    ],
)
def test_kinds_are_known_by_content(tmp_path: Path, data: bytes, media_type: str) -> None:
    path = tmp_path / "report.jpg"
    path.write_bytes(data)

    document = read(path, name="some/place.x")

    assert document.media_type == media_type
    assert document.path == "some/place.x"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.bytes == len(data)
    assert "某某县" in str(document.blocks)


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 11)

    with pytest.raises(UnreadableFileError) as caught:
        read(path)

    assert caught.value.type == "too_large"


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "forbidden"])
def test_what_is_no_readable_file_is_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / "it"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "forbidden":
        path.write_text(LINE)
        monkeypatch.setattr(
            "pathlib.Path.read_bytes", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
        )

    with pytest.raises(UnreadableFileError) as caught:
        read(path)

    assert caught.value.type == ("unsupported_kind" if kind in {"folder", "pipe"} else "no_permission")


def test_all_reasons_are_in_the_code_list() -> None:
    """The reasons that these tests expect are those that the data package publishes."""
    listed = {row["code"] for row in code_list("reject_reasons") if row["outcome"] == "unreadable"}

    assert {"empty_file", "encrypted", "damaged", "unsupported_kind", "no_text", "too_large", "no_permission"} <= listed


def test_each_kind_is_listed_once() -> None:
    assert len({reader.media_type for reader in READERS}) == len(READERS)
    assert READERS[-1].media_type == "text/plain", "plain text accepts most files, so it is asked last"

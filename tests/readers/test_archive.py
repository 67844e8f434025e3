"""ZIP archives: the one report inside is found, whatever else was packed; everything else is named."""

from __future__ import annotations

import pytest
from tests.readers import documents
from tests.readers.documents import tables
from tests.readers.pages import ARTICLE, INTRODUCTION, archive, page

from gongkai.errors import UnreadableFileError
from gongkai.model import Table
from gongkai.readers.archive import accepts, read

SAME = documents.docx(documents.p(INTRODUCTION) + "".join(documents.p(t) for t in ("一、总体情况", "平稳。", "现行有效件数 12 47 3 1 0 0", "六、其他需要报告的事项", "存在的主要问题及改进情况")))  # fmt: skip
NOTICE = "<html><h1>关于报送年报的通知</h1><p>请各单位按时报送。</p></html>".encode()
OTHER = page(ARTICLE.replace("47", "48").replace("平稳", "有序").replace(INTRODUCTION, "另一机关编制本报告。"))


@pytest.mark.parametrize(
    ("files", "member"),
    [
        ([("报告/年报.html", page()), ("报告/a.css", b"p{}"), ("报告/logo.png", b"\x89PNG\r\n\x1a\n1")], "报告/年报.html"),
        ([("__MACOSX/._a.html", b"\x00\x05"), ("a.html", page()), (".DS_Store", b"x"), ("Thumbs.db", b"x")], "a.html"),
        ([("a.html", page()), ("readme.txt", b"unpack first"), ("下载说明.txt", "先解压".encode())], "a.html"),
        ([("in.zip", archive(("a.html", page())))], "in.zip/a.html"),
        ([("a.html", page()), ("通知.html", NOTICE)], "a.html"),
        ([("a.doc", page())], "a.doc"),
        ([("a.html", page()), ("a.pdf", b"%PDF-1.4\n%%EOF")], "a.html"),
    ],
)  # fmt: skip
def test_the_one_report_is_read_and_every_place_names_it(files: list[tuple[str, bytes]], member: str) -> None:
    content = read(archive(*files))

    places = [block.where for block in content.blocks]
    places += [cell.where for block in content.blocks if isinstance(block, Table) for cell in block.cells]
    assert {place.member for place in places} == {member}
    assert [cell.text for cell in tables(content.blocks)[0].cells][-1] == "47"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_flag_are_decoded(encoding: str) -> None:
    name = "年报.html".encode(encoding)
    data = archive(("x" * len(name), page())).replace(b"x" * len(name), name)

    assert read(data).blocks[0].where.member == "年报.html"


def test_a_saved_page_is_read_with_the_folder_saved_beside_it() -> None:
    outer = b"<html><body><iframe src='./%E9%A1%B5_files/saved_resource.html'></iframe></body></html>"

    content = read(archive(("页.html", outer), ("页_files/saved_resource.html", page()), ("页_files/a.txt", b"x")))

    assert len(tables(content.blocks)) == 1


def test_one_report_in_two_kinds_is_read_in_the_better_and_said() -> None:
    numbers = page(
        f"<p>{INTRODUCTION}</p><p>一、总体情况</p><p>平稳。</p><p>现行有效件数 12 47 3 1 0 0</p><p>六、其他需要报告的事项</p>"
    )

    content = read(archive(("a.html", numbers), ("b.docx", SAME)))

    assert content.blocks[0].where.member == "b.docx"
    assert [(f.type, f.state) for f in content.findings] == [("duplicate_report", "explained")]
    assert "a.html" in content.findings[0].note


def encrypted() -> bytes:
    data = bytearray(archive(("a.html", page())))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (archive(("a.html", page()), ("b.html", OTHER)), "several_reports", "a.html、b.html"),
        (archive(("a.html", NOTICE), ("b.html", NOTICE)), "no_disclosure_report", "都不是年报"),
        (archive(*((f"{n}.html", page()) for n in range(41))), "several_reports", "41"),
        (archive(("a.html", page()), ("b.pdf", b"%PDF-1.4\n%%EOF")), "several_reports", "b.pdf"),
        (archive(), "empty_file", "没有文件"),
        (archive(("../a.html", page())), "damaged", "包外"),
        (archive(("a.rar", b"Rar!\x1a\x07\x00")), "unsupported_kind", "RAR"),
        (archive(("a.rar", b"Rar!\x1a\x07\x00"), ("b.7z", b"7z\xbc\xaf\x27\x1c")), "unsupported_kind", "a.rar、b.7z"),
        (archive(("a.zip", archive(("b.zip", archive(("c.html", page())))))), "unsupported_kind", "b.zip"),
        (archive(("a.html", b" " * (33 * 1024 * 1024))), "too_large", "压缩炸弹"),
        (archive(("a.html", page()))[:-40], "damaged", "不完整"),
        (encrypted(), "encrypted", "密码"),
    ],
)  # fmt: skip
def test_anything_else_is_named_in_one_line(data: bytes, reason: str, words: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(data)

    assert caught.value.type == reason
    assert words in caught.value.note
    assert "\n" not in caught.value.note


def test_documents_stored_as_zip_are_no_archives() -> None:
    assert accepts(archive(("a.html", b"x")))
    assert not accepts(SAME)
    assert not accepts(archive(("OFD.xml", b"x")))
    assert not accepts(page())


def test_what_a_header_says_of_the_size_is_not_believed() -> None:
    """The bound holds on what is unpacked; the archive's directory says nothing of it."""
    with pytest.raises(UnreadableFileError, match="压缩炸弹"):
        read(archive(*((f"{n}.txt", b" " * (31 * 1024 * 1024)) for n in range(9))))


def test_bound_of_all_members_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.readers.archive._MAX_UNPACKED", 100)

    with pytest.raises(UnreadableFileError, match="压缩炸弹"):
        read(archive(("a.txt", b"x" * 60), ("b.txt", b"x" * 60)))


def test_compression_that_is_not_known_is_damage() -> None:
    data = bytearray(archive(("a.html", page())))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.find(signature) + offset] = 99

    with pytest.raises(UnreadableFileError) as caught:
        read(bytes(data))

    assert caught.value.type == "damaged"

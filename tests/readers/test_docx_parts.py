"""Where a Word document's parts are found: odd names, other producers, files embedded in the document."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.readers.documents import NAMESPACES, docx, p, tables, tbl, tc, texts

from gongkai.readers.conversion import converting
from gongkai.readers.docx.parts import packed_parts
from gongkai.readers.docx.reader import accepts, read

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHUNK = f'<w:altChunk xmlns:r="{RELATION}" r:id="c"/>'


def packed(parts: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def main(body: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def with_chunk(target: str, data: bytes | str, mode: str = "") -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c" Type="{RELATION}/aFChunk" Target="{target}"{mode}/></Relationships>'
    )
    return packed(
        {
            "word/document.xml": main(tbl(tc("a") + tc("b")) + CHUNK + p("末")),
            "word/_rels/document.xml.rels": relations,
            "word/chunk": data,
        }
    )


@pytest.mark.parametrize("kind", ["document.main", "template.main", "document.macroEnabled.main"])
def test_the_main_part_is_found_by_its_type(kind: str) -> None:
    office = "ms-word" if "macro" in kind else "openxmlformats-officedocument.wordprocessingml"
    types = f'<Types><Override PartName="/word/report.xml" ContentType="application/vnd.{office}.{kind}+xml"/></Types>'
    data = packed({"[Content_Types].xml": types, "word/report.xml": main(p("标题"))})
    assert accepts(data)
    assert texts(read(data).blocks) == ["标题"]


def test_other_packages_have_no_main_part() -> None:
    types = '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    assert not accepts(packed({"[Content_Types].xml": types, "xl/workbook.xml": "<x/>"}))
    assert not accepts(packed({"word/glossary/document.xml": main(p("词汇"))}))


def test_folders_may_be_parted_by_backslashes() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("标题", '<w:pStyle w:val="1"/>'), styles="x"))) as made:
        data = packed({name.replace("/", "\\"): made.read(name) for name in made.namelist()})
    assert texts(read(data).blocks) == ["标题"]


def test_pages_and_documents_embedded_as_a_whole_are_read_where_they_stand() -> None:
    page = "<html><body><table><tr><td>规章</td><td>0</td></tr></table></body></html>"
    shown = read(with_chunk("chunk", page)).blocks
    assert texts(shown) == [[["a", "b"]], [["规章", "0"]], "末"]
    assert [table.cells[0].where.table for table in tables(shown)] == [1, 2]
    assert texts(read(with_chunk("/word/chunk", docx(p("内")))).blocks) == [[["a", "b"]], "内", "末"]


def test_embedded_rtf_is_converted() -> None:
    data = with_chunk("chunk", "{\\rtf1 x}")
    with converting(lambda data, suffix: docx(p(f"{suffix} {len(data)}"))):
        assert texts(read(data).blocks)[1] == ".rtf 9"
    assert texts(read(data).blocks)[1] == "[附件：嵌入的文件没有读取]"


@pytest.mark.parametrize(
    ("target", "mode"), [("gone", ""), ("chunk", ' TargetMode="External"'), ("../../../etc/passwd", "")]
)
def test_embedded_files_that_are_not_there_are_named(target: str, mode: str) -> None:
    assert texts(read(with_chunk(target, "x", mode)).blocks)[1:] == ["[附件：嵌入的文件没有读取]", "末"]


def test_a_document_that_embeds_itself_ends() -> None:
    inner = docx(p("内"))
    for _ in range(5):
        inner = with_chunk("chunk", inner)
    assert texts(read(inner).blocks).count("末") == 3


def test_no_word_document_is_found_in_other_bytes() -> None:
    assert packed_parts(b"") is None
    assert packed_parts(b"PK\x03\x04 and nothing more") is None

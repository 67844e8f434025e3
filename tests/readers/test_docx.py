"""Word files: spans, merges, content controls, tracked changes, text boxes, list numbers."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.documents import covered, docx, p, paragraphs, spans, tables, tbl, tc, texts

from gongkai.errors import UnreadableFileError
from gongkai.model import Paragraph
from gongkai.readers.docx.reader import accepts, read

if TYPE_CHECKING:
    from pathlib import Path

RESTART = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def span(width: int) -> str:
    return f'<w:gridSpan w:val="{width}"/>'


def test_paragraphs_and_tables_in_order() -> None:
    body = p("一、总体情况") + p("") + tbl(tc("规章") + tc("0")) + p("二、主动公开")

    blocks = read(docx(body)).blocks

    assert texts(blocks) == ["一、总体情况", [["规章", "0"]], "二、主动公开"]
    assert [block.where.line for block in blocks if isinstance(block, Paragraph)] == [1, 2]
    assert tables(blocks)[0].cells[1].where.column == 2


def test_spans_and_merges() -> None:
    body = tbl(
        tc("勾稽关系", span(2) + RESTART) + tc("申请人情况", span(2)),
        tc("", span(2) + GOES_ON) + tc("自然人") + tc("总计"),
        tc("（三）不予公开", RESTART) + tc("1.国家秘密") + tc("1") + tc("1"),
        tc("", GOES_ON) + tc("2.禁止公开") + tc("") + tc("0"),
    )

    assert spans(tables(read(docx(body)).blocks)[0]) == {
        "勾稽关系": (0, 0, 2, 2),
        "申请人情况": (0, 2, 1, 2),
        "自然人": (1, 2, 1, 1),
        "总计": (1, 3, 1, 1),
        "（三）不予公开": (2, 0, 2, 1),
        "1.国家秘密": (2, 1, 1, 1),
        "1": (2, 3, 1, 1),
        "2.禁止公开": (3, 1, 1, 1),
        "": (3, 2, 1, 1),
        "0": (3, 3, 1, 1),
    }


def test_a_continuation_without_a_cell_above_stays_a_cell() -> None:
    body = tbl(tc("a", span(2)) + tc("b"), tc("lost", GOES_ON) + tc("c") + tc("d"))

    assert spans(tables(read(docx(body)).blocks)[0])["lost"] == (1, 0, 1, 1)


def test_horizontal_merges_and_columns_left_free() -> None:
    free = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    body = tbl(
        tc("a") + tc("b", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>"),
        free + tc("c") + tc("d"),
    )

    found = spans(tables(read(docx(body)).blocks)[0])

    assert (found["b"], found["c"], found["d"]) == ((0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1))


def test_content_controls_round_rows_cells_and_paragraphs() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(p("标题")) + ("<w:tbl>" + control(f"<w:tr>{tc('规章')}{control(tc('5'))}</w:tr>") + "</w:tbl>")

    assert texts(read(docx(body)).blocks) == ["标题", [["规章", "5"]]]


def test_tracked_changes_are_read_as_accepted_and_hidden_text_is_not() -> None:
    runs = (
        "<w:r><w:t>公开</w:t></w:r><w:del><w:r><w:delText>12</w:delText><w:t>12</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>13</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>（内部）</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>件</w:t></w:r>'
    )
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('old')}{tc('9')}</w:tr>"
    body = f"<w:p>{runs}</w:p>" + tbl(tc("a") + tc("1")).replace("</w:tbl>", deleted + "</w:tbl>")

    assert texts(read(docx(body)).blocks) == ["公开13件", [["a", "1"]]]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('框内文字')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )

    assert texts(read(docx(body)).blocks) == ["正文", "框内文字"]


def test_line_breaks_and_tabs() -> None:
    body = "<w:p><w:r><w:t>一、总体情况</w:t><w:br/><w:t>规章</w:t><w:tab/><w:t>0</w:t></w:r></w:p>"
    cell = "<w:tc><w:p><w:r><w:t>商业</w:t><w:br/><w:t>企业</w:t></w:r></w:p><w:p/></w:tc>"

    blocks = read(docx(body + tbl(cell + tc("0")))).blocks

    assert texts(blocks) == ["一、总体情况", "规章\t0", [["商业\n企业", "0"]]]


def test_a_table_inside_a_table_makes_the_outer_one_layout() -> None:
    inner = tbl(tc("规章") + tc("0"))
    outer = tbl(f"<w:tc>{p('二、主动公开')}{inner}</w:tc>" + tc("旁注"))

    assert texts(read(docx(outer)).blocks) == ["二、主动公开", [["规章", "0"]], "旁注"]


def test_a_cell_that_holds_only_an_image_is_not_blank() -> None:
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    image = f"<w:tc><w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p></w:tc>"
    line = "<w:tc><w:p><w:r><w:drawing/></w:r></w:p></w:tc>"

    assert texts(read(docx(tbl(tc("规章") + image + line))).blocks) == [[["规章", "[图片]", ""]]]


def test_headings_by_style_and_by_outline() -> None:
    styles = (
        '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="9"><w:basedOn w:val="2"/><w:name w:val="own"/></w:style>'
        '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:styleId="loop"><w:basedOn w:val="loop"/><w:name w:val="loop"/></w:style>'
    )
    body = (
        p("由样式", '<w:pStyle w:val="9"/>')
        + p("由级别", '<w:outlineLvl w:val="0"/>')
        + p("目录行 1", '<w:pStyle w:val="T"/>')
        + p("正文", '<w:pStyle w:val="loop"/><w:outlineLvl w:val="9"/>')
    )

    blocks = read(docx(body, styles=styles)).blocks

    assert [(block.text, block.heading) for block in blocks if isinstance(block, Paragraph)] == [
        ("由样式", True),
        ("由级别", True),
        ("正文", False),
    ]


def test_list_numbers_stand_before_the_text() -> None:
    def level(at: int, style: str, text: str, start: int = 1) -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    numbering = (
        '<w:abstractNum w:abstractNumId="5">'
        + level(0, "chineseCounting", "%1、")
        + level(1, "chineseCountingThousand", "（%2）")
        + level(2, "decimal", "%3")
        + level(3, "bullet", "•")
        + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    styles = '<w:style w:styleId="L"><w:name w:val="list"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'

    def listed(text: str, at: int, number: int = 1) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')

    body = (
        listed("总体情况", 0)
        + listed("主动公开", 1)
        + p("依申请公开", '<w:pStyle w:val="L"/>')
        + listed("细目", 2)
        + listed("点", 3)
        + listed("", 0)
        + listed("主动公开情况", 0)
        + listed("又从头起", 1)
        + p("不编号", '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + listed("另起", 0, number=2)
        + tbl(tc("x") + f"<w:tc>{listed('标签', 0, number=2)}</w:tc>")
    )

    assert texts(read(docx(body, styles=styles, numbering=numbering)).blocks) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "1 细目",
        "点",
        "三、主动公开情况",
        "（一）又从头起",
        "不编号",
        "一、另起",
        [["x", "二、标签"]],
    ]


def test_files_made_by_python_docx() -> None:
    """The library that many offices' systems use writes what we expect."""
    made = python_docx.Document()
    made.add_heading("2022年政府信息公开工作年度报告", level=0)
    grid = made.add_table(rows=2, cols=3)
    for row, texts_of_row in zip(grid.rows, (("规章", "1", ""), ("行政许可", "2", "")), strict=True):
        for cell, text in zip(row.cells, texts_of_row, strict=True):
            cell.text = text
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(0, 0).merge(grid.cell(1, 0))
    stream = io.BytesIO()
    made.save(stream)

    title, table = read(stream.getvalue()).blocks

    assert isinstance(title, Paragraph)
    assert title.heading
    assert spans(tables([table])[0]) == {
        "规章\n行政许可": (0, 0, 2, 1),
        "1": (0, 1, 1, 2),
        "2": (1, 1, 1, 1),
        "": (1, 2, 1, 1),
    }


ROWS = st.lists(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", RESTART, GOES_ON])), min_size=1, max_size=5),
    min_size=1,
    max_size=6,
)


@given(ROWS)
def test_no_position_is_covered_twice_and_no_starting_cell_is_lost(rows: list[list[tuple[int, str]]]) -> None:
    body = tbl(
        *(
            "".join(tc(f"{r}.{c}", span(width) + merge) for c, (width, merge) in enumerate(row))
            for r, row in enumerate(rows)
        ),
        tc("end") + tc("end"),
    )

    (table,) = tables(read(docx(body)).blocks)

    ground = covered(table)
    starting = {f"{r}.{c}" for r, row in enumerate(rows) for c, (_, merge) in enumerate(row) if merge != GOES_ON}
    assert len(ground) == len(set(ground))
    assert starting <= {cell.text for cell in table.cells}


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>" * 5_000 + "</w:p>" * 5_000,
        "<!DOCTYPE w [<!ENTITY e 'x'>]><w:p><w:r><w:t>&e;</w:t></w:r></w:p>",
        tbl(tc("x", span(999_999_999)) + tc("y")),
    ],
)
def test_hostile_files_are_refused(body: str) -> None:
    with pytest.raises(UnreadableFileError):
        read(docx(body))


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("秘密")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]><d>&e;</d>')

    with pytest.raises(UnreadableFileError) as caught:
        read(stream.getvalue())

    assert caught.value.type == "damaged"


def test_paragraphs_of_a_layout_table_with_long_prose() -> None:
    body = tbl(tc("栏目") + tc("总体情况。" * 120))

    assert paragraphs(read(docx(body)).blocks)[0] == "栏目"


def test_the_main_part_may_be_numbered() -> None:
    """Word on the web writes word/document2.xml."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p("标题")))) as made, zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document2.xml", made.read("word/document.xml"))

    assert accepts(stream.getvalue())
    assert texts(read(stream.getvalue()).blocks) == ["标题"]


def test_more_elements_than_any_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.readers.docx.xml.MAX_TAGS", 100)

    with pytest.raises(UnreadableFileError) as caught:
        read(docx("<w:p/>" * 101))

    assert caught.value.type == "too_large"

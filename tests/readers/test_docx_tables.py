"""Word tables out of the ordinary: inside one another, without spans, turned round, with pictures, deleted in part."""

from __future__ import annotations

import pytest
from tests.readers.documents import docx, p, spans, tables, tbl, tc, texts

from gongkai.readers.docx.reader import read

BLIP = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def wide(text: str, width: float, properties: str = "") -> str:
    return tc(text, f'<w:tcW w:w="{width}" w:type="dxa"/>{properties}')


def holding(inner: str) -> str:
    return f"<w:tc>{inner}<w:p/></w:tc>"


def floating(width: int) -> str:
    return f'<w:p><w:r><w:drawing><wp:anchor xmlns:wp="{WP}"><wp:extent cx="{width}"/>{BLIP}</wp:anchor></w:drawing></w:r></w:p>'


def test_a_small_table_inside_a_cell_is_that_cells_text() -> None:
    inner = tbl(tc("12"))
    assert texts(read(docx(tbl(tc("规章") + holding(inner) + tc("0")))).blocks) == [[["规章", "12", "0"]]]


def test_a_layout_table_is_parted_where_tables_stand_in_it() -> None:
    inner = tbl(tc("规章") + tc("0"), tc("许可") + tc("1"))
    outer = tbl(tc("标题") + tc("旁"), holding(p("说明") + inner), tc("落款") + tc("日期"))
    assert texts(read(docx(outer)).blocks) == [
        [["标题", "旁"]],
        "说明",
        [["规章", "0"], ["许可", "1"]],
        [["落款", "日期"]],
    ]
    assert [table.where.table for table in tables(read(docx(outer)).blocks)] == [1, 2, 3]


def test_rows_of_prose_do_not_take_the_table_with_them() -> None:
    body = tbl(tc("规章") + tc("0"), tc("总体情况。" * 120), tc("许可") + tc("1"), tc("收费") + tc("2"))
    shown = texts(read(docx(body)).blocks)
    assert [shown[0], shown[2]] == [[["规章", "0"]], [["许可", "1"], ["收费", "2"]]]


def test_spans_that_are_not_said_are_found_by_width() -> None:
    body = tbl(
        wide("勾稽", 3000) + wide("情况", 2000),
        wide("三", 1000, '<w:vMerge w:val="restart"/>') + wide("公开", 2000) + wide("1", 1010) + wide("2", 990),
        wide("不予公开", 2000) + wide("3", 1000) + wide("4", 1000),
    )
    found = spans(tables(read(docx(body)).blocks)[0])
    assert found["勾稽"] == (0, 0, 1, 2)
    assert found["情况"] == (0, 2, 1, 2)
    assert (found["1"], found["2"]) == ((1, 2, 1, 1), (1, 3, 1, 1))
    assert (found["不予公开"], found["3"], found["4"]) == ((2, 1, 1, 1), (2, 2, 1, 1), (2, 3, 1, 1))


@pytest.mark.parametrize("width", ["", "0", "x", "999999999999999"])
def test_widths_that_say_nothing_leave_the_spans_as_they_are(width: str) -> None:
    body = tbl(
        wide("a", 3000) + wide("b", 1000), tc("c", f'<w:tcW w:w="{width}"/>') + wide("d", 1000) + wide("e", 1000)
    )
    found = spans(tables(read(docx(body)).blocks)[0])
    assert (found["b"], found["d"], found["e"]) == ((0, 1, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1))


def test_a_table_drawn_from_right_to_left_is_read_as_it_is_seen() -> None:
    turned = "<w:tblPr><w:bidiVisual/></w:tblPr>"
    seen = tbl(tc("12") + tc("行政规范性文件")).replace("<w:tbl>", "<w:tbl>" + turned)
    unseen = tbl(tc("行政规范性文件") + tc("12")).replace("<w:tbl>", "<w:tbl>" + turned)
    assert texts(read(docx(seen)).blocks) == [[["行政规范性文件", "12"]]]
    assert texts(read(docx(unseen)).blocks) == [[["行政规范性文件", "12"]]]


def test_hidden_rows_and_deleted_cells_are_not_there() -> None:
    hidden = f"<w:trPr><w:hidden/></w:trPr>{tc('许可')}{tc('9')}"
    body = tbl(tc("规章") + tc("0") + tc("88", "<w:cellDel/>"), hidden)
    assert texts(read(docx(body)).blocks) == [[["规章", "0"]]]


def test_pictures_in_place_of_tables_are_named() -> None:
    sheet = (
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/>'
        "</w:object></w:r></w:p>"
    )
    content = read(docx(p("三、收到和处理") + sheet + floating(5_000_000) + floating(900_000) + p("四、")))
    assert texts(content.blocks) == ["三、收到和处理", "[图片（嵌入的 Excel 表格）]", "[图片]", "四、"]
    assert [(finding.type, finding.instance) for finding in content.findings] == [
        ("unreadable_cells", "2"),
        ("unreadable_cells", "3"),
    ]
    assert "第 2 段处是图片（嵌入的 Excel 表格）" in content.findings[0].note


def test_pictures_beside_three_tables_are_no_doubt() -> None:
    body = tbl(tc("a") + tc("1")) * 3 + floating(5_000_000)
    assert read(docx(body)).findings == ()


def test_a_document_of_nothing_but_pictures_has_no_text() -> None:
    assert read(docx(floating(5_000_000) * 3)).blocks == ()


def test_a_figure_that_is_a_picture_is_not_blank() -> None:
    picture = f"<w:tc><w:p><w:r><w:drawing>{BLIP}</w:drawing></w:r></w:p></w:tc>"
    assert texts(read(docx(tbl(tc("规章") + picture + tc("")))).blocks) == [[["规章", "[图片]", ""]]]

"""PDF: ruled tables by their rulings, text around them as paragraphs; both engines see the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from tests.readers.documents import (
    BODY,
    FONT,
    HEIGHT,
    WIDTH,
    filled_sides,
    paragraphs,
    pdf,
    rule,
    spans,
    tables,
    texts,
    write,
)

from gongkai.readers.pdf import pdfium as pdf_pdfium
from gongkai.readers.pdf import plumber as pdf_plumber
from gongkai.readers.pdf.objects import LOST
from gongkai.readers.pdf.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

    from gongkai.readers.pdf.objects import Engine

PROSE = "本报告由某某县人民政府办公室根据《中华人民共和国政府信息公开条例》的要求编制而成"
FULL = PROSE[:37]
"""As long as a line of 12 points on this page."""

XS = (72, 172, 322, 372, 422)
CELLS = (
    (0, 0, 2, 2, "勾稽关系"),
    (0, 2, 1, 2, "申请人情况"),
    (1, 2, 1, 1, "自然人"),
    (1, 3, 1, 1, "总计"),
    (2, 0, 2, 1, "（三）不予公开"),
    (2, 1, 1, 1, "1.属于国家秘密"),
    (2, 2, 1, 1, "10"),
    (2, 3, 1, 1, "10"),
    (3, 1, 1, 1, "2.法律行政法规\n禁止公开"),
    (3, 2, 1, 1, ""),
    (3, 3, 1, 1, "0"),
)
SPANS = {text: cell for *cell, text in CELLS if text != "10"}


def tops(first: float, rows: int) -> tuple[float, ...]:
    return tuple(first + 40 * row for row in range(rows + 1))


def report(canvas: Canvas) -> None:
    """Title, heading, two lines of prose and a table with merged cells."""
    write(canvas, 80, "某某县2023年政府信息公开工作年度报告", left=110, size=20)
    write(canvas, 130, FULL, left=96)
    write(canvas, 150, "并向社会公布。")
    write(canvas, 180, "二、主动公开政府信息情况", left=96)
    rule(canvas, XS, tops(200, 4), CELLS)
    write(canvas, 400, "三、其他", left=96)


REPORT = [
    "某某县2023年政府信息公开工作年度报告",
    FULL + "并向社会公布。",
    "二、主动公开政府信息情况",
    [
        ["勾稽关系", "申请人情况"],
        ["自然人", "总计"],
        ["（三）不予公开", "1.属于国家秘密", "10", "10"],
        ["2.法律行政法规\n禁止公开", "", "0"],
    ],
    "三、其他",
]


@pytest.fixture(params=[pdf_pdfium.pages, pdf_plumber.pages], ids=["pdfium", "pdfplumber"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each test of a whole file runs with both engines."""
    found: Engine = request.param
    return found


def turned(draw: Callable[[Canvas], None], degrees: int) -> Callable[[Canvas], None]:
    """The same page, stored lying and shown upright by its /Rotate."""

    def drawn(canvas: Canvas) -> None:
        if degrees == 90:
            canvas.translate(HEIGHT, 0)
            canvas.rotate(90)
        elif degrees == 270:
            canvas.translate(0, WIDTH)
            canvas.rotate(-90)
        else:
            canvas.translate(WIDTH, HEIGHT)
            canvas.rotate(180)
        canvas.setPageRotation(degrees)
        draw(canvas)

    return drawn


def test_a_report(engine: Engine) -> None:
    blocks = read(pdf(report), engine=engine).blocks

    assert texts(blocks) == REPORT
    (table,) = tables(blocks)
    assert {
        cell.text: [cell.row, cell.column, cell.row_span, cell.column_span] for cell in table.cells if cell.text != "10"
    } == SPANS
    assert (table.where.page, table.where.table, table.where.box) == (1, 1, (72.0, 200.0, 422.0, 360.0))
    wanted = next(cell for cell in table.cells if cell.text == "自然人")
    assert (wanted.where.row, wanted.where.column, wanted.where.box) == (2, 3, (322.0, 240.0, 372.0, 280.0))
    assert [block.heading for block in blocks if not hasattr(block, "cells")] == [True, False, False, False]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_pages_stored_lying_are_read_as_shown(engine: Engine, degrees: int) -> None:
    upright, lying = read(pdf(report), engine=engine), read(pdf(turned(report, degrees)), engine=engine)

    assert texts(lying.blocks) == REPORT
    for one, other in zip(upright.blocks, lying.blocks, strict=True):
        assert other.where.box == pytest.approx(one.where.box, abs=12.5)
    assert tables(lying.blocks)[0].cells[0].where.box == pytest.approx((72, 200, 322, 280), abs=0.2)


def test_a_page_shown_sideways_is_read_along_its_text(engine: Engine) -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.translate(0, WIDTH - HEIGHT)
        rule(canvas, XS, tops(200, 4), CELLS)

    (table,) = tables(read(pdf(sideways), engine=engine).blocks)

    assert spans(table)["2.法律行政法规\n禁止公开"] == (3, 1, 1, 1)
    assert table.where.box == pytest.approx((200, HEIGHT - 422, 360, HEIGHT - 72), abs=0.2)


def test_the_crop_box_is_the_page(engine: Engine) -> None:
    def cropped(canvas: Canvas) -> None:
        canvas.setCropBox((50, 40, 570, 800))
        report(canvas)
        write(canvas, 20, "裁去的文字", left=300)

    blocks = read(pdf(cropped), engine=engine).blocks

    assert texts(blocks) == REPORT
    assert tables(blocks)[0].where.box == pytest.approx((22, 200 - 42, 372, 360 - 42), abs=0.1)


def test_a_table_cut_off_by_the_page_has_no_blank_cells(engine: Engine) -> None:
    """A browser prints a wide table without the figures that did not fit."""
    cells = ((0, 0, 1, 1, "政府信息公开申请"), (0, 1, 1, 1, "7"), (0, 2, 1, 1, ""), (1, 0, 1, 3, "合计"))

    content = read(pdf(lambda canvas: rule(canvas, (72, 272, 580, 640), tops(200, 2), cells)), engine=engine)

    assert texts(content.blocks) == [[["政府信息公开申请", "7", LOST], ["合计" + LOST]]]
    assert [(finding.type, finding.actual) for finding in content.findings] == [("characters_lost", "2")]


def test_text_drawn_twice_is_read_once(engine: Engine) -> None:
    def bold(canvas: Canvas) -> None:
        report(canvas)
        canvas.translate(0.4, -0.3)
        report(canvas)

    assert texts(read(pdf(bold), engine=engine).blocks) == REPORT


def test_rulings_as_thin_filled_boxes(engine: Engine) -> None:
    blocks = read(pdf(lambda canvas: rule(canvas, XS, tops(200, 4), CELLS, draw=filled_sides)), engine=engine).blocks

    assert texts(blocks) == [REPORT[3]]


def test_a_table_drawn_in_forms_within_forms(engine: Engine) -> None:
    def nested(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        rule(canvas, XS, tops(200, 4), CELLS)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(10, -30)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.translate(5, -20)
        canvas.doForm("outer")

    (table,) = tables(read(pdf(nested), engine=engine).blocks)

    assert texts([table]) == [REPORT[3]]
    assert table.where.box == pytest.approx((87, 250, 437, 410), abs=0.1)


def test_shading_is_no_ruling(engine: Engine) -> None:
    def shaded(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(330, HEIGHT - 310, 30, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        report(canvas)

    assert texts(read(pdf(shaded), engine=engine).blocks) == REPORT


def open_rows(canvas: Canvas, first: float, cells: tuple[tuple[str, ...], ...], *, top: bool, bottom: bool) -> None:
    """A table of three columns whose first or last rule is missing, as where the page ends."""
    xs = (72, 272, 322, 372)
    lines = tops(first, len(cells))
    for number, line in enumerate(lines):
        if (top or number > 0) and (bottom or number < len(cells)):
            canvas.line(xs[0], HEIGHT - line, xs[-1], HEIGHT - line)
    for x in xs:
        canvas.line(x, HEIGHT - lines[0], x, HEIGHT - lines[-1])
    for row, line in zip(cells, lines, strict=False):
        for x, text in zip(xs, row, strict=False):
            write(canvas, line + 14, text, left=x + 4)


def test_a_row_cut_by_the_page_end_is_a_row_on_both_pages(engine: Engine) -> None:
    def first(canvas: Canvas) -> None:
        open_rows(canvas, 720, (("1.本机关不掌握", "1", "2"), ("（四）无", "10", "20")), top=True, bottom=False)
        write(canvas, 820, "- 1 -", left=280)

    def second(canvas: Canvas) -> None:
        open_rows(canvas, 40, (("法提供", "", ""), ("（五）不予处理", "3", "4")), top=False, bottom=True)
        write(canvas, 820, "— 2 —", left=280)

    assert texts(read(pdf(first, second), engine=engine).blocks) == [
        [["1.本机关不掌握", "1", "2"], ["（四）无", "10", "20"]],
        [["法提供", "", ""], ["（五）不予处理", "3", "4"]],
    ]


def test_a_table_without_its_outer_borders(engine: Engine) -> None:
    def no_sides(canvas: Canvas) -> None:
        for line in tops(200, 3):
            canvas.line(72, HEIGHT - line, 372, HEIGHT - line)
        for x in (272, 322):
            canvas.line(x, HEIGHT - 200, x, HEIGHT - 320)
        for row, (line, *_) in enumerate(zip(tops(200, 3), range(3), strict=False)):
            for x, text in zip((72, 272, 322), ("政府信息公开", str(row), "5"), strict=True):
                write(canvas, line + 14, text, left=x + 4)

    assert texts(read(pdf(no_sides), engine=engine).blocks) == [
        [["政府信息公开", "0", "5"], ["政府信息公开", "1", "5"], ["政府信息公开", "2", "5"]]
    ]


def test_a_merged_cell_is_not_cut_where_inner_rulings_end(engine: Engine) -> None:
    """Three rulings that end together inside a table are not its end."""
    cells = (
        (0, 0, 2, 1, "组"),
        (0, 1, 1, 1, "甲"),
        (0, 2, 1, 1, "乙"),
        (0, 3, 1, 1, "丙"),
        (1, 1, 1, 3, "政府信息公开情况"),
    )

    (table,) = tables(read(pdf(lambda canvas: rule(canvas, XS, tops(200, 2), cells)), engine=engine).blocks)

    assert spans(table) == {text: tuple(cell) for *cell, text in cells}


def test_a_frame_round_prose_is_no_table(engine: Engine) -> None:
    def framed(canvas: Canvas) -> None:
        canvas.rect(60, HEIGHT - 300, 475, 220)
        write(canvas, 130, FULL)
        write(canvas, 150, "并公布。")

    assert texts(read(pdf(framed), engine=engine).blocks) == [FULL + "并公布。"]


def test_page_numbers_go_and_figures_at_the_foot_stay(engine: Engine) -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, 600, "一、政府信息公开总体情况")
        rule(
            canvas,
            (72, 172, 272),
            (740, 770, 800),
            ((0, 0, 1, 1, "规章"), (0, 1, 1, 1, "3"), (1, 0, 1, 1, "许可"), (1, 1, 1, 1, "4")),
        )
        write(canvas, 825, "第1页 共2页", left=280)

    def second(canvas: Canvas) -> None:
        write(canvas, 50, "2", left=300)
        write(canvas, 400, "5")
        write(canvas, 500, "六、其他")

    assert texts(read(pdf(first, second), engine=engine).blocks) == [
        "一、政府信息公开总体情况",
        [["规章", "3"], ["许可", "4"]],
        "5",
        "六、其他",
    ]


def test_running_heads_are_kept_once(engine: Engine) -> None:
    def with_head(text: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            write(canvas, 40, "某某县政府信息公开年报", left=200)
            write(canvas, 200, text)

        return draw

    pages = [with_head(text) for text in ("一、总体情况", "二、公开", "三、申请")]

    assert paragraphs(read(pdf(*pages), engine=engine).blocks) == [
        "某某县政府信息公开年报",
        "一、总体情况",
        "二、公开",
        "三、申请",
    ]


def test_a_paragraph_goes_on_over_the_page_end(engine: Engine) -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, 700, "一、总体情况", left=96)
        write(canvas, 720, FULL[:35], left=96)
        write(canvas, 740, FULL)
        write(canvas, 820, "- 1 -", left=290)

    def second(canvas: Canvas) -> None:
        write(canvas, 80, FULL)
        write(canvas, 100, "完毕。")
        write(canvas, 120, "（一）主动公开。全年发布信息", left=96)

    assert paragraphs(read(pdf(first, second), engine=engine).blocks) == [
        "一、总体情况",
        FULL[:35] + FULL + FULL + "完毕。",
        "（一）主动公开。全年发布信息",
    ]


def test_a_watermark_is_left_out(engine: Engine) -> None:
    def marked(canvas: Canvas) -> None:
        report(canvas)
        canvas.saveState()
        canvas.translate(200, 450)
        canvas.rotate(45)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert texts(read(pdf(marked), engine=engine).blocks) == REPORT


def test_vertical_writing(engine: Engine) -> None:
    cells = (
        (0, 0, 2, 1, ""),
        (0, 1, 1, 1, "予以公开"),
        (0, 2, 1, 1, "8"),
        (1, 1, 1, 1, "部分公开"),
        (1, 2, 1, 1, "9"),
    )

    def vertical(canvas: Canvas) -> None:
        font = UnicodeCIDFont(FONT, isVertical=True)
        font.name = font.fontName = f"{FONT}-V"
        pdfmetrics.registerFont(font)
        rule(canvas, (72, 102, 272, 322), (200, 320, 360), cells)
        canvas.setFont(font.name, BODY)
        canvas.drawString(87, HEIGHT - 210, "本年度办理结果")

    (table,) = tables(read(pdf(vertical), engine=engine).blocks)

    label = {"本\n年\n度\n办\n理\n结\n果": (0, 0, 2, 1)}
    assert spans(table) == label | {text: tuple(cell) for *cell, text in cells if text}

"""Prescribed tables without rulings: columns by header words or by order, labels by their lines, nothing by nearness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.readers.documents import BODY, HEIGHT, matrix, paragraphs, pdf, tables, write

from gongkai.readers.pdf.objects import LOST
from gongkai.readers.pdf.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

XS = (300, 340, 380, 420, 460, 500, 540)
"""Middles of the seven columns of figures."""
HEADS = (
    ("自然人",),
    ("商业", "企业"),
    ("科研", "机构"),
    ("社会公", "益组织"),
    ("法律服", "务机构"),
    ("其他",),
    ("总计",),
)
SEVEN = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
SIZE = 9

Row = tuple[str, str]
"""A label, its lines parted by bars, and figures parted by blanks; a point stands for a blank cell."""

ROWS: tuple[Row, ...] = (
    ("一、本年新收政府信息公开申请数量", "12 3 0 1 0 0 16"),
    ("二、上年结转政府信息公开申请数量", "1 0 0 0 0 0 1"),
    ("（一）予以公开", "4 1 0 1 0 0 6"),
    ("1.属于国家秘密", "0 0 0 0 0 0 0"),
    ("2.其他法律行政|法规禁止公开", "5 1 0 0 0 0 6"),
    ("（七）总计", "9 2 0 1 0 0 12"),
    ("四、结转下年度继续办理", "4 1 0 0 0 0 5"),
)


def centred(canvas: Canvas, top: float, middle: float, text: str) -> None:
    width = sum(SIZE if character > "\u2e80" else SIZE / 2 for character in text)
    write(canvas, top, text, left=middle - width / 2, size=SIZE)


def head(canvas: Canvas, top: float) -> None:
    centred(canvas, top, 420, "申请人情况")
    centred(canvas, top + 14, 420, "法人或其他组织")
    for x, lines in zip(XS, HEADS, strict=True):
        for number, line in enumerate(lines):
            centred(canvas, top + 28 + 11 * number, x, line)


def body(canvas: Canvas, top: float, rows: Sequence[Row], *, place: Callable[[int], float] = lambda _: 0.0) -> float:
    """Draw rows, figures half way down their label; return where the next one begins."""
    for label, figures in rows:
        lines = label.split("|")
        for number, line in enumerate(lines):
            indent = 0 if line[0] in "一二四" else 20 if line[0] == "（" else 60
            write(canvas, top + 11 * number, line, left=72 + (60 if number else indent), size=SIZE)
        for number, (x, figure) in enumerate(zip(XS, figures.split(), strict=True)):
            if figure != ".":
                centred(canvas, top + 5.5 * (len(lines) - 1), x + place(number), figure)
        top += 11 * len(lines) + 6
    return top


def group(canvas: Canvas, top: float, text: str) -> None:
    """A group's label, one character a line, left of its rows."""
    for number, character in enumerate(text):
        write(canvas, top + 10 * number, character, left=92, size=SIZE)


def applications(rows: Sequence[Row] = ROWS, **options: Callable[[int], float]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        write(canvas, 80, "三、收到和处理政府信息公开申请情况")
        head(canvas, 100)
        body(canvas, 160, rows, **options)
        write(canvas, 500, "四、政府信息公开行政复议、行政诉讼情况")

    return draw


def read_rows(*pages: Callable[[Canvas], None]) -> list[list[str]]:
    (table,) = tables(read(pdf(*pages)).blocks)
    return matrix(table)


def wanted(rows: Sequence[Row] = ROWS) -> list[list[str]]:
    return [[label.replace("|", "\n"), *figures.replace(".", "").split(" ")] for label, figures in rows]


def changed(row: int, figures: str) -> tuple[Row, ...]:
    return tuple((label, figures if number == row else old) for number, (label, old) in enumerate(ROWS))


def test_the_applications_table() -> None:
    blocks = read(pdf(applications())).blocks

    (table,) = tables(blocks)
    assert matrix(table) == [["", *SEVEN], *wanted()]
    assert paragraphs(blocks) == ["三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"]
    figure = next(cell for cell in table.cells if cell.text == "12" and cell.column == 1)
    assert (figure.where.page, figure.where.row, figure.where.column) == (1, 2, 2)
    assert figure.where.box == pytest.approx((295.5, 152.1, 304.5, 161.1), abs=1)


def test_the_words_in_the_corner_may_reach_further_than_the_labels() -> None:
    rows = tuple((label, f". {figures[2:]}" if figures[1] == " " else f". {figures[3:]}") for label, figures in ROWS)

    def draw(canvas: Canvas) -> None:
        applications(rows)(canvas)
        write(canvas, 128, "（本列数据的勾稽关系为：第一", left=95, size=SIZE)

    assert read_rows(draw) == [["", *SEVEN], *wanted(rows)]


def test_a_row_without_figures_is_a_row_of_blanks() -> None:
    rows = changed(3, ". . . . . . .")

    assert read_rows(applications(rows))[1:] == wanted(rows)


def test_blank_columns_are_told_by_the_header_above_the_others() -> None:
    rows = tuple((label, " ".join(f if n in (0, 6) else "." for n, f in enumerate(f.split()))) for label, f in ROWS)

    assert read_rows(applications(rows))[1:] == wanted(rows)


def test_a_figure_under_no_header_is_no_ones() -> None:
    """Beside blank columns a figure between two headers may belong to either."""
    rows = tuple((label, " ".join(f if n in (0, 3) else "." for n, f in enumerate(f.split()))) for label, f in ROWS)

    found = read_rows(applications(rows, place=lambda number: 20.0 if number == 3 else 0.0))

    assert found[1] == [ROWS[0][0], "12", *[f"1{LOST}"] * 6]


def test_a_vertical_group_label_is_no_row_and_no_part_of_one() -> None:
    def draw(canvas: Canvas) -> None:
        applications()(canvas)
        group(canvas, 200, "（三）不予公开")

    assert read_rows(draw)[1:] == wanted()


def test_a_table_over_two_pages_with_its_head_repeated_and_page_numbers() -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, 640, "三、收到和处理政府信息公开申请情况")
        head(canvas, 660)
        body(canvas, 720, ROWS[:4])
        write(canvas, 820, "1", left=290)

    def second(canvas: Canvas) -> None:
        head(canvas, 60)
        body(canvas, 120, ROWS[4:])
        write(canvas, 820, "2", left=290)

    assert read_rows(first, second)[1:] == wanted()


def test_a_row_whose_label_and_figures_stand_on_two_pages() -> None:
    def first(canvas: Canvas) -> None:
        head(canvas, 660)
        end = body(canvas, 720, ROWS[:4])
        for x, figure in zip(XS, ROWS[4][1].split(), strict=True):
            centred(canvas, end, x, figure)

    def second(canvas: Canvas) -> None:
        write(canvas, 60, "2.其他法律行政", left=132, size=SIZE)
        write(canvas, 71, "法规禁止公开", left=132, size=SIZE)
        body(canvas, 90, ROWS[5:])

    assert read_rows(first, second)[1:] == wanted()


def test_the_rest_of_a_wrapped_figure_overleaf_is_not_lost_in_silence() -> None:
    def first(canvas: Canvas) -> None:
        head(canvas, 660)
        body(canvas, 720, ROWS[:4])

    def second(canvas: Canvas) -> None:
        centred(canvas, 52, XS[0], "7")
        body(canvas, 60, ROWS[4:])

    found = read_rows(first, second)

    assert found[4][1] == f"0{LOST}"
    assert found[5][:3] == ["2.其他法律行政\n法规禁止公开", f"7\n5{LOST}", "1"]


def test_a_group_label_takes_no_figures() -> None:
    """It may stand nearer to the first line of wrapped figures than their own label does."""

    def draw(canvas: Canvas) -> None:
        applications()(canvas)
        write(canvas, 160 + 3 * 17 - 5, "（三）不予", left=82, size=SIZE)
        write(canvas, 160 + 3 * 17 + 6, "公开", left=82, size=SIZE)
        centred(canvas, 160 + 3 * 17 - 6, XS[0], "2")

    assert read_rows(draw)[4][:3] == ["1.属于国家秘密", "2\n0", "0"]


def test_digits_on_two_lines_are_kept_apart() -> None:
    def draw(canvas: Canvas) -> None:
        applications(changed(4, "51 1 0 0 0 0 6"))(canvas)
        centred(canvas, 160 + 4 * 17 + 11 + 5.5, XS[0], "7")

    assert read_rows(draw)[5][:3] == ["2.其他法律行政\n法规禁止公开", "51\n7", "1"]


def test_figures_between_two_labels_are_neithers() -> None:
    def draw(canvas: Canvas) -> None:
        applications()(canvas)
        centred(canvas, 160 + 8.5, XS[0], "7")

    assert [row[1] for row in read_rows(draw)[1:4]] == [f"12{LOST}", f"1{LOST}", "4"]


def test_words_among_the_figures_leave_the_table_to_the_recogniser() -> None:
    found = read(pdf(applications(changed(3, "0 0 见附件 0 0 0 0")))).blocks

    assert not tables(found)


def test_plumb_rulings_part_columns() -> None:
    """Figures at the right of their columns, under no header word."""

    def draw(canvas: Canvas) -> None:
        rows = tuple((label, " ".join(f if n in (0, 3) else "." for n, f in enumerate(f.split()))) for label, f in ROWS)
        applications(rows, place=lambda number: 15.0 if number == 3 else 0.0)(canvas)
        for x in range(280, 561, 40):
            canvas.line(x, HEIGHT - 90, x, HEIGHT - 300)

    assert read_rows(draw)[1] == [ROWS[0][0], "12", "", "", "1", "", "", ""]


def test_a_head_in_a_frame_above_figures_without_rulings() -> None:
    def draw(canvas: Canvas) -> None:
        applications()(canvas)
        for x in (72, 280, 320, 360, 400, 440, 480, 520, 560):
            canvas.line(x, HEIGHT - 88, x, HEIGHT - 145)
        for top in (88, 145):
            canvas.line(72, HEIGHT - top, 560, HEIGHT - top)

    assert read_rows(draw)[1:] == wanted()


def disclosure(canvas: Canvas) -> None:
    write(canvas, 80, "二、主动公开政府信息情况")
    xs = (120, 220, 320, 420)
    lines = (
        (("第二十条第（一）项",), (270,)),
        (("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), xs),
        (("规章", "0", "0"), xs),
        (("行政规范性文件", "3", "1", "22（其中修订16件）"), xs),
        (("第二十条第（五）项",), (270,)),
        (("信息内容", "本年处理决定数量"), (120, 320)),
        (("行政许可", "1204"), (120, 320)),
    )
    for number, (texts, places) in enumerate(lines):
        for text, x in zip(texts, places, strict=False):
            centred(canvas, 100 + 16 * number, x, text)
    write(canvas, 300, "三、收到和处理政府信息公开申请情况")


def test_the_disclosure_table() -> None:
    blocks = read(pdf(disclosure)).blocks

    (table,) = tables(blocks)
    assert matrix(table) == [
        ["第二十条第（一）项"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", ""],
        ["行政规范性文件", "3", "1", "22（其中修订16件）"],
        ["第二十条第（五）项"],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "1204"],
    ]
    assert paragraphs(blocks) == ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]


def test_a_note_below_its_figure() -> None:
    def draw(canvas: Canvas) -> None:
        disclosure(canvas)
        centred(canvas, 100 + 16 * 2 + 11, 220, "（修订2件）")

    (table,) = tables(read(pdf(draw)).blocks)

    assert matrix(table)[2] == ["规章", "0\n（修订2件）", "0", ""]


FIFTEEN = tuple(80 + 32 * number for number in range(15))


def proceedings(figures: str, *more: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        write(canvas, 80, "四、政府信息公开行政复议、行政诉讼情况")
        centred(canvas, 100, FIFTEEN[2], "行政复议")
        centred(canvas, 100, FIFTEEN[9], "行政诉讼")
        centred(canvas, 115, FIFTEEN[7], "未经复议直接起诉")
        centred(canvas, 115, FIFTEEN[12], "复议后起诉")
        for number, x in enumerate(FIFTEEN):
            for line, words in enumerate(
                (
                    ("结", "果", "维", "持"),
                    ("结", "果", "纠", "正"),
                    ("其", "他", "结", "果"),
                    ("尚", "未", "审", "结"),
                    ("总", "计"),
                )[number % 5]
            ):
                centred(canvas, 130 + 10 * line, x, words)
        for line, row in enumerate((figures, *more)):
            for x, figure in zip(FIFTEEN, row.split(), strict=True):
                if figure != ".":
                    centred(canvas, 190 + 10 * line, x, figure)
        write(canvas, 300, "五、存在的主要问题及改进情况")

    return draw


def test_the_proceedings_table_under_vertical_headers() -> None:
    figures = "3 0 1 0 4 2 1 0 0 3 . . . . ."

    found = read_rows(proceedings(figures))

    assert found[1][1:] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    assert found[2] == ["", *figures.replace(".", "").split(" ")]


def test_wrapped_digits_in_the_proceedings_table() -> None:
    found = read_rows(proceedings("3 0 1 0 4 2 1 0 0 3 1 0 0 0 1", ". . . . 7 . . . . . . . . . ."))

    assert found[2] == ["", *"3 0 1 0 4|7 2 1 0 0 3 1 0 0 0 1".replace("|", "\n").split(" ")]


def test_prose_with_the_words_of_the_tables_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 100, "本年新收政府信息公开申请12件，其中自然人申请10件，结转下年度继续办理1件。", left=72)
        write(canvas, 130, "行政复议 行政诉讼情况见下表。", left=72, size=BODY)

    assert not tables(read(pdf(draw)).blocks)

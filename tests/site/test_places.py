"""Where the figures stood, said in few words."""

from __future__ import annotations

from tests.site.making import figure, record

from gongkai import codes
from gongkai.site.annual_report import places

COLUMNS = codes.column_codes("applications")


def row(code: str, where: str) -> list:  # type: ignore[type-arg]
    return [
        figure("applications", code, column, 1, where=where.format(column=4 + at, line=20 + at))
        for at, column in enumerate(COLUMNS)
    ]


def test_rows_that_follow_one_another_are_told_together() -> None:
    subject = record(
        [
            *row("received_new", "page=2;table=1;row=5;column={column};box=1,2,3,4"),
            *row("carried_in", "page=2;table=1;row=6;column={column}"),
        ]
    )
    expected = [
        ("一、本年新收政府信息公开申请数量 至 二、上年结转政府信息公开申请数量", "第 2 页 表 1 第 5–6 行第 4–10 列")
    ]
    assert places.by_row(subject) == expected


def test_a_page_break_parts_them() -> None:
    subject = record(
        [
            *row("received_new", "page=2;table=1;row=5;column={column}"),
            *row("carried_in", "page=3;table=2;row=1;column={column}"),
        ]
    )
    assert [place for _, place in places.by_row(subject)] == [
        "第 2 页 表 1 第 5 行第 4–10 列",
        "第 3 页 表 2 第 1 行第 4–10 列",
    ]


def test_a_text_file_has_lines() -> None:
    assert places.by_row(record(row("received_new", "line={line}"))) == [
        ("一、本年新收政府信息公开申请数量", "第 20–26 行")
    ]


def test_a_row_torn_apart_names_both_ends() -> None:
    figures = row("received_new", "page=2;table=1;row=5;column={column}")
    figures[-1] = figures[-1]._replace(where="page=3;table=2;row=1;column=2")
    assert places.by_row(record(figures))[0][1] == "第 2 页 表 1 第 5 行第 4 列；第 3 页 表 2 第 1 行第 2 列"


def test_no_place_no_line() -> None:
    assert places.by_row(record([figure("applications", "granted", "total", 1)])) == []


def test_sheets_part_rows_like_pages() -> None:
    subject = record(
        [
            *row("received_new", "sheet=申请;table=2;row=5;column={column}"),
            *row("carried_in", "sheet=申请%3B续;table=3;row=6;column={column}"),
        ]
    )
    assert [place for _, place in places.by_row(subject)] == [
        "工作表“申请” 第 5 行第 4–10 列",
        "工作表“申请;续” 第 6 行第 4–10 列",
    ]


def test_a_picture_is_known_by_its_figures() -> None:
    assert places.is_picture(record(row("received_new", "page=2;table=1;row=5;column={column};ocr=1;box=1,2,3,4")))
    assert not places.is_picture(record(row("received_new", "sheet=ocr=1;page=2;table=1;row=5;column={column}")))

"""Sections by their words, whatever their numbers."""

from __future__ import annotations

import pytest
from tests.recognise.shapes import document

from gongkai.recognise.sections import read_sections

SIX = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项"]  # fmt: skip
CODES = ["overview", "disclosure", "applications", "proceedings", "problems", "other_matters"]


def found(lines: list[str]) -> list[tuple[str | None, str]]:
    return [(section.code, section.text) for section in read_sections(document(lines), frozenset())]


def report(numbers: list[str]) -> list[str]:
    return [
        line for number, words in zip(numbers, SIX, strict=True) for line in (number + words, f"{words}的文字内容。")
    ]


@pytest.mark.parametrize(
    "numbers",
    [
        ["一、", "二、", "三、", "四、", "五、", "六、"],
        ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"],
        ["一、", "一、", "三、", "四、", "五、", "六、"],
        ["一．", "三、", "四、", "五、", "六、", "七、"],
        ["", "", "", "", "", ""],
        ["一、 ", "二、\u3000", "三 、", "四、", "五、", "六、"],
    ],
)
def test_six_sections_under_any_numbering(numbers: list[str]) -> None:
    """The words decide."""
    assert found(report(numbers)) == [(code, f"{words}的文字内容。") for code, words in zip(CODES, SIX, strict=True)]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("二、行政机关主动公开政府信息的情况", "disclosure"),
        ("二、主动公开政府政府信息情况", "disclosure"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况", "proceedings"),
        ("四、行政复议行政诉讼情况", "proceedings"),
        ("五、政府信息公开工作存在的主要问题和改进措施", "problems"),
        ("五、存在问题及整改措施", "problems"),
        ("六、其他需要说明的事项", "other_matters"),
    ],
)
def test_other_wordings(heading: str, code: str) -> None:
    """Variants seen in real reports."""
    lines = ["一、总体情况", "文字。", heading, "内容甲。"]
    assert found(lines)[-1] == (code, "内容甲。")


def test_sub_headings_stay_inside_their_section() -> None:
    """（一）主动公开 and （一）存在的主要问题 are no sections."""
    lines = ["一、总体情况", "（一）主动公开", "文字。", "（二）依申请公开", "文字。", *report(["一、", "二、", "三、", "四、", "五、", "六、"])[2:8], "五、存在的主要问题及改进情况", "（一）存在的主要问题", "少。", "（二）改进情况", "改。"]  # fmt: skip
    assert [code for code, _ in found(lines)] == CODES[:5]
    assert "（一）主动公开" in found(lines)[0][1]
    assert found(lines)[4][1] == "（一）存在的主要问题\n少。\n（二）改进情况\n改。"


def test_points_inside_section_one_restart_nothing() -> None:
    """一、 to 三、 inside section one, then 二、主动公开…."""
    lines = [
        "一、总体情况",
        "一、加强领导。",
        "二、规范程序。",
        *report(["一、", "二、", "三、", "四、", "五、", "六、"])[2:],
    ]
    assert [code for code, _ in found(lines)] == CODES
    assert found(lines)[0][1] == "一、加强领导。\n二、规范程序。"


def test_heading_running_on_into_its_text() -> None:
    """一、总体情况2023年，……"""
    lines = [
        "一、总体情况 2023年，本机关认真落实条例要求，做好公开工作。",
        *report(["一、", "二、", "三、", "四、", "五、", "六、"])[2:],
    ]
    (first, *_) = read_sections(document(lines), frozenset())
    assert (first.heading, first.text) == ("总体情况", "2023年，本机关认真落实条例要求，做好公开工作。")


def test_headings_quoted_in_the_introduction_are_prose() -> None:
    """本报告由总体情况、主动公开政府信息情况…六部分组成."""
    intro = "本报告由" + "、".join(SIX) + "六个部分组成。"
    assert [code for code, _ in found([intro, *report(["一、", "二、", "三、", "四、", "五、", "六、"])])] == CODES


def test_tables_and_signature_are_left_out() -> None:
    """Rows of the table and the date at the end belong to no narrative."""
    lines = report(["一、", "二、", "三、", "四、", "五、", "六、"])
    lines[3:3] = ["信息内容\t本年制发件数", "规章\t0", "第二十条第（五）项"]
    sections = found([*lines, "南样县教育局", "2024年1月12日", "（此件公开发布）"])
    assert sections[1][1] == "主动公开政府信息情况的文字内容。"
    assert sections[5][1] == "其他需要报告的事项的文字内容。\n（此件公开发布）"


def test_reports_before_2019_keep_their_own_headings() -> None:
    """No prescribed sections: every heading in turn."""
    lines = [
        "一、概述",
        "2012年文字。",
        "二、主动公开政府信息的情况",
        "共100条。",
        "三、收费及减免情况",
        "未收费。",
        "四、需要说明的事项",
        "无。",
    ]
    assert [text for _, text in found(lines)][:2] == ["2012年文字。", "共100条。"]


def test_a_point_of_section_one_in_words_of_section_two_stays_inside() -> None:
    """（一）主动公开政府信息情况 under 一、总体情况: the numbering style that most headings share decides."""
    six = report(["一、", "二、", "三、", "四、", "五、", "六、"])
    lines = [six[0], "（一）主动公开政府信息情况", "发布信息35条。", *six[2:]]
    assert found(lines)[:2] == [("overview", "（一）主动公开政府信息情况\n发布信息35条。"), ("disclosure", six[3])]

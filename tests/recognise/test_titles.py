"""Titles in all shapes in use. `|` stands for a line break."""

from __future__ import annotations

import pytest
from tests.recognise.identity_documents import lines

from gongkai.recognise.identity_lines import ends
from gongkai.recognise.titles import Title, find_titles, parse_title

REPORT = "政府信息公开工作年度报告"


def titles(text: str) -> list[Title]:
    return find_titles(ends(lines(text.replace("|", "\n"))).before)


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        (f"甲样市水利局2021年{REPORT}", "甲样市水利局", 2021),
        (f"甲样市水利局 2021 年 {REPORT}", "甲样市水利局", 2021),
        (f"甲样市水利局|2021年度{REPORT}", "甲样市水利局", 2021),
        ("甲样市水利局2021年度政府|信息公开工作年度报告", "甲样市水利局", 2021),
        ("甲样市水利局2021年|政府信息公开|工作年度报告", "甲样市水利局", 2021),
        (f"甲样市|南样镇2021年{REPORT}", "甲样市南样镇人民政府", 2021),
        ("南样县|人民政府|2021年|政府信息公开|工作年度报告", "南样县人民政府", 2021),
        (f"2022年度螅镇{REPORT}", "螅镇人民政府", 2022),
        (f"2022年上海市{REPORT}", "上海市人民政府", 2022),
        (f"2019年县教育体育局{REPORT}", "县教育体育局", 2019),
        (f"2025南样县下样乡2025年度{REPORT}", "南样县下样乡人民政府", 2025),
        ("甲样市东样区人民政府信息公开工作年度报告|（2021年度）", "甲样市东样区人民政府", 2021),
        (f"甲样市东样区人民政府机关2021年{REPORT}", "甲样市东样区人民政府", 2021),
        ("甲样市东样区政府2021年政府信息公开年报", "甲样市东样区人民政府", 2021),
        (f"甲样市水利局（本级机关）2022年{REPORT}", "甲样市水利局", 2022),
        (f"关于2021年度{REPORT}", None, 2021),
        ("关于2021年度政府信息公开工作的年度报告", None, 2021),
        ("甲样市水利局政府信息公开工作2022年度报告", "甲样市水利局", 2022),
        ("甲样市水利局二〇二一年政府信息公开年报", "甲样市水利局", 2021),
        ("甲样市水利局二○二○年度政务公开年报", "甲样市水利局", 2020),
        ("甲样市水利局2020年政务信息公开年度报告", "甲样市水利局", 2020),
        ("甲样市水利局2020年信息公开年度报告", "甲样市水利局", 2020),
        ("甲样市水利局2020年政府信息工作年度报告", "甲样市水利局", 2020),
        ("甲样市水利局2020年政府信息公开工作报告", "甲样市水利局", 2020),
        ("甲样市水利局2010年政府信息公开工作情况的报告", "甲样市水利局", 2010),
        ("甲样市水利局2010年政务公开和政府信息公开工作年度报告", "甲样市水利局", 2010),
        ("首页 > 政府信息公开年报 > 甲样市水利局2020年政务公开年报", "甲样市水利局", 2020),
        (f"附件1：甲样市水利局2021年{REPORT}", "甲样市水利局", 2021),
        (f"《甲样市水利局2021年{REPORT}》", "甲样市水利局", 2021),
        (f"当前位置：首页|甲样市水利局2021年{REPORT}_甲样市人民政府", "甲样市水利局", 2021),
        (f"| 甲样市水利局2021年{REPORT} |", "甲样市水利局", 2021),
        (f"????甲样市水利局2021年{REPORT}", "甲样市水利局", 2021),
        (f"我局2021年{REPORT}", None, 2021),
        ("甲样市水利局202年政府信息公开工作年度报告", "甲样市水利局", None),
        (f"中山市东区街道2023年{REPORT}", "中山市东区街道办事处", 2023),
        (f"丙样经济技术开发区2023年{REPORT}", "丙样经济技术开发区管理委员会", 2023),
        (f"右样县人力资源和社会保障局2021年{REPORT}", "右样县人力资源和社会保障局", 2021),
        (f"本溪市水务局2021年{REPORT}", "本溪市水务局", 2021),
        ("甲样市水利局关于2021年度政府信息公开工作情况的报告", "甲样市水利局", 2021),
        (f"甲样市水利局2021年{REPORT} 甲样市水利局2021年{REPORT}", "甲样市水利局", 2021),
        (f"甲样市水利局2021年{REPORT} 发布时间：2022-01-12 来源：市教育局", "甲样市水利局", 2021),
        (f"甲样市水利局2021年{REPORT}（公告）", "甲样市水利局", 2021),
    ],
)
def test_shapes(text: str, name: str | None, year: int | None) -> None:
    """Agency and year as the shape has them; nothing where it has none."""
    found = titles(text)
    assert len(found) == 1
    assert (found[0].body.name, found[0].year) == (name, year)


@pytest.mark.parametrize(
    "text",
    [
        f"根据要求，现将我局2021年{REPORT}公布如下",
        f"关于做好2021年{REPORT}编制工作的通知",
        "2022年政府工作报告",
        "东样区2021年法治政府建设年度报告",
        "东样区2021年政府网站工作年度报表",
        f"甲样市发布2023年{REPORT}",
        f"{REPORT}解读",
        "2021年度部门预算信息公开",
        f"本{REPORT}由甲样市水利局编制",
    ],
)
def test_no_titles(text: str) -> None:
    """Sentences, notices and other reports."""
    assert titles(text) == []


@pytest.mark.parametrize(
    ("text", "name", "aggregate"),
    [
        (f"全国海关2022年{REPORT}", "海关总署", True),
        (f"海关总署（本级机关）2022年{REPORT}", "海关总署", False),
        (f"黑河市气象部门2021年{REPORT}", "黑河市气象局", True),
        (f"南样县全县2021年{REPORT}", "南样县人民政府", True),
        (f"南样县2021年{REPORT}（汇总）", "南样县人民政府", True),
        (f"南样县（含乡镇、部门）2021年{REPORT}", "南样县人民政府", True),
        (f"南样县人民政府机关2021年{REPORT}", "南样县人民政府", False),
        (f"南样县人民政府2021年{REPORT}", "南样县人民政府", False),
        (f"教育系统2021年{REPORT}", None, True),
    ],
)
def test_scope(text: str, name: str | None, aggregate: bool) -> None:
    """Aggregate only where the title says so."""
    found = titles(text)
    assert len(found) == 1
    assert (found[0].body.name, found[0].body.aggregate) == (name, aggregate)


def test_text_as_printed() -> None:
    """Lines joined, inner spaces gone, bracket and 关于 kept, list mark dropped."""
    assert (
        titles("附件：甲样市水利局|2021 年政府信息公开|工作年度报告(汇总)")[0].text
        == "甲样市水利局2021年政府信息公开工作年度报告（汇总）"
    )
    assert titles("关于2021年度政府信息公开工作的年度报告")[0].text == "关于2021年度政府信息公开工作的年度报告"


def test_an_agency_in_a_menu_is_not_glued_to_a_whole_title() -> None:
    """A line before a title that names its agency does not belong to it."""
    assert titles(f"甲样市教育局|甲样市水利局2021年{REPORT}")[0].body.name == "甲样市水利局"


def test_title_of_a_page() -> None:
    """The title in the mark-up, with the site's name behind it."""
    title = parse_title(f"甲样市水利局2021年{REPORT}-甲样市人民政府")
    assert title is not None
    assert (title.body.name, title.year) == ("甲样市水利局", 2021)
    assert parse_title("甲样市人民政府门户网站") is None


@pytest.mark.parametrize(
    ("printed", "name", "aggregate"),
    [
        ("淮安市本级2021年", "淮安市人民政府", False),
        ("淮安市人民政府（本级机关）2021年", "淮安市人民政府", False),
        ("淮安市政府办2021年", "淮安市人民政府办公室", False),
        ("淮安市（全市汇总）2021年", "淮安市人民政府", True),
        ("江苏省气象部门2021年", "江苏省气象局", True),
        ("锡林郭勒盟2021年", "锡林郭勒盟行政公署", False),
        ("甲样市水利局2021年1-12月", "甲样市水利局", False),
        ("甲样市人民政府 甲样市水利局 甲样市水利局2021年", "甲样市水利局", False),
        ("国家税务总局淮安市税务局2021年", "国家税务总局淮安市税务局", False),
        ("淮安市公安局洪泽区分局2021年", "淮安市公安局洪泽区分局", False),
        ("甲样市水利局：2021年", "甲样市水利局", False),
        ("附件1 2021年甲样市水利局", "甲样市水利局", False),
        ("二〇二一甲样市水利局二〇二一年度", "甲样市水利局", False),
    ],
)
def test_bodies_as_titles_print_them(printed: str, name: str, *, aggregate: bool) -> None:
    """Levels, groups, short forms, several names one after the other, years in front."""
    (title,) = titles(f"{printed}{REPORT}")
    assert (title.body.name, title.body.aggregate, title.year) == (name, aggregate, 2021)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (f"晋城市阳城县环|境保护局2021年{REPORT}", "晋城市阳城县环境保护局"),
        (f"甘肃省白银市会|宁县人民政府2021年{REPORT}", "甘肃省白银市会宁县人民政府"),
        (f"大余县机关|事务管理局2021年{REPORT}", "大余县机关事务管理局"),
        (f"国家税务|总局保定市徐水区税务局2021年{REPORT}", "国家税务总局保定市徐水区税务局"),
        (f"亚东县太平镇人|民政府2021年{REPORT}", "亚东县太平镇人民政府"),
        (f"曲靖市生态环境局|罗平县分局2021年{REPORT}", "曲靖市生态环境局罗平县分局"),
        (f"淮安市人民政府|办公室2021年{REPORT}", "淮安市人民政府办公室"),
        (f"甲样市概况|教育局2021年{REPORT}", "教育局"),
        (f"甲样市教育局|甲样市财政局|甲样市民政局|2021年{REPORT}", None),
    ],
)
def test_names_broken_over_lines(printed: str, name: str | None) -> None:
    """Within a place, a word, a town, before a branch or an office; never with an entry of a menu or the last of a list."""
    assert titles(printed)[0].body.name == name


def test_a_title_in_the_cells_of_one_text_row() -> None:
    """Converters of PDF put it there; a rule line and a line after the row belong to it."""
    row = "| 甲样市水利局 |  | 2021 | 年政府信息公开 |\n|-----|---|---|---|\n工作年度报告"
    (title,) = find_titles(ends(lines(row)).before)
    assert (title.body.name, title.year) == ("甲样市水利局", 2021)

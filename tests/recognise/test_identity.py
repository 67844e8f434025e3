"""Agency, year, scope and publication day of whole documents."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.recognise.identity_documents import FORM, grid, lines, report

from gongkai import readers
from gongkai.model import Document, Paragraph, Where
from gongkai.recognise.identity import Identity, identify

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "政府信息公开工作年度报告"
BARE = FORM.replace("2021年，", "")


def who(identity: Identity) -> str | None:
    return identity.agency.name if identity.agency else None


def kinds(identity: Identity) -> list[str]:
    return [finding.type for finding in identity.findings]


@pytest.mark.parametrize(
    ("head", "tail", "name"),
    [
        (f"东样区人民政府|2023 年{REPORT}|本报告由甲样市东样区人民政府办公室编制。", "", "甲样市东样区人民政府"),
        (f"螅镇2023年{REPORT}|地址：甲样市南样县螅镇人民路1号。", "", "甲样市南样县螅镇人民政府"),
        (
            f"鼓楼区人民政府2023年{REPORT}|请与南京市鼓楼区人民政府办公室联系（地址：江苏省南京市鼓楼区）",
            "",
            "南京市鼓楼区人民政府",
        ),
        (f"区统计局2023年{REPORT}|（地址：甲样市东样区人民路1号；邮编：000000）", "", "甲样市东样区统计局"),
        (f"市生态环境局2023年{REPORT}|2023年，甲样市生态环境局认真贯彻条例。", "", "甲样市生态环境局"),
        (f"市生态环境局2023年{REPORT}", "甲样市生态环境局|2024年1月4日", "甲样市生态环境局"),
        (f"2023年{REPORT}|现将甲样市水利局2023年{REPORT}公布如下。", "", "甲样市水利局"),
        (f"2023年{REPORT}|2023年，甲样市水利局坚持以公开为常态。", "", "甲样市水利局"),
        (f"我局2023年{REPORT}", "甲样市水利局|二〇二四年一月四日", "甲样市水利局"),
        (f"洪泽分局2023年{REPORT}|2023年，淮安市公安局洪泽分局坚持公开。", "", "淮安市公安局洪泽分局"),
        (f"2023年{REPORT}|本报告由甲样市水利局根据《中华人民共和国政府信息公开条例》编制。", "", "甲样市水利局"),
        (f"2023年{REPORT}|如有疑问，请与甲样市水利局办公室联系（电话：000）。", "", "甲样市水利局"),
        (f"来源：甲样市水利局|2023年{REPORT}", "", "甲样市水利局"),
        (f"发布机构|甲样市水利局|2023年{REPORT}", "", "甲样市水利局"),
        ("《甲样市水利局2023年政府信息公开工作年度报告》现予公布。", "", "甲样市水利局"),
        (f"甲样市水利局2023年{REPORT}|江苏省", "", "甲样市水利局"),
        (f"洪泽区人民政府2023年{REPORT}|江苏省淮安市洪泽区人民政府", "", "淮安市洪泽区人民政府"),
        (f"2023年{REPORT}|2023年，在市委、市政府的坚强领导下，甲样市水利局坚持公开。", "", "甲样市水利局"),
        (f"互助县水利局2023年{REPORT}|地址：青海省海东市互助县威远镇", "", "互助县水利局"),
        (f"甲样市人民政府|2023年{REPORT}|2023年，我局认真贯彻条例。", "", None),
        (f"甲样市人民政府|2023年{REPORT}|现将甲样市水利局2023年{REPORT}公布如下。", "", "甲样市水利局"),
        (f"2023年{REPORT}|按照甲样市2023年{REPORT}编制要求，认真编制本报告。", "", None),
        (f"2023年{REPORT}|如有疑问，请与甲样市政务公开办公室联系。", "", None),
        (f"来源：甲样市人民政府办公室|2023年{REPORT}|2023年，我镇认真贯彻条例。", "", None),
        (f"2023年{REPORT}|2023年，甲样市委市政府高度重视。", "", None),
        (f"2023年{REPORT}|2023年，全市各级行政机关坚持公开。", "", None),
        (f"2023年{REPORT}|2023年，全州县财政局坚持公开。", "", "全州县财政局"),
        (f"我局2023年{REPORT}", "", None),
        (f"区统计局2023年{REPORT}", "", None),
        (f"教育局2023年{REPORT}|本局认真贯彻。", "", None),
        (f"示范区教育局2023年{REPORT}", "", None),
        (f"2023年{REPORT}|我镇认真贯彻条例，严格按照区政府要求。", "我镇|2024年1月4日", None),
    ],
)
def test_agency(head: str, tail: str, name: str | None) -> None:
    """From the title, completed from the text; else from sentences, signature, contact and source lines; else unknown."""
    identity = identify(lines("\n".join([head.replace("|", "\n"), BARE, tail.replace("|", "\n")])))
    assert who(identity) == name
    assert ("agency_unknown" in kinds(identity)) == (name is None)


def test_two_additions_cancel_each_other() -> None:
    """鼓楼区 with two cities in front is left as printed, and the doubt is shown."""
    identity = identify(report(f"鼓楼区人民政府2023年{REPORT}\n南京市鼓楼区和徐州市鼓楼区"))
    assert who(identity) == "鼓楼区人民政府"
    assert "agency_unknown" in kinds(identity)


@pytest.mark.parametrize(
    ("head", "year"),
    [
        (f"甲样市水利局2021年{REPORT}|发布日期：2022-01-27", 2021),
        (f"甲样市水利局{REPORT}|统计期限为2021年1月1日至2021年12月31日。", 2021),
        (f"甲样市水利局{REPORT}|甲样公开〔2019〕1号", None),
        (f"甲样市水利局{REPORT}|发布日期：2022-01-27", None),
        (f"甲样市水利局{REPORT}|统计期限为202111日至20211231日。", 2021),
        (f"甲样市水利局{REPORT}|统计期限为20211日至20211231日。", None),
        (f"甲样市水利局{REPORT}|现将甲样市水利局2022年{REPORT}公布如下", 2022),
        (f"甲样市水利局2021年{REPORT}|统计期限为2020年1月1日至2020年12月31日。", 2021),
        (f"甲样市水利局{REPORT}|（2021年度）", 2021),
        (f"甲样市水利局2007年{REPORT}", None),
        (f"甲样市水利局2100年{REPORT}", None),
        (f"甲样市水利局{REPORT}|到2035年基本建成", None),
    ],
)
def test_year(head: str, year: int | None) -> None:
    """Never from a publication day, a document number, a plan or damaged digits."""
    identity = identify(lines(head.replace("|", "\n") + "\n" + BARE))
    assert identity.year == year
    assert ("year_unknown" in kinds(identity)) == (year is None)


def test_year_from_the_first_words_of_the_overview() -> None:
    """Title and period missing: 一、总体情况 / 2021年，…; two different first words give nothing."""
    assert identify(lines(FORM)).year == 2021
    assert identify(lines(FORM.replace("工作。", "工作。\n2020年，我单位制定了计划。"))).year is None


@given(st.integers(2008, 2099), st.integers(2008, 2099))
def test_only_the_title_decides(year: int, other: int) -> None:
    """Whatever year stands around it."""
    head = f"发布日期：{other}-01-20\n甲样公开〔{other}〕1号\n甲样市水利局{year}年{REPORT}\n{other}年，甲样市水利局认真工作。"
    assert identify(lines(head + "\n" + BARE)).year == year


def test_title_year_is_reported_when_titles_differ() -> None:
    """Two titles with two years: a finding with both; one year twice: none."""
    twice = identify(report(f"甲样市水利局2020年{REPORT}\n甲样市水利局2021年{REPORT}"))
    assert kinds(twice) == ["title_year"]
    assert (twice.findings[0].expected, twice.findings[0].actual) == ("2021", "2020")
    assert kinds(identify(report(f"2025南样县下样乡2025年度{REPORT}"))) == []


def test_the_period_settles_which_of_two_titles_is_right() -> None:
    """The first title has the period's year, the second one was left over."""
    identity = identify(
        lines(f"甲样市水利局2021年{REPORT}\n甲样市水利局2020年{REPORT}\n统计期限为2021年1月1日至12月31日。\n{BARE}")
    )
    assert identity.year == 2021
    assert kinds(identity) == ["title_year"]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        (
            "统计期限为2020年1月1日至2020年12月31日。",
            [("narrative_period", "2021-01-01/2021-12-31", "2020-01-01/2020-12-31")],
        ),
        (
            "统计期限为2021年1月1日至2021年12月21日。",
            [("narrative_period", "2021-01-01/2021-12-31", "2021-01-01/2021-12-21")],
        ),
        ("统计期限为2021年1月1日至12月31日。", []),
        ("《办法》2020年1月1日至2020年12月31日试行。", []),
    ],
)
def test_the_period_is_compared_with_the_title(period: str, found: list[tuple[str, str, str]]) -> None:
    """The title's year holds; another year or a shorter period is a finding with both."""
    identity = identify(lines(f"甲样市水利局2021年{REPORT}\n{period}\n{BARE}"))
    assert identity.year == 2021
    assert [(f.type, f.expected, f.actual) for f in identity.findings] == found


def test_the_period_alone_and_a_text_that_contradicts_it() -> None:
    """It gives the year, with a finding; against two that agree it gives none."""
    text = f"甲样市水利局{REPORT}\n{{}}统计期限为2020年1月1日至2020年12月31日。\n{FORM}"
    lone = identify(lines(text.format("")))
    assert (lone.year, kinds(lone)) == (2020, ["title_year"])
    outvoted = identify(lines(text.format(f"现将甲样市水利局2021年{REPORT}公布如下。")))
    assert (outvoted.year, kinds(outvoted)) == (None, ["year_unknown"])


def test_lost_characters_are_counted() -> None:
    """Anywhere in the text, once for the report; a damaged period cannot be held against the year."""
    identity = identify(report(f"甲样市水利局2021年{REPORT}\n统计期限为202111日至20211231日。", tail="〔202130号"))
    assert [(f.type, f.state, f.actual) for f in identity.findings] == [
        ("narrative_period", "not_checkable", None),
        ("characters_lost", "failed", "3"),
    ]


@pytest.mark.parametrize("cut", ["202年", "年度", "21年度", "年"])
def test_a_cut_year_in_the_title(cut: str) -> None:
    """The body is still read, the year comes from the period; digits that are left are counted as damage."""
    identity = identify(lines(f"甲样市水利局{cut}{REPORT}\n统计期限为2021年1月1日至12月31日。\n{BARE}"))
    assert (who(identity), identity.year) == ("甲样市水利局", 2021)
    assert kinds(identity) == (["characters_lost"] if cut[0].isdigit() else [])


def test_a_page_title_counts_where_none_is_printed() -> None:
    """That of a web page before the period; that of a file's properties, often left over, after it."""
    document = lines(f"统计期限为2020年1月1日至2020年12月31日。\n{BARE}", title=f"甲样市水利局2021年{REPORT}")
    assert identify(document).year == 2020
    assert identify(replace(document, media_type="text/html")).year == 2021


def test_links_among_which_the_title_may_be() -> None:
    """Links of one year and the last one of them: nothing confirms it, so the body stays unknown; a signature does."""
    links = "\n".join(f"甲样市{body}局2021年{REPORT}" for body in ("教育", "财政", "民政", "审计"))
    assert who(identify(report(links))) is None
    assert who(identify(report(links, tail="甲样市审计局\n2022年1月4日"))) == "甲样市审计局"


def test_a_contact_in_a_government_office_names_neither() -> None:
    """The office answers for the government, and has a report of its own."""
    head = f"2021年{REPORT}\n如有疑问，请与甲样市人民政府办公室联系。"
    assert who(identify(report(head))) is None


def test_all_that_names_a_year_settles_which_of_two_titles_is_right() -> None:
    """First words and signature against the title next to the text, which was left over."""
    head = f"甲样市水利局2021年{REPORT}\n甲样市水利局2020年{REPORT}"
    identity = identify(report(head, tail="甲样市水利局\n2022年1月4日"))
    assert (identity.year, kinds(identity)) == (2021, ["title_year"])


def test_title_agency_is_reported_when_the_signature_is_another_body() -> None:
    """A copied report; a shorter name, an inner office or the government's office pass."""
    other = identify(report(f"甲样市水利局2021年{REPORT}", tail="甲样市教育局\n2022年1月4日"))
    assert kinds(other) == ["title_agency"]
    assert (other.findings[0].expected, other.findings[0].actual) == ("甲样市水利局", "甲样市教育局")
    for head, tail in [
        ("甲样市水利局", "甲样市水利局办公室"),
        ("甲样市水利局", "水利局"),
        ("甲样市东样区人民政府", "东样区人民政府"),
        ("甲样市东样区人民政府", "甲样市东样区人民政府办公室"),
        ("甲样市南样县螅镇", "螅镇人民政府"),
        ("甲样市发展和改革委员会", "甲样市发改委"),
        ("甲样经济技术开发区管委会", "甲样经开区管理委员会"),
    ]:
        assert kinds(identify(report(f"{head}2021年{REPORT}", tail=f"{tail}\n2022年1月4日"))) == [], (head, tail)


def test_a_list_of_links_before_the_title() -> None:
    """The title next to the text counts, the links above raise nothing."""
    links = "\n".join(f"甲样市{body}局2020年{REPORT}" for body in ("教育", "财政", "民政", "审计"))
    identity = identify(report(f"{links}\n甲样市水利局2021年{REPORT}"))
    assert (who(identity), identity.year, kinds(identity)) == ("甲样市水利局", 2021, [])


@pytest.mark.parametrize(
    ("head", "tail", "day"),
    [
        ("来源：原创     发布时间：2023-01-31 13:24    浏览次数：次", "", date(2023, 1, 31)),
        ("发布日期：2022-01-27    点击数：", "", date(2022, 1, 27)),
        ("【公布日期】2022年1月27日", "", date(2022, 1, 27)),
        ("日期：2022/1/7", "", date(2022, 1, 7)),
        ("发布日期|2022-01-27", "", date(2022, 1, 27)),
        ("2022-01-27 08:05", "", date(2022, 1, 27)),
        ("成文日期：2022-01-10|发布日期：2022-01-27", "", date(2022, 1, 27)),
        ("", "甲样市水利局|2022年1月4日", date(2022, 1, 4)),
        ("", "甲样市水利局|二〇二二年一月四日", date(2022, 1, 4)),
        ("", "甲样市水利局2022 年 1 月 4 日", date(2022, 1, 4)),
        ("发布日期：2020-01-27", "2022年1月4日", date(2022, 1, 4)),
        ("发布日期：20220127", "", None),
        ("（2022年1月）", "", None),
        ("本局于2022年1月20日召开会议，公布日期待定。", "", None),
    ],
)
def test_published_on(head: str, tail: str, day: date | None) -> None:
    """Labelled days first, then the signature; never a day before the year began."""
    document = report(f"甲样市水利局2021年{REPORT}\n{head}".replace("|", "\n"), tail=tail.replace("|", "\n"))
    assert identify(document).published_on == day


def test_hints_of_the_mark_up_come_last() -> None:
    """They fill what the text leaves open and change nothing else."""
    day = date(2022, 2, 3)
    hinted = identify(report("", title=f"甲样市水利局2021年{REPORT}-甲样市人民政府", published_on=day))
    assert (who(hinted), hinted.year, hinted.published_on) == ("甲样市水利局", 2021, day)
    printed = identify(
        report(
            f"甲样市教育局2020年{REPORT}\n发布日期：2021-01-05", title=f"甲样市水利局2021年{REPORT}", published_on=day
        )
    )
    assert (who(printed), printed.year, printed.published_on) == ("甲样市教育局", 2020, date(2021, 1, 5))


def test_metadata_table_before_the_title() -> None:
    """索引号 and the like as a table: the day beside its label, the publisher only where nothing better names the body."""
    rows = [
        ["索引号", "000-2022", "发布日期", "2022-01-27"],
        ["发布机构", "甲样市人民政府办公室", "文号", "甲样〔2022〕1号"],
    ]
    title = Paragraph(text=f"甲样市水利局2021年{REPORT}", where=Where(line=1))
    body = tuple(Paragraph(text=line, where=Where(line=1)) for line in FORM.split("\n"))
    document = Document(path="x.html", media_type="text/html", sha256="0", bytes=1, blocks=(grid(rows), title, *body))
    identity = identify(document)
    assert (who(identity), identity.year, identity.published_on) == ("甲样市水利局", 2021, date(2022, 1, 27))


def test_aggregate_scope_of_a_document() -> None:
    """The title's group makes it; a government's report stays own."""
    assert identify(report(f"全国海关2022年{REPORT}")).scope == "aggregate"
    assert identify(report(f"甲样市人民政府2022年{REPORT}")).scope == "own"


@given(st.lists(st.text(alphabet="甲样市局2021年政府信息公开工作年度报告\t|：（） \n", max_size=40), max_size=30))
def test_never_fails_on_any_text(parts: list[str]) -> None:
    """Any lines give an identity, with a year inside the bounds."""
    identity = identify(lines("\n".join(parts)))
    assert identity.year is None or 2008 <= identity.year <= 2099


def test_speed() -> None:
    """Bounded work, however long the document."""
    document = report(f"甲样市水利局2021年{REPORT}\n本报告由甲样市水利局编制。", tail="\n".join(["数" * 200] * 5000))
    identify(document)
    begin = time.process_time()
    for _ in range(20):
        identify(document)
    assert (time.process_time() - begin) / 20 < 0.006


@pytest.mark.parametrize(
    "words",
    [
        f"甲样市水利局2021年{REPORT}",
        "请与甲样市水利局联系",
        "。2021年甲样市水利局坚持",
        "政府信息公开工作",
        "甲样市东样区",
        "2021年1月1日至",
        "**ab**",
        "報(bào)",
    ],
)
def test_hostile_repetition(words: str) -> None:
    """Half a megabyte of the words that the patterns look for, on one line."""
    document = lines(words * (500_000 // len(words)))
    begin = time.process_time()
    identify(document)
    assert time.process_time() - begin < 2


def test_real_reports(real_report: Path | None) -> None:
    """Agency and year of every real report beside the project."""
    assert real_report is not None
    expected = json.loads(real_report.read_text(encoding="utf-8"))
    stem = real_report.name.removesuffix(".expected.json")
    original = next(p for p in sorted(real_report.parent.glob(f"{stem}.*")) if p.suffix != ".json")
    identity = identify(readers.read(original))
    assert (who(identity), identity.year) == (expected["agency"], expected["year"])

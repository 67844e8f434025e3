"""Web pages: the article without the page around it, tables as grids, encodings, hostile mark-up."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.documents import covered, paragraphs, spans, tables, texts

from gongkai.errors import UnreadableFileError
from gongkai.model import Paragraph
from gongkai.readers.html.reader import accepts, read

INTRODUCTION = "某某县教育局根据《中华人民共和国政府信息公开条例》编制本报告，数据截至2022年12月31日。"
TABLE = "<table><tr><td>规章</td><td>1</td></tr><tr><td>行政许可</td><td>2</td></tr></table>"
MENU = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/x'>政务公开</a></li></ul></div>"


def page(content: str, *, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{content}</body></html>".encode()


def test_the_article_is_read_and_the_page_around_it_is_not() -> None:
    content = (
        f"{MENU}<div class='crumb'>当前位置：<a href='/'>首页</a></div>"
        "<div class='wrap'><h1>2022年某某县教育局政府信息公开工作年度报告</h1><div class='info'>浏览次数：12 字体：大 中 小</div>"
        f"<div id='zoom'><p>{INTRODUCTION}</p><p>一、总体情况</p><p>平稳。</p><p>二、主动公开政府信息情况</p>{TABLE}"
        "<p>六、其他需要报告的事项</p><p>无</p><div class='share'>分享到微信</div></div></div>"
        "<div class='footer'>主办：某某县人民政府 网站标识码1234567890</div>"
    )

    read_page = read(page(content))

    assert texts(read_page.blocks) == [
        INTRODUCTION,
        "一、总体情况",
        "平稳。",
        "二、主动公开政府信息情况",
        [["规章", "1"], ["行政许可", "2"]],
        "六、其他需要报告的事项",
        "无",
    ]
    assert read_page.title == "2022年某某县教育局政府信息公开工作年度报告"


def test_an_introduction_before_the_element_with_the_headings_is_kept() -> None:
    content = (
        f"{MENU}<div><div><p>{INTRODUCTION}</p></div><div><p>一、总体情况</p><p>二、主动公开情况</p>{TABLE}</div></div>"
    )

    assert paragraphs(read(page(content)).blocks)[0] == INTRODUCTION


def test_prose_after_the_element_with_the_headings_is_kept() -> None:
    content = f"<div><div><p>一、总体情况</p><p>二、主动公开情况</p>{TABLE}</div><p>结语</p><p>{INTRODUCTION}</p></div>"

    assert paragraphs(read(page(content)).blocks)[-2:] == ["结语", INTRODUCTION]


def test_a_menu_that_lists_the_headings_is_not_the_article() -> None:
    links = "<div><a href='#1'>一、总体情况</a><br><a href='#2'>二、主动公开情况</a></div>"
    content = f"{links}<div><p>一、总体情况</p><p>平稳。</p><p>二、主动公开情况</p>{TABLE}</div>"

    assert paragraphs(read(page(content)).blocks) == ["一、总体情况", "平稳。", "二、主动公开情况"]


def test_tables_for_layout_are_walked_through_in_order() -> None:
    content = (
        "<TABLE><TR><TD>" + MENU + "</TD><TD><P>一、总体情况</P><TABLE><TR><TD>规章</TD><TD>3</TD></TR></TABLE>"
        "<P>五、存在的主要问题</P></TD></TR></TABLE>"
    )

    assert texts(read(page(content)).blocks) == ["一、总体情况", [["规章", "3"]], "五、存在的主要问题"]


def test_a_page_without_marks_is_read_whole_but_for_menus() -> None:
    assert paragraphs(read(page(f"{MENU}<p>第一段。</p><p>第二段。</p><footer>版权所有</footer>")).blocks) == [
        "第一段。",
        "第二段。",
    ]


def test_cells() -> None:
    content = (
        "<table><tr><td>本年新<br/>制作数量</td><td>&nbsp;</td><td><span>20</span><font>23</font></td>"
        "<td><p>商业</p><p>企业</p></td><td> 1\n </td><td><img src='x.png'></td><td style='display: none'>9</td></tr>"
        "<tr style='display:none'><td>hidden</td></tr></table>"
    )

    (table,) = tables(read(page(content)).blocks)

    assert [cell.text for cell in table.cells] == ["本年新\n制作数量", "", "2023", "商业\n企业", "1", "[img]"]


def test_spans_are_resolved_and_clipped() -> None:
    content = (
        "<table><thead><tr><th rowspan=2>勾稽</th><th colspan='3'>申请人</th></tr></thead>"
        "<tbody><tr><td>自然人</td><td>总计</td></tr><tr><td rowspan=9>一</td><td colspan=x>1</td><td>2</td></tr></tbody></table>"
    )

    (table,) = tables(read(page(content)).blocks)

    assert (table.rows, table.columns) == (3, 3)
    assert spans(table) == {
        "勾稽": (0, 0, 2, 1),
        "申请人": (0, 1, 1, 2),
        "自然人": (1, 1, 1, 1),
        "总计": (1, 2, 1, 1),
        "一": (2, 0, 1, 1),
        "1": (2, 1, 1, 1),
        "2": (2, 2, 1, 1),
    }


def test_paragraphs_are_blocks_and_lines() -> None:
    content = (
        "<p>一、总体\n  情况<br>公开 AB CD\u200b号。</p>裸文字<div>外<p>内</p>后</div>"
        "<script>var x='二、'</script><style>p{}</style><p style='visibility:hidden'>藏</p><h2>标题</h2>"
        "<p style='text-align:center;font-weight:bold'>题目</p><!-- 注 --><pre>甲\n乙</pre>"
    )

    blocks = [block for block in read(page(content)).blocks if isinstance(block, Paragraph)]

    assert [block.text for block in blocks] == [
        "一、总体情况", "公开 AB CD号。", "裸文字", "外", "内", "后", "标题", "题目", "甲", "乙",
    ]  # fmt: skip
    assert [block.text for block in blocks if block.heading] == ["标题", "题目"]
    assert [block.where.line for block in blocks] == list(range(1, 11))


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    source = f"<html><head><meta charset='gb2312'></head><body><p>{INTRODUCTION}</p>"

    assert paragraphs(read(source.encode(encoding)).blocks) == [INTRODUCTION]


def test_big5_page() -> None:
    source = "<html><head><meta charset='big5'></head><body><p>政府資訊公開年度報告</p>"

    assert paragraphs(read(source.encode("big5")).blocks) == ["政府資訊公開年度報告"]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<meta name='ArticleTitle' content='甲局2022年报'><title>网站</title>", "", "甲局2022年报"),
        (
            "<title>乙局政府信息公开年度报告_某某县人民政府</title>",
            "<h1>某某县人民政府</h1>",
            "乙局政府信息公开年度报告",
        ),
        ("<title>某某县人民政府</title>", "", None),
    ],
)
def test_title(head: str, body: str, expected: str | None) -> None:
    assert read(page(f"{body}<p>正文</p>", head=head)).title == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<meta name='PubDate' content='2023-01-19 10:00'>", "发布时间：2022-01-01", date(2023, 1, 19)),
        ("", "日期：2020年1月2日 发布时间：2023/01/19", date(2023, 1, 19)),
        ("", "统计期限2022年1月1日至12月31日", None),
        ("", "发布日期：2023-13-40", None),
    ],
)
def test_publication_date(head: str, body: str, expected: date | None) -> None:
    assert read(page(f"<p>{body}</p>", head=head)).published_on == expected


def test_address() -> None:
    head = (
        "<link rel='canonical' href='javascript:alert(1)'><meta property='og:url' content='https://example.org/a.html'>"
    )

    assert read(page("<p>正文</p>", head=head)).source_url == "https://example.org/a.html"


def test_markdown_with_html_tables_keeps_its_lines() -> None:
    data = f"# 年度报告\n\n一、总体情况\n平稳。\n\n{TABLE}\n\n二、其他".encode()

    assert accepts(data)
    assert texts(read(data).blocks) == [
        "# 年度报告",
        "一、总体情况",
        "平稳。",
        [["规章", "1"], ["行政许可", "2"]],
        "二、其他",
    ]


def test_markup_in_the_text_stays_text() -> None:
    """What looks like a tag after decoding is text, and is escaped by whoever prints it."""
    assert paragraphs(read(page("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")).blocks) == [
        "<script>alert(1)</script>"
    ]


ROWS = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=5), min_size=2, max_size=6
)


@given(ROWS)
def test_no_position_is_covered_twice_and_no_cell_is_lost(rows: list[list[tuple[int, int]]]) -> None:
    source = "".join(
        "<tr>" + "".join(f"<td rowspan={h} colspan={w}>{r}.{c}</td>" for c, (h, w) in enumerate(row)) + "</tr>"
        for r, row in enumerate(rows)
    )

    (table,) = tables(read(page(f"<table>{source}</table>")).blocks)

    ground = covered(table)
    assert len(ground) == len(set(ground))
    assert {cell.text for cell in table.cells} == {f"{r}.{c}" for r, row in enumerate(rows) for c in range(len(row))}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<div>" * 30_000 + "一、总体情况", "damaged"),
        ("<table>" + "<tr><td rowspan=99999999 colspan=99999999>x</td><td>y</td></tr>" * 500 + "</table>", "too_large"),
        ("<p>x" * 300_000, "too_large"),
    ],
)
def test_hostile_pages_are_refused(content: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.readers.html.parse.MAX_TAGS", 100_000)

    with pytest.raises(UnreadableFileError) as caught:
        read(page(content))

    assert caught.value.type == reason


def test_unclosed_tags_by_the_hundred_are_read() -> None:
    assert paragraphs(read(page("<b>" * 900 + "一、总体情况<p>平稳。")).blocks) == ["一、总体情况", "平稳。"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<b a=1>" * 30_000, "damaged"),
        ("<div>" * 200_000, "damaged"),
        ("<table><tr><td>规章<td>1" + "<sup>1</sup>" * 90_000 + "</table>", "too_large"),
        ("<table><tr><td>规章<td>" + "<img src=1.gif>" * 90_000 + "</table>", "too_large"),
        ("<ruby>規<rt>guī</rt></ruby>" * 30_000, "too_large"),
    ],
    ids=range(5),
)
def test_pages_that_cost_more_than_they_say_are_refused_soon(content: str, reason: str) -> None:
    started = process_time()

    with pytest.raises(UnreadableFileError) as caught:
        read(page(content))

    assert caught.value.type == reason
    assert process_time() - started < 10


def test_style_sheets_by_the_hundred_take_bounded_time() -> None:
    rules = "".join(f".a{n} .b{{display:none}}" for n in range(400))
    content = "".join(f"<i class='a{n % 400} b'>字</i>" for n in range(20_000))
    started = process_time()

    read(page(content, head=f"<style>{rules}</style>"))

    assert process_time() - started < 10


def test_a_span_beyond_any_table_is_clipped_and_does_not_cost_the_report() -> None:
    (table,) = tables(
        read(page("<table><tr><td colspan=99999>规章</td></tr><tr><td>1</td><td>2</td></tr></table>")).blocks
    )

    assert spans(table) == {"规章": (0, 0, 1, 2), "1": (1, 0, 1, 1), "2": (1, 1, 1, 1)}

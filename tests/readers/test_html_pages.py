"""Pages in which the report is not simply there: boxes for tables, copies, tabs, frames, scripts, and none at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.readers.documents import paragraphs, spans, tables, texts
from tests.readers.pages import ARTICLE, INTRODUCTION, ROWS, TABLE, TITLE, page

from gongkai.errors import UnreadableFileError
from gongkai.readers import read as read_file
from gongkai.readers.html import reader as html
from gongkai.readers.html.reader import accepts, read

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = texts(read(page()).blocks)


def rows_of(source: bytes) -> list[list[str]]:
    (table,) = tables(read(source).blocks)
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def boxes(table: str, row: str, cell: str, *, names: tuple[str, str, str] = ("div", "div", "div")) -> str:
    outer, line, inner = names
    body = "".join(
        f"<{line} {row}>" + "".join(f"<{inner} {cell}>{text}</{inner}>" for text in texts_) + f"</{line}>"
        for texts_ in ROWS
    )
    return f"<{outer} {table}>{body}</{outer}>"


GRID = "style='display:grid;grid-template-columns:2fr repeat(3, minmax(0, 1fr))'"


@pytest.mark.parametrize(
    ("content", "head"),
    [
        (boxes("style='display:table'", "style='display:table-row'", "style='display:table-cell'"), ""),
        (boxes("class=t", "class=r", "class=c"), "<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>"),
        (boxes("", "class=r", "class=c"), "<style>.r{display:table-row}.c{display:table-cell}</style>"),
        (boxes("role=table", "role=row", "role=cell"), ""),
        (boxes("", "style='display:flex'", ""), ""),
        (boxes("", "", "", names=("ul", "li", "span")), ""),
        (f"<div {GRID}>" + "".join(f"<div>{text}</div>" for row in ROWS for text in row) + "</div>", ""),
        ("<dl>" + "".join(f"<dt>{row[0]}</dt>" + "".join(f"<dd>{text}</dd>" for text in row[1:]) for row in ROWS) + "</dl>", ""),
    ],
)  # fmt: skip
def test_boxes_lined_up_as_a_table_are_one(content: str, head: str) -> None:
    assert rows_of(page(content, head=head)) == ROWS


def test_boxes_of_a_grid_keep_their_spans() -> None:
    content = (
        f"<div {GRID}><div style='grid-column:span 2'>第二十条</div><div>1</div><div style='grid-row:span 2'>2</div>"
        "<div>规章</div><div>a</div><div>3</div></div>"
    )

    (table,) = tables(read(page(content)).blocks)

    assert spans(table) == {
        "第二十条": (0, 0, 1, 2),
        "1": (0, 2, 1, 1),
        "2": (0, 3, 2, 1),
        "规章": (1, 0, 1, 1),
        "a": (1, 1, 1, 1),
        "3": (1, 2, 1, 1),
    }


def test_boxes_without_all_labels_keep_their_figures_to_the_right() -> None:
    content = "<div><div><b>规章</b><b>一</b><b>1</b><b>2</b></div><div><b>二</b><b>3</b><b>4</b></div><div><b>三</b><b>5</b><b>6</b></div></div>"

    (table,) = tables(read(page(content)).blocks)

    assert [(cell.text, cell.column) for cell in table.cells if cell.row == 1] == [("二", 0), ("3", 2), ("4", 3)]


def test_prose_in_boxes_stays_prose() -> None:
    content = "<div><div><span>20</span><span>22</span><span>年规章公开，</span></div><div><span>行政许可</span><span>3</span><span>件。</span></div><div><i>a</i><i>1</i><i>b</i></div></div>"

    assert not tables(read(page(content)).blocks)


@pytest.mark.parametrize(
    "content",
    [
        ARTICLE + f"<div style='display:none'>{ARTICLE}</div>",
        f"<div class=p>{ARTICLE}</div>{ARTICLE}<style>.p{{display:none}}@media print{{.p{{display:block}}}}</style>",
        f"<iframe srcdoc='{ARTICLE.replace(chr(39), '&#39;')}'></iframe>",
        f"<div style='display:none' id=content>{ARTICLE}</div><script>show('content')</script>",
        f"<xmp>{ARTICLE}</xmp>",
        f"<template>{ARTICLE}</template>",
        f"<noscript>{ARTICLE}</noscript>",
        f"<textarea style='display:none'>{ARTICLE.replace('<', '&lt;')}</textarea>",
        f"<script type='text/html'>{ARTICLE}</script>",
        f"<script type='application/json'>{json.dumps({'a': {'content': ARTICLE}}).replace('</', '<' + chr(92) + '/')}</script>",
        f"<script>var html = {json.dumps(ARTICLE).replace('</', '<' + chr(92) + '/')}; put(html)</script>",
        "<script>var h = '';" + "".join(f"h += {json.dumps(ARTICLE[n : n + 90])};" for n in range(0, len(ARTICLE), 90)).replace("</", "<\\/") + "</script>",
        "<script>document.write(unescape('" + "".join(f"%u{ord(c):04X}" for c in ARTICLE) + "'))</script>",
    ],
    ids=range(13),
)  # fmt: skip
def test_the_article_is_read_once_wherever_the_page_keeps_it(content: str) -> None:
    assert texts(read(page(content)).blocks) == WHOLE


def test_two_visible_copies_are_read_once() -> None:
    """Of a report that is longer than 200 characters; shorter tables may well be alike."""
    article = ARTICLE.replace("<td>行政规范性文件", f"<td>行政规范性文件（{'其中有' * 60}）")

    once = read(page(article))

    assert texts(read(page(f"{article}<div class=forprint><h2>{TITLE}</h2>{article}</div>")).blocks) == texts(
        once.blocks
    )


def test_tabs_that_are_closed_are_read_with_the_open_one() -> None:
    first, second = ARTICLE.split("<p>六、")
    content = f"{first}</div><div class=tab style='display:none'><p>六、{second}"

    assert paragraphs(read(page(content)).blocks)[-2:] == ["六、其他需要报告的事项", "无"]


def test_what_is_hidden_because_it_is_out_of_date_stays_hidden() -> None:
    old = f"<div style='display:none'>{TABLE.replace('47', '44')}</div>"

    assert texts(read(page(ARTICLE + old)).blocks) == WHOLE


@pytest.mark.parametrize(
    "script",
    [
        f"var h = {json.dumps(ARTICLE)} + rest();".replace("</", "<\\/"),
        f"var a = {json.dumps(ARTICLE)}; var b = {json.dumps(ARTICLE.replace('47', '48'))};".replace("</", "<\\/"),
        f"var h = {json.dumps(ARTICLE.replace('47', '{{count}}'))};".replace("</", "<\\/"),
    ],
)
def test_an_article_put_together_by_script_is_not_guessed(script: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(page(f"<div id=app></div><script>{script}</script>"))

    assert caught.value.type == "script_page"


HEADLINE = f"<h1>{TITLE}</h1><p>发布时间：2023-01-10</p>"


@pytest.mark.parametrize(
    ("source", "reason", "words"),
    [
        (page(f"{HEADLINE}<a href='/a/%E5%B9%B4%E6%8A%A5.pdf'>附件</a>"), "attachment_only", "年报.pdf"),
        (page(f"{HEADLINE}<iframe src='/viewer.html?file=/up/2022.pdf'></iframe>"), "attachment_only", "2022.pdf"),
        (page(f"{HEADLINE}<img src='/up/1.jpg'><img src='/img/logo.png'>"), "attachment_only", "图片（1.jpg）"),
        (page("<div id=app></div><script src=app.js></script>"), "script_page", "由脚本载入"),
        (b"<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>", "attachment_only", "sheet001.htm"),
        (page("<ul>" + "".join(f"<li><a href={y}>甲局{y}年政府信息公开年度报告</a>" for y in (2020, 2021, 2022))), "no_disclosure_report", "3 个年报链接"),
        (b"<html><title>404 Not Found</title><h1>404 Not Found</h1></html>", "no_disclosure_report", "出错页"),
        ("<html><body>您访问的页面不存在！</body></html>".encode(), "no_disclosure_report", "出错页"),
        ("<html><body>请开启JavaScript并刷新该页</body></html>".encode(), "script_page", "验证页"),
    ],
)  # fmt: skip
def test_pages_without_a_report_are_named_for_what_they_are(source: bytes, reason: str, words: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(source)

    assert (caught.value.type, words in caught.value.note) == (reason, True), caught.value.note


def test_a_short_text_on_a_page_with_scripts_is_read() -> None:
    news = "某某县教育局今日召开工作会议，部署新学期各项工作，要求各校做好开学准备。"

    assert paragraphs(read(page(f"<p>{news}</p><script src=a.js></script>")).blocks) == [news]


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        ("<p><img src='/up/t2.png'></p>", "是图片（t2.png）"),
        ("<p><a href='/up/t2.xls'>表</a></p>", "附件（t2.xls）"),
        ("<script>draw(['现行有效件数', 12])</script>", "由脚本载入"),
    ],
)
def test_a_table_that_is_elsewhere_is_said_to_be(instead: str, words: str) -> None:
    (finding,) = read(page(ARTICLE.replace(TABLE, instead))).findings

    assert (finding.type, finding.table) == ("unreadable_cells", "disclosure")
    assert words in finding.note


def test_a_report_in_one_table_is_parted_at_its_headings() -> None:
    content = f"<table><tr><td colspan=4>{INTRODUCTION * 3}</td></tr><tr><td colspan=4>二、主动公开政府信息情况</td></tr>{TABLE[7:-8]}</table>"

    blocks = read(page(content)).blocks

    assert paragraphs(blocks) == [INTRODUCTION * 3, "二、主动公开政府信息情况"]
    assert [cell.text for cell in tables(blocks)[0].cells] == [text for row in ROWS for text in row]


def test_captions_are_kept() -> None:
    assert paragraphs(
        read(page(f"<p>前</p>{TABLE.replace('<table>', '<table><caption>单位：件</caption>')}")).blocks
    ) == ["前", "单位：件"]


def test_preformatted_lines_keep_their_blanks() -> None:
    assert paragraphs(read(page("<pre>规章    1   \n\n  许可\t2</pre>")).blocks) == ["规章    1", "", "  许可\t2"]


@pytest.mark.parametrize("suffix", ["_files", ".files"])
def test_a_page_saved_with_a_folder_is_read_with_its_frame(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"页{suffix}").mkdir()
    (tmp_path / f"页{suffix}" / "saved_resource.html").write_bytes(page())
    (tmp_path / "页.html").write_text(
        f"<html><iframe src='./页{suffix}/saved_resource.html'></iframe></html>", encoding="utf-8"
    )

    assert texts(read_file(tmp_path / "页.html").blocks) == WHOLE


@pytest.mark.parametrize(
    "address",
    ["../secret/x_files/a.html", "/etc/x_files/a.html", "x_files/../../a.html", "file://localhost/x_files/a.html"],
)
def test_nothing_outside_the_folder_is_opened(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret" / "x_files").mkdir(parents=True)
    (tmp_path / "secret" / "x_files" / "a.html").write_bytes(page())
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "p.html").write_text(
        f"<html><iframe src='{address}'></iframe><p>正文</p></html>", encoding="utf-8"
    )

    with pytest.raises(UnreadableFileError):
        read_file(tmp_path / "in" / "p.html")


@pytest.mark.parametrize(
    "data",
    [
        page().decode().encode("utf-16-le"),
        page().decode().encode("utf-16-be"),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(),
        b"<%@ page language='java' %>\r\n" + page(),
        b"<o:p></o:p>" + page(),
        f"{INTRODUCTION}{ARTICLE}<p>1</p><p>2</p>".encode(),
    ],
)
def test_pages_are_known_by_content_however_they_begin(data: bytes) -> None:
    assert accepts(data)
    assert tables(html.read(data).blocks)

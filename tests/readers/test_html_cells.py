"""What stands in a table's cells, as a reader of the page sees it: no digit lost, none added, no doubt hidden."""

from __future__ import annotations

import pytest
from tests.readers.documents import tables
from tests.readers.pages import page

from gongkai.readers.html.reader import read


def grid(rows: str, *, head: str = "") -> list[list[str]]:
    (table,) = tables(read(page(f"<table>{rows}<tr><td>规章</td><td>0</td></tr></table>", head=head)).blocks)
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)][:-1]


def cell(inner: str, *, head: str = "", attributes: str = "") -> str:
    return grid(f"<tr><td>行政许可</td><td {attributes}>{inner}</td></tr>", head=head)[0][1]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<span>1</span><font>2</font><b>3</b>", "123"),
        ("1<!-- 9 -->2", "12"),
        ("&#49;&#x32;&ensp;", "12"),
        ("1\u200b2\u2060", "12"),
        ("<o:p></o:p>12", "12"),
        ("1<br>2", "1\n2"),
        ("<span style='display:block'>1</span><span style='display:block'>2</span>", "1\n2"),
        ("<div style='display:inline'>1</div><div style='display:inline'>2</div>", "12"),
        ("<table><tr><td>12</td></tr></table>", "12"),
        ("<ruby>許<rp>(</rp><rt>xǔ</rt><rp>)</rp></ruby>可", "許可"),
        ("<input type=text value=12 readonly>", "12"),
        ("<input type=hidden value=9>12", "12"),
        ("<textarea>12</textarea>", "12"),
        ("<select><option>1<option selected>12</select>", "12"),
    ],
)
def test_text_in_pieces_is_one(inner: str, text: str) -> None:
    assert cell(inner) == text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("12<sup>1</sup>", "12[1]"),
        ("12<sup>[注1]</sup>", "12[注1]"),
        ("12<sub>①</sub>", "12[①]"),
        ("12<span style='vertical-align:super'>*</span>", "12[*]"),
        ("<sup>12</sup>", "12"),
        ("12<sup>.5</sup>", "12^.5"),
        ("<s>12</s>", "~~12~~"),
        ("<span style='text-decoration: line-through'>12</span>", "~~12~~"),
        ("<del>12</del><ins>13</ins>", "13"),
        ("<img src=12.gif alt=12>", "[img: 12]"),
        ("<img src=1.gif>2", "[img]2"),
        ("<svg><text>12</text></svg>", "[img]"),
        ("<img src=spacer.gif>12<img src=x.png width=1>", "12"),
        ("规章<img src=dot.gif>", "规章"),
        ("\ue601\ue602", "\ue601\ue602"),
        ("<bdo dir=rtl>21</bdo>", "12"),
        ("<bdo dir=rtl><b>2</b>1</bdo>", "\u202e21"),
        ("<span style='float:right'>1</span>2", "\u202e12"),
        ("<span style='position:relative;left:1em'>1</span>2", "\u202e12"),
        ("<span style='float:right'>12</span>", "12"),
        ("1<font color=white>9</font>2", "1\u202e92"),
        ("1<span style='color:#FFF'>9</span>2", "1\u202e92"),
        ("1<span style='color:#fff;background:red'>9</span>2", "192"),
        ("<font color=white>12</font>", "12"),
    ],
)
def test_marks_pictures_and_reordered_figures_are_not_taken_for_digits_or_blanks(inner: str, text: str) -> None:
    assert cell(inner) == text


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : none !important",
        "font-size:0",
        "font-size:1px",
        "visibility:hidden",
        "opacity:0",
        "color:transparent",
        "color:rgba(0, 0, 0, 0)",
        "position:absolute;left:-9999px",
        "text-indent:-999em",
        "display:inline-block;width:0;overflow:hidden",
        "position:absolute;clip:rect(0,0,0,0)",
        "mso-hide:all",
    ],
)
def test_digits_that_are_not_seen_are_not_read(style: str) -> None:
    assert cell(f"1<span style='{style}'>9</span>2") == "12"


def test_what_shows_inside_the_unseen_is_read() -> None:
    assert (
        cell("<p style='font-size:0'><span style='font-size:14px'>1</span>9<span style='font-size:9pt'>2</span></p>")
        == "12"
    )
    assert cell("<p style='visibility:hidden'>9<b style='visibility:visible'>12</b></p>") == "12"


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        (".x { display: none }", "12"),
        ("td.c > .x, .y { color: red; display: none }", "12"),
        ("/* } */ .x{display:none} .x.show{display:block}", "12"),
        (".x{display:none} td .x{display:inline}", "192"),
        (".x{display:none} #z{display:inline}", "192"),
        (".x{display:none!important} #z{display:inline}", "12"),
        ("@media print { .x { display: none } }", "192"),
        ("@media screen { .x { display: none } }", "12"),
        (".x:hover{display:none}", "192"),
        (".x{visibility:hidden", "192"),
        (".x:before{content:'7'}", "1792"),
        ('.x::after{content:"\\37" attr(id)}', "197z2"),
        (".x::before{content:counter(a)}", "1[img]92"),
        ("<!-- .x{display:none} -->", "12"),
    ],
)  # fmt: skip
def test_the_style_sheet_of_the_page_decides_what_is_seen(sheet: str, text: str) -> None:
    inner = "1<span class='x' id='z'>9</span>2"

    assert cell(inner, head=f"<style>{sheet}</style>", attributes="class=c") == text


@pytest.mark.parametrize(
    ("sheet", "style", "text"),
    [
        (".x{display:none}", "display:inline", "192"),
        (".x{display:none!important}", "display:inline", "12"),
        (".x{display:none!important}", "display:inline!important", "192"),
        (".x{display:inline!important}", "display:none", "192"),
    ],
)
def test_an_element_s_own_style_gives_way_to_what_the_sheet_calls_important(sheet: str, style: str, text: str) -> None:
    assert cell(f"1<span class='x' style='{style}'>9</span>2", head=f"<style>{sheet}</style>") == text


def test_hidden_rows_and_cells_are_left_out_and_unseen_ones_keep_their_place() -> None:
    assert grid(
        "<tr style='display:none'><td>8</td><td>8</td></tr><tr hidden><td>8</td></tr><tr><td>a</td><td>b</td></tr>"
    ) == [["a", "b"]]
    assert grid("<tr><td>a</td><td style='display:none'>9</td><td>b</td></tr>") == [["a", "b"]]
    assert grid("<tr><td>a</td><td style='visibility:hidden'>9</td><td>b</td></tr>") == [["a", "", "b"]]
    assert grid("<tr style='visibility:collapse'><td>8</td><td>8</td></tr>") == []


@pytest.mark.parametrize("style", ["display:none", "visibility:collapse"])
def test_a_hidden_column_is_left_out(style: str) -> None:
    rows = f"<colgroup><col style='{style}'><col><col></colgroup><tr><td>8</td><td>a</td><td>1</td></tr><tr><td>8</td><td>b</td><td>2</td></tr>"

    (table,) = tables(read(page(f"<table>{rows}</table>")).blocks)

    assert [cell.text for cell in table.cells] == ["a", "1", "b", "2"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>a<td>1<tr><td>b<td>2", [["a", "1"], ["b", "2"]]),
        ("<tr><td><div>a<td><div>1<tr><td>b<td>2", [["a", "1"], ["b", "2"]]),
        ("<td>a<td>1<tr><td>b<td>2", [["a", "1"], ["b", "2"]]),
        ("<tfoot><tr><td>z<td>9</tfoot><tbody><tr><td>a<td>1", [["a", "1"], ["规章", "0"]]),
        ("<tr><td>a<td>1<tbody><tr><td>b<td>2<thead><tr><td>h<td>n</thead>", [["h", "n"], ["a", "1"], ["b", "2"]]),
        ("<tr><td colspan='2px'>a<tr><td>b<td>2", [["a"], ["b", "2"]]),
        ("<tr><td>a<td>1<![if !supportMisalignedColumns]><tr height=0><td width=1><td><td></tr><![endif]>", [["a", "1"]]),
        ("<tr><td>a<td colspan=-1 rowspan=0.5>1", [["a", "1"]]),
    ],
)  # fmt: skip
def test_broken_tables_are_read_as_browsers_show_them(rows: str, expected: list[list[str]]) -> None:
    assert grid(rows) == expected


def test_text_between_rows_stands_before_the_table_as_in_browsers() -> None:
    content = read(page("<p>前</p><table><tr><td>规章</td><td>1</td></tr>乱<tr><td>b</td><td>2</td></tr></table>"))

    assert [getattr(block, "text", "table") for block in content.blocks] == ["前", "乱", "table"]

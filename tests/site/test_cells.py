"""How figures look: a blank is never a zero, and nothing in a cell becomes mark-up."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.site.conftest import EVIL
from tests.site.making import cells, figure, filled, finding, record

from gongkai.site.annual_report import tables
from gongkai.site.cells import Mark, cell, number, words
from gongkai.site.records import Correction

KEY = ("applications", "granted", "total")


def text(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("status", "raw", "shown"),
    [
        ("blank", "", "空白"),
        ("not_applicable", "/", "/"),
        ("not_applicable", "无", "无"),
        ("absent", "", "无此栏目"),
        ("unreadable", "1O", "?无法识读，原文：1O"),
        ("unreadable", "", "?无法识读，没有取得原文"),
    ],
)
def test_a_cell_without_number_says_why(status: str, raw: str, shown: str) -> None:
    assert text(cell(figure(*KEY, None, status, raw))) == shown


def test_a_missing_cell_is_no_zero() -> None:
    assert text(cell(None)) == "无此栏目"
    assert words(None) == "无此栏目"


def test_zero_is_shown_as_zero() -> None:
    assert text(cell(figure(*KEY, 0))) == "0"


def test_a_blank_report_shows_no_digit_in_any_cell() -> None:
    """Every figure blank: the three tables hold no digit outside their header cells."""
    blank = record(figure(*key, None, "blank") for key in cells("2021"))
    for html in tables.bodies(blank, {}).values():
        inside = "".join(re.findall(r"<td.*?(?=<t|$)", html, re.DOTALL))
        assert inside.count("空白") == len(re.findall("<td", html))
        assert not re.search(r"\d", text(inside))


def test_a_filled_report_shows_no_blank() -> None:
    for html in tables.bodies(filled("2021", lambda _: 7), {}).values():
        assert "空白" not in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (-8, "-8"), (3985758, "3,985,758"), (25.1, "25.1"), (43.0, "43"), ("976.810", "976.810")],
)
def test_numbers_as_printed(value: float | str, shown: str) -> None:
    assert number(value) == shown


def test_notes_and_raw_text_are_escaped() -> None:
    for shown in (
        cell(figure(*KEY, 22, note=EVIL)),
        cell(figure(*KEY, None, "unreadable", EVIL)),
        cell(figure(*KEY, None, "not_applicable", EVIL)),
        cell(figure(*KEY, None, "unreadable", EVIL), mark=Mark(3)),
        cell(figure(*KEY, 22), mark=Mark(corrected=(1, Correction(*KEY, EVIL, "22", EVIL)))),
    ):
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown


def test_note_stands_beside_its_number() -> None:
    assert cell(figure(*KEY, 22, note="其中修订16件")) == "<td>22<small>其中修订16件</small>"


def test_a_doubtful_figure_links_to_its_finding() -> None:
    subject = record(
        [figure(*KEY, 3), figure("applications", "granted", "enterprise", 1)],
        findings=(finding(4, KEY), finding(5, KEY)),
    )
    html = tables.bodies(subject, tables.marks(subject))["applications"]
    assert html.count("class=x") == 1
    assert '<td class=x><a href="#f4">3</a>' in html


@pytest.mark.parametrize(
    ("value", "status", "read", "shown"),
    [
        (50, "reported", "5", "50更正，程序原读作 5"),
        (None, "blank", "5", "空白更正，程序原读作 5"),
        (None, "not_applicable", "5", "不适用更正，程序原读作 5"),
        (3, "reported", "blank", "3更正，程序原读作 空白"),
    ],
)
def test_a_corrected_figure_says_so_in_words(value: int | None, status: str, read: str, shown: str) -> None:
    """What was read, which stays as the raw text, is never shown as what is printed."""
    html = cell(figure(*KEY, value, status, "5"), mark=Mark(corrected=(2, Correction(*KEY, read, "50", "原件为50"))))
    assert text(html) == shown
    assert 'href="#k2"' in html
    assert re.match(r'<td class="?[bn]? ?k"?>', html)


def test_a_corrected_figure_in_doubt_shows_both() -> None:
    subject = record([figure(*KEY, 50, raw="5")], findings=(finding(4, KEY),))
    subject = replace(subject, corrections=(Correction(*KEY, "5", "50", "原件为50"),))
    html = tables.bodies(subject, tables.marks(subject))["applications"]
    assert '<td id=a-granted-total class="x k"><a href="#k1">50<sup>更' in html


@pytest.mark.parametrize("state", ["not_checkable", "explained"])
def test_only_failed_findings_mark_a_figure(state: str) -> None:
    assert tables.marks(record([figure(*KEY, 3)], findings=(finding(1, KEY, state),))) == {}

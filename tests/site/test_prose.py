"""The narrative: its parts have anchors, its checked numbers are marked, and nothing in it becomes mark-up."""

from __future__ import annotations

import pytest
from tests.site.conftest import EVIL

from gongkai.site.annual_report.prose import paragraphs
from gongkai.site.annual_report.said import Saying

TEXT = "引言，收到3件。\n（一）主动公开\n全年收到申请30件，其中收到5件。\n（二）依申请公开。另收到30件。\n1.其他事项。没有。"


def saying(
    phrase: str,
    state: str = "passed",
    at: int | None = None,
    finding: int | None = None,
    cell: str = "a-received_new-total",
) -> Saying:
    start = TEXT.index(phrase) if at is None else at
    return Saying(
        phrase,
        "",
        "",
        state,
        "表中 30",
        cell,
        "有空白格" if state == "not_checkable" else "",
        finding,
        1,
        start,
        start + len(phrase),
    )


def test_parts_have_anchors_below_that_of_the_section() -> None:
    told = paragraphs(TEXT, "overview")
    assert told.contents == (("overview.1", "（一）主动公开"), ("overview.2", "（二）依申请公开"))
    assert "<h3 id=overview.1>（一）主动公开</h3>" in told.html
    assert "<p id=overview.2><b>（二）依申请公开。</b>" in told.html
    assert " id=" not in paragraphs(TEXT).html


def test_a_number_that_agrees_leads_to_its_cell() -> None:
    html = paragraphs(TEXT, "", [saying("收到申请30件")]).html
    assert '全年<a class=ok href=#a-received_new-total title="表中 30">收到申请30件</a>，其中' in html


def test_a_number_that_differs_is_marked_and_leads_to_its_doubt() -> None:
    html = paragraphs(TEXT, "", [saying("收到申请30件", "failed", finding=4)]).html
    assert '<mark class=no><a href=#f4 title="与表中 30 不符">收到申请30件</a></mark>' in html


def test_one_that_cannot_be_compared_says_why() -> None:
    assert (
        'class=open href=#a-received_new-total title="无法比较：有空白格"'
        in paragraphs(TEXT, "", [saying("收到申请30件", "not_checkable")]).html
    )


def test_marks_in_several_lines_and_after_an_opening() -> None:
    html = paragraphs(TEXT, "", [saying("收到3件"), saying("收到申请30件"), saying("另收到30件")]).html
    assert html.count("class=ok") == 3
    assert "</b><a class=ok" in html


@pytest.mark.parametrize("at", [0, len(TEXT) - 2, 500])
def test_a_place_that_does_not_hold_the_phrase_marks_nothing(at: int) -> None:
    html = paragraphs(TEXT, "", [saying("收到申请30件", at=at)]).html
    assert "class=ok" not in html
    assert html == paragraphs(TEXT).html


def test_nothing_becomes_mark_up() -> None:
    text = f"前{EVIL}后"
    each = Saying(EVIL, "", "", "failed", EVIL, EVIL, "", None, 1, 1, 1 + len(EVIL))
    html = paragraphs(text, "", [each]).html
    assert "<script" not in html
    assert html.count("<mark") == 1

"""Statements of the narrative beside the figures they speak of, judged as the rules judged them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.site.making import figure, finding, record

from gongkai.site.annual_report import tables
from gongkai.site.annual_report.said import lines, said
from gongkai.site.language import speaking
from gongkai.site.records import Result, Statement

if TYPE_CHECKING:
    from gongkai.site.annual_report.said import Saying
    from gongkai.site.records import Record

RECEIVED = ("applications", "received_new", "total")


def statement(
    kind: str = "received", value: int | None = 30, item: str = "", phrase: str = "收到申请30件"
) -> Statement:
    return Statement(kind, item, value, "", "received_new[total]", phrase, f"全年{phrase}，较上年增加。")


def result(  # noqa: PLR0917 - a row of the results
    rule: str = "narrative_applications",
    instance: str = "received_new",
    state: str = "passed",
    cells: str = "received_new[total]",
    left: str = "30",
    right: str = "30",
    reason: str = "",
) -> Result:
    return Result(rule, instance, state, "applications", cells, left, right, reason)


def told(statements: list[Statement], results: list[Result]) -> Record:
    subject = record([figure(*RECEIVED, 30), figure("applications", "granted", "total", 4)])
    return replace(subject, statements=tuple(statements), prose=tuple(results))


def only(found: tuple[Saying, ...]) -> Saying:
    (saying,) = found
    return saying


def test_one_that_agrees_links_to_its_cell() -> None:
    subject = told([statement()], [result()])
    found = said(subject)
    saying = only(found.agreeing)
    assert (saying.table, saying.cell, saying.phrase) == ("表中 30", "a-received_new-total", "收到申请30件")
    html = tables.bodies(subject, tables.marks(subject, found.cells))["applications"]
    assert html.count(" id=a-received_new-total") == 1
    assert html.count(" id=a-") == 1, "cells that nothing links to need no id"


def test_one_that_differs_shows_its_sentence_and_its_finding() -> None:
    failed = replace(finding(4, RECEIVED), type="narrative_applications", instance="received_new")
    subject = replace(
        told([statement(value=31, phrase="收到申请31件")], [result(state="failed", right="31")]), findings=(failed,)
    )
    saying = only(said(subject).differing)
    assert (saying.before, saying.phrase, saying.after) == ("全年", "收到申请31件", "，较上年增加。")
    assert saying.finding == 4


def test_one_that_cannot_be_compared_says_why() -> None:
    saying = only(said(told([statement()], [result(state="not_checkable", left="", reason="blank")])).open)
    assert saying.reason.startswith("有空白格")
    assert saying.table == ""


def test_a_sum_of_cells_is_called_a_sum() -> None:
    outcome = statement("outcome", 4, "denied", "不予公开4件")
    answer = result("narrative_outcomes", "denied", cells="granted..carried_out[total]", left="4", right="4")
    assert only(said(told([outcome], [answer])).agreeing).table == "表中合计 4"


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        (statement("published", 30), result()),
        (statement(), result("narrative_concluded", "concluded_total")),
        (statement(), result(right="31")),
        (statement("outcome", 30, "granted"), result("narrative_outcomes", "denied")),
    ],
    ids=["no rule", "another rule", "another number", "another item"],
)
def test_a_result_on_something_else_is_not_taken(given: Statement, answer: Result) -> None:
    found = said(told([given], [answer]))
    assert not found.compared
    assert found.others == 1


def test_two_statements_of_a_kind_get_a_result_each() -> None:
    results = [result(), result(instance="received_new#2", state="failed")]
    found = said(told([statement(), statement(phrase="新收申请30件")], results))
    assert only(found.agreeing).phrase == "收到申请30件"
    assert only(found.differing).phrase == "新收申请30件"


def test_a_cell_that_the_report_lacks_is_not_linked() -> None:
    saying = only(said(told([statement()], [result(cells="carried_in[total]")])).agreeing)
    assert saying.cell == ""


def test_a_report_without_statements_has_no_section() -> None:
    assert not said(told([], [result()])).compared


def test_phrases_are_escaped_and_say_that_they_are_chinese() -> None:
    found = said(told([statement(phrase="受理<b>30</b>件")], [result()]))
    for language, expected in (("zh", ""), ("en", '<span lang="zh">')):
        with speaking(language):
            assert lines(found).startswith(f"<li>{expected}受理&lt;b&gt;30&lt;/b&gt;件")

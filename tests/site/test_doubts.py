"""Findings in words: both values of a comparison with the year before, and the report's own explanation."""

from __future__ import annotations

from dataclasses import replace

from tests.site.making import figure, finding, record, report

from gongkai.site.doubts import doubts, reasons

KEY = ("applications", "carried_in", "total")
BEFORE = report(year=2022)


def test_both_values_of_two_years_stand_side_by_side() -> None:
    found = replace(finding(1, KEY, note="上年年报结转下年度 2，本年年报上年结转为 3，相差 1。"), type="carried_over")
    (doubt,) = doubts(record([figure(*KEY, 3)], findings=(found,)), {}, BEFORE)
    assert doubt.other == "x-2022"
    assert doubt.pair == (("结转下年度", "2"), ("上年结转", "3"))
    assert doubt.cell == "a-carried_in-total"


def test_a_rule_on_one_report_names_no_other() -> None:
    (doubt,) = doubts(record([figure(*KEY, 3)], findings=(finding(1, KEY),)), {}, BEFORE)
    assert (doubt.other, doubt.pair) == ("", ())
    assert "原文 3" in doubt.values


def test_a_threshold_is_not_shown_as_a_value() -> None:
    found = replace(finding(1, note="与上年文字的相似度为 3。"), type="copied_text")
    (doubt,) = doubts(record([], findings=(found,)), {}, BEFORE)
    assert (doubt.other, doubt.pair) == ("x-2022", ())


def test_the_words_that_explain_are_quoted_apart() -> None:
    note = "上年为 2，本年为 3，相差 1；年报自己说明：“机构改革划入1件。”"
    found = replace(finding(1, KEY, state="explained", note=note), type="carried_over")
    (doubt,) = doubts(record([], findings=(found,)), {}, BEFORE)
    assert (doubt.note, doubt.quote) == ("上年为 2，本年为 3，相差 1。", "机构改革划入1件。")
    assert doubt.cell == "", "the report has no such cell to link to"


def test_reports_with_the_same_table_are_named() -> None:
    found = replace(finding(1), type="copied_table", expected=None, actual="y-2021, z-2021")
    (doubt,) = doubts(record([], findings=(found,)), {}, BEFORE)
    assert doubt.copies == ("y-2021", "z-2021")


def test_reasons_are_counted_the_most_frequent_first() -> None:
    subject = replace(record([]), reasons={"blank": 2, "no_other_report": 7})
    assert reasons(subject) == (("没有可供比较的年报", 7), ("有空白格（空白不等于零）", 2))

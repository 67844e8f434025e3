"""Findings in words: both values of a comparison with the year before, and the report's own explanation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.site.making import figure, finding, record, report

from gongkai.site.annual_report.doubts import corrections, doubts, reasons, unchecked
from gongkai.site.language import speaking
from gongkai.site.records import Agency, Correction, Report, Rule

if TYPE_CHECKING:
    from gongkai.site.store import Store

HAN = re.compile("[\u4e00-\u9fff]")
KEY = ("applications", "carried_in", "total")
BEFORE = report(year=2022)


def other(name: str, year: int, scope: str = "own") -> tuple[Agency, Report]:
    """Another report that a finding names."""
    unknown = dict.fromkeys(("region_code", "province", "city", "county", "level", "sector", "parent", "successor_of"))
    return Agency(id="y", name=name, **unknown), report(year=year, scope=scope)


RULE = Rule(
    code="published_late", family="F", severity="warning", table=None, title="逾期公布", description="", formula=""
)


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
    found = replace(found, note="主动公开表中不为 0 的数与 y-2021、y-2021-aggregate 完全相同。")
    names = {"y-2021": "甲市教育局 2021 年度", "y-2021-aggregate": "甲市教育局 2021 年度（汇总）"}
    named = {"y-2021": other("甲市教育局", 2021), "y-2021-aggregate": other("甲市教育局", 2021, "aggregate")}
    (doubt,) = doubts(replace(record([], findings=(found,)), named=named), {}, BEFORE)
    link = '<a href="../../reports/{}/">{}</a>'
    links = "、".join(link.format(id_, name) for id_, name in names.items())
    assert doubt.note == f"主动公开表中不为 0 的数与{links}完全相同。"


def test_the_names_of_other_reports_are_looked_up(store: Store) -> None:
    (agency, one), (_, other) = list(store.reports(order="r.report_id DESC", limit=2))
    found = replace(finding(1), type="copied_table", actual=f"{one.id}, {other.id}")
    named = store.named([found])
    assert named.keys() == {one.id, other.id}
    assert named[one.id] == (agency, one)
    assert store.named([replace(found, type="carried_over", actual=one.id)]) == {}


def test_a_note_that_names_reports_is_escaped() -> None:
    found = replace(finding(1), type="copied_table", note="<b> x-2020。")
    (doubt,) = doubts(replace(record([], findings=(found,)), named={"x-2020": other("<i>局", 2020)}), {}, BEFORE)
    assert doubt.note == '&lt;b&gt;<a href="../../reports/x-2020/">&lt;i&gt;局 2020 年度</a>。'


def test_counts_of_a_whole_table_are_not_shown_as_values_of_a_cell() -> None:
    found = replace(
        finding(1), table="disclosure", row=None, column=None, expected="0", actual="3", note="表中缺少三格。"
    )
    (doubt,) = doubts(record([], findings=(found,)), {})
    assert doubt.values == ""


def test_what_could_not_be_checked_is_told_once() -> None:
    found = replace(
        finding(1, state="not_checkable", note="“逾期公布”无法核对，没有公布日期：公布日期。"), type="published_late"
    )
    (entry,) = unchecked(record([], findings=(found,)), {"published_late": RULE})
    assert (entry.title, entry.notes) == ("逾期公布", "没有公布日期。")


def test_in_english_the_reason_stands_without_a_chinese_word(store: Store) -> None:
    """Also where one finding speaks of several instances, whose words are those of any of them."""
    several = 0
    for _agency, found in store.reports():
        subject = store.record(found)
        with speaking("en"):
            told = [entry.notes for entry in unchecked(subject, store.rules)]
        assert not [notes for notes in told if HAN.search(notes) or notes.startswith("Not checkable")]
        several += sum(finding.state == "not_checkable" and not finding.instance for finding in subject.findings)
    assert several


def test_a_reason_ends_as_a_sentence_and_what_was_read_is_not_told_twice() -> None:
    read = Correction(*KEY, "5", "3", "原件第 3 页为 3")
    plain, other = (replace(record([figure(*KEY, 3, raw=raw)]), corrections=(read,)) for raw in ("5", "5件"))
    ((one,), (two,)) = (corrections(subject, {}) for subject in (plain, other))
    assert (one.reason, one.raw) == ("原件第 3 页为 3。", "")
    assert two.raw == "5件"


def test_reasons_are_counted_the_most_frequent_first() -> None:
    subject = replace(record([]), reasons={"blank": 2, "no_other_report": 7})
    assert reasons(subject) == (("没有可供比较的年报", 7), ("有空白格（空白不等于零）", 2))

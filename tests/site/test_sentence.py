"""The year in one sentence: absences are said, never counted as zero."""

from __future__ import annotations

from dataclasses import replace

from tests.site.making import figure, filled, record

from gongkai.site.annual_report.sentence import disputes, sentence
from gongkai.site.facts import CARRIED_IN, CARRIED_OUT, CONCLUDED, GRANTED, LITIGATION, PARTIAL, RECEIVED, REVIEW
from gongkai.site.language import speaking

YEAR = [
    figure(*RECEIVED, 1046),
    figure("applications", "received_new", "natural_person", 38),
    figure(*CARRIED_IN, 2),
    figure(*CONCLUDED, 45),
    figure(*CARRIED_OUT, 3),
    figure(*GRANTED, 20),
    figure(*PARTIAL, 8),
    figure("applications", "denied_inquiry", "total", 5),
    figure("applications", "unavailable_not_held", "total", 12),
    figure(*REVIEW, 2),
    figure(*LITIGATION[0], 1),
    figure(*LITIGATION[1], 0),
]


def without(key: tuple[str, str, str], status: str = "blank") -> str:
    figures = [figure(*key, None, status) if item[:3] == key else item for item in YEAR]
    return sentence(record(figures), "某局")


def test_a_whole_year() -> None:
    assert sentence(record(YEAR), "某局") == (
        "2023 年，某局收到政府信息公开申请 1,046 件（其中自然人 38 件），上年结转 2 件，办结 45 件，"
        "其中全部或部分公开的 28 件（占 62.2%），不予公开的 5 件，其余（无法提供、不予处理等）12 件；结转下年 3 件。"
        "与信息公开有关的行政复议 2 件、行政诉讼 1 件。"
    )


def test_organisations_are_counted_only_where_all_are_told() -> None:
    whole = filled("2021", lambda _: 5)
    figures = {**whole.figures, RECEIVED: figure(*RECEIVED, 30)}
    assert "（自然人 5 件，单位 25 件）" in sentence(replace(whole, figures=figures), "某局")
    figures[RECEIVED] = figure(*RECEIVED, 31)
    assert "（其中自然人 5 件）" in sentence(replace(whole, figures=figures), "某局")


def test_what_is_missing_is_said() -> None:
    assert "收到的申请数未填报" in without(RECEIVED)
    assert "上年结转数未填报" in without(CARRIED_IN)
    assert "结转下年数无法识读" in without(CARRIED_OUT, "unreadable")
    assert "办结数在年报中没有找到" in without(CONCLUDED, "absent")
    assert "全部或部分公开的至少 8 件（另有 1 格没有数）" in without(GRANTED)
    assert "行政诉讼至少 0 件（另有 1 格没有数）" in without(LITIGATION[0])
    assert "行政复议没有数" in without(REVIEW, "not_applicable")


def test_a_row_that_was_not_found_makes_a_part_of_a_sum() -> None:
    lost = figure("applications", "denied_state_secret", "total", None, "absent")
    assert "不予公开的至少 5 件（另有 1 格没有数）" in sentence(record([*YEAR, lost]), "某局")
    assert "行政诉讼至少 0 件（另有 1 格没有数）" in without(LITIGATION[0], "absent")


def test_no_disputes_are_said_only_where_all_are_zero() -> None:
    zeros = [figure(*key, 0) for key in (RECEIVED, CONCLUDED, REVIEW, *LITIGATION)]
    assert "与信息公开有关的行政复议、行政诉讼都是 0 件" in sentence(record(zeros), "某局")
    assert "没有找到" in sentence(record(zeros[:2]), "某局")
    unfound = [figure(*key, None, "absent") for key in (REVIEW, *LITIGATION)]
    assert "没有找到" in sentence(record([*zeros[:2], *unfound]), "某局")
    assert "占" not in sentence(record(zeros), "某局")


def test_a_report_without_year_or_tables() -> None:
    assert sentence(record([], year=None), "某局") == "某局的年报中没有找到申请情况表。"
    assert "没有可逐格比对的数字" in sentence(record([], form="2008", year=2015), "某局")


def test_english() -> None:
    with speaking("en"):
        told = sentence(record(YEAR), "某局")
    assert told.startswith(
        "In 2023, 某局 received 1,046 applications for government information (38 from individuals), "
    )
    assert "28 granted in full or in part (62.2%), 5 denied" in told
    assert not set("，。；（）") & set(told)


def test_disputes_in_words() -> None:
    subject = record(
        [
            figure("proceedings", "reconsideration", "total", 4),
            figure("proceedings", "reconsideration", "corrected", 1),
            figure("proceedings", "reconsideration", "upheld", None, "blank"),
            figure("proceedings", "litigation_direct", "total", None, "blank"),
            figure("proceedings", "litigation_after_reconsideration", "total", 0),
        ]
    )
    assert disputes(subject) == (
        "申请人提起行政复议 4 件：纠正原答复 1 件，1 种结果没有数。",
        "未经复议直接起诉到法院的总数未填报。",
        "复议之后起诉到法院 0 件。",
    )


def test_a_part_larger_than_its_whole_is_no_part() -> None:
    more = [figure("applications", "received_new", "natural_person", 1047), figure(*GRANTED, 45)]
    said = sentence(record([*YEAR, *more]), "某局")
    assert "收到政府信息公开申请 1,046 件，" in said
    assert "全部或部分公开的 53 件，" in said


def test_ways_in_which_no_dispute_ended_are_not_listed() -> None:
    ends = [figure("proceedings", "reconsideration", result, count) for result, count in (("upheld", 2), ("other", 0))]
    told = disputes(record([*YEAR, *ends]))
    assert told[0] == "申请人提起行政复议 2 件：维持原答复 2 件。"

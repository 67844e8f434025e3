"""The figures on top of a page."""

from __future__ import annotations

from tests.site.making import figure, record

from gongkai.site import facts
from gongkai.site.facts import CARRIED_IN, CONCLUDED, GRANTED, LITIGATION, RECEIVED


def test_blank_facts_are_words_never_zero() -> None:
    blank = record([figure(*key, None, "blank") for key in (RECEIVED, CARRIED_IN, CONCLUDED, *LITIGATION)])
    shown = {fact.label: fact.text for fact in facts.facts(blank)}
    assert shown["新收申请"] == shown["上年结转"] == shown["办结"] == shown["行政诉讼"] == "未填报"
    assert shown["结转下年"] == shown["行政复议"] == "无此栏目"
    assert not any(fact.known for fact in facts.facts(blank))


def test_litigation_is_no_sum_of_half_its_parts() -> None:
    subject = record([figure(*LITIGATION[0], 3), figure(*LITIGATION[1], None, "blank")])
    fact = facts.facts(subject)[-1]
    assert (fact.text, fact.known) == ("不全", False)
    assert fact.detail == "直接起诉 3，复议后 未填报"


def test_change_needs_a_number_in_both_years() -> None:
    now, before = record([figure(*RECEIVED, 5)]), record([figure(*RECEIVED, 8)])
    assert facts.facts(now, before)[0].detail == "较上年 −3"
    assert facts.facts(now, record([figure(*RECEIVED, None, "blank")]))[0].detail == ""
    assert facts.facts(now, now)[0].detail == "与上年持平"


def test_outcomes_count_kinds_and_rows_without_number() -> None:
    subject = record(
        [
            figure(*GRANTED, 4),
            figure("applications", "denied_inquiry", "total", 1),
            figure("applications", "denied_third_party", "total", 2),
            figure("applications", "other_undivided", "total", None, "blank"),
            figure("applications", "unavailable_not_held", "total", None, "absent"),
        ]
    )
    found = facts.outcomes(subject)
    assert found.counts == (("granted", "予以公开", 4), ("denied", "不予公开", 3))
    assert (found.total, found.unknown) == (7, 2)

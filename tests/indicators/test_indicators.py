"""Indicators: exact values, intervals, and no value where an operand is none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.factory import agency, annual_report, with_cells, with_row, without_rows

from gongkai import codes
from gongkai.checks import examined
from gongkai.indicators import DEFINITIONS, indicators
from gongkai.indicators.applications import DENIED, ORGANISATIONS, REFUSED
from gongkai.indicators.wilson import ratio, wilson
from gongkai.model import Where

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Indicator

PLAIN = annual_report("2021", agency=agency(level="county"))
BLANK: Literal["blank"] = "blank"


def filled(report: AnnualReport = PLAIN, /, **totals: int) -> AnnualReport:
    """The report with rows of natural persons alone; sums and balance follow."""
    concluded = sum(totals[row] for row in totals if row in codes.outcome_codes())
    rows = {"concluded_total": concluded, "received_new": concluded, **totals}
    for row, number in rows.items():
        report = with_row(report, "applications", row, (number, 0, 0, 0, 0, 0, number))
    return report


def found(report: AnnualReport, previous: AnnualReport | None = None) -> dict[tuple[str, str], Indicator]:
    before = examined(previous) if previous is not None else None
    return {(each.code, each.item): each for each in indicators(examined(report), before)}


def one(report: AnnualReport, code: str, item: str = "", previous: AnnualReport | None = None) -> Indicator:
    return found(report, previous)[code, item]


@pytest.mark.parametrize(
    ("n", "d", "value", "low", "high"),
    [(12, 27, 444, 276, 627), (12, 13, 923, 667, 986), (1, 11, 91, 16, 377), (0, 7, 0, 0, 354)],
)
def test_examples_of_the_interval(n: int, d: int, value: int, low: int, high: int) -> None:
    """Printed examples, in thousandths."""
    each = one(filled(granted=n, denied_third_party=d - n), "grant_rate")
    assert each.value is not None
    assert each.low is not None
    assert each.high is not None
    assert [round(number * 1000) for number in (each.value, each.low, each.high)] == [value, low, high]
    assert (each.numerator, each.denominator, each.small, each.size_class) == (n, d, True, "very_small")


@given(st.integers(1, 99).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))))
def test_the_interval_holds_the_value(pair: tuple[int, int]) -> None:
    n, d = pair
    low, high = wilson(n, d)
    assert 0 <= low <= ratio(n, d) <= high <= 1
    assert low < high


def test_ratios_are_rounded_half_to_even() -> None:
    assert (ratio(1, 2_000_000), ratio(3, 2_000_000)) == (Decimal(0), Decimal("0.000002"))


def test_every_code_is_there_once_in_the_order_of_the_list() -> None:
    listed = [row["code"] for row in codes.code_list("indicators")]
    each = list(dict.fromkeys(i.code for i in indicators(PLAIN, None)))
    assert each == [code for code in listed if code not in ("received_per_100k", "availability")]
    assert len({(d.code, d.item) for d in DEFINITIONS}) == len(DEFINITIONS)


@given(st.lists(st.integers(0, 50), min_size=16, max_size=16))
def test_shares_sum_to_one(counts: list[int]) -> None:
    all_found = found(filled(PLAIN, **dict(zip(REFUSED, counts, strict=True))))
    for code, rows in (("denial_ground_share", DENIED), ("refusal_reason_share", REFUSED)):
        shares = [all_found[code, row] for row in rows]
        if shares[0].denominator:
            assert sum(s.numerator or 0 for s in shares) == shares[0].denominator
            assert abs(sum((s.value or Decimal(0) for s in shares), Decimal(0)) - 1) <= Decimal("0.000008")
        else:
            assert {s.gap for s in shares} == {"zero"}


def test_clearance_and_carry_over_are_one() -> None:
    report = filled(granted=30, received_new=40, carried_out=10)
    assert (one(report, "clearance_rate").value, one(report, "carry_over_rate").value) == (
        Decimal("0.75"),
        Decimal("0.25"),
    )
    assert one(report, "caseload").value == 40


def test_a_missing_operand_gives_no_value() -> None:
    report = filled(granted=40)
    gone = without_rows(report, "applications")
    assert {i.gap for i in indicators(gone, None) if i.code in {"caseload", "grant_rate", "natural_person_share"}} == {
        "absent"
    }
    unread = with_cells(report, {("applications", "granted", "total"): "unreadable"})
    assert (one(unread, "grant_rate").gap, one(unread, "grant_rate").value) == ("unreadable", None)
    assert one(replace(report, form="2008"), "grant_rate").gap == "form"
    assert all(i.value is None or i.value != 0 for i in indicators(gone, None) if i.code.endswith("_rate"))


def test_an_implied_zero_counts_and_is_marked() -> None:
    report = with_row(filled(granted=40), "applications", "denied_third_party", (BLANK,) * 7)
    each = one(report, "denial_rate")
    assert (each.numerator, each.implied_zeros, each.gap) == (0, 1, None)


def test_a_blank_total_is_only_the_sum_of_its_six_columns() -> None:
    row = ("applications", "received_new")
    report = with_cells(filled(granted=40), {(*row, "total"): BLANK})  # type: ignore[dict-item]
    each = one(report, "natural_person_share")
    assert (each.denominator, each.computed) == (40, True)
    open_row = with_row(filled(granted=40), "applications", "received_new", (40, *[BLANK] * 6))
    assert (one(open_row, "natural_person_share").gap, one(open_row, "natural_person_share").value) == (BLANK, None)
    channel = with_row(PLAIN, "proceedings", "reconsideration", (1, 2, 0, 0, BLANK))
    assert one(channel, "reconsideration_corrected_rate").gap == BLANK


def test_a_failed_sum_makes_doubtful() -> None:
    report = with_row(filled(granted=40), "applications", "concluded_total", (41, 0, 0, 0, 0, 0, 41))
    assert one(report, "grant_rate").doubtful
    assert one(report, "clearance_rate").doubtful
    assert not one(report, "natural_person_share").doubtful
    assert not one(filled(granted=40), "grant_rate").doubtful


def test_more_than_the_whole_is_doubtful_and_has_no_interval() -> None:
    report = with_row(PLAIN, "proceedings", "reconsideration", (0, 3, 0, 0, 2))
    each = one(report, "reconsideration_corrected_rate")
    assert (each.value, each.low, each.doubtful) == (Decimal("1.5"), None, True)


def test_pending_cases_are_in_no_denominator() -> None:
    report = with_row(filled(granted=40), "proceedings", "reconsideration", (1, 2, 1, 6, 10))
    report = with_row(report, "proceedings", "litigation_direct", (1, 1, 0, 0, 2))
    pairs = {
        code: (one(report, code).numerator, one(report, code).denominator)
        for code in ("reconsideration_corrected_rate", "dispute_corrected_rate", "pending_share", "dispute_rate")
    }
    assert pairs == {
        "reconsideration_corrected_rate": (2, 4),
        "dispute_corrected_rate": (3, 6),
        "pending_share": (6, 12),
        "dispute_rate": (12, 40),
    }
    assert one(report, "litigation_after_reconsideration_corrected_rate").gap == "zero"
    assert one(report, "dispute_rate").low is None


def test_growth_on_a_small_base_is_a_difference() -> None:
    grown = one(filled(granted=50), "received_growth", previous=filled(granted=40))
    assert (grown.numerator, grown.value, grown.small) == (10, Decimal("0.25"), False)
    small = one(filled(granted=50), "received_growth", previous=filled(granted=29))
    assert (small.numerator, small.denominator, small.value, small.gap, small.small) == (21, 29, None, None, True)
    assert one(filled(granted=50), "received_growth").gap == "no_other_report"
    assert one(filled(granted=50), "received_growth", previous=PLAIN).gap == "zero"


def test_the_undivided_row_and_the_form() -> None:
    report = filled(annual_report("2019"), granted=30, other_undivided=10)
    assert one(report, "other_rate").value == Decimal("0.25")
    assert one(report, "document_repeal_rate").gap == "form"
    assert one(PLAIN, "document_repeal_rate").gap == "zero"


def test_kinds_of_organisations() -> None:
    report = with_row(PLAIN, "applications", "received_new", (5, 3, 0, 0, 1, 0, 9))
    assert [one(report, "organisation_mix", column).numerator for column in ORGANISATIONS] == [3, 0, 0, 1, 0]
    assert one(report, "organisation_mix", "enterprise").value == Decimal("0.75")


@pytest.mark.parametrize(
    ("concluded", "name"), [(0, "none"), (29, "very_small"), (30, "small"), (100, "medium"), (1000, "large")]
)
def test_size_classes(concluded: int, name: str) -> None:
    assert one(filled(granted=concluded), "grant_rate").size_class == name


def test_quality_of_a_whole_report_and_of_a_broken_one() -> None:
    whole = found(filled(granted=40))
    assert whole["arithmetic_consistency", ""].value == 1
    assert whole["punctuality", ""].value == 1
    assert whole["completeness", ""].value == 1
    assert whole["machine_readability", ""].value == 3
    broken = found(with_row(filled(granted=40), "applications", "concluded_total", (41, 0, 0, 0, 0, 0, 41)))
    assert (broken["arithmetic_consistency", ""].value or 0) < 1
    late = found(replace(filled(granted=40), published_on=None))
    assert late["punctuality", ""].gap == "absent"
    blank = found(with_row(filled(granted=40), "proceedings", "reconsideration", (BLANK,) * 5))
    cells = whole["completeness", ""].numerator
    assert cells is not None
    assert blank["completeness", ""].numerator == cells - 5
    assert (blank["checkable_share", ""].value or 1) < (whole["checkable_share", ""].value or 0)


def test_a_picture_is_read_least_easily() -> None:
    pdf = replace(PLAIN, media_type="application/pdf")
    scan = replace(pdf, figures=(replace(pdf.figures[0], where=Where(page=1, ocr=True)), *pdf.figures[1:]))
    assert [one(each, "machine_readability").value for each in (pdf, scan)] == [2, 1]

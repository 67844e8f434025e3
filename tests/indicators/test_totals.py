"""Sums and spreads: what stands behind each, the same in any order, and fast."""

from __future__ import annotations

import statistics
from dataclasses import replace
from decimal import Decimal
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.factory import agency, annual_report, with_cells, with_row, without_rows

from gongkai.checks import examined
from gongkai.indicators import Totals, indicators
from gongkai.indicators.totals import tenth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.model import Aggregate, AnnualReport, Key, TableCode

THIRD_PARTY: Key = ("applications", "denied_third_party", "total")
APPLICATIONS: TableCode = "applications"
HUAIAN = replace(agency(level="city"), region_code="320800", sector="statistics")
PROVINCE = replace(agency(level="province"), region_code="320000")
PLAIN = annual_report("2021", year=2022, agency=HUAIAN)


def denied(count: int, report: AnnualReport = PLAIN) -> AnnualReport:
    row = (count, 0, 0, 0, 0, 0, count)
    for name in ("denied_third_party", "concluded_total", "received_new"):
        report = with_row(report, APPLICATIONS, name, row)
    return report


def gathered(reports: Iterable[AnnualReport]) -> Totals:
    totals = Totals()
    for report in map(examined, reports):
        totals.add(report, indicators(report, None))
    return totals


def sums(reports: Iterable[AnnualReport], key: Key = THIRD_PARTY) -> dict[tuple[str, str], Aggregate]:
    return {
        (each.grouping, each.group): each
        for each in gathered(reports).aggregates()
        if (each.table, each.row, each.column) == key
    }


def test_every_status_stands_behind_a_sum() -> None:
    found = sums(
        [
            denied(3),
            denied(4),
            with_cells(PLAIN, {THIRD_PARTY: "blank"}),
            with_cells(PLAIN, {THIRD_PARTY: "not_applicable"}),
            with_cells(PLAIN, {THIRD_PARTY: "unreadable"}),
            without_rows(PLAIN, APPLICATIONS),
            with_row(denied(5), APPLICATIONS, "concluded_total", (9, 0, 0, 0, 0, 0, 9)),
            replace(denied(100), year=None),
        ]
    )["city", "320800"]
    counts = (found.reports, found.reported, found.blank, found.not_applicable, found.absent, found.unreadable)
    assert (found.total, counts, found.reports_failed) == (12, (7, 3, 1, 1, 1, 1), 1)


def test_groups_are_codes_and_empty_where_not_known() -> None:
    found = sums([denied(1), denied(2, replace(PLAIN, agency=PROVINCE)), denied(4, replace(PLAIN, agency=None))])
    assert {key: each.total for key, each in found.items()} == {
        ("all", ""): 7,
        ("province", ""): 4,
        ("province", "320000"): 3,
        ("city", ""): 6,
        ("city", "320800"): 1,
        ("level", ""): 4,
        ("level", "city"): 1,
        ("level", "province"): 2,
        ("sector", ""): 6,
        ("sector", "statistics"): 1,
    }


def test_amounts_stay_exact_and_cells_of_the_other_form_are_left_out() -> None:
    fees: Key = ("disclosure", "fees", "amount")
    reports = [with_cells(PLAIN, {fees: Decimal("0.1")})] * 3
    assert sums(reports, fees)["all", ""].total == Decimal("0.3")
    assert not sums(reports, ("disclosure", "regulations", "made"))
    assert not sums(reports, ("applications", "other_undivided", "total"))
    cut = [without_rows(PLAIN, APPLICATIONS)]
    assert sums(cut)["all", ""].absent == 1


def test_scopes_and_years_are_never_added() -> None:
    reports = [denied(1), replace(denied(2), scope="aggregate"), replace(denied(4), year=2023)]
    found = [a for a in gathered(reports).aggregates() if (a.table, a.row, a.column) == THIRD_PARTY]
    assert sorted(a.total for a in found if a.grouping == "all") == [1, 2, 4]


def test_any_order_gives_the_same() -> None:
    reports = [denied(n, replace(PLAIN, agency=a)) for n, a in ((40, HUAIAN), (50, PROVINCE), (60, None))]
    one, other = gathered(reports), gathered(reversed(reports))
    assert one.aggregates() == other.aggregates()
    assert one.statistics() == other.statistics()


def test_spread_needs_five_usable_units() -> None:
    def spread(reports: list[AnnualReport]) -> tuple[object, ...]:
        (each,) = [s for s in gathered(reports).statistics() if (s.code, s.size_class) == ("caseload", "small")]
        return each.units, each.left_out, each.p10, each.median, each.p90

    reports = [denied(n) for n in (30, 40, 50, 60)]
    assert spread(reports) == (4, 0, None, None, None)
    wrong = with_row(denied(90), APPLICATIONS, "received_new", (80, 0, 0, 0, 0, 0, 80))
    assert spread([*reports, denied(70), wrong]) == (5, 1, 34, 50, 66)


def test_small_numbers_are_left_out_of_the_spread() -> None:
    (each,) = [s for s in gathered([denied(5)] * 6).statistics() if s.code == "denial_rate"]
    assert (each.units, each.left_out, each.size_class, each.median) == (0, 6, "very_small", None)


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=40))
def test_tenths_are_interpolated_linearly(values: list[int]) -> None:
    values.sort()
    expected = statistics.quantiles(values, n=10, method="inclusive")
    for tenths in (1, 5, 9):
        assert float(tenth([v * 1_000_000 for v in values], tenths)) == pytest.approx(expected[tenths - 1], abs=1e-5)


def test_a_report_takes_little_time() -> None:
    """The aim is 1.5 ms on the machine it was measured on; the bound leaves room for slower ones."""
    report, totals = examined(denied(40)), Totals()
    totals.add(report, indicators(report, report))
    begun = process_time()
    for _ in range(50):
        totals.add(report, indicators(report, None))
    taken = (process_time() - begun) / 50
    print(f"{taken * 1000:.2f} ms a report")  # noqa: T201 - shown with -s
    assert taken < 0.01

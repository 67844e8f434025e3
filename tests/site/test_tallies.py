"""What a group of reports comes to, and what stands behind it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gongkai.indicators import wilson as indicators
from gongkai.site.groups import aggregates
from gongkai.site.groups.tallies import HEADLINE, Row, Share, load, percent, spread, tally, wilson
from gongkai.site.pages.home import _headline
from gongkai.site.store import open_store

if TYPE_CHECKING:
    from gongkai.site.store import Store


def row(report: str = "a-2023", **changes: Any) -> Row:
    values: dict[str, Any] = {
        "report": report,
        "agency": report.partition("-")[0],
        "region": "990000",
        "level": "province",
        "sector": "health",
        "year": 2023,
        "scope": "own",
        "form": "2021",
        "cells": 200,
        "blank": 0,
        "unreadable": 0,
        "received": 10,
        "received_status": "reported",
        "concluded": 10,
        "concluded_status": "reported",
        "failed": False,
        "shares": {},
    }
    return Row(**{**values, **changes})


def share(numerator: int, denominator: int, *, doubtful: bool = False) -> dict[str, Share]:
    return {HEADLINE: Share(numerator, denominator, doubtful)}


def test_own_and_aggregate_figures_are_never_added() -> None:
    rows = [row(received=3), row("a-2023-aggregate", scope="aggregate", received=1000)]
    own, whole = tally(rows), tally(rows, "aggregate")
    assert (own.received.total, whole.received.total) == (3, 1000)
    assert own.reports == 2
    assert own.bodies == 1
    assert own.own == 1


def test_a_blank_is_counted_as_a_blank_and_not_as_zero() -> None:
    rows = [
        row(received=4),
        row("b-2023", received=None, received_status="blank"),
        row("c-2023", received=None, received_status="unreadable"),
        row("d-2023", received=0),
    ]
    received = tally(rows).received
    assert (received.total, received.known, received.blank, received.other) == (4, 2, 1, 1)


def test_doubtful_numbers_are_left_out_of_a_pool_and_counted() -> None:
    rows = [row(shares=share(1, 4)), row("b-2023", shares=share(90, 100, doubtful=True)), row("c-2023")]
    rate = tally(rows).rate
    assert (rate.numerator, rate.denominator, rate.reports, rate.left_out) == (1, 4, 1, 2)
    assert not rate.comparable
    assert rate.interval is not None
    assert tally([row()]).rate.value is None


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 1), (1, 1), (12, 27), (99, 99), (3, 70)])
def test_intervals_are_those_of_the_indicators(numerator: int, denominator: int) -> None:
    ours, theirs = wilson(numerator, denominator), indicators.wilson(numerator, denominator)
    assert [round(bound, 6) for bound in ours] == [pytest.approx(float(bound), abs=2e-6) for bound in theirs]


def test_only_enough_cases_and_enough_bodies_make_a_distribution() -> None:
    rows = [row(f"b{n}-2023", shares=share(n * 10, 100)) for n in range(1, 6)]
    rows += [row("small-2023", shares=share(1, 2)), row("none-2023"), row("x-2023", scope="aggregate")]
    found = spread(rows)
    assert [value for value, _agency in found.values] == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert found.quartiles == pytest.approx((0.2, 0.3, 0.4))
    assert (found.small, found.without) == (1, 1)
    assert spread(rows[:4]).quartiles is None


def test_the_year_before_the_new_form_is_marked() -> None:
    lines = aggregates.yearly(
        [row(year=2022), row("a-2020", year=2020), row("a-2019", year=2019), row("a-x", year=None)]
    )
    assert [(line.year, line.broken) for line in lines] == [(2022, False), (2020, True), (2019, False), (None, False)]
    assert not any(line.broken for line in aggregates.yearly([row("a-2020", year=2020), row("a-2019", year=2019)]))


def test_groups_without_a_number_come_last() -> None:
    rows = [
        row(sector="a", received=None, received_status="blank"),
        row(sector="b", received=0),
        row(sector="c", received=7),
        row(sector="unnamed", received=99),
    ]
    found = aggregates.groups(rows, lambda each: each.sector, {code: (code, "") for code in "abc"})
    assert [group.label for group in found] == ["c", "b", "a"]
    assert [group.width for group in found] == [100, 0, 0]


def test_rows_are_those_of_the_data_package(store: Store) -> None:
    rows = load(store)
    assert len(rows) == store.count("reports")
    total, blank = next(
        store.rows(
            "SELECT sum(value), sum(status = 'blank') FROM applications JOIN reports USING (report_id) "
            "WHERE row = 'received_new' AND \"column\" = 'total' AND scope = 'own'"
        )
    )
    received = tally(rows).received
    assert (received.total, received.blank) == (total, blank)
    assert received.known + received.blank + received.other == sum(each.scope == "own" for each in rows)
    failed = next(
        store.rows(
            "SELECT count(DISTINCT report_id) FROM findings WHERE state = 'failed' AND severity IN ('error', 'warning')"
        )
    )[0]
    assert tally(rows).failed == failed > 0


def test_a_small_share_is_not_zero() -> None:
    assert percent(0.0004) == "<0.1%"
    assert percent(0) == "0%"
    assert not percent(None)


def test_a_report_with_cells_that_were_not_found_is_not_filled_in(datapackage: Path, tmp_path: Path) -> None:
    """It has no blank either: its share of cells filled tells."""
    copied = Path(shutil.copy(datapackage / "gongkai.sqlite", tmp_path))
    told = []
    for value in (1, 0.9):
        with closing(sqlite3.connect(copied)) as connection, connection:
            connection.execute(
                "UPDATE indicators SET value = ? WHERE indicator = 'completeness' AND value > 0.89", (value,)
            )
        with open_store(copied) as store:
            told.append(_headline(store, load(store))["full"])
    assert isinstance(told[0], int)
    assert told[0] > 0 == told[1]

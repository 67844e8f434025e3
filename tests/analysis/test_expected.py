"""Years of which a report is expected, and whether it came in time."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.analysis.expected import deadline, expected_reports
from gongkai.checks.surroundings import Digest
from gongkai.model import Agency, Scope


def body(name: str = "某市统计局", level: str | None = "city") -> Agency:
    return Agency(id="a", name=name, level=level)


def known(
    year: int | None, published: date | None = None, *, scope: Scope = "own", agency: Agency | None = None
) -> Digest:
    return Digest(
        report_id=f"a-{year}-{scope}",
        agency_id="a",
        agency=agency or body(),
        year=year,
        scope=scope,
        published_on=published,
    )


def test_years_between_first_and_last_are_expected() -> None:
    digests = [known(2023, date(2024, 2, 1)), known(2020, date(2021, 1, 31)), known(2022), known(None)]
    found = expected_reports(digests)
    assert [(e.year, e.state, e.report_id) for e in found] == [
        (2020, "in_time", "a-2020-own"),
        (2021, "missing", None),
        (2022, "date_unknown", "a-2022-own"),
        (2023, "late", "a-2023-own"),
    ]
    assert found == expected_reports(reversed(digests))
    assert found[1].deadline == date(2022, 1, 31)
    assert {e.basis for e in found} == {"known_years"}


def test_scopes_are_series_of_their_own() -> None:
    found = expected_reports([known(2020), known(2022, scope="aggregate")])
    assert [(e.scope, e.year) for e in found] == [("aggregate", 2022), ("own", 2020)]


@pytest.mark.parametrize(
    ("agency", "scope", "year", "day"),
    [
        (body(), "own", 2023, date(2024, 1, 31)),
        (body(), "aggregate", 2023, date(2024, 3, 31)),
        (body("某市人民政府"), "own", 2023, date(2024, 3, 31)),
        (body("某镇人民政府", "township"), "own", 2023, None),
        (body(), "own", 2018, None),
        (None, "own", 2023, None),
    ],
)
def test_deadlines_are_those_of_article_49(agency: Agency | None, scope: Scope, year: int, day: date | None) -> None:
    assert deadline(agency, scope, year) == day


def test_without_a_deadline_nothing_is_late() -> None:
    town = body("某镇人民政府", "township")
    found = expected_reports([known(2021, date(2023, 5, 1), agency=town), known(2023, agency=town)])
    assert [e.state for e in found] == ["no_deadline", "missing", "no_deadline"]

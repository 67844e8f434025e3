"""Years of which a report is expected, and whether it came in time."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.analysis.availability import availability
from gongkai.analysis.expected import expected_reports
from gongkai.checks.published import deadline
from gongkai.checks.surroundings import Digest
from gongkai.model import Agency, Registered, Scope


def body(name: str = "某市统计局", level: str | None = "city") -> Agency:
    return Agency(id="a", name=name, level=level)


def known(
    year: int | None, published: date | None = None, *, scope: Scope = "own", agency: Agency | None = None
) -> Digest:
    return Digest(
        report_id=f"a-{year}-{scope}",
        agency_id=(agency or body()).id,
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


def registered(id_: str = "a", first: int | None = None, last: int | None = None) -> Registered:
    return Registered(agency=Agency(id=id_, name="某市统计局", level="city"), first_year=first, last_year=last)


@pytest.mark.parametrize(
    ("entry", "years"),
    [
        (registered("b"), [2020, 2021, 2022, 2023]),
        (registered("b", first=2022), [2022, 2023]),
        (registered("b", last=2021), [2020, 2021]),
        (registered("b", 2018, 2019), [2018, 2019]),
        (registered("b", 2024), []),
    ],
)
def test_a_registered_body_without_any_report_is_missed(entry: Registered, years: list[int]) -> None:
    """Defaults: the first and the last year of the whole data."""
    found = [e for e in expected_reports([known(2020), known(2023)], [entry]) if e.agency_id == "b"]
    assert [(e.year, e.state, e.scope, e.report_id, e.basis) for e in found] == [
        (year, "missing", "own", None, "register") for year in years
    ]
    assert all(e.deadline == (date(e.year + 1, 1, 31) if e.year >= 2019 else None) for e in found)


def test_a_registered_body_is_expected_from_its_own_first_year() -> None:
    """To the last of the data; years that it is known in anyway are expected once."""
    other = known(2023, agency=Agency(id="z", name="某县统计局", level="county"))
    digests = [known(2019, agency=other.agency), other, known(2020), known(2021, date(2022, 1, 1))]
    found = [e for e in expected_reports(digests, [registered(first=None)]) if e.agency_id == "a"]
    assert [(e.year, e.state, e.basis) for e in found] == [
        (2020, "date_unknown", "register"),
        (2021, "in_time", "register"),
        (2022, "missing", "register"),
        (2023, "missing", "register"),
    ]
    beyond = [e for e in expected_reports(digests, [registered(first=2021, last=2021)]) if e.agency_id == "a"]
    assert [(e.year, e.basis) for e in beyond] == [(2020, "known_years"), (2021, "register")]


def test_a_report_of_either_scope_meets_the_register() -> None:
    found = expected_reports([known(2020, scope="aggregate"), known(2022, scope="aggregate")], [registered(last=2023)])
    assert [(e.scope, e.year, e.state) for e in found] == [
        ("aggregate", 2020, "date_unknown"),
        ("aggregate", 2021, "missing"),
        ("aggregate", 2022, "date_unknown"),
        ("aggregate", 2023, "missing"),
    ]
    both = expected_reports([known(2020), known(2021, scope="aggregate")], [registered(first=2020, last=2021)])
    assert [(e.scope, e.year, e.state) for e in both] == [
        ("aggregate", 2021, "date_unknown"),
        ("own", 2020, "date_unknown"),
    ]


def test_a_register_for_data_without_years_expects_what_it_says() -> None:
    assert expected_reports([known(None)], [registered("b")]) == ()
    assert [e.year for e in expected_reports([], [registered("b", 2020, 2021)])] == [2020, 2021]


def test_availability_is_found_of_expected() -> None:
    expected = expected_reports([known(2019), known(2020), known(2022)], [registered("b", 2020, 2021)])
    found = availability(expected, {("a", "own"), ("c", "own")})
    assert [(i.agency_id, i.scope, i.numerator, i.denominator) for i in found] == [
        ("a", "own", 3, 4),
        ("b", "own", 0, 2),
        ("c", "own", 0, 0),
    ]
    assert [(str(i.value), str(i.low), str(i.high), i.gap) for i in found] == [
        ("0.75", "0.300636", "0.954414", None),
        ("0", "0", "0.657628", None),
        ("None", "None", "None", "zero"),
    ]

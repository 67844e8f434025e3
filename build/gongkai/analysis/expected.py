"""Which reports are expected of each agency, and what became of them.

A report is expected of each agency and scope for every year between the first and the last that the data has, and of
each agency of the register for every year that it names. The register knows no scopes: a report of either meets it.
Where `checks.published.deadline` names no day, the state is `no_deadline` whatever the day of publication.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from gongkai.checks.published import deadline
from gongkai.model import ExpectedReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gongkai.checks.surroundings import Digest
    from gongkai.model import Agency, Registered, Scope

State = Literal["in_time", "late", "date_unknown", "no_deadline", "missing"]
Series = dict[tuple[str, "Scope"], dict[int, "Digest"]]
"""(agency, scope) -> year -> report."""


def expected_reports(digests: Iterable[Digest], register: Iterable[Registered] = ()) -> tuple[ExpectedReport, ...]:
    """One for each agency, scope and year, in this order.

    Args:
        digests: one a report of the data.
        register: bodies of which a maintainer expects reports.
    """
    series: Series = defaultdict(dict)
    for digest in sorted(digests, key=lambda digest: digest.report_id):
        if digest.year is not None:
            series[digest.agency_id, digest.scope][digest.year] = digest
    found = {
        (agency_id, scope, year): _expected(agency_id, scope, year, known)
        for (agency_id, scope), known in series.items()
        for year in range(min(known), max(known) + 1)
    }
    for entry, years in _registered(register, series):
        _enter(found, entry.agency, years, series)
    return tuple(found[key] for key in sorted(found))


def _registered(register: Iterable[Registered], series: Series) -> Iterator[tuple[Registered, range]]:
    """The register's bodies, each with the years of which a report is expected."""
    known: defaultdict[str, list[int]] = defaultdict(list)
    for (agency_id, _), reports in series.items():
        known[agency_id] += reports
    all_years = [year for years in known.values() for year in years]
    for entry in register:
        own = known[entry.agency.id] or all_years
        first = entry.first_year or (min(own) if own else None)
        last = entry.last_year or (max(all_years) if all_years else None)
        if first is not None and last is not None:
            yield entry, range(first, last + 1)


def _enter(found: dict[tuple[str, Scope, int], ExpectedReport], agency: Agency, years: range, series: Series) -> None:
    """Mark what is expected anyway, and add the years of which there is no report in either scope.

    A body that has reports is what its newest says, whatever level the register gives.
    """
    scopes: tuple[Scope, Scope] = ("own", "aggregate")
    usual = next((scope for scope in scopes if (agency.id, scope) in series), scopes[0])
    known = series.get((agency.id, usual), {})
    described = known[max(known)].agency if known else agency
    for year in years:
        keys = [key for scope in scopes if (key := (agency.id, scope, year)) in found]
        for key in keys:
            found[key] = replace(found[key], basis="register")
        if not keys:
            found[agency.id, usual, year] = ExpectedReport(
                agency_id=agency.id,
                scope=usual,
                year=year,
                report_id=None,
                deadline=deadline(described, usual, year),
                published_on=None,
                state="missing",
                basis="register",
            )


def _expected(agency_id: str, scope: Scope, year: int, known: dict[int, Digest]) -> ExpectedReport:
    found = known.get(year)
    agency = (found or known[max(known)]).agency
    limit = deadline(agency, scope, year)
    return ExpectedReport(
        agency_id=agency_id,
        scope=scope,
        year=year,
        report_id=found.report_id if found is not None else None,
        deadline=limit,
        published_on=found.published_on if found is not None else None,
        state=_state(found, limit),
        basis="known_years",
    )


def _state(found: Digest | None, limit: date | None) -> State:
    if found is None:
        return "missing"
    if limit is None:
        return "no_deadline"
    if found.published_on is None:
        return "date_unknown"
    return "in_time" if found.published_on <= limit else "late"

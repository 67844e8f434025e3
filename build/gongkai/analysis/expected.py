"""Which reports are expected of each agency, and what became of them.

A report is expected of each agency and scope for every year between the first and the last that the data has.
The deadline is that of article 49 of the 条例 of 2019: 31 January of the next year for departments, 31 March for
governments and what they sum up. It names no townships, holds from the year 2019 on, and cannot be applied to a body
that is not known: there is no deadline then, and the state is `no_deadline` whatever the day of publication.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Literal

from gongkai.checks.bodies import is_government
from gongkai.checks.published import FIRST_YEAR_UNDER_ARTICLE_49
from gongkai.model import ExpectedReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.checks.surroundings import Digest
    from gongkai.model import Agency, Scope

State = Literal["in_time", "late", "date_unknown", "no_deadline", "missing"]


def expected_reports(digests: Iterable[Digest]) -> tuple[ExpectedReport, ...]:
    """One for each agency, scope and year, in this order."""
    series: defaultdict[tuple[str, Scope], dict[int, Digest]] = defaultdict(dict)
    for digest in sorted(digests, key=lambda digest: digest.report_id):
        if digest.year is not None:
            series[digest.agency_id, digest.scope][digest.year] = digest
    return tuple(
        _expected(agency_id, scope, year, known)
        for (agency_id, scope), known in sorted(series.items())
        for year in range(min(known), max(known) + 1)
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


def deadline(agency: Agency | None, scope: Scope, year: int) -> date | None:
    """The last day of article 49; None where it names none for the body or the year."""
    if agency is None or agency.level == "township" or year < FIRST_YEAR_UNDER_ARTICLE_49:
        return None
    lead = scope == "aggregate" or is_government(agency)
    return date(year + 1, 3 if lead else 1, 31)


def _state(found: Digest | None, limit: date | None) -> State:
    if found is None:
        return "missing"
    if limit is None:
        return "no_deadline"
    if found.published_on is None:
        return "date_unknown"
    return "in_time" if found.published_on <= limit else "late"

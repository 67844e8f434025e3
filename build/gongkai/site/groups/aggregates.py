"""The parts that pages of places, levels, fields and years are put together from: rows of tables, groups, lists of bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.site.groups.place_charts import small
from gongkai.site.groups.tallies import NEW_FORM, SHARES, grouped, pool, tally
from gongkai.site.language import _, counted, labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gongkai.site.groups.place_charts import Small
    from gongkai.site.groups.tallies import Pool, Row, Tally
    from gongkai.site.records import Agency

LIST_LIMIT = 60
"""Up to so many bodies are listed with a link to each report; more take a line each."""


@dataclass(frozen=True, slots=True)
class Line:
    """One year and scope."""

    year: int | None
    scope: str
    tally: Tally
    broken: bool
    """The last year before the form changed, with a later one above it."""


def yearly(rows: Iterable[Row]) -> list[Line]:
    """Years, the newest first, each scope apart."""
    found = grouped(rows, lambda row: (row.year, row.scope))
    ordered = sorted(found, key=lambda key: (-(key[0] or 0), key[1] != "own"))
    scopes = labels("scopes")
    lines: list[Line] = []
    for year, scope in ordered:
        above = lines[-1].year if lines else None
        broken = year is not None and above is not None and year < NEW_FORM <= above
        lines.append(Line(year, scopes[scope], tally(found[year, scope], scope), broken))
    return lines


@dataclass(frozen=True, slots=True)
class Group:
    """One line of a comparison."""

    label: str
    href: str
    tally: Tally
    width: float
    """Of its bar, in hundredths of the longest."""


def groups(rows: Iterable[Row], key: Callable[[Row], str], names: Mapping[str, tuple[str, str]]) -> list[Group]:
    """Groups side by side, those with most applications first; those without a number last.

    Args:
        rows: reports.
        key: group of a report; groups without a name are left out.
        names: group -> its label and the address of its page.
    """
    found = {group: tally(members) for group, members in grouped(rows, key).items() if group in names}
    top = max((each.received.total for each in found.values()), default=0) or 1
    ordered = sorted(
        found.items(), key=lambda item: (not item[1].received.known, -item[1].received.total, -item[1].reports, item[0])
    )
    return [Group(*names[group], each, round(100 * each.received.total / top, 1)) for group, each in ordered]


def shares(rows: Sequence[Row], years: Sequence[int]) -> list[tuple[str, list[Pool]]]:
    """Indicators by year, over the bodies' own reports; those without any value are left out."""
    names = labels("indicators")
    own = grouped((row for row in rows if row.scope == "own"), lambda row: row.year)
    lines = [(names[indicator], [pool(own.get(year, []), indicator) for year in years]) for indicator in SHARES]
    return [(label, pools) for label, pools in lines if any(found.denominator for found in pools)]


def years_of(rows: Iterable[Row]) -> list[int]:
    """Years with reports, the newest first."""
    return sorted({row.year for row in rows if row.year}, reverse=True)


def multiples(
    rows: Sequence[Row], key: Callable[[Row], str], names: Mapping[str, tuple[str, str]], years: Sequence[int]
) -> list[Small]:
    """Applications received by year, a small drawing for each group, in the order of the names.

    Args:
        rows: reports.
        key: group of a report.
        names: group -> its label and the address of its page.
        years: the oldest first.
    """
    found = grouped(rows, key)
    smalls = []
    for group, (label, href) in names.items():
        if group in found:
            own = grouped((row for row in found[group] if row.scope == "own"), lambda row: row.year)
            smalls.append(
                small(label, href, years, [tally(own[year]).received if year in own else None for year in years])
            )
    return smalls


@dataclass(frozen=True, slots=True)
class Body:
    """One line of a long list."""

    id: str
    label: str
    years: str


def bodies(rows: Iterable[Row], agencies: Mapping[str, Agency]) -> list[Body]:
    """Bodies with the years of their reports, in the order they come."""
    return [
        Body(id_, agencies[id_].label, span(members)) for id_, members in grouped(rows, lambda row: row.agency).items()
    ]


def span(rows: Sequence[Row]) -> str:
    """The years of a body's reports in words."""
    years = sorted({row.year for row in rows if row.year})
    count = counted("%(count)s 份", len(rows))
    if not years:
        return count
    return _(
        "%(years)s 年度，%(reports)s",
        years=str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}",
        reports=count,
    )

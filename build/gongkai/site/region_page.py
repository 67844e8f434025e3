"""The pages of places: what lies below, which bodies report, which years are there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import totals
from gongkai.site.directory import directory
from gongkai.site.regions import region_of
from gongkai.site.render import Page, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.site.records import Agency, Report
    from gongkai.site.regions import Region, Regions
    from gongkai.site.store import Store
    from gongkai.site.totals import Sum

ROOT = "../../"

Yearly = dict[tuple[int | None, str], dict[str, "Sum"]]
"""(year, scope) -> row of the applications table -> sum."""


@dataclass(frozen=True, slots=True)
class Line:
    """One body in the list of a place or a field: its reports by year."""

    agency: Agency
    by_year: dict[int | None, list[Report]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Bodies down, years across."""

    years: tuple[int | None, ...]
    """Newest first; None (no year in the original) last."""
    lines: tuple[Line, ...]


def matrix(entries: list[tuple[Agency, Report]]) -> Matrix:
    """Arrange reports by body and year; bodies in the order they come."""
    lines: dict[str, Line] = {}
    for agency, report in entries:
        line = lines.setdefault(agency.id, Line(agency, defaultdict(list)))
        line.by_year[report.year].append(report)
    years = {report.year for _, report in entries}
    return Matrix(tuple(sorted(years, key=lambda year: -(year or 0))), tuple(lines.values()))


def report_counts(store: Store) -> dict[str, int]:
    """Reports of each body."""
    return dict(store.rows("SELECT agency_id, count(*) FROM reports GROUP BY agency_id"))


def pages(store: Store) -> Iterator[Page]:
    """One page for each place with bodies in it or below it."""
    near = directory(store)
    regions = near.regions
    counts = report_counts(store)
    yearly = _yearly(store, regions)
    order = f"{totals.REGION_KEY}, a.sector = 'government' DESC, a.name, r.year"
    stream = groupby(store.reports(order=order), key=lambda entry: region_of(entry[0]))
    waiting = next(stream, None)
    for code, region in regions.by_code.items():
        entries: list[tuple[Agency, Report]] = []
        if waiting is not None and waiting[0] == code:
            entries = list(waiting[1])
            waiting = next(stream, None)
        unfound = [near.agencies[agency] for agency in region.agencies if agency not in counts]
        yield page(regions, region, entries, counts, yearly[code], unfound=unfound)


def _yearly(store: Store, regions: Regions) -> dict[str, Yearly]:
    """Sums of each place, places below it included."""
    found: dict[str, Yearly] = {code: {} for code in regions.by_code}
    for part in totals.places(store):
        for region in regions.chain(part.region):
            rows = found[region.code].setdefault((part.year, part.scope), {})
            rows[part.row] = rows.get(part.row, totals.Sum()).plus(part)
    return found


def page(
    regions: Regions,
    region: Region,
    entries: list[tuple[Agency, Report]],
    counts: dict[str, int],
    yearly: Yearly,
    *,
    unfound: Sequence[Agency] = (),
) -> Page:
    """One place.

    Args:
        regions: the tree.
        region: the place.
        entries: reports of its own bodies.
        counts: reports of every body.
        yearly: sums over the place and the places below.
        unfound: its own bodies without a report.
    """
    below = [agency for agency in regions.below(region.code) if agency in counts]
    reports = sum(counts.get(agency, 0) for agency in below)
    children = [
        (child, sum(agency in counts for agency in inside), sum(counts.get(agency, 0) for agency in inside))
        for child in (regions.by_code[code] for code in region.children)
        for inside in (regions.below(child.code),)
    ]
    chain = regions.chain(region.code)
    said = f"{region.name}收录 {len(below)} 个行政机关的 {reports} 份年度报告" + (
        "，含下辖地区。" if children else "。"
    )
    lines = sorted(yearly.items(), key=lambda item: (-(item[0][0] or 0), item[0][1] != "own"))
    content = render(
        "region.html",
        root=ROOT,
        region=region,
        chain=chain[:-1],
        sentence=said,
        children=children,
        matrix=matrix(entries),
        yearly=lines,
        empty=totals.Sum(),
        scopes=codes.labels("scopes"),
        undated=None,
        unfound=unfound,
    )
    toc = [("summary", "概览")]
    toc += [("below", "下辖地区")] if children else []
    toc += [("agencies", "行政机关")] if entries else []
    toc += [("unfound", "没有收录年报的机关")] if unfound else []
    toc += [("totals", "各年度合计")] if lines else []
    return Page(path=f"regions/{region.code}", title=region.name, description=said, toc=tuple(toc), content=content)

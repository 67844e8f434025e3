"""The pages of places: what lies below, which bodies report, what their reports come to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from gongkai.site.groups import aggregates, totals
from gongkai.site.groups.directory import directory
from gongkai.site.groups.place_charts import histogram
from gongkai.site.groups.regions import SPECIAL, region_of
from gongkai.site.groups.sector_series import Field
from gongkai.site.groups.tallies import grouped, load, percent, spread, tally
from gongkai.site.groups.tile_map import flowing, tile_map
from gongkai.site.language import _, counted, labels, up
from gongkai.site.publish.feeds import feed_address
from gongkai.site.render import Page, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongkai.site.groups.aggregates import Body
    from gongkai.site.groups.directory import Directory
    from gongkai.site.groups.place_charts import Histogram
    from gongkai.site.groups.regions import Region, Regions
    from gongkai.site.groups.tallies import Row
    from gongkai.site.groups.tile_map import TileMap
    from gongkai.site.records import Agency, Report
    from gongkai.site.store import Store

ROOT = "../../"

NEWEST = 8
SHARE_YEARS = 8
"""Years across in the table of indicators."""


@dataclass(frozen=True, slots=True)
class Link:
    """One body in the list of a place or a field: its reports by year."""

    agency: Agency
    by_year: dict[int | None, list[Report]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Bodies down, years across."""

    years: tuple[int | None, ...]
    """Newest first; None (no year in the original) last."""
    lines: tuple[Link, ...]


def matrix(entries: list[tuple[Agency, Report]]) -> Matrix:
    """Arrange reports by body and year; bodies in the order they come."""
    lines: dict[str, Link] = {}
    for agency, report in entries:
        line = lines.setdefault(agency.id, Link(agency, defaultdict(list)))
        line.by_year[report.year].append(report)
    years = {report.year for _agency, report in entries}
    return Matrix(tuple(sorted(years, key=lambda year: -(year or 0))), tuple(lines.values()))


def pages(store: Store) -> Iterator[Page]:
    """One page for each place with bodies in it or below it."""
    near = directory(store)
    inside = below(near.regions, load(store))
    order = f"{totals.REGION_KEY}, a.sector = 'government' DESC, a.name, r.year"
    stream = groupby(store.reports(order=order), key=lambda entry: region_of(entry[0]))
    waiting = next(stream, None)
    for code, region in near.regions.by_code.items():
        entries: list[tuple[Agency, Report]] = []
        if waiting is not None and waiting[0] == code:
            entries = list(waiting[1])
            waiting = next(stream, None)
        yield page(near, region, entries, inside[code])


def below(regions: Regions, rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Reports of each place, places below it included."""
    found: dict[str, list[Row]] = {code: [] for code in regions.by_code}
    for code, members in grouped(rows, lambda row: row.region).items():
        for region in regions.chain(code):
            found[region.code] += members
    return found


def page(near: Directory, region: Region, entries: list[tuple[Agency, Report]], rows: Sequence[Row]) -> Page:
    """One place.

    Args:
        near: all bodies and places.
        region: the place.
        entries: reports of its own bodies.
        rows: reports of its own bodies and of those below it.
    """
    regions = near.regions
    children = [regions.by_code[code] for code in region.children]
    chain = regions.chain(region.code)
    known = regions.below(region.code)
    whole = tally(rows)
    held = {row.agency for row in rows}
    years = aggregates.years_of(rows)
    latest = years[0] if years else None
    own = {agency.id for agency, _report in entries}
    parts = _parts(regions, region)

    def part_of(row: Row) -> str:
        return parts.get(row.region, "")

    names = {child.code: (child.label, f"{ROOT}regions/{child.code}/") for child in children}
    said = _said(region, whole.bodies, whole.reports, below=bool(children))
    with_numbers = [row for row in rows if row.cells]
    content = render(
        "region.html",
        root=ROOT,
        region=region,
        chain=chain[:-1],
        sentence=said,
        tally=whole,
        known=len(known),
        years=years,
        search=_search(chain),
        feed=feed_address(chain[0].code),
        map=_map(region, children, rows, part_of),
        children=aggregates.groups(rows, part_of, names),
        empty=[child for child in children if not any(agency in held for agency in regions.below(child.code))],
        smalls=aggregates.multiples(rows, part_of, names, years[::-1]) if len(years) > 1 else [],
        lines=aggregates.yearly(with_numbers),
        shares=aggregates.shares(rows, years[:SHARE_YEARS]),
        share_years=years[:SHARE_YEARS],
        histogram=_histogram(region, rows, latest, own if children else set()),
        sectors=_sectors(rows),
        files=_files(region, rows),
        percent=percent,
        newest=_newest(rows, near),
        matrix=matrix(entries) if len(own) <= aggregates.LIST_LIMIT else None,
        lists=_lists(rows, region, near) if len(own) > aggregates.LIST_LIMIT else [],
        unfound=[near.agencies[agency] for agency in region.agencies if agency not in held],
    )
    heads = (
        ("below", _("下辖地区"), bool(children)),
        ("totals", _("各年度合计"), bool(with_numbers)),
        ("shares", _("指标"), bool(with_numbers)),
        ("sectors", _("部门类别"), bool(rows)),
        ("newest", _("最近年度的年报"), bool(rows)),
        ("agencies", _("行政机关"), bool(entries)),
        ("unfound", _("没有收录年报的机关"), any(agency not in held for agency in region.agencies)),
        ("data", _("下载与订阅"), bool(rows)),
    )
    toc = [("summary", _("概览")), *((anchor, heading) for anchor, heading, there in heads if there)]
    return Page(path=f"regions/{region.code}", title=region.label, description=said, toc=tuple(toc), content=content)


def _said(region: Region, bodies: int, reports: int, *, below: bool) -> str:
    values = {"place": region.label, "bodies": f"{bodies:,}"}
    if below:
        return counted("%(place)s收录 %(bodies)s 个行政机关的 %(count)s 份年度报告，含下辖地区。", reports, **values)
    return counted("%(place)s收录 %(bodies)s 个行政机关的 %(count)s 份年度报告。", reports, **values)


def _parts(regions: Regions, region: Region) -> dict[str, str]:
    """Place -> the child of a place that it lies in."""
    return {code: child for child in region.children for code in _codes(regions, child)}


def _codes(regions: Regions, code: str) -> Iterator[str]:
    yield code
    for child in regions.by_code[code].children:
        yield from _codes(regions, child)


def _search(chain: Sequence[Region]) -> str:
    """Query of a search within the place; a county is found by its name. Empty for what is no place."""
    if chain[0].code in SPECIAL:
        return ""
    query = {"province": chain[0].name}
    for region in chain[1:]:
        query["city" if region.code.endswith("00") else "q"] = region.name
    return urlencode(query)


def _map(
    region: Region, children: Sequence[Region], rows: Sequence[Row], part_of: Callable[[Row], str]
) -> TileMap | None:
    if len(children) < 2 or not rows:
        return None
    tiles = flowing(children, ROOT)
    inside = [row for row in rows if part_of(row)]
    if not inside:
        return None
    return tile_map(_("%(place)s的下辖地区", place=region.label), tiles, inside, part_of)


def _histogram(region: Region, rows: Sequence[Row], year: int | None, own: set[str]) -> Histogram | None:
    if year is None:
        return None
    title = _("%(year)s 年度：%(place)s各机关的公开或部分公开率", year=year, place=region.label)
    marked = _("%(place)s本级机关", place=region.label)
    return histogram(title, spread(row for row in rows if row.year == year), own, marked)


def _sectors(rows: Sequence[Row]) -> list[aggregates.Group]:
    names = {code: (label, f"{ROOT}sectors/{code}/") for code, label in labels("sectors").items()}
    return aggregates.groups(rows, lambda row: row.sector, {**names, "": (_("类别不明"), "")})


def _files(region: Region, rows: Sequence[Row]) -> list[tuple[str, str]]:
    """(address, field) of the files of a province, one a field with reports; none for places below."""
    if region.parent is not None:
        return []
    found = {row.sector for row in rows}
    return [
        (f"{ROOT}{up()}{Field(code, region.code).path}", label)
        for code, label in labels("sectors").items()
        if code in found
    ]


def _newest(rows: Sequence[Row], near: Directory) -> list[tuple[Agency, Row]]:
    """Latest years first: the day of publication is often unknown."""
    ordered = sorted(rows, key=lambda row: (-(row.year or 0), row.report))[:NEWEST]
    return [(near.agencies[row.agency], row) for row in ordered]


def _lists(rows: Sequence[Row], region: Region, near: Directory) -> list[tuple[str, list[Body], list[tuple[str, str]]]]:
    """The place's own bodies by field, a line each."""
    names = labels("sectors")
    own = grouped((row for row in rows if row.region == region.code), lambda row: row.sector)
    order = sorted(own, key=lambda sector: (sector == "", list(names).index(sector) if sector in names else 0))
    return [(names.get(sector, _("类别不明")), aggregates.bodies(own[sector], near.agencies), []) for sector in order]

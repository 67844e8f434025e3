"""The pages of fields of work."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from gongkai.site.charts import Bars, Series
from gongkai.site.groups import aggregates, summaries
from gongkai.site.groups import parts as group_parts
from gongkai.site.groups.region_page import matrix
from gongkai.site.groups.sector_series import Field
from gongkai.site.groups.tallies import grouped, tally
from gongkai.site.groups.tile_map import province
from gongkai.site.language import _, counted, labels, up
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from gongkai.site.groups.directory import Directory
    from gongkai.site.groups.tallies import Row
    from gongkai.site.groups.totals import Cube
    from gongkai.site.records import Agency, Report
    from gongkai.site.store import Store

LARGEST = 12
LISTED = 3000
"""Up to so many bodies are listed by name; more are found by place and in the search."""


def pages(store: Store, near: Directory, rows: Sequence[Row], cubes: Sequence[Cube]) -> Iterator[MadePage]:
    """One page for each field with reports."""
    found = grouped(rows, lambda row: row.sector)
    for code in labels("sectors"):
        if code in found:
            yield page(store, near, code, found[code], [part for part in cubes if part.sector == code])


def page(store: Store, near: Directory, code: str, rows: Sequence[Row], cubes: Sequence[Cube]) -> MadePage:
    """One field: how its applications ended, its places side by side, how its bodies lie apart, all its bodies."""
    label = labels("sectors")[code]
    whole = tally(rows)
    said = counted(
        "%(label)s类收录 %(bodies)s 个行政机关的 %(count)s 份年度报告。",
        whole.reports,
        label=label,
        bodies=f"{whole.bodies:,}",
    )
    years = aggregates.years_of(rows)
    title = _("%(of)s：办理结果，按年度", of=label)
    drawn = [summaries.composition(summaries.own(cubes), lambda part: str(part.year), [*map(str, years)], title)]
    if years:
        most = _("%(year)s 年度新收申请最多的机关", year=years[0])
        drawn.append(largest(store, most, "r.year = ? AND a.sector = ?", (years[0], code)))
    found = (
        group_parts.facts(rows, said),
        group_parts.drawings(*drawn),
        group_parts.provinces(near.regions, rows, by_year=True),
        group_parts.totals(rows),
        group_parts.shares(rows, label),
        group_parts.by_level(rows) if len({row.level for row in rows}) > 1 else None,
        _bodies(store, near, code, rows),
    )
    return MadePage(f"sectors/{code}.md", label, said, tuple(part for part in found if part))


def _bodies(store: Store, near: Directory, code: str, rows: Sequence[Row]) -> Part:
    """Few bodies with a link to each report; many by province, a line each; very many by province alone."""
    count = len({row.agency for row in rows})
    heading = _("行政机关")
    files = {name: _links(near, code, name) for name in {province(row) for row in rows}}
    if count <= aggregates.LIST_LIMIT:
        entries = list(store.reports("a.sector = ?", (code,), order="ifnull(a.region_code, '9'), a.name, r.year"))
        return Part(_few(near, entries, files), "agencies", heading)
    found = grouped(rows, province)
    order = [region for region in near.regions.roots() if region.code in found]
    lists = [
        (
            region.label,
            aggregates.bodies(found[region.code], near.agencies) if count <= LISTED else [],
            files[region.code],
        )
        for region in order
    ]
    counts = {region.label: len({row.agency for row in found[region.code]}) for region in order}
    return Part(render("body_lists.html", root=group_parts.ROOT, lists=lists, counts=counts), "agencies", heading)


def _few(near: Directory, entries: list[tuple[Agency, Report]], files: dict[str, list[tuple[str, str]]]) -> Markup:
    places: dict[str, list[tuple[Agency, Report]]] = defaultdict(list)
    for agency, report in entries:
        places[near.chain(agency)[0].code].append((agency, report))
    lists = [(near.regions.by_code[code].label, matrix(members), files[code]) for code, members in places.items()]
    return render("matrices.html", root=group_parts.ROOT, lists=lists)


def _links(near: Directory, sector: str, place: str) -> list[tuple[str, str]]:
    """(address, words): the file of this field in one province, and the search within both."""
    file = (f"{group_parts.ROOT}{up()}{Field(sector, place).path}", _("下载这一类在本地区的数据（CSV）"))
    if len(place) != 6:
        return [file]
    query = urlencode({"province": near.regions.by_code[place].name, "sector": sector})
    return [file, (f"{group_parts.ROOT}search/?{query}", _("在检索中列出"))]


def largest(store: Store, title: str, condition: str, parameters: tuple[object, ...]) -> Bars:
    """Bodies that received most applications, by their own figures."""
    query = (
        "SELECT a.name, f.value FROM reports AS r JOIN agencies AS a USING (agency_id) JOIN applications AS f USING (report_id) "  # noqa: S608 - condition is ours
        "WHERE f.row = 'received_new' AND f.\"column\" = 'total' AND f.status = 'reported' AND r.scope = 'own' "
        f"AND {condition} ORDER BY f.value DESC, a.agency_id LIMIT {LARGEST}"
    )
    rows = tuple((name or _("机关名称未写明"), (int(value),)) for name, value in store.rows(query, parameters))
    note = _("本机关口径，只列前 %(count)s 个；没有填报新收总计的不在其中。", count=LARGEST)
    return Bars(title, note, (Series("main", _("新收申请")),), rows)

"""The lists of places, fields and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site import charts
from gongkai.site.charts import Bars, Series
from gongkai.site.groups import aggregates
from gongkai.site.groups.regions import SPECIAL
from gongkai.site.groups.tallies import grouped, percent, tally
from gongkai.site.groups.tile_map import country, province, tile_map
from gongkai.site.language import _, labels
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.groups.directory import Directory
    from gongkai.site.groups.tallies import Row
    from gongkai.site.store import Store

FORM_KINDS = {"2008": "fourth", "2019": "second", "2021": "main", "mixed": "third"}

ROOT = "../"

WHOLE_TREE = 600
"""Up to so many places the tree shows all; above, counties are found on the page of their city."""


def regions(near: Directory, rows: Sequence[Row]) -> MadePage:
    """The map, its numbers as a table, the tree of places."""
    tree = near.regions
    found = grouped(rows, lambda row: row.region)
    numbers: dict[str, tuple[int, int]] = {}
    for code in reversed(tree.by_code):
        inside = tree.by_code[code]
        own = found.get(code, [])
        below = [numbers[child] for child in inside.children]
        numbers[code] = (
            len({row.agency for row in own}) + sum(bodies for bodies, _reports in below),
            len(own) + sum(reports for _bodies, reports in below),
        )
    drawn = None
    if {province(row) for row in rows} - set(SPECIAL):
        drawn = tile_map(_("省级地区"), country(tree, ROOT), rows, province, years=aggregates.years_of(rows))
    names = {region.code: (region.label, f"{region.code}/") for region in tree.roots()}
    html = render(
        "regions.html",
        root=ROOT,
        map=drawn,
        groups=aggregates.groups(rows, province, names),
        percent=percent,
        roots=tree.roots(),
        by_code=tree.by_code,
        numbers=numbers,
        deepest=3 if len(tree.by_code) <= WHOLE_TREE else 1,
    )
    said = _("按省、市、县查找行政机关的政府信息公开年报。")
    return MadePage("regions/index.md", _("地区"), said, (Part(html),), hide_toc=True)


def sectors(rows: Sequence[Row]) -> MadePage:
    """All fields with reports."""
    found = grouped(rows, lambda row: row.sector)
    names = {code: (label, f"{code}/") for code, label in labels("sectors").items()}
    html = render(
        "sectors.html",
        root=ROOT,
        lines=[(code, label, tally(found[code])) for code, (label, _href) in names.items() if code in found],
        groups=aggregates.groups(rows, lambda row: row.sector, names),
        percent=percent,
        unknown=tally(found.get("", [])),
    )
    said = _("按部门类别查找行政机关的政府信息公开年报。")
    return MadePage("sectors/index.md", _("部门"), said, (Part(html),), hide_toc=True)


def years(store: Store, rows: Sequence[Row]) -> MadePage:
    """All years, with the forms used."""
    found = grouped((row for row in rows if row.year), lambda row: row.year or 0)
    by_year = {year: tally(found[year]) for year in sorted(found, reverse=True)}
    names = labels("forms")
    forms = [form for form in names if any(form in each.forms for each in by_year.values())]
    bars = Bars(
        _("收录的年报，按年度和表式"),
        _("表式由表头判定，与年度无关。"),
        tuple(Series(FORM_KINDS.get(form, "fourth"), names[form]) for form in forms),
        tuple((str(year), tuple(each.forms.get(form, 0) for form in forms)) for year, each in by_year.items()),
        unit="份",
    )
    html = render(
        "years.html",
        root=ROOT,
        by_year=by_year,
        lines=aggregates.yearly(row for row in rows if row.cells and row.year),
        chart=charts.figure(bars, ROOT),
        undated=list(store.reports("r.year IS NULL")),
    )
    said = _("按年度查找行政机关的政府信息公开年报。")
    return MadePage("years/index.md", _("年度"), said, (Part(html),), hide_toc=True)

"""Sections that pages of levels, fields and years share: the same questions asked of different groups of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site import charts
from gongkai.site.groups import aggregates
from gongkai.site.groups.place_charts import histogram
from gongkai.site.groups.regions import SPECIAL
from gongkai.site.groups.tallies import percent, spread, tally
from gongkai.site.groups.tile_map import GRID, country, flowing, province, tile_map
from gongkai.site.language import _, labels
from gongkai.site.pages.made import Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.charts.base import Chart
    from gongkai.site.groups.regions import Region, Regions
    from gongkai.site.groups.tallies import Row

ROOT = "../../"
"""All these pages lie two folders below the root of their language."""

SHARE_YEARS = 8
"""Years across in the table of indicators."""


def facts(rows: Sequence[Row], said: str) -> Part:
    """The lead and a group in five figures."""
    years = aggregates.years_of(rows)
    return Part(render("group_facts.html", said=said, tally=tally(rows), years=years, percent=percent))


def provinces(regions: Regions, rows: Sequence[Row], *, by_year: bool = False) -> Part:
    """The map of the country, and its numbers as a table.

    Args:
        regions: the tree of places.
        rows: the group's reports.
        by_year: whether the reader may choose a year.
    """
    found = {province(row) for row in rows}
    names = {region.code: (region.label, f"{ROOT}regions/{region.code}/") for region in _roots(regions, found)}
    drawn = None
    if len(found - set(SPECIAL)) > 1:
        years = aggregates.years_of(rows) if by_year else ()
        # Invented provinces alone would leave the country empty on page after page.
        real = any(code in found for line in GRID for code in line)
        tiles = country(regions, ROOT) if real or not by_year else flowing(_roots(regions, found), ROOT)
        drawn = tile_map(_("省级地区"), tiles, rows, province, years=years)
    title = _("各省级地区")
    html = render(
        "group_map.html",
        map=drawn,
        groups=aggregates.groups(rows, province, names),
        title=title,
        percent=percent,
        root=ROOT,
    )
    return Part(html, "map", _("地区"))


def _roots(regions: Regions, found: set[str]) -> list[Region]:
    return [region for region in regions.roots() if region.code in found]


def totals(rows: Sequence[Row]) -> Part | None:
    """Sums by year, with what stands behind them; None where no report has a prescribed table."""
    lines = aggregates.yearly(row for row in rows if row.cells)
    if not lines:
        return None
    return Part(render("group_totals.html", lines=lines, root=ROOT), "totals", _("各年度合计"))


def shares(rows: Sequence[Row], of: str, year: int | None = None) -> Part | None:
    """Indicators by year, and how the bodies lie apart in one of them; None where nothing can be worked out.

    Args:
        rows: the group's reports.
        of: what the group is called, in the title of the drawing; empty where the year says it.
        year: whose bodies are compared; the latest when None.
    """
    years = aggregates.years_of(rows)[:SHARE_YEARS]
    lines = aggregates.shares(rows, years)
    if not lines:
        return None
    at = year or years[0]
    title = (
        _("%(year)s 年度：%(place)s各机关的公开或部分公开率", year=at, place=of)
        if of
        else _("%(year)s 年度：各机关的公开或部分公开率", year=at)
    )
    drawn = histogram(title, spread(row for row in rows if row.year == at))
    html = render("group_shares.html", lines=lines, years=years, percent=percent, histogram=drawn)
    return Part(html, "shares", _("指标"))


def drawings(*bars: Chart) -> Part:
    """Charts that have enough to draw; one line where none has."""
    drawn = [charts.figure(each) for each in bars if each.drawable()]
    if not drawn:
        return Part(render("quiet.html", text=_("数据太少，不作图。")), "charts", _("办理结果与申请"))
    return Part(render("charts.html", charts=drawn), "charts", _("办理结果与申请"))


def by_level(rows: Sequence[Row]) -> Part:
    """Administrative levels side by side."""
    names = {code: (label, f"{ROOT}levels/{code}/") for code, label in labels("levels").items()}
    return _compared(rows, "level", {**names, "": (_("层级不明"), "")}, _("层级"))


def by_sector(rows: Sequence[Row]) -> Part:
    """Fields side by side."""
    names = {code: (label, f"{ROOT}sectors/{code}/") for code, label in labels("sectors").items()}
    return _compared(rows, "sector", {**names, "": (_("类别不明"), "")}, _("部门类别"))


def by_form(rows: Sequence[Row]) -> Part:
    """Prescribed forms side by side: what is blank or doubtful may come from the form."""
    return _compared(rows, "form", {code: (label, "") for code, label in labels("forms").items()}, _("表式"))


def _compared(rows: Sequence[Row], name: str, names: dict[str, tuple[str, str]], heading: str) -> Part:
    found = aggregates.groups(rows, lambda row: str(getattr(row, name)), names)
    html = render(
        "group_table.html", groups=found, title=heading, heading=heading, percent=percent, form=name == "form"
    )
    return Part(html, f"by-{name}", heading)

"""The home page: what this is, where to go, and how much is behind it, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site import charts
from gongkai.site.groups import aggregates, summaries
from gongkai.site.groups.regions import SPECIAL
from gongkai.site.groups.tallies import grouped, tally
from gongkai.site.groups.tile_map import country, province, tile_map
from gongkai.site.language import _, labels
from gongkai.site.pages import figures as figure_pages
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import TableCode
    from gongkai.site.groups.directory import Directory
    from gongkai.site.groups.tallies import Row
    from gongkai.site.groups.totals import Cube
    from gongkai.site.store import Store

NEWEST = 6
SHOWN: tuple[tuple[TableCode, str, str], ...] = (
    ("applications", "received_new", "新收申请"),
    ("applications", "granted", "予以公开"),
    ("proceedings", "reconsideration", "行政复议"),
)
"""Figures whose sums by province are a click away, and what they are called in Chinese."""
DESCRIPTION = "全国行政机关的政府信息公开工作年度报告：一份报告一页，数字按官方表格排列，空白不当作零，可检索，可下载。"
"""Translated where it is used."""


def page(store: Store, near: Directory, rows: Sequence[Row], cubes: Sequence[Cube]) -> MadePage:
    """Search, the map, three ways in, headline figures with what is missing, two charts, all other ways in."""
    html = render(
        "home.html",
        **_headline(store, rows),
        **_ways(store, near, rows),
        map=_map(near, rows),
        charts=_charts(rows, cubes),
        newest=list(
            store.reports(order="r.published_on IS NULL, r.published_on DESC, r.year DESC, r.report_id", limit=NEWEST)
        ),
    )
    title = _("政府信息公开工作年度报告")
    return MadePage("index.md", title, _(DESCRIPTION), (Part(html),), hide_title=True, hide_toc=True)


def _headline(store: Store, rows: Sequence[Row]) -> dict[str, object]:
    reported = next(store.rows("SELECT ifnull(sum(figures_reported), 0) FROM reports"))[0]
    # Cells that were not found are no blanks, and yet such a report is not filled in.
    of_form = "SELECT count(*), ifnull(sum(value = 1), 0) FROM indicators WHERE indicator = 'completeness' AND value IS NOT NULL"
    tabled, full = next(store.rows(of_form))
    return {
        "tally": tally(rows),
        "reported": reported,
        "full": full,
        "tabled": tabled,
        "doubts": next(store.rows("SELECT count(*) FROM findings WHERE state = 'failed'"))[0],
        "rejects": store.count("rejects"),
    }


def _ways(store: Store, near: Directory, rows: Sequence[Row]) -> dict[str, object]:
    """Years, places, fields and levels with the number of their reports."""
    by_year = grouped((row for row in rows if row.year), lambda row: row.year or 0)
    by_place = grouped(rows, province)
    by_sector = grouped(rows, lambda row: row.sector)
    by_level = grouped(rows, lambda row: row.level)
    return {
        "years": [(year, len(by_year[year])) for year in sorted(by_year, reverse=True)],
        "regions": [(region, len(by_place.get(region.code, ()))) for region in near.regions.roots()],
        "sectors": [
            (code, label, len(by_sector[code])) for code, label in labels("sectors").items() if code in by_sector
        ],
        "levels": [(code, label, len(by_level[code])) for code, label in labels("levels").items() if code in by_level],
        "figures": [
            (f"{table}-{row}", _(label)) for table, row, label in SHOWN if row in figure_pages.rows(store, table)
        ],
    }


def _map(near: Directory, rows: Sequence[Row]) -> object:
    if not {province(row) for row in rows} - set(SPECIAL):
        return None
    return tile_map(_("省级地区"), country(near.regions, ""), rows, province, years=aggregates.years_of(rows))


def _charts(rows: Sequence[Row], cubes: Sequence[Cube]) -> list[object]:
    own = summaries.own(cubes)
    years = [str(year) for year in aggregates.years_of(rows)]
    drawn = (
        summaries.composition(own, lambda part: str(part.year), years, _("办结申请的办理结果，按年度")),
        summaries.denial_grounds(own, _("不予公开的理由，全部年度")),
    )
    return [charts.figure(bars, "") for bars in drawn if bars.drawable()]

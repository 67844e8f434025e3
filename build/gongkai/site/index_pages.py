"""The lists of places, fields and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import charts
from gongkai.site.charts import Bars, Series
from gongkai.site.made_page import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from gongkai.site.directory import Directory
    from gongkai.site.store import Store

FORM_KINDS = {"2008": "fourth", "2019": "second", "2021": "main", "mixed": "third"}


def regions(near: Directory, counts: dict[str, int]) -> MadePage:
    """The tree of places."""
    tree = near.regions
    inside = {code: tree.below(code) for code in tree.by_code}
    numbers = {
        code: (sum(agency in counts for agency in ids), sum(counts.get(agency, 0) for agency in ids))
        for code, ids in inside.items()
    }
    html = render("regions.html", roots=tree.roots(), by_code=tree.by_code, numbers=numbers)
    return MadePage(
        "regions/index.md", "地区", "按省、市、县查找行政机关的政府信息公开年报。", (Part(html),), hide_toc=True
    )


def sectors(store: Store) -> MadePage:
    """All fields with reports."""
    query = "SELECT ifnull(a.sector, ''), count(DISTINCT a.agency_id), count(*) FROM reports AS r JOIN agencies AS a USING (agency_id) GROUP BY 1"
    found = {code: (agencies, reports) for code, agencies, reports in store.rows(query)}
    lines = [(code, label, *found[code]) for code, label in codes.labels("sectors").items() if code in found]
    html = render("sectors.html", lines=lines, unknown=found.get("", (0, 0)))
    return MadePage(
        "sectors/index.md", "部门", "按部门类别查找行政机关的政府信息公开年报。", (Part(html),), hide_toc=True
    )


def years(store: Store) -> MadePage:
    """All years, with the forms used."""
    query = "SELECT year, form, count(*), sum(figures_blank) FROM reports WHERE year IS NOT NULL GROUP BY 1, 2 ORDER BY 1 DESC"
    by_year: dict[int, dict[str, int]] = {}
    blank: dict[int, int] = {}
    for year, form, count, empty in store.rows(query):
        by_year.setdefault(year, {})[form] = count
        blank[year] = blank.get(year, 0) + empty
    forms = [form for form in codes.labels("forms") if any(form in found for found in by_year.values())]
    bars = Bars(
        "收录的年报，按年度和表式",
        "表式由表头判定，与年度无关。",
        tuple(Series(FORM_KINDS.get(form, "fourth"), codes.labels("forms")[form]) for form in forms),
        tuple((str(year), tuple(found.get(form, 0) for form in forms)) for year, found in by_year.items()),
        unit="份",
    )
    undated = list(store.reports("r.year IS NULL"))
    html = render("years.html", by_year=by_year, blank=blank, chart=charts.figure(bars), undated=undated)
    return MadePage("years/index.md", "年度", "按年度查找行政机关的政府信息公开年报。", (Part(html),), hide_toc=True)

"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import charts, figure_pages, summaries
from gongkai.site.made_page import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import TableCode
    from gongkai.site.directory import Directory
    from gongkai.site.store import Store
    from gongkai.site.totals import Cube

NEWEST = 8
SHOWN: tuple[tuple[TableCode, str], ...] = (
    ("applications", "received_new"),
    ("applications", "granted"),
    ("proceedings", "reconsideration"),
)
"""Figures whose sums by province are a click away."""
DESCRIPTION = "全国行政机关的政府信息公开工作年度报告：一份报告一页，数字按官方表格排列，空白不当作零，可检索，可下载。"


def page(store: Store, near: Directory, cubes: Sequence[Cube], counts: dict[str, int]) -> MadePage:
    """What the site is, its headline figures, two charts, ways in."""
    years = list(
        store.rows("SELECT year, count(*) FROM reports WHERE year IS NOT NULL GROUP BY year ORDER BY year DESC")
    )
    reported, blank, unreadable = next(
        store.rows(
            "SELECT ifnull(sum(figures_reported), 0), ifnull(sum(figures_blank), 0), ifnull(sum(figures_unreadable), 0) FROM reports"
        )
    )
    failed = next(store.rows("SELECT count(*) FROM findings WHERE state = 'failed'"))[0]
    own = summaries.own(cubes)
    labels = [str(year) for year, _ in years]
    drawn = (
        summaries.composition(own, lambda part: str(part.year), labels, "办结申请的办理结果，按年度"),
        summaries.denial_grounds(own, "不予公开的理由，全部年度"),
    )
    newest = list(
        store.reports(order="r.published_on IS NULL, r.published_on DESC, r.year DESC, r.report_id", limit=NEWEST)
    )
    sector_counts = dict(
        store.rows("SELECT a.sector, count(*) FROM reports AS r JOIN agencies AS a USING (agency_id) GROUP BY 1")
    )
    sectors = [
        (code, label, sector_counts[code]) for code, label in codes.labels("sectors").items() if sector_counts.get(code)
    ]
    roots = [
        (region, sum(counts.get(agency, 0) for agency in near.regions.below(region.code)))
        for region in near.regions.roots()
    ]
    html = render(
        "home.html",
        agencies=len(counts),
        reports=store.count("reports"),
        years=years,
        reported=reported,
        blank=blank,
        unreadable=unreadable,
        failed=failed,
        rejects=store.count("rejects"),
        charts=[charts.figure(bars) for bars in drawn],
        figures=[
            (f"{table}-{row}", codes.row_name(table, row))
            for table, row in SHOWN
            if row in figure_pages.rows(store, table)
        ],
        newest=newest,
        regions=roots,
        sectors=sectors,
    )
    return MadePage("index.md", "政府信息公开工作年度报告", DESCRIPTION, (Part(html),), hide_title=True, hide_toc=True)

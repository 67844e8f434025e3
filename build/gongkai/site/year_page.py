"""The pages of years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import charts, facts, summaries, totals
from gongkai.site.made_page import MadePage, Part
from gongkai.site.render import render
from gongkai.site.sector_page import largest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from gongkai.site.charts import Bars
    from gongkai.site.directory import Directory
    from gongkai.site.store import Store
    from gongkai.site.totals import Cube

LISTED = 400
"""Up to so many reports are listed by name; above, by place."""

ROWS: tuple[tuple[str, tuple[str, str]], ...] = (
    ("新收申请", facts.RECEIVED[:2]),
    ("上年结转", facts.CARRIED_IN[:2]),
    ("予以公开", facts.GRANTED[:2]),
    ("部分公开", facts.PARTIAL[:2]),
    ("办结", facts.CONCLUDED[:2]),
    ("结转下年", facts.CARRIED_OUT[:2]),
    ("行政复议", facts.REVIEW[:2]),
    ("诉讼，直接起诉", facts.LITIGATION[0][:2]),
    ("诉讼，复议后起诉", facts.LITIGATION[1][:2]),
)


def pages(store: Store, near: Directory, cubes: Sequence[Cube]) -> Iterator[MadePage]:
    """One page for each year with reports."""
    for (year,) in list(store.rows("SELECT DISTINCT year FROM reports WHERE year IS NOT NULL ORDER BY year")):
        yield page(store, near, year, [part for part in cubes if part.year == year])


def page(store: Store, near: Directory, year: int, cubes: list[Cube]) -> MadePage:
    """One year: totals with what stands behind them, distributions, all reports."""
    scopes = dict(
        store.rows("SELECT scope, count(*) FROM reports WHERE year = ? GROUP BY scope ORDER BY scope DESC", (year,))
    )
    reports = sum(scopes.values())
    said = f"{year} 年度收录年报 {reports} 份" + (
        f"，其中汇总口径 {scopes['aggregate']} 份。" if "aggregate" in scopes else "。"
    )
    parts = [Part(render("lead.html", text=said))]
    if cubes:
        found = totals.sums(cubes, lambda part: (part.scope, part.table, part.row))
        lines = [(label, [found.get((scope, *key), totals.Sum()) for scope in scopes]) for label, key in ROWS]
        labels = codes.labels("scopes")
        parts.append(
            Part(
                render(
                    "year_totals.html", lines=lines, scopes=[(labels[scope], count) for scope, count in scopes.items()]
                ),
                "totals",
                "合计",
            )
        )
        parts.append(Part(render("charts.html", charts=_charts(store, near, year, cubes)), "charts", "分布"))
    else:
        parts.append(Part(render("lead.html", text="这一年度的年报没有统一表格，没有可以相加的数字。")))
    parts.append(Part(_list(store, near, year, reports), "reports", "年报"))
    return MadePage(f"years/{year}.md", f"{year} 年度", said, tuple(parts))


def _charts(store: Store, near: Directory, year: int, cubes: list[Cube]) -> list[Markup]:
    query = (
        "SELECT CASE f.status WHEN 'reported' THEN f.value END FROM applications AS f JOIN reports AS r USING (report_id) "
        "WHERE r.year = ? AND r.scope = 'own' AND f.row = 'received_new' AND f.\"column\" = 'total'"
    )
    received = [None if value is None else int(value) for (value,) in store.rows(query, (year,))]
    own = summaries.own(cubes)
    drawn = (
        summaries.distribution(received, f"{year} 年度：各机关新收申请的多少"),
        _ended(near, year, own),
        summaries.denial_grounds(own, f"{year} 年度：不予公开的理由"),
        largest(store, f"{year} 年度：新收申请最多的机关", "r.year = ?", (year,)),
    )
    return [charts.figure(bars) for bars in drawn]


def _ended(near: Directory, year: int, own: list[Cube]) -> Bars:
    """Outcomes by province; by field where all reports are of one province."""
    title = f"{year} 年度：办理结果"
    names = {region.code[:2]: region.name for region in near.regions.roots() if len(region.code) == 6}
    if len({part.region for part in own} & set(names)) > 1:
        return summaries.composition(
            own, lambda part: names.get(part.region), list(names.values()), f"{title}，按省级地区"
        )
    sectors = codes.labels("sectors")
    present = {part.sector for part in own}
    order = [label for code, label in sectors.items() if code in present]
    return summaries.composition(own, lambda part: sectors.get(part.sector), order, f"{title}，按部门类别")


def _list(store: Store, near: Directory, year: int, reports: int) -> Markup:
    """All reports where they are few; places with counts where they are many."""
    root = "../../"
    if reports <= LISTED:
        entries = list(store.reports("r.year = ?", (year,), order="ifnull(a.region_code, '9'), a.name, r.scope"))
        return render("year_list.html", root=root, entries=entries, places=[])
    query = (
        f"SELECT {totals.REGION_KEY}, count(*) FROM reports AS r JOIN agencies AS a USING (agency_id) "  # noqa: S608 - constant
        "WHERE r.year = ? GROUP BY 1"
    )
    counts: dict[str, int] = {}
    for code, count in store.rows(query, (year,)):
        top = near.regions.chain(code)[0].code
        counts[top] = counts.get(top, 0) + count
    places = [(region, counts[region.code]) for region in near.regions.roots() if region.code in counts]
    return render("year_list.html", root=root, entries=[], places=places)

"""The pages of fields of work."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import charts, summaries
from gongkai.site.charts import Bars, Series
from gongkai.site.made_page import MadePage, Part
from gongkai.site.region_page import matrix
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.site.records import Agency, Report
    from gongkai.site.store import Store
    from gongkai.site.totals import Cube

LARGEST = 12
PROVINCES_APART = 60
"""From so many bodies on, the list is parted by province."""


def pages(store: Store, cubes: Sequence[Cube]) -> Iterator[MadePage]:
    """One page for each field with reports."""
    for code, label in codes.labels("sectors").items():
        entries = list(store.reports("a.sector = ?", (code,), order="ifnull(a.region_code, '9'), a.name, r.year"))
        if entries:
            yield page(store, code, label, entries, [part for part in cubes if part.sector == code])


def page(store: Store, code: str, label: str, entries: list[tuple[Agency, Report]], cubes: list[Cube]) -> MadePage:
    """One field: how its applications ended year by year, who receives most, all its bodies."""
    years = sorted({report.year for _, report in entries if report.year}, reverse=True)
    bodies = {agency.id for agency, _ in entries}
    said = f"{label}类收录 {len(bodies)} 个行政机关的 {len(entries)} 份年度报告。"
    parts = [Part(render("lead.html", text=said))]
    ended = summaries.composition(
        summaries.own(cubes), lambda part: str(part.year), [str(year) for year in years], f"{label}：办理结果，按年度"
    )
    drawn = [charts.figure(ended)]
    if years:
        drawn.append(
            charts.figure(
                largest(store, f"{years[0]} 年度新收申请最多的机关", "r.year = ? AND a.sector = ?", (years[0], code))
            )
        )
    parts.append(Part(render("charts.html", charts=drawn), "charts", "办理结果与申请"))
    groups: dict[str, list[tuple[Agency, Report]]] = defaultdict(list)
    for agency, report in entries:
        groups[agency.province or ("国家机关" if agency.level == "national" else "所在地未识别")].append(
            (agency, report)
        )
    apart = len(bodies) >= PROVINCES_APART
    lists = [(province, matrix(members)) for province, members in groups.items()] if apart else [("", matrix(entries))]
    parts.append(Part(render("matrices.html", root="../../", lists=lists), "agencies", "行政机关"))
    return MadePage(f"sectors/{code}.md", label, said, tuple(parts))


def largest(store: Store, title: str, condition: str, parameters: tuple[object, ...]) -> Bars:
    """Bodies that received most applications, by their own figures."""
    query = (
        "SELECT a.name, f.value FROM reports AS r JOIN agencies AS a USING (agency_id) JOIN applications AS f USING (report_id) "  # noqa: S608 - condition is ours
        "WHERE f.row = 'received_new' AND f.\"column\" = 'total' AND f.status = 'reported' AND r.scope = 'own' "
        f"AND {condition} ORDER BY f.value DESC, a.agency_id LIMIT {LARGEST}"
    )
    rows = tuple((name or "机关名称未写明", (int(value),)) for name, value in store.rows(query, parameters))
    return Bars(
        title, f"本机关口径，只列前 {LARGEST} 个；没有填报新收总计的不在其中。", (Series("main", "新收申请"),), rows
    )

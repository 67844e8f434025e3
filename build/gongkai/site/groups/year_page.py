"""The pages of years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site import facts
from gongkai.site.groups import parts as group_parts
from gongkai.site.groups import summaries, totals
from gongkai.site.groups.regions import SPECIAL
from gongkai.site.groups.sector_page import largest
from gongkai.site.groups.tallies import grouped
from gongkai.site.language import _, counted, labels
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from gongkai.site.charts import Bars
    from gongkai.site.groups.directory import Directory
    from gongkai.site.groups.tallies import Row
    from gongkai.site.groups.totals import Cube
    from gongkai.site.store import Store

LISTED = 200
"""Up to so many reports are listed by name; above, by place."""

DOUBTS = 8
"""Rules shown, the most frequent first."""

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
"""Labels in Chinese; translated where they are shown."""


def pages(store: Store, near: Directory, rows: Sequence[Row], cubes: Sequence[Cube]) -> Iterator[MadePage]:
    """One page for each year with reports."""
    for year, members in sorted(grouped((row for row in rows if row.year), lambda row: row.year or 0).items()):
        yield page(store, near, year, members, [part for part in cubes if part.year == year])


def page(store: Store, near: Directory, year: int, rows: Sequence[Row], cubes: list[Cube]) -> MadePage:
    """One year: totals with what stands behind them, the map, groups side by side, punctuality, doubts, all reports."""
    scopes = {
        scope: len(members) for scope, members in sorted(grouped(rows, lambda row: row.scope).items(), reverse=True)
    }
    said = counted("%(year)s 年度收录年报 %(count)s 份", len(rows), year=year) + (
        counted("，其中汇总口径 %(count)s 份。", scopes["aggregate"]) if "aggregate" in scopes else _("。")
    )
    parts: list[Part | None] = [group_parts.facts(rows, said)]
    if cubes:
        parts += [
            group_parts.provinces(near.regions, rows),
            Part(_totals(scopes, cubes), "totals", _("合计")),
            group_parts.drawings(*_charts(store, near, year, cubes)),
            group_parts.shares(rows, "", year),
        ]
    else:
        parts.append(Part(render("lead.html", text=_("这一年度的年报没有统一表格，没有可以相加的数字。"))))
    parts += [
        group_parts.by_level(rows),
        group_parts.by_sector(rows),
        _punctual(store, year),
        group_parts.by_form(rows),
        _doubts(store, year),
        Part(_list(store, near, year, rows), "reports", _("全部年报")),
    ]
    title = _("%(year)s 年度", year=year)
    return MadePage(f"years/{year}.md", title, said, tuple(part for part in parts if part))


def _totals(scopes: dict[str, int], cubes: list[Cube]) -> Markup:
    found = totals.sums(cubes, lambda part: (part.scope, part.table, part.row))
    lines = [
        (_(label), [found.get((scope, *key), totals.Sum()).of(scopes[scope]) for scope in scopes])
        for label, key in ROWS
    ]
    names = labels("scopes")
    return render("year_totals.html", lines=lines, scopes=[(names[scope], count) for scope, count in scopes.items()])


def _charts(store: Store, near: Directory, year: int, cubes: list[Cube]) -> list[Bars]:
    query = (
        "SELECT CASE f.status WHEN 'reported' THEN f.value END FROM reports AS r LEFT JOIN applications AS f "
        "ON f.report_id = r.report_id AND f.row = 'received_new' AND f.\"column\" = 'total' "
        "WHERE r.year = ? AND r.scope = 'own'"
    )
    received = [None if value is None else int(value) for (value,) in store.rows(query, (year,))]
    own = summaries.own(cubes)
    return [
        _ended(near, year, own),
        summaries.distribution(received, _("%(year)s 年度：各机关新收申请的多少", year=year)),
        summaries.denial_grounds(own, _("%(year)s 年度：不予公开的理由", year=year)),
        largest(store, _("%(year)s 年度：新收申请最多的机关", year=year), "r.year = ?", (year,)),
    ]


def _ended(near: Directory, year: int, own: list[Cube]) -> Bars:
    """Outcomes by province; by field where all reports are of one province."""
    names = {region.code[:2]: region.label for region in near.regions.roots() if region.code not in SPECIAL}
    if len({part.region for part in own} & set(names)) > 1:
        title = _("%(year)s 年度：办理结果，按省级地区", year=year)
        return summaries.composition(own, lambda part: names.get(part.region), list(names.values()), title)
    sectors = labels("sectors")
    present = {part.sector for part in own}
    order = [label for code, label in sectors.items() if code in present]
    title = _("%(year)s 年度：办理结果，按部门类别", year=year)
    return summaries.composition(own, lambda part: sectors.get(part.sector), order, title)


def _punctual(store: Store, year: int) -> Part | None:
    """Reports that there should be for this year, and what became of them, by level."""
    query = (
        "SELECT ifnull(a.level, ''), e.state, count(*), sum(e.basis = 'register') FROM expected_reports AS e "
        "JOIN agencies AS a USING (agency_id) WHERE e.year = ? GROUP BY 1, 2"
    )
    counts: dict[str, dict[str, int]] = {}
    registered = 0
    for level, state, count, listed in store.rows(query, (year,)):
        counts.setdefault(level, {})[state] = count
        registered += listed
    if not counts:
        return None
    states = {
        state: label
        for state, label in labels("availability_states").items()
        if any(state in of for of in counts.values())
    }
    names = {**labels("levels"), "": _("层级不明")}
    lines = [(label, counts[level]) for level, label in names.items() if level in counts]
    whole = {state: sum(of.get(state, 0) for of in counts.values()) for state in states}
    html = render("year_punctual.html", states=states, lines=lines, whole=whole, registered=registered)
    return Part(html, "punctual", _("是否按时公布"))


def _doubts(store: Store, year: int) -> Part | None:
    """Rules that most reports of the year do not meet."""
    query = (
        "SELECT type, count(DISTINCT report_id) AS reports, sum(instances) FROM findings JOIN reports USING (report_id) "
        "WHERE year = ? AND state = 'failed' GROUP BY type ORDER BY 2 DESC, 1 LIMIT ?"
    )
    found = list(store.rows(query, (year, DOUBTS)))
    if not found:
        return None
    lines = [(rule, store.rules[rule].said()[0], reports, count) for rule, reports, count in found]
    return Part(render("year_doubts.html", lines=lines, root=group_parts.ROOT), "doubts", _("常见疑点"))


def _list(store: Store, near: Directory, year: int, rows: Sequence[Row]) -> Markup:
    """All reports where they are few; places with counts where they are many."""
    root = group_parts.ROOT
    if len(rows) <= LISTED:
        entries = list(store.reports("r.year = ?", (year,), order="ifnull(a.region_code, '9'), a.name, r.scope"))
        return render("year_list.html", root=root, year=year, entries=entries, places=[])
    found = grouped(rows, lambda row: near.regions.chain(row.region)[0].code)
    places = [(region, len(found[region.code])) for region in near.regions.roots() if region.code in found]
    return render("year_list.html", root=root, year=year, entries=[], places=places)

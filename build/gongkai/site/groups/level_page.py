"""The pages of administrative levels: from the departments of the State Council to townships."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai.site.groups import aggregates, summaries
from gongkai.site.groups import parts as group_parts
from gongkai.site.groups.tallies import HEADLINE, UNITS, grouped, percent, tally
from gongkai.site.groups.tile_map import province
from gongkai.site.language import _, counted, labels
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.site.groups.directory import Directory
    from gongkai.site.groups.tallies import Row
    from gongkai.site.groups.totals import Cube
    from gongkai.site.store import Store

WORDS = {
    "national": "国务院各部门、直属机构等国家机关。",
    "province": "省、自治区、直辖市的人民政府和它们的部门。",
    "city": "设区的市、自治州、地区、盟的人民政府（行政公署）和它们的部门。",
    "county": "县、县级市、市辖区、旗的人民政府和它们的部门。",
    "township": "乡、镇人民政府和街道办事处。",
    "development_zone": "开发区、高新区、新区等的管理机构。",
}
"""Each level in plain words; translated where they are shown."""


class Middle(NamedTuple):
    """How bodies of one level and size lie apart in one year, as the data package has it."""

    year: int
    size: str
    units: int
    left_out: int
    median: float | None
    low: float | None
    high: float | None


def index(rows: Sequence[Row]) -> MadePage:
    """All levels, with and without reports."""
    found = grouped(rows, lambda row: row.level)
    lines = [
        (code, label, _(WORDS.get(code, "")), tally(found.get(code, []))) for code, label in labels("levels").items()
    ]
    unknown = tally(found.get("", []))
    said = _("行政机关分几级，工作和申请的多少差别很大，比较时先看是不是同一级。层级由机关名称判断。")
    names = {code: (label, f"{code}/") for code, label in labels("levels").items()}
    side = aggregates.groups(rows, lambda row: row.level, names)
    html = render("levels.html", said=said, lines=lines, unknown=unknown, groups=side, percent=percent)
    return MadePage("levels/index.md", _("层级"), _("按行政层级查看政府信息公开年报。"), (Part(html),), hide_toc=True)


def pages(store: Store, near: Directory, rows: Sequence[Row], cubes: Sequence[Cube]) -> Iterator[MadePage]:
    """One page for each level with reports."""
    found = grouped(rows, lambda row: row.level)
    for code in labels("levels"):
        if code in found:
            yield page(store, near, code, found[code], [part for part in cubes if part.level == code])


def page(store: Store, near: Directory, code: str, rows: Sequence[Row], cubes: Sequence[Cube]) -> MadePage:
    """One level."""
    label = labels("levels")[code]
    whole = tally(rows)
    said = counted(
        "%(label)s：%(what)s收录 %(bodies)s 个机关的 %(count)s 份年报。",
        whole.reports,
        label=label,
        what=_(WORDS.get(code, "")),
        bodies=f"{whole.bodies:,}",
    )
    years = aggregates.years_of(rows)
    parts = [group_parts.facts(rows, said)]
    if years:
        title = _("%(of)s：办理结果，按年度", of=label)
        ended = summaries.composition(summaries.own(cubes), lambda part: str(part.year), [*map(str, years)], title)
        parts.append(group_parts.drawings(ended))
    found = (
        group_parts.totals(rows),
        group_parts.shares(rows, label),
        _middles(store, code),
        group_parts.provinces(near.regions, rows, by_year=True),
        group_parts.by_sector(rows),
        _where(near, code, rows),
    )
    parts += [part for part in found if part]
    return MadePage(f"levels/{code}.md", label, said, tuple(parts))


def _middles(store: Store, level: str) -> Part | None:
    """Medians by size: only bodies of the same size are alike."""
    query = (
        "SELECT year, size_class, units, left_out, median, p10, p90 FROM indicator_statistics "
        "WHERE indicator = ? AND item = 'all' AND scope = 'own' AND level = ? ORDER BY year DESC"
    )
    found = [Middle(*row) for row in store.rows(query, (HEADLINE, level))]
    if not any(each.median is not None for each in found):
        return None
    sizes = labels("size_classes")
    order = list(sizes)
    found.sort(key=lambda each: (-each.year, order.index(each.size)))
    html = render("level_middles.html", middles=found, sizes=sizes, percent=percent, few=UNITS)
    return Part(html, "sizes", _("按办结多少分档"))


def _where(near: Directory, code: str, rows: Sequence[Row]) -> Part:
    """Places with bodies of this level: the bodies themselves are listed there and in the search."""
    found = grouped(rows, province)
    places = [(region, tally(found[region.code])) for region in near.regions.roots() if region.code in found]
    html = render("level_where.html", code=code, places=places, root=group_parts.ROOT)
    return Part(html, "agencies", _("机关在哪里"))

"""One page for each row of the applications and proceedings tables: its total by province and year, and how sure that is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.citation import citations
from gongkai.site.language import LANGUAGES, _, labels, spoken
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import TableCode
    from gongkai.site.citation import Edition
    from gongkai.site.store import Store

TABLES: tuple[TableCode, ...] = ("applications", "proceedings")
ALL = "all"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Behind:
    """A sum and what stands behind it, as in the resource `aggregates`."""

    total: int
    reported: int
    blank: int
    other: int
    """Reports in which the cell is marked not applicable, absent or unreadable."""
    failed: int
    """Reports behind the sum with a failed check on the table."""
    corrected: int
    """Reports behind the sum in which this figure was misread and corrected."""


Cells = dict[tuple[str, str, str, int], Behind]
"""(row, scope, province or `all`, year) -> sum."""

NOT_IN_FORM = Behind(0, 0, 0, 0, 0, 0)
"""Stands where there are reports, and the form of none of them has the row."""


def index(store: Store) -> MadePage:
    """All rows with a page, in the order of the form."""
    tables = labels("tables")
    lists = [(tables[table], [(row, *_named(table, row)) for row in rows(store, table)], table) for table in TABLES]
    said = _("两张表的每一行各有一页：按省级地区和年度相加，并注明各有多少份年报有数、空白、核对未通过。")
    return MadePage(
        "figures/index.md",
        _("各项数字，按地区和年度"),
        said,
        (Part(render("lead.html", text=said)), Part(render("figure_index.html", lists=lists))),
        hide_toc=True,
    )


def pages(store: Store, of: Edition) -> Iterator[MadePage]:
    """One page a row that any report prints."""
    names = _province_names(store)
    for table in TABLES:
        cells = _cells(store, table)
        nothing = {key[1:]: NOT_IN_FORM for key in cells}
        for row in rows(store, table):
            printed = {key: sums for key, sums in cells.items() if key[0] == row}
            scopes, years = {key[1] for key in printed}, {key[3] for key in printed}
            held = {(row, *key): none for key, none in nothing.items() if key[0] in scopes and key[2] in years}
            yield page(table, row, {**held, **printed}, names, of)


def page(table: TableCode, row: str, cells: Cells, names: dict[str, str], of: Edition) -> MadePage:
    """One row: a table for each scope, provinces down, years across."""
    title = " ".join(filter(None, _named(table, row)))
    years = sorted({year for _, _, _, year in cells}, reverse=True)
    scopes = labels("scopes")
    parts = [Part(render("figure_lead.html", title=title, table=labels("tables")[table]))]
    for scope in (scope for scope in scopes if any(key[1] == scope for key in cells)):
        present = {key[2] for key in cells if key[1] == scope}
        order = [ALL, *(code for code in names if code in present), *([UNKNOWN] if UNKNOWN in present else [])]
        lines = [
            (
                names.get(code) or {ALL: _("全部"), UNKNOWN: _("所在地未识别")}[code],
                [cells.get((row, scope, code, year)) for year in years],
            )
            for code in order
        ]
        heading = _("%(scope)s口径", scope=scopes[scope])
        parts.append(
            Part(
                render(
                    "figure_table.html",
                    title=_("%(title)s，%(heading)s", title=title, heading=heading),
                    years=years,
                    lines=lines,
                ),
                scope,
                heading,
            )
        )
    name = f"{table}-{row}"
    cites = citations(
        _("%(title)s：按省级地区和年度的合计", title=title), f"figures/{name}/", name.replace("_", "-"), of
    )
    query = render("figure_query.html", table=table, row=row, year=years[0] if years else 2022, cites=cites)
    parts.append(Part(query, "query", _("自己查")))
    return MadePage(
        f"figures/{name}.md",
        title,
        _("%(title)s：按省级地区和年度的合计，及其后的年报数、空白数。", title=title),
        tuple(parts),
    )


def _named(table: TableCode, row: str) -> tuple[str, str]:
    """(group that the form puts the row under, its label); 总计 says nothing without the heading it is the total of."""
    if row == "concluded_total":
        return _("本年度办理结果"), codes.row_label(table, row, spoken())
    group = codes.outcome_group(row) if table == "applications" and row in codes.outcome_codes() else None
    heading = labels("groups")[group] if group else ""
    if spoken() != LANGUAGES[0]:  # English labels name their group
        return "", codes.row_label(table, row, spoken())
    name = codes.row_name(table, row)
    return ("", name) if name == heading else (heading, name.removeprefix(f"{heading} "))


def rows(store: Store, table: TableCode) -> list[str]:
    """Rows with sums, in the order of the form."""
    found = {row for (row,) in store.rows('SELECT DISTINCT row FROM aggregates WHERE "table" = ?', (table,))}
    return [row for row in codes.row_codes(table) if row in found]


def _cells(store: Store, table: TableCode) -> Cells:
    query = (
        'SELECT row, scope, "group", year, total, reported, blank, not_applicable + absent + unreadable, reports_failed '
        "FROM aggregates WHERE grouping IN ('all', 'province') AND \"table\" = ? AND \"column\" = 'total'"
    )
    corrected = _corrected(store, table)
    return {
        key: Behind(int(total), reported, blank, other, failed, corrected[key])
        for *place, total, reported, blank, other, failed in store.rows(query, (table,))
        for key in (tuple(place),)
    }


def _corrected(store: Store, table: TableCode) -> Counter[tuple[str, str, str, int]]:
    """Corrected figures, grouped as the sums are."""
    query = (
        "SELECT c.row, r.scope, coalesce(nullif(g.province_code, ''), CASE WHEN g.level = 'province' THEN g.code END, ?2), r.year "
        "FROM corrections AS c JOIN reports AS r ON r.report_id = c.report_id JOIN agencies AS a ON a.agency_id = r.agency_id "
        'LEFT JOIN code_regions AS g ON g.code = a.region_code WHERE c."table" = ?1 AND c."column" = \'total\''
    )
    found: Counter[tuple[str, str, str, int]] = Counter()
    for row, scope, province, year in store.rows(query, (table, UNKNOWN)):
        found.update(((row, scope, province, year), (row, scope, ALL, year)))
    return found


def _province_names(store: Store) -> dict[str, str]:
    """Code of a province -> its name, in the order of the codes."""
    query = (
        "SELECT DISTINCT substr(region_code, 1, 2) || '0000', province FROM agencies "
        "WHERE region_code IS NOT NULL AND province IS NOT NULL ORDER BY 1"
    )
    names: dict[str, str] = defaultdict(str)
    names.update(store.rows(query))
    return dict(names)

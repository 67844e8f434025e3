"""One file for each field and province: what all its bodies report, year by year, a line a report.

For readers who compare a bureau with its sisters: names first, figures in columns, and why a column is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.package.text import csv_line, neutral_line
from gongkai.site.agency.indicators import ALL
from gongkai.site.groups.regions import NATIONAL, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gongkai.site.facts import Key
    from gongkai.site.records import Agency
    from gongkai.site.store import Store

BOM = "\ufeff"
"""Without it Excel takes the names for another encoding."""

FIGURES: tuple[Key, ...] = (
    ("applications", "received_new", "total"),
    ("applications", "received_new", "natural_person"),
    ("applications", "carried_in", "total"),
    ("applications", "granted", "total"),
    ("applications", "partially_granted", "total"),
    ("applications", "concluded_total", "total"),
    ("applications", "carried_out", "total"),
    ("proceedings", "reconsideration", "total"),
    ("proceedings", "reconsideration", "corrected"),
    ("proceedings", "litigation_direct", "total"),
    ("proceedings", "litigation_direct", "corrected"),
    ("proceedings", "litigation_after_reconsideration", "total"),
    ("proceedings", "litigation_after_reconsideration", "corrected"),
    ("disclosure", "normative_documents", "made"),
    ("disclosure", "normative_documents", "issued"),
    ("disclosure", "normative_documents", "in_force"),
    ("disclosure", "licensing", "decisions"),
    ("disclosure", "penalties", "decisions"),
    ("disclosure", "coercion", "decisions"),
)

STATES = ("passed", "failed", "explained", "not_checkable")

INTERVALS = ("grant_rate", "grant_or_partial_rate", "denial_rate")
"""Ratios whose bounds have columns."""

ABOUT = (
    "agency_id",
    "name",
    "region_code",
    "province",
    "city",
    "county",
    "level",
    "year",
    "scope",
    "form",
    "report_id",
    "published_on",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One file: a field of work in one province."""

    sector: str
    province: str
    """Its code, or `national` or `unknown`."""

    @property
    def path(self) -> str:
        """Address below the root of the site."""
        return f"sectors/{self.sector}/{self.province}.csv"


def field_of(agency: Agency) -> Field | None:
    """The file that holds a body with reports; None where its field of work is not known."""
    if not agency.sector:
        return None
    if agency.region_code:
        return Field(agency.sector, f"{agency.region_code[:2]}0000")
    return Field(agency.sector, NATIONAL if agency.level == "national" else UNKNOWN)


def ratio_codes() -> tuple[str, ...]:
    """Ratios that are one number a report, in the order of the code list."""
    parts = {"denial_ground_share", "refusal_reason_share", "organisation_mix"}
    left_out = {*parts, "availability", "received_per_100k"}
    return tuple(row["code"] for row in codes.code_list("indicators") if row["code"] not in left_out)


def header() -> tuple[str, ...]:
    """Names of the columns."""
    bounds = (f"{code}__{bound}" for code in INTERVALS for bound in ("low", "high"))
    return (
        *ABOUT,
        *(f"{row}__{column}" for _table, row, column in FIGURES),
        *(f"checks__{state}" for state in STATES),
        *ratio_codes(),
        *bounds,
        "without_number",
    )


def write(store: Store, site: Path) -> int:
    """Write all files.

    Returns:
        Number of files.
    """
    lines: dict[Field, list[str]] = {}
    for field, line in _lines(store):
        lines.setdefault(field, []).append(line)
    head = BOM + csv_line(header())
    for field, found in lines.items():
        path = site / field.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + "".join(found), encoding="utf-8", newline="\n")
    return len(lines)


def _lines(store: Store) -> Iterator[tuple[Field, str]]:
    """Reports in the order of their ids; the large tables are read once, each along with the others."""
    figures, checks, ratios = _by_report(store, _FIGURES), _by_report(store, _CHECKS), _by_report(store, _RATIOS)
    for agency, report in store.reports():
        held, checked, told = figures(report.id), checks(report.id), ratios(report.id)
        field = field_of(agency)
        if field is None:
            continue
        by_key = {tuple(row[:3]): row[3:] for row in held}
        counts = dict(checked)
        found = {code: rest for code, *rest in told}
        values: list[object] = [
            *(agency.id, agency.name, agency.region_code, agency.province, agency.city, agency.county, agency.level),
            *(report.year, report.scope, report.form, report.id, report.published_on),
            *(by_key.get(key, (None, ""))[0] for key in FIGURES),
            *(counts.get(state, 0) if counts else None for state in STATES),
            *(found.get(code, (None,))[0] for code in ratio_codes()),
            *(bound for code in INTERVALS for bound in found.get(code, (None, None, None, ""))[1:3]),
            _without(by_key, found),
        ]
        yield field, neutral_line(values)


def _without(by_key: dict[Any, Any], found: dict[str, list[Any]]) -> str:
    """`column:status` of each column that has no number though the report or its form might have one."""
    figures = (
        f"{row}__{column}:{by_key[table, row, column][1]}"
        for table, row, column in FIGURES
        if (table, row, column) in by_key and by_key[table, row, column][1] != "reported"
    )
    ratios = (f"{code}:{found[code][3]}" for code in ratio_codes() if code in found and found[code][3])
    return ";".join((*figures, *ratios))


def _among(table: str) -> str:
    wanted = [f"(row = '{row}' AND \"column\" = '{column}')" for of, row, column in FIGURES if of == table]
    return f'SELECT report_id, \'{table}\' AS "table", row, "column", value, status FROM {table} WHERE {" OR ".join(wanted)}'  # noqa: S608 - constants


_FIGURES = " UNION ALL ".join(_among(table) for table in ("applications", "proceedings", "disclosure")) + " ORDER BY 1"
_CHECKS = "SELECT report_id, state, sum(instances) FROM check_results GROUP BY 1, 2 ORDER BY 1"
_RATIOS = (
    f"SELECT report_id, indicator, value, low, high, ifnull(gap, '') FROM indicators WHERE item = '{ALL}' ORDER BY 1"  # noqa: S608 - constant
)


def _by_report(store: Store, query: str) -> Any:
    """A function that gives the rows of a report; it must be asked for the reports in the order of their ids."""
    groups = groupby(store.rows(query), key=lambda row: row[0])
    held: list[tuple[Any, ...]] = []
    at = ""

    def rows(report_id: str) -> list[tuple[Any, ...]]:
        nonlocal held, at
        while at < report_id:
            at, group = next(groups, ("\U0010ffff", iter(())))
            held = [row[1:] for row in group]
        return held if at == report_id else []

    return rows

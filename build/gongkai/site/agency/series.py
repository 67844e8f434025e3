"""All years of one body as files beside its page: one line a figure or ratio, each with its report and its status."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.package.text import csv_line
from gongkai.site.agency.indicators import ALL, by_code
from gongkai.site.annual_report.downloads import TABLES, described_agency

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.site.facts import Key
    from gongkai.site.records import Agency, Indicator, Ledger, Record, Value

CSV = "series.csv"
JSON = "series.json"
HEADER = "report_id,year,scope,form,table,row,column,value,status,numerator,denominator,low,high\n"
RATIOS = "indicators"
"""Stands for the table in lines of ratios: their code is the row, what they are of is the column."""

FIELDS = ("value", "numerator", "denominator", "low", "high", "gap")
"""Of a ratio in the JSON file."""

MISSING = "missing"
"""Status of a year without a report, as in the list of expected reports."""
NO_TABLE = "absent"
"""Status of a report that has none of the prescribed tables."""


@cache
def cells() -> tuple[Key, ...]:
    """What the series hold: the totals of all rows, who applied, and everything on disclosure and proceedings."""
    return tuple(
        (table, row, column)
        for table in TABLES
        for row in codes.row_codes(table)
        for column in codes.column_codes(table)
        if table != "applications" or column == "total" or row == "received_new"
    )


def gaps(records: Sequence[Record]) -> list[tuple[str, int]]:
    """(scope, year) of years between the first and the last of a scope that have no report."""
    found = []
    for scope in dict.fromkeys(record.report.scope for record in records):
        years = {record.report.year for record in records if record.report.scope == scope and record.report.year}
        if years:
            found += [(scope, year) for year in range(min(years), max(years)) if year not in years]
    return sorted(found)


def as_csv(records: Sequence[Record], known: Ledger) -> str:
    """The long form. Years without a report have one line that says so."""
    lines = [HEADER]
    for record in records:
        report = record.report
        start = f"{report.id},{report.year or ''},{report.scope},{report.form},"
        held = [(key, figure) for key in cells() if (figure := record.figures.get(key)) is not None]
        if not held:
            lines.append(f"{start},,,,{NO_TABLE},,,,\n")
        for (table, row, column), figure in held:
            lines.append(f"{start}{table},{row},{column},{_text(figure.value)},{figure.status},,,,\n")
        for each in known.indicators.get(report.id, ()):
            if each.item != ALL:
                continue  # parts of a composition follow from the figures above
            status = each.gap or "reported"
            numbers = ",".join(_text(value) for value in (each.numerator, each.denominator, each.low, each.high))
            lines.append(f"{start}{RATIOS},{each.code},{each.item},{_text(each.value)},{status},{numbers}\n")
    lines += [
        csv_line(("", str(year), scope, "", "", "", "", "", MISSING, "", "", "", "")) for scope, year in gaps(records)
    ]
    return "".join(lines)


def as_json(agency: Agency, records: Sequence[Record], known: Ledger) -> str:
    """The same; each figure as a list of values in the order of `reports`, null where no number is printed."""
    values: dict[str, dict[str, dict[str, list[Value]]]] = {}
    statuses: dict[str, dict[str, dict[str, list[str | None]]]] = {}
    for table, row, column in cells():
        figures = [record.figures.get((table, row, column)) for record in records]
        if any(figures):
            values.setdefault(table, {}).setdefault(row, {})[column] = [f.value if f else None for f in figures]
            if any(f is None or f.status != "reported" for f in figures):
                said = [None if f is None else f.status for f in figures]
                statuses.setdefault(table, {}).setdefault(row, {})[column] = said
    content: dict[str, Any] = {
        "agency": described_agency(agency),
        "reports": [
            {name: getattr(record.report, name) for name in ("id", "year", "scope", "form", "published_on")}
            | {"checks": dict(record.checks), "failed": sum(found.state == "failed" for found in record.findings)}
            for record in records
        ],
        "missing": [{"scope": scope, "year": year} for scope, year in gaps(records)],
        "figures": values,
        "without_number": statuses,
        "indicators": _ratios([by_code(known.indicators.get(record.report.id, ())) for record in records]),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _ratios(found: Sequence[Mapping[str, Indicator]]) -> dict[str, dict[str, list[Value]]]:
    """Ratio -> field -> its values in the order of `reports`; a field that none of them has is left out."""
    out: dict[str, dict[str, list[Value]]] = {}
    for code in dict.fromkeys(code for ratios in found for code in ratios):
        fields = {name: [_held(ratios.get(code), name) for ratios in found] for name in FIELDS}
        out[code] = {
            name: each for name, each in fields.items() if name == "value" or any(part is not None for part in each)
        }
    return out


def _held(each: Indicator | None, name: str) -> Value:
    value: Value = getattr(each, name) if each else None
    return value if value != "" else None


def _text(value: Value) -> str:
    return "" if value is None else str(value)

"""All years of one body as files beside its page: one line a figure or ratio, one column a report, and why a cell is empty."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.package.text import csv_line
from gongkai.site.agency.indicators import by_code
from gongkai.site.annual_report.downloads import TABLES, described_agency

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.site.facts import Key
    from gongkai.site.records import Agency, Indicator, Ledger, Record, Value

    Cell = tuple[Value, str]
    """What stands in a cell, and why it is empty."""

CSV = "series.csv"
JSON = "series.json"
KEY = ("table", "row", "column")
"""Columns before those of the reports."""
WITHOUT = "without_number"
"""Column behind them: `2020:blank;2021:missing`, why cells of a line have no number."""
FORMS = ("reports", "", "form")
"""The first line: the form of each report."""
RATIOS = "indicators"
"""Stands for the table in lines of ratios: their code is the row, what is told of them the column."""

FIELDS = ("value", "numerator", "denominator", "low", "high", "gap")
"""Of a ratio."""

MISSING = "missing"
"""Status of a year without a report, as in the list of expected reports."""
OWN = "own"
"""Scope of most reports."""
UNDATED = 9999
"""Reports without a year stand last."""
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
    """A line a figure or ratio, in the columns of the reports and of the years that have none.

    A column is named as its report's id goes on behind that of the body: `2021`, `2021-aggregate`. What a report's form or tables do
    not have is empty; what has no number is empty too and named in the last column.
    """
    columns = _columns(records)
    lines = [csv_line((*KEY, *columns, WITHOUT))]
    forms: dict[str, Cell] = {}
    for name, record in columns.items():
        if record is None:
            forms[name] = None, MISSING
        else:
            held = any(key in record.figures for key in cells())
            forms[name] = record.report.form, "" if held else NO_TABLE
    lines.append(_line(FORMS, columns, forms))
    reports = [(name, record) for name, record in columns.items() if record]
    for key in cells():
        figures = {name: figure for name, record in reports if (figure := record.figures.get(key)) is not None}
        if figures:
            told = {name: (f.value, "" if f.status == "reported" else f.status) for name, f in figures.items()}
            lines.append(_line(key, columns, told))
    ratios = {name: by_code(known.indicators.get(record.report.id, ())) for name, record in reports}
    for code in dict.fromkeys(code for found in ratios.values() for code in found):
        each = {name: found[code] for name, found in ratios.items() if code in found}
        for field in FIELDS[:-1]:
            numbers = {
                name: (getattr(ratio, field), ratio.gap if field == "value" else "") for name, ratio in each.items()
            }
            if field == "value" or any(number is not None for number, _gap in numbers.values()):
                lines.append(_line((RATIOS, code, field), columns, numbers))
    return "".join(lines)


def _columns(records: Sequence[Record]) -> dict[str, Record | None]:
    """Name of a column -> its report, None for a year between others that has none; by year."""
    held: list[tuple[int, str, Record | None]] = [
        (record.report.year or UNDATED, record.report.id.removeprefix(f"{record.report.agency_id}-"), record)
        for record in records
    ]
    held += [(year, str(year) if scope == OWN else f"{year}-{scope}", None) for scope, year in gaps(records)]
    return {name: record for _year, name, record in sorted(held, key=lambda column: column[:2])}


def _line(key: Key, columns: Mapping[str, object], told: Mapping[str, Cell]) -> str:
    nothing: Cell = (None, "")
    values = [told.get(name, nothing)[0] for name in columns]
    without = ";".join(f"{name}:{told[name][1]}" for name in columns if name in told and told[name][1])
    return csv_line((*key, *map(_text, values), without))


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

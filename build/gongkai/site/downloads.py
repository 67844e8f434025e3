"""The downloads beside a record page: what the page shows, as CSV and as JSON."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.package.text import csv_line, neutral

if TYPE_CHECKING:
    from gongkai.model import TableCode
    from gongkai.site.records import Agency, Record, Value

CSV_HEADER = "table,row,column,value,status,raw,note\n"
TABLES: tuple[TableCode, ...] = ("disclosure", "applications", "proceedings")

Key = tuple[str, str, str]


@cache
def _form() -> tuple[tuple[str, str, tuple[Key, ...]], ...]:
    """(table, row, keys of its cells) for every row of every edition, in the order of the form."""
    return tuple(
        (table, row, tuple((table, row, column) for column in codes.column_codes(table)))
        for table in TABLES
        for row in codes.row_codes(table)
    )


def downloads(record: Record, agency: Agency) -> tuple[str, str]:
    """The page's figures as CSV, and the whole page as JSON.

    The CSV has one line a figure, with the fields of the data package except the place in the original; texts that a
    spreadsheet would run have a `'` before them. In the JSON a figure is null where no number is printed; `without_number`
    says why, `printed` what stands there instead.
    """
    lines = [CSV_HEADER]
    figures: dict[str, dict[str, dict[str, Value]]] = {}
    without: dict[str, dict[str, dict[str, str]]] = {}
    printed: list[dict[str, str]] = []
    found = record.figures
    for table, row, keys in _form():
        cells: dict[str, Value] = {}
        for key in keys:
            figure = found.get(key)
            if figure is None:
                continue
            _, _, column, value, status, raw, note, _ = figure
            cells[column] = value
            if status != "reported":
                without.setdefault(table, {}).setdefault(row, {})[column] = status
            if note or (raw and status != "reported"):
                printed.append({"table": table, "row": row, "column": column, "raw": raw, "note": note})
            if note or (raw and not raw.isalnum()):
                lines.append(csv_line((*key, "" if value is None else str(value), status, neutral(raw), neutral(note))))
            else:
                lines.append(f"{table},{row},{column},{'' if value is None else value},{status},{raw},\n")
        if cells:
            figures.setdefault(table, {})[row] = cells
    content = {
        **_described(record, agency),
        "figures": figures,
        "without_number": without,
        "printed": printed,
        **_narrated(record),
    }
    return "".join(lines), json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _described(record: Record, agency: Agency) -> dict[str, Any]:
    report = record.report
    return {
        "report": {
            "report_id": report.id,
            "year": report.year,
            "scope": report.scope,
            "form": report.form,
            "title": report.title,
            "published_on": report.published_on,
            "original": report.original,
            "media_type": report.media_type,
            "bytes": report.bytes,
            "sha256": report.sha256,
            "source_url": report.source_url,
            "retrieved_on": report.retrieved_on,
        },
        "agency": {
            "agency_id": agency.id,
            "name": agency.name,
            "region_code": agency.region_code,
            "province": agency.province,
            "city": agency.city,
            "county": agency.county,
            "level": agency.level,
            "sector": agency.sector,
        },
    }


def _narrated(record: Record) -> dict[str, Any]:
    return {
        "sections": [
            {"section": part.code, "number": part.number, "heading": part.heading, "text": part.text}
            for part in record.sections
        ],
        "findings": [
            {
                "type": finding.type,
                "severity": finding.severity,
                "state": finding.state,
                "table": finding.table,
                "row": finding.row,
                "column": finding.column,
                "expected": finding.expected,
                "actual": finding.actual,
                "note": finding.note,
            }
            for finding in record.findings
        ],
    }

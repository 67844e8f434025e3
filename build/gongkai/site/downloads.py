"""The downloads beside a record page: what the page shows, as CSV and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.package.text import csv_line
from gongkai.site.places import parse

if TYPE_CHECKING:
    from gongkai.site.records import Agency, Figure, Record

FORM_ORDER = tuple(
    (table, entry["code"], column)
    for table in ("disclosure", "applications", "proceedings")
    for entry in codes.code_list("rows")
    if entry["table"] == table
    for column in codes.column_codes(table)
)
"""Every possible cell in the order of the form."""

CSV_HEADER = "report_id,agency,year,table,row,column,value,status,raw,note,where\n"


def as_csv(record: Record, agency: Agency) -> str:
    """One line a figure; the fields are those of the data package, boxes on the page left out of `where`."""
    report = record.report
    lead = csv_line((report.id, agency.name or "", str(report.year or "")))[:-1]
    return CSV_HEADER + "".join([f"{lead},{_line(figure)}" for figure in in_form_order(record)])


def in_form_order(record: Record) -> list[Figure]:
    """The figures as the form has them, row by row."""
    figures = record.figures
    return [figures[key] for key in FORM_ORDER if key in figures]


def _line(figure: Figure) -> str:
    table, row, column, value, status, raw, note, where = figure
    printed = "" if value is None else str(value)
    short = ";".join(f"{name}={number}" for name, number in parse(where).items()) if where else ""
    if (raw and not raw.isalnum()) or note:
        return csv_line((table, row, column, printed, status, raw, note, short))
    return f"{table},{row},{column},{printed},{status},{raw},,{short}\n"


def as_json(record: Record, agency: Agency) -> str:
    """Everything on the page. A figure is null where no number is printed; `without_number` says why, `printed` what stands there instead."""
    report = record.report
    figures: dict[str, dict[str, dict[str, Any]]] = {}
    without: dict[str, dict[str, dict[str, str]]] = {}
    printed: list[dict[str, str]] = []
    for table, row, column, value, status, raw, note, _ in in_form_order(record):
        figures.setdefault(table, {}).setdefault(row, {})[column] = value
        if status != "reported":
            without.setdefault(table, {}).setdefault(row, {})[column] = status
        if note or (raw and status != "reported"):
            printed.append({"table": table, "row": row, "column": column, "raw": raw, "note": note})
    content = {
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
        "figures": figures,
        "without_number": without,
        "printed": printed,
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
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"

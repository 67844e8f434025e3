"""The downloads beside a record page: what the page shows, as CSV and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.package.text import csv_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.records import Agency, Figure, Record

FORM_ORDER = tuple(
    (table, entry["code"], column)
    for table in ("disclosure", "applications", "proceedings")
    for entry in codes.code_list("rows")
    if entry["table"] == table
    for column in codes.column_codes(table)
)
"""Every possible cell in the order of the form."""

CSV_HEADER = "table,row,column,value,status,raw,note\n"


def as_csv(figures: Sequence[Figure]) -> str:
    """One line a figure; the fields are those of the data package, without the place in the original."""
    lines = [
        f"{table},{row},{column},{'' if value is None else value},{status},{raw},\n"
        if not note and (not raw or raw.isalnum())
        else csv_line((table, row, column, "" if value is None else str(value), status, raw, note))
        for table, row, column, value, status, raw, note, _ in figures
    ]
    return CSV_HEADER + "".join(lines)


def in_form_order(record: Record) -> list[Figure]:
    """The figures as the form has them, row by row."""
    figures = record.figures
    return [figures[key] for key in FORM_ORDER if key in figures]


def as_json(record: Record, figures_in_order: Sequence[Figure], agency: Agency) -> str:
    """Everything on the page. A figure is null where no number is printed; `without_number` says why, `printed` what stands there instead."""
    report = record.report
    figures: dict[str, dict[str, dict[str, Any]]] = {}
    without: dict[str, dict[str, dict[str, str]]] = {}
    printed: list[dict[str, str]] = []
    last, cells = ("", ""), dict[str, Any]()
    for table, row, column, value, status, raw, note, _ in figures_in_order:
        if (table, row) != last:
            last, cells = (table, row), figures.setdefault(table, {}).setdefault(row, {})
        cells[column] = value
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

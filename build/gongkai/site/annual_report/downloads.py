"""The downloads beside a record page: what the page shows, as CSV and as JSON."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.package.descriptor import LICENSES
from gongkai.package.text import csv_line, neutral
from gongkai.site import facts
from gongkai.site.annual_report import doubts
from gongkai.site.annual_report.flow import remarks
from gongkai.site.render import original_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.model import TableCode
    from gongkai.site.annual_report.summary import Summary
    from gongkai.site.facts import Outcomes
    from gongkai.site.records import Agency, Record, Rule, Value

CSV_HEADER = "table,row,column,value,status,raw,note,read_by,where\n"
_BOX = re.compile(r"^box=[^;]*;?|;box=[^;]*")
"""The part of a place that says where on the page it is: up to a fifth of the file, and left to the data package."""
TABLES: tuple[TableCode, ...] = ("disclosure", "applications", "proceedings")

Key = tuple[str, str, str]


@cache
def _form() -> tuple[tuple[str, str, tuple[tuple[Key, str, str], ...]], ...]:
    """(table, row, its cells) for every row of every edition, in the order of the form.

    A cell is (key, column, begin of its line in the CSV).
    """
    return tuple(
        (
            table,
            row,
            tuple(((table, row, column), column, f"{table},{row},{column},") for column in codes.column_codes(table)),
        )
        for table in TABLES
        for row in codes.row_codes(table)
    )


def downloads(
    record: Record, agency: Agency, siblings: Sequence[Record], rules: Mapping[str, Rule], *, summary: Summary
) -> tuple[str, str]:
    """The page's figures as CSV, and the whole page as JSON.

    The CSV has one line a figure, with the fields of the data package but for the boxes of places; texts that a
    spreadsheet would run have a `'` before them. In the JSON a figure is null where no number is printed;
    `without_number` says why, `printed` what stands there instead.

    Args:
        record: the report.
        agency: its body.
        siblings: all reports of the body, oldest first, this one among them.
        rules: the rule book.
        summary: what the page says beside its tables.
    """
    lines = [CSV_HEADER]
    figures: dict[str, dict[str, dict[str, Value]]] = {}
    without: dict[str, dict[str, dict[str, str]]] = {}
    printed: list[dict[str, str]] = []
    found = record.figures
    corrected = {correction[:3] for correction in record.corrections}
    told = corrected or summary.picture
    for table, row, keys in _form():
        cells: dict[str, Value] = {}
        for key, column, start in keys:
            figure = found.get(key)
            if figure is None:
                continue
            _, _, _, value, status, raw, note, whole = figure
            where = _BOX.sub("", whole) if "box=" in whole else whole
            cells[column] = value
            if status != "reported":
                without.setdefault(table, {}).setdefault(row, {})[column] = status
            if note or (raw and status != "reported"):
                printed.append({"table": table, "row": row, "column": column, "raw": raw, "note": note})
            read_by = "text"
            if told:
                read_by = "correction" if key in corrected else "ocr" if ";ocr=1" in whole else "text"
            shown = "" if value is None else str(value)
            if note or (raw and not raw.isalnum()) or '"' in where:
                lines.append(csv_line((*key, shown, status, neutral(raw), neutral(note), read_by, neutral(where))))
            else:
                place = f'"{where}"' if "," in where else where
                lines.append(f"{start}{shown},{status},{raw},,{read_by},{place}\n")
        if cells:
            figures.setdefault(table, {})[row] = cells
    content = {
        **_described(record, agency, originals=summary.edition.originals),
        "figures": figures,
        "without_number": without,
        "printed": printed,
        **_narrated(record, rules),
        **_summarised(facts.outcomes(record), summary),
        **_edited(record, siblings, summary),
    }
    return "".join(lines), json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def described_agency(agency: Agency) -> dict[str, Any]:
    """A body as all JSON files of the site tell it, with the names of the data package."""
    return {
        "agency_id": agency.id,
        "name": agency.name,
        "region_code": agency.region_code,
        "province": agency.province,
        "city": agency.city,
        "county": agency.county,
        "level": agency.level,
        "sector": agency.sector,
        "parent": agency.parent,
        "successor_of": agency.successor_of,
    }


def _described(record: Record, agency: Agency, *, originals: bool) -> dict[str, Any]:
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
            "original_copy": original_url(report) if originals else None,
            "figures_reported": report.reported,
            "figures_blank": report.blank,
            "figures_unreadable": report.unreadable,
        },
        "agency": described_agency(agency),
    }


def _narrated(record: Record, rules: Mapping[str, Rule]) -> dict[str, Any]:
    return {
        "sections": [
            {
                "section": part.code,
                "number": part.number,
                "heading": part.heading,
                "text": part.text,
                "where": part.where,
            }
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
                "position": finding.position,
                "title": doubts.title(finding.type, rules),
                "instance": finding.instance,
                "where": finding.where,
            }
            for finding in record.findings
        ],
        "checks": {state: record.checks.get(state, 0) for state in codes.labels("states")} if record.checks else None,
        "not_checkable": dict(record.reasons),
        "corrections": [correction._asdict() for correction in record.corrections],
        # The sentence of a statement stands in its section.
        "statements": [_held(statement._replace(sentence="")._asdict()) for statement in record.statements],
        "narrative_checks": [_held(result._asdict()) for result in record.prose],
    }


def _held(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Fields without the empty ones."""
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _summarised(told: Outcomes, summary: Summary) -> dict[str, Any]:
    said, flow, company = summary.said, summary.flow, summary.company

    def share(count: int) -> str:
        return "" if told.unknown else facts.share(count, told.total)  # of an unknown whole nothing is a share

    return {
        "summary": {
            "sentence": summary.sentence,
            "facts": [{"label": fact.label, "text": fact.text, "detail": fact.detail} for fact in summary.facts],
            "outcomes": [
                {"kind": kind, "label": label, "count": count, "share": share(count)}
                for kind, label, count in told.counts
            ],
            "outcomes_total": told.total,
            "outcomes_without_number": told.unknown,
            "flow": {
                "came": [{"label": part.label, "count": part.count, "text": part.text} for part in flow.came],
                "went": [
                    {"label": part.label, "count": part.count, "text": part.text, "share": flow.share(part)}
                    for part in flow.went
                ],
                "difference": flow.difference,
                "remarks": list(remarks(flow)),
            },
            "grounds": [
                {"row": ground.code, "count": ground.count, "article": ground.article}
                for ground in summary.grounds.found
            ],
            "grounds_article_of": "政府信息公开条例（国务院令第711号，2019年）",
            "disputes": list(summary.disputes),
        },
        "peers": [{**peer._asdict(), "share": peer.share} for peer in company.peers],
        "elsewhere": [{"report_id": report_id, "name": name} for report_id, name in company.elsewhere],
        "narrative": {
            "agreeing": len(said.agreeing),
            "differing": len(said.differing),
            "not_comparable": len(said.open),
            "not_compared": said.others,
        },
        "places": [{"rows": rows, "where": where} for rows, where in summary.places],
    }


def _edited(record: Record, siblings: Sequence[Record], summary: Summary) -> dict[str, Any]:
    """The edition, how to cite it, and what else there is; addresses are relative to the site's root."""
    edition = summary.edition
    return {
        "data_version": edition.version,
        "created": edition.created,
        "specimen": edition.specimen,
        "license": LICENSES[0]["path"],
        "citation": dict(summary.cites),
        "page": f"reports/{record.report.id}/",
        "agency_reports": [
            {"report_id": other.report.id, "year": other.report.year, "scope": other.report.scope} for other in siblings
        ],
    }

"""A reading as JSON: the contract of `gongkai read --format json`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from gongkai.checks import RULES
from gongkai.checks.figures import AMOUNTS
from gongkai.model import AnnualReport

if TYPE_CHECKING:
    from gongkai.model import Agency, CheckResult, Figure, Finding, Reading, Section, Statement, Where

INTEGER = re.compile(r"-?[0-9]+")


def to_json(reading: Reading) -> dict[str, Any]:
    """All that was understood of one original; every key is always there."""
    report = reading if isinstance(reading, AnnualReport) else None
    reason = None if isinstance(reading, AnnualReport) else {"type": reading.type, "note": reading.note}
    return {
        "path": reading.path,
        "media_type": reading.media_type,
        "sha256": reading.sha256,
        "outcome": "report" if isinstance(reading, AnnualReport) else reading.outcome,
        "reason": reason,
        "agency": _agency(report.agency) if report and report.agency else None,
        "year": report.year if report else None,
        "scope": report.scope if report else None,
        "title": report.title if report else None,
        "period": report.period if report else None,
        "published_on": report.published_on.isoformat() if report and report.published_on else None,
        "form": report.form if report else None,
        "figures": [_figure(figure) for figure in report.figures] if report else [],
        "sections": [_section(section) for section in report.sections] if report else [],
        "findings": [_finding(finding) for finding in reading.findings],
        "statements": [_statement(statement) for statement in report.statements] if report else [],
        "results": [_result(result) for result in report.results] if report else [],
    }


def _agency(agency: Agency) -> dict[str, Any]:
    return {
        "id": agency.id,
        "name": agency.name,
        "region_code": agency.region_code,
        "province": agency.province,
        "city": agency.city,
        "county": agency.county,
        "level": agency.level,
        "sector": agency.sector,
        "parent": agency.parent,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "table": figure.table,
        "row": figure.row,
        "column": figure.column,
        "value": _value(figure),
        "status": figure.status,
        "raw": figure.raw,
        "note": figure.note,
        "read_by": figure.read_by,
        "where": where(figure.where),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "number": section.number,
        "heading": section.heading,
        "text": section.text,
        "where": where(section.where),
    }


def _value(figure: Figure) -> int | str | None:
    """A whole number as it is; amounts, and counts that wrongly have decimals, as text."""
    value = figure.value
    if value is None:
        return None
    if figure.column in AMOUNTS:
        return format(Decimal(value), "f")
    return int(value) if value == int(value) else format(Decimal(value), "f")


def _finding(finding: Finding) -> dict[str, Any]:
    coded = finding.type in _coded_rules()
    return {
        "type": finding.type,
        "severity": finding.severity,
        "state": finding.state,
        "table": finding.table,
        "instance": finding.instance,
        "row": finding.row,
        "column": finding.column,
        "expected": finding.expected if coded else _number(finding.expected),
        "actual": finding.actual if coded else _number(finding.actual),
        "note": finding.note,
        "where": where(finding.where),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    """What the narrative states; decimals as text. `readings` are sums of cells that it may equal."""
    value = statement.value
    return {
        "kind": statement.kind,
        "item": statement.item,
        "value": value if value is None or isinstance(value, int) else format(value, "f"),
        "unit": statement.unit,
        "approximate": statement.approximate,
        "qualifiers": list(statement.qualifiers),
        "year": statement.year,
        "other_body": statement.other_body,
        "readings": [[".".join(key) for key in reading] for reading in statement.readings],
        "share_of": statement.share_of,
        "phrase": statement.phrase,
        "sentence": statement.sentence,
        "section": statement.section,
        "section_position": statement.section_position,
        "paragraph": statement.paragraph,
        "start": statement.start,
        "end": statement.end,
    }


def _result(result: CheckResult) -> dict[str, Any]:
    """One rule on one instance, passed ones included; values as in a finding."""
    coded = result.rule in _coded_rules()
    return {
        "rule": result.rule,
        "instance": result.instance,
        "state": result.state,
        "severity": result.severity,
        "table": result.table,
        "cells": result.cells,
        "row": result.row,
        "column": result.column,
        "left": result.left if coded else _number(result.left),
        "right": result.right if coded else _number(result.right),
        "difference": _number(result.difference),
        "tolerance": _number(result.tolerance),
        "reason": result.reason,
        "note": result.note,
        "text_zh": result.text_zh,
        "text_en": result.text_en,
        "instances": result.instances,
        "where": where(result.where),
    }


@cache
def _coded_rules() -> frozenset[str]:
    return frozenset(rule.code for rule in RULES if rule.values_are_codes)


def _number(text: str | None) -> int | str | None:
    """A whole number as JSON number; decimals stay text, so that none is rounded."""
    return int(text) if text is not None and INTEGER.fullmatch(text) else text


def where(place: Where | None) -> dict[str, Any]:
    """The coordinates that are set."""
    if place is None:
        return {}
    coordinates = {
        "page": place.page,
        "box": list(place.box) if place.box is not None else None,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "line": place.line,
        "sheet": place.sheet,
        "member": place.member,
        "ocr": place.ocr or None,
    }
    return {name: value for name, value in coordinates.items() if value is not None}

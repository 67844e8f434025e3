"""Every specimen, in every file kind, is read exactly: figures, statuses, identity, and its planned faults found."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.checks import RULES, check
from gongkai.model import AnnualReport, Figure
from gongkai.narrative import statements
from gongkai.readers import read
from gongkai.recognise import recognise

ORIGINALS = Path(__file__).resolve().parent.parent / "datapackage" / "originals"
DOCUMENTS = json.loads((ORIGINALS / "specimen.json").read_text(encoding="utf-8"))["documents"]
ACROSS_YEARS = {"carried_over"}
"""Rules that need two reports, see `test_specimens_years.py`."""


def printed(value: Any) -> tuple[Decimal | None, str]:
    """The truth of one cell as (number, status)."""
    if isinstance(value, dict):
        return None, value["status"]
    return (None, "blank") if value is None else (Decimal(str(value)), "reported")


def understood(figure: Figure) -> tuple[Decimal | None, str]:
    return (None if figure.value is None else Decimal(figure.value)), figure.status


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["path"])
def test_specimen_is_read_exactly(document: dict[str, Any]) -> None:
    """No cell differs, none is invented."""
    path = ORIGINALS / document["path"]
    annual_report = recognise(read(path, name=document["path"]))
    assert isinstance(annual_report, AnnualReport)
    figures = {(f.table, f.row, f.column): understood(f) for f in annual_report.figures if f.status != "absent"}
    truth = {
        (table, row, column): printed(value)
        for table, rows in document["figures"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }
    assert figures == truth
    assert annual_report.agency
    found = {
        "agency": annual_report.agency.name,
        "region_code": annual_report.agency.region_code,
        "year": annual_report.year,
        "scope": annual_report.scope,
        "form": annual_report.form,
        "title": "".join((annual_report.title or "").split()),
        "published_on": str(annual_report.published_on),
    }
    assert found == {key: document[key] for key in found} | {"title": "".join(document["title"].split())}
    known = {rule.code for rule in RULES} - ACROSS_YEARS
    must = {code for fault in document["faults"] for code in fault.get("findings", ())} & known
    may = {code for fault in document["faults"] for code in fault.get("may", ())} | must
    told = replace(annual_report, statements=statements(annual_report))
    failed = [f for f in (*annual_report.findings, *check(told)) if f.state == "failed"]
    assert must <= {f.type for f in failed}
    assert {f.type for f in failed if f.severity != "info"} <= may

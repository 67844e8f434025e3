"""Documents on their way through the real stages: file, reader, recogniser, statements, rules, other reports."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.analysis import Analysis, digest
from gongkai.checks import examined
from gongkai.model import AnnualReport
from gongkai.narrative import statements
from gongkai.package.keys import agency_id, report_id
from gongkai.readers import read
from gongkai.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.model import CheckResult


@cache
def understood(data: bytes, name: str = "report.html") -> AnnualReport:
    """A document as an examined report; what it is a copy of, or beside, is not looked at."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        reading = recognise(read(path, name=name))
    assert isinstance(reading, AnnualReport), reading.note
    return examined(replace(reading, statements=statements(reading)))


def beside(reports: Iterable[AnnualReport]) -> tuple[AnnualReport, ...]:
    """Examined reports with what years and bodies say of one another, in the order of agency and year."""
    ordered = sorted(reports, key=lambda report: (agency_id(report), report.scope, report.year or 0))
    analysis = Analysis(digest(report, report_id(report), agency_id(report)) for report in ordered)
    return tuple(analysis.of(report, agency_id(report), report_id(report)).report for report in ordered)


def results(report: AnnualReport, rule: str, instance: str | None = None) -> list[CheckResult]:
    """What a rule says of a report."""
    return [r for r in report.results if r.rule == rule and instance in (None, r.instance)]

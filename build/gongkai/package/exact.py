"""Reports whose numbers every format of the package can hold without change.

A number of more than fifteen digits, or half an application, cannot be what the cell means: two
figures ran together, or a character was lost. Such a cell, and a cell that two figures claim,
becomes `unreadable` with a finding; the raw text stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.model import Finding
from gongkai.package.text import number_text

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Figure

WHOLE_TABLES = frozenset({"applications", "proceedings"})
"""Tables that count cases only; the disclosure table has amounts too."""


def exact(report: AnnualReport) -> AnnualReport:
    """The report itself, or a copy in which figures that cannot be stored exactly are unreadable."""
    figures: dict[tuple[str, str, str], Figure] = {}
    findings: list[Finding] = []
    for figure in report.figures:
        key = (figure.table, figure.row, figure.column)
        rival = figures.get(key)
        if rival is not None:
            figures[key] = replace(rival, value=None, status="unreadable", raw=f"{rival.raw} | {figure.raw}")
            findings.append(_finding(figure, f"同一格读出两个数：{rival.raw} 与 {figure.raw}，无法取舍"))
        elif figure.value is not None and number_text(figure.value, whole=figure.table in WHOLE_TABLES) is None:
            figures[key] = replace(figure, value=None, status="unreadable")
            findings.append(_finding(figure, f"原文为 {figure.raw}，不是可用的数：位数过多，或件数带小数"))
        else:
            figures[key] = figure
    if not findings:
        return report
    return replace(report, figures=tuple(figures.values()), findings=(*report.findings, *findings))


def _finding(figure: Figure, note: str) -> Finding:
    return Finding(
        type="unreadable_cells",
        severity="warning",
        table=figure.table,
        instance=f"{figure.row} {figure.column}",
        row=figure.row,
        column=figure.column,
        actual=figure.raw,
        note=note,
        where=figure.where,
    )

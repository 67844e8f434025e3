"""What readers, recogniser and build raised as findings, told as results; where nothing was raised, that the rule passed.

A rule passes only where the thing it speaks of is there: without a title nothing is said about its year, and a table
with unreadable cells of another cause is not called readable. Rules without fixed instances (a second reading that
was made, a manifest that states something) have results only where a finding was raised.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.raised import RAISED
from gongkai.checks.rule import Check, Result, Rule
from gongkai.checks.tables import TABLES
from gongkai.checks.words import row_name, table_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gongkai.checks.cells import Subject
    from gongkai.model import Finding

    Passed = Callable[[Rule, Subject, tuple[Finding, ...]], Iterable[Result]]


def _told(rule: Rule, finding: Finding) -> Result:
    """A raised finding as a result."""
    label = table_name(finding.table) if finding.table else finding.instance
    if finding.table and finding.row in codes.row_codes(finding.table):
        label = row_name(finding.table, finding.row)
    return Result(
        rule=rule,
        instance=finding.instance or finding.row or finding.table or "report",
        label=label or "全文",
        state=finding.state,
        severity=finding.severity if finding.state != "not_checkable" else rule.severity,
        table=finding.table,
        row=finding.row,
        column=finding.column,
        left=finding.expected,
        right=finding.actual,
        # Whatever the readers cannot decide, they could not read with certainty.
        reason="unreadable" if finding.state == "not_checkable" else None,
        text=finding.note,
        where=finding.where,
    )


def _passed(rule: Rule, instance: str, label: str, **place: str) -> Result:
    return Result(rule=rule, instance=instance, label=label, state="passed", severity=rule.severity, **place)  # type: ignore[arg-type]


def _report(rule: Rule, subject: Subject, raised: tuple[Finding, ...]) -> Iterator[Result]:
    """One instance a report."""
    named = {
        "title_year": subject.report.title is not None and subject.report.year is not None,
        "title_agency": subject.report.title is not None and subject.report.agency is not None,
        "agency_unknown": subject.report.agency is not None,
        "year_unknown": subject.report.year is not None,
    }
    if not raised and named.get(rule.code, True):
        yield _passed(rule, "report", "全文")


def _tables(rule: Rule, subject: Subject, raised: tuple[Finding, ...]) -> Iterator[Result]:
    """One instance a table that is there; a finding without a table may speak of each."""
    doubted = {finding.table for finding in raised}
    if None in doubted:
        return
    for table in TABLES:
        figures = subject.of_table(table)
        readable = rule.code != "unreadable_cells" or all(figure.status != "unreadable" for figure in figures)
        in_form = rule.code != "form_rows" or subject.report.form != "2008"
        if figures and table not in doubted and readable and in_form:
            yield _passed(rule, table, table_name(table), table=table)


def _rows(rule: Rule, subject: Subject, raised: tuple[Finding, ...]) -> Iterator[Result]:
    """One instance a row that is there; where a finding names no row, none of its table passes."""
    unplaced = {finding.table for finding in raised if finding.row is None}
    doubted = {(finding.table, finding.row) for finding in raised}
    if None in unplaced:
        return
    for table, row in dict.fromkeys((figure.table, figure.row) for figure in subject.figures.values()):
        if table not in unplaced and (table, row) not in doubted:
            yield _passed(rule, row, row_name(table, row), table=table, row=row)


def _year(rule: Rule, subject: Subject, raised: tuple[Finding, ...]) -> Iterator[Result]:
    """One instance a body and year, where both are known."""
    year = subject.report.year
    if not raised and year is not None and subject.report.agency is not None:
        yield _passed(rule, str(year), f"{year} 年")


def _period(rule: Rule, subject: Subject, raised: tuple[Finding, ...]) -> Iterator[Result]:
    """One instance where the text states a period."""
    period = subject.report.period
    if not raised and period is not None and subject.report.year is not None:
        yield replace(_passed(rule, "period", "统计期限"), left=period, right=period)


def _none(rule: Rule, subject: Subject, raised: tuple[Finding, ...]) -> Iterable[Result]:
    """No fixed instances."""
    del rule, subject, raised
    return ()


PASSED: Mapping[str, Passed] = {
    "title_year": _report,
    "title_agency": _report,
    "agency_unknown": _report,
    "year_unknown": _report,
    "characters_lost": _report,
    "form_rows": _tables,
    "unlabelled_rows": _tables,
    "unreadable_cells": _tables,
    "column_uncertain": _rows,
    "merged_cells": _rows,
    "label_variant": _rows,
    "narrative_period": _period,
    "stated_differs": _none,
    "duplicate_report": _year,
    "picture_pages": _none,
    "readings_agree": _none,
    "readings_differ": _none,
}
"""Which instances of a raised rule pass where nothing was raised."""


def _run(rule: Rule, subject: Subject) -> Iterator[Result]:
    raised = tuple(finding for finding in subject.report.findings if finding.type == rule.code)
    yield from (_told(rule, finding) for finding in raised)
    yield from PASSED[rule.code](rule, subject, raised)


CHECKS: tuple[Check, ...] = tuple(Check(rule, partial(_run, rule)) for rule in RAISED)

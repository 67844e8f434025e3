"""The rules that compare what annual reports print. Results stand beside the data and never change it.

One file holds the rules on one subject: a `Rule` with its wording, a function that applies it to every
instance, and both together in that file's lists. `CHECKS` (one report), `PAIR_CHECKS` (a report and that of
the year before), `COLLECTION_CHECKS` (a report among all) and `RULES` are read top to bottom; nothing is
discovered by name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.checks import (
    applications,
    collection_copies,
    collection_government,
    collection_sources,
    disclosure,
    figures,
    form,
    hints,
    hints_columns,
    hints_digits,
    narrative_years,
    ocr,
    proceedings,
    prose,
    published,
    raised_results,
    sections,
    tables,
    years_applications,
    years_documents,
    years_items,
    years_proceedings,
    years_series,
    years_text,
)
from gongkai.checks.cells import implied_zeros, subject
from gongkai.checks.explain import explained
from gongkai.checks.findings import check_results, findings, to_finding
from gongkai.checks.raised import RAISED
from gongkai.checks.rule import Check, CollectionCheck, PairCheck, Result, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.checks.cells import Subject
    from gongkai.checks.surroundings import Surroundings
    from gongkai.model import AnnualReport, Finding

__all__ = [
    "CHECKS",
    "COLLECTION_CHECKS",
    "PAIR_CHECKS",
    "RAISED_CHECKS",
    "RULES",
    "Check",
    "CollectionCheck",
    "PairCheck",
    "Result",
    "Rule",
    "check",
    "examined",
    "followed",
    "implied_zeros",
    "placed",
    "results",
    "to_finding",
]

CHECKS: tuple[Check, ...] = (
    *applications.CHECKS,
    *proceedings.CHECKS,
    *disclosure.CHECKS,
    *figures.CHECKS,
    *hints.CHECKS,
    *hints_digits.CHECKS,
    *hints_columns.CHECKS,
    *form.CHECKS,
    *sections.CHECKS,
    *tables.CHECKS,
    *published.CHECKS,
    *ocr.CHECKS,
    *prose.CHECKS,
)
"""Rules applied to one report, in the order in which findings are listed."""

PAIR_CHECKS: tuple[PairCheck, ...] = (
    *years_applications.PAIR_CHECKS,
    *years_documents.PAIR_CHECKS,
    *years_proceedings.PAIR_CHECKS,
    *years_items.PAIR_CHECKS,
    *years_series.PAIR_CHECKS,
    *years_text.PAIR_CHECKS,
    *narrative_years.PAIR_CHECKS,
)
"""Rules applied to a report and that of the year before."""

COLLECTION_CHECKS: tuple[CollectionCheck, ...] = (
    *collection_sources.CHECKS,
    *collection_copies.CHECKS,
    *collection_government.CHECKS,
)
"""Rules applied to a report among all others."""

RAISED_CHECKS: tuple[Check, ...] = raised_results.CHECKS
"""What readers, recogniser and build raised as findings, told as results, passed ones included."""

_APPLIED: tuple[Rule, ...] = (
    *(check.rule for check in CHECKS),
    *(check.rule for check in PAIR_CHECKS),
    *(check.rule for check in COLLECTION_CHECKS),
)

RULES: tuple[Rule, ...] = (*_APPLIED, *RAISED)
"""Every rule that a finding can name: the resource `code_rules`."""

_OURS = frozenset(rule.code for rule in _APPLIED)


def results(report: AnnualReport) -> tuple[Result, ...]:
    """Every rule that needs no other report, applied to every instance, passed ones included."""
    prepared = subject(report)
    return _explained((result for check in CHECKS for result in check.run(prepared)), prepared)


def check(report: AnnualReport) -> tuple[Finding, ...]:
    """What did not pass, could not be checked, or is explained by the report itself."""
    return findings(results(report))


def examined(report: AnnualReport) -> AnnualReport:
    """The report with the results and findings of every rule that needs no other report.

    What it had of the rules before is dropped, what readers and recogniser raised stays: doing it twice changes nothing.
    """
    prepared = subject(report)
    found = _explained((result for check in CHECKS for result in check.run(prepared)), prepared)
    raised = (result for check in RAISED_CHECKS for result in check.run(prepared))
    kept = tuple(finding for finding in report.findings if finding.type not in _OURS)
    return replace(report, results=check_results((*found, *raised)), findings=(*kept, *findings(found)))


def followed(report: AnnualReport, previous: AnnualReport | None) -> AnnualReport:
    """An examined report with results and findings against that of the year before (same agency and scope)."""
    if not PAIR_CHECKS:
        return report
    prepared, before = subject(report), subject(previous) if previous is not None else None
    return _with(report, _explained((r for check in PAIR_CHECKS for r in check.run(prepared, before)), prepared))


def placed(report: AnnualReport, surroundings: Surroundings) -> AnnualReport:
    """An examined report with results and findings against all others."""
    if not COLLECTION_CHECKS:
        return report
    prepared = subject(report)
    return _with(
        report, _explained((r for check in COLLECTION_CHECKS for r in check.run(prepared, surroundings)), prepared)
    )


def _explained(found: Iterable[Result], prepared: Subject) -> tuple[Result, ...]:
    return tuple(explained(result, prepared) if result.state == "failed" else result for result in found)


def _with(report: AnnualReport, found: tuple[Result, ...]) -> AnnualReport:
    return replace(
        report,
        results=(*report.results, *check_results(found)),
        findings=(*report.findings, *findings(found)),
    )

"""The rules that compare what an annual report prints. Results stand beside the data and never change it.

One file holds the rules on one subject: a `Rule` with its wording, a function that applies it to every
instance, and both together in that file's CHECKS. `CHECKS` and `RULES` below are read top to bottom;
nothing is discovered by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks import applications, disclosure, figures, form, hints, ocr, proceedings, published, sections, tables
from gongkai.checks.cells import implied_zeros, subject
from gongkai.checks.findings import findings, to_finding
from gongkai.checks.raised import RAISED
from gongkai.checks.rule import Check, Result, Rule

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Finding

__all__ = ["CHECKS", "RULES", "Check", "Result", "Rule", "check", "implied_zeros", "results", "to_finding"]

CHECKS: tuple[Check, ...] = (
    *applications.CHECKS,
    *proceedings.CHECKS,
    *disclosure.CHECKS,
    *figures.CHECKS,
    *hints.CHECKS,
    *form.CHECKS,
    *sections.CHECKS,
    *tables.CHECKS,
    *published.CHECKS,
    *ocr.CHECKS,
)
"""Every rule applied here, in the order in which findings are listed."""

RULES: tuple[Rule, ...] = (*(check.rule for check in CHECKS), *RAISED)
"""Every rule that a finding can name: the resource `code_rules`."""


def results(report: AnnualReport) -> tuple[Result, ...]:
    """Every rule applied to every instance of one annual report, passed ones included."""
    prepared = subject(report)
    return tuple(result for check in CHECKS for result in check.run(prepared))


def check(report: AnnualReport) -> tuple[Finding, ...]:
    """What did not pass, could not be checked, or is explained by the report itself."""
    return findings(results(report))

"""Years of published reports beside one another, by their figures alone: identities that hold and breaks that are known."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import annual_report, with_cells, with_row

from gongkai.checks import examined, followed

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, CheckResult, TableCode

APPLICATIONS: TableCode = "applications"
PROCEEDINGS: TableCode = "proceedings"


def documents(year: int, issued: int, repealed: int, in_force: int) -> AnnualReport:
    return with_row(annual_report(year=year), "disclosure", "normative_documents", (issued, repealed, in_force))


def result(report: AnnualReport, previous: AnnualReport, rule: str, instance: str) -> CheckResult:
    (found,) = [r for r in followed(examined(report), previous).results if (r.rule, r.instance) == (rule, instance)]
    return found


@pytest.mark.parametrize(
    ("before", "issued", "repealed", "in_force"),
    [(597, 50, 227, 420), (420, 61, 59, 422), (11, 2, 1, 12), (12, 3, 0, 15)],
)
def test_documents_in_force_continue(before: int, issued: int, repealed: int, in_force: int) -> None:
    previous, report = documents(2022, 0, 0, before), documents(2023, issued, repealed, in_force)
    found = result(report, previous, "documents_in_force", "normative_documents")
    assert (found.state, found.left, found.right) == ("passed", str(in_force), str(in_force))
    lapsed = documents(2023, issued, repealed, in_force - 3)
    found = result(lapsed, previous, "documents_in_force", "normative_documents")
    assert (found.state, found.difference) == ("failed", "-3")


def test_three_years_of_documents_in_a_row() -> None:
    """597+50-227=420, 420+61-59=422: what one year gives is what the next starts from."""
    years = (documents(2021, 0, 0, 597), documents(2022, 50, 227, 420), documents(2023, 61, 59, 422))
    for previous, report in pairwise(years):
        assert result(report, previous, "documents_in_force", "normative_documents").state == "passed"


@pytest.mark.parametrize(("out", "into", "state"), [(121, 121, "passed"), (0, 0, "passed"), (121, 119, "failed")])
def test_applications_carried_over(out: int, into: int, state: str) -> None:
    previous = with_cells(annual_report(year=2023), {(APPLICATIONS, "carried_out", "total"): out})
    report = with_cells(annual_report(year=2024), {(APPLICATIONS, "carried_in", "total"): into})
    found = result(report, previous, "carried_over", "total")
    assert (found.state, found.left, found.right, found.severity) == (state, str(out), str(into), "warning")


def test_two_pending_reviews_vanish() -> None:
    previous = with_row(annual_report(year=2022), PROCEEDINGS, "reconsideration", (3, 1, 0, 2, 6))
    found = result(annual_report(year=2023), previous, "pending_carried", "reconsideration")
    assert (found.state, found.left, found.right, found.difference) == ("failed", "2", "0", "-2")
    assert found.severity == "info"

"""Blank is not zero; for a check alone, a blank may stand for 0 where the totals leave nothing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.checks.cases import PLAIN
from tests.checks.factory import SAMPLES, sample, with_cells, with_row

from gongkai.checks import implied_zeros
from gongkai.checks.cells import subject

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Key


def zeros(report: AnnualReport) -> frozenset[Key]:
    return subject(report).zeros


def test_a_closed_row_leaves_nothing_for_its_blanks() -> None:
    report = with_row(PLAIN, "proceedings", "litigation_direct", (8, "blank", "blank", 1, 9))
    assert zeros(report) == {
        ("proceedings", "litigation_direct", "corrected"),
        ("proceedings", "litigation_direct", "other"),
    }


def test_an_open_row_proves_nothing() -> None:
    assert zeros(with_row(PLAIN, "proceedings", "litigation_direct", (8, "blank", "blank", 1, 10))) == frozenset()


def test_a_blank_total_is_never_filled_in() -> None:
    assert zeros(with_row(PLAIN, "proceedings", "litigation_direct", (8, 0, 0, 1, "blank"))) == frozenset()


def test_a_slash_counts_as_blank_in_sums() -> None:
    assert len(zeros(with_row(PLAIN, "proceedings", "litigation_direct", (8, "not_applicable", 0, 1, 9)))) == 1


def test_a_negative_figure_proves_nothing() -> None:
    assert zeros(with_row(PLAIN, "proceedings", "litigation_direct", (10, -1, "blank", 0, 9))) == frozenset()


def test_an_implied_zero_serves_on_the_next_line() -> None:
    """Published by a provincial office: 767 + 35 + 2 + 1 = 805 closes the row of totals, and so the empty columns."""
    report, _ = sample(SAMPLES / "provincial-office-2019.json")
    found = zeros(report)
    assert ("applications", "concluded_total", "research") in found
    assert ("applications", "denied_other_law", "research") in found
    assert ("applications", "granted", "total") not in found


def test_zeros_are_pure() -> None:
    report = with_cells(PLAIN, {("applications", "granted", "total"): "blank"})
    figures = {(f.table, f.row, f.column): f for f in report.figures}
    before = dict(figures)
    assert implied_zeros(figures) == {("applications", "granted", "total")}
    assert figures == before

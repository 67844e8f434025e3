"""Which figures recognised in pictures a sum confirms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.checks.factory import annual_report, with_cells, with_row

from gongkai.checks import check

if TYPE_CHECKING:
    from gongkai.model import AnnualReport


def scanned(report: AnnualReport) -> AnnualReport:
    return replace(
        report,
        figures=tuple(
            replace(figure, where=replace(figure.where, ocr=True)) for figure in report.figures if figure.where
        ),
    )


def unconfirmed(report: AnnualReport) -> set[tuple[str, str]]:
    """Rows and columns with a finding, apart from the disclosure table, which has no sums."""
    return {
        (finding.row or "", finding.column or "")
        for finding in check(scanned(report))
        if finding.type == "read_by_ocr" and finding.table != "disclosure"
    }


def applications(received: tuple[int, ...], granted: tuple[int, ...]) -> AnnualReport:
    report = annual_report()
    for row, cells in (("received_new", received), ("granted", granted), ("concluded_total", granted)):
        report = with_row(report, "applications", row, cells)
    return report


def test_text_needs_no_confirmation() -> None:
    assert not [finding for finding in check(annual_report()) if finding.type == "read_by_ocr"]


def test_disclosure_has_no_sums() -> None:
    report = scanned(annual_report())
    found = [finding for finding in check(report) if finding.type == "read_by_ocr" and finding.table == "disclosure"]

    assert len(found) == sum(figure.table == "disclosure" for figure in report.figures)
    assert all(finding.where and finding.where.ocr and finding.actual == "0" for finding in found)
    assert found[0].note.endswith("没有勾稽关系可以印证，请对照原件核对。")


def test_zeros_are_confirmed_by_a_sum() -> None:
    assert unconfirmed(annual_report()) == set()


def test_figures_are_confirmed_by_row_and_column() -> None:
    row = (9, 1, 0, 0, 0, 1, 11)

    assert unconfirmed(applications(row, row)) == set()


def test_a_broken_sum_confirms_none_of_its_figures() -> None:
    row = (9, 1, 0, 0, 0, 1, 11)
    found = unconfirmed(with_cells(applications(row, row), {("applications", "granted", "enterprise"): 7}))

    assert {("granted", "natural_person"), ("granted", "enterprise"), ("granted", "total")} <= found
    assert ("concluded_total", "enterprise") in found
    assert ("received_new", "natural_person") not in found


def test_one_sum_with_one_figure_proves_nothing() -> None:
    """A 7 that is read as 1 twice, as detail and as total, would still add up."""
    report = with_row(annual_report(), "proceedings", "reconsideration", (7, 0, 0, 0, 7))

    assert unconfirmed(report) == {("reconsideration", "upheld"), ("reconsideration", "total")}


def test_one_sum_of_several_figures_confirms() -> None:
    report = with_row(annual_report(), "proceedings", "reconsideration", (7, 2, 0, 0, 9))

    assert unconfirmed(report) == set()

"""Numbers that no format could hold are never written differently: the cell becomes unreadable."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.package.factory import annual_reports

from gongkai.model import Figure
from gongkai.package.exact import exact

if TYPE_CHECKING:
    from gongkai.model import Number

REPORT = next(annual_reports(1))
CELL = Figure(table="applications", row="granted", column="total", value=7, status="reported", raw="7")
AMOUNT = Figure(
    table="disclosure", row="fees", column="amount", value=Decimal("7730.28"), status="reported", raw="7730.28"
)


def test_an_ordinary_report_passes_as_it_is() -> None:
    assert exact(REPORT) is REPORT


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        (CELL, 10**15),
        (CELL, Decimal("1.5")),
        (AMOUNT, Decimal("1234567890.1234567")),
        (AMOUNT, Decimal("0.00000000001")),
        (AMOUNT, Decimal("1E+15")),
    ],
)
def test_a_number_that_cannot_be_held_becomes_unreadable_with_a_finding(figure: Figure, value: Number) -> None:
    report = exact(replace(REPORT, figures=(replace(figure, value=value, raw=str(value)),), findings=()))
    (read,) = report.figures
    assert (read.value, read.status, read.raw) == (None, "unreadable", str(value))
    (finding,) = report.findings
    assert (finding.type, finding.row, finding.column, finding.actual) == (
        "unreadable_cells",
        figure.row,
        figure.column,
        str(value),
    )


@pytest.mark.parametrize(
    ("figure", "value"), [(CELL, 10**15 - 1), (CELL, Decimal("12.0")), (AMOUNT, Decimal("59237.2449")), (AMOUNT, 0)]
)
def test_what_can_be_held_stays(figure: Figure, value: Number) -> None:
    report = exact(replace(REPORT, figures=(replace(figure, value=value),)))
    assert report.figures[0].value == value


def test_two_numbers_for_one_cell_leave_none() -> None:
    report = exact(replace(REPORT, figures=(CELL, replace(CELL, value=8, raw="8")), findings=()))
    assert [(f.value, f.status, f.raw) for f in report.figures] == [(None, "unreadable", "7 | 8")]
    assert [finding.type for finding in report.findings] == ["unreadable_cells"]

"""Any consistent table passes, with zeros left blank too; one changed cell is always noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from tests.checks.cases import PLAIN, PLAIN_2019
from tests.checks.factory import with_cells

from gongkai.checks import check
from gongkai.checks.cells import APPLICANTS, CHANNELS, DIVIDED, OUTCOMES, RESULTS, UNDIVIDED

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, TableCode

Values = dict[tuple["TableCode", str, str], Any]
SUMS = {
    "applications_row_total",
    "applications_results_total",
    "applications_balance",
    "proceedings_total",
    "applications_bounds",
}
SMALL = st.integers(0, 3) | st.integers(0, 4000)


@st.composite
def consistent(draw: st.DrawFn) -> tuple[AnnualReport, Values]:
    """A report whose applications and proceedings tables add up."""
    base = draw(st.sampled_from([PLAIN, PLAIN_2019]))
    outcomes = (*OUTCOMES, *(DIVIDED if base.form == "2021" else (UNDIVIDED,)))
    values: Values = {}
    for column in APPLICANTS:
        for row in outcomes:
            values["applications", row, column] = draw(SMALL) if draw(st.booleans()) else 0
        concluded = sum(values["applications", row, column] for row in outcomes)
        carried_out = draw(st.integers(0, 5))
        carried_in = draw(st.integers(0, concluded + carried_out))
        values["applications", "concluded_total", column] = concluded
        values["applications", "carried_out", column] = carried_out
        values["applications", "carried_in", column] = carried_in
        values["applications", "received_new", column] = concluded + carried_out - carried_in
    for row in dict.fromkeys(row for _, row, _ in values):
        values["applications", row, "total"] = sum(values["applications", row, column] for column in APPLICANTS)
    for channel in CHANNELS:
        for column in RESULTS:
            values["proceedings", channel, column] = draw(SMALL)
        values["proceedings", channel, "total"] = sum(values["proceedings", channel, column] for column in RESULTS)
    return base, values


def failed_sums(report: AnnualReport) -> set[str]:
    return {f.type for f in check(report) if f.state == "failed" and f.type in SUMS}


@given(consistent())
def test_a_consistent_table_passes(made: tuple[AnnualReport, Values]) -> None:
    base, values = made
    found = {finding.type for finding in check(with_cells(base, values))}
    assert found <= {"other_outcome_unexplained"}, "what the prose should explain is no matter of the table"


@given(consistent(), st.data())
def test_zeros_left_blank_never_fail(made: tuple[AnnualReport, Values], data: st.DataObject) -> None:
    base, values = made
    zeros = [key for key, value in values.items() if value == 0]
    blanks = data.draw(st.sets(st.sampled_from(zeros))) if zeros else set()
    assert failed_sums(with_cells(base, values | dict.fromkeys(blanks, "blank"))) == set()


@given(consistent(), st.data())
def test_any_cells_left_blank_never_fail(made: tuple[AnnualReport, Values], data: st.DataObject) -> None:
    """A blank that hides a number must not be taken for 0 against the printed totals."""
    base, values = made
    blanks = data.draw(st.sets(st.sampled_from(sorted(values))))
    assert failed_sums(with_cells(base, values | dict.fromkeys(blanks, "blank"))) == set()


@given(consistent(), st.data(), st.integers(1, 500), st.booleans())
def test_one_changed_cell_always_fails(
    made: tuple[AnnualReport, Values], data: st.DataObject, change: int, down: bool
) -> None:
    base, values = made
    key = data.draw(st.sampled_from(sorted(values)))
    value = values[key] - change if down and values[key] >= change else values[key] + change
    assert failed_sums(with_cells(base, values | {key: value}))


@given(consistent(), st.data())
def test_a_changed_cell_among_implied_zeros_still_fails(made: tuple[AnnualReport, Values], data: st.DataObject) -> None:
    """Blanks for zeros do not hide a detail that exceeds its total."""
    base, values = made
    channel = data.draw(st.sampled_from(CHANNELS))
    column = data.draw(st.sampled_from(RESULTS))
    key: tuple[TableCode, str, str] = ("proceedings", channel, column)
    changed: dict[tuple[TableCode, str, str], Any] = values | {key: values["proceedings", channel, "total"] + 1}
    blanks: dict[tuple[TableCode, str, str], Any] = {
        k: "blank" for k, v in changed.items() if v == 0 and k[2] != "total"
    }
    assert "proceedings_total" in failed_sums(with_cells(base, changed | blanks))

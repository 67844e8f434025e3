"""The figures: consistent in every report and through the years, except where a fault is declared."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.specimen.chance import Chance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Number, TableCode
    from gongkai.specimen import SpecimenRecord
    from gongkai.specimen.figures import Key

    from .conftest import Written

FLOWS = {"received_new", "carried_in", "concluded_total", "carried_out"}


def number(record: SpecimenRecord, table: TableCode, row: str, column: str) -> Number:
    return record.figures[table, row, column].value or 0


def broken_sums(record: SpecimenRecord) -> Iterator[tuple[str, str]]:
    """(rule, row or column) of each sum that the printed numbers break, blanks taken as nothing."""
    rows = list(dict.fromkeys(row for table, row, _ in record.figures if table == "applications"))
    columns = codes.column_codes("applications")
    for row in rows:
        *parts, total = (number(record, "applications", row, column) for column in columns)
        if sum(parts) != total:
            yield "applications_row_total", row
    for column in columns:
        flow = {row: number(record, "applications", row, column) for row in rows}
        if sum(n for row, n in flow.items() if row not in FLOWS) != flow["concluded_total"]:
            yield "applications_results_total", column
        if flow["received_new"] + flow["carried_in"] != flow["concluded_total"] + flow["carried_out"]:
            yield "applications_balance", column
    for channel in codes.row_codes("proceedings"):
        *results, total = (number(record, "proceedings", channel, c) for c in codes.column_codes("proceedings"))
        if sum(results) != total:
            yield "proceedings_total", channel


def test_sums_hold_exactly_where_no_fault_is_declared(written: Written) -> None:
    arithmetic = {"applications_row_total", "applications_results_total", "applications_balance", "proceedings_total"}
    for record in written.records:
        declared = {rule for fault in record.faults for rule in fault.findings} & arithmetic
        assert {rule for rule, _ in broken_sums(record)} == declared, record.path


def test_declared_fault_names_the_failing_cell(written: Written) -> None:
    seen = 0
    for record in written.records:
        for fault in record.faults:
            if fault.expected is None:
                continue
            assert fault.table is not None
            assert fault.row is not None
            assert fault.column is not None
            assert number(record, fault.table, fault.row, fault.column) == fault.actual != fault.expected
            assert fault.row in {row for _, row in broken_sums(record)} | {"carried_out"}
            seen += 1
    assert seen == 4


def by_agency(written: Written) -> dict[str, list[SpecimenRecord]]:
    series = defaultdict(list)
    for record in written.records:
        series[record.agency].append(record)
    return series


def test_years_follow_one_another(written: Written) -> None:
    longest = 0
    for records in by_agency(written).values():
        years = [record.year for record in records]
        assert years == list(range(years[0], years[0] + len(years)))
        longest = max(longest, len(years))
    assert longest == 6


def test_open_applications_are_carried_into_the_next_year(written: Written) -> None:
    for records in by_agency(written).values():
        for before, after in pairwise(records):
            moved = {"carried_in_break", "carried_in_explained"} & {fault.code for fault in after.faults}
            for column in codes.column_codes("applications"):
                left = number(before, "applications", "carried_out", column)
                shift = 2 if moved and column in ("natural_person", "total") else 0
                assert number(after, "applications", "carried_in", column) == left + shift, after.path


def test_documents_in_force_continue(written: Written) -> None:
    compared = 0
    for records in by_agency(written).values():
        for before, after in pairwise(records):
            for row in ("regulations", "normative_documents"):
                key: Key = ("disclosure", row, "in_force")
                values = [r.figures[key].value for r in (before, after) if key in r.figures]
                if len(values) == 2 and None not in values:
                    issued, repealed = (number(after, "disclosure", row, c) for c in ("issued", "repealed"))
                    assert (values[1] or 0) == (values[0] or 0) + issued - repealed, after.path
                    compared += 1
    assert compared > 50


def test_government_reports_at_least_the_sum_of_its_departments(written: Written) -> None:
    cells: list[Key] = [("applications", "received_new", "total"), ("applications", "concluded_total", "total")]
    for whole in (record for record in written.records if record.scope == "aggregate"):
        parts = [
            r
            for r in written.records
            if r.region_code == whole.region_code and r.year == whole.year and r.scope == "own"
        ]
        for table, row, column in cells:
            assert number(whole, table, row, column) >= sum(number(r, table, row, column) for r in parts), whole.path


def test_blank_and_not_applicable_cells_carry_no_number(written: Written) -> None:
    statuses: dict[str, int] = defaultdict(int)
    for record in written.records:
        for (_, _, column), cell in record.figures.items():
            statuses[cell.status] += 1
            assert (cell.status == "reported") == (cell.value is not None)
            assert isinstance(cell.value, Decimal) == (
                cell.value is not None and column in ("amount", "procurement_amount")
            )
    assert set(statuses) == {"reported", "blank", "not_applicable"}


def test_the_same_name_draws_the_same_numbers() -> None:
    # Python promises the sequence of random() for ever; these numbers therefore hold on every version.
    chance = Chance(2024, "a")
    assert [chance.between(0, 99) for _ in range(6)] == [45, 34, 51, 19, 88, 44]
    assert sum(Chance(1).split(50, (1, 2, 3))) == 50
    assert Chance(1).split(9, (0, 1, 0)) == (0, 9, 0)

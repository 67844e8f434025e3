"""Sums and spreads over all reports, gathered one report at a time; no report is kept."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.indicators.wilson import MILLION, from_millionths
from gongkai.model import Aggregate, IndicatorStatistic

if TYPE_CHECKING:
    from decimal import Decimal

    from gongkai.model import Agency, AnnualReport, Indicator, Key, Number, Scope, SizeClass, TableCode

STATUSES = ("reported", "blank", "not_applicable", "absent", "unreadable")
FAILED = len(STATUSES)
WIDTH = FAILED + 1
UNITS_NEEDED = 5
NO_SPREAD = frozenset({"punctuality", "machine_readability"})
"""A yes or no, and an ordinal: neither has tenths worth telling."""
FIRST_YEAR, NEW_FORM_YEAR = 2019, 2021
LARGEST = 2**63


def _summed() -> tuple[Key, ...]:
    """Cells that are summed: of applications every total and the applicants of 新收; all of the other two tables."""
    applicants = [column for column in codes.column_codes("applications") if column != "total"]
    return (
        *(("disclosure", row, column) for row, column in sorted(codes.disclosure_cells())),
        *(("applications", "received_new", column) for column in applicants),
        *(("applications", row, "total") for row in codes.row_codes("applications")),
        *(
            ("proceedings", row, column)
            for row in codes.row_codes("proceedings")
            for column in codes.column_codes("proceedings")
        ),
    )


CELLS: tuple[Key, ...] = _summed()
ABSENT = STATUSES.index("absent")


@dataclass(slots=True)
class _Sums:
    """Of one group, year and scope: per cell the total and the counts."""

    reports: int = 0
    totals: list[Number] = field(default_factory=lambda: [0] * len(CELLS))
    counts: array[int] = field(default_factory=lambda: array("L", bytes(array("L").itemsize * WIDTH * len(CELLS))))


@dataclass(slots=True)
class _Spread:
    """Usable values of one indicator, in millionths, and how many reports have none."""

    values: array[int] = field(default_factory=lambda: array("q"))
    left_out: int = 0


Place = tuple[str, str, int, "Scope"]
Unit = tuple[str, str, int, "Scope", str, "SizeClass"]


class Totals:
    """Sums and spreads over all reports, gathered one report at a time.

    Reports whose year is not known are left out of both; reports whose level or number of concluded applications
    is not known are left out of the spreads.
    """

    def __init__(self) -> None:
        """Nothing gathered yet."""
        self._sums: dict[Place, _Sums] = {}
        self._spreads: dict[Unit, _Spread] = {}

    def add(self, report: AnnualReport, found: tuple[Indicator, ...]) -> None:
        """Take one report in."""
        if report.year is None:
            return
        self._add_cells(report, report.year)
        if report.agency is not None and report.agency.level is not None:
            for indicator in found:
                if indicator.size_class is not None and indicator.code not in NO_SPREAD:
                    self._add_value(report, report.year, report.agency.level, indicator, indicator.size_class)

    def _add_cells(self, report: AnnualReport, year: int) -> None:
        figures = {(figure.table, figure.row, figure.column): figure for figure in report.figures}
        failed = {
            result.table
            for result in report.results
            if result.state == "failed" and result.severity in ("error", "warning")
        }
        cells = [
            (position, STATUSES.index(figure.status), figure.value or 0, key[0] in failed)
            if (figure := figures.get(key)) is not None
            else (position, ABSENT, 0, False)
            for position, key in enumerate(CELLS)
        ]
        for grouping, group in groups(report.agency):
            sums = self._sums.setdefault((grouping, group, year, report.scope), _Sums())
            sums.reports += 1
            for position, status, value, doubted in cells:
                sums.counts[position * WIDTH + status] += 1
                if status == 0:
                    sums.totals[position] += value
                    if doubted:
                        sums.counts[position * WIDTH + FAILED] += 1

    def _add_value(self, report: AnnualReport, year: int, level: str, indicator: Indicator, size: SizeClass) -> None:
        unit: Unit = (indicator.code, indicator.item, year, report.scope, level, size)
        spread = self._spreads.setdefault(unit, _Spread())
        value = indicator.value
        if value is None or indicator.small or indicator.doubtful or abs(value) * MILLION >= LARGEST:
            spread.left_out += 1
        else:
            spread.values.append(int(value * MILLION))

    def aggregates(self) -> tuple[Aggregate, ...]:
        """Sums by year and scope, for all, by province, city, level and sector.

        A cell that is in no report of the group is left out where the form of the year does not have it either.
        """
        return tuple(
            Aggregate(
                grouping=grouping,
                group=group,
                year=year,
                scope=scope,
                table=table,
                row=row,
                column=column,
                total=sums.totals[position],
                reports=sums.reports,
                reported=counts[0],
                blank=counts[1],
                not_applicable=counts[2],
                absent=counts[3],
                unreadable=counts[4],
                reports_failed=counts[FAILED],
            )
            for (grouping, group, year, scope), sums in sorted(self._sums.items(), key=_place)
            for position, (table, row, column) in enumerate(CELLS)
            for counts in (sums.counts[position * WIDTH : (position + 1) * WIDTH],)
            if counts[ABSENT] < sums.reports or _asked(year, table, row, column)
        )

    def statistics(self) -> tuple[IndicatorStatistic, ...]:
        """Median and tenths of each indicator by year, scope, level and size class, from five units on."""
        return tuple(_statistic(unit, self._spreads[unit]) for unit in sorted(self._spreads, key=_unit))


def groups(agency: Agency | None) -> tuple[tuple[str, str], ...]:
    """(grouping, group) of a body: region codes of GB/T 2260, level, sector; empty where it is in none or not known."""
    region = agency.region_code if agency is not None else None
    province, city = _region(region or "")
    return (
        ("all", ""),
        ("province", province),
        ("city", city),
        ("level", (agency.level if agency is not None else None) or ""),
        ("sector", (agency.sector if agency is not None else None) or ""),
    )


@cache
def _regions() -> dict[str, tuple[str, str]]:
    """Region -> its province and city."""
    return {
        row["code"]: (
            row["code"] if row["level"] == "province" else row["province_code"],
            row["code"] if row["level"] == "city" else row["city_code"],
        )
        for row in codes.code_list("regions")
    }


def _region(code: str) -> tuple[str, str]:
    return _regions().get(code, ("", ""))


@cache
def _asked(year: int, table: TableCode, row: str, column: str) -> bool:
    """Whether the form of the year has the cell."""
    if year < FIRST_YEAR:
        return False
    form: tuple[str, ...] = codes.row_codes(table, "2021" if year >= NEW_FORM_YEAR else "2019")
    if table == "disclosure":
        return (row, column) in codes.disclosure_cells("2021" if year >= NEW_FORM_YEAR else "2019")
    return row in form


GROUPINGS = tuple(row["code"] for row in codes.code_list("groupings"))
INDICATORS = {row["code"]: position for position, row in enumerate(codes.code_list("indicators"))}
LEVELS = {row["code"]: position for position, row in enumerate(codes.code_list("levels"))}
SIZES = {row["code"]: position for position, row in enumerate(codes.code_list("size_classes"))}


def _place(item: tuple[Place, _Sums]) -> tuple[int, str, int, str]:
    grouping, group, year, scope = item[0]
    return GROUPINGS.index(grouping), group, year, scope


def _unit(unit: Unit) -> tuple[int, str, int, str, int, int]:
    code, item, year, scope, level, size = unit
    return INDICATORS[code], item, year, scope, LEVELS[level], SIZES[size]


def _statistic(unit: Unit, spread: _Spread) -> IndicatorStatistic:
    code, item, year, scope, level, size = unit
    values = sorted(spread.values)
    enough = len(values) >= UNITS_NEEDED
    return IndicatorStatistic(
        code=code,
        item=item,
        year=year,
        scope=scope,
        level=level,
        size_class=size,
        units=len(values),
        left_out=spread.left_out,
        median=tenth(values, 5) if enough else None,
        p10=tenth(values, 1) if enough else None,
        p90=tenth(values, 9) if enough else None,
    )


def tenth(values: list[int], tenths: int) -> Decimal:
    """Quantile of sorted millionths by linear interpolation between the two nearest; half a millionth goes to even.

    >>> tenth([0, 1_000_000, 2_000_000], 5)
    Decimal('1')
    """
    whole, rest = divmod((len(values) - 1) * tenths, 10)
    if rest == 0:
        return from_millionths(values[whole])
    exact = values[whole] * 10 + (values[whole + 1] - values[whole]) * rest
    quotient, remainder = divmod(exact, 10)
    up = remainder > 5 or (remainder == 5 and quotient % 2 == 1)
    return from_millionths(quotient + up)

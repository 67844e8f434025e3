"""What is derived from annual reports -> the rows of its resources, as text in the order of the schema's fields. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.ranges import cells_text
from gongkai.package.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from gongkai.model import (
        AgencyIndicator,
        Aggregate,
        AnnualReport,
        Continuity,
        Correction,
        ExpectedReport,
        Indicator,
        IndicatorStatistic,
        Similarity,
    )
    from gongkai.package.keys import Entry

Row = list[str]
WHOLE = "all"
"""Item of an indicator that has one value, group of the sums over everything."""
UNKNOWN = "unknown"


def check_result_rows(report: AnnualReport, report_id: str) -> Iterator[Row]:
    """Rows of `check_results`, in the order of the rules."""
    for r in report.results:
        values = (r.rule, r.instance, r.state, r.severity, r.table, r.cells, r.row, r.column, r.left, r.right)
        further = (r.difference, r.tolerance, r.reason, r.note, r.text_zh, r.text_en)
        yield [report_id, *(clean(value or "") for value in (*values, *further)), str(r.instances)]


def statement_rows(report: AnnualReport, report_id: str) -> Iterator[Row]:
    """Rows of `statements`, in the order of the narrative."""
    for position, statement in enumerate(report.statements, 1):
        yield [
            report_id,
            str(position),
            statement.kind,
            statement.item,
            _text(statement.value),
            clean(statement.unit),
            statement.approximate,
            ";".join(statement.qualifiers),
            _text(statement.year),
            clean(statement.other_body),
            "|".join(cells_text(reading) for reading in statement.readings),
            "" if statement.share_of is None else str(statement.share_of + 1),
            clean(statement.phrase),
            clean(statement.sentence),
            *(str(n) for n in (statement.section_position, statement.paragraph, statement.start, statement.end)),
        ]


def continuity_rows(items: Iterable[Continuity], report: AnnualReport, entry: Entry) -> Iterator[Row]:
    """Rows of `continuity` of one report."""
    for item in items:
        yield [
            entry.report_id,
            item.item,
            entry.agency_id,
            _text(report.year),
            item.previous_report_id or "",
            *(_text(number) for number in (item.closing, item.opening, item.difference)),
            item.state,
            clean(item.words),
        ]


def indicator_rows(found: Iterable[Indicator], report_id: str) -> Iterator[Row]:
    """Rows of `indicators` of one report."""
    for each in found:
        yield [
            report_id,
            each.code,
            each.item or WHOLE,
            *(_text(number) for number in (each.numerator, each.denominator, each.value, each.low, each.high)),
            each.gap or "",
            each.size_class or "",
            _flag(each.computed),
            str(each.implied_zeros),
            _flag(each.small),
            _flag(each.doubtful),
        ]


def expected_rows(expected: Iterable[ExpectedReport]) -> list[Row]:
    """Rows of `expected_reports`, by their key."""
    return sorted(
        [
            e.agency_id,
            e.scope,
            str(e.year),
            e.report_id or "",
            _text(e.deadline),
            _text(e.published_on),
            e.state,
            e.basis,
        ]
        for e in expected
    )


def agency_indicator_rows(found: Iterable[AgencyIndicator]) -> list[Row]:
    """Rows of `agency_indicators`, by their key."""
    return sorted(
        [
            each.agency_id,
            each.scope,
            each.code,
            *(_text(number) for number in (each.numerator, each.denominator, each.value, each.low, each.high)),
            each.gap or "",
        ]
        for each in found
    )


def similarity_rows(pairs: Iterable[Similarity]) -> list[Row]:
    """Rows of `similarities`, by their key."""
    return sorted([p.report_id, p.other_report_id, p.kind, _text(p.similarity)] for p in pairs)


def aggregate_rows(sums: Iterable[Aggregate]) -> Iterator[Row]:
    """Rows of `aggregates`, in the order given."""
    for each in sums:
        group = each.group or (WHOLE if each.grouping == "all" else UNKNOWN)
        place = (each.grouping, group, str(each.year), each.scope, each.table, each.row, each.column)
        counts = (each.reports, each.reported, each.blank, each.not_applicable, each.absent, each.unreadable)
        yield [*place, _text(each.total), *(str(count) for count in (*counts, each.reports_failed))]


def statistic_rows(statistics: Iterable[IndicatorStatistic]) -> Iterator[Row]:
    """Rows of `indicator_statistics`, in the order given."""
    for each in statistics:
        place = (each.code, each.item or WHOLE, str(each.year), each.scope, each.level, each.size_class)
        spread = each.p90 - each.p10 if each.p90 is not None and each.p10 is not None else None
        spreads = (_text(value) for value in (each.median, each.p10, each.p90, spread))
        yield [*place, str(each.units), str(each.left_out), *spreads]


def correction_rows(corrections: Iterable[Correction]) -> list[Row]:
    """Rows of `corrections`, by their key."""
    return sorted(
        [c.report_id, c.table, c.row, c.column, *(clean(text) for text in (c.read, c.corrected, c.reason, c.expect))]
        for c in corrections
    )


def _text(value: Decimal | int | date | None) -> str:
    """A number in plain digits, a date as ISO 8601."""
    return "" if value is None else format(value, "f") if hasattr(value, "is_finite") else str(value)


def _flag(value: bool) -> str:
    return "true" if value else "false"

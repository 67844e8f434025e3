"""Quality of a report, kept apart from what the body did.

These are counts of all that is in the report, no sample: they carry no interval and are never called small.
Rules on single figures (no negative figure …) are left out, since their many instances would outweigh the sums.
`availability` is of an agency over the years, not of a report: see `analysis.availability`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks import RULES
from gongkai.indicators.wilson import ratio
from gongkai.model import Indicator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai.indicators.operands import Operands
    from gongkai.model import AnnualReport, CheckResult, Gap, Key, SizeClass

FIXED_LAYOUT = frozenset({"application/pdf", "application/ofd"})
COMPARED = ("passed", "failed", "explained")
YEARS_RULES = frozenset({"carried_over", "documents_in_force"})


@cache
def _families() -> dict[str, str]:
    """Rule -> family, without the rules on single figures."""
    return {rule.code: rule.family for rule in RULES if not rule.per_figure}


def quality(operands: Operands, size: SizeClass | None) -> tuple[Indicator, ...]:
    """The indicators of quality of one report, in the order of the code list."""
    report, families = operands.report, _families()
    sums = [r for r in report.results if families.get(r.rule) == "A"]
    between = [r for r in report.results if r.rule in YEARS_RULES]
    prose = [r for r in report.results if families.get(r.rule) == "E"]
    alone: Gap = "no_other_report" if between and all(r.reason == "no_other_report" for r in between) else "zero"
    form: Gap = "form" if report.form == "2008" else "zero"
    return (
        _punctuality(report, size),
        _completeness(operands, size),
        _share("arithmetic_consistency", [r for r in sums if r.severity == "error"], size, form),
        _share("checkable_share", sums, size, form, part=_is_compared, whole=_any),
        _share("continuity", between, size, alone),
        _share("prose_agreement", prose, size, "zero"),
        _machine_readability(report, size),
    )


def _passed(result: CheckResult) -> bool:
    return result.state == "passed"


def _is_compared(result: CheckResult) -> bool:
    return result.state in COMPARED


def _any(_: CheckResult) -> bool:
    return True


def _share(
    code: str,
    results: Iterable[CheckResult],
    size: SizeClass | None,
    gap: Gap,
    *,
    part: Callable[[CheckResult], bool] = _passed,
    whole: Callable[[CheckResult], bool] = _is_compared,
) -> Indicator:
    counted = [r for r in results if whole(r)]
    return _of(code, sum(r.instances for r in counted if part(r)), sum(r.instances for r in counted), size, gap)


def _of(code: str, n: int, d: int, size: SizeClass | None, gap: Gap) -> Indicator:
    return Indicator(
        code=code,
        numerator=n,
        denominator=d,
        value=ratio(n, d) if d else None,
        gap=None if d else gap,
        size_class=size,
    )


def _none(code: str, gap: Gap, size: SizeClass | None) -> Indicator:
    return Indicator(code=code, numerator=None, denominator=None, value=None, gap=gap, size_class=size)


def _punctuality(report: AnnualReport, size: SizeClass | None) -> Indicator:
    """1 of 1 or 0 of 1: the share of many reports is their sum."""
    dated = [r for r in report.results if r.rule == "published_late" and r.state in COMPARED]
    if not dated:
        return _none("punctuality", "absent", size)
    return _of("punctuality", int(all(r.state == "passed" for r in dated)), 1, size, "absent")


def _completeness(operands: Operands, size: SizeClass | None) -> Indicator:
    """Cells of the edition that are filled; `/` is right for 规章 of a body that cannot make any."""
    report = operands.report
    if report.form not in ("2019", "2021"):
        return _none("completeness", "form", size)
    undivided = operands.subject.has_row("applications", "other_undivided")
    powerless = any(r.rule == "regulations_without_power" for r in report.results)
    cells = filled = 0
    for table, row, column in _cells(report.form, undivided=undivided):
        cells += 1
        figure = operands.subject.figures.get((table, row, column))
        if figure is not None and (
            figure.status == "reported" or (figure.status == "not_applicable" and row == "regulations" and powerless)
        ):
            filled += 1
    return _of("completeness", filled, cells, size, "form")


@cache
def _cells(form: str, *, undivided: bool) -> tuple[Key, ...]:
    edition = "2019" if form == "2019" else "2021"
    under = (
        ("other_undivided",)
        if undivided or edition == "2019"
        else tuple(
            row for row in codes.outcome_codes() if codes.outcome_group(row) == "other" and row != "other_undivided"
        )
    )
    rows = [row for row in codes.row_codes("applications") if codes.outcome_group(row) != "other" or row in under]
    return (
        *(("disclosure", row, column) for row, column in codes.disclosure_cells("2019" if form == "2019" else "2021")),
        *(("applications", row, column) for row in rows for column in codes.column_codes("applications")),
        *(
            ("proceedings", row, column)
            for row in codes.row_codes("proceedings")
            for column in codes.column_codes("proceedings")
        ),
    )


def _machine_readability(report: AnnualReport, size: SizeClass | None) -> Indicator:
    """3: tables of a web page, document or workbook; 2: text of a fixed layout; 1: a picture. By the worst cell."""
    there = [figure for figure in report.figures if figure.status != "absent"]
    if not there:
        return _none("machine_readability", "form" if report.form == "2008" else "absent", size)
    if report.media_type.startswith("image/") or any(f.where is not None and f.where.ocr for f in there):
        level = 1
    elif report.media_type in FIXED_LAYOUT or any(f.where is not None and f.where.page is not None for f in there):
        level = 2
    else:
        level = 3
    return Indicator(
        code="machine_readability", numerator=level, denominator=None, value=Decimal(level), size_class=size
    )

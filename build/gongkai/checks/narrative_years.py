"""Family E: what the prose says of the year before, against that year's report."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai.checks.narrative_readings import readings, value
from gongkai.checks.narrative_results import against, numbered, own, prose_rule, stated
from gongkai.checks.rule import PairCheck
from gongkai.checks.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result
    from gongkai.model import Statement

PREVIOUS = prose_rule(
    "narrative_previous_year",
    ("文字中的上年数", "Last year's figure in the prose"),
    ("正文所写上年的数与上年年报不一致。", "A figure of last year in the prose is not that of last year's report."),
    ("正文上年数＝上年年报该数", "last year's figure in the prose = the figure of that report"),
    table="any",
)
GROWTH = prose_rule(
    "narrative_growth",
    ("文字中的增长", "Growth in the prose"),
    ("正文所写增减与两年年报的数算出的不同。", "A growth in the prose is not that of the two years' reports."),
    ("增长率＝（本年－上年）÷上年×100，容许末位差 1；增加件数＝本年－上年", "growth = 100 × (y - (y-1)) / (y-1), within one unit of the last digit; increase = y - (y-1)"),
    table="any",
)  # fmt: skip


def previous_year(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """Each number said of the year before that has a cell."""
    year = subject.report.year
    if year is None or subject.report.form == "2008":
        return
    told = [s for s in subject.report.statements if s.year == year - 1 and s.kind != "growth" and s.value is not None]
    yield from numbered(_previous(subject, previous, s) for s in told if readings(subject, s))


def _previous(subject: Subject, previous: Subject | None, statement: Statement) -> Result | None:
    instance = statement.item or statement.kind
    if previous is not None:
        return against(PREVIOUS, previous, statement, instance=instance)
    return stated(
        PREVIOUS, subject, statement, instance=instance, state="not_checkable", keys=readings(subject, statement)[0],
        right=statement.value, reason="no_other_report",
    )  # fmt: skip


def growth(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """Each growth of a number that has a cell."""
    said = subject.report.statements
    yield from numbered(
        _growth(subject, previous, s, said[s.share_of])
        for s in own(subject.report, "growth")
        if s.value is not None and s.share_of is not None and readings(subject, said[s.share_of])
    )


def _growth(subject: Subject, previous: Subject | None, statement: Statement, base: Statement) -> Result:
    """A decrease is negative. The number of this year is that of the prose; any permitted reading of the last year's will do."""
    instance, keys = base.item or base.kind, readings(subject, base)[0]
    before = [value(previous, each) for each in readings(previous, base)] if previous is not None else []
    usable = [each.number for each in before if each.missing is None]
    percent = "%" in statement.unit or "％" in statement.unit
    if percent:
        usable = [each for each in usable if each]
    vague = base.other_body or base.value is None or base.approximate or statement.approximate or statement.other_body
    if previous is None or vague or not usable or base.value is None:
        reason = "no_other_report" if previous is None else "scope" if vague else before[0].missing or "scope"
        return stated(
            GROWTH, subject, statement, instance=instance, state="not_checkable", keys=keys, right=statement.value,
            reason=reason, text="上年数为 0，不能计算增长率" if previous is not None and not vague and not before[0].missing else "",
        )  # fmt: skip
    printed = Decimal(statement.value or 0)
    exponent = printed.as_tuple().exponent
    unit = Decimal(1).scaleb(min(exponent, 0)) if percent and isinstance(exponent, int) else Decimal(0)
    now = Decimal(base.value)
    grown = [100 * (now - each) / each if percent else now - each for each in map(Decimal, usable)]
    left = next((each for each in grown if abs(each - printed) <= unit), None)
    holds = left is not None
    shown = (grown[0] if left is None else left).quantize(Decimal("0.01") if percent else Decimal(1))
    return stated(
        GROWTH, subject, statement, instance=instance, state="passed" if holds else "failed", left=shown,
        right=printed, keys=keys, tolerance=unit,
        text=f"本年 {number(base.value)}，上年 {number(usable[0])}，增减应为 {number(shown)}{'%' if percent else ''}，"
        f"正文为 {number(printed)}{'%' if percent else ''}。",
    )  # fmt: skip


PAIR_CHECKS: tuple[PairCheck, ...] = (PairCheck(PREVIOUS, previous_year), PairCheck(GROWTH, growth))

"""Family F: the day of publication against the deadline of article 49, which stands here and nowhere else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai.checks.bodies import is_government
from gongkai.checks.rule import Check, Result, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import Agency, AnnualReport, Reason, Scope, Severity

FIRST_YEAR_UNDER_ARTICLE_49 = 2019
"""The 条例 of 2019 (国务院令第711号) is in force since 15 May 2019."""

LATE = Rule(
    code="published_late",
    family="F",
    severity="warning",
    table=None,
    title_zh="逾期公布",
    title_en="Published late",
    description_zh="公布日期晚于条例第四十九条的期限：部门为次年 1 月 31 日，政府汇总年报为次年 3 月 31 日。乡镇未列入该条，仅作提示。",
    description_en="Published after the deadline of article 49 of the regulations: 31 January of the next year for "
    "departments, 31 March for a government's report. Townships are not named there, so for them it "
    "is a hint.",
    formula_zh="公布日期≤次年 1 月 31 日（部门）；≤次年 3 月 31 日（政府汇总年报）",
    formula_en="date of publication <= 31 January (departments) or 31 March (governments) of the next year",
    values_are_codes=True,
)
EARLY = Rule(
    code="published_early",
    family="F",
    severity="warning",
    table=None,
    title_zh="公布早于年末",
    title_en="Published before the year ended",
    description_zh="公布日期早于统计年度结束，全年数据不可能齐全。",
    description_en="Published before the year that it reports on ended, so its figures cannot be complete.",
    formula_zh="公布日期＞统计年度 12 月 31 日",
    formula_en="date of publication > 31 December of the year",
    values_are_codes=True,
)


def _unknown(rule: Rule, reason: Reason, missing: str) -> Result:
    return Result(
        rule=rule,
        instance="published_on",
        label="公布日期",
        state="not_checkable",
        severity="warning",
        reason=reason,
        text=missing,
    )


def _dated(rule: Rule, bound: date, actual: date, *, holds: bool, text: str, severity: Severity = "warning") -> Result:
    return Result(
        rule=rule,
        instance="published_on",
        label="公布日期",
        state="passed" if holds else "failed",
        severity=severity,
        left=bound.isoformat(),
        right=actual.isoformat(),
        text=text,
    )


def _missing(report: AnnualReport) -> str:
    return "年度不明" if report.year is None else "没有公布日期"


def deadline(agency: Agency | None, scope: Scope, year: int) -> date | None:
    """The last day of article 49 of the 条例 of 2019; None where it names none for the body or the year.

    It names no townships, holds from the year 2019 on, and cannot be applied to a body that is not known.
    """
    if agency is None or agency.level == "township" or year < FIRST_YEAR_UNDER_ARTICLE_49:
        return None
    return _last_day(year, government=scope == "aggregate" or is_government(agency))


def _last_day(year: int, *, government: bool) -> date:
    return date(year + 1, 3 if government else 1, 31)


def late(subject: Subject) -> Iterator[Result]:
    """One result a report; the day itself is in time. Years before the article get no result.

    A township is held against the deadline of departments, as a hint. Where the body is not known, a day within
    both deadlines or beyond both says enough.
    """
    report = subject.report
    if report.year is not None and report.year < FIRST_YEAR_UNDER_ARTICLE_49:
        return
    if report.year is None or report.published_on is None:
        yield _unknown(LATE, "absent", _missing(report))
        return
    limit = deadline(report.agency, report.scope, report.year)
    if limit is None:
        limit = _last_day(report.year, government=False)
        governments = _last_day(report.year, government=True)
        if report.agency is None and report.published_on > limit:
            if report.published_on <= governments:
                yield _unknown(LATE, "scope", "机关不明，期限无法确定")
                return
            limit = governments
    holds = report.published_on <= limit
    yield _dated(
        LATE,
        limit,
        report.published_on,
        holds=holds,
        text=f"公布日期 {report.published_on.isoformat()}，期限 {limit.isoformat()}"
        + ("。" if holds else f"，逾期 {(report.published_on - limit).days} 天。"),
        severity="info" if report.agency is not None and report.agency.level == "township" else "warning",
    )


def early(subject: Subject) -> Iterator[Result]:
    """One result a report."""
    report = subject.report
    if report.year is None or report.published_on is None:
        yield _unknown(EARLY, "absent", _missing(report))
        return
    end = date(report.year, 12, 31)
    holds = report.published_on > end
    yield _dated(
        EARLY,
        end,
        report.published_on,
        holds=holds,
        text=f"公布日期 {report.published_on.isoformat()}{'晚于' if holds else '不晚于'}统计年度末 {end.isoformat()}。",
    )


CHECKS: tuple[Check, ...] = (Check(LATE, late), Check(EARLY, early))

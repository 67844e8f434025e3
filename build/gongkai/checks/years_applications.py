"""Family C: what one year's applications table hands to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.cells import APPLICANTS
from gongkai.checks.rule import PairCheck, Rule
from gongkai.checks.sums import compared, not_checkable
from gongkai.checks.words import column_name, term
from gongkai.checks.years_pair import has_table, obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result
    from gongkai.model import Severity

CARRIED_OVER = Rule(
    code="carried_over",
    family="C",
    severity="warning",
    table="applications",
    title_zh="上年结转衔接",
    title_en="Carried over",
    description_zh="本年填报的“上年结转”件数，与上一年度年报的“结转下年度继续办理”件数不同。两年之间的差异本身不是错误；只有申请人分类不同而总计一致的，仅作提示。",
    description_en="Applications carried in differ from those that the report of the year before carries out. "
    "A break between years is no error by itself; where the total holds and only its split by applicant differs, it is a hint.",
    formula_zh="本年“二、上年结转政府信息公开申请数量”＝上年“四、结转下年度继续办理”",
    formula_en="carried_in (this year) = carried_out (year before)",
)


def carried_over(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """The total column, then each applicant: only a hint where the total holds."""
    if not has_table(subject, "applications"):
        return
    total = _column(subject, previous, "total", "warning")
    yield total
    for column in APPLICANTS:
        yield _column(subject, previous, column, "info" if total.state == "passed" else "warning")


def _column(subject: Subject, previous: Subject | None, column: str, severity: Severity) -> Result:
    carried_in = subject.operand("applications", "carried_in", column)
    carried_out = (previous or subject).operand("applications", "carried_out", column)
    label = f"{column_name('applications', column)}列"
    cells = (carried_out, carried_in)
    reason = obstacle(subject, previous, cells)
    if reason is not None:
        return not_checkable(
            CARRIED_OVER, subject, instance=column, label=label, cells=cells, under_test=carried_in, reason=reason
        )
    left = carried_out.number or 0
    return compared(
        CARRIED_OVER,
        subject,
        instance=column,
        label=label,
        cells=cells,
        under_test=carried_in,
        left=left,
        holds=left == carried_in.number,
        text=f"{label}：上年年报结转下年度 {term(carried_out)}，本年年报上年结转为 {term(carried_in)}",
        severity=severity,
    )


PAIR_CHECKS: tuple[PairCheck, ...] = (PairCheck(CARRIED_OVER, carried_over),)

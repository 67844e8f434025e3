"""Family D: a table that another report has, too; and the report of an agency and year that is expected and there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.rule import CollectionCheck, Result, Rule
from gongkai.checks.words import number, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.surroundings import Surroundings
    from gongkai.model import Reason, Severity, TableCode

TABLES: tuple[TableCode, ...] = ("disclosure", "applications", "proceedings")
NAMED = 3
"""So many other reports are named; the rest is a number."""
SUMS_OF_THE_FORM = frozenset({"total", "concluded_total"})
"""Columns and rows that repeat what other cells say."""
TELLING_DIGITS = 10
"""Digits of all figures compared, below which two tables may be alike by chance.

Of 10,000 synthetic reports, whose figures are drawn at random, 468 tables of five or six digits are alike, none of more.
"""

COPIED_TABLE = Rule(
    code="copied_table",
    family="D",
    severity="warning",
    table="any",
    title_zh="表格雷同",
    title_en="Copied table",
    description_zh="不为 0 的数与另一份年报（同一机关另一年，或另一机关）的同一张表完全相同，可能沿用了旧表或误贴了别家的表。总计之外不为 0 的数不足 5 个的表不比较；各数合计不足 10 位的，可能是巧合，只作提示。",
    formula_zh="总计之外不为 0 的数至少 5 个的表，没有另一份年报与之完全相同",
    description_en="The figures other than 0 are exactly those of the same table in another report, of the same body in "
    "another year or of another body. Tables with fewer than five such figures are not compared; "
    "where they have fewer than ten digits in all, chance may do, and the result is a hint.",
    formula_en="no other report has the same table, where at least 5 figures besides the sums are not 0",
    values_are_codes=True,
)
MISSING_REPORT = Rule(
    code="missing_report",
    family="D",
    severity="warning",
    table=None,
    title_zh="缺少年报",
    title_en="Missing report",
    description_zh="机关已知首末年度之间，或登记册所列的某一年，没有收录年报。缺少的年报列在“应有年报”表中；未收录不等于没有公布。",
    formula_zh="应有的每个机关、年度都有年报",
    description_en="A year between a body's first and last known, or named in the register, has no report in the data. "
    "Missing ones are listed in expected_reports; that a report is not in the data does not mean that it was not published.",
    formula_en="each expected body and year has a report",
    values_are_codes=True,
)


def copied_table(subject: Subject, surroundings: Surroundings) -> Iterator[Result]:
    """Three results a report."""
    for table in TABLES:
        others = surroundings.same_tables.get(table, ())
        if table not in surroundings.own.tables:
            yield _open(subject, table)
            continue
        severity: Severity = "info" if others and _digits(subject, table) < TELLING_DIGITS else "warning"
        named = "、".join(others[:NAMED]) + (f" 等 {len(others)} 份" if len(others) > NAMED else "")
        yield Result(
            rule=COPIED_TABLE,
            instance=table,
            label=table_name(table),
            state="failed" if others else "passed",
            severity=severity,
            table=table,
            right=", ".join(others[:NAMED]) or None,
            text=f"{table_name(table)}中不为 0 的数与 {named} 完全相同{'' if severity == 'warning' else '；数都很小，可能是巧合'}。"
            if others
            else "没有另一份年报的表与之相同。",
        )


def _digits(subject: Subject, table: TableCode) -> int:
    """Digits of the figures other than 0, sums left out."""
    details = (cell for cell in subject.of_table(table) if not {cell.row, cell.column} & SUMS_OF_THE_FORM)
    return sum(sum(sign.isdigit() for sign in number(cell.value)) for cell in details if cell.value)


def _open(subject: Subject, table: TableCode) -> Result:
    cells = subject.of_table(table)
    reason: Reason
    if not cells:
        reason, why = "absent", ""
    elif any(cell.status == "unreadable" for cell in cells):
        reason, why = "unreadable", ""
    else:
        reason, why = "blank", "总计之外不为 0 的数不足 5 个"
    return Result(
        rule=COPIED_TABLE,
        instance=table,
        label=table_name(table),
        state="not_checkable",
        severity="warning",
        table=table,
        reason=reason,
        text=why,
    )


def missing_report(subject: Subject, surroundings: Surroundings) -> Iterator[Result]:
    """One result a report whose agency and year are known: it is there. Missing ones have no report to stand with."""
    report = subject.report
    if report.agency is None or report.year is None:
        return
    yield Result(
        rule=MISSING_REPORT,
        instance=str(report.year),
        label=f"{report.year} 年",
        state="passed",
        severity="warning",
        right=surroundings.own.report_id,
        text=f"{report.year} 年的年报已收录。",
    )


CHECKS: tuple[CollectionCheck, ...] = (
    CollectionCheck(COPIED_TABLE, copied_table),
    CollectionCheck(MISSING_REPORT, missing_report),
)

"""Family B: a hint that figures of the applications table stand in a wrong column."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from gongkai.checks import applications
from gongkai.checks.cells import APPLICANTS, Subject
from gongkai.checks.rule import Check, Result, Rule
from gongkai.checks.words import column_name, number, row_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Key, Number

SHIFTED = Rule(
    code="shifted_column",
    family="B",
    severity="info",
    table="applications",
    title_zh="串列",
    title_en="Shifted column",
    description_zh="两列的合计不成立，差额相反，把某一行的一个数移到另一列后两列都成立；或各行合计都不成立而各列都成立。数字可能填错了列。原文照录，不作修改。",
    description_en="Two columns do not add up, their differences are opposite, and both would hold if one figure of a row stood "
    "in the other column; or no row adds up while every column does. Figures may stand in a wrong column. Nothing is changed.",
    formula_zh="两列的办理结果合计（或收支平衡）不成立，差额为 +d 与 -d，且把某行的 d 移到另一列后都成立；或各行合计都不成立，而各列都成立（成立即提示）",
    formula_en="two columns fail applications_results_total (or applications_balance) with differences +d and -d, and moving "
    "one value d of a row whose total holds between them repairs both; or all row sums fail while all column sums hold "
    "(if so, the hint is given)",
)
LEAST_ROWS = 2
"""So many rows must fail before rows as a whole are spoken of."""


def shifted(subject: Subject) -> Iterator[Result]:
    """One result for each pair of applicant columns that failed with opposite differences, and one for all rows together."""
    for run, prefix in ((applications.results_total, ""), (applications.balance, "balance.")):
        failed = [r for r in run(subject) if r.state == "failed" and r.column in APPLICANTS]
        for first, second in combinations(failed, 2):
            if (
                first.difference is not None
                and second.difference is not None
                and first.difference == -second.difference
            ):
                yield _pair(subject, first, second, prefix)
    yield from _rows(subject)


def _pair(subject: Subject, first: Result, second: Result, prefix: str) -> Result:
    names = [column_name("applications", result.instance) for result in (first, second)]
    moves = list(_moves(subject, first, second))
    gaps = f"{names[0]}列相差 {number(first.difference)}，{names[1]}列相差 {number(second.difference)}"
    told = f"若{'或'.join(moves)}，则两列都成立；原文照录，请对照原件。" if moves else "移动一个数不能使两列都成立。"
    return replace(
        first,
        rule=SHIFTED,
        instance=f"{prefix}{first.instance}.{second.instance}",
        label="、".join(f"{name}列" for name in names),
        severity="info",
        state="failed" if moves else "passed",
        cells=(*first.cells, *second.cells),
        left=first.difference,
        right=second.difference,
        text=f"{gaps}；{told}",
    )


def _moves(subject: Subject, first: Result, second: Result) -> Iterator[str]:
    """Rows of which the figure of one column, moved to the other where nothing stands, repairs both columns."""
    gap = first.difference or 0
    size: Number = max(gap, -gap)
    columns = (first.instance, second.instance)
    for total in applications.row_total(subject):
        if total.state != "passed":
            continue
        row = total.instance
        for source, target in (columns, columns[::-1]):
            figure = subject.operand("applications", row, source)
            free = subject.operand("applications", row, target)
            if figure.state == "printed" and figure.number == size and free.number == 0:
                moved = _with(subject, {figure.key: 0, free.key: size})
                if not any(
                    result.state == "failed" and result.instance in columns
                    for run in (applications.results_total, applications.balance)
                    for result in run(moved)
                ):
                    names = [column_name("applications", column) for column in (source, target)]
                    yield f"{row_name('applications', row)}的 {number(size)} 由{names[0]}列移到{names[1]}列"


def _with(subject: Subject, values: dict[Key, Number]) -> Subject:
    """The same cells with some figures in place of what is printed; for trial alone."""
    figures = {
        key: replace(figure, value=values[key], status="reported") if key in values else figure
        for key, figure in subject.figures.items()
    }
    return Subject(subject.report, figures, subject.zeros)


def _rows(subject: Subject) -> Iterator[Result]:
    """Where several rows fail and no column does: whether all rows with figures fail."""
    rows = [r for r in applications.row_total(subject) if r.state != "not_checkable" and (r.left or r.right)]
    failed = [row for row in rows if row.state == "failed"]
    columns = [r for run in (applications.results_total, applications.balance) for r in run(subject)]
    if len(failed) < LEAST_ROWS or any(column.state != "passed" for column in columns):
        return
    applies = len(failed) == len(rows)
    text = f"有数的 {len(rows)} 行中 {len(failed)} 行合计不成立，各列都成立" + (
        "，各列可能整体错位。" if applies else "。"
    )
    yield Result(
        rule=SHIFTED,
        instance="rows",
        label="各行",
        state="failed" if applies else "passed",
        severity="info",
        table="applications",
        cells=tuple(key for row in failed for key in row.cells),
        left=0,
        right=len(failed),
        text=text,
        where=failed[0].where,
    )


CHECKS: tuple[Check, ...] = (Check(SHIFTED, shifted),)

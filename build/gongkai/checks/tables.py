"""Family F: whether the three tables are there and filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.checks.form import form_of_year
from gongkai.checks.rule import Check, Result, Rule
from gongkai.checks.words import table_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import Figure, Reason, Severity, State, TableCode, Where

TABLES: tuple[TableCode, ...] = ("disclosure", "applications", "proceedings")
IMAGE = re.compile(r"\[image|!\[|图片")
ATTACHMENT = re.compile("附件|附表|点击下载|点击查看")

MISSING = Rule(
    code="table_missing",
    family="F",
    severity="warning",
    table="any",
    title_zh="缺少表格",
    title_en="Missing table",
    description_zh="年报中没有找到规定的某张表。表格在附件或图片中的，列为无法核对。",
    description_en="One of the prescribed tables was not found. A table in an attachment or a picture is not "
    "checkable.",
    formula_zh="三张规定表格齐全",
    formula_en="all three tables are there",
)
BLANK = Rule(
    code="table_blank",
    family="F",
    severity="warning",
    table="any",
    title_zh="空表",
    title_en="Table without a figure",
    description_zh="整张表没有填一个数。空白不等于零，该表的数据视为没有公布。",
    description_en="A whole table has no figure. Blank is not zero: its data count as not published.",
    formula_zh="表中至少有一个数",
    formula_en="at least one figure in the table",
)
BLANK_CELLS = Rule(
    code="blank_cells",
    family="F",
    severity="warning",
    table="any",
    title_zh="空白单元格",
    title_en="Blank cells",
    description_zh="表中有空白单元格。表格应填数字，空白不等于零；若所有空白都能由印出的合计推定为零，仅作提示。",
    description_en="A table has blank cells, which should be filled in; blank is not zero. If printed totals leave "
    "nothing for any of them, it is a hint only.",
    formula_zh="空白单元格数＝0",
    formula_en="number of blank cells in the table = 0",
)
NOT_APPLICABLE = Rule(
    code="not_applicable_cells",
    family="F",
    severity="warning",
    table="any",
    title_zh="“/”单元格",
    title_en="Cells marked not applicable",
    description_zh="申请表、复议诉讼表中填了“/”“无”等标记。任何机关都可能收到申请，应填数字；主动公开表中仅规章一行可以如此。",
    description_en="Cells are marked / or the like where a number is due: every body can receive applications. In "
    "the disclosure table only the row of regulations may be marked so; other rows there are a hint.",
    formula_zh="申请表、复议诉讼表中没有“/”等标记；主动公开表中只出现在规章行",
    formula_en="no mark in the applications and proceedings tables; in the disclosure table only in the row "
    "regulations",
)


def _prescribed(subject: Subject) -> bool:
    """Whether this report has to hold the three tables at all: those on 2018 and earlier do not."""
    year = subject.report.year
    return subject.report.form != "2008" or (year is not None and form_of_year(year) != "2008")


def _place(figures: list[Figure]) -> Where | None:
    """Where a table begins."""
    return next((figure.where for figure in figures if figure.where is not None), None)


def _result(
    rule: Rule,
    table: TableCode,
    state: State,
    *,
    text: str = "",
    count: int | None = None,
    severity: Severity | None = None,
    reason: Reason | None = None,
    where: Where | None = None,
) -> Result:
    return Result(
        rule=rule,
        instance=table,
        label=table_name(table),
        state=state,
        severity=severity or rule.severity,
        table=table,
        left=None if count is None else 0,
        right=count,
        reason=reason,
        text=text,
        where=where,
    )


def missing(subject: Subject) -> Iterator[Result]:
    """One result a table."""
    if not _prescribed(subject):
        return
    for table in TABLES:
        figures = subject.of_table(table)
        name = table_name(table)
        if figures:
            yield _result(MISSING, table, "passed", text=f"有“{name}”表。", where=_place(figures))
            continue
        reason = _elsewhere(subject, table)
        if reason is not None:
            yield _result(MISSING, table, "not_checkable", reason=reason)
        else:
            yield _result(MISSING, table, "failed", text=f"没有找到“{name}”表。")


def _elsewhere(subject: Subject, table: TableCode) -> Reason | None:
    """Why a table that is not there as text may be there all the same: its section or the reader speaks of a picture or a file."""
    doubts = [f for f in subject.report.findings if f.type == "unreadable_cells" and f.table == table]
    texts = [*(s.text for s in subject.report.sections if s.code == table), *(f.note for f in doubts)]
    pictures = any(f.type == "picture_pages" for f in subject.report.findings)
    if pictures or any(map(IMAGE.search, texts)):
        return "image"
    return "attachment" if any(map(ATTACHMENT.search, texts)) else "unreadable" if doubts else None


def blank(subject: Subject) -> Iterator[Result]:
    """One result for each table that is there. Cells that cannot be read may hold figures."""
    for table in TABLES:
        figures = subject.of_table(table)
        if not figures:
            continue
        name = table_name(table)
        statuses = {figure.status for figure in figures}
        if "reported" in statuses:
            yield _result(BLANK, table, "passed", text=f"“{name}”表有数。", where=_place(figures))
        elif "unreadable" in statuses:
            yield _result(BLANK, table, "not_checkable", reason="unreadable", where=_place(figures))
        else:
            yield _result(
                BLANK, table, "failed", text=f"“{name}”表 {len(figures)} 个单元格没有一个数。", where=_place(figures)
            )


def blank_cells(subject: Subject) -> Iterator[Result]:
    """One result for each table with a figure; a wholly blank one is left to `table_blank`."""
    blank_tables = {result.table for result in blank(subject) if result.state == "failed"}
    for table in TABLES:
        figures = subject.of_table(table)
        if not figures or table in blank_tables:
            continue
        empty = [figure for figure in figures if figure.status == "blank"]
        implied = all((figure.table, figure.row, figure.column) in subject.zeros for figure in empty)
        yield _result(
            BLANK_CELLS,
            table,
            "failed" if empty else "passed",
            count=len(empty),
            severity="info" if empty and implied else "warning",
            text=f"“{table_name(table)}”表 {len(figures)} 个单元格中有 {len(empty)} 个空白"
            + ("，都可由印出的合计推定为零。" if empty and implied else "。"),
            where=_place(empty or figures),
        )


def not_applicable_cells(subject: Subject) -> Iterator[Result]:
    """One result for each table that is there; 规章 may be marked so, other rows of the disclosure table are a hint."""
    for table in TABLES:
        figures = subject.of_table(table)
        if not figures:
            continue
        marked = [figure for figure in figures if figure.status == "not_applicable" and figure.row != "regulations"]
        yield _result(
            NOT_APPLICABLE,
            table,
            "failed" if marked else "passed",
            count=len(marked),
            severity="info" if table == "disclosure" else "warning",
            text=f"“{table_name(table)}”表有 {len(marked)} 个单元格填“/”等标记，应填数字。"
            if marked
            else f"“{table_name(table)}”表没有不应出现的“/”等标记。",
            where=_place(marked or figures),
        )


CHECKS: tuple[Check, ...] = (
    Check(MISSING, missing),
    Check(BLANK, blank),
    Check(BLANK_CELLS, blank_cells),
    Check(NOT_APPLICABLE, not_applicable_cells),
)

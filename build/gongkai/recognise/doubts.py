"""Findings that the recogniser raises itself (rule book, family G), with their sentences in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.model import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import FormCode, TableCode, Where

_NAMED = 3
"""Rows that a finding on many names one by one."""


def _place(table: TableCode, row: str | None) -> str:
    return f"“{codes.row_label(table, row)}”一行" if row else "表中"


def column_uncertain(table: TableCode, row: str | None, raw: str, where: Where | None) -> Finding:
    """A figure whose column the file does not show."""
    return Finding(
        type="column_uncertain",
        severity="warning",
        table=table,
        instance=row or table,
        row=row,
        note=f"{_place(table, row)}有数字“{raw}”，原文看不出属于哪一列，未采用。",
        where=where,
    )


def placed_by_sum(table: TableCode, row: str, where: Where | None) -> Finding:
    """A row whose columns only its own sum shows."""
    return Finding(
        type="column_uncertain",
        severity="info",
        state="explained",
        table=table,
        instance=row,
        row=row,
        note=f"{_place(table, row)}的列位置由合计确定，数字本身未改。",
        where=where,
    )


def merged_cells(table: TableCode, row: str, raw: str, where: Where | None) -> Finding:
    """One value over several cells."""
    return Finding(
        type="merged_cells",
        severity="warning",
        table=table,
        instance=row,
        row=row,
        note=f"{_place(table, row)}几个单元格合并，只有一个值“{raw}”，未拆分。",
        where=where,
    )


def unlabelled_rows(
    instance: str, row: str | None, count: int, where: Where | None, *, placed: bool, table: TableCode = "applications"
) -> Finding:
    """Rows of figures without a label."""
    how = "按次序归入各行" if placed else "无法确定属于哪一行，未采用"
    return Finding(
        type="unlabelled_rows",
        severity="warning",
        table=table,
        instance=instance,
        row=row,
        expected="0",
        actual=str(count),
        note=f"有{count}行数字没有行名，{how}。",
        where=where,
    )


def label_variant(
    table: TableCode, row: str, printed: str, official: str, where: Where | None, *, of: str = "行名"
) -> Finding:
    """A label of a row, or of a column above it, that differs from the form's."""
    return Finding(
        type="label_variant",
        severity="info",
        table=table,
        instance=row,
        row=row,
        expected=official,
        actual=printed,
        note=f"{of}印作“{printed}”，规定为“{official}”。",
        where=where,
    )


def unreadable_cells(table: TableCode, count: int, sample: str, where: Where | None) -> Finding:
    """Cells with text that is neither a number nor a known mark."""
    return Finding(
        type="unreadable_cells",
        severity="warning",
        table=table,
        instance=table,
        expected="0",
        actual=str(count),
        note=f"{count}个单元格的内容无法识读为数字，例如“{sample}”。",
        where=where,
    )


def extra_row(table: TableCode, printed: str, where: Where | None) -> Finding:
    """A labelled row with figures that the form does not have."""
    return Finding(
        type="form_rows",
        severity="info",
        table=table,
        instance=printed[:40],
        actual=printed[:80],
        note=f"“{printed[:40]}”不是规定的行，其中的数字未采用。",
        where=where,
    )


def missing_rows(table: TableCode, rows: Sequence[str]) -> Finding:
    """Rows that the form has and the table lacks, or of which it lacks cells."""
    named = "、".join(codes.row_label(table, row) for row in rows[:_NAMED])
    more = f"等 {len(rows)} 行" if len(rows) > _NAMED else ""
    return Finding(
        type="form_rows",
        severity="info",
        table=table,
        instance="missing",
        expected="0",
        actual=str(len(rows)),
        note=f"表中缺少规定的行或格：{named}{more}。",
    )


def other_edition(applications: FormCode, disclosure: FormCode) -> Finding:
    """（六）其他处理 is divided as in the other edition of the form."""
    how = "只有一行" if applications == "2019" else "分为三行"
    return Finding(
        type="form_rows",
        severity="info",
        table="applications",
        instance="applications",
        note=f"“（六）其他处理”{how}，与本报告其余表格所用的{disclosure}年表式不同。",
    )


def cells_lost(table: TableCode, row: str) -> Finding:
    """A label whose cells are not in the file, although other rows have theirs."""
    return Finding(
        type="unreadable_cells",
        severity="warning",
        table=table,
        instance=row,
        row=row,
        note=f"{_place(table, row)}只有行名，没有单元格，数字可能已丢失。",
    )


def header_lost(row: str, where: Where | None) -> Finding:
    """A row of the disclosure table whose header is not above it."""
    return Finding(
        type="column_uncertain",
        severity="warning",
        table="disclosure",
        instance=row,
        row=row,
        note=f"{_place('disclosure', row)}上方没有表头，数字属于哪一列不能确定，未采用。",
        where=where,
    )


def row_not_found(table: TableCode, row: str) -> Finding:
    """A row that is not found in a table most of whose rows cannot be placed."""
    return Finding(
        type="unreadable_cells",
        severity="warning",
        table=table,
        instance=row,
        row=row,
        note=f"表中多数行的数字不能归列，{_place(table, row)}没有找到，不能确定原文有没有。",
    )


def printed_elsewhere(table: TableCode, row: str, where: Where) -> Finding:
    """A row of the table whose part of it stands behind another table."""
    return Finding(
        type="column_uncertain",
        severity="warning",
        table=table,
        instance=row,
        row=row,
        note=f"{_place(table, row)}所属的部分印在另一张表之后，未能归入本表，未采用。",
        where=where,
    )


def two_figures(table: TableCode, row: str, printed: tuple[str, str], where: Where | None) -> Finding:
    """A cell that the file prints twice, differently."""
    first, second = printed
    return Finding(
        type="unreadable_cells",
        severity="warning",
        table=table,
        instance=row,
        row=row,
        note=f"{_place(table, row)}出现两次，一处为“{first}”，一处为“{second}”，未采用。",
        where=where,
    )

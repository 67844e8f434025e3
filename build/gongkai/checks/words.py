"""Wording shared by the rules: labels of cells, numbers and reasons in plain Chinese."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.checks.cells import Operand
    from gongkai.model import Key, Number

REASONS: Mapping[str, str] = codes.labels("check_reasons")
"""Why an instance is not checkable, in Chinese."""


def number(value: Number | str | None) -> str:
    """A value as text: integers plain, decimals without exponent, nothing for None."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


row_name = codes.row_name
"""Label of a row with its group."""


@cache
def column_name(table: str, column: str) -> str:
    """Label of a column, without its unit."""
    return codes.column_label(table, column).partition("（")[0]


def table_name(table: str) -> str:
    """Title of a prescribed table."""
    return codes.labels("tables")[table]


def section_name(code: str) -> str:
    """Number and title of a prescribed section: 五、存在的主要问题及改进情况."""
    return f"{section_number(code)}、{codes.labels('sections')[code]}"


@cache
def section_number(code: str) -> str:
    """Number that the form gives a section: 五."""
    return next(row["number"] for row in codes.code_list("sections") if row["code"] == code)


def cell_name(key: Key) -> str:
    """Row and column of a cell: 行政许可·本年处理决定数量."""
    table, row, column = key
    return f"{row_name(table, row)}·{column_name(table, column)}"


def term(operand: Operand) -> str:
    """An operand inside a sentence; implied zeros are marked as such."""
    return "0（空白，按合计推定）" if operand.state == "implied" else number(operand.number)

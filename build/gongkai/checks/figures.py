"""Family A: rules on every single figure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.rule import Check, Result, Rule
from gongkai.checks.words import cell_name, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import Figure

MAY_BE_NEGATIVE = frozenset({"change"})
AMOUNTS = frozenset(row["code"] for row in codes.code_list("columns") if row["unit"] == "万元")

NEGATIVE = Rule(
    code="negative_figure",
    family="A",
    severity="error",
    table="any",
    title_zh="负数",
    title_en="Negative figure",
    description_zh="件数和金额不应为负；只有“本年增/减”可以为负。",
    description_en="Counts and amounts are not negative; only the change of items in the year may be.",
    formula_zh="数值≥0（“本年增/减”除外）",
    formula_en="figure >= 0, except change",
    per_figure=True,
)
FRACTIONAL = Rule(
    code="fractional_count",
    family="A",
    severity="warning",
    table="any",
    title_zh="非整数件数",
    title_en="Count with decimals",
    description_zh="件数应为整数；只有金额可以带小数。",
    description_en="A count has decimals; only amounts may have them.",
    formula_zh="数值为整数（金额除外）",
    formula_en="figure is a whole number, except amounts",
    per_figure=True,
)


def negative(subject: Subject) -> Iterator[Result]:
    """Every reported figure but 本年增/减."""
    for figure in subject.figures.values():
        if figure.value is not None and figure.column not in MAY_BE_NEGATIVE:
            yield _result(NEGATIVE, figure, holds=figure.value >= 0, expected="，不应为负")


def fractional(subject: Subject) -> Iterator[Result]:
    """Every reported figure but the amounts."""
    for figure in subject.figures.values():
        if figure.value is not None and figure.column not in AMOUNTS:
            whole = not isinstance(figure.value, Decimal) or figure.value == figure.value.to_integral_value()
            yield _result(FRACTIONAL, figure, holds=whole, expected="，件数应为整数")


def _result(rule: Rule, figure: Figure, *, holds: bool, expected: str) -> Result:
    key = (figure.table, figure.row, figure.column)
    return Result(
        rule=rule,
        instance=f"{figure.row}.{figure.column}",
        label=cell_name(key),
        state="passed" if holds else "failed",
        severity=rule.severity,
        table=figure.table,
        cells=(key,),
        row=figure.row,
        column=figure.column,
        right=figure.value,
        text=f"{cell_name(key)}为 {number(figure.value)}{'' if holds else expected}。",
        where=figure.where,
    )


CHECKS: tuple[Check, ...] = (Check(NEGATIVE, negative), Check(FRACTIONAL, fractional))

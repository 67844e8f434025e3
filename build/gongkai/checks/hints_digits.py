"""Family B: hints that digits of one operand of a failed sum were parted or changed places."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai.checks import applications, proceedings
from gongkai.checks.rule import Check, Rule
from gongkai.checks.words import cell_name, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.checks.cells import Operand, Subject
    from gongkai.checks.rule import Result

SPLIT = Rule(
    code="split_digits",
    family="B",
    severity="info",
    table="any",
    title_zh="数字被拆分",
    title_en="Split digits",
    description_zh="一行合计不成立，把相邻两格的一位数连成一个两位数后成立：原文的一个数可能被拆进两格。原文照录，不作修改。",
    description_en="A row does not add up, and would if two neighbouring one-digit cells were one number of two digits: "
    "a number may have been split over two cells. Nothing is changed.",
    formula_zh="一行合计不成立，且相邻两格一位数 a、b（不全为 0）满足：分项之和－a－b＋“ab”＝总计（成立即提示）",
    formula_en="a row sum fails, and neighbouring one-digit cells a, b (not both 0) exist with sum - a - b + 'ab' = total "
    "(if so, the hint is given)",
)
TRANSPOSED = Rule(
    code="transposed_digits",
    family="B",
    severity="info",
    table="any",
    title_zh="数字颠倒",
    title_en="Transposed digits",
    description_zh="一处合计不成立，差额是 9 的倍数，把其中一个数的相邻两位对调后成立：可能抄录时颠倒。原文照录，不作修改。",
    description_en="A sum does not hold, the difference is a multiple of 9, and the sum would hold if two neighbouring digits "
    "of one operand changed places: they may have been transposed in copying. Nothing is changed.",
    formula_zh="合计不成立，差额为 9 的倍数，且对调某一操作数的相邻两位数字后成立（成立即提示）",
    formula_en="a sum fails, its difference is a multiple of 9, and swapping two neighbouring digits of one operand "
    "repairs it (if so, the hint is given)",
)
NAMED = 3
"""So many readings that would repair a sum are named; more of them say less."""


def split(subject: Subject) -> Iterator[Result]:
    """One result for each row sum that failed; `failed` means that the hint applies."""
    for run in (applications.row_total, proceedings.total):
        for result in run(subject):
            if result.state == "failed":
                operands = [subject.operand(*key) for key in result.cells]
                yield _hint(SPLIT, result, list(_split(operands[:-1], operands[-1])))


def _split(details: Sequence[Operand], total: Operand) -> Iterator[str]:
    """Pairs of neighbouring cells that would be one number."""
    whole = sum(detail.number for detail in details if detail.number is not None)
    for first, second in pairwise(details):
        tens, ones = _digit(first), _digit(second)
        if tens is None or ones is None:
            continue
        joined = tens * 10 + ones
        if joined and whole - tens - ones + joined == total.number:
            yield f"{cell_name(first.key)} {tens} 与{cell_name(second.key)} {ones} 连读为 {joined}"


def _digit(operand: Operand) -> int | None:
    """The figure of a printed cell if it has one digit."""
    value = operand.number
    return int(value) if operand.state == "printed" and value is not None and value in range(10) else None


def transposed(subject: Subject) -> Iterator[Result]:
    """One result for each failed sum, the balance among them; `failed` means that the hint applies."""
    for run in (applications.row_total, applications.results_total, proceedings.total):
        for result in run(subject):
            if result.state == "failed":
                operands = [subject.operand(*key) for key in result.cells]
                signs = (1,) * (len(operands) - 1) + (-1,)
                yield _hint(TRANSPOSED, result, list(_transposed(operands, signs)))
    for result in applications.balance(subject):
        if result.state == "failed":
            operands = [subject.operand(*key) for key in result.cells]
            of_balance = replace(result, instance=f"balance.{result.instance}")
            yield _hint(TRANSPOSED, of_balance, list(_transposed(operands, (1, 1, -1, -1))))


def _transposed(operands: Sequence[Operand], signs: Sequence[int]) -> Iterator[str]:
    """Printed operands of which two digits would have to change places; `signs` are those of a sum that is 0 if it holds."""
    gap = sum(sign * (operand.number or 0) for operand, sign in zip(operands, signs, strict=True))
    if gap % 9:
        return
    for operand, sign in zip(operands, signs, strict=True):
        if operand.state != "printed" or operand.number is None:
            continue
        for swapped in _swaps(number(operand.number)):
            if gap + sign * (swapped - operand.number) == 0:
                yield f"{cell_name(operand.key)} {number(operand.number)} 对调为 {swapped}"


def _swaps(printed: str) -> Iterator[int]:
    """What a whole number becomes if two neighbouring digits change places; no number begins with 0.

    >>> list(_swaps("120"))
    [210, 102]
    """
    if not printed.isdecimal():
        return
    for i, (first, second) in enumerate(pairwise(printed)):
        swapped = printed[:i] + second + first + printed[i + 2 :]
        if first != second and swapped[0] != "0":
            yield int(swapped)


def _hint(rule: Rule, failed: Result, repairs: Sequence[str]) -> Result:
    named = "；".join(repairs[:NAMED]) + ("等" if len(repairs) > NAMED else "")
    told = f"若{named}，则合计成立；原文照录，请对照原件。" if repairs else "没有一处改读能使合计成立。"
    return replace(
        failed,
        rule=rule,
        severity="info",
        state="failed" if repairs else "passed",
        text=f"{failed.label}：应为 {number(failed.left)}，印为 {number(failed.right)}；{told}",
    )


CHECKS: tuple[Check, ...] = (Check(SPLIT, split), Check(TRANSPOSED, transposed))

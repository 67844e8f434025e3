"""From results to what is published: every result as a row, and the findings among them folded by rule and reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.checks.english import sentence
from gongkai.checks.ranges import cells_text
from gongkai.checks.words import REASONS, number
from gongkai.model import CheckResult, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.checks.rule import Result
    from gongkai.model import Reason

NAMED_INSTANCES = 6
"""So many instances are named in a folded finding; the rest is a number."""


def check_results(results: Iterable[Result]) -> tuple[CheckResult, ...]:
    """The results as they are published, one a rule and instance; a repeated instance is told apart by `#2`.

    Of rules on single figures, all that passed in a table are one row.
    """
    rows: list[CheckResult] = []
    seen: Counter[tuple[str, str]] = Counter()
    passed: dict[tuple[str, str | None], int] = {}
    for result in results:
        if result.rule.per_figure and result.state == "passed":
            at = passed.setdefault((result.rule.code, result.table), len(rows))
            if at < len(rows):
                rows[at] = replace(rows[at], instances=rows[at].instances + 1)
            else:
                rows.append(_folded_row(result))
            continue
        key = (result.rule.code, result.instance)
        seen[key] += 1
        rows.append(to_check_result(result, result.instance + (f"#{seen[key]}" if seen[key] > 1 else "")))
    return tuple(rows)


def to_check_result(result: Result, instance: str) -> CheckResult:
    """One result with its values as text."""
    shown = result.state != "passed"
    return CheckResult(
        rule=result.rule.code,
        instance=instance,
        state=result.state,
        severity=result.severity,
        table=result.table,
        cells=cells_text(result.cells),
        row=result.row,
        column=result.column,
        left=_text(result.left),
        right=_text(result.right),
        difference=_text(result.difference),
        tolerance=_text(result.tolerance or None),
        reason=result.reason,
        note=result.note,
        text_zh=(_why(result) if result.state == "not_checkable" else result.text) if shown else "",
        text_en=sentence(result) if shown else "",
        where=result.where,
    )


def _folded_row(result: Result) -> CheckResult:
    return CheckResult(
        rule=result.rule.code,
        instance=result.table or "all",
        state=result.state,
        severity=result.severity,
        table=result.table,
    )


def _text(value: object) -> str | None:
    return None if value is None else number(value)  # type: ignore[arg-type]


def to_finding(result: Result) -> Finding:
    """One result as a finding: `expected` is what the other figures give, `actual` what is printed."""
    checkable = result.state != "not_checkable"
    return Finding(
        type=result.rule.code,
        severity=result.severity if checkable else "info",
        state=result.state,
        table=result.table,
        instance=result.instance,
        row=result.row,
        column=result.column,
        expected=number(result.left) if checkable and result.left is not None else None,
        actual=number(result.right) if checkable and result.right is not None else None,
        note=result.text if checkable else _folded_note([result]),
        where=result.where,
    )


def findings(results: Iterable[Result]) -> tuple[Finding, ...]:
    """Everything that is not passed, in the order of the rules."""
    found: list[Finding] = []
    open_results: dict[tuple[str, Reason | None, str], list[Result]] = {}
    for result in results:
        if result.state == "not_checkable":
            open_results.setdefault((result.rule.code, result.reason, result.text), []).append(result)
        elif result.state != "passed":
            found.append(to_finding(result))
    found.extend(_folded(group) for group in open_results.values())
    return tuple(found)


def _folded(group: Sequence[Result]) -> Finding:
    """Several instances of one rule, not checkable for one reason, as one finding."""
    first = group[0]
    if len(group) == 1:
        return to_finding(first)
    tables = {result.table for result in group}
    return Finding(
        type=first.rule.code,
        severity="info",
        state="not_checkable",
        table=first.table if len(tables) == 1 else None,
        note=_folded_note(group),
        instances=len(group),
    )


def _why(result: Result) -> str:
    """What is missing."""
    return result.text or (REASONS[result.reason] if result.reason is not None else "原因不明")


def _folded_note(group: Sequence[Result]) -> str:
    names = "、".join(result.label for result in group[:NAMED_INSTANCES])
    rest = " 等" if len(group) > NAMED_INSTANCES else ""
    number = f"有 {len(group)} 处" if len(group) > 1 else ""
    return f"“{group[0].rule.title_zh}”{number}无法核对，{_why(group[0])}：{names}{rest}。"

"""From results to findings: failures one by one, what could not be checked folded by rule and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.words import REASONS, number
from gongkai.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.checks.rule import Reason, Result

NAMED_INSTANCES = 6
"""So many instances are named in a folded finding; the rest is a number."""


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
    )


def _folded_note(group: Sequence[Result]) -> str:
    reason = group[0].reason
    why = group[0].text or (REASONS[reason] if reason is not None else "原因不明")
    names = "、".join(result.label for result in group[:NAMED_INSTANCES])
    rest = " 等" if len(group) > NAMED_INSTANCES else ""
    number = f"有 {len(group)} 处" if len(group) > 1 else ""
    return f"“{group[0].rule.title_zh}”{number}无法核对，{why}：{names}{rest}。"

"""One sentence in English for a result, made from its values, so that no rule words itself twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.words import number

if TYPE_CHECKING:
    from gongkai.checks.rule import Result


def sentence(result: Result) -> str:
    """Rule, instance and both values.

    For what could not be checked, the reason; for what the report explains, that it does. A rule whose values do not
    say enough brings its own sentence.
    """
    subject = f"{result.rule.title_en}, {_instance(result)}" if result.instance else result.rule.title_en
    if result.state == "not_checkable":
        reasons = codes.labels("check_reasons", "en")
        why = reasons[result.reason] if result.reason is not None else "reason unknown"
        return f"{subject}: not checkable. {why}."
    if result.text_en:
        return result.text_en
    values = [
        f"{word} {number(value)}"
        for word, value in (("expected", result.left), ("found", result.right))
        if value is not None
    ]
    if result.difference:
        values.append(f"difference {number(result.difference)}")
    told = "; the report explains it" if result.state == "explained" else ""
    return f"{subject}: {', '.join(values) or result.state}{told}."


def _instance(result: Result) -> str:
    """The cell under test in English words, or the instance's code where it is no cell."""
    if result.table is None or result.row is None:
        return result.instance
    row = codes.row_label(result.table, result.row, "en")
    return f"{row}, {codes.column_label(result.table, result.column, 'en')}" if result.column else row

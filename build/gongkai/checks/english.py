"""One sentence in English for a result, made from its values, so that no rule words itself twice."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.words import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.checks.rule import Result

WHY: Mapping[str, str] = {
    "总计之外不为 0 的数不足 5 个": "Fewer than 5 figures other than totals are not 0",
    "有一年金额为 0，没有比值可看": "The amount is 0 in one of the years, so there is no ratio",
    "上年该部分没有文字": "The section had no text the year before",
    "年报没有写明是全地区的汇总数": "The report does not say that its figures are those of the whole area",
    "正文没有写全各类办理结果": "The prose does not name all outcomes",
    "正文没有写全各渠道": "The prose does not name all channels",
    "有的办理结果没有写百分比，或为约数": "Some outcomes come without a percentage, or with a rough one",
    "没有公布日期": "No date of publication",
    "年度不明": "Year unknown",
    "机关层级不明": "Level of the body unknown",
}
"""What the rules say in Chinese where the reason alone would mislead, in English."""
INSTANCES: Mapping[str, str] = {
    "litigation": "Litigation",
    "disputes": "Reconsideration and litigation",
    "outcomes": "Outcomes",
    "published_on": "Date of publication",
    "missing": "Missing rows or cells",
    "comma": "Half-width commas",
    "prose": "Text",
}
"""Instances that are no code of a row, group, table or section."""


def sentence(result: Result) -> str:
    """Rule, instance and both values.

    For what could not be checked, the reason; for what the report explains, that it does. A rule whose values do not
    say enough brings its own sentence.
    """
    subject = f"{result.rule.title_en}, {_instance(result)}" if result.instance else result.rule.title_en
    if result.state == "not_checkable":
        reasons = codes.labels("check_reasons", "en")
        why = reasons[result.reason] if result.reason is not None else "reason unknown"
        return f"{subject}: not checkable. {WHY.get(result.text, why).removesuffix('.')}."
    if result.text_en:
        return result.text_en
    values = [
        f"{word} {number(value)}"
        for word, value in (("expected", result.left), ("found", result.right))
        if value is not None
    ]
    if result.difference:
        values.append(f"difference {number(result.difference)}")
    told = "; the report explains it" if result.state == "explained" and result.note else ""
    return f"{subject}: {', '.join(values) or result.state}{told}."


def _instance(result: Result) -> str:
    """The cell under test in English words, or what else the instance is about."""
    if result.table is None or result.row is None:
        name, _, _ = result.instance.partition("#")  # one of several of a kind
        return " and ".join(_names().get(part, part) for part in name.split("+"))
    row = codes.row_label(result.table, result.row, "en")
    return f"{row}, {codes.column_label(result.table, result.column, 'en')}" if result.column else row


@cache
def _names() -> Mapping[str, str]:
    """Rows of the applications table, groups of outcomes, sections and tables by their codes."""
    rows = {row: codes.row_label("applications", row, "en") for row in codes.row_codes("applications")}
    shared = [codes.labels(name, "en") for name in ("groups", "sections", "tables")]
    return {**rows, **shared[0], **shared[1], **shared[2], **INSTANCES}

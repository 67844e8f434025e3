"""The quality page: every rule with its words and its count, and the files left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import charts
from gongkai.site.charts import Bars, Series
from gongkai.site.made_page import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from gongkai.site.records import Agency, Report, Rule
    from gongkai.site.store import Store

EXAMPLES = 5
MOST = 10
REJECTS_LISTED = 200

FAMILIES = {
    "A": "报告内部的算术",
    "B": "算术不符的可能原因",
    "C": "前后年度",
    "D": "不同机关之间",
    "E": "文字与表格",
    "F": "格式与完整",
    "G": "识读",
}
"""Families of rules, in the order of the rule book."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule with what it found."""

    rule: Rule
    severity: str
    passed: int
    failed: int
    explained: int
    reports: int
    """Reports in which it failed."""
    unchecked: int
    """Reports in which it could not be checked, wholly or in part."""
    examples: tuple[tuple[Agency, Report], ...]


def page(store: Store) -> MadePage:
    """All rules by family; those that found something are not set apart, so that anchors keep their place."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    reports: dict[str, dict[str, int]] = defaultdict(dict)
    query = "SELECT rule, state, sum(instances), count(DISTINCT report_id) FROM check_results GROUP BY 1, 2"
    for rule, state, count, among in store.rows(query):
        counts[rule][state] = count
        reports[rule][state] = among
    total = store.count("reports")
    families: dict[str, list[Entry]] = defaultdict(list)
    for rule in store.rules.values():
        found = counts[rule.code]
        families[rule.family].append(
            Entry(
                rule=rule,
                severity=codes.labels("severities").get(rule.severity, rule.severity),
                passed=found.get("passed", 0),
                failed=found.get("failed", 0),
                unchecked=reports[rule.code].get("not_checkable", 0),
                explained=found.get("explained", 0),
                reports=reports[rule.code].get("failed", 0),
                examples=_examples(store, rule.code) if found.get("failed") else (),
            )
        )
    parts = [
        Part(
            render(
                "quality_lead.html",
                total=total,
                failed=sum(entry.failed for group in families.values() for entry in group),
            )
        )
    ]
    parts.append(Part(charts.figure(_most(families)), "most", "未通过最多的规则"))
    order = {family: position for position, family in enumerate(FAMILIES)}
    for family, entries in sorted(families.items(), key=lambda item: order.get(item[0], len(order))):
        heading = FAMILIES.get(family, family)
        parts.append(
            Part(
                render("rules.html", entries=entries, tables=codes.labels("tables")),
                f"family-{family.lower()}",
                heading,
            )
        )
    rejects = list(store.rejects())
    parts.append(
        Part(
            render(
                "rejects.html",
                rejects=rejects[:REJECTS_LISTED],
                more=len(rejects) - REJECTS_LISTED,
                reasons=codes.labels("reject_reasons"),
            ),
            "rejects",
            "未收录的文件",
        )
    )
    return MadePage("quality/index.md", "质量", "数字之间如何核对、发现了什么、哪些文件没有收录。", tuple(parts))


def _most(families: dict[str, list[Entry]]) -> Bars:
    """The rules that failed most often."""
    failed = sorted(
        (entry for group in families.values() for entry in group if entry.failed), key=lambda entry: -entry.failed
    )
    rows = tuple((entry.rule.title, (entry.failed,)) for entry in failed[:MOST])
    return Bars(
        "未通过的处数，按规则",
        f"只列前 {MOST} 条。" if len(failed) > MOST else "",
        (Series("denied", "未通过"),),
        rows,
        unit="处",
    )


def _examples(store: Store, rule: str) -> tuple[tuple[Agency, Report], ...]:
    condition = "r.report_id IN (SELECT report_id FROM findings WHERE type = ? AND state = 'failed')"
    return tuple(store.reports(condition, (rule,), order="r.year DESC, r.report_id", limit=EXAMPLES))

"""The quality page: every rule with its words and its counts, what was corrected, and the files left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.site import charts
from gongkai.site.annual_report.doubts import cell_name
from gongkai.site.cells import read_as
from gongkai.site.charts import Bars, Series
from gongkai.site.language import _, labels
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.site.records import Agency, Report, Rule
    from gongkai.site.store import Store

EXAMPLES = 5
MOST = 10
LISTED = 200

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
    unchecked: int
    reports: int
    """Reports in which it failed."""
    reasons: tuple[tuple[str, int], ...]
    """(reason, instances) that could not be checked, the most frequent first."""
    examples: tuple[tuple[Agency, Report], ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """One figure that was misread, and what it was corrected to."""

    agency: Agency
    report: Report
    position: int
    """On the page of the report, from 1."""
    cell: str
    read: str
    corrected: str
    reason: str


def page(store: Store) -> MadePage:
    """All rules by family; those that found something are not set apart, so that anchors keep their place."""
    families = _families(store)
    names = {family: _(FAMILIES.get(family, family)) for family in families}
    lead = render(
        "quality_lead.html",
        total=store.count("reports"),
        failed=sum(entry.failed for group in families.values() for entry in group),
        families=[(family, names[family], _sums(entries)) for family, entries in families.items()],
        rules=len(store.rules),
        corrected=store.count("corrections"),
    )
    parts = [Part(lead), Part(charts.figure(_most(families), "../"), "most", _("未通过最多的规则"))]
    parts += [
        Part(render("rules.html", entries=entries, tables=labels("tables")), f"family-{family.lower()}", names[family])
        for family, entries in families.items()
    ]
    corrections = tuple(_corrections(store))
    corrected = render("corrected.html", corrections=corrections[:LISTED], more=len(corrections) - LISTED)
    parts.append(Part(corrected, "corrections", _("更正")))
    rejects = list(store.rejects())
    reasons = labels("reject_reasons")
    left_out = render("rejects.html", rejects=rejects[:LISTED], more=len(rejects) - LISTED, reasons=reasons)
    parts.append(Part(left_out, "rejects", _("未收录的文件")))
    said = _("数字之间如何核对、发现了什么、哪些文件没有收录。")
    return MadePage("quality/index.md", _("质量"), said, tuple(parts))


def _families(store: Store) -> dict[str, list[Entry]]:
    """Family -> its rules, in the order of the rule book."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    reports: dict[str, dict[str, int]] = defaultdict(dict)
    query = "SELECT rule, state, sum(instances), count(DISTINCT report_id) FROM check_results GROUP BY 1, 2"
    for rule, state, count, among in store.rows(query):
        counts[rule][state] = count
        reports[rule][state] = among
    names = labels("check_reasons")
    reasons: dict[str, list[tuple[str, int]]] = defaultdict(list)
    query = "SELECT rule, reason, sum(instances) FROM check_results WHERE state = 'not_checkable' GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
    for rule, reason, count in store.rows(query):
        reasons[rule].append((names.get(reason, reason or _("其他")), count))
    families: dict[str, list[Entry]] = defaultdict(list)
    for rule in store.rules.values():
        found = counts[rule.code]
        families[rule.family].append(
            Entry(
                rule=rule,
                severity=labels("severities").get(rule.severity, rule.severity),
                passed=found.get("passed", 0),
                failed=found.get("failed", 0),
                explained=found.get("explained", 0),
                unchecked=found.get("not_checkable", 0),
                reports=reports[rule.code].get("failed", 0),
                reasons=tuple(reasons[rule.code]),
                examples=_examples(store, rule.code) if found.get("failed") else (),
            )
        )
    order = {family: position for position, family in enumerate(FAMILIES)}
    return dict(sorted(families.items(), key=lambda item: order.get(item[0], len(order))))


def _sums(entries: list[Entry]) -> tuple[int, int, int, int, int]:
    """Rules, then instances that passed, failed, were explained, could not be checked."""
    return (
        len(entries),
        sum(entry.passed for entry in entries),
        sum(entry.failed for entry in entries),
        sum(entry.explained for entry in entries),
        sum(entry.unchecked for entry in entries),
    )


def _corrections(store: Store) -> Iterator[Corrected]:
    """All corrections, by report, in the order in which the report's page numbers them."""
    for agency, report in store.reports("r.report_id IN (SELECT report_id FROM corrections)"):
        for position, found in enumerate(store.corrections(report), 1):
            yield Corrected(
                agency=agency,
                report=report,
                position=position,
                cell=cell_name(found.table, found.row, found.column),
                read=read_as(found.read),
                corrected=read_as(found.corrected),
                reason=found.reason,
            )


def _most(families: dict[str, list[Entry]]) -> Bars:
    """The rules that failed most often."""
    failed = sorted(
        (entry for group in families.values() for entry in group if entry.failed), key=lambda entry: -entry.failed
    )
    rows = tuple((entry.rule.said()[0], (entry.failed,)) for entry in failed[:MOST])
    return Bars(
        _("未通过的处数，按规则"),
        _("只列前 %(most)s 条。", most=MOST) if len(failed) > MOST else "",
        (Series("denied", _("未通过")),),
        rows,
        unit=_("处"),
    )


def _examples(store: Store, rule: str) -> tuple[tuple[Agency, Report], ...]:
    condition = "r.report_id IN (SELECT report_id FROM findings WHERE type = ? AND state = 'failed')"
    return tuple(store.reports(condition, (rule,), order="r.year DESC, r.report_id", limit=EXAMPLES))

"""Findings in words: what failed one by one, what could not be checked in short."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.records import Finding, Record, Rule

SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}
NOTES_SHOWN = 3
NO_OTHER_REPORT = codes.labels("check_reasons")["no_other_report"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding as it is shown."""

    position: int
    rule: str
    title: str
    severity: str
    severity_label: str
    place: str
    """Table, row and column, as far as the finding names them."""
    note: str
    values: str
    explained: bool


@dataclass(frozen=True, slots=True)
class Unchecked:
    """The instances of one rule that could not be checked."""

    rule: str
    title: str
    notes: str


def doubts(record: Record, rules: Mapping[str, Rule]) -> tuple[Doubt, ...]:
    """What did not pass: failed before explained, grave before slight."""
    shown = [finding for finding in record.findings if finding.state in ("failed", "explained")]
    shown.sort(
        key=lambda finding: (finding.state == "explained", SEVERITY_ORDER.get(finding.severity, 9), finding.position)
    )
    return tuple(
        Doubt(
            position=finding.position,
            rule=finding.type,
            title=title(finding.type, rules),
            severity=finding.severity,
            severity_label=codes.labels("severities").get(finding.severity, finding.severity),
            place=place(finding),
            note=finding.note,
            values=values(finding),
            explained=finding.state == "explained",
        )
        for finding in shown
    )


def unchecked(record: Record, rules: Mapping[str, Rule]) -> tuple[Unchecked, ...]:
    """What could not be checked, one entry a rule. Notes repeat the rule's title; the page has it as a link."""
    found = sorted(
        (finding for finding in record.findings if finding.state == "not_checkable" and not _lacks_neighbour(finding)),
        key=lambda finding: finding.type,
    )
    entries = []
    for rule, group in groupby(found, key=lambda finding: finding.type):
        name = title(rule, rules)
        notes = list(dict.fromkeys(finding.note.removeprefix(f"“{name}”") for finding in group if finding.note))
        more = f"等 {len(notes)} 处。" if len(notes) > NOTES_SHOWN else ""
        entries.append(Unchecked(rule, name, " ".join(notes[:NOTES_SHOWN]) + more))
    return tuple(entries)


def lonely(record: Record, rules: Mapping[str, Rule]) -> str:
    """Titles of the rules that had no other report to compare with, in one text."""
    found = (f.type for f in record.findings if f.state == "not_checkable" and _lacks_neighbour(f))
    return "、".join(title(rule, rules) for rule in dict.fromkeys(found))


def _lacks_neighbour(finding: Finding) -> bool:
    return NO_OTHER_REPORT in finding.note


def title(rule: str, rules: Mapping[str, Rule]) -> str:
    """The rule's Chinese title; its code where the rule book does not know it."""
    return rules[rule].title if rule in rules else rule


def place(finding: Finding) -> str:
    """Such as 申请 · （七）总计 · 总计."""
    if not finding.table:
        return ""
    parts = [codes.labels("tables").get(finding.table, finding.table)]
    for kind, code in (("rows", finding.row), ("columns", finding.column)):
        if code:
            known = {
                entry["code"]: entry["label_zh"] for entry in codes.code_list(kind) if entry["table"] == finding.table
            }
            parts.append(known.get(code, code))
    return " · ".join(parts)


def values(finding: Finding) -> str:
    """Both values, unless the note names one of them and so tells the rest."""
    told = [(word, value) for word, value in (("原文", finding.actual), ("依其他数推算", finding.expected)) if value]
    if any(value in finding.note for _, value in told):
        return ""
    return "；".join(f"{word} {value}" for word, value in told)

"""Findings in words: what failed one by one, what could not be checked in short, what was corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai import codes
from gongkai.site.cells import anchor, number, read_as
from gongkai.site.language import _, labels, spoken, zh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.records import Correction, Figure, Finding, Record, Report, Rule

SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}
NOTES_SHOWN = 3
EXPLAINS = "；年报自己说明：“"
"""What stands between what was found and the report's own words on it."""

_LONG = re.compile(r"(?<![\w.,/\-])\d{4,15}(?![\w/\-])")
"""A number of four digits and more that is no part of a code, a date or a longer number."""

ACROSS_YEARS = {
    "carried_over": ("结转下年度", "上年结转"),
    "pending_carried": ("尚未审结", "总计"),
    "items_carried": ("加增减应为", "所填上一年"),
    "documents_in_force": ("加本年制发、减本年废止", "现行有效"),
    "repealed_bound": ("现行有效加本年制发", "废止"),
    "unit_slip": ("金额（万元）", "金额（万元）"),
    "sudden_change": ("", ""),
    "narrative_previous_year": ("年报", "正文所说上年"),
    "narrative_growth": ("推算的增减", "正文所说增减"),
    "form_break": ("", ""),
    "copied_text": ("", ""),
}
"""Rules that compare with the report of the year before -> what its value is, and what this report's is."""
NOT_VALUES = frozenset({"form_break", "copied_text"})
"""Rules across years whose two values are a code, or a threshold and a similarity: their note says it in words."""

NOT_CHECKABLE = ": not checkable. "
"""What stands before the reason in the English note of what could not be checked."""
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
    """Mark-up where it names other reports: they are linked."""
    values: str
    explained: bool
    quote: str = ""
    """The report's own words that explain it."""
    cell: str = ""
    """Id of the cell on the page."""
    other: str = ""
    """Id of the report that it was compared with."""
    pair: tuple[tuple[str, str], ...] = ()
    """(what it is, value) in the other report and in this one."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction as it is shown."""

    place: str
    cell: str
    read: str
    corrected: str
    reason: str
    raw: str
    """What was recognised in the cell, where that is not what was read."""
    findings: tuple[tuple[int, str], ...]
    """(position, title of the rule) of findings that point at the cell."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """The instances of one rule that could not be checked."""

    rule: str
    title: str
    notes: str


def doubts(record: Record, rules: Mapping[str, Rule], before: Report | None = None) -> tuple[Doubt, ...]:
    """What did not pass: failed before explained, grave before slight.

    Args:
        record: the report.
        rules: the rule book.
        before: the body's report of the year before, with the same scope.
    """
    shown = [finding for finding in record.findings if finding.state in ("failed", "explained")]
    shown.sort(
        key=lambda finding: (finding.state == "explained", SEVERITY_ORDER.get(finding.severity, 9), finding.position)
    )
    return tuple(_doubt(finding, record, rules, before) for finding in shown)


def _doubt(finding: Finding, record: Record, rules: Mapping[str, Rule], before: Report | None) -> Doubt:
    note, _explains, quote = finding.note.partition(EXPLAINS)
    across = before is not None and finding.type in ACROSS_YEARS
    pair = _pair(finding) if across else ()
    key = (finding.table or "", finding.row or "", finding.column or "")
    figure = record.figures.get(key)
    return Doubt(
        position=finding.position,
        rule=finding.type,
        title=title(finding.type, rules),
        severity=finding.severity,
        severity_label=labels("severities").get(finding.severity, finding.severity),
        place=place(finding),
        note=linked(said(f"{note}。" if quote else note, finding), record.names()),
        values="" if pair else values(finding),
        explained=finding.state == "explained",
        quote=quote.removesuffix("”"),
        cell=anchor(key) if figure is not None and figure.status != "absent" else "",
        other=before.id if before is not None and across else "",
        pair=pair,
    )


def said(note: str, finding: Finding) -> str:
    """A finding's note in the language of the page, its numbers as all others are shown."""
    if spoken() != "zh" and finding.type == "form_break" and finding.expected and finding.actual:
        forms = labels("forms")  # its two values are codes
        before, now = (forms.get(form, form) for form in (finding.expected, finding.actual))
        return _("上年为“%(before)s”，本年为“%(now)s”。", before=before, now=now)
    return shown(finding.english) if spoken() != "zh" and finding.english else zh(shown(note))


def shown(text: str) -> str:
    """A note with thousands parted and a true minus before negative numbers; years, dates and codes stay.

    >>> shown("总计为 12345，相差 -4000.50。期限 2024-01-31，上年为 2021。")
    '总计为 12,345，相差 −4,000.50。期限 2024-01-31，上年为 2021。'
    >>> shown("与 980000-caizheng-ting-2020 完全相同")
    '与 980000-caizheng-ting-2020 完全相同'
    """
    return _LONG.sub(_parted, text.replace(" -", " −"))


def _parted(found: re.Match[str]) -> str:
    digits = found[0]
    is_year = len(digits) == len("2020") and "1990" <= digits <= "2049"
    return digits if is_year or digits[0] == "0" else f"{int(digits):,}"


def linked(note: str, named: Mapping[str, str]) -> str:
    """A note in which reports go by their bodies and years, each with a link, instead of their ids.

    >>> linked("与 x-2021 完全相同。", {"x-2021": "甲市教育局 2021 年度"})
    Markup('与<a href="../../reports/x-2021/">甲市教育局 2021 年度</a>完全相同。')
    """
    if not named:
        return note
    ids = "|".join(re.escape(id_) for id_ in sorted(named, key=len, reverse=True))  # one id may begin another
    return Markup().join(
        Markup('<a href="../../reports/{}/">{}</a>').format(part.strip(), named[part.strip()])
        if part.strip() in named
        else part
        for part in re.split(f"( ?(?:{ids}) ?)", note)
    )


def _pair(finding: Finding) -> tuple[tuple[str, str], ...]:
    if finding.type in NOT_VALUES or not finding.expected or not finding.actual:
        return ()
    names = (_(name) if name else "" for name in ACROSS_YEARS[finding.type])
    return tuple(zip(names, (shown(finding.expected), shown(finding.actual)), strict=True))


def linked_cells(record: Record) -> tuple[tuple[str, str, str], ...]:
    """Cells that findings shown one by one point at."""
    return tuple(
        (finding.table, finding.row, finding.column)
        for finding in record.findings
        if finding.state in ("failed", "explained") and finding.table and finding.row and finding.column
    )


def corrections(record: Record, rules: Mapping[str, Rule]) -> tuple[Corrected, ...]:
    """What a maintainer corrected, in the order of the marks in the cells."""
    return tuple(_corrected(correction, record, rules) for correction in record.corrections)


def _corrected(correction: Correction, record: Record, rules: Mapping[str, Rule]) -> Corrected:
    key = correction[:3]
    figure: Figure | None = record.figures.get(key)
    return Corrected(
        place=cell_name(*key),
        cell=anchor(key),
        read=read_as(correction.read),
        corrected=number(figure.value) if figure and figure.status == "reported" else read_as(correction.corrected),
        reason=sentence(correction.reason),
        raw=figure.raw if figure and figure.raw.strip() != correction.read else "",
        findings=tuple(
            (finding.position, title(finding.type, rules))
            for finding in record.findings
            if (finding.table, finding.row, finding.column) == key and finding.state in ("failed", "explained")
        ),
    )


def sentence(text: str) -> str:
    """With a full stop at its end.

    >>> sentence("原件为 5"), sentence("原件为 5。")
    ('原件为 5。', '原件为 5。')
    """
    ended = text.strip()
    return ended if ended.endswith(("。", "！", "？", ".")) else f"{ended}。"


def unchecked(record: Record, rules: Mapping[str, Rule]) -> tuple[Unchecked, ...]:
    """What could not be checked, one entry a rule. Notes repeat the rule's title; the page has it as a link."""
    found = sorted(
        (finding for finding in record.findings if finding.state == "not_checkable" and not _lacks_neighbour(finding)),
        key=lambda finding: finding.type,
    )
    entries = []
    for rule, group in groupby(found, key=lambda finding: finding.type):
        name = title(rule, rules)
        notes = list(dict.fromkeys(_why(finding, rules) for finding in group if finding.note))
        more = _("等 %(count)s 处。", count=len(notes)) if len(notes) > NOTES_SHOWN else ""
        entries.append(Unchecked(rule, name, " ".join(notes[:NOTES_SHOWN]) + more))
    return tuple(entries)


def _why(finding: Finding, rules: Mapping[str, Rule]) -> str:
    """The note of what could not be checked, without what its heading says and without naming twice what is missing.

    In another language the reason alone is told: the English of a note ends with it.
    """
    note = finding.note
    if spoken() != "zh":
        return finding.english.partition(NOT_CHECKABLE)[2] or f"{labels('states')['not_checkable']}."
    name = rules[finding.type].title if finding.type in rules else finding.type
    why = note.removeprefix(f"“{name}”").removeprefix("无法核对，")
    reason, _colon, of = why.partition("：")
    return shown(f"{reason}。" if of and of.removesuffix("。") in reason else why)


def lonely(record: Record, rules: Mapping[str, Rule]) -> tuple[tuple[str, str], ...]:
    """(code, title) of the rules that had no other report to compare with."""
    found = (f.type for f in record.findings if f.state == "not_checkable" and _lacks_neighbour(f))
    return tuple((rule, title(rule, rules)) for rule in dict.fromkeys(found))


@lru_cache(maxsize=1024)
def rule_links(rules: tuple[tuple[str, str], ...]) -> Markup:
    """Links to rules, one after the other; most reports lack the same neighbours, so the same links come again.

    Titles are in the language of the page, so that the cache keeps languages apart.
    """
    return Markup(_("、")).join(  # noqa: S704 - our own word
        Markup('<a href="../../quality/#rule-{}">{}</a>').format(rule, name) for rule, name in rules
    )


def reasons(record: Record) -> tuple[tuple[str, int], ...]:
    """Why instances of rules could not be checked, the most frequent reason first."""
    names = labels("check_reasons")
    found = sorted(record.reasons.items(), key=lambda item: -item[1])
    return tuple((names.get(reason, reason), count) for reason, count in found)


def _lacks_neighbour(finding: Finding) -> bool:
    return NO_OTHER_REPORT in finding.note


def title(rule: str, rules: Mapping[str, Rule]) -> str:
    """The rule's title; its code where the rule book does not know it."""
    if rule not in rules:
        return rule
    return rules[rule].title if spoken() == "zh" else rules[rule].english[0] or rules[rule].title


def place(finding: Finding) -> str:
    """Such as 申请 · （七）总计 · 总计."""
    return cell_name(finding.table, finding.row, finding.column)


def cell_name(table: str | None, row: str | None, column: str | None) -> str:
    """Table, row and column in words, as far as they are named."""
    if not table:
        return ""
    parts = [labels("tables").get(table, table)]
    for kind, code in (("rows", row), ("columns", column)):
        if code:
            parts.append(_names(kind, table, spoken()).get(code, code))
    return " · ".join(parts)


@cache
def _names(kind: str, table: str, language: str) -> dict[str, str]:
    return {entry["code"]: entry[f"label_{language}"] for entry in codes.code_list(kind) if entry["table"] == table}


def values(finding: Finding) -> str:
    """Both values of a cell, unless the note names one of them and so tells the rest. Of a whole table they are counts."""
    if not finding.column:
        return ""
    told = [
        (word, value) for word, value in ((_("原文"), finding.actual), (_("依其他数推算"), finding.expected)) if value
    ]
    if any(value in finding.note for _word, value in told):
        return ""
    return _("；").join(f"{word} {shown(value)}" for word, value in told)

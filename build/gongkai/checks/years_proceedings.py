"""Disputes beside the year before: pending cases (family C), and more disputes than applications closed (family A)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.checks.cells import CHANNELS
from gongkai.checks.rule import PairCheck, Result, Rule
from gongkai.checks.sums import compared, not_checkable, unusable
from gongkai.checks.words import number, row_name, term
from gongkai.checks.years_pair import has_table, obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import Reason

WITH_CARRIED = re.compile("(?<!不)(?<!未)(?:包?含|包括)[^。；，,;]{0,12}结转")
"""The footnote 含上年度结转数量: the table counts pending cases of the year before too."""

PENDING = Rule(
    code="pending_carried",
    family="C",
    severity="info",
    table="proceedings",
    title_zh="未审结案件衔接",
    title_en="Pending cases carried",
    description_zh="本年某类案件总计少于上年同类尚未审结的件数。表中可能只计新案，故仅作提示；年报注明含上年度结转数量的，作为警示。",
    description_en="Fewer cases in all than were pending a year before. The table may hold new cases only, so this is a hint; "
    "where the report says that it includes those carried over, a warning.",
    formula_zh="本年总计≥上年尚未审结（同一类案件）",
    formula_en="total (this year) ≥ pending (year before), of one channel",
)
EXCEED = Rule(
    code="proceedings_exceed_cases",
    family="A",
    severity="info",
    table="proceedings",
    title_zh="复议诉讼多于办结",
    title_en="More disputes than closed applications",
    description_zh="行政复议和行政诉讼的件数之和，多于本年与上年办结的政府信息公开申请之和。争议可能涉及更早的答复，故仅作提示。",
    description_en="More disputes than applications closed in this year and the year before. "
    "They may concern earlier replies, so this is a hint.",
    formula_zh="复议、诉讼三类总计之和≤本年（七）总计＋上年（七）总计",
    formula_en="Σ total of the three channels ≤ concluded_total (this year) + concluded_total (year before)",
)


def pending(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """One result a channel."""
    if not has_table(subject, "proceedings"):
        return
    severity = "warning" if _counts_carried(subject) else PENDING.severity
    for channel in CHANNELS:
        total = subject.operand("proceedings", channel, "total")
        before = (previous or subject).operand("proceedings", channel, "pending")
        label = row_name("proceedings", channel)
        cells = (before, total)
        reason = obstacle(subject, previous, cells)
        if reason is not None:
            yield not_checkable(
                PENDING, subject, instance=channel, label=label, cells=cells, under_test=total, reason=reason
            )
            continue
        left = before.number or 0
        yield compared(
            PENDING,
            subject,
            instance=channel,
            label=label,
            cells=cells,
            under_test=total,
            left=left,
            holds=(total.number or 0) >= left,
            text=f"{label}：上年尚未审结 {term(before)}，本年总计为 {term(total)}",
            severity=severity,
        )


def _counts_carried(subject: Subject) -> bool:
    """Whether a note in or below the table says that it includes cases carried over."""
    texts = [section.text for section in subject.report.sections if section.code == "proceedings"]
    texts += [figure.note for figure in subject.of_table("proceedings")]
    return any(WITH_CARRIED.search(text) for text in texts)


def exceed(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """One result; without the year before the comparison is with this year alone, and says so."""
    if not has_table(subject, "proceedings"):
        return
    totals = [subject.operand("proceedings", channel, "total") for channel in CHANNELS]
    concluded = subject.operand("applications", "concluded_total", "total")
    reason: Reason | None = unusable((*totals, concluded))
    cells = tuple(operand.key for operand in (*totals, concluded))
    figure = subject.figures.get(totals[0].key)
    where = figure.where if figure is not None else None
    if reason is not None:
        yield Result(
            rule=EXCEED,
            instance="disputes",
            label="复议、诉讼总计之和",
            state="not_checkable",
            severity=EXCEED.severity,
            table="proceedings",
            cells=cells,
            reason=reason,
            where=where,
        )
        return
    before = None
    if previous is not None and obstacle(subject, previous) is None:
        before = previous.operand("applications", "concluded_total", "total").number
    left = (concluded.number or 0) + (before or 0)
    right = sum(total.number or 0 for total in totals)
    years = "没有可用的上年办结数，仅与本年比较" if before is None else f"上年办结 {number(before)}"
    yield Result(
        rule=EXCEED,
        instance="disputes",
        label="复议、诉讼总计之和",
        state="passed" if right <= left else "failed",
        severity=EXCEED.severity,
        table="proceedings",
        cells=cells,
        left=left,
        right=right,
        text=f"行政复议和行政诉讼共 {number(right)}，本年办结申请 {term(concluded)}，{years}。",
        where=where,
    )


PAIR_CHECKS: tuple[PairCheck, ...] = (PairCheck(EXCEED, exceed), PairCheck(PENDING, pending))

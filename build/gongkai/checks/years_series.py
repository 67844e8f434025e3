"""Family C: counts that jump from one year to the next, and a change of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.figures import AMOUNTS, MAY_BE_NEGATIVE
from gongkai.checks.rule import PairCheck, Result, Rule
from gongkai.checks.sums import compared, not_checkable
from gongkai.checks.words import cell_name, number, table_name
from gongkai.checks.years_pair import obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import Reason

FACTOR = 10
LARGE = 100
"""Smaller counts are left alone: from 2 to 30 is no sign of anything."""
FIRST_YEAR_OF_TABLES = 2019

SUDDEN = Rule(
    code="sudden_change",
    family="C",
    severity="info",
    table="any",
    title_zh="骤变",
    title_en="Sudden change",
    description_zh="同一项件数与上年相差十倍以上（较大的数不少于 100）。可能确有变化，也可能是填报口径或识读有误，仅作提示。",
    description_en="A count is ten times that of the year before or a tenth of it, and the larger is at least 100. "
    "A hint: things may have changed, or been counted or read otherwise.",
    formula_zh="较大值÷较小值＜10（较大值≥100）",
    formula_en="larger / smaller < 10 where the larger is at least 100",
    per_figure=True,
)
FORM_BREAK = Rule(
    code="form_break",
    family="C",
    severity="info",
    table="any",
    title_zh="表式变更",
    title_en="Change of form",
    description_zh="本年与上年年报所用表式不同，有的项目口径不同，前后不可直接相比。",
    description_en="The two reports follow different editions of the form: not every series can be continued across them.",
    formula_zh="本年表式＝上年表式",
    formula_en="form (this year) = form (year before)",
    values_are_codes=True,
)


def sudden_change(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """Every count printed in both years; without the year before, one result a table."""
    counts = [f for f in subject.figures.values() if f.value is not None and f.column not in AMOUNTS | MAY_BE_NEGATIVE]
    reason = obstacle(subject, previous)
    if previous is None or reason is not None:
        for table in dict.fromkeys(figure.table for figure in counts):
            yield Result(
                rule=SUDDEN,
                instance=table,
                label=table_name(table),
                state="not_checkable",
                severity=SUDDEN.severity,
                table=table,
                reason=reason,
            )
        return
    for figure in counts:
        now = subject.operand(figure.table, figure.row, figure.column)
        before = previous.operand(figure.table, figure.row, figure.column)
        if before.state != "printed" or before.number is None or now.number is None:
            continue
        low, high = sorted((before.number, now.number))
        label = cell_name(now.key)
        instance = f"{figure.row}.{figure.column}"
        if high >= LARGE and low <= 0:
            yield not_checkable(
                SUDDEN,
                subject,
                instance=instance,
                label=label,
                cells=(now,),
                under_test=now,
                reason="absent",
                missing="有一年为 0，没有倍数可看",
            )
            continue
        holds = high < LARGE or high < FACTOR * low
        yield compared(
            SUDDEN,
            subject,
            instance=instance,
            label=label,
            cells=(now,),
            under_test=now,
            left=before.number,
            holds=holds,
            text=f"{label}：上年为 {number(before.number)}，本年为 {number(now.number)}"
            + ("" if holds else f"，约差 {number(round(high / low))} 倍"),
        )


def form_break(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """One result a report. From 2019 on the form 2008 means that no table was found, so that nothing is known of the form."""
    reason: Reason | None = obstacle(subject, previous)
    if reason is None and previous is not None and not (_known_form(subject) and _known_form(previous)):
        reason = "form"
    names = codes.labels("forms")
    now, before = subject.report.form, (previous or subject).report.form
    state = "not_checkable" if reason is not None else "passed" if now == before else "failed"
    yield Result(
        rule=FORM_BREAK,
        instance="form",
        label="表式",
        state=state,  # type: ignore[arg-type]
        severity=FORM_BREAK.severity,
        left=before if reason is None else None,
        right=now,
        reason=reason,
        text="" if reason is not None else f"上年为“{names[before]}”，本年为“{names[now]}”。",
    )


def _known_form(subject: Subject) -> bool:
    year = subject.report.year
    return subject.report.form != "2008" or (year is not None and year < FIRST_YEAR_OF_TABLES)


PAIR_CHECKS: tuple[PairCheck, ...] = (PairCheck(SUDDEN, sudden_change), PairCheck(FORM_BREAK, form_break))

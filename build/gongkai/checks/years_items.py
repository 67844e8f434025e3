"""Family C: items of the disclosure table from one year to the next, and amounts that change by the factor of 万."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.rule import PairCheck, Rule
from gongkai.checks.sums import compared, not_checkable
from gongkai.checks.words import cell_name, number, row_name, term
from gongkai.checks.years_pair import edition, obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result

ITEMS = ("licensing", "other_services", "penalties", "coercion", "fees")
AMOUNTS = (("fees", "amount"), ("procurement", "procurement_amount"))
SLIP = (5000, 20000)
"""元 and 万元 differ by 10,000; between half and twice that an amount is taken for a slip."""

CARRIED = Rule(
    code="items_carried",
    family="C",
    severity="info",
    table="disclosure",
    title_zh="事项数衔接",
    title_en="Items carried",
    description_zh="本年填报的“上一年项目数量”，不等于上年填报的“上一年项目数量”加“本年增/减”。各机关对表头理解不一，仅作提示。",
    description_en="The items of the year before differ from what that year's report gives with its change. "
    "Bodies read the header differently, so this is a hint.",
    formula_zh="本年“上一年项目数量”＝上年“上一年项目数量”＋上年“本年增/减”",
    formula_en="previous_items (this year) = previous_items (year before) + change (year before)",
)
UNIT_SLIP = Rule(
    code="unit_slip",
    family="C",
    severity="warning",
    table="disclosure",
    title_zh="元与万元混用",
    title_en="Unit slip",
    description_zh="两年金额相差约一万倍，可能有一年以元填报、另一年以万元填报。",
    description_en="The amounts of two years differ by a factor near 10,000: one may be in 元, the other in 万元.",
    formula_zh="两年金额之比（大/小）不在 5000 与 20000 之间",
    formula_en="larger / smaller amount of the two years is not between 5,000 and 20,000",
)


def items_carried(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """Five rows of the form of 2019; reports of the other form have no result."""
    for row in ITEMS:
        now = subject.operand("disclosure", row, "previous_items")
        if now.state == "absent" or edition(subject, row, "previous_items") != "2019":
            continue
        items, change = ((previous or subject).operand("disclosure", row, c) for c in ("previous_items", "change"))
        label = row_name("disclosure", row)
        cells = (items, change)
        reason = obstacle(subject, previous)
        if reason is None and previous is not None and edition(previous, row, "previous_items") != "2019":
            reason = "form"
        reason = reason or obstacle(subject, previous, (*cells, now))
        if reason is not None:
            yield not_checkable(CARRIED, subject, instance=row, label=label, cells=cells, under_test=now, reason=reason)
            continue
        left = (items.number or 0) + (change.number or 0)
        yield compared(
            CARRIED,
            subject,
            instance=row,
            label=label,
            cells=cells,
            under_test=now,
            left=left,
            holds=left == now.number,
            text=f"{label}：上年填报 {term(items)}，增减 {term(change)}，应为 {left}，本年填报的上一年项目数量为 {term(now)}",
        )


def unit_slip(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """Fees in the form of 2021, procurement in that of 2019; amounts are in 万元 as understood."""
    for row, column in AMOUNTS:
        now = subject.operand("disclosure", row, column)
        if now.state == "absent":
            continue
        before = (previous or subject).operand("disclosure", row, column)
        label = cell_name(now.key)
        reason = obstacle(subject, previous)
        missing = ""
        if reason is None and previous is not None and before.state == "absent":
            reason = "form" if previous.report.form != subject.report.form else "absent"
        reason = reason or obstacle(subject, previous, (before, now))
        if reason is None and not (before.number and now.number):
            reason, missing = "absent", "有一年金额为 0，没有比值可看"
        if reason is not None:
            yield not_checkable(
                UNIT_SLIP,
                subject,
                instance=row,
                label=label,
                cells=(now,),
                under_test=now,
                reason=reason,
                missing=missing,
            )
            continue
        old, new = before.number or 0, now.number or 0
        low, high = (old, new) if old <= new else (new, old)
        holds = not SLIP[0] * low <= high <= SLIP[1] * low
        yield compared(
            UNIT_SLIP,
            subject,
            instance=row,
            label=label,
            cells=(now,),
            under_test=now,
            left=before.number or 0,
            holds=holds,
            text=f"{label}：上年为 {number(before.number)} 万元，本年为 {number(now.number)} 万元"
            + ("" if holds else f"，约差 {number(round(high / low))} 倍，疑有一年以元填报"),
        )


PAIR_CHECKS: tuple[PairCheck, ...] = (PairCheck(CARRIED, items_carried), PairCheck(UNIT_SLIP, unit_slip))

"""Family E: outcome groups, their sum and their shares in the prose against the applications table."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gongkai.checks.narrative_readings import value
from gongkai.checks.narrative_results import against, numbered, own, passage, passages, prose_rule, stated
from gongkai.checks.rule import Check
from gongkai.checks.words import number
from gongkai.narrative.readings import GROUPS, applications

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result
    from gongkai.model import Number, Statement

CENT = Decimal("0.01")
WHOLES = (["concluded_total"], ["received_new"], ["received_new", "carried_in"])

OUTCOMES = prose_rule(
    "narrative_outcomes",
    ("文字与表：办理结果", "Outcome groups in the prose"),
    (
        "正文所写某类办理结果的件数与申请表该类各行之和不一致。",
        "The number of an outcome in the prose is not the sum of its rows.",
    ),
    ("正文某类结果＝表中该类各行总计之和", "outcome in the prose = sum of the rows of its group"),
)
SUM = prose_rule(
    "narrative_outcome_sum",
    ("文字内部结果合计", "Outcome parts in the prose"),
    (
        "正文一段中各类办理结果之和不等于该段所写（或表中）的办结总数。",
        "The outcomes of a passage do not add up to the whole named there.",
    ),
    ("各类结果之和＝该段的办结总数，或（七）总计", "sum of the outcomes = whole of the passage, or concluded_total"),
)
PERCENTAGE = prose_rule(
    "narrative_percentage",
    ("文字中的百分比", "Percentages in the prose"),
    ("正文所写百分比与件数算出的不同。", "A percentage in the prose is not that of its number."),
    ("百分比＝件数÷总数×100，容许末位差 1", "percentage = 100 × number / whole, within one unit of the last digit"),
)
PERCENTAGE_SUM = prose_rule(
    "narrative_percentage_sum",
    ("百分比合计", "Sum of percentages"),
    ("正文一段中各类办理结果的百分比之和不是 100。", "The shares of all outcomes in a passage do not add up to 100."),
    ("各类结果的百分比之和＝100", "sum of the shares = 100, within one unit of the last digit each"),
)


def outcomes(subject: Subject) -> Iterator[Result]:
    """Each group or single ground named."""
    return numbered(against(OUTCOMES, subject, s, instance=s.item) for s in own(subject.report, "outcome"))


def _groups(passage: list[Statement]) -> dict[str, Statement]:
    """Group, or several joined by `+` -> its statement; empty where one is named twice or a number is missing."""
    found: dict[str, Statement] = {}
    for statement in passage:
        if statement.kind != "outcome" or any(part not in GROUPS for part in statement.item.split("+")):
            continue
        if statement.item in found or statement.value is None:
            return {}
        found[statement.item] = statement
    named = [part for item in found for part in item.split("+")]
    return found if len(named) == len(set(named)) else {}


def _complete(groups: dict[str, Statement]) -> bool:
    return {part for item in groups for part in item.split("+")} == set(GROUPS)


def outcome_sum(subject: Subject) -> Iterator[Result]:
    """Each passage that names two groups or more."""
    return numbered(
        _sum(subject, each) for each in passages(own(subject.report, "outcome", "concluded", "received", "carried_out"))
    )


def _sum(subject: Subject, passage: list[Statement]) -> Result | None:
    groups = _groups(passage)
    if len(groups) < 2:
        return None
    first = next(iter(groups.values()))
    table = value(subject, applications(["concluded_total"]))
    named = [s.value for s in passage if s.kind == "concluded" and s.value is not None and "part" not in s.qualifiers]
    received = [s.value for s in passage if s.kind == "received" and s.value is not None]
    over = [s.value for s in passage if s.kind == "carried_out" and s.value is not None]
    wholes: list[Number] = [*named, *([table.number] if table.missing is None else [])]
    also = [whole - out for whole in received for out in (*over, 0)]
    right = sum(s.value or 0 for s in groups.values())
    vague = any(s.approximate or s.other_body for s in groups.values())
    exceeds = bool(wholes) and right > max([*wholes, *also])
    cell = ("concluded_total", "total")
    if vague or not wholes or not (_complete(groups) or exceeds):
        return stated(
            SUM, subject, first, instance="concluded_total", state="not_checkable", keys=table.keys, cell=cell,
            right=right, reason="scope" if vague or wholes else table.missing,
            text="" if vague or not wholes else "正文没有写全各类办理结果",
        )  # fmt: skip
    holds = right in (*wholes, *also)
    left = right if holds else wholes[0]
    return stated(
        SUM, subject, first, instance="concluded_total", state="passed" if holds else "failed", left=left, right=right,
        keys=table.keys, cell=cell,
        text=f"正文各类办理结果之和为 {number(right)}，办结总数为 {number(left)}"
        f"{'' if holds else f'，相差 {number(right - left)}'}。",
    )  # fmt: skip


def _shares(subject: Subject) -> list[tuple[Statement, Statement]]:
    """Percentages with the statement of which they are the share."""
    all_of_them = subject.report.statements
    return [
        (share, all_of_them[share.share_of])
        for share in own(subject.report, "percentage")
        if share.share_of is not None and share.share_of < len(all_of_them) and share.value is not None
    ]


def _unit(share: Statement) -> Decimal:
    """One unit in the last printed digit."""
    exponent = Decimal(share.value or 0).as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def percentages(subject: Subject) -> Iterator[Result]:
    """Each share of an outcome, an applicant or a channel."""
    return numbered(
        _percentage(subject, share, base)
        for share, base in _shares(subject)
        if base.kind in ("outcome", "applicant", "channel") and base.value is not None
    )


def _percentage(subject: Subject, share: Statement, base: Statement) -> Result:
    named = [
        s.value
        for s in own(subject.report, "concluded", "received")
        if passage(s) == passage(base) and s.value and "part" not in s.qualifiers and not s.approximate
    ]
    groups = [
        s.value
        for s in own(subject.report, "outcome")
        if s is not base
        and passage(s) == passage(base)
        and s.start < base.start
        and "part" in base.qualifiers
        and s.value is not None
        and s.value > (base.value or 0)
    ]  # 无法提供60件，其中不掌握48件，占80%: the whole is the group
    tables = [value(subject, applications(rows)) for rows in WHOLES]
    if base.kind != "outcome":
        tables = [*tables[1:], tables[0]]
    wholes = [*(found.number for found in tables if found.missing is None and found.number), *named, *groups]
    keys = applications(["concluded_total" if base.kind == "outcome" else "received_new"])
    rows = base.item.split("+")
    row = rows[0] if len(rows) == 1 and rows[0] in GROUPS[:2] else None
    vague = base.approximate or share.approximate or base.other_body or share.other_body
    if vague or not wholes:
        return stated(
            PERCENTAGE, subject, share, instance=base.item, state="not_checkable", keys=keys, cell=(row, "total"),
            right=share.value, reason="scope" if vague else tables[0].missing or "blank",
        )  # fmt: skip
    printed, unit, part = Decimal(share.value or 0), _unit(share), Decimal(base.value or 0)
    fitting = [whole for whole in wholes if abs(100 * part / Decimal(whole) - printed) <= unit]
    whole = (fitting or wholes)[0]
    left = (100 * part / Decimal(whole)).quantize(CENT, ROUND_HALF_UP)
    return stated(
        PERCENTAGE, subject, share, instance=base.item, state="passed" if fitting else "failed", left=left,
        right=printed, keys=keys, cell=(row, "total"), tolerance=unit,
        text=f"{number(base.value)} 占 {number(whole)} 的 {number(left)}%，正文为 {number(printed)}%。",
    )  # fmt: skip


def percentage_sum(subject: Subject) -> Iterator[Result]:
    """Each passage that names all groups and gives shares."""
    shares = {id(base): share for share, base in _shares(subject)}
    return numbered(_hundred(subject, each, shares) for each in passages(own(subject.report, "outcome")))


def _hundred(subject: Subject, passage: list[Statement], shares: dict[int, Statement]) -> Result | None:
    groups = _groups(passage)
    given = [shares[id(s)] for s in groups.values() if id(s) in shares]
    if not given or not _complete(groups):
        return None
    right = sum((Decimal(share.value or 0) for share in given), Decimal(0))
    if any(id(s) not in shares and s.value for s in groups.values()) or any(s.approximate for s in given):
        return stated(
            PERCENTAGE_SUM, subject, given[0], instance="outcomes", state="not_checkable", cell=(None, "total"),
            right=right, reason="absent", text="有的办理结果没有写百分比，或为约数",
        )  # fmt: skip
    tolerance = sum((_unit(share) for share in given), Decimal(0))
    holds = abs(right - 100) <= tolerance
    return stated(
        PERCENTAGE_SUM, subject, given[0], instance="outcomes", state="passed" if holds else "failed", left=100,
        right=right, cell=(None, "total"), tolerance=tolerance,
        text=f"正文各类办理结果的百分比之和为 {number(right)}，应为 100。",
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(OUTCOMES, outcomes),
    Check(SUM, outcome_sum),
    Check(PERCENTAGE, percentages),
    Check(PERCENTAGE_SUM, percentage_sum),
)

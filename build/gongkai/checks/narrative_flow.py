"""Family E: applications received, carried, concluded in the prose against the applications table."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from gongkai.checks.narrative_readings import cell, value
from gongkai.checks.narrative_results import against, numbered, own, passage, prose_rule, stated
from gongkai.checks.rule import Check
from gongkai.checks.words import number
from gongkai.narrative.readings import applications, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gongkai.checks.cells import OperandState, Subject
    from gongkai.checks.narrative_readings import Value
    from gongkai.checks.rule import Result, Rule
    from gongkai.model import Reason, Statement

WITHIN_THE_TERM = re.compile(r"(?:期限|时限|期)内")
FLOW = {
    "received": "received_new",
    "carried_in": "carried_in",
    "concluded": "concluded_total",
    "carried_out": "carried_out",
}
"""Kind of statement -> row that is its instance."""


RECEIVED = prose_rule(
    "narrative_applications",
    ("文字与表：收到申请", "Received applications in the prose"),
    (
        "正文所写收到、受理、办理的申请件数与申请表不一致。允许的几种算法中有一种相符即为相符。",
        "The number of applications received in the prose is not that of the table, under any permitted reading.",
    ),
    (
        "新收＝本年新收总计；收到、受理＝本年新收，或加上年结转；办理＝前两者之一或（七）总计",
        "new = received_new; received = received_new, or with carried_in; handled = these or concluded_total",
    ),
)
CARRIED_IN = prose_rule(
    "narrative_carried_in",
    ("文字与表：上年结转", "Carried in, in the prose"),
    ("正文所写上年结转件数与申请表不一致。", "The number carried in, in the prose, is not that of the table."),
    ("正文上年结转＝表中上年结转总计", "carried in, in the prose = carried_in.total"),
)
CONCLUDED = prose_rule(
    "narrative_concluded",
    ("文字与表：办结答复", "Concluded, in the prose"),
    (
        "正文所写办结、答复件数与申请表（七）总计不一致；不计“其他处理”后相符的，视为相符。",
        "The number concluded in the prose is not that of the table, with or without other outcomes.",
    ),
    (
        "正文办结＝（七）总计，或（七）总计减其他处理",
        "concluded in the prose = concluded_total, or less other outcomes",
    ),
)
CARRIED_OUT = prose_rule(
    "narrative_carried_out",
    ("文字与表：结转下年", "Carried out, in the prose"),
    ("正文所写结转下年度件数与申请表不一致。", "The number carried out, in the prose, is not that of the table."),
    ("正文结转下年度＝表中结转下年度总计", "carried out, in the prose = carried_out.total"),
)
BALANCE = prose_rule(
    "narrative_balance",
    ("文字内部平衡", "Balance within the prose"),
    (
        "正文自己写的新收、上年结转、办结、结转下年四个数不平衡。",
        "The four numbers that the prose gives do not balance.",
    ),
    ("新收＋上年结转＝办结＋结转下年", "received + carried in = concluded + carried out"),
)
ALL_ANSWERED = prose_rule(
    "narrative_all_answered",
    ("文字称全部办结", "All answered, in the prose"),
    (
        "正文称全部办结、均已答复，申请表却有结转下年度的，或件数不是办结总数。",
        "The prose says that all were answered; the table carries some over or has another total.",
    ),
    (
        "结转下年度总计＝0；写明件数的，件数＝（七）总计",
        "carried_out.total = 0, and the number named = concluded_total.total",
    ),
)


def _each(rule: Rule, kind: str) -> Callable[[Subject], Iterable[Result]]:
    """The rule on every statement of a kind; parts of a whole are left out."""

    def run(subject: Subject) -> Iterator[Result]:
        return numbered(
            against(rule, subject, statement, instance=FLOW[kind])
            for statement in own(subject.report, kind)
            if "part" not in statement.qualifiers
        )

    return run


def balance(subject: Subject) -> Iterator[Result]:
    """The four numbers of the prose; where it gives one of them several times, one set that balances is enough."""
    four = [_whole(subject, kind) for kind in FLOW]
    if not all(four):
        return
    last = four[3][0]
    keys = applications(list(FLOW.values()))
    loose = next((s for group in four for s in group if s.approximate or s.other_body), None)
    if loose is not None:
        yield stated(
            BALANCE, subject, loose, instance="carried_out", state="not_checkable", keys=keys,
            cell=("carried_out", "total"), reason="scope", text="正文中有约数，或所说的不是本机关",
        )  # fmt: skip
        return
    sets = [[s.value or 0 for s in each] for each in product(*four)]
    new, carried, done, out = next((s for s in sets if s[0] + s[1] == s[2] + s[3] or s[0] == s[2] + s[3]), sets[0])
    holds = new + carried == done + out or new == done + out
    left = new + carried - done if not holds else out
    yield stated(
        BALANCE, subject, last, instance="carried_out", state="passed" if holds else "failed", left=left, right=out,
        keys=keys, cell=("carried_out", "total"),
        text=f"正文：收到 {number(new)} 加上年结转 {number(carried)}，减办结 {number(done)}，应结转 {number(left)}，"
        f"正文结转下年为 {number(out)}。",
    )  # fmt: skip


def _whole(subject: Subject, kind: str) -> list[Statement]:
    return [s for s in own(subject.report, kind) if s.value is not None and "part" not in s.qualifiers]


def all_answered(subject: Subject) -> Iterator[Result]:
    """全部办结 against what the table carries over, and the number named against what it concluded."""
    return numbered(_answered(subject, statement) for statement in own(subject.report, "all_answered"))


def _answered(subject: Subject, statement: Statement) -> Result | None:
    """None where the passage names what is carried over, or speaks of the answered ones alone."""
    over = [s for s in own(subject.report, "carried_out") if passage(s) == passage(statement)]
    if any(s.value for s in over):
        return None
    concluded, _ = cell(subject, ("applications", "concluded_total", "total"))
    carried_out, _ = cell(subject, ("applications", "carried_out", "total"))
    named = statement.value
    row = "concluded_total" if named is not None else "carried_out"
    keys = applications(["concluded_total", "carried_out"])
    under_test = (row, "total")
    only_answered = named == concluded.number if named is not None else bool(WITHIN_THE_TERM.search(statement.phrase))
    if only_answered and carried_out.number:
        return None
    usable = concluded if named is not None else carried_out
    reason = "scope" if statement.other_body else _reason(carried_out.state) or _reason(usable.state)
    if reason is not None:
        return stated(
            ALL_ANSWERED, subject, statement, instance=row, state="not_checkable", keys=keys, cell=under_test,
            right=named, reason=reason,
        )  # fmt: skip
    left, right = usable.number, named if named is not None else 0
    permitted = {usable.number, subject.operand("applications", "received_new", "total").number}
    permitted |= {each.number for each in _without_other(subject)}
    holds = carried_out.number == 0 and (named is None or bool(statement.approximate) or named in permitted)
    return stated(
        ALL_ANSWERED, subject, statement, instance=row, state="passed" if holds else "failed", left=left, right=right,
        keys=keys, cell=under_test,
        text=f"正文称全部办结{'' if named is None else f' {number(named)} 件'}，表中（七）总计为 "
        f"{number(concluded.number)}，结转下年度为 {number(carried_out.number)}。",
    )  # fmt: skip


def _without_other(subject: Subject) -> list[Value]:
    """What was concluded less 其他处理, if it can be summed."""
    found = value(subject, readings("concluded", "", (), subject.report)[-1])
    return [found] if found.missing is None else []


def _reason(state: OperandState) -> Reason | None:
    return None if state == "printed" or state == "implied" else state  # noqa: PLR1714 mypy narrows by comparison


CHECKS: tuple[Check, ...] = (
    Check(RECEIVED, _each(RECEIVED, "received")),
    Check(CARRIED_IN, _each(CARRIED_IN, "carried_in")),
    Check(CONCLUDED, _each(CONCLUDED, "concluded")),
    Check(CARRIED_OUT, _each(CARRIED_OUT, "carried_out")),
    Check(BALANCE, balance),
    Check(ALL_ANSWERED, all_answered),
)

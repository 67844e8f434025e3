"""Family E: reconsideration and litigation in the prose against the proceedings table, and what the prose says there is none of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.narrative_readings import cell, readings, value
from gongkai.checks.narrative_results import against, name, numbered, own, passage, prose_rule, stated
from gongkai.checks.rule import Check
from gongkai.checks.words import number
from gongkai.narrative.readings import channels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result
    from gongkai.model import Statement

PROCEEDINGS = prose_rule(
    "narrative_proceedings",
    ("文字与表：复议诉讼", "Disputes in the prose"),
    ("正文所写行政复议、行政诉讼件数与表不一致。", "The number of disputes in the prose is not that of the table."),
    ("正文件数＝该类总计（行政诉讼为两行之和）", "number in the prose = total of the channel, of both for litigation"),
    table="proceedings",
)
RESULTS = prose_rule(
    "narrative_proceedings_results",
    ("文字与表：复议诉讼结果", "Results of disputes in the prose"),
    (
        "正文所写维持、纠正件数，或均获维持、零败诉的说法，与表不一致。",
        "Results of disputes in the prose, or that all were upheld, do not agree with the table.",
    ),
    ("正文某结果＝表中该结果；均获维持：结果维持＝总计；零败诉：结果纠正＝0", "result in the prose = its cell; all upheld: upheld = total"),
    table="proceedings",
)  # fmt: skip
ZERO = prose_rule(
    "narrative_zero",
    ("文字称无", "Nothing to report, in the prose"),
    ("正文称没有，表中却有大于 0 的数。", "The prose says that there was none; the table has a figure above 0."),
    ("正文称没有的，表中为 0 或空白", "what the prose calls none is 0 or blank in the table"),
    table="any",
)


def proceedings(subject: Subject) -> Iterator[Result]:
    """Each number of disputes."""
    return numbered(
        _cases(subject, s) for s in own(subject.report, "proceedings") if "part" not in s.qualifiers and s.item
    )


def _cases(subject: Subject, statement: Statement) -> Result | None:
    """Cases newly put on record may be fewer than those of the table, which may hold carried ones."""
    found = against(PROCEEDINGS, subject, statement, instance=statement.item)
    recorded = {"new", "recorded"} & set(statement.qualifiers)
    if found is None or found.state != "failed" or not recorded or (found.difference or 0) > 0:
        return found
    return stated(
        PROCEEDINGS, subject, statement, instance=statement.item, state="not_checkable", keys=found.cells,
        right=statement.value, reason="scope", text="正文为新立案、备案的件数，表中可能含以前年度的",
    )  # fmt: skip


def results(subject: Subject) -> Iterator[Result]:
    """Each number of results, and each 均获维持."""
    return numbered(_result(subject, s) for s in own(subject.report, "proceedings_result"))


def _result(subject: Subject, statement: Statement) -> Result | None:
    channel, _, result = statement.item.rpartition(".")
    instance = channel if result == "upheld" else statement.item
    if "all" in statement.qualifiers and statement.value is None:
        return _all(subject, statement, channel, result)
    return against(RESULTS, subject, statement, instance=instance)


def _all(subject: Subject, statement: Statement, channel: str, result: str) -> Result | None:
    """均获维持: the result equals the total; a channel left wholly blank next to a filled one has no case."""
    rows = [row for row in channels(channel) if _filled(subject, row)] or list(channels(channel))
    if not rows:
        return None
    upheld = value(subject, tuple(("proceedings", row, result) for row in rows))
    total = value(subject, tuple(("proceedings", row, "total") for row in rows))
    one = channels(channel)[0] if len(channels(channel)) == 1 else None
    named = [
        s.value
        for s in own(subject.report, "proceedings")
        if s.item == channel and passage(s) == passage(statement) and s.value is not None and not s.approximate
    ]
    keys = (*upheld.keys, *total.keys)
    reason = "scope" if statement.other_body else upheld.missing or total.missing
    if reason is not None:
        return stated(
            RESULTS, subject, statement, instance=channel, state="not_checkable", keys=keys, cell=(one, result),
            reason=reason,
        )  # fmt: skip
    holds = upheld.number == total.number
    right = total.number if holds or not named else named[0]
    return stated(
        RESULTS, subject, statement, instance=channel, state="passed" if holds else "failed", left=upheld.number,
        right=right, keys=keys, cell=(one, result),
        text=f"{name(channel)}：正文称 {number(right)} 件均为同一结果，表中该结果为 {number(upheld.number)}，"
        f"总计为 {number(total.number)}。",
    )  # fmt: skip


def _filled(subject: Subject, row: str) -> bool:
    return any(f.row == row and f.status == "reported" for f in subject.of_table("proceedings"))


def zero(subject: Subject) -> Iterator[Result]:
    """Each subject of which the prose says that there was none."""
    return numbered(_none(subject, s) for s in own(subject.report, "none"))


def _none(subject: Subject, statement: Statement) -> Result | None:
    """All blank passes, since blank does not contradict; new cases alone cannot be told from the table."""
    keys = next(iter(readings(subject, statement)), ())
    if not keys:
        return None
    operands = [cell(subject, key)[0] for key in keys]
    left = sum(operand.number or 0 for operand in operands)
    lost = next((o.state for o in operands if o.state == "absent" or o.state == "unreadable"), None)  # noqa: PLR1714
    scope = statement.other_body or (
        left and {"new", "recorded"} & set(statement.qualifiers) and keys[0][0] != "applications"
    )
    if scope or (lost is not None and not left):
        return stated(
            ZERO, subject, statement, instance=statement.item, state="not_checkable", keys=keys,
            reason="scope" if scope else lost, right=0,
        )  # fmt: skip
    blank = all(operand.number is None for operand in operands)
    return stated(
        ZERO, subject, statement, instance=statement.item, state="failed" if left else "passed", left=left, right=0,
        keys=keys,
        text=f"{name(statement.item)}：正文称没有，" + ("表中空白，没有写明。" if blank else f"表中为 {number(left)}。"),
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (Check(PROCEEDINGS, proceedings), Check(RESULTS, results), Check(ZERO, zero))

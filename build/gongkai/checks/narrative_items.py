"""Family E: applicants and channels of the applications, documents and decisions in the prose against the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.narrative_readings import value
from gongkai.checks.narrative_results import against, name, numbered, own, passages, prose_rule, stated
from gongkai.checks.rule import Check
from gongkai.checks.words import number
from gongkai.narrative.numbers import counts
from gongkai.narrative.readings import applications

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result
    from gongkai.model import Number, Severity, Statement

APPLICANTS = prose_rule(
    "narrative_applicants",
    ("文字与表：申请人", "Applicants in the prose"),
    ("正文所写自然人、法人申请件数与申请表不一致。", "Applicants in the prose do not agree with the table."),
    (
        "正文件数＝表中该类申请人新收，或加上年结转",
        "number in the prose = received_new of the applicants, or with carried_in",
    ),
)
CHANNELS = prose_rule(
    "narrative_channels",
    ("渠道合计", "Channels in the prose"),
    ("正文各申请渠道件数之和不等于收到的总数。", "The channels named do not add up to the number received."),
    ("各渠道件数之和＝该段所写或表中的收到总数", "sum of the channels = number received, in the passage or the table"),
)
DOCUMENTS = prose_rule(
    "narrative_documents",
    ("文字与表：规范性文件", "Documents in the prose"),
    ("正文所写规章、规范性文件件数与表不一致。", "The number of documents in the prose is not that of the table."),
    ("正文制发、废止、现行有效件数＝表中该数", "issued, repealed, in force in the prose = the cell"),
    table="disclosure",
)
DECISIONS = prose_rule(
    "narrative_decisions",
    ("文字与表：许可处罚", "Decisions in the prose"),
    ("正文所写许可、处罚、强制件数与表不一致。", "The number of decisions in the prose is not that of the table."),
    ("正文件数＝本年处理决定数量", "number in the prose = decisions of the item"),
    table="disclosure",
    severity="info",
)


def applicants(subject: Subject) -> Iterator[Result]:
    """Each number of applicants."""
    return numbered(against(APPLICANTS, subject, s, instance=s.item) for s in own(subject.report, "applicant"))


def channels(subject: Subject) -> Iterator[Result]:
    """Each passage that names channels."""
    return numbered(_channels(subject, each) for each in passages(own(subject.report, "channel", "received")))


def _channels(subject: Subject, passage: list[Statement]) -> Result | None:
    """A single channel, or one named twice, does not make a sum."""
    parts = [s for s in passage if s.kind == "channel" and s.value is not None]
    if not parts:
        return None
    named = [s.value for s in passage if s.kind == "received" and s.value is not None and "part" not in s.qualifiers]
    tables = [value(subject, applications(rows)) for rows in (["received_new"], ["received_new", "carried_in"])]
    wholes = [*named, *(each.number for each in tables if each.missing is None)]
    right = sum(s.value or 0 for s in parts)
    vague = any(s.approximate or s.other_body for s in parts) or len({s.item for s in parts}) < len(parts)
    short = bool(wholes) and right < max(wholes) and right not in wholes
    partial = short and (len(parts) == 1 or _unread(parts, {whole - right for whole in wholes}))
    if vague or partial or not wholes:
        return stated(
            CHANNELS, subject, parts[0], instance="received_new", state="not_checkable", keys=tables[0].keys,
            right=right, reason="scope" if wholes else tables[0].missing,
            text="正文没有写全各渠道" if partial else "",
        )  # fmt: skip
    holds = right in wholes
    left = right if holds else wholes[0]
    return stated(
        CHANNELS, subject, parts[0], instance="received_new", state="passed" if holds else "failed", left=left,
        right=right, keys=tables[0].keys,
        text=f"正文各渠道之和为 {number(right)}，收到总数为 {number(left)}。",
    )  # fmt: skip


def _unread(parts: list[Statement], gaps: set[Number]) -> bool:
    """Whether a number of the same sentence, of a channel not understood, makes up what the others lack."""
    told = [s.value for s in parts]
    numbers = [count.value for sentence in {s.sentence for s in parts} for count in counts(sentence)]
    return any(number in gaps and numbers.count(number) > told.count(number) for number in numbers)


def documents(subject: Subject) -> Iterator[Result]:
    """Each number of documents; 公开 may count older ones."""
    return numbered(_document(subject, s) for s in own(subject.report, "documents"))


def _document(subject: Subject, statement: Statement) -> Result | None:
    row, _, column = statement.item.partition(".")
    if subject.report.form == "2019" and column in ("repealed", "in_force") and statement.value is not None:
        return stated(
            DOCUMENTS, subject, statement, instance=statement.item, state="not_checkable", cell=(row, column),
            right=statement.value, reason="form",
        )  # fmt: skip
    milder: Severity = "info" if "published" in statement.qualifiers else "warning"
    found = against(DOCUMENTS, subject, statement, instance=statement.item, severity=milder)
    if found is None or found.state != "failed" or "part" not in statement.qualifiers or (found.difference or 0) > 0:
        return found
    return stated(
        DOCUMENTS, subject, statement, instance=statement.item, state="not_checkable", keys=found.cells,
        right=statement.value, reason="scope", text=f"{name(statement.item)}：正文所写只是其中一部分",
    )  # fmt: skip


def decisions(subject: Subject) -> Iterator[Result]:
    """Each number of decisions; published ones may be fewer than all."""
    return numbered(_decision(subject, s) for s in own(subject.report, "decisions"))


def _decision(subject: Subject, statement: Statement) -> Result | None:
    found = against(DECISIONS, subject, statement, instance=statement.item)
    if (
        found is None
        or found.state != "failed"
        or "published" not in statement.qualifiers
        or (found.difference or 0) > 0
    ):
        return found
    return stated(
        DECISIONS, subject, statement, instance=statement.item, state="not_checkable", keys=found.cells,
        right=statement.value, reason="scope", text=f"{name(statement.item)}：正文为公开的件数，表中为全部",
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(APPLICANTS, applicants),
    Check(CHANNELS, channels),
    Check(DOCUMENTS, documents),
    Check(DECISIONS, decisions),
)

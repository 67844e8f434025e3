"""Statements of the unit cases as a report would write them: one paragraph, so that wholes, parts and shares meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.model import Statement

RECEIVED = {"new": "本年新收政府信息公开申请", "handled": "全年办理政府信息公开申请", "": "全年收到政府信息公开申请"}
OUTCOMES = {
    "granted": "予以公开",
    "partially_granted": "部分公开",
    "granted+partially_granted": "予以公开及部分公开",
    "denied": "不予公开",
    "unavailable": "无法提供",
    "declined": "不予处理",
    "other": "其他处理",
}
APPLICANTS = {"natural_person": "自然人申请", "organisations": "法人或其他组织申请", "enterprise": "企业申请"}
CHANNELS = {"online": "网络申请", "letter": "信函申请"}
PROCEEDINGS = {"reconsideration": "行政复议", "litigation": "行政诉讼"}
RESULTS = {"upheld": "维持"}
SUBJECTS = {"applications": "政府信息公开申请", "litigation": "行政诉讼", "reconsideration": "行政复议"}
DOCUMENTS = {"normative_documents": "行政规范性文件", "regulations": "规章"}
VERBS = {"issued": "制发", "in_force": "现行有效"}
DECISIONS = {"penalties": "行政处罚", "coercion": "行政强制"}
BEHIND = {"余", "多"}
"""Words that follow the number which they make approximate."""
OF_APPLICATIONS = {"outcome", "applicant", "channel", "carried_out"}
"""Kinds that need the word 申请 before them to be understood."""
OTHER_BODY = "县政府办公室"
"""Not the body that reports."""


def told(statements: tuple[Statement, ...], year: int | None) -> tuple[str, ...]:
    """The paragraph that says them; nothing for those that were read from the report's own words."""
    if all(statement.sentence for statement in statements):
        return ()
    shares = {s.share_of: s for s in statements if s.kind == "percentage"}
    growth = {s.share_of: s for s in statements if s.kind == "growth"}
    sentences: list[str] = []
    for place, statement in enumerate(statements):
        if statement.kind in ("percentage", "growth"):
            continue
        text = SAID[statement.kind](statement)
        if statement.kind in OF_APPLICATIONS and not sentences:
            text = f"办理政府信息公开申请，{text}"
        if statement.other_body:
            text = f"{OTHER_BODY}{'' if text.startswith(('办理', '因')) else '共'}{text}"
        if statement.year is not None and statement.year != year:
            text = text.replace("全年", f"{statement.year}年")
        if place in shares:
            text += f"，占{shares[place].value}%"
        if place in growth:
            more = growth[place]
            text += f"，同比增长{more.value}%" if more.unit == "%" else f"，同比增加{more.value}{more.unit}"
        sentences.append(text)
    return ("；".join(sentences) + "。",)


def count(statement: Statement, unit: str = "件") -> str:
    """The number with the word that makes it approximate."""
    word = statement.approximate
    return f"{statement.value}{word}{unit}" if word in BEHIND else f"{word}{statement.value}{unit}"


def received(statement: Statement) -> str:
    kind = next((word for word in ("new", "handled") if word in statement.qualifiers), "")
    return RECEIVED[kind] + count(statement)


def result(statement: Statement) -> str:
    channel, _, column = statement.item.rpartition(".")
    words = f"因政府信息公开引起的{PROCEEDINGS[channel]}案件"
    return (
        f"{words}均获{RESULTS[column]}"
        if "all" in statement.qualifiers
        else f"{words}结果{RESULTS[column]}{count(statement)}"
    )


def proceedings(statement: Statement) -> str:
    recorded = "新立案" if "recorded" in statement.qualifiers else ""
    return f"因政府信息公开引起的{PROCEEDINGS[statement.item]}{recorded}{count(statement)}"


def documents(statement: Statement) -> str:
    row, _, column = statement.item.partition(".")
    verb = "主动公开" if "published" in statement.qualifiers else VERBS[column]
    return (
        f"{DOCUMENTS[row]}{verb}{count(statement)}"
        if verb == VERBS["in_force"]
        else f"{verb}{DOCUMENTS[row]}{count(statement)}"
    )


def outcome(statement: Statement) -> str:
    return (OUTCOMES.get(statement.item) or codes.row_label("applications", statement.item)) + count(statement)


SAID: dict[str, Callable[[Statement], str]] = {
    "received": received,
    "carried_in": lambda s: f"上年结转政府信息公开申请{count(s)}",
    "concluded": lambda s: f"全年办结政府信息公开申请{count(s)}",
    "carried_out": lambda s: f"结转下年度继续办理{count(s)}",
    "all_answered": lambda s: f"{count(s) if s.value is not None else ''}政府信息公开申请全部按期办结",
    "outcome": outcome,
    "applicant": lambda s: APPLICANTS[s.item] + count(s),
    "channel": lambda s: CHANNELS[s.item] + count(s),
    "proceedings": proceedings,
    "proceedings_result": result,
    "none": lambda s: f"全年未发生{SUBJECTS[s.item]}" if s.item != "applications" else "全年未收到政府信息公开申请",
    "documents": documents,
    "decisions": lambda s: f"作出{DECISIONS[s.item]}决定{count(s)}",
}

"""What a report says in a few figures: the facts on top of a page, its one sentence, its outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.cells import number, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.records import Record

Key = tuple[str, str, str]

RECEIVED: Key = ("applications", "received_new", "total")
CARRIED_IN: Key = ("applications", "carried_in", "total")
CONCLUDED: Key = ("applications", "concluded_total", "total")
CARRIED_OUT: Key = ("applications", "carried_out", "total")
GRANTED: Key = ("applications", "granted", "total")
PARTIAL: Key = ("applications", "partially_granted", "total")
REVIEW: Key = ("proceedings", "reconsideration", "total")
LITIGATION: tuple[Key, ...] = (
    ("proceedings", "litigation_direct", "total"),
    ("proceedings", "litigation_after_reconsideration", "total"),
)

OUTCOMES: tuple[tuple[str, str], ...] = (
    ("granted", "予以公开"),
    ("partial", "部分公开"),
    ("denied", "不予公开"),
    ("unavailable", "无法提供"),
    ("declined", "不予处理"),
    ("other", "其他处理"),
)
"""The six kinds of outcome: class of the style sheet, label."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure on top of a page."""

    label: str
    text: str
    """The number, or the words for its absence."""
    known: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How the year's applications ended, by the printed row totals."""

    counts: tuple[tuple[str, str, int], ...]
    """(class, label, count) of the kinds with a count above zero."""
    total: int
    unknown: int
    """Rows whose total holds no number; they are not in the counts."""


def amount(record: Record | None, key: Key) -> int | None:
    """The whole number of a cell, or None."""
    figure = record.figures.get(key) if record else None
    return (
        figure.value if figure is not None and figure.status == "reported" and isinstance(figure.value, int) else None
    )


def added(record: Record | None, keys: tuple[Key, ...]) -> int | None:
    """The sum of cells; None as soon as one of them holds no number."""
    found = [amount(record, key) for key in keys]
    known = [value for value in found if value is not None]
    return sum(known) if len(known) == len(found) else None


def year_before(record: Record, siblings: Sequence[Record]) -> Record | None:
    """The body's report of the year before with the same scope: only with that one is a change worth naming."""
    year, scope = record.report.year, record.report.scope
    return next((o for o in siblings if year and o.report.year == year - 1 and o.report.scope == scope), None)


def _change(now: int | None, before: int | None) -> str:
    if now is None or before is None:
        return ""
    return "与上年持平" if now == before else f"较上年 {now - before:+,}".replace("-", "−")


def facts(record: Record, before: Record | None = None) -> tuple[Fact, ...]:
    """The row of facts; `before` is the report of the year before with the same scope."""
    found = []
    for label, key in (
        ("新收申请", RECEIVED),
        ("上年结转", CARRIED_IN),
        ("办结", CONCLUDED),
        ("结转下年", CARRIED_OUT),
        ("行政复议", REVIEW),
    ):
        value = amount(record, key)
        notes = (_change(value, amount(before, key)), "已更正" if record.corrected(key) else "")
        found.append(Fact(label, words(record.figure(*key)), value is not None, "，".join(filter(None, notes))))
    value = added(record, LITIGATION)
    parts = [words(record.figure(*key)) for key in LITIGATION]
    detail = f"直接起诉 {parts[0]}，复议后 {parts[1]}"
    detail += "，已更正" if any(record.corrected(key) for key in LITIGATION) else ""
    if value is not None:
        found.append(Fact("行政诉讼", number(value), known=True, detail=detail))
    else:
        same = parts[0] == parts[1]
        found.append(Fact("行政诉讼", parts[0] if same else "不全", known=False, detail="" if same else detail))
    return tuple(found)


def outcomes(record: Record) -> Outcomes:
    """Outcomes by kind, from the column 总计."""
    counts = dict.fromkeys((kind for kind, _ in OUTCOMES), 0)
    unknown = 0
    for code in codes.outcome_codes():
        figure = record.figure("applications", code, "total")
        if figure is None or figure.status == "absent":
            continue
        if figure.status == "reported" and isinstance(figure.value, int):
            counts[outcome_kind(code)] += figure.value
        else:
            unknown += 1
    kept = tuple((kind, label, counts[kind]) for kind, label in OUTCOMES if counts[kind] > 0)
    return Outcomes(kept, sum(counts.values()), unknown)


def outcome_kind(code: str) -> str:
    """Which of `OUTCOMES` a row of the table belongs to."""
    return codes.outcome_group(code) or ("granted" if code == "granted" else "partial")


def share(part: int, whole: int) -> str:
    """A percentage with one decimal.

    >>> share(1, 3)
    '33.3%'
    """
    return f"{100 * part / whole:.1f}%"


def sentence(record: Record, name: str) -> str:
    """The report's applications in one plain sentence, absences said as such."""
    report = record.report
    scope = "（汇总口径）" if report.scope == "aggregate" else ""
    opening = f"{report.year_label}，{name}{scope}" if report.year else f"{name}{scope}"
    if report.form == "2008":
        return f"{opening}的年报早于统一表格，没有可逐格比对的数字，下面是其文字。"
    if all(record.figure(*key) is None for key in (RECEIVED, CONCLUDED)):
        return f"{opening}的年报中没有找到申请情况表。"
    received, concluded = amount(record, RECEIVED), amount(record, CONCLUDED)
    said = [
        _said("新收政府信息公开申请", record, RECEIVED, _by_people(record, received)),
        _said("上年结转", record, CARRIED_IN),
    ]
    said += [_said("办结", record, CONCLUDED), _said("结转下年", record, CARRIED_OUT)]
    text = f"{opening}{'，'.join(said)}。"
    granted = added(record, (GRANTED, PARTIAL))
    if concluded and granted is not None and granted <= concluded:
        text += f"办结的申请中，予以公开和部分公开的共 {number(granted)} 件，占 {share(granted, concluded)}。"
    return text


def _said(verb: str, record: Record, key: Key, aside: str = "") -> str:
    figure = record.figure(*key)
    known = figure is not None and figure.status == "reported"
    return f"{verb} {words(figure)} 件{aside}" if known else f"{verb}数{words(figure)}"


def _by_people(record: Record, received: int | None) -> str:
    people = amount(record, ("applications", "received_new", "natural_person"))
    if not received or people is None or people > received:
        return ""
    return f"（其中自然人 {number(people)} 件）"

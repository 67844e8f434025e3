"""What a report says in a few figures: the facts on top of a page, its outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gongkai import codes
from gongkai.site.cells import number, percentage, words
from gongkai.site.language import _

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


class Fact(NamedTuple):
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
    """Rows of the report's form whose total holds no number; they are not in the counts."""


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
    if now == before:
        return _("与上年持平")
    return _("较上年 %(change)s", change=f"{now - before:+,}".replace("-", "−"))


def facts(record: Record, before: Record | None = None) -> tuple[Fact, ...]:
    """The row of facts; `before` is the report of the year before with the same scope."""
    found = []
    for label, key in (
        (_("新收申请"), RECEIVED),
        (_("上年结转"), CARRIED_IN),
        (_("办结"), CONCLUDED),
        (_("结转下年"), CARRIED_OUT),
        (_("行政复议"), REVIEW),
    ):
        value = amount(record, key)
        notes = (_change(value, amount(before, key)), _("已更正") if record.corrected(key) else "")
        found.append(Fact(label, words(record.figure(*key)), value is not None, _("，").join(filter(None, notes))))
    value = added(record, LITIGATION)
    parts = [words(record.figure(*key)) for key in LITIGATION]
    detail = _("直接起诉 %(direct)s，复议后 %(after)s", direct=parts[0], after=parts[1])
    detail += _("，已更正") if any(record.corrected(key) for key in LITIGATION) else ""
    if value is not None:
        found.append(Fact(_("行政诉讼"), number(value), known=True, detail=detail))
    else:
        same = parts[0] == parts[1]
        found.append(Fact(_("行政诉讼"), parts[0] if same else _("不全"), known=False, detail="" if same else detail))
    return tuple(found)


def outcomes(record: Record) -> Outcomes:
    """Outcomes by kind, from the column 总计."""
    counts = dict.fromkeys((kind for kind, _ in OUTCOMES), 0)
    unknown = 0
    for code in codes.outcome_codes():
        figure = record.figure("applications", code, "total")
        if figure is None:
            continue
        if figure.status == "reported" and isinstance(figure.value, int):
            counts[outcome_kind(code)] += figure.value
        else:
            unknown += 1
    kept = tuple((kind, _(label), counts[kind]) for kind, label in OUTCOMES if counts[kind] > 0)
    return Outcomes(kept, sum(counts.values()), unknown)


@cache
def outcome_kind(code: str) -> str:
    """Which of `OUTCOMES` a row of the table belongs to."""
    return codes.outcome_group(code) or ("granted" if code == "granted" else "partial")


def share(part: int, whole: int) -> str:
    """A percentage with one decimal; empty where the whole is none, as misprinted negative numbers can make it.

    >>> share(1, 3), share(2499, 2500), share(5, 0)
    ('33.3%', '99.96%', '')
    """
    return percentage(part / whole) if whole > 0 else ""

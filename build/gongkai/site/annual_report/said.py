"""The numbers of the narrative beside those of the tables, as the rules on the narrative judged them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gongkai.site.cells import anchor
from gongkai.site.language import _, labels, zh
from gongkai.site.records import AT_HAND

if TYPE_CHECKING:
    from collections.abc import Collection

    from gongkai.site.records import Record, Result, Statement

Key = tuple[str, str, str]

RULES = {
    "received": "narrative_applications",
    "carried_in": "narrative_carried_in",
    "concluded": "narrative_concluded",
    "carried_out": "narrative_carried_out",
    "all_answered": "narrative_all_answered",
    "outcome": "narrative_outcomes",
    "applicant": "narrative_applicants",
    "percentage": "narrative_percentage",
    "growth": "narrative_growth",
    "proceedings": "narrative_proceedings",
    "proceedings_result": "narrative_proceedings_results",
    "none": "narrative_zero",
    "documents": "narrative_documents",
    "decisions": "narrative_decisions",
}
"""Kind of statement -> the rule that compares it."""
BY_ITEM = frozenset({"outcome", "applicant", "proceedings", "proceedings_result", "none", "documents", "decisions"})
"""Kinds whose results are named by the item; the others have one item."""
_FIRST = re.compile(r"(?:(?P<table>\w+)\.)?(?P<row>\w+)[^\[]*\[(?P<column>\w+)")


class Saying(NamedTuple):
    """One statement with what the tables say to it."""

    phrase: str
    before: str
    """The sentence up to the phrase; only of what differs, which is shown in its sentence."""
    after: str
    state: str
    table: str
    """The figure of the tables, in words; empty where there is none to show."""
    cell: str
    """Id of its first cell on the page; empty where it has none."""
    reason: str
    """Why it could not be compared."""
    finding: int | None
    """The finding about it."""
    section: int = 0
    """Position of its section; 0 where it is not known."""
    start: int = 0
    end: int = 0
    """Where the phrase stands in the section's text."""

    @property
    def located(self) -> bool:
        """Whether it can be marked in the running text."""
        return self.end > self.start


@dataclass(frozen=True, slots=True)
class Said:
    """All statements of a report."""

    differing: tuple[Saying, ...]
    open: tuple[Saying, ...]
    """Those with a figure in the tables that could not be compared."""
    agreeing: tuple[Saying, ...]
    others: int
    """Statements on what the tables have no cell for, or that no rule compares."""
    cells: tuple[Key, ...]
    """Cells of the tables that are linked to."""

    @property
    def compared(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.differing or self.open or self.agreeing)


def said(record: Record) -> Said:
    """The statements of a report, each with the result of the rule that compares it.

    A result belongs to the first statement of its kind and item with the same number that has none yet.
    """
    matched, others, cells = _matched(record)
    reasons = labels("check_reasons")
    groups: dict[str, list[Saying]] = {"failed": [], "not_checkable": [], "passed": []}
    for statement, found, cell, finding in matched:
        state = "failed" if found.state == "explained" else found.state
        before, _phrase, after = statement.sentence.partition(statement.phrase) if state == "failed" else ("", "", "")
        groups[state].append(
            Saying(
                phrase=statement.phrase,
                before=before,
                after=after,
                state=found.state,
                table=_table(found, statement),
                cell=cell,
                reason=reasons.get(found.reason, "") if found.reason else "",
                finding=finding,
                section=statement.section,
                start=statement.start,
                end=statement.end,
            )
        )
    return Said(
        differing=tuple(groups["failed"]),
        open=tuple(groups["not_checkable"]),
        agreeing=tuple(groups["passed"]),
        others=others,
        cells=cells,
    )


@lru_cache(maxsize=AT_HAND)
def _matched(record: Record) -> tuple[tuple[tuple[Statement, Result, str, int | None], ...], int, tuple[Key, ...]]:
    """Statements with their results, the cell's id and the finding about it; how many have none; the cells."""
    results: dict[str, list[Result]] = {}
    for result in record.prose:
        results.setdefault(result.rule, []).append(result)
    findings = {
        (finding.type, finding.instance): finding.position
        for finding in record.findings
        if finding.state in ("failed", "explained")
    }
    matched: list[tuple[Statement, Result, str, int | None]] = []
    cells: dict[Key, None] = {}
    others = 0
    for statement in record.statements:
        waiting = results.get(RULES.get(statement.kind, ""), [])
        found = next((result for result in waiting if _answers(result, statement)), None)
        if found is None:
            others += 1
            continue
        waiting.remove(found)
        key = _first(found, record)
        if key is not None:
            cells[key] = None
        finding = findings.get((found.rule, found.instance))
        matched.append((statement, found, anchor(key) if key is not None else "", finding))
    return tuple(matched), others, tuple(cells)


def in_text(sayings: Said) -> dict[int, list[Saying]]:
    """Section -> what is marked in its text, in the order of the text; phrases that overlap are marked once."""
    found: dict[int, list[Saying]] = {}
    everything = (*sayings.differing, *sayings.open, *sayings.agreeing)
    for each in sorted((each for each in everything if each.located), key=lambda each: (each.section, each.start)):
        before = found.setdefault(each.section, [])
        if not before or before[-1].end <= each.start:
            before.append(each)
    return found


def lines(sayings: Said, marked: Collection[Saying] = ()) -> Markup:
    """List items of what agrees and of what could not be compared, unless it is `marked` in the text: not left to the template, they may be many."""
    told = [
        f"<li>{escape(zh(each.phrase))} {_link(each.cell, each.table)}"
        for each in sayings.agreeing
        if each not in marked
    ]
    told += [
        f"<li>{escape(zh(each.phrase))} {_link(each.cell, _not_compared(each))}"
        for each in sayings.open
        if each not in marked
    ]
    return Markup("\n".join(told))  # noqa: S704 - escaped above


def _not_compared(saying: Saying) -> str:
    return _("无法比较：%(reason)s", reason=saying.reason) if saying.reason else _("无法比较")


def verdict(saying: Saying) -> str:
    """What the tables say to it, in a few words."""
    if saying.state == "passed":
        return saying.table or _("与表相符")
    if saying.state == "not_checkable":
        return _not_compared(saying)
    return _("与%(table)s 不符", table=saying.table) if saying.table else _("与表不符")


@lru_cache(maxsize=8192)
def _link(cell: str, text: str) -> str:
    return f'<a href="#{escape(cell)}">{escape(text)}</a>' if cell else str(escape(text))


def _answers(result: Result, statement: Statement) -> bool:
    """Whether a result of the rule of its kind is on this statement: its item, and its number as the one found."""
    instance = result.instance.partition("#")[0]
    if statement.kind in BY_ITEM and instance not in (statement.item, statement.item.rpartition(".")[0]):
        return False
    if statement.value is None or not result.right or str(statement.value) == result.right:
        return True
    return _number(result.right) == _number(str(statement.value))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _first(result: Result, record: Record) -> Key | None:
    """The first of the cells that were compared, if the report has it."""
    key = _cell(result.cells, result.table)
    if key is None:
        return None
    figure = record.figures.get(key)
    return key if figure is not None and figure.status != "absent" else None


@lru_cache(maxsize=8192)
def _cell(cells: str, table: str) -> Key | None:
    found = _FIRST.match(cells)
    return (found["table"] or table, found["row"], found["column"]) if found else None


def _table(result: Result, statement: Statement) -> str:
    """Such as 表中 12; 表中合计 12 for a sum of cells."""
    if not result.left:
        return ""
    if statement.kind in ("percentage", "growth"):
        sign = "%" if "%" in statement.phrase or "％" in statement.phrase else ""
        return _("由表推算 %(value)s", value=f"{_shown(result.left)}{sign}")
    several = statement.kind != "all_answered" and (".." in result.cells or "," in result.cells)
    value = _shown(result.left)
    return _("表中合计 %(value)s", value=value) if several else _("表中 %(value)s", value=value)


def _shown(text: str) -> str:
    """A result as other figures are shown: thousands parted, a true minus."""
    if text.isdecimal():  # nearly all are
        return f"{int(text):,}"
    value = _number(text)
    return text if value is None else f"{value:,f}".replace("-", "−")

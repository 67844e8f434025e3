"""What the pages are made of: rows of the data package as the site reads them."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 a field of a dataclass
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.site.language import LANGUAGES, _, spoken

Value = int | float | str | None
"""A figure as SQLite hands it over; amounts may come as text so that no digit is lost."""

AT_HAND = 64
"""Records of which something is kept between two languages: more than nearly all bodies have."""


class Figure(NamedTuple):
    """One cell of a prescribed table.

    A named tuple and not a dataclass: a page has some 190 of them, and they are made by the million.
    """

    table: str
    row: str
    column: str
    value: Value
    status: str
    raw: str
    note: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the narrative."""

    position: int
    code: str | None
    number: str
    heading: str
    text: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One doubt about a report."""

    position: int
    type: str
    severity: str
    state: str
    table: str | None
    instance: str
    row: str | None
    column: str | None
    expected: str | None
    actual: str | None
    note: str
    where: str
    english: str = ""
    """The note in English."""


class Correction(NamedTuple):
    """One number that was misread and is now as in the original."""

    table: str
    row: str
    column: str
    read: str
    """What the program read: a number, or the status of a cell without one."""
    corrected: str
    reason: str


class Statement(NamedTuple):
    """One number or claim of the narrative."""

    kind: str
    item: str
    value: Value
    qualifiers: str
    readings: str
    """Sums of cells that it may equal; empty where the tables have no such cell."""
    phrase: str
    sentence: str
    section: int = 0
    """Position of its section."""
    start: int = 0
    end: int = 0
    """Where the phrase stands in the section's text."""


class Result(NamedTuple):
    """What came out of one rule on the narrative."""

    rule: str
    instance: str
    state: str
    table: str
    cells: str
    left: str
    """What the tables give."""
    right: str
    """What the narrative says."""
    reason: str


class Carried(NamedTuple):
    """What one year's report hands to the next, and what the next has."""

    report_id: str
    item: str
    previous_report_id: str | None
    closing: int | None
    opening: int | None
    difference: int | None
    state: str
    words: str
    """The report's own, quoted; empty where it says nothing."""


class Expected(NamedTuple):
    """A report that there should be, and what became of it."""

    scope: str
    year: int
    report_id: str | None
    deadline: str | None
    published_on: str | None
    state: str


class Similar(NamedTuple):
    """Two reports of one body with nearly the same narrative."""

    report_id: str
    other_report_id: str
    similarity: float


class Indicator(NamedTuple):
    """One ratio of a report, with what it was made of."""

    code: str
    item: str
    """`all`, or the part that a composition gives."""
    numerator: Value
    denominator: Value
    value: Value
    low: Value
    """Bounds of the interval; None where the data package gives none."""
    high: Value
    gap: str
    """Why there is no value; empty where there is one."""
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of a body beside its reports."""

    carried: tuple[Carried, ...] = ()
    expected: tuple[Expected, ...] = ()
    similar: tuple[Similar, ...] = ()
    sizes: Mapping[str, str] = field(default_factory=dict)
    """Report -> class of size by what it concluded."""
    indicators: Mapping[str, tuple[Indicator, ...]] = field(default_factory=dict)
    """Report -> its ratios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A body that publishes reports; what is not known is None."""

    id: str
    name: str | None
    region_code: str | None
    province: str | None
    city: str | None
    county: str | None
    level: str | None
    sector: str | None
    parent: str | None
    successor_of: str | None

    @property
    def label(self) -> str:
        """The name, or words saying that the original does not give it."""
        return self.name or _("机关名称未写明")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One annual report without its contents."""

    id: str
    agency_id: str
    year: int | None
    scope: str
    form: str
    title: str | None
    published_on: str | None
    original: str
    media_type: str
    bytes: int
    sha256: str
    source_url: str | None
    retrieved_on: str | None
    reported: int
    blank: int
    unreadable: int

    @property
    def year_label(self) -> str:
        """Such as 2023 年度; in words where the original names no year."""
        return _("%(year)s 年度", year=self.year) if self.year else _("年度未写明")

    @property
    def scope_label(self) -> str:
        """Said only where the figures are not the body's own."""
        return _("（汇总）") if self.scope == "aggregate" else ""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One annual report with its contents.

    Equal to itself only: what is the same in every language is worked out once for a record, and found again by it.
    """

    report: Report
    figures: dict[tuple[str, str, str], Figure]
    """By (table, row, column)."""
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    checks: Mapping[str, int] = field(default_factory=dict)
    """State -> instances of rules that came out so."""
    corrections: tuple[Correction, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Reason -> instances of rules that could not be checked for it."""
    statements: tuple[Statement, ...] = ()
    prose: tuple[Result, ...] = ()
    """Results of the rules on the narrative."""
    named: Mapping[str, tuple[Agency, Report]] = field(default_factory=dict)
    """Id -> other reports that findings name, with their bodies."""

    def names(self) -> dict[str, str]:
        """Id -> body and year of the reports that findings name, in the language of the page."""
        return {
            id_: f"{agency.label} {report.year_label}{report.scope_label}"
            for id_, (agency, report) in self.named.items()
        }

    def corrected(self, key: tuple[str, str, str]) -> tuple[int, Correction] | None:
        """The correction of a cell and its place on the page, from 1; None where the cell is as the program read it."""
        for position, found in enumerate(self.corrections, 1):
            if found[:3] == key:
                return position, found
        return None

    def figure(self, table: str, row: str, column: str) -> Figure | None:
        """The figure of one cell; None where the report has no such cell."""
        return self.figures.get((table, row, column))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a finding's type means."""

    code: str
    family: str
    severity: str
    table: str | None
    title: str
    description: str
    formula: str
    english: tuple[str, str, str] = ("", "", "")
    """Title, description and formula."""

    def said(self) -> tuple[str, str, str]:
        """Title, description and formula in the language of the page; in Chinese where the rule has no other."""
        chinese = (self.title, self.description, self.formula)
        if spoken() == LANGUAGES[0]:
            return chinese
        return tuple(other or own for other, own in zip(self.english, chinese, strict=True))  # type: ignore[return-value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A file that is not in the data, and why."""

    path: str
    media_type: str | None
    bytes: int | None
    outcome: str
    type: str
    note: str

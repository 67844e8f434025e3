"""What the stages hand to each other: frozen dataclasses without logic.

A value of None always means "no number is printed there"; it never means zero. What kind of
absence it is stands in `Figure.status`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 dataclass fields are resolved at run time by the cache
from decimal import Decimal
from typing import Literal

Status = Literal["reported", "blank", "not_applicable", "absent", "unreadable"]
"""Code list `statuses`. Only `reported` comes with a value."""

FormCode = Literal["2008", "2019", "2021", "mixed"]
"""Code list `forms`: the edition of the prescribed form, found from the labels, never from the year."""

Scope = Literal["own", "aggregate"]
"""Whose figures: the body's own, or those of the whole area or system it leads."""

TableCode = Literal["disclosure", "applications", "proceedings"]
Severity = Literal["error", "warning", "info"]
State = Literal["passed", "failed", "not_checkable", "explained"]
Outcome = Literal["report", "not_a_report", "unreadable"]
ReadBy = Literal["text", "ocr"]
"""Code list `read_by`: characters that the file holds, or a picture of them, recognised."""

Number = int | Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in the original. Only the coordinates that its file kind has are set; all count from 1."""

    page: int | None = None
    """Page of a PDF."""
    box: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom in points from the upper left corner of the page as displayed (PDF)."""
    table: int | None = None
    """Position of the table in the document."""
    row: int | None = None
    column: int | None = None
    """Grid row and first grid column inside the table."""
    line: int | None = None
    """Line of a text file."""
    sheet: str | None = None
    """Name of the sheet (workbooks)."""
    member: str | None = None
    """Path of the file inside an archive."""
    ocr: bool = False
    """What stands there is a picture; its characters were recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table, with its place and extent in the grid (counted from 0)."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str
    """As in the original, line breaks kept."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose columns are certain: from rulings or from mark-up, spans resolved."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    """In reading order; each grid position is covered at most once."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, or one line of a text file verbatim (tabs and bars kept; empty lines are kept too)."""

    text: str
    where: Where
    heading: bool = False
    """The mark-up says that this is a heading or title."""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem seen in a report; collected, never raised. Fields follow the rule book's result row."""

    type: str
    """Rule id, such as `applications_balance`."""
    severity: Severity
    state: State = "failed"
    table: TableCode | None = None
    instance: str = ""
    """Which of the rule's instances: a row, a column, a channel, a section …"""
    row: str | None = None
    column: str | None = None
    expected: str | None = None
    """What the other figures give; a number as text."""
    actual: str | None = None
    """What is printed; a number as text."""
    note: str = ""
    """One sentence in Chinese for the reader, with both values."""
    where: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a maintainer states about an original in `originals.csv`; it overrides what the text says or lacks."""

    url: str | None = None
    agency: str | None = None
    """Full official name."""
    year: int | None = None
    region_code: str | None = None
    """Six digits, GB/T 2260."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One original as ordered blocks."""

    path: str
    """As given on the command line, or relative to the reports folder; `/` as separator."""
    media_type: str
    sha256: str
    bytes: int
    blocks: tuple[Block, ...]
    line_based: bool = False
    """Text files: blocks are lines, and the columns of tables are to be inferred."""
    title: str | None = None
    """Title from mark-up or metadata; a hint, below the title printed in the text."""
    published_on: date | None = None
    """Publication date from mark-up; a hint."""
    source_url: str | None = None
    stated: Stated = field(default_factory=Stated)
    findings: tuple[Finding, ...] = ()
    """What the reader itself doubts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """The body that publishes. Unknown parts are None, never guessed."""

    id: str
    """Readable ASCII: region code and romanised name, stable over years."""
    name: str
    region_code: str | None = None
    """Six digits, GB/T 2260; None for national bodies and where the place is not known."""
    province: str | None = None
    city: str | None = None
    county: str | None = None
    level: str | None = None
    """Code list `levels`."""
    sector: str | None = None
    """Code list `sectors`."""
    parent: str | None = None
    """Full name of the body that it is a branch of, such as the city bureau of a county's branch bureau."""
    successor_of: str | None = None
    """Id of the body that it continues, from the hand-kept list of joined names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell of a prescribed table."""

    table: TableCode
    row: str
    column: str
    value: Number | None
    """件 (int), or 万元 (Decimal) for `amount` and `procurement_amount`."""
    status: Status
    raw: str
    """The cell's text as printed."""
    note: str = ""
    """Words printed in the cell beside the number, such as 其中修订16件."""
    where: Where | None = None

    @property
    def read_by(self) -> ReadBy:
        """Whether the cell's characters were in the file, or recognised in a picture."""
        return "ocr" if self.where is not None and self.where.ocr else "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of the report's parts."""

    code: str | None
    """Code list `sections` (overview, disclosure …) found by its words; None for other headings."""
    number: str
    """As printed: 一, 二 …"""
    heading: str
    """As printed, without the number."""
    text: str
    """Paragraphs parted by newlines; the prescribed tables are left out."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport:
    """One 政府信息公开工作年度报告 as understood."""

    path: str
    media_type: str
    sha256: str
    bytes: int
    agency: Agency | None
    year: int | None
    scope: Scope = "own"
    title: str | None
    published_on: date | None
    form: FormCode
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...] = ()
    source_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A file that did not become an annual report, with the reason in words a maintainer can act on."""

    path: str
    media_type: str
    sha256: str
    bytes: int
    outcome: Outcome
    """`not_a_report` or `unreadable`."""
    type: str
    """Code list `reject_reasons`."""
    note: str
    """What was found and what to do, one sentence."""
    findings: tuple[Finding, ...] = field(default=())


Reading = AnnualReport | Rejection

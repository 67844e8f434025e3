"""An annual report as understood, and what becomes of a file that is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 dataclass fields are resolved at run time by the cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model.checking import CheckResult, Finding
    from gongkai.model.place import Where
    from gongkai.model.terms import FormCode, Key, Number, Outcome, ReadBy, Scope, Status, TableCode


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
    corrected: bool = False
    """A maintainer's correction replaced what was read, see `Correction`."""

    @property
    def read_by(self) -> ReadBy:
        """Whether the cell's characters were in the file, recognised in a picture, or corrected by hand."""
        if self.corrected:
            return "correction"
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
class Statement:
    """Something that the narrative states and the tables should bear out: a number with its words, or 没有, 全部办结.

    What cannot be attributed is kept with the kind `unattributed`, never forced to a cell.
    """

    kind: str
    """Code list `statement_kinds`."""
    item: str = ""
    """What of that kind: an outcome group or row, a channel, an item of the disclosure table …"""
    value: Number | None = None
    """件, or a decimal for percentages, 元 and 万元 (万 is multiplied out); None where words alone are used."""
    unit: str = ""
    """As printed: 件, 起, 条, %, 元, 万元 …"""
    approximate: str = ""
    """The word that says so: 余, 多, 近, 约; empty for exact numbers."""
    qualifiers: tuple[str, ...] = ()
    """What bears on the comparison: `new`, `handled`, `recorded` (立案, 备案), `published`, `part` (after 其中), `all` …"""
    year: int | None = None
    """The year it speaks of; None for the report's own."""
    other_body: str = ""
    """The body it speaks of, where that is another than the report's."""
    readings: tuple[tuple[Key, ...], ...] = ()
    """Sums of cells that it may equal, the plainest first; empty where no cell answers it."""
    share_of: int | None = None
    """Percentages and growth: position among the statements (from 0) of the one that they qualify."""
    phrase: str = ""
    """The words that carry it."""
    sentence: str = ""
    section: str | None = None
    """Code list `sections`."""
    section_position: int = 0
    """Of the report's sections, from 1."""
    paragraph: int = 0
    """Line of the section's text, from 1: statements of one passage have it in common."""
    start: int = 0
    end: int = 0
    """Place of the phrase in the section's text, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An original as an earlier data package had it."""

    sha256: str
    """Empty where that data package gives none."""
    version: str
    """Of the data."""
    created: date | None
    """Of that data package."""


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
    period: str | None = None
    """That the figures are said to cover, as ISO 8601 interval: `2023-01-01/2023-12-31`."""
    form: FormCode
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...] = ()
    """What the narrative states, in its order."""
    results: tuple[CheckResult, ...] = ()
    """Every rule applied to every instance, passed ones included."""
    findings: tuple[Finding, ...] = ()
    """What is doubted: by the reader, then what did not pass."""
    source_url: str | None = None
    retrieved_on: date | None = None
    """Day on which the original was fetched, as the maintainer states it."""
    earlier: Earlier | None = None
    """Its original in the data package of the version before; None where that has none of the same address."""


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

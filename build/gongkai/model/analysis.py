"""What is derived from annual reports beside one another: ledgers, indicators, sums, likenesses, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 dataclass fields are resolved at run time
from decimal import Decimal  # noqa: TC003 as above
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gongkai.model.report import Agency, AnnualReport
    from gongkai.model.terms import Number, Scope, State, TableCode

Gap = Literal["zero", "blank", "not_applicable", "absent", "unreadable", "form", "no_other_report"]
"""Code list `indicator_gaps`: why an indicator has no value."""

SizeClass = Literal["none", "very_small", "small", "medium", "large"]
"""Code list `size_classes`, by `concluded_total`: 0; 1 to 29; 30 to 99; 100 to 999; 1,000 and more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One derived ratio or count of one annual report: a row of `indicators`."""

    code: str
    """Code list `indicators`."""
    item: str = ""
    """Of indicators with several shares: the row or column meant."""
    numerator: Number | None
    denominator: Number | None
    """None for counts."""
    value: Decimal | None
    """Numerator divided by denominator, to six decimals; the count itself where there is no denominator."""
    low: Decimal | None = None
    high: Decimal | None = None
    """95 % Wilson interval of a proportion with a denominator below 100."""
    gap: Gap | None = None
    """Why there is no value."""
    size_class: SizeClass | None = None
    computed: bool = False
    """An operand is the sum of its six columns, since its total is blank."""
    implied_zeros: int = 0
    """Blank cells read as 0 inside a sum."""
    small: bool = False
    """Denominator below 30: left out of comparisons and group statistics."""
    doubtful: bool = False
    """A sum rule of an operand failed: shown with a mark, left out of group statistics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuity:
    """What one year handed to the next, and what the next says it received: a row of `continuity`."""

    item: str
    """Code list `continuity_items`: `applications`, `regulations`, `normative_documents` …"""
    previous_report_id: str | None
    """None where there is no report of the year before."""
    closing: Number | None
    """What the year before leaves (for documents in force: with what was issued and repealed since)."""
    opening: Number | None
    """What this year's report prints."""
    difference: Number | None
    """`opening` - `closing`."""
    state: State
    words: str = ""
    """The report's own words near by, whether or not they explain the difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A body of which a maintainer expects reports, whether or not there are any: some lines of `register.csv`."""

    agency: Agency
    first_year: int | None = None
    """None: the first year known of the body, of the whole data where none is."""
    last_year: int | None = None
    """None: the last year of the whole data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedReport:
    """An agency and year of which a report is expected: a row of `expected_reports`."""

    agency_id: str
    scope: Scope
    year: int
    report_id: str | None
    """None where no report was found."""
    deadline: date | None
    published_on: date | None
    state: Literal["in_time", "late", "date_unknown", "no_deadline", "missing"]
    """Code list `availability_states`."""
    basis: Literal["known_years", "register"]
    """Between the first and last year known in the data, or named in the register file; where both, the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyIndicator:
    """An indicator of a body over all its years: a row of `agency_indicators`."""

    agency_id: str
    scope: Scope
    code: str
    """Code list `indicators`."""
    numerator: int
    denominator: int
    value: Decimal | None
    """To six decimals."""
    low: Decimal | None = None
    high: Decimal | None = None
    """95 % Wilson interval, where the denominator is below 100."""
    gap: Gap | None = None
    """Why there is no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """Two narratives that are alike: a row of `similarities`. A neutral statistic."""

    report_id: str
    other_report_id: str
    kind: Literal["same_agency", "same_year"]
    """Two years of one agency, or two agencies in one year."""
    similarity: Decimal
    """Estimated Jaccard similarity of the narratives' shingles, to two decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """The sum of one cell over many reports, with what stands behind it: a row of `aggregates`."""

    grouping: str
    """Code list `groupings`: `all`, `province`, `city`, `level`, `sector`."""
    group: str
    """Region code, level or sector; empty for `all` and where it is not known."""
    year: int
    scope: Scope
    table: TableCode
    row: str
    column: str
    total: Number
    """Sum of what is reported, whatever the rest."""
    reports: int
    """Reports of the group and year, whether or not they have the table."""
    reported: int
    """Reports behind the sum."""
    blank: int
    not_applicable: int
    absent: int
    unreadable: int
    reports_failed: int
    """Reports behind the sum of which a check on this table failed as error or warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorStatistic:
    """How an indicator is spread over bodies of one size class and level: a row of `indicator_statistics`."""

    code: str
    item: str = ""
    year: int
    scope: Scope
    level: str
    size_class: SizeClass
    units: int
    """Reports with a usable value; statistics need five."""
    left_out: int
    """Reports without value, with a small denominator or a doubtful operand."""
    median: Decimal | None
    p10: Decimal | None
    p90: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line of `corrections.csv` that was applied: a row of `corrections`."""

    report_id: str
    table: TableCode
    row: str
    column: str
    read: str
    """What was read: a number as text, or the status of a cell without one."""
    corrected: str
    reason: str
    expect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """One annual report with all that is known of it beside others."""

    report: AnnualReport
    """Results and findings complete, those across years and bodies among them."""
    indicators: tuple[Indicator, ...] = ()
    continuity: tuple[Continuity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What is known of all reports together."""

    expected: tuple[ExpectedReport, ...] = ()
    agency_indicators: tuple[AgencyIndicator, ...] = ()
    similarities: tuple[Similarity, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    statistics: tuple[IndicatorStatistic, ...] = ()
    corrections: tuple[Correction, ...] = ()

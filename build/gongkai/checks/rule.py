"""What a rule is, and what it says about one of its instances."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai.checks.cells import Subject
    from gongkai.checks.surroundings import Surroundings
    from gongkai.model import Key, Number, Reason, Severity, State, TableCode, Where

Family = Literal["A", "B", "C", "D", "E", "F", "G"]
"""Arithmetic, hints on failed sums, across years, over the collection, prose against tables, document and form, how the source could be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, as published in the resource `code_rules`."""

    code: str
    family: Family
    severity: Severity
    """Of a failure. Some instances are milder; the result says so."""
    table: TableCode | Literal["any"] | None
    title_zh: str
    title_en: str
    description_zh: str
    """What a failure means, for readers who do not know the form by heart."""
    formula_zh: str
    description_en: str = ""
    formula_en: str = ""
    per_figure: bool = False
    """Its instances are single figures or rows: all that passed in a table are one row of the published results."""
    values_are_codes: bool = False
    """The two values compared are codes or dates, not numbers, even where they look like one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One rule applied to one instance: a row, a column, a channel, or a section."""

    rule: Rule
    instance: str
    label: str
    """The instance in Chinese."""
    state: State
    severity: Severity
    table: TableCode | None = None
    cells: tuple[Key, ...] = ()
    """All operands."""
    row: str | None = None
    column: str | None = None
    """The cell under test, together with `row`."""
    left: Number | str | None = None
    """What the other operands give."""
    right: Number | str | None = None
    """What is printed in the cell under test."""
    tolerance: Number = 0
    reason: Reason | None = None
    """Only where the state is not_checkable."""
    text: str = ""
    """One sentence in Chinese with both values; where nothing could be compared, what is missing, if the reason alone does not say it."""
    text_en: str = ""
    """One sentence in English where rule, instance and values alone do not say it."""
    note: str = ""
    """Only where the state is explained: the report's own words."""
    where: Where | None = None

    @property
    def difference(self) -> Number | None:
        """`right` - `left` where both are numbers."""
        if isinstance(self.left, int | Decimal) and isinstance(self.right, int | Decimal):
            return self.right - self.left
        return None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that applies it to every instance of one annual report."""

    rule: Rule
    run: Callable[[Subject], Iterable[Result]]


@dataclass(frozen=True, slots=True)
class PairCheck:
    """A rule with the function that applies it to a report and that of the year before, of the same agency and scope.

    Without a report of the year before it is run with None, and says that it has nothing to compare with.
    """

    rule: Rule
    run: Callable[[Subject, Subject | None], Iterable[Result]]


@dataclass(frozen=True, slots=True)
class CollectionCheck:
    """A rule with the function that applies it to a report among all others."""

    rule: Rule
    run: Callable[[Subject, Surroundings], Iterable[Result]]

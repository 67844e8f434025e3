"""What one year's report hands to the next, which reports there should be, and which are alike: lines for a body's page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site.cells import number
from gongkai.site.language import _, labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.records import Expected, Ledger, Record, Report

ITEMS = {
    "applications": "申请",
    "regulations": "规章",
    "normative_documents": "规范性文件",
}
"""What is handed on, in a word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing handed from one report to the next."""

    report: Report
    item: str
    closing: int | None
    """Handed on by the report of the year before; None where it prints no number."""
    opening: int | None
    difference: int | None
    state: str
    state_label: str
    words: str

    @property
    def cells(self) -> Markup:
        """The three numbers as cells of a table; what is not known is said to be so."""
        none = f'<td class="num b"><i>{escape(_("没有数"))}</i>'
        values = (self.closing, self.opening, self.difference)
        cells = (none if value is None else f'<td class="num">{number(value)}' for value in values)
        return Markup("".join(cells))  # noqa: S704 - numbers and our own words


@dataclass(frozen=True, slots=True)
class Due:
    """One report that there should be."""

    expected: Expected
    scope: str
    state: str


def carried(ledger: Ledger, records: Sequence[Record]) -> tuple[tuple[Report, tuple[Line, ...]], ...]:
    """The lines of each report, newest first; none where there is no report of the year before, or neither has a number."""
    reports = {record.report.id: record.report for record in records}
    lines = (
        Line(
            report=reports[each.report_id],
            item=_(ITEMS.get(each.item, each.item)),
            closing=each.closing,
            opening=each.opening,
            difference=each.difference,
            state=each.state,
            state_label=labels("states").get(each.state, each.state),
            words=each.words,
        )
        for each in ledger.carried
        if each.previous_report_id and not (each.closing is None and each.opening is None)
    )
    return tuple((report, tuple(group)) for report, group in groupby(lines, key=lambda line: line.report))


def expected(ledger: Ledger) -> tuple[Due, ...]:
    """Newest year first."""
    scopes, states = labels("scopes"), labels("availability_states")
    return tuple(
        Due(each, scopes.get(each.scope, each.scope), states.get(each.state, each.state)) for each in ledger.expected
    )


def similar(ledger: Ledger, records: Sequence[Record]) -> tuple[tuple[Report, Report, str], ...]:
    """(earlier report, later one, similarity with two decimals) of years with nearly the same narrative."""
    reports = {record.report.id: record.report for record in records}
    found = []
    for pair in ledger.similar:
        earlier, later = sorted((reports[pair.report_id], reports[pair.other_report_id]), key=lambda r: r.year or 0)
        found.append((earlier, later, f"{pair.similarity:.2f}"))
    return tuple(found)


def sizes(ledger: Ledger, records: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """(years, class) by the applications concluded; years of one class that follow one another are told together."""
    names = labels("size_classes")
    found = [
        (record.report, names[ledger.sizes[record.report.id]])
        for record in records
        if record.report.id in ledger.sizes and record.report.year
    ]
    runs: list[tuple[list[Report], str]] = []
    for report, label in found:
        if runs and runs[-1][1] == label and (report.year or 0) - (runs[-1][0][-1].year or 0) <= 1:
            runs[-1][0].append(report)
        else:
            runs.append(([report], label))
    return tuple((_span(years[0], years[-1]), label) for years, label in runs)


def _span(first: Report, last: Report) -> str:
    if first == last:
        return first.year_label
    return _("%(first)s 至 %(last)s 年度", first=first.year, last=last.year)

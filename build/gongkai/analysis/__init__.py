"""All reports beside one another: each is completed with what years and bodies say of it, and the whole is summed up.

```
digests of all ── Analysis ──┬── of(report)    checks across years and bodies, ledger, indicators
                             └── collection()  sums, spreads, likenesses, expected reports
```

Reports are taken one at a time in the order of agency and year, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.analysis.alike import similarities
from gongkai.analysis.around import Around
from gongkai.analysis.availability import availability
from gongkai.analysis.continuity import continuity
from gongkai.analysis.digest import digest
from gongkai.analysis.expected import expected_reports
from gongkai.checks import followed, placed
from gongkai.indicators import Totals, indicators
from gongkai.model import Analysed, AnnualReport, Collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai.checks.surroundings import Digest
    from gongkai.model import Correction, Earlier, Registered, Scope

__all__ = ["Analysis", "digest"]

KEPT = 16
"""Newest reports that are kept to be compared with the next year's; those of one agency follow one another."""


class Analysis:
    """Completes reports one by one, then sums up."""

    def __init__(
        self,
        digests: Iterable[Digest] = (),
        *,
        corrections: Iterable[Correction] = (),
        register: Iterable[Registered] = (),
        earlier: Callable[[AnnualReport], Earlier | None] = lambda report: report.earlier,
    ) -> None:
        """Take note of all reports.

        Args:
            digests: one a report of the data package to be; see `note`.
            corrections: those that were applied.
            register: bodies of which reports are expected, whether or not there are any.
            earlier: gives a report's original as the data package of the version before had it.
        """
        self.note(digests)
        self.register = tuple(register)
        self.failed: Counter[str] = Counter()
        """Severity -> findings that failed, of the reports taken so far."""
        self.failed_beside: Counter[str] = Counter()
        """Those among them that come from comparing a report with others."""
        self._corrections = tuple(corrections)
        self._earlier = earlier
        self._totals = Totals()
        self._newest: OrderedDict[tuple[str, str], tuple[AnnualReport, str]] = OrderedDict()

    def note(self, digests: Iterable[Digest]) -> None:
        """Take note of all reports of the data package to be, in any order; before the first is completed."""
        self._digests = tuple(digests)
        self._around = Around(self._digests)

    def of(self, report: AnnualReport, agency_id: str, report_id: str) -> Analysed:
        """One examined report, complete. An agency's reports must come in the order of their years."""
        alone = len(report.findings)
        report = replace(report, earlier=self._earlier(report))
        previous, previous_id = self._before(report, agency_id, report_id)
        report = followed(report, previous)
        surroundings = self._around.of(report_id)
        if surroundings is not None:
            report = placed(report, surroundings)
        self.failed.update(finding.severity for finding in report.findings if finding.state == "failed")
        self.failed_beside.update(f.severity for f in report.findings[alone:] if f.state == "failed")
        found = indicators(report, previous)
        self._totals.add(report, found)
        return Analysed(report=report, indicators=found, continuity=continuity(report, previous, previous_id))

    def collection(self) -> Collection:
        """What is known of all reports together, once each was taken."""
        expected = expected_reports(self._digests, self.register)
        return Collection(
            expected=expected,
            agency_indicators=availability(expected, self._series()),
            similarities=similarities(self._digests),
            aggregates=self._totals.aggregates(),
            statistics=self._totals.statistics(),
            corrections=self._corrections,
        )

    def _series(self) -> set[tuple[str, Scope]]:
        """Every body and scope; registered bodies without any report count as their own."""
        known: set[tuple[str, Scope]] = {(digest.agency_id, digest.scope) for digest in self._digests}
        with_reports = {agency_id for agency_id, _ in known}
        return known | {(entry.agency.id, "own") for entry in self.register if entry.agency.id not in with_reports}

    def _before(
        self, report: AnnualReport, agency_id: str, report_id: str
    ) -> tuple[AnnualReport, str] | tuple[None, None]:
        """The report of the year before, of the same agency and scope, with its key; remembers this one."""
        key = (agency_id, report.scope)
        newest = self._newest.pop(key, None)
        self._newest[key] = report, report_id
        if len(self._newest) > KEPT:
            self._newest.popitem(last=False)
        follows = newest is not None and report.year is not None and newest[0].year == report.year - 1
        return newest if newest is not None and follows else (None, None)

"""The sums that the topic pages draw, taken from the resource `aggregates`: figures of the bodies themselves only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.site.language import LANGUAGES, _, counted, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai.site.charts.base import Number
    from gongkai.site.store import Store

ALL = ("all", "all")
"""Grouping and group of the sums over everything."""

_CELLS = (
    'SELECT grouping, "group", "table", row, "column", year, total, reports, reported, blank, '
    "not_applicable, absent, unreadable, reports_failed FROM aggregates "
    "WHERE scope = 'own' AND grouping IN ('all', 'level', 'sector')"
)
_REPORTS = "SELECT year, scope, count(*) FROM reports GROUP BY 1, 2"


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum, and what stands behind it. Counts are reports, or cells where several rows were added."""

    total: float
    reports: int
    reported: int
    blank: int
    marked: int
    """Marked not applicable."""
    absent: int
    unreadable: int
    failed: int
    """With a failed check on the table."""

    @property
    def missing(self) -> int:
        """Without a number, for whatever reason."""
        return self.blank + self.marked + self.absent + self.unreadable

    def plus(self, other: Tally) -> Tally:
        """Both sums; the reports behind are those of the one with more."""
        return Tally(
            self.total + other.total,
            max(self.reports, other.reports),
            self.reported + other.reported,
            self.blank + other.blank,
            self.marked + other.marked,
            self.absent + other.absent,
            self.unreadable + other.unreadable,
            max(self.failed, other.failed),
        )


@dataclass(frozen=True, slots=True)
class Data:
    """What all topic pages draw from."""

    cells: Mapping[tuple[str, str, str, str, str, int], Tally]
    """(grouping, group, table, row, column, year) -> sum."""
    own: Mapping[int, int]
    """Year -> reports with figures of the body itself."""
    aggregate: int
    undated: int
    """Reports whose year is not known: they are in no sum."""
    bodies: int
    """With such reports."""
    specimen: bool

    @property
    def years(self) -> tuple[int, ...]:
        """From the first to the last, none left out."""
        return tuple(range(min(self.own), max(self.own) + 1)) if self.own else ()

    @property
    def focus(self) -> int | None:
        """The year with most reports, the latest of several: what is shown of one year is shown of this."""
        return max(self.own, key=lambda year: (self.own[year], year), default=None)

    def tally(self, table: str, rows: Iterable[str], column: str, year: int, at: tuple[str, str] = ALL) -> Tally | None:
        """Sum of some rows; None where no report has the table."""
        found: Tally | None = None
        for row in rows:
            one = self.cells.get((*at, table, row, column, year))
            if one is not None:
                found = one if found is None else found.plus(one)
        return found

    def yearly(self, table: str, rows: Iterable[str], column: str = "total") -> tuple[Number, ...]:
        """For each year the sum; None where no report has a number."""
        wanted = tuple(rows)
        found = (self.tally(table, wanted, column, year) for year in self.years)
        return tuple(whole(one.total) if one and one.reported else None for one in found)

    def behind(self, table: str, rows: Iterable[str], columns: Iterable[str] = ("total",)) -> tuple[str, ...]:
        """For each year, how many reports have the number; from the fewest to the most where several are drawn."""
        cells = [(row, column) for row in rows for column in columns]
        found = []
        for year in self.years:
            sums = [self.tally(table, (row,), column, year) for row, column in cells]
            found.append(span([one.reported if one else 0 for one in sums]))
        return tuple(found)

    def groups(self, grouping: str, year: int) -> set[str]:
        """Codes of the groups with reports of a year."""
        return {key[1] for key in self.cells if key[0] == grouping and key[5] == year}

    def note(
        self, table: str, rows: Iterable[str], columns: Iterable[str] = ("total",), years: Iterable[int] = ()
    ) -> str:
        """What is to be said below a chart of these cells."""
        wanted = tuple(columns)
        found: Tally | None = None
        for year in tuple(years) or self.years:
            for row in rows:
                for column in wanted:
                    one = self.tally(table, (row,), column, year)
                    if one is not None:
                        found = one if found is None else found.plus(one)
        said = [_("本机关口径，各报告简单相加，可能重复。")]
        if found is None:
            return said[0]
        said.append(counted("空白 %(count)s 格，未计入。", found.blank) if found.blank else _("没有空白格。"))
        if found.marked:
            said.append(counted("填“/”等 %(count)s 格，未计入。", found.marked))
        if found.unreadable:
            said.append(counted("无法识读 %(count)s 格，未计入。", found.unreadable))
        if found.absent:
            said.append(counted("年报中没有找到 %(count)s 格，未计入。", found.absent))
        if found.failed:
            said.append(_("有的年报这张表核对未通过，仍计入。"))
        return sentences(said)


def span(counts: Iterable[int]) -> str:
    """Reports behind the numbers of one year: 36 份, or 35–36 份 where not all rest on the same."""
    known = sorted({count for count in counts if count})
    if not known:
        return _("没有")
    if len(known) == 1:
        return counted("%(count)s 份", known[0])
    return _("%(least)s–%(most)s 份", least=f"{known[0]:,}", most=f"{known[-1]:,}")


def sentences(said: Iterable[str]) -> str:
    """Sentences one after another; other languages than Chinese part them by blanks."""
    return ("" if spoken() == LANGUAGES[0] else " ").join(filter(None, said))


def whole(value: float) -> int | float:
    """A sum as it is printed: counts without decimals."""
    return int(value) if float(value).is_integer() else value


def load(store: Store, *, specimen: bool) -> Data:
    """Read the sums once for all topic pages."""
    cells = {tuple(row[:6]): Tally(*row[6:]) for row in store.rows(_CELLS)}
    own: dict[int, int] = {}
    aggregate = undated = 0
    for year, scope, count in store.rows(_REPORTS):
        if not year:
            undated += count
        elif scope == "own":
            own[year] = count
        else:
            aggregate += count
    bodies = next(store.rows("SELECT count(DISTINCT agency_id) FROM reports WHERE scope = 'own' AND year IS NOT NULL"))[
        0
    ]
    return Data(cells, own, aggregate, undated, bodies, specimen)

"""What the reports of a group come to, and how much stands behind each number: shared by places, levels, fields and years.

Figures of a body itself and figures of a whole area overlap, so sums are always of one scope; only
counts of reports, cells and doubts go over both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from gongkai.site.cells import percentage
from gongkai.site.groups.totals import REGION_KEY, Sum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gongkai.site.store import Store

K = TypeVar("K")

HEADLINE = "grant_or_partial_rate"
"""The share that maps and distributions show."""

SHARES = (HEADLINE, "denial_rate", "unavailable_rate", "carry_over_rate", "dispute_corrected_rate")
"""Indicators that can be pooled: a part of a whole, both counted in cases."""

COMPARABLE = 30
"""Shares of fewer cases are shown with their interval and never compared."""

INTERVAL_BELOW = 100
"""Shares of more cases carry no interval: chance moves them little."""

UNITS = 5
"""From so many bodies on there are quartiles."""

NEW_FORM = 2021
"""The first year for which the second form was prescribed."""


class Share(NamedTuple):
    """One indicator of one report, where it has a value."""

    numerator: int
    denominator: int
    doubtful: bool
    """A number in it failed a check: listed, never part of a comparison or a pool."""


class Row(NamedTuple):
    """One report, with all that groups of reports are told by."""

    report: str
    agency: str
    region: str
    level: str
    sector: str
    year: int | None
    scope: str
    form: str
    cells: int
    """Reported, blank and unreadable figures."""
    blank: int
    unreadable: int
    received: int | None
    received_status: str
    concluded: int | None
    concluded_status: str
    failed: bool
    """An error or a warning stands unexplained."""
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Pool:
    """An indicator over several reports: the sum of the parts over the sum of the wholes."""

    numerator: int = 0
    denominator: int = 0
    reports: int = 0
    left_out: int = 0
    """Reports without a value, or with a doubtful one."""

    @property
    def value(self) -> float | None:
        """None where nothing was concluded."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def comparable(self) -> bool:
        """Whether it rests on enough cases to stand beside others."""
        return self.denominator >= COMPARABLE

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the whole is small enough for chance to matter."""
        return wilson(self.numerator, self.denominator) if 0 < self.denominator < INTERVAL_BELOW else None


@dataclass(frozen=True, slots=True)
class Tally:
    """A group of reports in numbers."""

    bodies: int = 0
    reports: int = 0
    own: int = 0
    """Reports of the scope that is summed."""
    received: Sum = field(default_factory=Sum)
    concluded: Sum = field(default_factory=Sum)
    pools: Mapping[str, Pool] = field(default_factory=dict)
    cells: int = 0
    blank: int = 0
    unreadable: int = 0
    failed: int = 0
    forms: Mapping[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> Pool:
        """The headline share."""
        return self.pools.get(HEADLINE, Pool())

    @property
    def blank_share(self) -> float | None:
        """Blank cells among those that could hold a number."""
        return self.blank / self.cells if self.cells else None

    @property
    def failed_share(self) -> float | None:
        """Reports with an error or a warning among all."""
        return self.failed / self.reports if self.reports else None


_loaded: WeakKeyDictionary[Store, list[Row]] = WeakKeyDictionary()


def load(store: Store) -> list[Row]:
    """All reports, by place, body and year; read once from a store, since every language asks for them."""
    if store not in _loaded:
        _loaded[store] = _load(store)
    return _loaded[store]


def _load(store: Store) -> list[Row]:
    marks = ", ".join("?" * len(SHARES))
    shares: dict[str, dict[str, Share]] = defaultdict(dict)
    for report, indicator, numerator, denominator, doubtful in store.rows(
        "SELECT report_id, indicator, numerator, denominator, doubtful FROM indicators "  # noqa: S608 - question marks
        f"WHERE indicator IN ({marks}) AND item = 'all' AND gap IS NULL AND denominator > 0",
        SHARES,
    ):
        shares[report][indicator] = Share(int(numerator), int(denominator), bool(doubtful))
    query = (
        f"SELECT r.report_id, r.agency_id, {REGION_KEY} AS place, ifnull(a.level, ''), ifnull(a.sector, ''), r.year, r.scope, r.form, "  # noqa: S608 - constants
        "r.figures_reported + r.figures_blank + r.figures_unreadable, r.figures_blank, r.figures_unreadable, "
        "CASE n.status WHEN 'reported' THEN n.value END, ifnull(n.status, 'absent'), "
        "CASE c.status WHEN 'reported' THEN c.value END, ifnull(c.status, 'absent'), r.report_id IN ("
        "SELECT report_id FROM findings WHERE state = 'failed' AND severity IN ('error', 'warning')) "
        "FROM reports AS r JOIN agencies AS a USING (agency_id) "
        "LEFT JOIN applications AS n ON n.report_id = r.report_id AND n.row = 'received_new' AND n.\"column\" = 'total' "
        "LEFT JOIN applications AS c ON c.report_id = r.report_id AND c.row = 'concluded_total' AND c.\"column\" = 'total' "
        "ORDER BY place, a.name, r.agency_id, r.year, r.scope"
    )
    none: dict[str, Share] = {}
    return [Row._make((*row[:15], bool(row[15]), shares.get(row[0], none))) for row in store.rows(query)]


def grouped(rows: Iterable[Row], key: Callable[[Row], K]) -> dict[K, list[Row]]:
    """Rows by any key, in the order they come."""
    found: dict[K, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def tally(rows: Iterable[Row], scope: str = "own") -> Tally:
    """Count a group; sums and shares are of one scope."""
    every = list(rows)
    summed = [row for row in every if row.scope == scope]
    forms: dict[str, int] = defaultdict(int)
    for row in every:
        forms[row.form] += 1
    return Tally(
        bodies=len({row.agency for row in every}),
        reports=len(every),
        own=len(summed),
        received=_sum((row.received, row.received_status) for row in summed),
        concluded=_sum((row.concluded, row.concluded_status) for row in summed),
        pools={indicator: pool(summed, indicator) for indicator in SHARES},
        cells=sum(row.cells for row in every),
        blank=sum(row.blank for row in every),
        unreadable=sum(row.unreadable for row in every),
        failed=sum(row.failed for row in every),
        forms=dict(forms),
    )


def pool(rows: Sequence[Row], indicator: str) -> Pool:
    """One indicator over reports of one scope; doubtful values stay out and are counted."""
    kept = [share for row in rows if (share := row.shares.get(indicator)) and not share.doubtful]
    return Pool(
        sum(share.numerator for share in kept),
        sum(share.denominator for share in kept),
        len(kept),
        len(rows) - len(kept),
    )


def _sum(values: Iterable[tuple[int | None, str]]) -> Sum:
    total = known = blank = other = 0
    for value, status in values:
        if value is not None:
            total += value
            known += 1
        elif status == "blank":
            blank += 1
        else:
            other += 1
    return Sum(total, known, blank, other)


@dataclass(frozen=True, slots=True)
class Spread:
    """The headline share of the bodies of a group in one year, each body's own figures."""

    values: tuple[tuple[float, str], ...]
    """(share, id of the body), the smallest first."""
    small: int = 0
    """Bodies left out because they concluded too few cases."""
    without: int = 0
    """Bodies left out because there is no value, or a doubtful one."""

    @property
    def quartiles(self) -> tuple[float, float, float] | None:
        """A quarter, half and three quarters of the way; None with fewer than `UNITS` bodies."""
        if len(self.values) < UNITS:
            return None
        low, middle, high = (quantile([value for value, _ in self.values], part) for part in (0.25, 0.5, 0.75))
        return low, middle, high


def spread(rows: Iterable[Row], indicator: str = HEADLINE) -> Spread:
    """How the bodies of a group lie apart; only own figures, only shares of enough cases."""
    values: list[tuple[float, str]] = []
    small = without = 0
    for row in rows:
        if row.scope != "own":
            continue
        share = row.shares.get(indicator)
        if share is None or share.doubtful:
            without += 1
        elif share.denominator < COMPARABLE:
            small += 1
        else:
            values.append((share.numerator / share.denominator, row.agency))
    return Spread(tuple(sorted(values)), small, without)


def quantile(values: Sequence[float], part: float) -> float:
    """Linear interpolation between the two nearest of sorted values.

    >>> quantile([0.0, 0.5, 1.0], 0.25)
    0.25
    """
    at = part * (len(values) - 1)
    below = int(at)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (at - below)


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share, as the indicators of single reports have it.

    >>> [round(bound, 3) for bound in wilson(12, 27)]
    [0.276, 0.627]
    """
    z = 1.96
    share, squared = numerator / denominator, z * z / denominator
    centre = (share + squared / 2) / (1 + squared)
    half = z * sqrt(share * (1 - share) / denominator + squared / (4 * denominator)) / (1 + squared)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def percent(value: float | None) -> str:
    """A share for people.

    >>> percent(0.4444), percent(1.0), percent(0.9996), percent(0.0004), percent(0.0)
    ('44.4%', '100%', '99.96%', '<0.1%', '0%')
    """
    if value is None:
        return ""
    if 0 < value < 0.001:
        return "<0.1%"
    return percentage(value).replace(".0%", "%")

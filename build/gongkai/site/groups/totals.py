"""Sums over many reports. Each says of how many reports, and how many of them had no number there.

Figures of a body itself and figures of a whole area overlap, so the two scopes are never added.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai.site.store import Store

K = TypeVar("K")

REGION_KEY = "CASE WHEN ifnull(a.region_code, '') <> '' THEN a.region_code WHEN a.level = 'national' THEN 'national' ELSE 'unknown' END"


class Cube(NamedTuple):
    """Sums of one row of a table (column 总计) over the reports of a year, scope, field and place."""

    year: int | None
    scope: str
    sector: str
    region: str
    table: str
    row: str
    total: int
    known: int
    """Reports with a number."""
    blank: int
    """Reports where the cell is blank."""
    other: int
    """Reports where it is marked not applicable, absent or unreadable."""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum with what stands behind it."""

    total: int = 0
    known: int = 0
    blank: int = 0
    other: int = 0

    def of(self, reports: int) -> Sum:
        """This sum as one of so many reports: those that have no such table at all are among the others.

        >>> Sum(7, 2, 1).of(5)
        Sum(total=7, known=2, blank=1, other=2)
        """
        return Sum(self.total, self.known, self.blank, reports - self.known - self.blank)

    def plus(self, part: Cube) -> Sum:
        """This sum with one more part."""
        return Sum(self.total + part.total, self.known + part.known, self.blank + part.blank, self.other + part.other)


def provinces(store: Store) -> list[Cube]:
    """All outcome and flow rows and the dispute channels, by province."""
    place = f"substr({REGION_KEY}, 1, 2)"
    return [*_cubes(store, "applications", place), *_cubes(store, "proceedings", place)]


def _cubes(store: Store, table: str, place: str) -> list[Cube]:
    """One scan of a table; SQLite does the adding."""
    query = (
        f"SELECT r.year, r.scope, ifnull(a.sector, ''), {place}, '{table}', f.row, "  # noqa: S608 - all parts are ours
        "ifnull(sum(f.value), 0), sum(f.status = 'reported'), sum(f.status = 'blank'), sum(f.status NOT IN ('reported', 'blank')), ifnull(a.level, '') "
        f"FROM {table} AS f JOIN reports AS r ON r.report_id = f.report_id JOIN agencies AS a ON a.agency_id = r.agency_id "
        f"WHERE f.\"column\" = 'total' GROUP BY 1, 2, 3, 4, 6, 11"
    )
    return [Cube(row[0] or None, *row[1:]) for row in store.rows(query)]


def sums(cubes: Iterable[Cube], key: Callable[[Cube], K]) -> dict[K, Sum]:
    """Sums by any key."""
    found: dict[K, Sum] = defaultdict(Sum)
    for part in cubes:
        at = key(part)
        found[at] = found[at].plus(part)
    return dict(found)

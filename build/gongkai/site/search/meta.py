"""`meta.json.gz`: agencies, years and places of all pages, and which keys each shard begins with.

Columns of small numbers, because every first search loads this file: some 3 bytes a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from gongkai.site.search.records import SearchAgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai.site.search.records import Record

FORMAT = 1
"""Raised when the layout of the index changes; `query.js` refuses another one."""


def usual_id(agency_id: str, year: int | None) -> str:
    """The report_id of nearly all reports; others are listed one by one."""
    return f"{agency_id}-{year}"


@dataclass(slots=True)
class MetaBuilder:
    """Collects what the table needs while the records pass by."""

    _agencies: dict[str, int] = field(default_factory=dict)
    _rows: list[SearchAgency] = field(default_factory=list)
    _agency_of: list[int] = field(default_factory=list)
    _years: list[list[int | None]] = field(default_factory=list)
    """Runs of [year, pages]."""
    _unusual: dict[int, str] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """Records seen so far."""
        return len(self._agency_of)

    @property
    def agencies(self) -> int:
        """Agencies seen so far."""
        return len(self._rows)

    def watch(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass the records on, and note where each belongs."""
        for record in records:
            if record.agency.id not in self._agencies:
                self._agencies[record.agency.id] = len(self._rows)
                self._rows.append(record.agency)
            if not self._years or self._years[-1][0] != record.year:
                self._years.append([record.year, 0])
            self._years[-1][1] = (self._years[-1][1] or 0) + 1
            if record.report_id != usual_id(record.agency.id, record.year):
                self._unusual[self.pages] = record.report_id
            self._agency_of.append(self._agencies[record.agency.id])
            yield record

    def table(
        self,
        *,
        shards: Sequence[str],
        sectors: Mapping[str, str],
        levels: Mapping[str, str],
        aliases: Mapping[str, Sequence[str]],
    ) -> dict[str, Any]:
        """The file's content."""
        places = {place: number for number, place in enumerate(dict.fromkeys(map(_place, self._rows)))}
        sector_codes, level_codes = list(sectors), list(levels)
        return {
            "format": FORMAT,
            "shards": list(shards),
            "places": list(places),
            "sectors": list(sectors.items()),
            "levels": list(levels.items()),
            "aliases": [[short, list(names)] for short, names in aliases.items()],
            "agencies": {
                "id": [row.id for row in self._rows],
                "name": [row.name for row in self._rows],
                "place": _deltas(places[_place(row)] for row in self._rows),
                "sector": [_place_in(sector_codes, row.sector) for row in self._rows],
                "level": [_place_in(level_codes, row.level) for row in self._rows],
            },
            "years": self._years,
            "agency_of": _deltas(self._agency_of),
            "unusual": {str(page): report_id for page, report_id in self._unusual.items()},
        }


def _place(row: SearchAgency) -> tuple[str, str, str]:
    return row.province, row.city, row.county


def _place_in(codes: Sequence[str], code: str) -> int:
    """-1 for an agency without one, or with one that the code list lacks."""
    return codes.index(code) if code in codes else -1


def _deltas(numbers: Iterable[int]) -> list[int]:
    """Differences between neighbours, the first from 0: mostly 0 and 1, which compress to almost nothing."""
    return [b - a for a, b in pairwise([0, *numbers])]


@dataclass(frozen=True, slots=True)
class Meta:
    """The table as read back."""

    version: str
    shards: tuple[str, ...]
    agencies: tuple[SearchAgency, ...]
    agency_of: tuple[int, ...]
    """For each page its agency."""
    years: tuple[int | None, ...]
    """For each page its year."""
    report_ids: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]]


def read(table: dict[str, Any]) -> Meta:
    """Undo `MetaBuilder.table`."""
    column = table["agencies"]
    codes = [[*(code for code, _ in table[name]), ""] for name in ("sectors", "levels")]
    places = [table["places"][number] for number in accumulate(column["place"])]
    agencies = tuple(
        SearchAgency(
            id=id_, name=name, province=p[0], city=p[1], county=p[2], sector=codes[0][s], level=codes[1][level]
        )
        for id_, name, p, s, level in zip(
            column["id"], column["name"], places, column["sector"], column["level"], strict=True
        )
    )
    agency_of = tuple(accumulate(table["agency_of"]))
    years = tuple(year for year, pages in table["years"] for _ in range(pages))
    return Meta(
        version=table["version"],
        shards=tuple(table["shards"]),
        agencies=agencies,
        agency_of=agency_of,
        years=years,
        report_ids=tuple(
            table["unusual"].get(str(page)) or usual_id(agencies[agency].id, years[page])
            for page, agency in enumerate(agency_of)
        ),
        aliases={short: tuple(names) for short, names in table["aliases"]},
    )

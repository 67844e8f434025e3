"""`meta.json.gz`: agencies, years and places of all pages, and which keys each shard begins with.

Columns of small numbers, because every first search loads this file: some 3 bytes a page. Bodies without
a report are in a file of their own in the same columns: a register may name many times more of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai.site.search.records import Record, SearchAgency

FORMAT = 2
"""Raised when the layout of the index changes; `query.js` refuses another one."""

AGGREGATE = "aggregate"
"""Scope that has a column of its own; the ids of such reports end in it."""

UNCUT = "-"
"""First character of a name that does not begin with the body's province (0), city (1) or county (2)."""


def usual_id(agency_id: str, year: int | None, scope: str = "own") -> str:
    """The report_id of nearly all reports; others are listed one by one."""
    return f"{agency_id}-{year}" + (f"-{AGGREGATE}" if scope == AGGREGATE else "")


@dataclass(slots=True)
class MetaBuilder:
    """Collects what the table needs while the records pass by."""

    _agencies: dict[str, int] = field(default_factory=dict)
    _rows: list[SearchAgency] = field(default_factory=list)
    _agency_of: list[int] = field(default_factory=list)
    _years: list[int | None] = field(default_factory=list)
    _forms: list[str] = field(default_factory=list)
    _doubts: list[int] = field(default_factory=list)
    _aggregates: list[int] = field(default_factory=list)
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
            if record.scope == AGGREGATE:
                self._aggregates.append(self.pages)
            if record.report_id != usual_id(record.agency.id, record.year, record.scope):
                self._unusual[self.pages] = record.report_id
            self._years.append(record.year)
            self._forms.append(record.form)
            self._doubts.append(record.doubts)
            self._agency_of.append(self._agencies[record.agency.id])
            yield record

    def table(
        self, *, shards: Sequence[str], aliases: Mapping[str, Sequence[str]], unheld: tuple[int, int]
    ) -> dict[str, Any]:
        """The file's content.

        Args:
            shards: first key of each.
            aliases: short name -> the words it stands for.
            unheld: how many bodies without a report there are, and the bytes of their file.
        """
        return {
            "format": FORMAT,
            "shards": list(shards),
            "codes": {name: list(codes.labels(name)) for name in ("sectors", "levels", "forms")},
            "sector_words": [_sector_words(row) for row in codes.code_list("sectors")],
            "aliases": [[short, list(names)] for short, names in aliases.items()],
            "unheld": list(unheld),
            **agency_columns(self._rows),
            "years": _runs(self._years),
            "form": _runs([_place_in(list(codes.labels("forms")), form) for form in self._forms]),
            "doubts": self._doubts,
            "aggregates": _deltas(self._aggregates),
            "agency_of": _deltas(self._agency_of),
            "unusual": {str(page): report_id for page, report_id in self._unusual.items()},
        }


def agency_columns(rows: Sequence[SearchAgency]) -> dict[str, Any]:
    """Bodies in columns; the place's code and name, which most ids and names begin with, are said once a place."""
    places: dict[tuple[str, ...], int] = {}
    for row in rows:
        places.setdefault(_place(row), len(places))
    sectors, levels = list(codes.labels("sectors")), list(codes.labels("levels"))
    return {
        "places": [list(place[1:]) for place in places],
        "place_codes": _deltas(int(place[0] or 0) for place in places),
        "agencies": {
            "id": [_short_id(row) for row in rows],
            "name": [_short_name(row) for row in rows],
            "place": _deltas(places[_place(row)] for row in rows),
            "sector": [_place_in(sectors, row.sector) for row in rows],
            "level": [_place_in(levels, row.level) for row in rows],
        },
    }


def _sector_words(row: codes.Row) -> list[str]:
    """What a reader may call a field: its label and the words by which it is known in names of bodies."""
    return [row["label_zh"], *filter(None, (row["aliases"] + ";" + row["former_aliases"]).split(";"))]


def _place(row: SearchAgency) -> tuple[str, ...]:
    return row.region_code, row.province, row.city, row.county


def _short_id(row: SearchAgency) -> str:
    """Without the code of the place, the line that remains begins with a hyphen."""
    return row.id.removeprefix(row.region_code) if row.id.startswith(f"{row.region_code}-") else row.id


def _short_name(row: SearchAgency) -> str:
    for position, part in ((2, row.county), (1, row.city), (0, row.province)):
        if part and row.name.startswith(part):
            return f"{position}{row.name.removeprefix(part)}"
    return UNCUT + row.name


def _place_in(known: Sequence[str], code: str) -> int:
    """-1 for an agency without one, or with one that the code list lacks."""
    return known.index(code) if code in known else -1


def _runs(values: Iterable[int | None]) -> list[list[int | None]]:
    """Runs of [value, how often]."""
    return [[value, sum(1 for _ in same)] for value, same in groupby(values)]


def _deltas(numbers: Iterable[int]) -> list[int]:
    """Differences between neighbours, the first from 0: mostly 0 and 1, which compress to almost nothing."""
    return [b - a for a, b in pairwise([0, *numbers])]

"""Asking the index from Python: the same steps as `query.js`, which the tests hold against it."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.errors import SiteError
from gongkai.site.search.meta import FORMAT, Meta, read
from gongkai.site.search.shards import find
from gongkai.site.search.text import fold, keys, name_and_year, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gongkai.site.search.records import SearchAgency

LOOSE_FROM = 3
"""Characters; two alone, in order but apart, match too many names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What results are narrowed to; None takes all."""

    year: int | None = None
    province: str | None = None
    sector: str | None = None
    level: str | None = None

    def takes(self, agency: SearchAgency) -> bool:
        """Whether an agency passes (the year is a matter of its reports)."""
        return all(
            wanted is None or wanted == has
            for wanted, has in (
                (self.province, agency.province),
                (self.sector, agency.sector),
                (self.level, agency.level),
            )
        )


@dataclass(frozen=True, slots=True)
class Results:
    """What a search finds, best first."""

    agencies: tuple[str, ...]
    reports: tuple[str, ...]


class BigramReader:
    """An index folder, opened."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet; `fetched` counts the bytes that a browser would have loaded."""
        self._folder = folder
        self.fetched = 0
        self._files: dict[str, bytes] = {}

    @cached_property
    def meta(self) -> Meta:
        """The table of agencies and pages.

        Raises:
            SiteError: if the index has another layout.
        """
        table = json.loads(self._load("meta.json.gz"))
        if table["format"] != FORMAT:
            raise SiteError(
                f"{self._folder}: search index of format {table['format']}, expected {FORMAT}; build the site again"
            )
        return read(table)

    def query(self, text: str, filters: Filters | None = None) -> Results:
        """Agencies whose names match, then reports: theirs first, then all that hold the words."""
        filters = filters or Filters()
        meta = self.meta
        wanted = words(text)
        parted = [name_and_year(word) for word in wanted]
        years = {year for _, year in parted if year}
        found = matching_agencies(meta, [name for name, _ in parted if name])
        theirs = set(found)
        listed = self._pages(wanted)

        def takes(page: int) -> bool:
            return filters.takes(meta.agencies[meta.agency_of[page]]) and filters.year in (None, meta.years[page])

        pages = [
            page
            for page, agency in enumerate(meta.agency_of)
            if takes(page) and (page in listed or (agency in theirs and (not years or meta.years[page] in years)))
        ]
        pages.sort(key=lambda p: (meta.agency_of[p] not in theirs, bool(years) and meta.years[p] not in years, p))
        alive = {meta.agency_of[page] for page in range(len(meta.agency_of)) if takes(page)}
        return Results(
            agencies=tuple(meta.agencies[agency].id for agency in found if agency in alive),
            reports=tuple(meta.report_ids[page] for page in pages),
        )

    def holds(self, report_id: str, text: str) -> bool:
        """Whether the report holds every word as it stands: pairs alone do not know their order."""
        body = fold(self._load(f"text/{report_id}.gz").decode())
        return all(word in body for word in words(text))

    def _pages(self, wanted: Sequence[str]) -> set[int]:
        """Pages that hold all keys of all words; all pages when nothing is asked."""
        if not wanted:
            return set(range(len(self.meta.agency_of)))
        asked = [key for word in wanted for key in keys(word)]
        if not asked:
            return set()
        return set.intersection(*(set(self._posting(key)) for key in asked))

    def _posting(self, key: str) -> list[int]:
        number = bisect_right(self.meta.shards, key) - 1
        return find(self._load(f"shards/{number:04}.gz"), key) if number >= 0 else []

    def _load(self, name: str) -> bytes:
        if name not in self._files:
            data = (self._folder / name).read_bytes()
            self.fetched += len(data)
            self._files[name] = zlib.decompress(data, zlib.MAX_WBITS | 16)
        return self._files[name]


def matching_agencies(meta: Meta, wanted: Sequence[str]) -> list[int]:
    """Agencies for these words, best first: by parts of the name, else by characters in order (甲样教育)."""
    if not wanted:
        return []
    variants = [_variants(word, meta) for word in wanted]
    names = [fold(agency.name) for agency in meta.agencies]
    places = [agency.province + agency.city + agency.county for agency in meta.agencies]
    found = [
        number
        for number, (name, place) in enumerate(zip(names, places, strict=True))
        if any(_in_name(some, name) for some in variants)
        and all(_in_name(some, name) or some[0] in place for some in variants)
    ]
    if not found and sum(map(len, wanted)) >= LOOSE_FROM:
        found = [number for number, name in enumerate(names) if all(_in_order(word, name) for word in wanted)]
    return sorted(
        found,
        key=lambda n: (names[n] not in variants[0], not names[n].startswith(wanted[0]), len(names[n]), n),
    )


def _variants(word: str, meta: Meta) -> tuple[str, ...]:
    """The word, and what it means where it holds a short name of the alias table."""
    return (
        word,
        *(word.replace(short, name) for short, names in meta.aliases.items() if short in word for name in names),
    )


def _in_name(variants: Sequence[str], name: str) -> bool:
    return any(variant in name for variant in variants)


def _in_order(word: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in word)

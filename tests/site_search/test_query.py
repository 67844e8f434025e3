"""The query set: the right pages, all of them, in the right order."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.site_search.world import report_ids

from gongkai.site.search import records
from gongkai.site.search.query import BigramReader, Filters
from gongkai.site.search.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable

QUERIES = list(csv.DictReader(Path(__file__).with_name("queries.csv").read_text(encoding="utf-8").splitlines()))


def filters(row: dict[str, str]) -> Filters:
    return Filters(
        year=int(row["year"]) if row["year"] else None,
        province=row["province"] or None,
        sector=row["sector"] or None,
        level=row["level"] or None,
    )


def shown(reader: BigramReader, query: str, agencies: Iterable[str], reports: Iterable[str]) -> list[str]:
    """As on the page: reports of agencies found by name stay, others only if they hold the words as they stand."""
    owner = {report_id: body.id for report_id, body, _ in report_ids()}
    return [r for r in reports if owner[r] in set(agencies) or reader.holds(r, query)]


@pytest.mark.parametrize("row", QUERIES, ids=lambda row: "|".join(filter(None, list(row.values())[:5])))
def test_finds_the_right_pages_in_order(reader: BigramReader, row: dict[str, str]) -> None:
    found = reader.query(row["query"], filters(row))
    assert list(found.agencies) == row["agencies"].split()
    assert shown(reader, row["query"], found.agencies, found.reports) == row["reports"].split()


def test_recall_is_full_for_any_stretch_of_text(reader: BigramReader, world: Path) -> None:
    texts = {record.report_id: fold(f"{record.heading}\n{record.body}") for record in records(world)}
    chance = random.Random(7)
    asked = 0
    for text in list(texts.values()) * 6:
        begin = chance.randrange(len(text) - 14)
        stretch = text[begin : begin + chance.randrange(2, 14)]
        wanted = words(stretch)
        truth = {r for r, t in texts.items() if all(word in t for word in wanted)}
        found = reader.query(stretch).reports
        # A Latin run is a word of its own: 2 is not looked for inside 2023.
        if not any(character.isascii() for character in stretch) and any(len(word) > 1 for word in wanted):
            assert truth <= set(found), stretch
            asked += 1
        assert {r for r in found if reader.holds(r, stretch)} <= truth, stretch
    assert asked > 100


def test_a_single_character_asks_for_nothing(reader: BigramReader) -> None:
    assert reader.query("议").reports == ()


def test_nothing_asked_lists_everything_newest_first(reader: BigramReader) -> None:
    found = reader.query("").reports
    assert len(found) == len(report_ids())
    assert found[0] == "bingyang-weijian-2023"
    assert found[-1] == "unknown-1a2b3c4d-undated-1a2b3c4d"

"""Where each figure of a page stands in the original and what is printed there: a small script beside the page.

The page loads it when a reader asks for the source of a figure for the first time. A script and not a JSON file: a
page opened from a disk may load scripts and nothing else.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.site.annual_report import tables
from gongkai.site.cells import compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.model import TableCode
    from gongkai.site.cells import Key
    from gongkai.site.layout import Grid
    from gongkai.site.records import Record

FILE = "cells.js"
"""Beside the page of a report."""

WHOLE: Mapping[str, TableCode] = {"applications": "applications", "proceedings": "proceedings"}
"""Tables whose rows have all columns, so that their codes need not be told."""


@cache
def _rows(grid: Grid, table: str) -> tuple[tuple[str, tuple[Key, ...]], ...]:
    """(row, its cells) in the order of the page; a row of the table that stands on one line with others is its own."""
    rows: dict[str, list[Key]] = {}
    for key, _colspan, _part in compiled(grid, table)[1]:
        rows.setdefault(key[1], []).append(key)
    return tuple((row, tuple(keys)) for row, keys in rows.items())


def script(record: Record) -> str:
    """The script: `gongkaiCells({table: [[row, columns, place, numbers, {column: raw}], …]})`.

    `columns` are codes, 0 for all of the table. `place` is what the places of the row's cells share, with `*` for the column (or line) of the grid in which each
    stands; the numbers are those, the first alone where they follow one another. Where places differ in more, they are
    given one by one. The raw text stands there only where it is not simply the number; empty where nothing
    was read in a cell that has a number now. Boxes are left to the data package.
    """
    found = {
        table: [_row(record, row, keys) for row, keys in _rows(grid, table)]
        for table, grid in tables.grids(record).items()
    }
    return f"gongkaiCells({json.dumps(found, ensure_ascii=False, separators=(',', ':'))})\n"


def _row(record: Record, row: str, keys: tuple[Key, ...]) -> list[Any]:
    places: list[str] = []
    raws: dict[str, str] = {}
    figures = record.figures
    for key in keys:
        figure = figures.get(key)
        if figure is None:
            places.append("")
            continue
        _table, _row, column, value, status, raw, _note, where = figure
        places.append(where.partition(";box=")[0])
        if raw != str(value) and (raw or status == "reported"):
            raws[column] = raw
    columns = _columns(keys)
    entry: list[Any] = [row, columns, *_shared(tuple(places))]
    return [*entry, raws] if raws else entry


@lru_cache(maxsize=32768)
def _shared(places: tuple[str, ...]) -> tuple[Any, ...]:
    """(what the places share, the rest of each); a row stands in many reports in the same place."""
    heads: set[str] = set()
    ends: list[int] = []
    for place in places:
        head, name, end = place.partition("column=")
        if not name:
            head, name, end = place.partition("line=")
        number, semicolon, tail = end.partition(";")
        heads.add(f"{head}{name}*{semicolon}{tail}")
        ends.append(int(number) if number.isdecimal() else -1)
    if len(heads) == 1 and -1 not in ends:
        return heads.pop(), ends[0] if ends == list(range(ends[0], ends[0] + len(ends))) else ends
    return (places[0], 0) if len(set(places)) == 1 else ("", places)


@cache
def _columns(keys: tuple[Key, ...]) -> list[str] | int:
    """Codes of the columns; 0 where they are all that the table has, in its order."""
    columns = [key[2] for key in keys]
    table = keys[0][0]
    return 0 if table in WHOLE and tuple(columns) == codes.column_codes(WHOLE[table]) else columns

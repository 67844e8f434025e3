"""Where in the original a figure stood, in words; consecutive columns of a row become a range."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gongkai.site.records import Figure, Record

_PART = re.compile(r"(page|table|row|column|line)=(\d+)")
_WORDS = (("page", "第 {} 页"), ("table", "表 {}"), ("row", "第 {} 行"), ("line", "第 {} 行"))

Place = dict[str, int]


def parse(where: str) -> Place:
    """Coordinates by name; boxes are left to the data package.

    >>> parse("page=2;table=3;row=4;column=5;box=72.0,100.1,90.0,110.2")
    {'page': 2, 'table': 3, 'row': 4, 'column': 5}
    """
    return {name: int(value) for name, value in _PART.findall(where)}


def in_words(where: str) -> str:
    """One place.

    >>> in_words("page=2;table=3;row=4;column=5")
    '第 2 页 表 3 第 4 行第 5 列'
    >>> in_words("line=120")
    '第 120 行'
    """
    return _phrase([parse(where)])


def _phrase(places: list[Place]) -> str:
    """Several places that differ in their columns at most."""
    first = places[0]
    text = " ".join(pattern.format(first[name]) for name, pattern in _WORDS if name in first)
    columns = sorted(place["column"] for place in places if "column" in place)
    if not columns:
        return text
    span = f"{columns[0]}" if columns[0] == columns[-1] else f"{columns[0]}–{columns[-1]}"
    return f"{text}第 {span} 列".strip()


def by_row(record: Record) -> Iterator[tuple[str, str]]:
    """(row label, places of its figures) for each row of the three tables, in the order of the form."""
    order = {
        (table, row): position
        for position, (table, row) in enumerate((entry["table"], entry["code"]) for entry in codes.code_list("rows"))
    }
    placed = sorted(
        (figure for figure in record.figures.values() if figure.where),
        key=lambda figure: order[figure.table, figure.row],
    )
    for (table, row), figures in groupby(placed, key=lambda figure: (figure.table, figure.row)):
        yield codes.row_label(table, row), _row_places(figures)


def _row_places(figures: Iterable[Figure]) -> str:
    lines: dict[tuple[int, ...], list[Place]] = {}
    for figure in figures:
        place = parse(figure.where)
        lines.setdefault(tuple(place.get(name, 0) for name, _ in _WORDS), []).append(place)
    if len(lines) > 3 and all(key[3] for key in lines):
        numbers = sorted(key[3] for key in lines)
        return f"第 {numbers[0]}–{numbers[-1]} 行"
    return "；".join(_phrase(places) for places in lines.values())

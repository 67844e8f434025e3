"""Where in the original the figures stood, in words; what is regular is said once for many rows."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from gongkai import codes
from gongkai.site.language import _, spoken
from gongkai.site.records import AT_HAND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.records import Figure, Record

_PART = re.compile(r"(?:^|;)(page|table|row|column|line)=(\d+)")
_INSIDE = re.compile(r"(?:^|;)(member|sheet)=([^;]*)")


Key = tuple[str, str, str]


class Span(NamedTuple):
    """Some cells of the original: of a table (rows and columns of its grid), or of a text file (lines)."""

    page: int
    table: int
    left: int
    right: int
    first: int
    """First row, or first line where there is no table."""
    last: int
    inside: str = ""
    """The file in an archive, the sheet in a workbook."""
    sheet: bool = False
    """It is a sheet."""

    def words(self) -> str:
        """Such as 第 3 页 表 2 第 1–17 行第 1–7 列; what is 0 is not said."""
        inside = _("工作表“%(name)s”", name=self.inside) if self.sheet else self.inside
        parts = [inside, _("第 %(page)s 页", page=self.page) if self.page else ""]
        if self.table and not self.sheet:  # a sheet's rows count from its top
            parts.append(_("表 %(table)s", table=self.table))
        rows = _("第 %(rows)s 行", rows=_range(self.first, self.last)) if self.first else ""
        columns = _("第 %(columns)s 列", columns=_range(self.left, self.right)) if self.left else ""
        cells = _("%(rows)s%(columns)s", rows=rows, columns=columns) if rows and columns else rows + columns
        return " ".join(part for part in (*parts, cells) if part)


def _range(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


@lru_cache(maxsize=65536)
def _parse(place: str) -> Span:
    numbers = {name: int(value) for name, value in _PART.findall(place)}
    row = numbers.get("row", 0) or numbers.get("line", 0)
    column = numbers.get("column", 0)
    names = {name: unquote(value) for name, value in _INSIDE.findall(place)}
    inside = names.get("sheet") or names.get("member", "")
    return Span(numbers.get("page", 0), numbers.get("table", 0), column, column, row, row, inside, "sheet" in names)


def parse(where: str) -> Span:
    """One place. The box on the page is left to the data package.

    >>> parse("page=2;table=3;row=4;column=5;box=72.0,100.1,90.0,110.2").words()
    '第 2 页 表 3 第 4 行第 5 列'
    >>> parse("line=120").words()
    '第 120 行'
    >>> parse("sheet=依申请;table=2;row=7;column=3").words()
    '工作表“依申请” 第 7 行第 3 列'
    """
    return _parse(where.partition(";box=")[0])


@cache
def _keys() -> tuple[tuple[str, str, tuple[Key, ...]], ...]:
    """(table, row, keys of its cells from left to right) for every row of the form."""
    return tuple(
        (
            entry["table"],
            entry["code"],
            tuple((entry["table"], entry["code"], column) for column in columns),
        )
        for table in ("disclosure", "applications", "proceedings")
        for columns in (codes.column_codes(table),)
        for entry in codes.code_list("rows")
        if entry["table"] == table
    )


def by_row(record: Record) -> list[tuple[str, str]]:
    """(label, place of the first and the last figure) in the order of the form.

    Rows that follow one another in the form and in the original are told together.
    """
    language = spoken()
    return [
        (_labels(table, start, end, language), _("；").join(span.words() for span in spans))
        for table, start, end, spans in _runs(record)
    ]


@lru_cache(maxsize=AT_HAND)
def _runs(record: Record) -> tuple[tuple[str, str, str, tuple[Span, ...]], ...]:
    """(table, first row, last row, where they stand)."""
    found: list[tuple[str, str, str, tuple[Span, ...]]] = []
    run: Span | None = None
    run_table = start = end = ""
    figures = record.figures
    for table, row, keys in _keys():
        spans = _row(figures, keys)
        if not spans:
            continue
        if run is not None and len(spans) == 1 and table == run_table and _continued(run, spans[0]):
            end, run = row, run._replace(last=spans[0].last)
            continue
        if run is not None:
            found.append((run_table, start, end, (run,)))
        run_table, start, end = table, row, row
        run = spans[0] if len(spans) == 1 else None
        if run is None:
            found.append((table, row, row, spans))
    if run is not None:
        found.append((run_table, start, end, (run,)))
    return tuple(found)


def _row(figures: Mapping[Key, Figure], keys: tuple[Key, ...]) -> tuple[Span, ...]:
    """Where a row's first and last figures stand: one span if they share a line, or if the original has lines only."""
    first = last = ""
    for key in keys:
        figure = figures.get(key)
        if figure is not None and figure.where:
            first = figure.where
            break
    else:
        return ()
    for key in reversed(keys):
        figure = figures.get(key)
        if figure is not None and figure.where:
            last = figure.where
            break
    return _spans(first.partition(";box=")[0], last.partition(";box=")[0])  # the box is left to the data package


@lru_cache(maxsize=65536)
def _spans(one: str, other: str) -> tuple[Span, ...]:
    start, stop = _parse(one), _parse(other)
    if (start[:2], start.inside) != (stop[:2], stop.inside) or (start.table and start.first != stop.first):
        return (start, stop)
    left, right = (start, stop) if start.left <= stop.left else (stop, start)
    first, last = min(start.first, stop.first), max(start.last, stop.last)
    return (start._replace(left=left.left, right=right.right, first=first, last=last),)


def _continued(run: Span, span: Span) -> bool:
    """Whether a row stands right below the others in its table, or further down in a text file."""
    if not run.first or (run[:4], run.inside) != (span[:4], span.inside):
        return False
    return span.first == run.last + 1 if run.table else span.first > run.last


@lru_cache(maxsize=AT_HAND)
def is_picture(record: Record) -> bool:
    """Whether figures of the report were recognised in a picture."""
    return any(";ocr=1" in figure.where for figure in record.figures.values() if figure.where)


def _labels(table: str, start: str, end: str, language: str) -> str:
    first = codes.row_label(table, start, language)
    return (
        first if start == end else _("%(first)s 至 %(last)s", first=first, last=codes.row_label(table, end, language))
    )

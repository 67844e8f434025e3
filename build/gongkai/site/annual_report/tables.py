"""Which layout a report's own tables have: the form's, with the rows and columns this report really prints."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.site import layout
from gongkai.site.cells import NO_MARK, Mark, anchor, table_rows
from gongkai.site.language import spoken
from gongkai.site.records import AT_HAND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from markupsafe import Markup

    from gongkai.model import TableCode
    from gongkai.site.layout import Grid
    from gongkai.site.records import Record

Key = tuple[str, str, str]
Marks = dict[Key, Mark]
Rows = tuple[Any, ...]
"""(row, column) of cells, or rows."""

TABLES: tuple[TableCode, ...] = ("disclosure", "applications", "proceedings")


def grids(record: Record) -> dict[str, Grid]:
    """The layout of each table that the report has."""
    language = spoken()
    return {table: _LAYOUTS[table](rows, language) for table, rows in _printed_rows(record)}


@lru_cache(maxsize=AT_HAND)
def _printed_rows(record: Record) -> tuple[tuple[TableCode, Rows], ...]:
    """The tables that the report has, each with what its layout depends on."""
    return tuple(
        (table, _DEPENDS[table](record)) for table in TABLES if any(_printed(record, key) for key in _keys(table))
    )


@cache
def _keys(table: TableCode) -> tuple[Key, ...]:
    """All cells that any edition of the form has."""
    if table == "disclosure":
        return tuple((table, *cell) for cell in codes.disclosure_cells())
    return tuple((table, row, column) for row in codes.row_codes(table) for column in codes.column_codes(table))


def _printed(record: Record, key: Key) -> bool:
    """Whether the report has this cell, filled or not."""
    figure = record.figures.get(key)
    return figure is not None and figure.status != "absent"


@cache
def _expected(form: str) -> frozenset[Key]:
    """Disclosure cells of one edition; none where editions are mixed: then only what is printed counts."""
    if form == "2019":
        return frozenset(("disclosure", *cell) for cell in codes.disclosure_cells("2019"))
    return (
        frozenset(("disclosure", *cell) for cell in codes.disclosure_cells("2021")) if form == "2021" else frozenset()
    )


def _disclosure(record: Record) -> Rows:
    """(row, column) of the cells of the report's form, and any other cell that the report prints."""
    expected = _expected(record.report.form)
    return tuple(key[1:] for key in _keys("disclosure") if key in expected or _printed(record, key))


def _applications(record: Record) -> Rows:
    """Rows under （六）: what the report prints; what its form has, where it prints none."""
    columns = codes.column_codes("applications")
    found = tuple(
        code
        for code in (*layout.OTHER_DIVIDED, layout.OTHER_UNDIVIDED)
        if any(_printed(record, ("applications", code, column)) for column in columns)
    )
    if not found:
        found = (layout.OTHER_UNDIVIDED,) if record.report.form == "2019" else layout.OTHER_DIVIDED
    elif found[0] != layout.OTHER_UNDIVIDED:
        found = tuple(dict.fromkeys((*layout.OTHER_DIVIDED, *found)))
    return found


_DEPENDS: dict[TableCode, Callable[[Record], Rows]] = {
    "disclosure": _disclosure,
    "applications": _applications,
    "proceedings": lambda _: (),
}
_LAYOUTS: dict[TableCode, Callable[[Any, str], Grid]] = {
    "disclosure": layout.disclosure,
    "applications": layout.applications,
    "proceedings": lambda _, language: layout.proceedings(language),
}


def marks(record: Record, linked: Iterable[Key] = ()) -> Marks:
    """Cells that a failed finding points at, with the first such finding; corrected ones; those that the page links to."""
    found: Marks = {}
    for finding in record.findings:
        if finding.state == "failed" and finding.table and finding.row and finding.column:
            found.setdefault((finding.table, finding.row, finding.column), Mark(finding.position))
    for position, correction in enumerate(record.corrections, 1):
        key = correction[:3]
        found[key] = found.get(key, NO_MARK)._replace(corrected=(position, correction), anchor=anchor(key))
    for key in linked:
        found[key] = found.get(key, NO_MARK)._replace(anchor=anchor(key))
    return found


def bodies(record: Record, marked: Mapping[Key, Mark]) -> dict[str, Markup]:
    """Inside of the `<table>` of each table that the report has."""
    return {table: table_rows(shape, record, table, marked) for table, shape in grids(record).items()}

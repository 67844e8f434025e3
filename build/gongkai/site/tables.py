"""Which layout a report's own tables have: the form's, with the rows and columns this report really prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import layout
from gongkai.site.cells import table_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from gongkai.site.layout import Grid
    from gongkai.site.records import Record

Marks = dict[tuple[str, str, str], int]

TABLES = ("disclosure", "applications", "proceedings")


def printed(record: Record, table: str) -> frozenset[tuple[str, str]]:
    """(row, column) of the cells that the report's table has, filled or not."""
    return frozenset(
        (row, column)
        for (name, row, column), figure in record.figures.items()
        if name == table and figure.status != "absent"
    )


def grid(record: Record, table: str) -> Grid | None:
    """The layout of one table; None where the report has no such table."""
    cells = printed(record, table)
    if not cells:
        return None
    if table == "disclosure":
        form = record.report.form
        expected = (
            frozenset(codes.disclosure_cells("2019" if form == "2019" else "2021"))
            if form in ("2019", "2021")
            else frozenset()
        )
        return layout.disclosure(tuple(cell for cell in codes.disclosure_cells() if cell in expected or cell in cells))
    if table == "applications":
        return layout.applications(_other_rows(record, {row for row, _ in cells}))
    return layout.proceedings()


def _other_rows(record: Record, rows: set[str]) -> tuple[str, ...]:
    """Rows under （六）: what the report prints; what its form has, where it prints none."""
    found = tuple(code for code in (*layout.OTHER_DIVIDED, layout.OTHER_UNDIVIDED) if code in rows)
    if not found:
        return (layout.OTHER_UNDIVIDED,) if record.report.form == "2019" else layout.OTHER_DIVIDED
    return tuple(dict.fromkeys((*layout.OTHER_DIVIDED, *found))) if found[0] != layout.OTHER_UNDIVIDED else found


def marks(record: Record) -> Marks:
    """Cells that a failed finding points at, with the first such finding."""
    found: Marks = {}
    for finding in record.findings:
        if finding.state == "failed" and finding.table and finding.row and finding.column:
            found.setdefault((finding.table, finding.row, finding.column), finding.position)
    return found


def body(record: Record, table: str, findings: Mapping[tuple[str, str, str], int]) -> Markup | None:
    """The inside of one table's `<table>`; None where the report has no such table."""
    shape = grid(record, table)
    return table_rows(shape, record, table, findings) if shape is not None else None

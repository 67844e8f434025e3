"""Which layout a report's own tables have: the form's, with the rows and columns this report really prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import layout
from gongkai.site.cells import table_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markupsafe import Markup

    from gongkai.site.layout import Grid
    from gongkai.site.records import Record

Marks = dict[tuple[str, str, str], int]

TABLES = ("disclosure", "applications", "proceedings")


def grids(record: Record) -> dict[str, Grid]:
    """The layout of each table that the report has."""
    tables = dict.fromkeys(figure.table for figure in record.figures.values() if figure.status != "absent")
    return {table: _LAYOUTS[table](record) for table in tables}


def _disclosure(record: Record) -> Grid:
    """The cells of the report's form, and any other cell that the report prints."""
    form = record.report.form
    expected = codes.disclosure_cells("2019" if form == "2019" else "2021") if form in ("2019", "2021") else ()
    return layout.disclosure(
        tuple(cell for cell in codes.disclosure_cells() if cell in expected or _printed(record, "disclosure", *cell))
    )


def _applications(record: Record) -> Grid:
    """Rows under （六）: what the report prints; what its form has, where it prints none."""
    columns = codes.column_codes("applications")
    found = tuple(
        code
        for code in (*layout.OTHER_DIVIDED, layout.OTHER_UNDIVIDED)
        if any(_printed(record, "applications", code, column) for column in columns)
    )
    if not found:
        found = (layout.OTHER_UNDIVIDED,) if record.report.form == "2019" else layout.OTHER_DIVIDED
    elif found[0] != layout.OTHER_UNDIVIDED:
        found = tuple(dict.fromkeys((*layout.OTHER_DIVIDED, *found)))
    return layout.applications(found)


def _printed(record: Record, table: str, row: str, column: str) -> bool:
    """Whether the report has this cell, filled or not."""
    figure = record.figures.get((table, row, column))
    return figure is not None and figure.status != "absent"


_LAYOUTS: dict[str, Callable[[Record], Grid]] = {
    "disclosure": _disclosure,
    "applications": _applications,
    "proceedings": lambda _: layout.proceedings(),
}


def marks(record: Record) -> Marks:
    """Cells that a failed finding points at, with the first such finding."""
    found: Marks = {}
    for finding in record.findings:
        if finding.state == "failed" and finding.table and finding.row and finding.column:
            found.setdefault((finding.table, finding.row, finding.column), finding.position)
    return found


def bodies(record: Record, findings: Mapping[tuple[str, str, str], int]) -> dict[str, Markup]:
    """Table -> the inside of its `<table>`, for each table that the report has."""
    return {table: table_rows(shape, record, table, findings) for table, shape in grids(record).items()}

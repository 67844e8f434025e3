"""Records made by hand, for tests that need no data package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.records import Figure, Finding, Record, Report, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai.model import FormCode
    from gongkai.site.records import Value


def report(form: str = "2021", year: int | None = 2023, scope: str = "own") -> Report:
    return Report(
        id=f"x-{year}",
        agency_id="x",
        year=year,
        scope=scope,
        form=form,
        title=None,
        published_on=None,
        original="originals/x.pdf",
        media_type="application/pdf",
        bytes=1,
        sha256="0" * 64,
        source_url=None,
        retrieved_on=None,
        reported=0,
        blank=0,
        unreadable=0,
    )


def figure(  # noqa: PLR0917 - a figure is a row of eight
    table: str,
    row: str,
    column: str,
    value: Value = None,
    status: str = "reported",
    raw: str = "",
    note: str = "",
    where: str = "",
) -> Figure:
    return Figure(table, row, column, value, status, raw, note, where)


def record(
    figures: Iterable[Figure],
    form: str = "2021",
    year: int | None = 2023,
    findings: tuple[Finding, ...] = (),
    sections: tuple[Section, ...] = (),
) -> Record:
    return Record(report(form, year), {item[:3]: item for item in figures}, sections, findings)


def cells(form: FormCode, *, undivided: bool = False) -> list[tuple[str, str, str]]:
    """Keys of all cells of an edition of the form."""
    skipped = {"other_uncorrected", "other_unpaid", "other_other"} if undivided else {"other_undivided"}
    return [
        *(("disclosure", row, column) for row, column in codes.disclosure_cells(form)),
        *(
            ("applications", row, column)
            for row in codes.row_codes("applications")
            if row not in skipped
            for column in codes.column_codes("applications")
        ),
        *(
            ("proceedings", row, column)
            for row in codes.row_codes("proceedings")
            for column in codes.column_codes("proceedings")
        ),
    ]


def filled(form: FormCode, value: Callable[[int], Value], *, undivided: bool = False) -> Record:
    """A report with a number in each cell of its form, given by the cell's position."""
    keys = cells(form, undivided=undivided)
    return record((figure(*key, value(position)) for position, key in enumerate(keys)), form=form)


def finding(
    position: int, key: tuple[str, str, str] | None = None, state: str = "failed", note: str = "说明"
) -> Finding:
    table, row, column = key or (None, None, None)
    return Finding(
        position=position,
        type="applications_row_total",
        severity="error",
        state=state,
        table=table,
        instance="",
        row=row,
        column=column,
        expected="2",
        actual="3",
        note=note,
        where="",
    )

"""Annual reports made by hand: whole ones that break no rule, and changes to them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai import codes
from gongkai.model import Agency, AnnualReport, Figure, Number, Section, Status, TableCode, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai.model import FormCode

SAMPLES = Path(__file__).parent / "samples"
"""Figures of published reports, with the violations that they show. Their text is not kept here."""
ELIDED = "（文字略）"
PROSE = "本机关认真贯彻落实条例，依法公开政府信息，各项工作平稳推进。"

Cell = Number | Status
"""A number, or the status of a cell without one."""


def agency(*, level: str | None = "county", government: bool = False) -> Agency:
    """A body of some level."""
    return Agency(id="000000-mou", name="某地人民政府" if government else "某地统计局", level=level)


def figure(
    table: TableCode, row: str, column: str, cell: Cell = 0, *, raw: str | None = None, note: str = ""
) -> Figure:
    """One cell; amounts become decimals."""
    where = Where(table=1, row=1, column=1)
    if isinstance(cell, str):
        marks = {"blank": "", "absent": "", "not_applicable": "/", "unreadable": "??"}
        return Figure(
            table=table,
            row=row,
            column=column,
            value=None,
            status=cell,
            raw=marks[cell] if raw is None else raw,
            note=note,
            where=where,
        )
    return Figure(
        table=table,
        row=row,
        column=column,
        value=cell,
        status="reported",
        raw=str(cell) if raw is None else raw,
        note=note,
        where=where,
    )


def cells_of(form: FormCode) -> list[tuple[TableCode, str, str]]:
    """Every cell of an edition, in the order of the form."""
    cells: list[tuple[TableCode, str, str]] = [
        ("disclosure", row, column) for row, column in codes.disclosure_cells(form)
    ]
    rows = [row for row in codes.row_codes("applications", form) if form == "2019" or row != "other_undivided"]
    cells += [("applications", row, column) for row in rows for column in codes.column_codes("applications")]
    cells += [
        ("proceedings", row, column)
        for row in codes.row_codes("proceedings")
        for column in codes.column_codes("proceedings")
    ]
    return cells


def sections() -> tuple[Section, ...]:
    """The six prescribed sections under their own numbers."""
    return tuple(
        Section(code=row["code"], number=row["number"], heading=row["label_zh"], text=PROSE, where=Where(line=position))
        for position, row in enumerate(codes.code_list("sections"), start=1)
    )


def annual_report(form: FormCode = "2021", *, year: int | None = None, **changes: Any) -> AnnualReport:
    """A whole report of zeros, published in time, that breaks no rule."""
    year = (2019 if form == "2019" else 2023) if year is None else year
    report = AnnualReport(
        path="a.html",
        media_type="text/html",
        sha256="0" * 64,
        bytes=1,
        agency=agency(),
        year=year,
        title=f"某地统计局{year}年政府信息公开工作年度报告",
        published_on=date(year + 1, 1, 20),
        form=form,
        figures=tuple(
            figure(*key, Decimal(0) if key[2] in ("amount", "procurement_amount") else 0) for key in cells_of(form)
        ),
        sections=sections(),
    )
    return replace(report, **changes)


def with_cells(report: AnnualReport, cells: dict[tuple[TableCode, str, str], Cell]) -> AnnualReport:
    """The report with some cells changed."""
    unknown = cells.keys() - {(f.table, f.row, f.column) for f in report.figures}
    assert not unknown, f"no such cells: {unknown}"
    figures = tuple(
        figure(f.table, f.row, f.column, cells[f.table, f.row, f.column]) if (f.table, f.row, f.column) in cells else f
        for f in report.figures
    )
    return replace(report, figures=figures)


def with_row(report: AnnualReport, table: TableCode, row: str, cells: Iterable[Cell]) -> AnnualReport:
    """The report with one row of cells written anew, in the order of the columns."""
    columns = [f.column for f in report.figures if (f.table, f.row) == (table, row)]
    return with_cells(report, {(table, row, column): cell for column, cell in zip(columns, cells, strict=True)})


def without_rows(report: AnnualReport, table: TableCode, *rows: str) -> AnnualReport:
    """The report with rows cut off; without rows named, the whole table."""
    kept = tuple(f for f in report.figures if f.table != table or (rows and f.row not in rows))
    return replace(report, figures=kept)


def only_sections(report: AnnualReport, changes: dict[str, str | None]) -> AnnualReport:
    """The report with the text of sections replaced, or a section taken out (None)."""
    kept = tuple(
        replace(section, text=changes.get(section.code or "", section.text) or "")
        for section in report.sections
        if section.code not in changes or changes[section.code] is not None
    )
    return replace(report, sections=kept)


def sample(path: Path) -> tuple[AnnualReport, dict[str, Any]]:
    """The annual report that a sample describes, and the sample itself: null cells are blank, left-out cells are not there."""
    given = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    statuses = {None: "blank", "/": "not_applicable"}
    report = AnnualReport(
        path=f"{path.stem}.html",
        media_type="text/html",
        sha256="0" * 64,
        bytes=1,
        agency=None if given["agency"] is None else agency(**given["agency"]),
        year=given["year"],
        title=None,
        published_on=None if given["published_on"] is None else date.fromisoformat(given["published_on"]),
        form=given["form"],
        figures=tuple(
            figure(table, row, column, statuses.get(value, value))
            for table, rows in given["figures"].items()
            for row, columns in rows.items()
            for column, value in columns.items()
        ),
        sections=tuple(
            Section(
                code=code,
                number=number,
                heading=code or "",
                text=ELIDED if given["fragment"] else PROSE,
                where=Where(line=1),
            )
            for code, number in given["sections"]
        ),
    )
    return report, given

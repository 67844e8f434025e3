"""Annual reports -> the rows of each resource, as text in the order of the schema's fields. Pure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

from gongkai import codes
from gongkai.errors import DataPackageError
from gongkai.model import TableCode
from gongkai.package.code_lists import values
from gongkai.package.exact import WHOLE_TABLES
from gongkai.package.layout import ORIGINALS
from gongkai.package.text import clean, number_text, relative_path, where_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongkai.model import Agency, AnnualReport, Figure, Rejection
    from gongkai.package.keys import Entry

Row = list[str]
TABLES: tuple[TableCode, ...] = get_args(TableCode)


@cache
def cell_order(table: TableCode) -> dict[tuple[str, str], int]:
    """Position of each row and column of a prescribed table in the order of the form."""
    columns = codes.column_codes(table)
    pairs = [(row, column) for row in codes.row_codes(table) for column in columns]
    return {pair: position for position, pair in enumerate(pairs)}


def agency_row(agency_id: str, agency: Agency | None) -> Row:
    """Row of `agencies`; only the key is set where the text names no agency."""
    if agency is None:
        return [agency_id, *[""] * 9]
    for value, enum in ((agency.level, "levels"), (agency.sector, "sectors")):
        _known(value, enum, f"agency {agency_id}")
    place = (agency.region_code, agency.province, agency.city, agency.county)
    parts = (agency.name, *place, agency.level, agency.sector, agency.parent, agency.successor_of)
    return [agency_id, *(clean(part or "") for part in parts)]


def report_row(report: AnnualReport, entry: Entry) -> Row:
    """Row of `reports`."""
    counts = dict.fromkeys(values("statuses"), 0)
    for figure in report.figures:
        counts[figure.status] += 1
    earlier = report.earlier
    return [
        entry.report_id,
        entry.agency_id,
        _text(report.year),
        _known(report.scope, "scopes", report.path),
        _known(report.form, "forms", report.path),
        clean(report.title or ""),
        _text(report.published_on),
        report.period or "",
        f"{ORIGINALS}/{relative_path(report.path)}",
        _known(report.media_type, "media_types", report.path),
        str(report.bytes),
        report.sha256,
        clean(report.source_url or ""),
        _text(report.retrieved_on),
        *(str(counts[status]) for status in ("reported", "blank", "unreadable")),
        *((earlier.sha256, earlier.version, _text(earlier.created)) if earlier is not None else ("", "", "")),
    ]


def figure_rows(report: AnnualReport, table: TableCode, report_id: str) -> Iterator[Row]:
    """Rows of one prescribed table, in the order of the form.

    Raises:
        DataPackageError: if a figure stands where the form has no cell, or a value and its status disagree.
    """
    order = cell_order(table)
    figures = [figure for figure in report.figures if figure.table == table]
    try:
        figures.sort(key=lambda figure: order[figure.row, figure.column])
    except KeyError as error:
        raise _fault(report.path, f"the table {table} has no cell {error.args[0]}") from None
    for figure in figures:
        yield [
            report_id,
            figure.row,
            figure.column,
            value_text(figure, report.path),
            figure.status,
            clean(figure.raw),
            clean(figure.note),
            figure.read_by,
            where_text(figure.where),
        ]


def value_text(figure: Figure, path: str) -> str:
    """The number as text; empty unless the figure is reported. Never a zero for a missing number.

    Raises:
        DataPackageError: if the figure has a number without being reported, or the reverse.
    """
    if (figure.value is None) == (figure.status == "reported"):
        cell = f"{figure.table} {figure.row} {figure.column}"
        raise _fault(path, f"cell {cell} has the value {figure.value} and the status {figure.status}")
    if figure.value is None:
        return ""
    text = number_text(figure.value, whole=figure.table in WHOLE_TABLES)
    assert text is not None  # the report went through `exact`
    return text


def wide_row(report: AnnualReport, entry: Entry, name: str | None) -> Row:
    """Row of `applications_wide`: one field a cell, empty whatever the reason."""
    order = cell_order("applications")
    cells = [""] * len(order)
    for figure in report.figures:
        if figure.table == "applications":
            cells[order[figure.row, figure.column]] = value_text(figure, report.path)
    return [entry.report_id, entry.agency_id, clean(name or ""), _text(report.year), report.scope, *cells]


def section_rows(report: AnnualReport, report_id: str) -> Iterator[Row]:
    """Rows of `sections`, in the order of the report."""
    for position, section in enumerate(report.sections, 1):
        yield [
            report_id,
            str(position),
            _known(section.code, "sections", report.path),
            clean(section.number),
            clean(section.heading),
            clean(section.text),
            where_text(section.where),
        ]


def finding_rows(report: AnnualReport, report_id: str) -> Iterator[Row]:
    """Rows of `findings`, in the order in which they were found."""
    for position, finding in enumerate(report.findings, 1):
        yield [
            report_id,
            str(position),
            _known(finding.type, "rules", report.path),
            _known(finding.severity, "severities", report.path),
            _known(finding.state, "states", report.path),
            _known(finding.table, "tables", report.path),
            *(clean(part or "") for part in (finding.instance, finding.row, finding.column, finding.expected)),
            *(clean(part or "") for part in (finding.actual, finding.note)),
            str(finding.instances),
            where_text(finding.where),
        ]


def reject_row(rejection: Rejection) -> Row:
    """Row of `rejects`."""
    return [
        relative_path(rejection.path),
        rejection.media_type,
        str(rejection.bytes),
        rejection.sha256,
        rejection.outcome,
        _known(rejection.type, "reject_reasons", rejection.path),
        clean(rejection.note) or codes.labels("reject_reasons")[rejection.type],
    ]


def _text(value: int | date | None) -> str:
    return "" if value is None else str(value)


@cache
def _allowed(enum: str) -> frozenset[str]:
    return frozenset(values(enum))


def _known(code: str | None, enum: str, path: str) -> str:
    """The code itself, or an empty text for None; a code outside its list is a fault of ours, not of the file."""
    if code and code not in _allowed(enum):
        raise _fault(path, f"{code!r} is not in the code list {enum}")
    return code or ""


def _fault(path: str, what: str) -> DataPackageError:
    return DataPackageError(f"{path}: {what}; this is a fault in gongkai, please report it")

"""Which cells answer a statement, each sum of cells that its number may equal; the plainest first (rule book 4 and 5 E)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai.model import AnnualReport, Key

Reading = tuple["Key", ...]
Readings = tuple[Reading, ...]
APPLICANTS = tuple(column for column in codes.column_codes("applications") if column != "total")
ORGANISATIONS = APPLICANTS[1:]
RESULTS = tuple(column for column in codes.column_codes("proceedings") if column != "total")
GROUPS = ("granted", "partially_granted", "denied", "unavailable", "declined", "other")
"""Outcome groups in the order of the form; the first two are rows of their own."""
_UNDIVIDED = "other_undivided"
_COLUMNS_OF_2019 = {
    ("issued", True): ("disclosed", "made", "disclosed_total"),
    ("issued", False): ("made", "disclosed"),
}
"""Column of the form of 2021, and whether documents are said to be published -> columns of the form of 2019."""


def readings(kind: str, item: str, qualifiers: tuple[str, ...], report: AnnualReport) -> Readings:
    """Sums of cells that the number of a statement may equal; empty where no cell answers it.

    Args:
        kind: code of `statement_kinds`.
        item: what the statement counts.
        qualifiers: words that narrow it, such as `new` or `published`.
        report: the report whose tables are asked; its form decides the columns.
    """
    found = _BY_KIND.get(kind)
    return () if found is None else tuple(reading for reading in found(item, qualifiers, report) if reading)


def applications(rows: Iterable[str], column: str = "total") -> Reading:
    """Cells of the applications table in one column."""
    return tuple(("applications", row, column) for row in rows)


def group_rows(item: str, report: AnnualReport) -> tuple[str, ...]:
    """Rows of an outcome group, of several joined by `+`, or the single row; empty for what is none."""
    rows: list[str] = []
    for part in item.split("+"):
        inside = [row for row in codes.outcome_codes() if codes.outcome_group(row) == part]
        if part == "other":
            rows += [row for row in inside if (row == _UNDIVIDED) == _undivided(report)]
        elif part in codes.outcome_codes():
            rows.append(part)
        else:
            rows += inside
    return tuple(rows)


def channels(item: str) -> tuple[str, ...]:
    """Rows of the proceedings table that a channel names."""
    rows = codes.row_codes("proceedings")
    return {"proceedings": rows, "litigation": rows[1:]}.get(item, (item,) if item in rows else ())


def _undivided(report: AnnualReport) -> bool:
    return any(
        figure.table == "applications" and figure.row == _UNDIVIDED and figure.status != "absent"
        for figure in report.figures
    )


def _received(_: str, qualifiers: tuple[str, ...], __: AnnualReport) -> Readings:
    new, both = applications(["received_new"]), applications(["received_new", "carried_in"])
    if "new" in qualifiers:
        return (new,)
    return (new, both, applications(["concluded_total"])) if "handled" in qualifiers else (new, both)


def _concluded(_: str, __: tuple[str, ...], report: AnnualReport) -> Readings:
    """答复 may leave out 其他处理."""
    return applications(["concluded_total"]), applications(group_rows("+".join(GROUPS[:-1]), report))


def _row(row: str, _: str, __: tuple[str, ...], ___: AnnualReport) -> Readings:
    return (applications([row]),)


def _outcome(item: str, _: tuple[str, ...], report: AnnualReport) -> Readings:
    return (applications(group_rows(item, report)),)


def _applicant(item: str, _: tuple[str, ...], __: AnnualReport) -> Readings:
    """New applications of an applicant, then those with what was carried in, then what was concluded; 企业 may be any organisation."""
    flows = (("received_new",), ("received_new", "carried_in"), ("concluded_total",))
    columns = ORGANISATIONS if item == "organisations" else (item,) if item in APPLICANTS else ()
    choices = (columns, ORGANISATIONS) if item == "enterprise" else (columns,)
    return tuple(
        tuple(key for column in choice for key in applications(rows, column)) for rows in flows for choice in choices
    )


def _cases(item: str, _: tuple[str, ...], __: AnnualReport) -> Readings:
    return (tuple(("proceedings", row, "total") for row in channels(item)),)


def _results(item: str, _: tuple[str, ...], __: AnnualReport) -> Readings:
    channel, result = item.rsplit(".", 1) if "." in item else (item, "")
    return (tuple(("proceedings", row, result) for row in channels(channel) if result in RESULTS),)


def _documents(item: str, qualifiers: tuple[str, ...], report: AnnualReport) -> Readings:
    row, _, column = item.partition(".")
    published = "published" in qualifiers
    columns: tuple[str, ...] = (column, "in_force") if published and column == "issued" else (column,)
    if report.form == "2019":
        columns = _COLUMNS_OF_2019.get((column, published), ())
    return tuple((("disclosure", row, each),) for each in columns)


def _decisions(item: str, _: tuple[str, ...], __: AnnualReport) -> Readings:
    return ((("disclosure", item, "decisions"),),)


def _nothing(item: str, qualifiers: tuple[str, ...], report: AnnualReport) -> Readings:
    rows = {"applications": "received_new", "carried_in": "carried_in", "carried_out": "carried_out"}
    return (applications([rows[item]]),) if item in rows else _cases(item, qualifiers, report)


_BY_KIND: dict[str, Callable[[str, tuple[str, ...], AnnualReport], Readings]] = {
    "received": _received,
    "carried_in": partial(_row, "carried_in"),
    "concluded": _concluded,
    "carried_out": partial(_row, "carried_out"),
    "all_answered": partial(_row, "concluded_total"),
    "outcome": _outcome,
    "applicant": _applicant,
    "proceedings": _cases,
    "proceedings_result": _results,
    "documents": _documents,
    "decisions": _decisions,
    "none": _nothing,
}

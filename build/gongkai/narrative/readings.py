"""The cells that may bear a statement out, the plainest sum first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Key

Readings = tuple[tuple["Key", ...], ...]
ORGANISATIONS = ("enterprise", "research", "nonprofit", "legal_service", "other_organisation")
_LITIGATION = ("litigation_direct", "litigation_after_reconsideration")
_NEW: Key = ("applications", "received_new", "total")
_IN: Key = ("applications", "carried_in", "total")
_DONE: Key = ("applications", "concluded_total", "total")
_OUT: Key = ("applications", "carried_out", "total")


def readings(kind: str, item: str, qualifiers: tuple[str, ...], report: AnnualReport) -> Readings:
    """Sums of cells that the number of a statement may equal; empty where no cell answers it."""
    if kind == "received":
        return _received(qualifiers)
    if kind == "documents":
        return _documents(item, qualifiers, report)
    if kind == "outcome":
        return _outcome(item, report)
    simple = _FLOWS.get(kind)
    return simple if simple is not None else _BY_ITEM.get(kind, _no_cell)(item)


def _no_cell(_: str) -> Readings:
    return ()


def _received(qualifiers: tuple[str, ...]) -> Readings:
    if "new" in qualifiers:
        return ((_NEW,),)
    return ((_NEW,), (_NEW, _IN), *(((_DONE,),) if "handled" in qualifiers else ()))


def _cases(item: str) -> Readings:
    return (tuple(("proceedings", row, "total") for row in _rows(item)),)


def _results(item: str) -> Readings:
    row, _, column = item.rpartition(".")
    return (tuple(("proceedings", name, column) for name in _rows(row)),)


def _decisions(item: str) -> Readings:
    return ((("disclosure", item, "decisions"),),)


def _rows(item: str) -> tuple[str, ...]:
    if item == "proceedings":
        return ("reconsideration", *_LITIGATION)
    return _LITIGATION if item == "litigation" else (item,)


def _outcome(item: str, report: AnnualReport) -> Readings:
    undivided = any(
        figure.row == "other_undivided" and figure.status != "absent"
        for figure in report.figures
        if figure.table == "applications"
    )
    rows: list[str] = []
    for name in item.split("+"):
        inside = [row for row in codes.outcome_codes() if codes.outcome_group(row) == name]
        if name == "other":
            inside = [row for row in inside if (row == "other_undivided") == undivided]
        rows += inside or [name]
    return (tuple(("applications", row, "total") for row in rows),)


def _applicant(item: str) -> Readings:
    columns = ORGANISATIONS if item == "organisations" else (item,)
    choices = [columns] if item != "enterprise" else [("enterprise",), ORGANISATIONS]
    plain: list[tuple[Key, ...]] = [
        tuple(("applications", "received_new", column) for column in choice) for choice in choices
    ]
    both: list[tuple[Key, ...]] = [
        tuple(("applications", row, column) for row in ("received_new", "carried_in") for column in choice)
        for choice in choices
    ]
    return (*plain, *both)


def _documents(item: str, qualifiers: tuple[str, ...], report: AnnualReport) -> Readings:
    row, _, column = item.partition(".")
    old = report.form == "2019"
    if column == "issued" and "published" in qualifiers:
        names: tuple[str, ...] = ("disclosed", "made", "disclosed_total") if old else ("issued", "in_force")
    elif column == "issued":
        names = ("made", "disclosed") if old else ("issued",)
    else:
        names = () if old else (column,)
    return tuple((("disclosure", row, name),) for name in names)


def _nothing(item: str) -> Readings:
    if item == "applications":
        return ((_NEW,),)
    if item in ("carried_in", "carried_out"):
        return ((("applications", item, "total"),),)
    if item in ("reconsideration", "litigation", "proceedings"):
        return (tuple(("proceedings", row, "total") for row in _rows(item)),)
    return ()


_FLOWS: dict[str, Readings] = {
    "carried_in": ((_IN,),),
    "carried_out": ((_OUT,),),
    "concluded": ((_DONE,),),
    "all_answered": ((_DONE,),),
}
_BY_ITEM = {
    "applicant": _applicant,
    "proceedings": _cases,
    "proceedings_result": _results,
    "decisions": _decisions,
    "none": _nothing,
}

"""The deliberate faults and oddities: what goes wrong in a specimen, and which rule should say so.

Faults of cells change what is printed, never the prose that agrees with it; faults of the whole
document are only named here and done where the document is put together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.specimen.figures import BLANK, NOT_APPLICABLE, Printed, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gongkai.model import TableCode
    from gongkai.specimen.figures import Key

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True, slots=True)
class Fault:
    """One deliberate fault of a document."""

    code: str
    findings: tuple[str, ...]
    """Rules that it breaks; none where a good reader passes over it."""
    table: TableCode | None = None
    row: str | None = None
    column: str | None = None
    expected: int | None = None
    actual: int | None = None
    may: tuple[str, ...] = ()
    """Rules that it may break as well, depending on the words around it."""


Cells = dict["Key", Printed]


def _count(cells: Mapping[Key, Printed], key: Key) -> int:
    return int(cells[key].value or 0)


def row_total_wrong(cells: Cells) -> Fault:
    """One applicant's cell prints one more than the row total and the column total allow."""
    key: Key = ("applications", "granted", "natural_person")
    before = _count(cells, key)
    cells[key] = printed(before + 1)
    total = _count(cells, ("applications", "granted", "total"))
    findings = ("applications_row_total", "applications_results_total")
    return Fault("row_total_wrong", findings, "applications", "granted", "total", total + 1, total)


def balance_wrong(cells: Cells) -> Fault:
    """One application too many is carried out."""
    total = _count(cells, ("applications", "carried_out", "total"))
    for column in ("natural_person", "total"):
        key: Key = ("applications", "carried_out", column)
        cells[key] = printed(_count(cells, key) + 1)
    findings, may = ("applications_balance",), ("narrative_balance",)
    return Fault("balance_wrong", findings, "applications", "carried_out", "total", total, total + 1, may)


def proceedings_total_zero(cells: Cells) -> Fault:
    """The results of one channel are filled in, its total is left at 0."""
    results = codes.column_codes("proceedings")[:-1]
    for column, number in zip(results, (3, 0, 1, 0), strict=True):
        cells["proceedings", "reconsideration", column] = printed(number)
    cells["proceedings", "reconsideration", "total"] = printed(0)
    findings = ("proceedings_total", "total_left_zero")
    return Fault("proceedings_total_zero", findings, "proceedings", "reconsideration", "total", 4, 0)


def blank_zeros(cells: Cells) -> Fault:
    """Cells that would print 0 are left blank in the applications and proceedings tables, totals excepted."""
    for key, cell in cells.items():
        if key[0] != "disclosure" and key[2] != "total" and cell.value == 0:
            cells[key] = BLANK
    return Fault("blank_zeros", ("blank_cells",), "applications")


def blank_rows(cells: Cells) -> Fault:
    """Rows of zeros are left wholly blank in the applications table, their totals too."""
    for row in dict.fromkeys(key[1] for key in cells if key[0] == "applications"):
        if cells["applications", row, "total"].value == 0:
            for column in codes.column_codes("applications"):
                cells["applications", row, column] = BLANK
    return Fault("blank_rows", ("blank_cells",), "applications")


def proceedings_blank(cells: Cells) -> Fault:
    """The proceedings table holds no figure at all."""
    for key in cells:
        if key[0] == "proceedings":
            cells[key] = BLANK
    return Fault("proceedings_blank", ("table_blank",), "proceedings")


def regulations_slash(cells: Cells) -> Fault:
    """A body that cannot make 规章 marks the row with strokes."""
    for key in cells:
        if key[1] == "regulations":
            cells[key] = NOT_APPLICABLE
    return Fault("regulations_slash", (), "disclosure", "regulations")


def note_in_cell(cells: Cells) -> Fault:
    """A number with a remark in its cell."""
    key: Key = ("disclosure", "normative_documents", "in_force")
    cell = cells[key]
    part = max(1, int(cell.value or 0) // 2)
    cells[key] = replace(cell, text=f"{cell.text}（其中修订{part}件）")
    return Fault("note_in_cell", (), *key)


def reduction_in_words(cells: Cells) -> Fault:
    """Four items fewer, printed 减4."""
    key: Key = ("disclosure", "licensing", "change")
    cells[key] = Printed("减4", -4)
    return Fault("reduction_in_words", (), *key)


def unit_in_cell(cells: Cells) -> Fault:
    """An amount in 元 where the header names no unit, or in 万元 below a header that says so."""
    key: Key = ("disclosure", "procurement", "procurement_amount")
    if key in cells:
        cells["disclosure", "procurement", "procurement_projects"] = printed(6)
        cells[key] = Printed("251000元", Decimal("25.1"))
    else:
        key = ("disclosure", "fees", "amount")
        cells[key] = Printed("43.788万元", Decimal("43.788"))
    return Fault("unit_in_cell", (), *key)


def full_width_digits(cells: Cells) -> Fault:
    """All figures in full-width digits."""
    for key, cell in cells.items():
        cells[key] = replace(cell, text=cell.text.translate(FULL_WIDTH))
    return Fault("full_width_digits", ())


def thousands_separator(cells: Cells) -> Fault:
    """Figures of four digits and more with separators."""
    for key, cell in cells.items():
        if isinstance(cell.value, int) and cell.value >= 1000 and cell.text.isdigit():
            cells[key] = replace(cell, text=f"{cell.value:,}")
    return Fault("thousands_separator", ())


CELL_FAULTS: Mapping[str, Callable[[Cells], Fault]] = {
    fault.__name__: fault
    for fault in (
        row_total_wrong,
        balance_wrong,
        proceedings_total_zero,
        blank_zeros,
        blank_rows,
        proceedings_blank,
        regulations_slash,
        note_in_cell,
        reduction_in_words,
        unit_in_cell,
        thousands_separator,
        full_width_digits,
    )
}
DOCUMENT_FAULTS: Mapping[str, tuple[str, ...]] = {
    "other_undivided": ("form_rows",),
    "old_form": ("form_year",),
    "mixed_form": ("form_mixed",),
    "section_six_missing": ("section_missing",),
    "published_late": ("published_late",),
    "carried_in_break": ("carried_over",),
    "carried_in_explained": ("carried_over",),
    "prose_differs": ("narrative_applications",),
    "period_wrong": ("narrative_period",),
}
DOCUMENT_MAY: Mapping[str, tuple[str, ...]] = {
    "old_form": ("form_rows",),
    "mixed_form": ("form_rows", "form_year"),
    "prose_differs": ("narrative_balance", "narrative_applicants", "narrative_channels", "narrative_growth"),
}
FAULTS: tuple[str, ...] = (*CELL_FAULTS, *DOCUMENT_FAULTS)
"""Codes of all faults."""


def apply(cells: Cells, names: tuple[str, ...]) -> tuple[Fault, ...]:
    """Put the named faults into the cells; the records of all of them, those of the document included."""
    return tuple(
        CELL_FAULTS[name](cells)
        if name in CELL_FAULTS
        else Fault(name, DOCUMENT_FAULTS[name], may=DOCUMENT_MAY.get(name, ()))
        for name in FAULTS
        if name in names
    )

"""What the cells of the three tables print, each with the value a perfect reader finds there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from gongkai import codes

if TYPE_CHECKING:
    from gongkai.model import FormCode, Number, Status, TableCode
    from gongkai.specimen.truth import YearTruth

Key = tuple["TableCode", str, str]
"""(table, row, column)"""


@dataclass(frozen=True, slots=True)
class Printed:
    """One cell as printed."""

    text: str
    value: Number | None
    status: Status = "reported"


Figures = Mapping[Key, Printed]

BLANK = Printed("", None, "blank")
NOT_APPLICABLE = Printed("/", None, "not_applicable")
DOCUMENTS = ("regulations", "normative_documents")
OTHER_ROWS = ("other_uncorrected", "other_unpaid", "other_other")


@lru_cache(maxsize=4096)
def printed(value: int) -> Printed:
    """A count printed plainly; kept, because small counts come by the million in large sets."""
    return Printed(str(value), value)


def tables(truth: YearTruth, form: FormCode, *, undivided: bool) -> dict[Key, Printed]:
    """All cells of a report in the given edition, faultless; `undivided`: （六）其他处理 is one row."""
    figures: dict[Key, Printed] = {}
    for key in disclosure_keys(form):
        figures[key] = _disclosure_cell(truth, key[1], key[2])
    for row in application_rows(undivided=undivided):
        numbers = _application_row(truth, row)
        for key, number in zip(row_keys("applications", row), (*numbers, sum(numbers)), strict=True):
            figures[key] = printed(number)
    for channel, results in truth.proceedings.items():
        for key, number in zip(row_keys("proceedings", channel), (*results, sum(results)), strict=True):
            figures[key] = printed(number)
    return figures


@cache
def row_keys(table: TableCode, row: str) -> tuple[Key, ...]:
    """Cells of one row of the applications or proceedings table, the total last."""
    return tuple((table, row, column) for column in codes.column_codes(table))


@cache
def disclosure_keys(form: FormCode) -> tuple[Key, ...]:
    """Cells of the disclosure table in order; the mixed form has the first block of 2019, the others of 2021."""
    pairs = codes.disclosure_cells(form)
    if form == "mixed":
        old, new = codes.disclosure_cells("2019"), codes.disclosure_cells("2021")
        pairs = (*(p for p in old if p[0] in DOCUMENTS), *(p for p in new if p[0] not in DOCUMENTS))
    return tuple(("disclosure", row, column) for row, column in pairs)


def application_rows(*, undivided: bool) -> tuple[str, ...]:
    """Rows of the applications table in the order of the form."""
    return codes.row_codes("applications", "2019" if undivided else "2021")


def _application_row(truth: YearTruth, row: str) -> tuple[int, ...]:
    if row == "other_undivided":
        return tuple(map(sum, zip(*(truth.applications[other] for other in OTHER_ROWS), strict=True)))
    return truth.applications[row]


def _disclosure_cell(truth: YearTruth, row: str, column: str) -> Printed:
    value = truth.disclosure[row, column]
    # The header of 采购总金额 names no unit, so the cell does; without one the amount would be ambiguous.
    if column == "procurement_amount" and value:
        return Printed(f"{value}万元", value)
    return Printed(str(value), Decimal(value) if column in ("amount", "procurement_amount") else value)

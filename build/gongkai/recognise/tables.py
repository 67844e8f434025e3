"""What the three tables have in common: cells into figures, and the doubts that come with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.model import Figure, Finding
from gongkai.recognise import doubts
from gongkai.recognise.numbers import CONVERTER_MARKS, parse_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai.model import FormCode, TableCode
    from gongkai.recognise.columns import Placed
    from gongkai.recognise.rows import RowCell

AMOUNTS = frozenset({"amount", "procurement_amount"})


@dataclass(frozen=True, slots=True)
class TableReading:
    """One prescribed table as read; no figures if it was not found."""

    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    blocks: frozenset[int] = frozenset()
    """Indexes of the document's blocks that the table takes up."""
    form: FormCode | None = None


def figure(table: TableCode, row: str, column: str, cell: RowCell | None, *, certain: bool, unit: str = "") -> Figure:
    """One figure out of one cell; `certain` False keeps the text and gives no number."""
    raw = CONVERTER_MARKS.sub("", cell.text).strip(" \t\r\n\u3000\xa0") if cell else ""
    where = cell.where if cell else None
    if not certain:
        return Figure(table=table, row=row, column=column, value=None, status="unreadable", raw=raw, where=where)
    amount = column in AMOUNTS
    read = parse_cell(cell.text if cell else "", amount=amount, header_unit=unit)
    whole = amount or read.value is None or isinstance(read.value, int) or table == "disclosure"
    return Figure(
        table=table,
        row=row,
        column=column,
        value=read.value if whole else None,
        status=read.status if whole else "unreadable",
        raw=raw,
        note=read.note,
        where=where,
    )


def row_figures(table: TableCode, row: str, columns: Sequence[str], placed: Placed) -> tuple[Figure, ...]:
    """The figures of a placed row."""
    return tuple(
        figure(table, row, column, cell, certain=index not in placed.open)
        for index, (column, cell) in enumerate(zip(columns, placed.cells, strict=True))
    )


def row_doubt(table: TableCode, row: str, placed: Placed) -> Finding | None:
    """The finding that goes with a placement that is not certain."""
    if placed.doubt is None:
        return None
    cells = [cell for cell in placed.cells if cell is not None]
    in_doubt = [cell for index, cell in enumerate(placed.cells) if cell is not None and index in placed.open] or cells
    raw = " ".join(dict.fromkeys(cell.text.strip() for cell in in_doubt))
    where = in_doubt[0].where if in_doubt else None
    match placed.doubt:
        case "merged_cells":
            return doubts.merged_cells(table, row, raw, where)
        case "placed_by_sum":
            return doubts.placed_by_sum(table, row, where)
        case _:
            return doubts.column_uncertain(table, row, raw, where)


def unreadable(
    table: TableCode, figures: Iterable[Figure], explained: frozenset[tuple[str, str]]
) -> tuple[Finding, ...]:
    """One finding for all cells whose text is no number, those with a finding of their own left out."""
    bad = [f for f in figures if f.status == "unreadable" and f.raw and (f.row, f.column) not in explained]
    return (doubts.unreadable_cells(table, len(bad), bad[0].raw[:40], bad[0].where),) if bad else ()


def absent(table: TableCode, row: str, columns: Iterable[str]) -> tuple[Figure, ...]:
    """Figures of a row that the form has and the file lacks."""
    return tuple(Figure(table=table, row=row, column=c, value=None, status="absent", raw="") for c in columns)

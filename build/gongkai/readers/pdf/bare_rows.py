"""What the tables without rulings have in common: figures to rows, and rows to a grid."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.model import Cell, Table, Where
from gongkai.readers.pdf.objects import LOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.pdf.flow import Flow, Word
    from gongkai.readers.pdf.objects import Char, PageObjects

HAN = re.compile(r"[\u3400-\u9fff]")
VALUE = re.compile(
    r"[+\-−–减增负约]*[\d０-９][\d０-９,，.．]*(?:亿|万)?(?:元|件|个|项|条|宗|次)?(?:[（(\[].*)?|[/／\\\-—–―─]+|无|不适用|不涉及|零"
)
"""What may stand in a cell of figures; a note in brackets may follow."""
REACH = 0.45
"""Font sizes by which a figure's baseline may lie outside its label's lines: other fonts, other padding."""


@dataclass(frozen=True, slots=True)
class BareRow:
    """One row of a table without rulings."""

    label: tuple[Word, ...]
    cells: tuple[tuple[Word, ...], ...]
    """The words of each column of figures."""
    uncertain: frozenset[int] = frozenset()
    """Columns of which nobody can tell whether a figure of this row is theirs."""
    y: float = 0.0
    """Baseline of the figures, or of the label where there are none."""


@dataclass(frozen=True, slots=True)
class BareTable:
    """A table without rulings, and the characters that it is made of."""

    rows: tuple[BareRow, ...]
    chars: frozenset[Char] = field(repr=False)

    @property
    def top(self) -> float:
        """Height in the flow at which it begins."""
        return min(char.y for char in self.chars)


def squeezed(text: str) -> str:
    """Text without blanks."""
    return re.sub(r"\s", "", text)


def is_figures(row: Sequence[Word]) -> bool:
    """Whether a line holds nothing but figures and marks."""
    return all(VALUE.fullmatch(squeezed(word.text)) for word in row)


def placed_row(
    label: Sequence[Word], row: Sequence[Word], columns: Sequence[int | None], width: int, *, y: float | None = None
) -> BareRow:
    """A row with its figures in their columns; where one has none, every column that it may stand in is uncertain."""
    cells: list[list[Word]] = [[] for _ in range(width)]
    open_columns: set[int] = set()
    for index, (word, column) in enumerate(zip(row, columns, strict=True)):
        if column is not None:
            cells[column].append(word)
            continue
        before = next((c for c in reversed(columns[:index]) if c is not None), -1)
        after = next((c for c in columns[index + 1 :] if c is not None), width)
        for candidate in range(before + 1, after):
            cells[candidate].append(word)
            open_columns.add(candidate)
    height = y if y is not None else row[0].y if row else label[0].y
    return BareRow(tuple(label), tuple(map(tuple, cells)), frozenset(open_columns), height)


def grid(bare: BareTable, flow: Flow, pages: Sequence[PageObjects], number: int) -> Table:
    """Make a table of a bare one, each cell with its place on its page."""
    cells: list[Cell] = []
    width = 1 + max(len(row.cells) for row in bare.rows)
    for index, row in enumerate(bare.rows):
        here = flow.page(row.y)
        contents = [
            (0, row.label, ""),
            *((c + 1, w, LOST if c in row.uncertain else "") for c, w in enumerate(row.cells)),
        ]
        for column, inside, mark in contents:
            span = width - column if column == len(row.cells) else 1
            page, box = flow.place(inside) if inside else (here, None)
            cells.append(
                Cell(
                    row=index,
                    column=column,
                    column_span=span,
                    text="\n".join(word.text for word in inside) + mark,
                    where=Where(
                        page=pages[page].number,
                        box=pages[page].shown(box) if box else None,
                        table=number,
                        row=index + 1,
                        column=column + 1,
                        ocr=pages[page].ocr,
                    ),
                )
            )
    first = flow.page(bare.top)
    return Table(
        rows=len(bare.rows),
        columns=width,
        cells=tuple(cells),
        where=Where(page=pages[first].number, table=number, ocr=pages[first].ocr),
    )

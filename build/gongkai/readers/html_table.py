"""HTML tables to grids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.readers.grid import Placed, Spanning, is_layout, place
from gongkai.readers.html_flow import cell_text, is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_NUMBER = re.compile(r"\s*(\d{1,9})")


def placed_cells(table: etree._Element) -> list[Placed]:
    """Return the cells of a table that holds no other table, spans resolved."""
    return place([list(_cells(row)) for row in _rows(table)])


def is_data(table: etree._Element) -> bool:
    """Whether a table holds data: no table inside, more than one cell, no long prose in a cell."""
    if table.tag != "table" or table.find(".//table") is not None:
        return False
    return not is_layout(["".join(cell.itertext()) for cell in table.iter("td", "th")])


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in table.iter("tr") if not is_hidden(row))


def _cells(row: etree._Element) -> Iterator[Spanning]:
    for cell in row.iterchildren("td", "th"):
        if not is_hidden(cell):
            yield Spanning(
                text=cell_text(cell),
                row_span=_span(cell.get("rowspan"), least=0),
                column_span=_span(cell.get("colspan"), least=1),
            )


def _span(value: str | None, *, least: int) -> int:
    """Read a span as browsers do: what is no number is 1."""
    match = _NUMBER.match(value or "")
    return max(int(match[1]), least) if match else 1

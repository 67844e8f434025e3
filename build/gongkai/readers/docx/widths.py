"""Word tables whose rows do not add up: the grid is found from the widths of the cells, as they are drawn."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from gongkai.readers.docx.xml import W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from gongkai.readers.docx.table import Row

    Extent = tuple[int, int]
    """First grid column and number of columns."""

_NEAR = 0.012
"""Part of the table's width by which edges may differ and still be one."""
_SAME = 0.03
"""Part by which rows may differ in width and still be drawn to the same edge."""


def extents(rows: Sequence[Row]) -> list[list[Extent]] | None:
    """Place the cells of each row by width; None where widths are missing or do not tell.

    A row that lacks just the width of the merged cell above its left end begins right of that cell.
    """
    widths = [[_width(cell.element) for cell in row.cells] for row in rows]
    if any(not row or min(row) <= 0 for row in widths):
        return None
    full = max(map(sum, widths))
    edges: list[list[float]] = []
    hanging = 0.0  # width of the merged cell at the left end that reaches down
    for row, own in zip(rows, widths, strict=True):
        total = sum(own)
        if abs(full - total) <= _SAME * full:
            start, scale = 0.0, full / total
            hanging = own[0] if row.cells[0].merged else 0.0
        elif hanging and abs(full - total - hanging) <= _SAME * full:
            start, scale = hanging, (full - hanging) / total
        else:
            return None
        edges.append([edge * scale + start for edge in accumulate(own, initial=0.0)])
    lines = _clustered(sorted(edge for row in edges for edge in row), _NEAR * full)
    placed = [[_nearest(lines, edge) for edge in row] for row in edges]
    found = [[(left, right - left) for left, right in pairwise(row)] for row in placed]
    return None if any(span < 1 for row in found for _, span in row) else found


def _width(cell: etree._Element) -> float:
    """Return a cell's width in twentieths of a point; 0 where it is not given so."""
    said = cell.find(f"{W}tcPr/{W}tcW")
    if said is None or said.get(f"{W}type", "dxa") != "dxa":
        return 0.0
    text = said.get(f"{W}w", "")
    return float(text) if text.isascii() and text.replace(".", "", 1).isdigit() and len(text) < 12 else 0.0


def _clustered(edges: Sequence[float], near: float) -> list[float]:
    """Return one position for each group of edges that are one line."""
    lines: list[float] = []
    for edge in edges:
        if not lines or edge - lines[-1] > near:
            lines.append(edge)
    return lines


def _nearest(lines: Sequence[float], edge: float) -> int:
    at = bisect_left(lines, edge)
    return min((each for each in (at - 1, at) if 0 <= each < len(lines)), key=lambda each: abs(lines[each] - edge))

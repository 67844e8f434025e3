"""Ruling edges to tables: pdfplumber's lattice functions, and our own grid with true spans."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, merge_edges
from pdfplumber.utils.geometry import obj_to_bbox

from gongkai.errors import UnreadableFileError
from gongkai.readers.pdf.objects import Edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongkai.readers.grid import Box

SNAP = 3.0
"""Points within which parallel edges are one ruling, and pieces of a ruling are joined."""
CLUSTER = 2.5
"""Points within which cell borders belong to the same grid line."""
MIN_LENGTH = 7.0
"""Joined edges shorter than this (points) rule no cell: no row or column is so small."""
MAX_CROSSINGS = 400_000
"""Level times plumb edges on a page; a ruled report page has some 1,500, a drawn map millions."""
MAX_POINTS = 6_000

Point = tuple[float, float]
Grid = tuple[int, int, int, int]
"""row, column, row_span, column_span."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """One ruled table on a page: its grid lines and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Grid, ...]
    owner: dict[tuple[int, int], int]
    """Which cell covers a grid position."""

    @property
    def box(self) -> Box:
        """The table's outline."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the index of the cell that holds a point; None outside all cells."""
        return self.owner.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def cell_box(self, index: int) -> Box:
        """Return the outline of a cell."""
        row, column, rows, columns = self.cells[index]
        return (self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows])


def lattices(edges: Sequence[Edge], page: int) -> list[Lattice]:
    """Return the ruled tables of a page, from top to bottom. A frame around one cell is none.

    Raises:
        UnreadableFileError: `too_large`, when the page is a drawing that would take minutes.
    """
    merged = _merged(edges)
    closed = _merged([*merged, *closing(merged), *siding(merged)])
    level = sum(_is_level(edge) for edge in closed)
    if level * (len(closed) - level) > MAX_CROSSINGS:
        raise _too_many(page, len(closed))
    intersections = edges_to_intersections([_as_plumber(edge) for edge in closed], SNAP, SNAP)
    if len(intersections) > MAX_POINTS:
        raise _too_many(page, len(closed))
    found = [_lattice(cells) for cells in cells_to_tables(smallest_cells(intersections))]
    return sorted(found, key=lambda lattice: lattice.ys[0])


def smallest_cells(intersections: Mapping[Point, dict[str, list[dict[str, Any]]]]) -> list[Box]:
    """Return the smallest cell that begins at each crossing: pdfplumber's `intersections_to_cells`, in a quarter of its time.

    Args:
        intersections: the plumb (`v`) and level (`h`) edges through each point, as `edges_to_intersections` gives them.
    """
    plumb = {point: set(map(obj_to_bbox, edges["v"])) for point, edges in intersections.items()}
    level = {point: set(map(obj_to_bbox, edges["h"])) for point, edges in intersections.items()}
    columns: dict[float, list[Point]] = {}
    rows: dict[float, list[Point]] = {}
    for point in sorted(intersections):
        columns.setdefault(point[0], []).append(point)
        rows.setdefault(point[1], []).append(point)
    cells = []
    for point in sorted(intersections):
        column, row = columns[point[0]], rows[point[1]]
        below = (x for x in column[bisect_right(column, point) :] if not plumb[point].isdisjoint(plumb[x]))
        right = [x for x in row[bisect_right(row, point) :] if not level[point].isdisjoint(level[x])]
        corner = next(
            (
                (beyond[0], under[1])
                for under in below
                for beyond in right
                if (beyond[0], under[1]) in intersections
                and not plumb[beyond[0], under[1]].isdisjoint(plumb[beyond])
                and not level[beyond[0], under[1]].isdisjoint(level[under])
            ),
            None,
        )
        if corner is not None:
            cells.append((*point, *corner))
    return cells


def closing(edges: Sequence[Edge]) -> list[Edge]:
    """Return level edges that close a table cut by the page end.

    They stand where three or more plumb edges end together, as far as no level edge stands there. The level
    edges that those plumb ones meet must not reach beyond them: then it is the end of a table, and not of a
    few columns inside one, where an edge would cut a merged cell in two.
    """
    return [Edge(x0, y, x1, y) for y, x0, x1 in _open_ends(edges)]


def siding(edges: Sequence[Edge]) -> list[Edge]:
    """Return plumb edges that close a table drawn without its left or right border, found like `closing`."""
    return [Edge(x, y0, x, y1) for x, y0, y1 in _open_ends([_flipped(edge) for edge in edges])]


def _open_ends(edges: Sequence[Edge]) -> list[tuple[float, float, float]]:
    """Return (y, x0, x1) of each missing piece of a level edge at which plumb edges end together."""
    plumb = [edge for edge in edges if not _is_level(edge)]
    level = [edge for edge in edges if _is_level(edge)]
    missing = []
    for ends in ("top", "bottom"):
        for group in _ending_together(plumb, ends):
            y = sum(getattr(edge, ends) for edge in group) / len(group)
            xs = sorted({edge.x0 for edge in group})
            met = [edge for edge in level if any(_meet(edge, rule) for rule in group)]
            if len(xs) < 3 or not met or any(edge.x0 < xs[0] - SNAP or edge.x1 > xs[-1] + SNAP for edge in met):
                continue
            there = [edge for edge in level if abs(edge.top - y) <= SNAP]
            missing += [
                (y, x0, x1)
                for x0, x1 in pairwise(xs)
                # Between two tables nothing meets their rules all along: no edge may bridge them.
                if not _covered(there, x0, x1) and _covered(met, x0, x1)
            ]
    return missing


def _covered(level: Sequence[Edge], x0: float, x1: float) -> bool:
    return any(edge.x0 <= x0 + SNAP and edge.x1 >= x1 - SNAP for edge in level)


def _ending_together(plumb: Iterable[Edge], ends: str) -> list[list[Edge]]:
    """Group plumb edges by the height at which they end."""
    groups: list[list[Edge]] = []
    for edge in sorted(plumb, key=lambda edge: float(getattr(edge, ends))):
        if groups and getattr(edge, ends) - getattr(groups[-1][0], ends) <= CLUSTER:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def _meet(level: Edge, plumb: Edge) -> bool:
    return level.x0 - SNAP <= plumb.x0 <= level.x1 + SNAP and plumb.top - SNAP <= level.top <= plumb.bottom + SNAP


def _flipped(edge: Edge) -> Edge:
    """Exchange level and plumb."""
    return Edge(edge.top, edge.x0, edge.bottom, edge.x1)


def _is_level(edge: Edge) -> bool:
    return edge.x1 - edge.x0 > edge.bottom - edge.top


def _as_plumber(edge: Edge) -> dict[str, Any]:
    return {
        **edge._asdict(),
        "width": edge.x1 - edge.x0,
        "height": edge.bottom - edge.top,
        "orientation": "h" if _is_level(edge) else "v",
    }


def _merged(edges: Iterable[Edge]) -> list[Edge]:
    merged = merge_edges([_as_plumber(edge) for edge in _joined(edges)], SNAP, SNAP, SNAP, SNAP)
    found = [Edge(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in merged]
    return [edge for edge in found if max(edge.x1 - edge.x0, edge.bottom - edge.top) >= MIN_LENGTH]


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """Join the pieces of each ruling: a browser draws every dash by itself, thousands on a page."""
    places: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for edge in edges:
        level = _is_level(edge)
        place = round(edge.top if level else edge.x0, 1)
        places.setdefault((level, place), []).append((edge.x0, edge.x1) if level else (edge.top, edge.bottom))
    joined = []
    for (level, place), pieces in places.items():
        pieces.sort()
        begin, end = pieces[0]
        for start, stop in [*pieces[1:], (math.inf, math.inf)]:
            if start - end > SNAP:
                joined.append(Edge(begin, place, end, place) if level else Edge(place, begin, place, end))
                begin = start
            end = max(end, stop) if start - end <= SNAP else stop
    return joined


def _too_many(page: int, edges: int) -> UnreadableFileError:
    return UnreadableFileError(
        "too_large", f"PDF 第 {page} 页有 {edges} 条线，疑似地图或图表，无法辨认表格；请另存为 DOCX 后重试"
    )


def _lattice(boxes: Sequence[Box]) -> Lattice:
    """Cluster the borders of one table's cells to grid lines; a cell on taken ground is left out."""
    xs = _lines([x for box in boxes for x in (box[0], box[2])])
    ys = _lines([y for box in boxes for y in (box[1], box[3])])
    cells: list[Grid] = []
    owner: dict[tuple[int, int], int] = {}
    for x0, top, x1, bottom in sorted(boxes, key=lambda box: (box[1], box[0])):
        row, column = _nearest(ys, top), _nearest(xs, x0)
        rows, columns = _nearest(ys, bottom) - row, _nearest(xs, x1) - column
        ground = [(r, c) for r in range(row, row + rows) for c in range(column, column + columns)]
        if ground and not any(position in owner for position in ground):
            owner.update(dict.fromkeys(ground, len(cells)))
            cells.append((row, column, rows, columns))
    return Lattice(xs=xs, ys=ys, cells=tuple(cells), owner=owner)


def _lines(values: Sequence[float]) -> tuple[float, ...]:
    """Return the mean of each cluster of values."""
    ordered = sorted(values)
    starts = [0, *(i for i, (a, b) in enumerate(pairwise(ordered), 1) if b - a > CLUSTER), len(ordered)]
    return tuple(sum(ordered[a:b]) / (b - a) for a, b in pairwise(starts))


def _nearest(lines: Sequence[float], value: float) -> int:
    """Return the index of the grid line nearest to `value`."""
    after = min(max(bisect_right(lines, value), 1), len(lines) - 1)
    return after if lines[after] - value < value - lines[after - 1] else after - 1

"""From pages as they were laid out for reading, straight and upright, back to the pages of the original."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.model import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import Block, Where
    from gongkai.readers.grid import Box
    from gongkai.readers.original import Content

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page as read lies in the original."""

    page: int
    """Page of the original, from 1."""
    back: Matrix
    """Points of the page as read to points of the page as displayed."""


def as_it_stands(page: int) -> Place:
    """Return the place of a page that was neither turned nor divided."""
    return Place(page, ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)))


def shown(content: Content, places: Sequence[Place]) -> Content:
    """Give tables, cells and paragraphs their place in the original.

    Args:
        content: laid out from pages numbered from 1.
        places: the place of each of them.
    """
    return replace(content, blocks=tuple(_block(block, places) for block in content.blocks))


def _block(block: Block, places: Sequence[Place]) -> Block:
    if isinstance(block, Table):
        cells = tuple(replace(cell, where=_where(cell.where, places)) for cell in block.cells)
        return replace(block, cells=cells, where=_where(block.where, places))
    return replace(block, where=_where(block.where, places))


def _where(where: Where, places: Sequence[Place]) -> Where:
    place = places[where.page - 1] if where.page is not None else None
    if place is None or where.box is None:
        return where if place is None else replace(where, page=place.page)
    return replace(where, page=place.page, box=_box(where.box, place.back))


def _box(box: Box, back: Matrix) -> Box:
    x0, top, x1, bottom = box
    points = [_point(back, x, y) for x, y in ((x0, top), (x1, top), (x1, bottom), (x0, bottom))]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))


def _point(back: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, w = (row[0] * x + row[1] * y + row[2] for row in back)
    return (a / w, b / w)

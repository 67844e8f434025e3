"""Cells on lines of their own, blank ones left as empty lines: columns by counting lines.

Counting is certain where the whole table keeps count: every row takes as many lines as it has
cells, those covered by a merged label counted too where the converter writes them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.recognise.labels import label
from gongkai.recognise.numbers import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.recognise.entries import Entry

ALMOST_ALL = 0.85
"""Share of rows that must keep count."""
ENOUGH_ROWS = 6
"""Fewer rows may keep count by chance."""


def positions_by_count(entries: Sequence[Entry], width: int, base_gap: int) -> Mapping[int, tuple[int, ...]]:
    """Columns of the figures of each row (by position in `entries`) that keeps count in a table that does.

    Args:
        entries: rows of one table in order.
        width: columns of a row.
        base_gap: empty lines between two neighbouring cells that are not blank.
    """
    plain = [i for i, entry in enumerate(entries) if entry.kind == "plain" and entry.labels and entry.gaps]
    best: dict[int, tuple[int, ...]] = {}
    for unit in dict.fromkeys((1, base_gap + 1)):
        for covered in (False, True):
            found: dict[int, tuple[int, ...]] = {}
            last: dict[int, tuple[int, ...]] = {}
            for i in plain:
                counted = counted_cells(entries[i], base_gap, unit)
                if counted is None:
                    continue
                positions, end = counted
                covers = _covers(entries, i) if covered else 0
                if covers is None:
                    if (not positions or positions[-1] < width) and end >= width:
                        last[i] = positions  # What follows the table's last row has empty lines of its own.
                elif end == width + covers:
                    found[i] = positions
            if _is_kept(found, len(plain) - len(found) - len(last), width) and len(found) + len(last) > len(best):
                best = found | last
    return best


def _is_kept(found: Mapping[int, tuple[int, ...]], others: int, width: int) -> bool:
    """Whether rows enough keep count, and rows with blanks among them show that blanks are kept at all."""
    with_blanks = sum(len(positions) < width for positions in found.values())
    return len(found) >= max(ENOUGH_ROWS, ALMOST_ALL * (len(found) + others)) and with_blanks >= 2 * others


def counted_cells(entry: Entry, base_gap: int, unit: int) -> tuple[tuple[int, ...], int] | None:
    """Columns of the row's cells, and the number of cells counted up to the next label."""
    blanks = [gap - base_gap for gap in entry.gaps]
    if any(count % unit or count < 0 for count in blanks):
        return None
    at = 0
    positions: list[int] = []
    for cell, count in zip(entry.cells, blanks, strict=False):
        at += count // unit
        if clean(cell.text):
            positions.append(at)
        at += 1
    return tuple(positions), at + blanks[-1] // unit


def _covers(entries: Sequence[Entry], position: int) -> int | None:
    """Cells of the next row that merged labels cover: none before 一、, one before （一）, two before 1.; None after the last."""
    following = next((entry for entry in entries[position + 1 :] if entry.labels), None)
    if following is None:
        return None
    enumerator = label(following.labels[0]).enumerator
    if enumerator.isdigit():
        return 2
    return 1 if enumerator.startswith("(") else 0

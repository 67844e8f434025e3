"""Which cell stands in which column, where a text file does not say so itself.

Certain placements come first. Where several are possible, the other rows of the table and then the
row's own sum may decide between *placements*; they never change a figure. What stays open is left
open: the cell becomes unreadable, with a finding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from gongkai.recognise.counted import positions_by_count
from gongkai.recognise.layout import WIDE_GAP, columns_of, places
from gongkai.recognise.numbers import clean, looks_like_value, parse_cell
from gongkai.recognise.offsets import ENOUGH_ROWS, windows_by_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongkai.recognise.entries import Entry
    from gongkai.recognise.layout import Span
    from gongkai.recognise.rows import Row, RowCell

Window = tuple["RowCell | None", ...]
Doubt = Literal["column_uncertain", "merged_cells", "placed_by_sum"]


MOSTLY = 0.8
"""Share of rows whose figures stand wide apart, in text aligned with spaces."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of exactly `width` columns."""

    cells: tuple[RowCell | None, ...]
    """None: blank."""
    open: frozenset[int] = frozenset()
    """Columns whose content is not certain."""
    doubt: Doubt | None = None
    inferred: bool = False
    """The cells of open columns stand where counting empty lines puts them."""


def usual_gap(rows: Iterable[Row]) -> int:
    """Empty lines between two neighbouring cells, told by the labels: they are never blank."""
    gaps = Counter(row.gap for row in rows if row.kind == "single" and not looks_like_value(row.cells[0].text))
    return min(gaps, key=lambda gap: (-gaps[gap], gap)) if gaps else 0


def placements(
    entries: Sequence[Entry], width: int, *, sums: bool, base_gap: int, header: Sequence[Span] = ()
) -> tuple[Placed, ...]:
    """Place the cells of each entry into `width` columns.

    Args:
        entries: entries of one table, one row each.
        width: columns of the row.
        sums: the last column is the sum of those before it.
        base_gap: empty lines between two neighbouring cells, see `usual_gap`.
        header: where the header's words stand on their lines, in text aligned with spaces; one for each column.
    """
    votes = _votes(entries, width)
    by_table = windows_by_table(entries, width, sums=sums)
    by_count = positions_by_count(entries, width, base_gap) if sums else {}
    aligned = _by_place(entries, width, header)
    placed: list[Placed] = []
    for i, entry in enumerate(entries):
        if i in by_count:
            placed.append(Placed(_spread(entry, by_count[i], width)))
        elif i in by_table and _may_be_merged(entry, by_table[i], by_table):
            placed.append(Placed((by_table[i][0],) * width, frozenset(range(width)), "merged_cells"))
        elif i in by_table or i in aligned:
            placed.append(Placed(by_table[i] if i in by_table else aligned[i]))
        elif by_table and entry.kind == "cells":
            placed.append(_place_odd(entry.cells, width))
        else:
            placed.append(_place(entry, width, sums=sums, votes=votes, base_gap=base_gap))
    if by_count or (sums and any(row.open and not row.inferred for row in placed)):
        # Blanks are lost in this text, or lines too many: seven figures may be the ends of two rows.
        placed = [
            row if i in by_count else _ifsum_holds(entry, row)
            for i, (entry, row) in enumerate(zip(entries, placed, strict=True))
        ]
    return tuple(placed)


def _by_place(entries: Sequence[Entry], width: int, header: Sequence[Span]) -> dict[int, tuple[RowCell | None, ...]]:
    """Rows parted by spaces whose figures stand under one another."""
    spaced = {i: entry for i, entry in enumerate(entries) if entry.kind == "spaced" and entry.cells}
    spans = {i: [cell.at for cell in entry.cells if cell.at] for i, entry in spaced.items()}
    wide = [i for i in spaced if all(b[0] - a[1] >= WIDE_GAP for a, b in pairwise(spans[i]))]
    if not wide or len(wide) < len(spaced) * MOSTLY:
        return {}
    columns = columns_of(spans.values(), header, width)
    if columns is None:
        return {}
    found: dict[int, tuple[RowCell | None, ...]] = {}
    for i, entry in spaced.items():
        at = places(spans[i], columns)
        before = entry.row.cells[: -len(entry.cells)] if entry.row else ()
        label = before[-1].at if before else None
        if at is not None and len(at) == len(entry.cells) and not (label and label[1] > columns[0][0]):
            found[i] = _spread(entry, tuple(at), width)
    return found


def _spread(entry: Entry, positions: tuple[int, ...], width: int) -> tuple[RowCell | None, ...]:
    row: list[RowCell | None] = [None] * width
    for position, index in zip(positions, _filled(entry.cells), strict=True):
        row[position] = entry.cells[index]
    return tuple(row)


def _may_be_merged(entry: Entry, window: Window, by_table: Mapping[int, Window]) -> bool:
    """One figure in the first column: perhaps a value for the whole row, where bare bars follow or other rows have totals."""
    if len(_filled(entry.cells)) != 1 or window[0] is None:
        return False
    others = [other for other in by_table.values() if sum(cell is not None for cell in other) > 1]
    totals_kept = len(others) >= ENOUGH_ROWS and all(other[-1] is not None for other in others)
    return entry.pads > 0 or len(entry.cells) < len(window) or totals_kept


def _ifsum_holds(entry: Entry, row: Placed) -> Placed:
    full = None not in row.cells
    if entry.kind not in ("plain", "spaced") or row.open or not full or sum_holds(row.cells):
        return row
    return Placed(row.cells, frozenset(range(len(row.cells))), "column_uncertain")


def _filled(cells: Iterable[RowCell]) -> list[int]:
    return [i for i, cell in enumerate(cells) if clean(cell.text)]


def _windows(cells: Sequence[RowCell], width: int) -> list[int]:
    filled = _filled(cells)
    return [
        offset
        for offset in range(len(cells) - width + 1)
        if all(offset <= i < offset + width for i in filled)
    ]  # fmt: skip


def _votes(entries: Sequence[Entry], width: int) -> dict[int, set[int]]:
    """Row length -> offsets that rows of that length leave no choice about."""
    votes: dict[int, set[int]] = {}
    for entry in entries:
        if entry.kind in ("cells", "marked") and len(entry.cells) > width and _filled(entry.cells):
            windows = _windows(entry.cells, width)
            if len(windows) == 1:
                votes.setdefault(len(entry.cells), set()).add(windows[0])
    return votes


def _place(entry: Entry, width: int, *, sums: bool, votes: dict[int, set[int]], base_gap: int) -> Placed:
    cells = entry.cells
    filled = _filled(cells)
    if not filled:
        return Placed((None,) * width)
    if entry.kind == "cells" and len(cells) == 1 < width and entry.pads:
        return Placed((cells[0],) * width, frozenset(range(width)), "merged_cells")
    if len(filled) == width and filled[-1] - filled[0] == width - 1:
        return Placed(tuple(cells[i] for i in filled))
    if entry.kind in ("cells", "marked"):
        return _place_marked(cells, width, sums=sums, votes=votes)
    if entry.kind == "plain" and len(cells) < width and entry.gaps:
        return _place_by_gaps(entry, width, base_gap)
    return _undecided(cells, width)


def _place_odd(cells: Sequence[RowCell], width: int) -> Placed:
    """A row that is longer or shorter than its table's rows: a cell is lost or too many, nobody can tell which."""
    filled = _filled(cells)
    if not filled:
        return Placed((None,) * width)
    if len(filled) == width and filled[-1] - filled[0] == width - 1:
        return Placed(tuple(cells[i] for i in filled))
    return _undecided(cells, width)


def _place_marked(cells: Sequence[RowCell], width: int, *, sums: bool, votes: dict[int, set[int]]) -> Placed:
    if len(cells) == width:
        return Placed(_window(cells, 0, width))
    windows = _windows(cells, width)
    if len(windows) == 1:
        return Placed(_window(cells, windows[0], width))
    decided = votes.get(len(cells), set()) & set(windows)
    if len(decided) == 1 and len(votes[len(cells)]) == 1:
        return Placed(_window(cells, decided.pop(), width))
    if sums:
        holding = [offset for offset in windows if sum_holds(_window(cells, offset, width))]
        if len(holding) == 1:
            return Placed(_window(cells, holding[0], width), doubt="placed_by_sum")
    if len(_filled(cells)) == 1 and _filled(cells)[0] == 0 and len(windows) > 1:
        return Placed((cells[0],) * width, frozenset(range(width)), "merged_cells")
    return _undecided(cells, width)


def _window(cells: Sequence[RowCell], offset: int, width: int) -> tuple[RowCell | None, ...]:
    return tuple(cell if clean(cell.text) else None for cell in cells[offset : offset + width])


def sum_holds(cells: Sequence[RowCell | None]) -> bool:
    """Whether the last cell is the sum of those before it, blanks counting as 0; False where a cell is no number."""
    if cells[-1] is None or all(cell is None for cell in cells[:-1]):
        return False
    values = [parse_cell(cell.text).value if cell else Decimal(0) for cell in cells]
    if any(value is None for value in values):
        return False
    *details, total = (Decimal(value) for value in values if value is not None)
    return sum(details) == total


def _place_by_gaps(entry: Entry, width: int, base_gap: int) -> Placed:
    """Blank cells have shrunk to empty lines: what touches an end of the row is certain, the rest is not."""
    # At most one of the two can fill the row.
    shrunk, whole = (_positions(entry.gaps, width, base_gap, unit) for unit in (1, base_gap + 1))
    positions = shrunk or whole
    if positions is None:
        return _undecided(entry.cells, width)
    placed: list[RowCell | None] = [None] * width
    for position, cell in zip(positions, entry.cells, strict=True):
        placed[position] = cell
    leading = next((i for i, position in enumerate(positions) if position != i), len(positions))
    at_end = 1 if positions[-1] == width - 1 else 0
    inside = positions[leading : len(positions) - at_end]
    if not inside:
        return Placed(tuple(placed))
    first, last = positions[leading - 1] + 1 if leading else 0, width - at_end
    return Placed(tuple(placed), frozenset(range(first, last)), "column_uncertain", inferred=True)


def _positions(gaps: Sequence[int], width: int, base_gap: int, unit: int) -> list[int] | None:
    """Columns of the figures, if every blank cell has left `unit` empty lines and the row has `width` columns.

    >>> _positions((1, 1, 3, 2, 1), 7, 1, 1), _positions((1, 1, 5, 3, 1), 7, 1, 2)
    ([0, 1, 4, 6], [0, 1, 4, 6])
    """
    blanks = [max(0, gap - base_gap) for gap in gaps]
    if any(count % unit for count in blanks):
        return None
    positions = [blanks[0] // unit]
    for count in blanks[1:-1]:
        positions.append(positions[-1] + 1 + count // unit)
    return positions if positions[-1] + 1 + blanks[-1] // unit == width else None


def _undecided(cells: Sequence[RowCell], width: int) -> Placed:
    row: list[RowCell | None] = [None] * width
    for i, cell in enumerate([cells[i] for i in _filled(cells)][:width]):
        row[i] = cell
    return Placed(tuple(row), frozenset(range(width)), "column_uncertain")

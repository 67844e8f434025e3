"""Where the figures begin in rows parted by tabs, bars or commas, told by all rows of a table together.

One row with blanks at its ends may be read in several ways. A table keeps one way for all its rows:
figures begin in the same column, or right behind the label.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from gongkai.recognise.numbers import clean, parse_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.recognise.entries import Entry
    from gongkai.recognise.rows import RowCell

MAX_AGAINST = 0.2
"""Share of rows that damage may have put in disagreement with the table."""
ENOUGH_ROWS = 4
"""Fewer rows tell nothing about each other."""
MAX_SKIPPED = 2
"""Empty columns between the labels and the figures, where labels are of different length."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to find a row's first figure."""

    kind: Literal["column", "behind"]
    offset: int
    """The column, or the cells to skip behind the label."""

    def start(self, entry: Entry) -> int:
        return self.offset if self.kind == "column" else _behind(entry) + self.offset

    def length(self, entry: Entry) -> int:
        """What all whole rows have in common: their cells, or the cells behind their labels."""
        return len(_cells(entry)) if self.kind == "column" else len(entry.cells)


def _cells(entry: Entry) -> tuple[RowCell, ...]:
    """All cells of the line, those of its labels included."""
    return entry.row.cells if entry.row else entry.cells


def _behind(entry: Entry) -> int:
    """Cells up to the last label."""
    return len(entry.row.cells) - len(entry.cells) if entry.row else 0


def windows_by_table(entries: Sequence[Entry], width: int, *, sums: bool) -> Mapping[int, tuple[RowCell | None, ...]]:
    """The cells of each row (by position in `entries`) that the table as a whole places; the others are left out.

    Args:
        entries: rows of one table.
        width: columns of a row.
        sums: the last column is the sum of those before it; decides between ways that all rows allow.
    """
    rows = {i: e for i, e in enumerate(entries) if e.kind in ("cells", "marked") and _filled(e)}
    if len(rows) < ENOUGH_ROWS:
        return {}
    ways = _ways(rows, width)
    if sums and len(ways) > 1:
        ways = _best_by_sums(ways, rows, width)
    found: dict[int, tuple[RowCell | None, ...]] = {}
    for i, entry in rows.items():
        windows = {_window(entry, way.start(entry), width) for way in ways if _allows(way, entry, width)}
        usual = all(_has_usual_length(way, entry, rows, width) for way in ways)
        if len(windows) == 1 and usual:
            found[i] = windows.pop()
    return found


def _ways(rows: Mapping[int, Entry], width: int) -> list[_Way]:
    """The ways that fewest rows speak against, if those are few."""
    ways = [_Way("behind", i) for i in range(MAX_SKIPPED + 1)]
    if all(entry.row for entry in rows.values()):
        ways += [_Way("column", i) for i in range(max(len(_cells(entry)) for entry in rows.values()))]
    against = {way: sum(not _allows(way, entry, width) for entry in rows.values()) for way in ways}
    fewest = min(against.values())
    return [way for way in ways if against[way] == fewest] if fewest <= MAX_AGAINST * len(rows) else []


def _allows(way: _Way, entry: Entry, width: int) -> bool:
    start, behind = way.start(entry), _behind(entry)
    if start < behind:
        return False
    return all(start <= behind + i < start + width for i in _filled(entry))


def _filled(entry: Entry) -> list[int]:
    return [i for i, cell in enumerate(entry.cells) if clean(cell.text)]


def _window(entry: Entry, start: int, width: int) -> tuple[RowCell | None, ...]:
    cells = _cells(entry)[start : start + width]
    return tuple(cell if clean(cell.text) else None for cell in cells) + (None,) * (width - len(cells))


def _has_usual_length(way: _Way, entry: Entry, rows: Mapping[int, Entry], width: int) -> bool:
    """Whether no cell of the row is lost or too many: as long as most rows, or empty cells at the ends are cut off."""
    lengths = Counter(way.length(other) for other in rows.values())
    usual, often = lengths.most_common(1)[0]
    if way.length(entry) == usual:
        return True
    whole = Counter(len(_cells(other)) for other in rows.values()).most_common(1)[0]
    if whole[1] >= (1 - MAX_AGAINST) * len(rows) and len(_cells(entry)) == whole[0]:
        return True  # Filled up to the width of the table.
    if entry.kind == "marked":
        return len(entry.cells) >= width  # Empty cells behind the seven are covered by labels of the next row.
    longest = max(lengths)
    cut = all(_filled(other)[-1] == len(other.cells) - 1 for other in rows.values())
    if cut and sum(way.length(other) < longest for other in rows.values()) >= ENOUGH_ROWS:
        return way.length(entry) <= longest and not _ends_with_total(entry, width)
    return often * 2 < len(rows) and len(_cells(entry)) >= way.start(entry) + width


def _ends_with_total(entry: Entry, width: int) -> bool:
    """Whether the row's last figure is the sum of the others: then no blank is cut off behind it, a cell is lost."""
    values = [parse_cell(entry.cells[i].text).value for i in _filled(entry)]
    known = [Decimal(value) for value in values if value is not None]
    if len(known) < len(values) or len(known) == 1 or sum(known[:-1]) != known[-1]:
        return False
    return known[-1] != 0 or len(known) == width - 1


def _best_by_sums(ways: Sequence[_Way], rows: Mapping[int, Entry], width: int) -> list[_Way]:
    """The ways under which most row sums hold and fewest fail."""
    scores = {way: _balance(way, rows, width) for way in ways}
    best = max(scores.values())
    return [way for way in ways if scores[way] == best]


def _balance(way: _Way, rows: Mapping[int, Entry], width: int) -> int:
    held = 0
    for entry in rows.values():
        if not _allows(way, entry, width):
            continue
        values = [parse_cell(cell.text).value if cell else None for cell in _window(entry, way.start(entry), width)]
        total = values[-1]
        parts = sum(Decimal(value) for value in values[:-1] if value is not None)
        if total:
            held += 1 if parts == total else -1
        elif parts and total is None:
            held -= 1
    return held

"""From the stream of rows to entries: the labels of a row, and the cells that follow them.

An entry may still hold too many, too few or unlabelled cells. What belongs where is decided by the
table that reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from gongkai.recognise.labels import label
from gongkai.recognise.layout import words_at
from gongkai.recognise.numbers import clean, is_no_label, looks_like_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongkai.recognise.rows import Row, RowCell

EntryKind = Literal["grid", "cells", "spaced", "marked", "plain"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Labels and the cells behind them.

    `grid`: one grid row, not yet parted (see `row`). `cells`: a line parted by tabs or bars.
    `spaced`: a line parted by spaces, blanks lost. `marked`: cells on lines of their own, empty ones
    kept. `plain`: the same, empty ones at best left as empty lines.
    """

    kind: EntryKind
    labels: tuple[str, ...]
    cells: tuple[RowCell, ...]
    blocks: tuple[int, ...]
    """Indexes of the blocks it was made from."""
    row: Row | None = None
    gaps: tuple[int, ...] = ()
    """Empty lines before each cell, and after the last one (`plain`)."""
    pads: int = 0


MANY_EMPTY_LINES = 3
"""More empty lines than this before a label stand for empty cells."""

_BRACKETED = re.compile(r"^[(（\[【].*[)）\]】]$", re.DOTALL)
_HAN = re.compile("[\u4e00-\u9fff]")
_NOTE_WORDS = re.compile(r"其中|含|包括|修订|失效|废止|新增")


@dataclass(slots=True)
class _Pending:
    """Lines collected until it is clear where the entry ends."""

    labels: list[str] = field(default_factory=list)
    cells: list[RowCell] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    marked: bool = False

    def take(self, trailing_gap: int = 0) -> Iterator[Entry]:
        """Give out what was collected, if anything, and begin anew."""
        if self.labels or self.cells:
            kind: EntryKind = "marked" if self.marked else "plain"
            gaps = (*self.gaps, trailing_gap)
            yield Entry(kind, tuple(self.labels), tuple(self.cells), tuple(self.blocks), gaps=gaps)
        self.labels, self.cells, self.blocks, self.gaps, self.marked = [], [], [], [], False


def entries(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """Entries of a stretch of the stream, in order; entries without cells carry labels only."""
    return tuple(_entries(tuple(rows)))


def _entries(rows: tuple[Row, ...]) -> Iterator[Entry]:
    singles = [row for row in rows if row.kind == "single" and looks_like_value(row.cells[0].text)]
    mostly_marked = sum(row.marked for row in singles) * 2 > len(singles)
    pending = _Pending()
    for row in rows:
        match row.kind:
            case "grid":
                yield from pending.take()
                yield Entry("grid", (), (), (row.block,), row=row)
            case "cells" | "spaced":
                yield from _line_entry(row, pending)
            case "break":
                if pending.cells and (row.pads or mostly_marked):
                    yield from pending.take()
            case "single":
                yield from _single(row, pending, mostly_marked=mostly_marked)
    yield from pending.take()


def _line_entry(row: Row, pending: _Pending) -> Iterator[Entry]:
    split = next((i for i in range(len(row.cells)) if _is_figure_cell(row.cells, i)), len(row.cells))
    labels = [i for i in range(split) if clean(row.cells[i].text)]
    last = labels[-1] + 1 if labels else 0
    texts = tuple(row.cells[i].text for i in labels)
    kind: EntryKind = "spaced" if row.kind == "spaced" else "cells"
    carried: tuple[str, ...] = ()
    if not texts and not any(clean(cell.text) for cell in row.cells):
        yield from pending.take(row.gap)
        return
    if pending.labels and not pending.cells and (row.kind == "spaced" or not texts):
        # The label may be broken over lines, its last part before the figures.
        carried = tuple(pending.labels)
        pending.labels = []
    yield from pending.take(row.gap)
    yield Entry(kind, (*carried, *texts), row.cells[last:], (row.block,), row=row, pads=row.pads)


def _is_figure_cell(cells: Sequence[RowCell], index: int) -> bool:
    """What is no label; behind words, what has none itself."""
    text = cells[index].text
    if is_no_label(text):
        return True
    return bool(clean(text)) and not _HAN.search(text) and any(_HAN.search(cell.text) for cell in cells[:index])


def _single(row: Row, pending: _Pending, *, mostly_marked: bool) -> Iterator[Entry]:
    cell = row.cells[0]
    if mostly_marked and not row.marked and looks_like_value(cell.text):
        return  # Every cell of this file is marked: a bare number is a page number.
    strange = bool(pending.labels or pending.cells) and is_no_label(cell.text)
    if not clean(cell.text) or looks_like_value(cell.text) or strange:
        pending.cells.append(cell)
        pending.gaps.append(row.gap)
        pending.blocks.append(row.block)
        pending.marked = mostly_marked
        return
    squeezed = clean(cell.text)
    if pending.cells and clean(pending.cells[-1].text) and _BRACKETED.match(squeezed) and _NOTE_WORDS.search(squeezed):
        pending.cells[-1] = replace(pending.cells[-1], text=f"{pending.cells[-1].text}{cell.text}")
        pending.blocks.append(row.block)
        return
    if pending.labels and not pending.cells and row.gap > MANY_EMPTY_LINES:
        yield from pending.take(row.gap)
    if pending.cells:
        if pending.labels or any(clean(c.text) for c in pending.cells):
            yield from pending.take(row.gap)
        else:
            # Empty cells before the first label of a row stand under a label that reaches down.
            pending.cells, pending.gaps = [], []
    parts = [word for word, _ in words_at(cell.text)]
    beside = len(parts) == 2 and label(parts[0]).enumerator.startswith("(") and label(parts[1]).enumerator.isdigit()
    pending.labels.extend(parts if beside else [cell.text])
    pending.blocks.append(row.block)

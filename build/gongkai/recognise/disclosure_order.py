"""Table 二 where figures stand above their labels: each label with its own figures, or none where nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gongkai.recognise.numbers import looks_like_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongkai.recognise.entries import Entry


@dataclass(slots=True)
class _Block:
    """A header or clause, and what stands below it up to the next one."""

    head: Entry | None
    entries: list[Entry] = field(default_factory=list)

    @property
    def turned(self) -> bool:
        """Figures first, then labels, none behind the last label."""
        if len(self.entries) == 1 or not self.begins_with_figures:
            return False
        return all(entry.labels for entry in self.entries[1:]) and not _has_figures(self.entries[-1])

    @property
    def begins_with_figures(self) -> bool:
        """The first figures have no label above them."""
        return bool(self.entries) and not self.entries[0].labels and _has_figures(self.entries[0])


def with_own_figures(entries: Sequence[Entry], is_item: Callable[[str], bool]) -> Iterator[Entry]:
    """The entries of the table, figures moved to the label below them where every block begins with figures.

    Args:
        entries: with one label each at most.
        is_item: whether a label is a row of the table; other labels part its blocks.
    """
    blocks = [_Block(None)]
    for entry in entries:
        if entry.kind in ("grid", "cells") or (entry.labels and not is_item(entry.labels[-1])):
            apart = entry.kind not in ("grid", "cells") and bool(entry.cells)
            blocks.append(_Block(replace(entry, cells=(), gaps=()) if apart else entry))
            if apart:
                blocks[-1].entries.append(replace(entry, labels=()))
        else:
            blocks[-1].entries.append(entry)
    filled = [block for block in blocks if any(map(_has_figures, block.entries))]
    turned = [block for block in filled if block.turned]
    all_turned = len(filled) > 1 and bool(turned) and not any(_has_figures(block.entries[-1]) for block in filled)
    for block in blocks:
        if block.head is not None:
            yield block.head
        yield from _moved(block.entries) if all_turned else _as_found(block)


def _moved(entries: Sequence[Entry]) -> Iterator[Entry]:
    above: Entry | None = None
    for entry in entries:
        if entry.labels:
            yield (
                replace(entry, cells=(), gaps=())
                if above is None
                else replace(above, labels=entry.labels, blocks=above.blocks + entry.blocks)
            )
        above = replace(entry, labels=()) if _has_figures(entry) else None


def _as_found(block: _Block) -> Iterator[Entry]:
    """Figures before the first label: what is whose stays open, unless they are none of the table's rows."""
    if len(block.entries) == 1 or not block.begins_with_figures:
        yield from block.entries
        return
    first, *items = block.entries
    counts = {len(entry.cells) for entry in items if entry.cells}
    if _has_figures(items[-1]) and counts != {len(first.cells)}:
        yield from block.entries
        return
    for entry in block.entries:
        yield replace(entry, labels=())
        if entry.labels:
            yield replace(entry, cells=(), gaps=())


def _has_figures(entry: Entry) -> bool:
    return any(looks_like_value(cell.text) for cell in entry.cells)

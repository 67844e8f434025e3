"""Table 四 in parts: one small table a channel, one row a channel, or one row a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise.columns import Placed
from gongkai.recognise.labels import similarity
from gongkai.recognise.numbers import clean, is_no_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.recognise.rows import Row, RowCell

CHANNELS = codes.row_codes("proceedings")
RESULTS = codes.column_codes("proceedings")
SURE_WORD = 0.85
"""Similarity from which a text is a column's header."""

_HEADERS = tuple(codes.column_label("proceedings", column) for column in RESULTS)
_CHANNEL_LABELS = {
    "reconsideration": ("行政复议",),
    "litigation_direct": ("未经复议直接起诉", "行政诉讼未经复议直接起诉"),
    "litigation_after_reconsideration": ("复议后起诉", "行政诉讼复议后起诉"),
}


def result_of(text: str) -> str | None:
    """The result that a header names."""
    return next(
        (code for code, word in zip(RESULTS, _HEADERS, strict=True) if similarity(text, word) >= SURE_WORD), None
    )


def channel_of(text: str) -> str | None:
    """The channel that a label names."""
    return next((c for c in CHANNELS if any(similarity(text, known) >= 0.9 for known in _CHANNEL_LABELS[c])), None)


def by_parts(window: Sequence[Row]) -> Mapping[str, tuple[Placed, int]] | None:
    """The five cells of each channel and the block they stand in, where the table is in several parts; else None."""
    return _by_channel(window) or _by_figure(window)


def _by_channel(window: Sequence[Row]) -> dict[str, tuple[Placed, int]] | None:
    found: dict[str, tuple[Placed, int]] = {}
    named: list[str] = []
    heads = parts = 0
    loose: list[RowCell] = []
    for row in window:
        cells = [cell for cell in row.cells if cell.origin]
        names = [channel for cell in cells if (channel := channel_of(cell.text))]
        if names:
            named, loose = [*named, *names], []
        words = [i for i, cell in enumerate(cells) if result_of(cell.text)]
        if words:
            heads = words[0]
            continue
        if row.kind == "break" or not named:
            continue
        behind = cells[max((i for i, cell in enumerate(cells) if channel_of(cell.text)), default=-1) + 1 :]
        if any(clean(cell.text) and not is_no_label(cell.text) for cell in behind):
            continue
        if row.kind == "single":
            loose += behind
            behind = loose
        elif not names:
            behind = cells[heads:]
        placed = _five_each(behind, len(named))
        if placed is None:
            continue
        for channel, five in zip(named, placed, strict=True):
            found.setdefault(channel, (five, row.block))
        named, loose = [], []
        parts += 1
    return found if len(found) == len(CHANNELS) and parts > 1 else None


def _five_each(cells: Sequence[RowCell], count: int) -> list[Placed] | None:
    """Five cells for each of `count` channels, blanks at the end left out by the file."""
    width = count * len(RESULTS)
    filled = [i for i, cell in enumerate(cells) if clean(cell.text)]
    if not filled or len(cells) < width or filled[-1] >= width:
        return None
    row = [cell if clean(cell.text) else None for cell in cells[:width]]
    return [Placed(tuple(row[i : i + len(RESULTS)])) for i in range(0, width, len(RESULTS))]


def _by_figure(window: Sequence[Row]) -> dict[str, tuple[Placed, int]] | None:
    """One row a figure: the result's word, then its cell; the channel's name stands on its first row or above."""
    found: dict[str, dict[str, tuple[RowCell | None, int]]] = {}
    channel: str | None = None
    for row in window:
        if row.kind not in ("grid", "cells", "spaced"):
            channel = next((c for cell in row.cells if (c := channel_of(cell.text))), channel)
            continue
        cells = [cell for cell in row.cells if cell.origin or row.kind == "grid"]
        channel = next((c for cell in reversed(cells) if (c := channel_of(cell.text))), channel)
        results = [(i, result) for i, cell in enumerate(cells) if (result := result_of(cell.text))]
        if len(results) != 1 or channel is None:
            continue
        at, result = results[0]
        behind = [cell for cell in cells[at + 1 :] if clean(cell.text)]
        if len(behind) > 1 or result in found.get(channel, {}):
            return None
        found.setdefault(channel, {})[result] = (behind[0] if behind else None, row.block)
    if set(found) != set(CHANNELS) or any(len(results) != len(RESULTS) for results in found.values()):
        return None
    return {
        channel: (Placed(tuple(results[code][0] for code in RESULTS)), max(block for _, block in results.values()))
        for channel, results in found.items()
    }

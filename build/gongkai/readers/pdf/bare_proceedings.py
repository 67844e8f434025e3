"""The proceedings table (四) without rulings: fifteen columns, and one line of figures below them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.readers.pdf.bare_columns import assigned, header
from gongkai.readers.pdf.bare_rows import HAN, BareRow, BareTable, is_figures, placed_row, squeezed
from gongkai.readers.pdf.flow import FINE, Word, word_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.pdf.flow import Flow

RESULTS = tuple(codes.column_label("proceedings", code) for code in codes.column_codes("proceedings"))
HEADERS = RESULTS * len(codes.row_codes("proceedings"))
WIDTH = len(HEADERS)
CHANNELS = ("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")
ABOVE = re.compile(r"复议|诉讼|直接|起诉|未经|^诉$|^[行政]+$")
MOST_HEAD = 14
"""Lines of the head, with one character a line at most."""
NEXT_LINE = 1.8
"""Font sizes: figures nearer than this to the line above go on with it."""


def proceedings(flow: Flow) -> BareTable | None:
    """Read the table out of the flow; None if it is not there, or its columns cannot be told."""
    lines = word_rows(flow.chars, FINE)
    for top in range(len(lines)):
        if {"行政复议", "行政诉讼"} <= {squeezed(word.text) for word in lines[top]}:
            return _table(flow, lines, top)
    return None


def _table(flow: Flow, lines: Sequence[Sequence[Word]], top: int) -> BareTable | None:
    end = top + 1
    while end < len(lines) and end - top <= MOST_HEAD and _is_head(lines[end]):
        end += 1
    heads = [[w for w in line if not ABOVE.search(squeezed(w.text))] for line in lines[top:end]]
    tops = header(heads, HEADERS)
    values = lines[end] if end < len(lines) and is_figures(lines[end]) else None
    if values is None:
        return None
    if len(values) == WIDTH:
        places: list[int | None] = list(range(WIDTH))
    elif tops is not None:
        (places,) = assigned(tops, [values], flow.walls(lines[end - 1][0].y, values[0].y))
    else:
        return None
    row = placed_row((), values, places, WIDTH)
    last = values[0].y
    while (rest := _next_line(lines, end + 1, last)) is not None:
        row, last, end = _with_rest(row, rest), rest[0].y, end + 1
    first = lines[top][0].y
    names = tuple((lines[top][0]._replace(text=name),) for name in HEADERS)
    channels = _channels(lines[top][0])
    return BareTable(
        rows=(
            BareRow((), channels, y=first),
            BareRow((), names, y=first),
            row,
        ),
        chars=frozenset(char for char in flow.chars if first - 3 <= char.y <= last + 3),
    )


def _next_line(lines: Sequence[Sequence[Word]], index: int, above: float) -> Sequence[Word] | None:
    """Return the figures that go on close below a line: a cell whose digits are wrapped."""
    if index >= len(lines) or not is_figures(lines[index]):
        return None
    return lines[index] if lines[index][0].y - above < NEXT_LINE * lines[index][0].size else None


def _with_rest(row: BareRow, rest: Sequence[Word]) -> BareRow:
    """The row with each wrapped rest below the one figure that it stands under; anything else makes all uncertain."""
    cells = list(row.cells)
    for word in rest:
        under = [
            i
            for i, cell in enumerate(cells)
            if cell and min(w.x0 for w in cell) < word.x1 and word.x0 < max(w.x1 for w in cell)
        ]
        if len(under) != 1:
            return replace(row, uncertain=frozenset(range(WIDTH)))
        cells[under[0]] = (*cells[under[0]], word)
    return replace(row, cells=tuple(cells))


def _channels(place: Word) -> tuple[tuple[Word, ...], ...]:
    """The upper head, each channel above the first of its columns."""
    names = {0: "行政复议", len(RESULTS): "未经复议直接起诉", 2 * len(RESULTS): "复议后起诉"}
    return tuple((place._replace(text=names[index]),) if index in names else () for index in range(WIDTH))


def _is_head(line: Sequence[Word]) -> bool:
    known = (*RESULTS, *CHANNELS)
    return all(HAN.search(word.text) and _is_part(squeezed(word.text), known) for word in line)


def _is_part(text: str, known: Sequence[str]) -> bool:
    return any(text in name for name in known) or all(character in "".join(known) for character in text)

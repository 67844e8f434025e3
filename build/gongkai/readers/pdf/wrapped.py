"""Figures whose digits a narrow cell has wrapped: one number again, where the cell itself shows that it had to wrap.

Two lines of digits may as well be two figures. They are one where every line but the last fills its cell, so that the
next digit had no room, and where the row beside them has cells with a single line, so that it is one row.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gongkai.readers.pdf.text import HANGING, rows, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.readers.grid import Box
    from gongkai.readers.pdf.lattice import Lattice
    from gongkai.readers.pdf.objects import Char

SUSPECT = re.compile(r"^[+\-−]?[\d０-９][\d０-９,，.．]*\n[\d０-９,，.．]", re.ASCII)
"""A cell whose first line ends, and whose second begins, inside a number."""
_PART = re.compile(r"[+\-−]?[\d０-９,，.．]+", re.ASCII)
_FIGURE = re.compile(r"[+\-−]?[\d０-９][\d０-９,，.．\n]*|/|-|—|无", re.ASCII)
_WHOLE = re.compile(
    r"[+\-−]?(?:[\d０-９]{1,3}(?:[,，][\d０-９]{3})+|[\d０-９]+)(?:[.．][\d０-９]+)?(?![\d０-９,，.．])", re.ASCII
)

MOST_PADDING = 6.0
"""Points between ruling and text at most; Word has 5.4."""
SLACK = 0.6
"""Points by which a line's width may be wrong."""
ALIGNED = 1.6
"""Points by which the lines of one cell may differ where they should be flush, or about their middle."""
PITCH = 1.7
"""Font sizes from one line of a cell to the next at most; rows of a table stand further apart."""
WIDE_PITCH = 3.2
"""The same where the label beside them has fewer lines, so that there is only one row."""


class _CellLine(NamedTuple):
    """One line of a cell."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    first: float
    """Width of its first character."""


def unwrapped(lattice: Lattice, texts: Sequence[str], inside: Mapping[int, Sequence[Char]]) -> tuple[str, ...]:
    """Return the texts of the cells, wrapped digits joined where the page proves that they are one number.

    Args:
        lattice: the table.
        texts: what stands in its cells, lines parted by newlines.
        inside: characters by cell.
    """
    suspects = [index for index, content in enumerate(texts) if SUSPECT.match(content)]
    if not suspects:
        return tuple(texts)
    padding = _padding(lattice, inside)
    joined = list(texts)
    for index in suspects:
        pitch = _pitch(index, lattice, texts)
        if pitch is not None:
            whole = _joined(_lines(inside.get(index, ())), lattice.cell_box(index), padding, pitch)
            joined[index] = whole if whole is not None else texts[index]
    return tuple(joined)


def _padding(lattice: Lattice, inside: Mapping[int, Sequence[Char]]) -> float:
    """Return the least distance of text from its ruling: that of any line that begins or ends at its cell's border.

    Marks are left out: they may hang over the end of a line.
    """
    least = MOST_PADDING
    for index, chars in inside.items():
        x0, _, x1, _ = lattice.cell_box(index)
        level = [char for char in chars if char.turn == 0 and char.text not in HANGING]
        if level:
            least = min(least, min(char.x for char in level) - x0, x1 - max(char.right for char in level))
    return max(least, 0.0)


def _lines(chars: Sequence[Char]) -> list[_CellLine]:
    if any(char.turn for char in chars):
        return []
    return [
        _CellLine(text(row), row[0].x, row[-1].right, row[0].y, max(char.size for char in row), row[0].advance)
        for row in rows(chars)
    ]


def _pitch(index: int, lattice: Lattice, texts: Sequence[str]) -> float | None:
    """Return how far apart the lines of a cell may be, in font sizes; None where its row may be two.

    One row has another figure on a single line, or a label of fewer lines; two without a ruling between them have not.
    """
    row, _, span, _ = lattice.cells[index]
    beside = [
        texts[other]
        for other, (other_row, _, other_span, _) in enumerate(lattice.cells)
        if other != index and other_row == row and other_span == span and texts[other]
    ]
    lines = texts[index].count("\n")
    if any(not _FIGURE.fullmatch(content) and content.count("\n") < lines for content in beside):
        return WIDE_PITCH
    return PITCH if any(_FIGURE.fullmatch(content) and "\n" not in content for content in beside) else None


def _joined(lines: Sequence[_CellLine], cell: Box, padding: float, pitch: float) -> str | None:
    """Return the text with the digits of the first lines as one number; None where they may be several."""
    count = 1
    while count < len(lines) and _PART.fullmatch(lines[count - 1].text) and _PART.match(lines[count].text):
        count += 1
    if count < 2 or not all(_goes_on(a, b, cell, padding, pitch) for a, b in pairwise(lines[:count])):
        return None
    number = "".join(line.text for line in lines[:count])
    if not _WHOLE.match(number):
        return None
    return "\n".join((number, *(line.text for line in lines[count:])))


def _goes_on(above: _CellLine, below: _CellLine, cell: Box, padding: float, pitch: float) -> bool:
    """Whether a line fills its cell, so that the first digit of the next had no room, and both are set alike."""
    room = cell[2] - cell[0] - 2 * padding
    full = above.x1 - above.x0 + below.first > room - SLACK
    middles = (above.x0 + above.x1 - below.x0 - below.x1) / 2
    flush = min(abs(middles), abs(above.x0 - below.x0), abs(above.x1 - below.x1)) <= ALIGNED
    near = 0 < below.y - above.y <= pitch * max(above.size, below.size)
    return full and flush and near and abs(above.size - below.size) < 0.1 * above.size

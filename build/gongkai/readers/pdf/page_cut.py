"""Rows of ruled tables that the page's end cuts through their figures: the first digits here, the rest overleaf.

Word processors cut a row between its lines. Where a figure is wrapped, each page then shows a number that was never
printed. Labels and figures that stand whole on either page are no such case; the recogniser joins those.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from gongkai import codes
from gongkai.readers.pdf.objects import LOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.pdf.lattice import Lattice

SAME = 3.0
"""Points within which cells on two pages have the same borders."""
MOST_HEAD = 4
"""Rows of a head that is repeated overleaf."""
ALIKE = 80
"""Similarity (percent) from which a text is a label of its own row."""

_FIGURE = re.compile(r"[+\-−减]?[\d０-９][\d０-９,，.．\n]*(?:元|万元|件)?", re.ASCII)
_MARKED = re.compile(rf"{_FIGURE.pattern}|[/／\\-—]+|无", re.ASCII)
_ENUMERATOR = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[）)、.．]|\d{1,2}[、.．](?!\d)|[①-⑩㈠-㈩]|第")


class CutRow(NamedTuple):
    """The texts of two tables of which the first ends, and the second begins, inside one row."""

    above: tuple[str, ...]
    below: tuple[str, ...]


def cut_row(above: Lattice, upper: Sequence[str], below: Lattice, lower: Sequence[str]) -> CutRow | None:
    """Put both parts of each figure together, as two lines of one cell; None where no figure is cut.

    Args:
        above: the last table of a page.
        upper: the texts of its cells.
        below: the first table of the next page.
        lower: the texts of its cells.

    Returns:
        The texts with the figures in the upper part on two lines, and marked as incomplete in the lower.
    """
    if not _same_columns(above, below):
        return None
    return _cut_figures(above, upper, below, lower) or _parted(above, upper, below, lower)


def _cut_figures(above: Lattice, upper: Sequence[str], below: Lattice, lower: Sequence[str]) -> CutRow | None:
    """Figures of which each page has some digits: two lines of one cell."""
    row = _first_figures(below, lower)
    if row is None or any(_is_label(text) for text in _texts(below, lower, row)):
        return None
    ends = _ending(above)
    changed_above, changed_below = list(upper), list(lower)
    for index, (top, _, _, _) in enumerate(below.cells):
        if top != row or not _FIGURE.fullmatch(lower[index]):
            continue
        partner = next((i for i in ends if _same(above, i, below, index)), None)
        if partner is not None and _FIGURE.fullmatch(upper[partner]):
            changed_above[partner] = f"{upper[partner]}\n{lower[index]}"
            changed_below[index] = lower[index] + LOST
    return None if changed_above == list(upper) else CutRow(tuple(changed_above), tuple(changed_below))


def _parted(above: Lattice, upper: Sequence[str], below: Lattice, lower: Sequence[str]) -> CutRow | None:
    """A row of which one page has the label, the other the figures: the figures go to the label."""
    last = [i for i, (top, _, span, _) in enumerate(above.cells) if top + span == len(above.ys) - 1 and span == 1]
    first = _first_row(below, lower)
    ends, begins = _Part.of(last, upper), _Part.of(first, lower)
    if (
        ends.labelled == begins.labelled
        or bool(ends.figures) == bool(begins.figures)
        or ends.labelled == bool(ends.figures)
    ):
        return None
    changed_above, changed_below = list(upper), list(lower)
    for one in last:
        for other in first:
            if _same(above, one, below, other) and (one in ends.figures or other in begins.figures):
                if upper[one] and lower[other]:
                    return None
                changed_above[one], changed_below[other] = changed_below[other], changed_above[one]
    moved = sum(a != b for a, b in zip(upper, changed_above, strict=True))
    return CutRow(tuple(changed_above), tuple(changed_below)) if moved == len(ends.figures or begins.figures) else None


class _Part(NamedTuple):
    """What one page has of a row."""

    labelled: bool
    figures: tuple[int, ...]

    @classmethod
    def of(cls, cells: Sequence[int], texts: Sequence[str]) -> _Part:
        figures = tuple(i for i in cells if _MARKED.fullmatch(texts[i]))
        return cls(any(texts[i] for i in cells if i not in figures), figures)


def _ending(lattice: Lattice) -> list[int]:
    """Return the cells that reach the table's end."""
    return [i for i, (top, _, span, _) in enumerate(lattice.cells) if top + span == len(lattice.ys) - 1]


def _first_row(lattice: Lattice, texts: Sequence[str]) -> list[int]:
    """Return the cells of the first row, below a repeated head, that has figures, a label, or neither."""
    for row in range(min(MOST_HEAD + 1, len(lattice.ys) - 1)):
        cells = [i for i, (top, _, span, _) in enumerate(lattice.cells) if top == row and span == 1]
        if any(_MARKED.fullmatch(texts[i]) or _is_label(texts[i]) for i in cells):
            return cells
    return []


def _same_columns(above: Lattice, below: Lattice) -> bool:
    """Whether the columns of one are those of the other, as far as it has them."""
    fewer, more = sorted((above.xs, below.xs), key=len)
    return all(any(abs(x - other) <= SAME for other in more) for x in fewer)


def _first_figures(lattice: Lattice, texts: Sequence[str]) -> int | None:
    """Return the first row with figures, below a repeated head."""
    rows = [top for (top, _, _, _), text in zip(lattice.cells, texts, strict=True) if _FIGURE.fullmatch(text)]
    return min(rows) if rows and min(rows) <= MOST_HEAD else None


def _texts(lattice: Lattice, texts: Sequence[str], row: int) -> list[str]:
    return [text for (top, _, _, _), text in zip(lattice.cells, texts, strict=True) if top == row and text]


def _same(above: Lattice, one: int, below: Lattice, other: int) -> bool:
    left, _, right, _ = above.cell_box(one)
    x0, _, x1, _ = below.cell_box(other)
    return abs(left - x0) <= SAME and abs(right - x1) <= SAME


@lru_cache(maxsize=1024)
def _is_label(text: str) -> bool:
    """Whether a cell begins a row of its own: it has an enumerator, or is a prescribed label without one."""
    words = re.sub(r"\s", "", text)
    if _FIGURE.fullmatch(words):
        return False
    return bool(_ENUMERATOR.match(words)) or any(ratio(words, label) >= ALIKE for label in _labels())


@lru_cache(maxsize=1)
def _labels() -> tuple[str, ...]:
    """Prescribed labels without their enumerators."""
    labels = [codes.row_label(table, row) for table in ("disclosure", "applications") for row in codes.row_codes(table)]
    return ("规范性文件", *(_ENUMERATOR.sub("", label, count=1) for label in labels))

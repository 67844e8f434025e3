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
from gongkai.readers.pdf_objects import LOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.pdf_lattice import Lattice

SAME = 3.0
"""Points within which cells on two pages have the same borders."""
MOST_HEAD = 4
"""Rows of a head that is repeated overleaf."""
ALIKE = 80
"""Similarity (percent) from which a text is a label of its own row."""

_FIGURE = re.compile(r"[+\-−减]?[\d０-９][\d０-９,，.．\n]*(?:元|万元|件)?", re.ASCII)
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
    row = _first_figures(below, lower)
    if row is None or not _same_columns(above, below) or any(_is_label(text) for text in _texts(below, lower, row)):
        return None
    last = len(above.ys) - 1
    ends = {index for index, (top, _, span, _) in enumerate(above.cells) if top + span == last}
    changed_above, changed_below = list(upper), list(lower)
    for index, (top, _, _, _) in enumerate(below.cells):
        if top != row or not _FIGURE.fullmatch(lower[index]):
            continue
        partner = next((i for i in ends if _same(above, i, below, index)), None)
        if partner is not None and _FIGURE.fullmatch(upper[partner]):
            changed_above[partner] = f"{upper[partner]}\n{lower[index]}"
            changed_below[index] = lower[index] + LOST
    return None if changed_above == list(upper) else CutRow(tuple(changed_above), tuple(changed_below))


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

"""Columns of text that is aligned with spaces: by the place of each word on its line, East Asian characters two wide."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Span = tuple[int, int]
"""First column on the line and the one behind the last."""

WIDE_GAP = 2
"""Spaces that part columns; one space parts words."""
_WORDS = re.compile(r"\S+(?:[ \xa0]\S+)*")
_SINGLE_WORDS = re.compile(r"\S+")


def width(text: str) -> int:
    """Columns that a text takes on a line.

    >>> width("总计 3")
    6
    """
    return len(text) if text.isascii() else sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def words_at(text: str, *, apart: bool = True) -> list[tuple[str, Span]]:
    """Words of a line with their places; `apart`: words with one space between them are one.

    >>> words_at("规章  0 1   2")
    [('规章', (0, 4)), ('0 1', (6, 9)), ('2', (12, 13))]
    """
    found: list[tuple[str, Span]] = []
    end = column = 0
    for match in (_WORDS if apart else _SINGLE_WORDS).finditer(text.expandtabs().replace("\u3000", "  ")):
        column += width(match.string[end : match.start()])
        end = match.end()
        found.append((match[0], (column, column + width(match[0]))))
        column = found[-1][1][1]
    return found


def columns_of(rows: Iterable[Sequence[Span]], header: Sequence[Span], count: int) -> list[Span] | None:
    """Where the `count` columns stand: where the rows' figures stand together, named by the header where some are empty.

    Args:
        rows: places of the figures, row by row.
        header: places of the column's words, if they are known, all of them.
        count: number of columns.

    Returns:
        A span for each column, apart from one another; None where the figures do not stand in columns.
    """
    clusters = _clusters(span for row in rows for span in row)
    if len(clusters) == count:
        return clusters
    if len(clusters) > count or len(header) != count:
        return None
    columns = list(header)
    for cluster in clusters:
        near = [i for i, span in enumerate(header) if span[0] < cluster[1] and cluster[0] < span[1]]
        if not near:
            closest = min(_distance(span, cluster) for span in header)
            near = [i for i, span in enumerate(header) if _distance(span, cluster) == closest]
        inside = [i for i, span in enumerate(header) if cluster[0] <= _middle(span) < cluster[1]]
        if len(near) != 1 or len(inside) > 1 or columns[near[0]] != header[near[0]]:
            return None
        columns[near[0]] = (min(cluster[0], header[near[0]][0]), max(cluster[1], header[near[0]][1]))
    return columns if all(left[1] <= right[0] for left, right in pairwise(columns)) else None


def places(spans: Sequence[Span], columns: Sequence[Span]) -> list[int] | None:
    """The column of each figure of a row; None where one stands in none, or two in one."""
    found: list[int] = []
    for span in spans:
        over = [i for i, column in enumerate(columns) if span[0] < column[1] and column[0] < span[1]]
        if len(over) != 1 or (found and over[0] <= found[-1]):
            return None
        found.append(over[0])
    return found


def _clusters(spans: Iterable[Span]) -> list[Span]:
    clusters: list[Span] = []
    for start, end in sorted(spans):
        if clusters and start < clusters[-1][1]:
            clusters[-1] = (clusters[-1][0], max(end, clusters[-1][1]))
        else:
            clusters.append((start, end))
    return clusters


def _middle(span: Span) -> float:
    return (span[0] + span[1]) / 2


def _distance(one: Span, other: Span) -> float:
    return abs(_middle(one) - _middle(other))

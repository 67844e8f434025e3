"""Which column a figure stands in where no ruling says so: by its header's words, or by order. Never by nearness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.pdf.flow import Word

TOUCH = 0.5
"""Points by which words must overlap to stand in one column."""
ALIKE = 60
"""Similarity (percent) from which the words above a column are its prescribed header."""


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a column's words reach."""

    x0: float
    x1: float
    text: str = ""

    def overlap(self, other: Span) -> float:
        """Points that both share; negative if they are apart."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)


def columns_of(words: Sequence[Word]) -> list[Span]:
    """Join words that overlap, line over line, to columns, from left to right."""
    spans: list[tuple[float, float, list[Word]]] = []
    for word in sorted(words, key=lambda word: word.x0):
        if spans and word.x0 < spans[-1][1] - TOUCH:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.x1), [*spans[-1][2], word])
        else:
            spans.append((word.x0, word.x1, [word]))
    return [
        Span(x0, x1, "".join(w.text for w in sorted(inside, key=lambda w: (w.y, w.x0)))) for x0, x1, inside in spans
    ]


def header(lines: Sequence[Sequence[Word]], expected: Sequence[str]) -> list[Span] | None:
    """Find the prescribed headers in the lines above a table's body.

    Headers that reach over several columns stand higher: as many of the lowest lines are taken as fit best.

    Returns:
        One span for each of the `expected`; None if the words are not theirs.
    """
    best: tuple[float, list[Span] | None] = (0.0, None)
    for first in range(len(lines)):
        found = columns_of([word for line in lines[first:] for word in line])
        if len(found) != len(expected):
            continue
        scores = [ratio(span.text.replace(" ", ""), name) for span, name in zip(found, expected, strict=True)]
        if min(scores) >= ALIKE and sum(scores) > best[0]:
            best = (sum(scores), found)
    return best[1]


def assigned(headers: Sequence[Span], rows: Sequence[Sequence[Word]], walls: Sequence[float]) -> list[list[int | None]]:
    """Return the column of each figure, None where it is not certain.

    Args:
        headers: one a column, from left to right.
        rows: the figures of each row.
        walls: where plumb rulings part columns.
    """
    clusters = columns_of([word for row in rows for word in row])
    if any(sum(_in(word, cluster) for word in row) > 1 for cluster in clusters for row in rows):
        return [[None] * len(row) for row in rows]
    owner = _owners(clusters, headers, walls)
    return [
        [next(owner[i] for i, cluster in enumerate(clusters) if _in(word, cluster)) for word in row] for row in rows
    ]


def _in(word: Word, cluster: Span) -> bool:
    return cluster.x0 <= word.x0 and word.x1 <= cluster.x1


def _owners(clusters: Sequence[Span], headers: Sequence[Span], walls: Sequence[float]) -> list[int | None]:
    """Return the header of each cluster of figures: the one that it overlaps, or that order leaves it."""
    over = [
        {
            index
            for index, head in enumerate(headers)
            if head.overlap(cluster) > TOUCH or (walls and _room(head, walls) == _room(cluster, walls) is not None)
        }
        for cluster in clusters
    ]
    if len(clusters) == len(headers) and all(not heads or index in heads for index, heads in enumerate(over)):
        return list(range(len(headers)))
    owner: list[int | None] = [min(heads) if len(heads) == 1 else None for heads in over]
    known = [index for index in owner if index is not None]
    if known != sorted(set(known)):
        return [None] * len(clusters)
    for index, heads in enumerate(over):
        if not heads:
            left = next((o for o in reversed(owner[:index]) if o is not None), -1)
            right = next((o for o in owner[index + 1 :] if o is not None), len(headers))
            free = range(left + 1, right)
            alone = sum(o is None for o in owner[_after(owner, index) : _before(owner, index)]) == 1
            owner[index] = free[0] if len(free) == 1 and alone else None
    return owner


def _after(owner: Sequence[int | None], index: int) -> int:
    """Return the index behind the last known owner before `index`."""
    return next((i + 1 for i in range(index - 1, -1, -1) if owner[i] is not None), 0)


def _before(owner: Sequence[int | None], index: int) -> int:
    return next((i for i in range(index + 1, len(owner)) if owner[i] is not None), len(owner))


def _room(span: Span, walls: Sequence[float]) -> int | None:
    """Return the number of the room between two walls that holds the whole span; None if it crosses a wall."""
    before = sum(wall <= span.x0 + TOUCH for wall in walls)
    inside = sum(wall < span.x1 - TOUCH for wall in walls)
    return before if before == inside else None

"""Monotonic alignment of what was found to the rows that the form prescribes.

Labels decide the order; a row may be missing, none may change places. Rows of figures without a
label are placed only where exactly as many prescribed rows are open as there are such rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.recognise.labels import ENOUGH, label, similarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.recognise.forms import FormRow

LAST_LABELS = 3
"""How many of the last label lines may belong to one label broken over lines."""
TAIL_LABELS = 2
"""How many lines below the figures may still belong to their label."""


@dataclass(frozen=True, slots=True)
class Match:
    """A prescribed row and how sure its label makes it (0 to 1); index into the form's rows."""

    row: int
    score: float


def spellings(labels: Sequence[str], tail: Sequence[str]) -> tuple[str, ...]:
    """What an entry's label may be: its last lines joined, with or without the lines printed below its figures.

    >>> spellings(["（四）无法提供", "1.本机关"], ["不掌握"])
    ('1.本机关', '1.本机关不掌握', '（四）无法提供1.本机关', '（四）无法提供1.本机关不掌握')
    """
    texts = [text for text in labels if label(text).words]
    heads = ["".join(texts[-count:]) for count in range(1, min(LAST_LABELS, len(texts)) + 1)]
    tails = ["".join(tail[:count]) for count in range(min(TAIL_LABELS, len(tail)) + 1)]
    return tuple(head + end for head in heads for end in tails)


def label_score(texts: Sequence[str], row: FormRow) -> float:
    """How well the best of several spellings names a prescribed row, 0 if not enough.

    The label may be glued to its group's label, as where a merged cell was lost.
    """
    best = 0.0
    for text in texts:
        best = max(best, *(similarity(text, official) for official in row.labels))
        if row.group:
            best = max(best, *(similarity(text, row.group + official) - 0.01 for official in row.labels))
        if row.wide_group:
            best = max(best, similarity(text, row.wide_group + row.group + row.labels[0]) - 0.01)
    return best if best >= ENOUGH else 0.0


def score_table(entries: Sequence[Sequence[str]], rows: Sequence[FormRow]) -> list[list[float]]:
    """Scores of every entry's spellings against every prescribed row."""
    return [[label_score(texts, row) for row in rows] for texts in entries]


def align(scores: Sequence[Sequence[float]]) -> list[Match | None]:
    """The order-keeping assignment with the highest total score; None for entries left over.

    >>> [m and m.row for m in align([[0.9, 0, 0], [0, 0, 0], [0.7, 0, 0.8]])]
    [0, None, 2]
    """
    if not scores:
        return []
    count, width = len(scores), len(scores[0])
    best = [[0.0] * (width + 1) for _ in range(count + 1)]
    for i in range(1, count + 1):
        for j in range(1, width + 1):
            score = scores[i - 1][j - 1]
            taken = best[i - 1][j - 1] + score * score if score else 0.0
            best[i][j] = max(best[i - 1][j], best[i][j - 1], taken)
    matches: list[Match | None] = [None] * count
    i, j = count, width
    while i and j:
        score = scores[i - 1][j - 1]
        if score and best[i][j] == best[i - 1][j - 1] + score * score:
            matches[i - 1] = Match(j - 1, score)
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return matches

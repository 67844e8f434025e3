"""A run's results for the terminal."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING

from tests.accuracy.judge import BAD, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.accuracy.judge import Score
    from tests.accuracy.work import Judged


def table(scores: Mapping[str, Score], first: str) -> str:
    """One line a score; figures that the document does not determine behind the bar."""
    head = f"\n{first:30} docs  refus " + " ".join(f"{verdict:>8}" for verdict in VERDICTS)
    lines = [f"{head} | open: exact  doubted   silent | agency year form wrong"]
    for code, score in scores.items():
        if not score.documents:
            continue
        told, left = score.determined, score.open
        counts = " ".join(f"{told[verdict]:8}" for verdict in VERDICTS)
        doubted = left["flagged"] + left["warned"] + left["status"]
        silent = left["silent"] + left["invented"]
        wrong = "/".join(
            str(score.identity[f"{name}_wrong"] + score.identity[f"{name}_unknown"])
            for name in ("agency", "year", "form")
        )
        lines.append(
            f"{code:30} {score.documents:4} {score.refused:6} {counts} | {left['exact']:11} {doubted:8} {silent:8} | {wrong}"
        )
    return "\n".join(lines)


def worst(judged: Sequence[Judged], folder: Path, count: int) -> str:
    """The documents that went worst, with the command that shows each."""

    def rank(result: Judged) -> tuple[int, ...]:
        score = result.score
        return (-score.bad, -score.misnamed, -score.refused, -score.determined["warned"], -score.determined["flagged"])

    lines = ["", "Worst:"]
    for result in sorted((r for r in judged if r.problems or r.reason), key=rank)[:count]:
        kinds = dict(Counter(problem.verdict for problem in result.problems))
        lines.append(f"gongkai read {folder / result.file}  {kinds or ''} {result.reason}")
        lines += [
            f"    {'/'.join(problem.key)}: printed {problem.expected}, read {problem.read}"
            for problem in sorted(result.problems, key=lambda p: p.verdict not in BAD)[:2]
        ]
    return "\n".join(lines)


def difference(before: str, after: str) -> str:
    """A unified difference, as of one page."""
    return "\n".join(
        difflib.unified_diff(before.splitlines(), after.splitlines(), "committed", "now", lineterm="", n=1)
    )

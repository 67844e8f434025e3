"""What a run found, summed up by format and by damage; kept as JSON and shown in docs/accuracy.md."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.accuracy.damages import DAMAGES, GROUPS
from tests.accuracy.formats import FORMATS
from tests.accuracy.judge import Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.accuracy.work import Judged

GROUP_OF = {damage.code: group.code for group in GROUPS for damage in group.damages}


@dataclass(slots=True)
class Results:
    """Scores of many documents."""

    facts: dict[str, str | int] = field(default_factory=dict)
    """Seed, date, versions."""
    formats: dict[str, Score] = field(default_factory=dict)
    damages: dict[str, Score] = field(default_factory=dict)
    """Documents with this damage alone."""
    groups: dict[str, Score] = field(default_factory=dict)
    """Documents with one damage of a group; `none` and `two` besides."""
    real: Score | None = None


def summed(judged: Iterable[Judged], *, steady: bool = False) -> Results:
    """The scores of documents, in the order of the registries.

    Args:
        judged: documents.
        steady: only formats whose bytes are the same on every machine.
    """
    made = Results(
        formats={code: Score() for code, form in FORMATS.items() if form.steady or not steady},
        damages={code: Score() for code in DAMAGES},
        groups={code: Score() for code in ("none", *(group.code for group in GROUPS), "two")},
    )
    for result in judged:
        damages = result.case.damages
        if result.case.format not in made.formats:
            continue
        made.formats[result.case.format].add(result.score)
        if len(damages) == 1:
            made.damages[damages[0]].add(result.score)
        group = GROUP_OF[damages[0]] if len(damages) == 1 else "two" if damages else "none"
        made.groups[group].add(result.score)
    return made


def to_json(results: Results) -> str:
    """Text with one score a line."""
    lines = [f'{{"facts": {json.dumps(results.facts, ensure_ascii=False)}']
    for name in ("formats", "damages", "groups"):
        rows = [f"  {json.dumps(code)}: {_dumped(score)}" for code, score in getattr(results, name).items()]
        lines.append(f'"{name}": {{\n' + ",\n".join(rows) + "\n}")
    if results.real is not None:
        lines.append(f'"real": {_dumped(results.real)}')
    return ",\n".join(lines) + "}\n"


def from_json(text: str) -> Results:
    """What `to_json` wrote."""
    tree = json.loads(text)
    scores = {
        name: {code: _loaded(row) for code, row in tree[name].items()} for name in ("formats", "damages", "groups")
    }
    return Results(facts=tree["facts"], real=_loaded(tree["real"]) if "real" in tree else None, **scores)


COUNTERS = ("determined", "open", "identity")


def _dumped(score: Score) -> str:
    row: dict[str, Any] = {"documents": score.documents, "refused": score.refused}
    for name in COUNTERS:
        row[name] = {key: count for key, count in sorted(getattr(score, name).items()) if count}
    return json.dumps(row)


def _loaded(row: Mapping[str, Any]) -> Score:
    counters = {name: Counter(row[name]) for name in COUNTERS}
    return Score(documents=row["documents"], refused=row["refused"], **counters)

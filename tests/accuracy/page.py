"""docs/accuracy.md and its English twin: written from the results of a run, compared with the committed pages in the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accuracy import statements
from tests.accuracy.damages import GROUPS
from tests.accuracy.formats import FORMATS
from tests.accuracy.judge import VERDICTS, Score

from gongkai import codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.accuracy.damages import Group
    from tests.accuracy.results import Results
    from tests.accuracy.words import Words

GROUP_CODES = frozenset({"none", "two", *(group.code for group in GROUPS)})


def page(words: Words, small: Results, large: Results | None, narrative: list[statements.Judged]) -> str:
    """The whole page.

    Args:
        words: what it says.
        small: the run of every change, formats that are the same on every machine only.
        large: the last large run; its sections are left out when None.
        narrative: the labelled sentences and what was read in them.
    """
    others = sum(not form.steady for form in FORMATS.values())
    parts = [
        words.top.format(),
        words.steady.format(documents=_total(small), seed=small.facts["seed"], others=others),
        _table(words, words.format, [(words.one_format(code), score) for code, score in small.formats.items()]),
        _table(words, words.damage, [(words.group(code), score) for code, score in small.groups.items()]),
    ]
    parts += [words.statements.format(sentences=len(narrative)), _statements(words, narrative)]
    if large is not None:
        formats = [(words.one_format(code), score) for code, score in large.formats.items() if code in FORMATS]
        groups = [(words.group(code), score) for code, score in large.groups.items() if code in GROUP_CODES]
        parts += [
            words.large.format(documents=_total(large), **large.facts),
            _table(words, words.format, formats),
            _table(words, words.damage, groups),
            f"\n### {words.alone} {{#damages}}\n",
            *(_damages(words, group, large) for group in GROUPS),
        ]
        if large.real is not None:
            parts += [
                words.real.format(documents=large.real.documents),
                _table(words, words.source, [(words.real_reports, large.real)]),
            ]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def _statements(words: Words, narrative: list[statements.Judged]) -> str:
    labels = codes.labels("statement_kinds", words.language)
    rows = [(words.total, statements.score(narrative))]
    rows += [(labels[kind], score) for kind, score in statements.by_kind(narrative).items()]
    lines = [
        f"| {label} | {score.sentences} | {score.right} | {score.invented} | {score.missed} "
        f"| {statements.share(score.precision)} | {statements.share(score.recall)} |"
        for label, score in rows
    ]
    return "\n".join([*_header((words.statement, *words.statement_columns)), *lines]) + "\n"


def _total(results: Results) -> int:
    return sum(score.documents for score in results.formats.values())


def _damages(words: Words, group: Group, results: Results) -> str:
    rows = [(words.one_damage(damage.code), results.damages.get(damage.code, Score())) for damage in group.damages]
    return f"\n**{words.group(group.code)}**\n\n" + _table(words, words.damage, rows)


def _table(words: Words, first: str, rows: list[tuple[str, Score]]) -> str:
    return "\n".join([*_header((first, *words.columns)), *(_row(label, score) for label, score in rows)]) + "\n"


def _header(columns: tuple[str, ...]) -> Iterable[str]:
    return "| " + " | ".join(columns) + " |", "|---|" + "--:|" * (len(columns) - 1)


def _row(label: str, score: Score) -> str:
    told, left = score.determined, score.open
    cells: list[object] = [
        score.documents,
        sum(told[verdict] for verdict in VERDICTS),
        *(told[verdict] for verdict in ("exact", "flagged", "warned", "status", "silent", "invented")),
        left["exact"],
        left["flagged"] + left["warned"] + left["status"],
        left["silent"] + left["invented"],
        score.refused,
        *(score.identity[f"{name}_right"] for name in ("agency", "year", "form")),
    ]
    return f"| {label} | " + " | ".join(map(str, cells)) + " |"

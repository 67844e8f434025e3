"""How exactly the narrative is understood: precision and recall on sentences labelled by hand."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.narrative.passages import stated

if TYPE_CHECKING:
    from gongkai.model import Statement

LABELLED = ROOT / "tests" / "narrative" / "labelled.json"
Told = tuple[str, str, Decimal | None, str, int | None]
"""Kind, item, value, word of approximation, other year."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence: what it states and what was understood."""

    text: str
    missed: tuple[Told, ...]
    invented: tuple[Told, ...]
    right: int


@dataclass(frozen=True, slots=True)
class Score:
    """Statements of all labelled sentences."""

    sentences: int
    right: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        """Share of the statements read that are right."""
        return self.right / (self.right + self.invented)

    @property
    def recall(self) -> float:
        """Share of the statements made that are read."""
        return self.right / (self.right + self.missed)


def judged() -> list[Judged]:
    """Every labelled sentence read and compared."""
    found = []
    for case in json.loads(LABELLED.read_text(encoding="utf-8")):
        right = Counter(_labelled(told) for told in case["statements"])
        read = Counter(_told(statement) for statement in stated(case["text"]))
        found.append(
            Judged(
                case["text"],
                tuple((right - read).elements()),
                tuple((read - right).elements()),
                (right & read).total(),
            )
        )
    return found


def score(cases: list[Judged]) -> Score:
    """All sentences together."""
    return Score(
        len(cases),
        sum(case.right for case in cases),
        sum(len(case.missed) for case in cases),
        sum(len(case.invented) for case in cases),
    )


def line(result: Score) -> str:
    """One line for the terminal."""
    return (
        f"Statements of {result.sentences} labelled sentences: precision {result.precision:.3f}, "
        f"recall {result.recall:.3f} ({result.right} right, {result.invented} wrong, {result.missed} missed)."
    )


def _labelled(told: dict[str, str | int | None]) -> Told:
    value = told["value"]
    year = told["year"]
    return (
        str(told["kind"]),
        str(told["item"]),
        None if value is None else Decimal(value),
        str(told["approximate"]),
        None if year is None else int(year),
    )


def _told(statement: Statement) -> Told:
    value = None if statement.value is None else Decimal(statement.value)
    return (statement.kind, statement.item, value, statement.approximate, statement.year)

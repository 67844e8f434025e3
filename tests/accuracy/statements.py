"""How exactly the narrative is understood: precision and recall on sentences labelled by hand."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.narrative.passages import stated

from gongkai import codes

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
    right: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Statements of all labelled sentences."""

    sentences: int
    right: int
    missed: int
    invented: int

    @property
    def precision(self) -> float | None:
        """Share of the statements read that are right; None where none was read."""
        read = self.right + self.invented
        return self.right / read if read else None

    @property
    def recall(self) -> float | None:
        """Share of the statements made that are read; None where none was made."""
        made = self.right + self.missed
        return self.right / made if made else None


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
                tuple((right & read).elements()),
            )
        )
    return found


def score(cases: list[Judged]) -> Score:
    """All sentences together."""
    return Score(
        len(cases),
        sum(len(case.right) for case in cases),
        sum(len(case.missed) for case in cases),
        sum(len(case.invented) for case in cases),
    )


def by_kind(cases: list[Judged]) -> dict[str, Score]:
    """The same, a kind of statement at a time, in the order of the code list."""
    found = {}
    for kind in codes.labels("statement_kinds"):
        told = [each for case in cases for each in case.right if each[0] == kind]
        missed = [each for case in cases for each in case.missed if each[0] == kind]
        invented = [each for case in cases for each in case.invented if each[0] == kind]
        sentences = sum(any(each[0] == kind for each in (*case.right, *case.missed)) for case in cases)
        if told or missed or invented:
            found[kind] = Score(sentences, len(told), len(missed), len(invented))
    return found


def line(result: Score) -> str:
    """One line for the terminal."""
    return (
        f"Statements of {result.sentences} labelled sentences: precision {share(result.precision)}, "
        f"recall {share(result.recall)} ({result.right} right, {result.invented} wrong, {result.missed} missed)."
    )


def share(value: float | None) -> str:
    """Three decimals; a dash where there is nothing to divide by."""
    return "—" if value is None else f"{value:.3f}"


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

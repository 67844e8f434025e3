"""Which documents a run makes: the same seed gives the same documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from tests.accuracy.damages import DAMAGES, ONE_OF
from tests.accuracy.draft import draft, texts, undetermined
from tests.accuracy.formats import FORMATS

from gongkai.specimen.chance import Chance
from gongkai.specimen.plan import KINDS, plan
from gongkai.specimen.report import specimens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.accuracy.damages import Damage
    from tests.accuracy.draft import Draft
    from tests.accuracy.formats import Format

    from gongkai.specimen.report import Specimen

POOL = 400
"""Specimens to choose from."""
PAIRS = 2
"""Two-fault documents for each document with one fault, in a full round."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document of a run."""

    number: int
    seed: int
    format: str
    damages: tuple[str, ...]

    @property
    def name(self) -> str:
        """Stem of its file."""
        return "-".join((f"{self.number:05d}", self.format, *self.damages))


def cases(seed: int, size: int, formats: Sequence[str] = tuple(FORMATS)) -> list[Case]:
    """Rounds of: every format undamaged, every damage once, then pairs; as many as asked for.

    Formats that a machine lacks are planned all the same and left out later, so that the others keep their documents.
    """
    made: list[Case] = []
    for turn in count():
        for format_code, damages in _round(Chance(seed, "round", turn), formats):
            if len(made) == size:
                return made
            case = Case(len(made), seed, format_code, damages)
            if damaged(case) is not None:
                made.append(case)
    return made


def _round(chance: Chance, formats: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for code in formats:
        yield code, ()
    order = list(DAMAGES)
    for code in chance.sample(order, len(order)):
        if form := _format(chance, (code,), formats):
            yield form, (code,)
    for _ in range(PAIRS * len(order)):
        pair = chance.sample(order, 2)
        form = _format(chance, pair, formats)
        if form and not _rivals(pair):
            yield form, pair


def _format(chance: Chance, damages: Sequence[str], formats: Sequence[str]) -> str | None:
    """One that all the damages act on, drawn by weight."""
    fitting = [FORMATS[code] for code in formats if all(_fits(DAMAGES[damage], code) for damage in damages)]
    left = chance.share(0, sum(made.weight for made in fitting))
    for made in fitting:
        left -= made.weight
        if left <= 0:
            return made.code
    return fitting[-1].code if fitting else None


def _rivals(pair: tuple[str, ...]) -> bool:
    return any(set(pair) <= alike for alike in ONE_OF) or any(DAMAGES[code].alone for code in pair)


def _fits(damage: Damage, code: str) -> bool:
    spoiled = any(code == name or (name[-1] == "_" and code.startswith(name)) for name in damage.not_through)
    return FORMATS[code].writer in damage.writers and not spoiled


@lru_cache(maxsize=2)
def pool(seed: int) -> tuple[Specimen, ...]:
    """Faultless and faulty specimens of many bodies and years."""
    return tuple(made for order in plan(seed, POOL, KINDS) for made in specimens(order, seed))


def damaged(case: Case) -> Draft | None:
    """The document of a case before it is written: the first specimen of its row that can be damaged so."""
    chance = Chance(case.seed, "case", case.number, *case.damages)
    for _ in range(40):
        made: Draft | None = draft(chance.pick(pool(case.seed)))
        for code in case.damages:
            made = DAMAGES[code].apply(made, chance) if made else None
        if made is not None:
            return with_losses(made, FORMATS[case.format])
    return None


def with_losses(made: Draft, form: Format) -> Draft:
    """What the way to the file takes away by itself."""
    if not form.loses_blanks:
        return made
    blank = {key[:2] for key, text in texts(made).items() if not text.strip()}
    return undetermined(made, {key for key in made.expected if key[:2] in blank or key[0] == "proceedings"})

"""A statement while its sentence is read: meaning, number and place, before it gets its position among all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import Number
    from gongkai.narrative.phrases import Meaning


@dataclass(slots=True, eq=False)
class Draft:
    """Places are those of the sentence."""

    meaning: Meaning
    value: Number | None
    start: int
    end: int
    unit: str = ""
    approximate: str = ""
    year: int | None = None
    of: Draft | None = None
    """What a percentage or a growth qualifies."""


APPLICATION_KINDS = (
    "received",
    "carried_in",
    "concluded",
    "carried_out",
    "outcome",
    "applicant",
    "channel",
    "all_answered",
)
CASE_KINDS = ("proceedings", "proceedings_result")

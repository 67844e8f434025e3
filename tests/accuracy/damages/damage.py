"""What a damage is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tests.accuracy.draft import Draft

    from gongkai.specimen.chance import Chance

Writer = Literal["text", "html", "docx", "pdf", "sheet", "ofd"]
"""What a file is first written as; converters begin from one of these."""

ALL: frozenset[Writer] = frozenset({"text", "html", "docx", "pdf", "sheet", "ofd"})

Apply = Callable[["Draft", "Chance"], "Draft | None"]
"""None where this report has nothing that could be damaged so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One way in which documents differ from the form."""

    code: str
    label_zh: str
    """One phrase for docs/accuracy.md: what is odd, and what then counts as right."""
    apply: Apply
    writers: frozenset[Writer] = ALL
    alone: bool = False
    """Never beside another: nothing is left to damage."""
    not_through: tuple[str, ...] = ()
    """Formats whose programs make something else of it; `pdf_` stands for all whose codes begin so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Damages that act on the same thing, in the order in which two of them are applied."""

    code: str
    label_zh: str
    damages: tuple[Damage, ...]

"""What docs/accuracy.md says in a language: its paragraphs, and the names of all that it lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The page without its numbers; places for these are in braces."""

    language: str
    top: str
    steady: str
    statements: str
    large: str
    alone: str
    """Heading above the tables of single damages."""
    real: str
    columns: tuple[str, ...]
    """Of the tables of scores, after the first."""
    statement_columns: tuple[str, ...]
    format: str
    damage: str
    source: str
    statement: str
    real_reports: str
    total: str
    group: Callable[[str], str]
    """Code of a group of damages, `none` or `two` -> its name."""
    one_damage: Callable[[str], str]
    one_format: Callable[[str], str]

"""What the narrative states: numbers with their words, unit and sentence, linked to the cells that should bear them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import AnnualReport, Statement

__all__ = ["statements"]


def statements(report: AnnualReport) -> tuple[Statement, ...]:
    """Every statement of the narrative, in its order."""
    del report
    return ()

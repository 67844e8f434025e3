"""The rules that read the prose, in the order of the rule book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks import (
    narrative_flow,
    narrative_items,
    narrative_outcomes,
    narrative_proceedings,
    prose_fee,
    prose_other_outcomes,
    prose_sums,
    prose_words,
    prose_year,
)

if TYPE_CHECKING:
    from gongkai.checks.rule import Check

CHECKS: tuple[Check, ...] = (
    *prose_other_outcomes.CHECKS,
    *narrative_flow.CHECKS,
    *narrative_outcomes.CHECKS,
    *narrative_items.CHECKS,
    *narrative_proceedings.CHECKS,
    *prose_sums.CHECKS,
    *prose_fee.CHECKS,
    *prose_year.CHECKS,
    *prose_words.CHECKS,
)

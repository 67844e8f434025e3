"""The year of a report: title, statistical period, the sentence that presents the report, the overview's first words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.recognise import dates
from gongkai.recognise.identity_said import first_years

if TYPE_CHECKING:
    from gongkai.recognise.identity_said import Said

_ENOUGH = 2
"""So many other sources that agree on another year leave a lone period in doubt."""


def report_year(said: Said) -> int | None:
    """The year, None where nothing says it or the sources contradict each other.

    A page's mark-up title counts like a title where none is printed, that of a file's properties last of all.
    """
    if said.title and said.title.year:
        return said.title.year
    hint = said.hint.year if said.hint else None
    if said.page and hint and not said.printed:
        return hint
    presented, first = _presented(said), first_years(said.ends)
    period = period_year(said)
    if period:
        signed = {said.signature.day.year - 1} if said.signature.day else set()
        others = [found for found in (presented, first, {hint} if hint else set(), signed) if len(found) == 1]
        against = {year for found in others for year in found if year != period}
        doubted = len(against) == 1 and len(others) >= _ENOUGH and all(found == against for found in others)
        return None if doubted else period
    if presented:
        return presented.pop() if len(presented) == 1 else None
    if first:
        return first.pop() if len(first) == 1 else None
    return hint


def period_year(said: Said) -> int | None:
    """The year of the statistical period, whole or damaged."""
    return dates.period_year(said.prose) or dates.damaged_period_year(said.prose)


def other_years(said: Said) -> set[int]:
    """Years that the sentence presenting the report and the overview's first words give."""
    return _presented(said) | first_years(said.ends)


def _presented(said: Said) -> set[int]:
    return {mention.year for mention in said.mentions if mention.year}

"""Numbers that say something of another number: shares, growth, and what the same thing was in another year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.narrative.draft import Draft
from gongkai.narrative.phrases import Meaning, whole_case_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.narrative.numbers import Count

_SHARE = re.compile(
    r"(?:占比?|占[^，。；]{0,14}(?:总数|总量|总计|申请|件数|答复|办结)[^，。；]{0,4}|占比(?:为|达|约)?|占总[数量]?的?)(?:的|约|为|达)?$"
)
_UP = re.compile(r"增长|增加|上升|提高|增幅|多|升")
_DOWN = re.compile(r"减少|下降|回落|降低|降幅|减|降")
_COMPARE = re.compile(r"同比|环比|较|比|增长|增加|下降|减少|回落|上升|增幅|降幅")
_SAME = re.compile(r"^(?:而)?(?:上一?年|去年|(?P<year>20\d\d)年)(?:度)?(?:同期)?(?:为|是|则为)?$")
_SAME_IN_BRACKETS = re.compile(r"(?:较|比)(?:(?P<year>20\d\d)年|上一?年|去年)度?(?:同期)?（$")
_WITH_YEAR = re.compile(r"(?:较|比|与|同)(?P<year>20\d\d)年")
_OF = (
    ("received", re.compile(r"申请[数总件]?量|申请数|申请件|收件量|受理量|收到|受理")),
    ("concluded", re.compile(r"办结|答复|回复")),
    ("published", re.compile(r"主动公开|发布")),
    ("proceedings", re.compile(r"复议|诉讼|应诉")),
)
"""What a growth is said to be of, where the words name it."""
_FLOW = ("received", "concluded", "carried_in")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence has told before a number."""

    text: str
    drafts: Sequence[Draft]
    last: Draft | None
    """Of the number just before, where it stated something."""
    year: int | None
    """The report's."""


def compares(count: Count, lead: str) -> bool:
    """Whether the number is a share or a growth."""
    return count.unit == "%" or _COMPARE.search(lead) is not None


def other_year(count: Count, lead: str, bound: int, told: Told) -> int | None:
    """The year for which the number repeats the one before: 收到16件，上年同期为11件; 比2020年（40件）下降35%."""
    if told.last is None or not told.year or count.unit == "%":
        return None
    match = _SAME.match(lead) or (None if lead else _SAME_IN_BRACKETS.search(told.text[:bound]))
    if match is None:
        return None
    return int(match["year"]) if match["year"] else told.year - 1


def relative(count: Count, lead: str, bound: int, told: Told) -> Draft | None:
    """A share or a growth with what it is of; None where that is not sure."""
    of = told.last
    while of is not None and of.of is not None:
        of = of.of
    if of is None or of.meaning.kind == "unattributed":
        return None
    reached = told.drafts[-1].end if told.drafts else 0
    if count.unit == "%" and _SHARE.match(lead):
        if re.search(r"\d", told.text[reached:bound]):
            return None  # a number without a unit stands between
        return Draft(Meaning("percentage"), count.value, bound, count.end, "%", count.approximate, of=of)
    down, up = _DOWN.search(lead), _UP.search(lead)
    if not (down or up) or (count.unit != "%" and not whole_case_unit(count.unit)):
        return None
    grown = _grown(of, told.text[reached : count.start], told)
    if grown is None:
        return None
    value = -count.value if down else count.value
    return Draft(Meaning("growth"), value, bound, count.end, count.unit, count.approximate, of=grown)


def _grown(of: Draft, words: str, told: Told) -> Draft | None:
    """What a growth is of: what the words name, else the number just before; None where either may be meant."""
    with_year = _WITH_YEAR.search(words)
    if with_year and told.year and int(with_year["year"]) != told.year - 1:
        return None
    counted = [draft for draft in told.drafts if draft.of is None and draft.year is None]
    named = [kind for kind, pattern in _OF if pattern.search(words)]
    if named:
        return next(
            (d for d in reversed(counted) if d.meaning.kind == named[-1] and "part" not in d.meaning.qualifiers), None
        )
    if of.year is not None:
        return next((d for d in reversed(counted) if d.meaning.kind == of.meaning.kind), None)
    since = max((i for i, draft in enumerate(told.drafts) if draft.meaning.kind == "growth"), default=-1)
    whole = [draft for draft in told.drafts[since + 1 :] if draft in counted and draft.meaning.kind in _FLOW]
    return None if of in whole and len(whole) > 1 else of

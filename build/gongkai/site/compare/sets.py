"""What can be compared: sets of figures and of ratios, each with its cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.facts import (
    CARRIED_IN,
    CARRIED_OUT,
    CONCLUDED,
    GRANTED,
    LITIGATION,
    PARTIAL,
    RECEIVED,
    REVIEW,
    Key,
)
from gongkai.site.language import LANGUAGES, _, labels, speaking, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is compared."""

    label: str
    keys: tuple[Key, ...]
    """Its cell; a second one is that of the older form, for reports without the first."""


@dataclass(frozen=True, slots=True)
class FigureSet:
    """Things that are compared together."""

    code: str
    """In the address of a comparison: it never changes its meaning."""
    label: str
    lines: tuple[Line, ...]


RATIOS = (
    "grant_or_partial_rate",
    "grant_rate",
    "denial_rate",
    "unavailable_rate",
    "declined_rate",
    "clearance_rate",
    "carry_over_rate",
    "natural_person_share",
    "reconsideration_corrected_rate",
    "litigation_corrected_rate",
    "completeness",
    "arithmetic_consistency",
)
"""Indicators that are compared: shares of a whole, so that all are told in percent."""

PEOPLE = ("natural_person", "enterprise", "research", "nonprofit", "legal_service", "other_organisation")
_DOCUMENTS = tuple(
    (("disclosure", row, "issued"), ("disclosure", row, "made")) for row in ("regulations", "normative_documents")
)


@cache
def keys() -> tuple[Key, ...]:
    """All cells that are compared, in the order in which a body's file has them."""
    found = (line.keys for each in _sets(LANGUAGES[0]) for line in each.lines)
    return tuple(dict.fromkeys(key for some in found for key in some))


def sets() -> tuple[FigureSet, ...]:
    """The sets in the language of the page."""
    return _sets(spoken())


@cache
def _sets(language: str) -> tuple[FigureSet, ...]:
    with speaking(language):
        return tuple(_listed(language))


def _listed(language: str) -> Iterator[FigureSet]:
    def row(code: str) -> Line:
        return Line(codes.row_label("applications", code, language), (("applications", code, "total"),))

    reasons = [
        code for code in codes.outcome_codes() if codes.outcome_group(code) in ("denied", "unavailable", "declined")
    ]
    others = [code for code in codes.outcome_codes() if codes.outcome_group(code) == "other"]
    key = (
        Line(_("新收申请"), (RECEIVED,)),
        Line(_("上年结转"), (CARRIED_IN,)),
        Line(_("办结"), (CONCLUDED,)),
        Line(_("予以公开"), (GRANTED,)),
        Line(_("部分公开"), (PARTIAL,)),
        Line(_("结转下年"), (CARRIED_OUT,)),
        Line(_("行政复议"), (REVIEW,)),
        Line(_("直接起诉"), (LITIGATION[0],)),
        Line(_("复议后起诉"), (LITIGATION[1],)),
    )
    people = tuple(
        Line(codes.column_label("applications", code, language), (("applications", "received_new", code),))
        for code in PEOPLE
    )
    cases = tuple(
        Line(
            f"{codes.row_label('proceedings', row_code, language)} · {codes.column_label('proceedings', column, language)}",
            (("proceedings", row_code, column),),
        )
        for row_code in codes.row_codes("proceedings")
        for column in codes.column_codes("proceedings")
    )
    documents = (
        Line(_("规章制发"), _DOCUMENTS[0]),
        Line(_("规章现行有效"), (("disclosure", "regulations", "in_force"),)),
        Line(_("规范性文件制发"), _DOCUMENTS[1]),
        Line(_("规范性文件废止"), (("disclosure", "normative_documents", "repealed"),)),
        Line(_("规范性文件现行有效"), (("disclosure", "normative_documents", "in_force"),)),
        Line(_("行政许可"), (("disclosure", "licensing", "decisions"),)),
        Line(_("行政处罚"), (("disclosure", "penalties", "decisions"),)),
        Line(_("行政强制"), (("disclosure", "coercion", "decisions"),)),
    )
    yield FigureSet("key", _("主要数字"), key)
    yield FigureSet("people", _("谁在申请"), people)
    yield FigureSet("reasons", _("没有公开的理由"), (*map(row, reasons), *map(row, others)))
    yield FigureSet("cases", _("复议和诉讼"), cases)
    yield FigureSet("disclosure", _("主动公开"), documents)


def ratio_labels() -> dict[str, str]:
    """Code -> label of the compared indicators in the language of the page."""
    names = labels("indicators")
    return {code: names[code] for code in RATIOS}

"""Pairs of narratives that are nearly the same."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.analysis.test_digest import section, text

from gongkai.analysis.alike import MOST_PAIRS, similarities
from gongkai.analysis.digest import signature
from gongkai.checks.surroundings import Digest

if TYPE_CHECKING:
    from gongkai.model import Scope


def told(words: str, agency: str, year: int | None, scope: Scope = "own") -> Digest:
    return Digest(
        report_id=f"{agency}-{year}-{scope}",
        agency_id=agency,
        agency=None,
        year=year,
        scope=scope,
        published_on=None,
        signature=signature([section(words)]),
    )


WORDS = text(1, 2000)
NEARLY = WORDS[:1900] + text(2, 100)
"""Shares 1,896 runs of 2,096: 0.90."""


def test_two_years_of_one_agency_and_two_agencies_in_one_year() -> None:
    digests = [
        told(WORDS, "a", 2021),
        told(NEARLY, "a", 2023),
        told(WORDS, "b", 2021),
        told(text(3, 2000), "c", 2021),
        told(WORDS, "d", 2019),  # alike, but of another agency and year
        told("太短", "e", 2021),
        told("太短", "f", 2021),
    ]
    found = similarities(digests)
    assert [(s.report_id, s.other_report_id, s.kind) for s in found] == [
        ("a-2021-own", "a-2023-own", "same_agency"),
        ("a-2021-own", "b-2021-own", "same_year"),
    ]
    assert abs(found[0].similarity - Decimal("0.90")) <= Decimal("0.08")
    assert found[1].similarity == Decimal("1.00")


def test_less_alike_texts_are_not_listed() -> None:
    assert similarities([told(WORDS, "a", 2021), told(WORDS[:1200] + text(4, 800), "b", 2021)]) == ()
    assert similarities([told(WORDS, "a", 2021), told(WORDS[:1200] + text(4, 800), "a", 2022)]) == ()


def test_order_changes_nothing_and_pairs_are_capped() -> None:
    count = 2 * MOST_PAIRS + 10
    digests = [told(WORDS, f"a{number:03}", 2021) for number in range(count)]
    found = similarities(digests)
    random.Random(1).shuffle(digests)
    assert similarities(digests) == found
    assert len(found) < count * (count - 1) // 2
    last = [s for s in found if s.other_report_id.startswith(f"a{count - 1:03}")]
    assert [s.report_id for s in last] == [f"a{number:03}-2021-own" for number in range(MOST_PAIRS)]
    assert {s.report_id for s in found} | {s.other_report_id for s in found} == {d.report_id for d in digests}


def test_undated_reports_of_one_agency_are_not_two_years() -> None:
    assert similarities([told(WORDS, "a", None), told(WORDS, "a", 2021)]) == ()

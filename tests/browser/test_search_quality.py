"""The set of questions with their right answers, asked as a reader asks them: recall, precision and rank have floors."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from tests.browser.search_site import search_site, tab
from tests.browser.serving import require_browser
from tests.site_search.conftest import index_folder, world
from tests.site_search.world import BODIES, UNHELD, report_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.browser.serving import Watched

__all__ = ["index_folder", "search_site", "tab", "world"]

pytestmark = pytest.mark.browser
require_browser()

QUERIES = list(
    csv.DictReader((Path(__file__).parents[1] / "site_search" / "queries.csv").read_text(encoding="utf-8").splitlines())
)
"""Right bodies, the best first; right reports in any order, `*` for all of a body."""

ASK = """async (asked) => {
    const index = await gongkaiSearch.open("../search/index/");
    const answers = [];
    for (const [text, filters] of asked) {
        const found = await index.query(text, filters);
        const reports = [];
        for (const page of found.reports) {
            const unmet = found.unmet(page);
            if (!unmet.length || index.holds(await index.text(page), unmet)) reports.push(index.report(page).id);
        }
        const near = found.agencies.length || reports.length ? [] : gongkaiSearch.names.near(index, found.wanted);
        answers.push({ agencies: [...found.agencies, ...near].map((number) => index.agency(number).id), reports });
    }
    return answers;
}"""
"""As the page does it: reports that do not hold the words are left out; names that are near count where nothing else is found."""

LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Score:
    """How good one list is; all between 0 and 1."""

    recall: float
    precision: float
    """Right ones among the first ten, of those that could be right."""
    rank: float
    """One divided by the place of the first right one."""


def score(found: Sequence[str], right: Sequence[str]) -> Score:
    if not right:
        return Score(1.0, float(not found), float(not found))
    first = next((place for place, id_ in enumerate(found, 1) if id_ in right), None)
    top = found[:LOOKED_AT]
    hits = sum(id_ in right for id_ in top)
    return Score(
        sum(id_ in found for id_ in right) / len(right),
        hits / (len(top) or 1),
        1 / first if first else 0.0,
    )


def right_reports(patterns: str) -> list[str]:
    ids = [report_id for report_id, _, _ in report_ids()]
    found = [report_id for pattern in patterns.split() for report_id in ids if fnmatch(report_id, pattern)]
    assert all(any(fnmatch(report_id, pattern) for report_id in ids) for pattern in patterns.split())
    return found


@pytest.fixture(scope="module")
def answers() -> dict[int, dict[str, Any]]:
    return {}


def ask(tab: Watched) -> list[dict[str, Any]]:
    asked = [[row["query"], dict(parse_qsl(row["facets"]))] for row in QUERIES]
    found: list[dict[str, Any]] = tab.page.evaluate(ASK, asked)
    return found


def test_the_set_is_large_and_names_what_there_is() -> None:
    assert len(QUERIES) >= 40
    known = {body.id for body in (*BODIES, *UNHELD)}
    for row in QUERIES:
        assert set(row["agencies"].split()) <= known
        right_reports(row["reports"])


def test_recall_and_rank(tab: Watched) -> None:
    scores: dict[str, list[Score]] = {"bodies": [], "reports": []}
    wrong: list[str] = []
    for row, answer in zip(QUERIES, ask(tab), strict=True):
        for what, right in (("bodies", row["agencies"].split()), ("reports", right_reports(row["reports"]))):
            found = answer["agencies" if what == "bodies" else "reports"]
            if not right and (what == "bodies" or row["agencies"]):
                # Of a topic no body need be named, and of a name that is mistyped no report: what is found beside is no fault.
                continue
            got = score(found, right)
            if what == "reports" and row["agencies"] and not found[0].startswith(tuple(row["agencies"].split())):
                # Whoever names a body looks for its own reports before those that speak of it.
                got = Score(got.recall, got.precision, 0)
            scores[what].append(got)
            if (got.recall, got.precision, got.rank) != (1, 1, 1) or (what == "bodies" and found[:1] != right[:1]):
                wrong.append(f"{row['kind']}: {row['query']} {row['facets']}: {what} {got}: {found[:LOOKED_AT]}")
    for what, each in scores.items():
        recall, precision, rank = (
            fmean(getattr(one, name) for one in each) for name in ("recall", "precision", "rank")
        )
        print(f"{what}: {len(each)} questions, recall {recall:.3f}, precision@10 {precision:.3f}, MRR {rank:.3f}")  # noqa: T201 - the measure is asked for
        assert recall == 1, wrong
        assert precision >= 0.97, wrong
        assert rank >= 0.99, wrong
    print(*wrong, sep="\n")  # noqa: T201 - and where it is not full

"""Every unit case of the rules across years as two pages, completed beside one another as a build does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.checks.test_years import PAIRS
from tests.corpus_rules.page import page
from tests.corpus_rules.reading import beside, results, understood

if TYPE_CHECKING:
    from tests.checks.test_years import Pair

    from gongkai.model import AnnualReport

# Reports of two scopes never become a pair: what is looked for is the year before of the same body and scope.
PRINTED = [pair for pair in PAIRS if pair.previous is None or pair.previous.scope == pair.report.scope]


def completed(report: AnnualReport, previous: AnnualReport | None, prose: dict[str, str] | None = None) -> AnnualReport:
    """The later of two printed reports, beside the earlier."""
    pages = [] if previous is None else [page(year_before(previous, report))]
    read = [understood(data) for data in (*pages, page(report, prose=prose))]
    return beside(replace(each, path=f"{each.year}.html") for each in read)[-1]


def year_before(previous: AnnualReport, report: AnnualReport) -> AnnualReport:
    """The report, dated one year before the other, whatever its form."""
    assert report.year
    return replace(previous, year=report.year - 1, published_on=date(report.year, 1, 20))


@pytest.mark.parametrize("pair", PRINTED, ids=lambda pair: f"{pair.rule}-{pair.state}-{pair.reason or pair.instance}")
def test_pair_printed(pair: Pair) -> None:
    found = results(completed(pair.report, pair.previous), pair.rule, pair.instance)
    assert [(r.state, r.severity, r.reason) for r in found] == [(pair.state, pair.severity, pair.reason)]
    for wanted, value in ((pair.left, found[0].left), (pair.right, found[0].right)):
        assert wanted is None or value == wanted
    assert bool(found[0].text_zh) == (pair.state != "passed")


def test_only_one_combination_is_left_out() -> None:
    assert {(pair.rule, pair.reason) for pair in PAIRS if pair not in PRINTED} == {("carried_over", "scope")}

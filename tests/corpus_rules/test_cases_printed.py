"""Every unit case of the rules on one report, printed as a page, gives the same result as the report built by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import PROSE, only_sections
from tests.checks.test_rules import CASES
from tests.corpus_rules.page import page
from tests.corpus_rules.reading import understood

from gongkai.checks import results

if TYPE_CHECKING:
    from tests.checks.cases import Case

NOT_PRINTED = {
    "read_by_ocr",  # needs a picture, see test_raised_printed.py
}
PRINTED = [case for case in CASES if case.rule not in NOT_PRINTED]


def name(case: Case) -> str:
    return f"{case.rule}-{case.state}-{case.reason or case.instance}"


def document(case: Case) -> bytes:
    """The page of a case; a year in the first section would be the report's own, so it stands in the last."""
    if case.rule == "wrong_year_in_prose" and case.report.year is None:
        sentence = case.report.sections[0].text
        return page(only_sections(case.report, {"overview": PROSE}), prose={"other_matters": sentence})
    return page(case.report)


@pytest.mark.parametrize("case", PRINTED, ids=name)
def test_printed(case: Case) -> None:
    found = [r for r in results(understood(document(case))) if (r.rule.code, r.instance) == (case.rule, case.instance)]
    assert [(r.state, r.severity, r.reason) for r in found] == [(case.state, case.severity, case.reason)]
    if case.state != "not_checkable":
        assert (found[0].left, found[0].right) == (case.left, case.right)
        assert found[0].text

"""Every rule is seen through whole documents: where it passes, where it fails, where it cannot be checked, where the report explains it."""

from __future__ import annotations

from tests.corpus_rules.test_cases_printed import PRINTED as CASES
from tests.corpus_rules.test_explained_printed import EXPLAINED
from tests.corpus_rules.test_folder_printed import BESIDE
from tests.corpus_rules.test_raised_printed import ODD, STATED
from tests.corpus_rules.test_years_printed import PRINTED as PAIRS

from gongkai.checks import RULES
from gongkai.checks.explain_words import WORDS

STATES = ("passed", "failed", "not_checkable")
SEEN: set[tuple[str, str]] = {
    *((case.rule, case.state) for case in CASES),
    *((pair.rule, pair.state) for pair in PAIRS),
    *((odd.rule, odd.state) for odd in (*ODD, *STATED)),
    *((beside.rule, beside.state) for beside in BESIDE),
    *((rule, "explained") for rule in EXPLAINED),
    ("government_vs_departments", "explained"),
}
"""Each of these is a document with a test of its own."""

ALWAYS_CHECKABLE = {
    # Hints: their instances are sums that failed.
    "total_left_zero",
    "split_digits",
    "transposed_digits",
    "shifted_column",
    # Their instances are figures that are there.
    "negative_figure",
    "fractional_count",
    "read_by_ocr",
    # They count what is there or missing.
    "section_missing",
    "blank_cells",
    "not_applicable_cells",
    # They say that something could not be read or is not named: that is the failure itself.
    "title_year",
    "title_agency",
    "agency_unknown",
    "year_unknown",
    "form_rows",
    "unlabelled_rows",
    "column_uncertain",
    "merged_cells",
    "characters_lost",
    "label_variant",
    "unreadable_cells",
    "stated_differs",
    "picture_pages",
    # Either there is another report of that body and year, or there is none.
    "duplicate_report",
    "missing_report",
    # Without a second reading there is no result.
    "readings_agree",
    "readings_differ",
}
CANNOT = {
    *((rule, "not_checkable") for rule in ALWAYS_CHECKABLE),
    # A report that is missing has no results; it is told in `expected_reports`, see test_folder_printed.py.
    ("missing_report", "failed"),
    # A manifest that agrees, pages without pictures and files that were read once leave no result.
    ("stated_differs", "passed"),
    ("picture_pages", "passed"),
    ("readings_agree", "passed"),
    ("readings_differ", "passed"),
    # Two readings that agree account for a failure; they are no failure.
    ("readings_agree", "failed"),
}
ELSEWHERE = {
    # Pictures take a minute to be recognised: tests/corpus/scan-of-one-bit, tests/checks/test_ocr.py.
    ("read_by_ocr", "passed"),
    ("read_by_ocr", "failed"),
    # Without the program that recognises pictures: tests/readers/test_ocr.py.
    ("picture_pages", "failed"),
    # An engine that misreads: tests/pipeline/test_second_reading.py.
    ("readings_differ", "failed"),
}


def test_every_state_of_every_rule_has_its_document() -> None:
    wanted = {(rule.code, state) for rule in RULES for state in STATES} - CANNOT - ELSEWHERE
    assert wanted - SEEN == set()
    assert not SEEN & (CANNOT | ELSEWHERE), "no longer impossible"


def test_every_rule_that_can_be_explained_is_explained_in_a_document() -> None:
    explained = {rule for rule, state in SEEN if state == "explained"}
    assert {*WORDS, "blank_cells", "column_uncertain"} <= explained


def test_no_rule_is_listed_that_does_not_exist() -> None:
    known = {rule.code for rule in RULES}
    assert {rule for rule, _ in SEEN | CANNOT | ELSEWHERE} <= known

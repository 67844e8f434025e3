"""The damages themselves: each does something, the same every time, and tells the truth about what is left."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.accuracy.cases import Case, cases, damaged, pool
from tests.accuracy.damages import DAMAGES, GROUPS, ONE_OF
from tests.accuracy.draft import Draft, draft, texts
from tests.accuracy.formats import FORMATS, Format
from tests.accuracy.words_en import LABELS

SEED = 5
OWN = [form for form in FORMATS.values() if form.steady]


def made(code: str, number: int = 0) -> Draft:
    """A report with one damage."""
    result = damaged(Case(number, SEED, "text", (code,)))
    assert result is not None, "no specimen has what this damage needs"
    return result


def undamaged(changed: Draft) -> Draft:
    """The same report as it was; its body may have lost its name."""
    report = changed.report
    return draft(next(r for r in pool(SEED) if (r.year, r.body.slug) == (report.year, report.body.slug)))


@pytest.mark.parametrize("code", DAMAGES)
def test_a_damage_changes_the_file(code: str) -> None:
    """In one format at least, for one report in six at least; some formats cannot show some damages."""
    forms = [form for form in OWN if form.writer in DAMAGES[code].writers]
    assert any(changes(form, Case(number, SEED, form.code, (code,))) for form in forms for number in range(6))


def changes(form: Format, case: Case) -> bool:
    changed = damaged(case)
    assert changed is not None
    return form.write(changed) != form.write(undamaged(changed))


@pytest.mark.parametrize("code", DAMAGES)
def test_a_damage_is_the_same_every_time(code: str) -> None:
    form = next(form for form in OWN if form.writer in DAMAGES[code].writers)
    case = Case(3, SEED, form.code, (code,))
    first, second = damaged(case), damaged(case)
    assert first is not None
    assert second is not None
    assert form.write(first) == form.write(second)


@pytest.mark.parametrize("code", DAMAGES)
def test_what_a_cell_prints_is_what_is_true_of_it(code: str) -> None:
    """Read in the plainest way; whatever takes more than that is judged by the damage itself."""
    for number in range(3):
        changed = made(code, number)
        for key, text in texts(changed).items():
            cell = changed.expected.get(key)
            assert cell is not None, key
            if not cell.determined:
                continue
            if text.isascii() and text.isdigit() and "amount" not in key[2]:
                assert cell.value == Decimal(text), key
            if not text.strip("\u200b \u3000\u00a0"):
                assert (cell.value, cell.status) == (None, "blank"), key


@pytest.mark.parametrize("code", DAMAGES)
def test_no_truth_without_a_cell(code: str) -> None:
    """What is expected is printed somewhere; six cells of a merged row are printed by the seventh."""
    changed = made(code)
    missing = {key for key in changed.expected if key not in texts(changed)}
    assert not (missing if code != "merged_row" else {key for key in missing if changed.expected[key].determined})
    assert set(texts(changed)) <= set(changed.expected)


def test_codes_and_labels_are_unique() -> None:
    everything = [damage for group in GROUPS for damage in group.damages]
    assert (
        len({damage.code for damage in everything})
        == len({damage.label_zh for damage in everything})
        == len(everything)
    )


def test_sets_of_rivals_name_damages_that_exist() -> None:
    assert set().union(*ONE_OF) <= set(DAMAGES)


def test_a_longer_run_begins_with_the_shorter_one() -> None:
    assert cases(SEED, 260)[:40] == cases(SEED, 40)
    assert cases(SEED + 1, 40) != cases(SEED, 40)


def test_a_short_run_meets_every_damage_and_every_format() -> None:
    planned = cases(SEED, len(DAMAGES) + len(FORMATS))
    assert {code for case in planned for code in case.damages} == set(DAMAGES)
    assert {case.format for case in planned} == set(FORMATS)


def test_everything_listed_has_its_name_in_both_languages() -> None:
    """None is missing in `english.csv`, and nothing in it is no longer there."""
    groups = ("none", "two", *(group.code for group in GROUPS))
    listed = {*DAMAGES, *(f"format {code}" for code in FORMATS), *(f"group {code}" for code in groups)}
    assert LABELS.keys() == listed
    assert all(LABELS.values())

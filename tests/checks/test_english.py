"""The English sentences: words instead of codes, and the reason that the Chinese sentence gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import gongkai.checks
from gongkai.checks import RULES
from gongkai.checks.english import WHY, sentence
from gongkai.checks.rule import Result

PLAIN = Result(
    rule=replace(RULES[0], title_en="Some rule"), instance="total", label="总计列", state="failed", severity="info"
)


@pytest.mark.parametrize(
    ("instance", "words"),
    [
        ("granted+partially_granted", "Granted in full and Granted in part"),
        ("unavailable", "Could not be provided"),
        ("other_matters", "Other matters to report"),
        ("litigation", "Litigation"),
        ("missing#2", "Missing rows or cells"),
        ("2020", "2020"),
    ],
)
def test_instances_are_named_in_words(instance: str, words: str) -> None:
    assert sentence(replace(PLAIN, instance=instance)) == f"Some rule, {words}: failed."


def test_too_few_figures_are_not_called_blank() -> None:
    result = replace(PLAIN, state="not_checkable", reason="blank")
    assert sentence(result) == "Some rule, total: not checkable. Blank cells (blank is not zero)."
    few = replace(result, text="总计之外不为 0 的数不足 5 个")
    assert sentence(few) == "Some rule, total: not checkable. Fewer than 5 figures other than totals are not 0."


def test_only_words_of_the_report_are_called_its_explanation() -> None:
    result = replace(PLAIN, state="explained")
    assert sentence(result) == "Some rule, total: explained."
    assert sentence(replace(result, note="含结转")) == "Some rule, total: explained; the report explains it."


def test_each_reason_in_english_belongs_to_a_rule() -> None:
    sources = [path for path in Path(gongkai.checks.__path__[0]).glob("*.py") if path.stem != "english"]
    texts = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [chinese for chinese in WHY if f'"{chinese}"' not in texts] == []

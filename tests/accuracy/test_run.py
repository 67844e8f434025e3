"""No document, however damaged, is read wrongly in silence, and docs/accuracy.md tells what is measured."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.accuracy.__main__ import LARGE_COUNT, PAGES, SEED, SMALL_COUNT, last_large, small_page
from tests.accuracy.cases import cases
from tests.accuracy.formats import FORMATS
from tests.accuracy.real import read_all
from tests.accuracy.shown import difference, worst
from tests.accuracy.work import Judged, carry_out
from tests.conftest import real_reports_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.accuracy.words import Words

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("accuracy")


@pytest.fixture(scope="module")
def judged(folder: Path) -> list[Judged]:
    """The documents of every change, written, converted and read."""
    return carry_out(cases(SEED, SMALL_COUNT), folder)


def test_no_figure_is_wrong_in_silence_or_invented(judged: list[Judged], folder: Path) -> None:
    bad = [result for result in judged if result.score.bad]
    assert not bad, worst(bad, folder / "files", 20)


def test_no_document_is_put_under_another_body_year_or_form(judged: list[Judged], folder: Path) -> None:
    """ "Unknown" is right where the document does not tell, and no error where it does."""
    bad = [result for result in judged if result.score.misnamed]
    assert not bad, worst(bad, folder / "files", 20)


def test_every_document_was_made(judged: list[Judged]) -> None:
    """A converter that gives nothing would pass every other test."""
    assert not [result.file for result in judged if not result.score.documents]
    assert len(judged) > SMALL_COUNT / 2


@pytest.mark.parametrize("code", FORMATS)
def test_this_machine_writes_every_format(code: str) -> None:
    """With CI=true what a format needs must be installed, or nothing is shown about it."""
    lacking = FORMATS[code].needs()
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(f"{lacking} is not installed")
    if lacking:
        pytest.skip(f"{lacking} is not installed")


@pytest.mark.parametrize(("words", "path"), PAGES, ids=lambda value: getattr(value, "language", ""))
def test_the_page_tells_what_is_measured(judged: list[Judged], words: Words, path: Path) -> None:
    """After a change that reads more, or less: `make accuracy`, and look at the difference."""
    before, now = path.read_text(encoding="utf-8"), small_page(words, judged, last_large())
    assert before == now, difference(before, now)


def test_the_last_large_run_was_large_and_clean() -> None:
    large = last_large()
    assert large is not None
    assert sum(score.documents for score in large.formats.values()) >= LARGE_COUNT
    assert not [code for code, score in large.formats.items() if score.bad or score.misnamed]


def test_real_reports_are_read_without_a_silent_error() -> None:
    folder = real_reports_folder()
    if not folder.is_dir():
        pytest.skip(f"no real reports in {folder}")
    score, problems = read_all(folder)
    assert score.documents
    assert not score.bad, problems[:10]

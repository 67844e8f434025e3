"""Entries of the cache hold readings exactly, and belong to one content, one name, one state of the code."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from gongkai import cache, model
from gongkai.cache import Cache, code_version, decode, decode_head, encode
from gongkai.model import (
    Agency,
    AnnualReport,
    CheckResult,
    Figure,
    Finding,
    Rejection,
    Section,
    Statement,
    Where,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from gongkai.model import Reading

TEXT = st.text(st.characters(), max_size=20)
"""Halves of surrogate pairs included: broken files hold them."""
SOME_TEXT = st.none() | TEXT
NUMBERS = st.none() | st.integers() | st.decimals(allow_nan=False)
COORDINATES = st.floats(allow_nan=False)
FEW = 3
Made = TypeVar("Made")


def whole(made: type[Made], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Made]:
    """Strategy for a dataclass in which every field varies, those that are added later too."""
    hints = get_type_hints(made, localns=vars(model))
    usual = {str: TEXT, str | None: SOME_TEXT}
    return st.builds(
        made,
        **{
            field.name: given.get(field.name, usual.get(hints[field.name], st.from_type(hints[field.name])))
            for field in fields(made)  # type: ignore[arg-type]  # a dataclass
        },
    )


def several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=FEW).map(tuple)


NAMES = st.none() | TEXT.filter(bool)
WHERES = whole(Where, box=st.none() | st.tuples(*[COORDINATES] * 4), sheet=NAMES, member=NAMES)
FINDINGS = several(whole(Finding, where=st.none() | WHERES))
REPORTS = whole(
    AnnualReport,
    agency=st.none() | whole(Agency),
    figures=several(whole(Figure, value=NUMBERS, where=st.none() | WHERES, corrected=st.sampled_from((False,)))),
    sections=several(whole(Section, where=WHERES)),
    statements=several(whole(Statement, value=NUMBERS)),
    results=several(whole(CheckResult, where=st.none() | WHERES)),
    findings=FINDINGS,
    earlier=st.none(),  # this and `corrected` are known when the data package is made, not when a report is read
)
REJECTIONS = whole(Rejection, findings=FINDINGS)


PLAIN = AnnualReport(
    path="a",
    media_type="b",
    sha256="c",
    bytes=1,
    agency=None,
    year=None,
    title=None,
    published_on=date(2024, 1, 31),
    form="2021",
    figures=(),
    sections=(),
)


@given(REPORTS | REJECTIONS)
def test_nothing_is_lost(reading: Reading) -> None:
    again = decode(encode(reading))
    assert again == reading
    assert repr(again) == repr(reading)  # 1 and Decimal(1) are equal, but not the same


@given(REPORTS | REJECTIONS)
def test_the_head_alone_tells_what_a_summary_needs(reading: Reading) -> None:
    head = decode_head(encode(reading).partition(b"\n")[0])
    if isinstance(reading, AnnualReport):
        assert head.reading == replace(reading, figures=(), sections=(), statements=(), results=(), findings=())
        assert sum(head.statuses.values()) == len(reading.figures)
    else:
        assert head.reading == replace(reading, findings=())


def test_a_share_of_the_first_statement_stays_one() -> None:
    """Its place is 0, which is not nothing."""
    report = replace(PLAIN, statements=(Statement(kind="outcome"), Statement(kind="percentage", share_of=0)))
    again = decode(encode(report))
    assert isinstance(again, AnnualReport)
    assert [statement.share_of for statement in again.statements] == [None, 0]


def test_amounts_keep_every_digit() -> None:
    figure = Figure(
        table="disclosure", row="fees", column="amount", value=Decimal("7730.280"), status="reported", raw="7730.280"
    )
    report = replace(PLAIN, figures=(figure,))
    again = decode(encode(report))
    assert isinstance(again, AnnualReport)
    assert str(again.figures[0].value) == "7730.280"


def test_other_content_and_other_names_have_other_entries(tmp_path: Path) -> None:
    kept = Cache.open(tmp_path)
    paths = {kept.path("a.pdf", "1"), kept.path("a.pdf", "2"), kept.path("b.pdf", "1")}
    assert len(paths) == 3


def test_old_entries_of_other_code_are_removed_and_nothing_else(tmp_path: Path) -> None:
    old, recent, foreign = tmp_path / "v-0123456789abcdef", tmp_path / "v-123456789abcdef0", tmp_path / "photos"
    for folder in (old, recent, foreign):
        folder.mkdir()
    for folder in (old, foreign):
        os.utime(folder, (0, 0))
    kept = Cache.open(tmp_path)
    assert kept.folder.name == f"v-{code_version()}"
    assert (old.exists(), recent.exists(), foreign.exists(), kept.folder.exists()) == (False, True, True, True)


def test_code_version_follows_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    code_version.cache_clear()
    before = code_version()
    code_version.cache_clear()
    assert code_version() == before
    monkeypatch.setattr(cache, "READING_PARTS", cache.READING_PARTS[1:])
    code_version.cache_clear()
    assert code_version() != before
    code_version.cache_clear()


def test_every_part_named_exists() -> None:
    from importlib.resources import files  # noqa: PLC0415 - only here

    assert all(
        files("gongkai").joinpath(part).is_dir() or files("gongkai").joinpath(part).is_file()
        for part in cache.READING_PARTS
    )

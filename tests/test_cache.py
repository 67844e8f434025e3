"""Entries of the cache hold readings exactly, and belong to one content, one name, one state of the code."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from hypothesis import given
from hypothesis import strategies as st

from gongkai import cache
from gongkai.cache import Cache, code_version, decode, decode_head, encode
from gongkai.model import (
    Agency,
    AnnualReport,
    Figure,
    Finding,
    FormCode,
    Outcome,
    Rejection,
    Scope,
    Section,
    Severity,
    State,
    Status,
    TableCode,
    Where,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from gongkai.model import Reading

TEXT = st.text(st.characters(), max_size=20)
"""Halves of surrogate pairs included: broken files hold them."""
SOME_TEXT = st.none() | TEXT
PLACES = st.none() | st.integers(1, 9999)
COORDINATES = st.floats(allow_nan=False)
WHERES = st.builds(
    Where,
    page=PLACES,
    box=st.none() | st.tuples(*[COORDINATES] * 4),
    table=PLACES,
    row=PLACES,
    column=PLACES,
    line=PLACES,
)
NUMBERS = st.none() | st.integers() | st.decimals(allow_nan=False)


def codes_of(alias: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(alias))


FIGURES = st.builds(
    Figure,
    table=codes_of(TableCode),
    row=TEXT,
    column=TEXT,
    value=NUMBERS,
    status=codes_of(Status),
    raw=TEXT,
    note=TEXT,
    where=st.none() | WHERES,
)
FINDINGS = st.builds(
    Finding,
    type=TEXT,
    severity=codes_of(Severity),
    state=codes_of(State),
    table=st.none() | codes_of(TableCode),
    instance=TEXT,
    row=SOME_TEXT,
    column=SOME_TEXT,
    expected=SOME_TEXT,
    actual=SOME_TEXT,
    note=TEXT,
    where=st.none() | WHERES,
)
AGENCIES = st.builds(
    Agency,
    id=TEXT,
    name=TEXT,
    region_code=SOME_TEXT,
    province=SOME_TEXT,
    city=SOME_TEXT,
    county=SOME_TEXT,
    level=SOME_TEXT,
    sector=SOME_TEXT,
)
REPORTS = st.builds(
    AnnualReport,
    path=TEXT,
    media_type=TEXT,
    sha256=TEXT,
    bytes=st.integers(0),
    agency=st.none() | AGENCIES,
    year=st.none() | st.integers(),
    scope=codes_of(Scope),
    title=SOME_TEXT,
    published_on=st.none() | st.dates(),
    form=codes_of(FormCode),
    figures=st.lists(FIGURES, max_size=3).map(tuple),
    sections=st.lists(
        st.builds(Section, code=SOME_TEXT, number=TEXT, heading=TEXT, text=TEXT, where=WHERES), max_size=3
    ).map(tuple),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    source_url=SOME_TEXT,
)
REJECTIONS = st.builds(
    Rejection,
    path=TEXT,
    media_type=TEXT,
    sha256=TEXT,
    bytes=st.integers(0),
    outcome=codes_of(Outcome),
    type=TEXT,
    note=TEXT,
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
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
        assert head.reading == replace(reading, figures=(), sections=(), findings=())
        assert sum(head.statuses.values()) == len(reading.figures)
    else:
        assert head.reading == replace(reading, findings=())


def test_amounts_keep_every_digit() -> None:
    figure = Figure(
        table="disclosure", row="fees", column="amount", value=Decimal("7730.280"), status="reported", raw="7730.280"
    )
    report = AnnualReport(
        path="a",
        media_type="b",
        sha256="c",
        bytes=1,
        agency=None,
        year=None,
        title=None,
        published_on=date(2024, 1, 31),
        form="2021",
        figures=(figure,),
        sections=(),
    )
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

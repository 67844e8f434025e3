"""The spelling of values: what goes out comes back the same."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model import Where
from gongkai.package.text import (
    DECIMALS,
    DIGITS,
    clean,
    csv_line,
    neutral,
    number_text,
    parse_where,
    relative_path,
    where_text,
)

ANY_TEXT = st.text(st.characters())  # halves of surrogate pairs included


@given(st.lists(st.lists(ANY_TEXT, min_size=2, max_size=4), max_size=4))
def test_csv_lines_read_back_as_written(rows: list[list[str]]) -> None:
    rows = [[clean(value) for value in row] for row in rows]
    text = "".join(csv_line(row) for row in rows)
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == rows


@given(ANY_TEXT)
def test_clean_text_can_be_written_and_is_left_alone_the_second_time(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert "\r" not in cleaned
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " 两头有空格 ", "\t", "　", "—", "NA", "null", "0"])
def test_clean_leaves_what_can_be_printed(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "-A1",
        "-4+A1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\t5",
        "  =1",
        '"=1"',
        "'=1",
        ' "=1',
        "＝1+1",
        "　＠A1",
    ],
)
def test_what_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-4", "+4", "-4.50", "－3", "-", "--", "—", "/", "4=2+2", "甲-乙", "“引”", "5\n"])
def test_what_a_spreadsheet_only_shows_stays(text: str) -> None:
    assert neutral(text) == text


@given(st.integers())
def test_whole_numbers_are_written_exactly_or_not_at_all(value: int) -> None:
    text = number_text(value, whole=True)
    assert (text is None) == (len(str(abs(value))) > DIGITS)
    assert text is None or int(text) == value


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_amounts_are_written_exactly_or_not_at_all(value: Decimal) -> None:
    text = number_text(value, whole=False)
    if text is None:
        _, digits, exponent = value.as_tuple()
        assert (
            not isinstance(exponent, int)
            or len(digits) > DIGITS
            or exponent < -DECIMALS
            or exponent + len(digits) > DIGITS
        )
        return
    assert Decimal(text) == value
    assert "E" not in text
    assert Decimal(repr(float(text))) == value, "a double must hold it too"


@pytest.mark.parametrize("value", [Decimal("0.5"), Decimal("1.0000001"), Decimal("-2.5")])
def test_a_part_of_a_case_is_no_whole_number(value: Decimal) -> None:
    assert number_text(value, whole=True) is None


def test_a_whole_decimal_is_a_whole_number() -> None:
    assert number_text(Decimal("12.0"), whole=True) == "12"


def edges() -> st.SearchStrategy[float]:
    return st.floats(-1000, 10_000).map(lambda edge: round(edge, 1))


@given(
    st.builds(
        Where,
        page=st.none() | st.integers(1, 999),
        box=st.none() | st.tuples(edges(), edges(), edges(), edges()),
        table=st.none() | st.integers(1, 99),
        row=st.none() | st.integers(1, 999),
        column=st.none() | st.integers(1, 99),
        line=st.none() | st.integers(1, 10**6),
    )
)
def test_places_come_back(where: Where) -> None:
    assert (parse_where(where_text(where)) or Where()) == where


def test_no_place_is_an_empty_text() -> None:
    assert where_text(None) == ""
    assert parse_where("") is None


@given(ANY_TEXT)
def test_paths_stay_inside_the_folder(path: str) -> None:
    inside = relative_path(path)
    assert inside
    assert (Path("/package/originals") / inside).is_relative_to("/package/originals")
    assert ".." not in Path(inside).parts
    assert "\n" not in inside
    inside.encode()


def test_names_in_chinese_stay_as_they_are() -> None:
    assert relative_path("990121/南样县教育局 2021.pdf") == "990121/南样县教育局 2021.pdf"

"""The grammar of a cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.recognise.numbers import parse_cell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("  22 ", 22),
        ("１，７１６", 1716),
        ("824,019", 824019),
        ("3985758", 3985758),
        ("减4", -4),
        ("-11", -11),
        ("+1036", 1036),
        ("增62", 62),
        ("16件", 16),
        ("2.72万", 27200),
        ("[bookmark: _GoBack]2", 2),
        ("1,\n716", 1716),
        ("零", 0),
    ],
)
def test_counts(text: str, value: int) -> None:
    """Signs, units, separators, full width and marks of converters."""
    found = parse_cell(text)
    assert (found.value, found.status) == (value, "reported")


@pytest.mark.parametrize(
    ("text", "header", "value"),
    [
        ("251000元", "", "25.1"),
        ("43.788万元", "万元", "43.788"),
        ("96171.6", "万元", "96171.6"),
        ("52.15", "", "52.15"),
        ("7730.28", "元", "0.773028"),
        ("1.2亿元", "万元", "12000"),
        ("59237.\n2449", "万元", "59237.2449"),
        ("0", "万元", "0"),
        ("￥100.00元", "", "0.01"),
    ],
)
def test_amounts_are_in_wan_yuan(text: str, header: str, value: str) -> None:
    """Converted only from a unit that is printed, the cell's before the header's."""
    found = parse_cell(text, amount=True, header_unit=header)
    assert (found.value, found.status) == (Decimal(value), "reported")


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\xa0", "\t", "\u200b", "[image: 图]"])
def test_blank(text: str) -> None:
    """Nothing printed is blank, never 0."""
    assert (parse_cell(text).value, parse_cell(text).status) == (None, "blank")


@pytest.mark.parametrize("text", ["/", "／", "-", "—", "——", "无", " 不适用 ", "不涉及"])
def test_not_applicable(text: str) -> None:
    """Marks in place of a number are neither 0 nor blank."""
    assert (parse_cell(text).value, parse_cell(text).status) == (None, "not_applicable")


@pytest.mark.parametrize(
    "text",
    [
        "2 0",
        "0\n0",
        "1,71",
        "12,3456",
        "28万余",
        "约20",
        "见附件",
        "O",
        "1.2.3",
        "5-6",
        "--5",
        "3元",
        "2023年",
        "1/2",
        "20%",
    ],
)
def test_what_is_not_surely_a_number_is_unreadable(text: str) -> None:
    """No guess, whatever it looks like."""
    assert (parse_cell(text).value, parse_cell(text).status) == (None, "unreadable")


@pytest.mark.parametrize(
    "text", ["22（其中修订16件）", "22\n（其中修订 16 件）", "22 [其中修订16件]", "22件(其中修订16件)"]
)
def test_note_in_the_cell_leaves_the_number(text: str) -> None:
    """The words beside it are kept apart."""
    found = parse_cell(text)
    assert (found.value, found.note) == (22, "其中修订16件")


@given(st.integers(0, 10**9), st.sampled_from(["", " ", "\u3000"]), st.sampled_from(["", "件", "（其中1件）"]))
def test_any_count_survives_its_dress(number: int, space: str, tail: str) -> None:
    """Full width, separators and spaces around change nothing."""
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (str(number), f"{number:,}", wide):
        assert parse_cell(f"{space}{text}{tail}{space}").value == number


@given(st.text(max_size=12))
def test_any_text_has_a_status_and_only_numbers_have_values(text: str) -> None:
    """The two always agree, and without a digit or 零 there is no number."""
    for amount in (False, True):
        found = parse_cell(text, amount=amount)
        assert (found.value is not None) == (found.status == "reported")
        if found.value is not None:
            assert any(character.isnumeric() for character in text)

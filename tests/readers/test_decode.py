"""Encodings: what the bytes say goes before what they declare."""

from __future__ import annotations

import pytest

from gongkai.readers.decode import decode

TEXT = "某某县人民政府2022年政府信息公开工作年度报告，一、总体情况，本机关公开规章〇件。"
TRADITIONAL = "政府資訊公開年度報告，本機關收到申請之處理情況，不予公開。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030", "utf-16-le", "utf-16-be"])
def test_reports_in_common_encodings(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))

    assert decoded is not None
    assert (decoded.text, decoded.lost) == (TEXT, 0)


def test_big5_is_told_from_gbk_by_its_characters() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))

    assert decoded is not None
    assert decoded.text == TRADITIONAL


def test_a_page_that_declares_gb2312_may_use_the_greater_set() -> None:
    decoded = decode("喆镕".encode("gb18030"), declared="GB2312")

    assert decoded is not None
    assert decoded.text == "喆镕"


def test_a_wrong_declaration_does_not_break_utf8() -> None:
    decoded = decode(TEXT.encode(), declared="gbk")

    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.text == TEXT


def test_lost_characters_are_counted_not_hidden() -> None:
    data = (TEXT * 20).encode()
    decoded = decode(data[:-1])

    assert decoded is not None
    assert decoded.lost == 1
    assert decoded.text.endswith("\ufffd")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + bytes(range(200)), b"\x00\x01\x02\x03" * 9]
)
def test_binary_is_no_text(data: bytes) -> None:
    assert decode(data) is None


def test_marks_that_office_programs_leave_round_fields_are_dropped_and_lose_nothing() -> None:
    decoded = decode(f"{TEXT}\x13\x14 12 \x15\x07\x08{TEXT}".encode())

    assert decoded is not None
    assert (decoded.text, decoded.lost) == (f"{TEXT} 12 {TEXT}", 0)


def test_a_number_with_something_lost_inside_is_not_closed_up() -> None:
    decoded = decode(f"{TEXT}：1\x002件".encode())

    assert decoded is not None
    assert (decoded.text[-4:], decoded.lost) == ("1\ufffd2件", 1)


@pytest.mark.parametrize("wrongly", ["latin-1", "gb18030"])
def test_text_encoded_twice_is_taken_back_where_that_loses_nothing(wrongly: str) -> None:
    text = "政府信息公开年度报告，一、总体情况。" if wrongly == "latin-1" else "政府信息"
    decoded = decode(text.encode().decode(wrongly).encode())

    assert decoded is not None
    assert decoded.text == text


def test_characters_lost_before_the_file_was_saved_are_counted_too() -> None:
    decoded = decode((TEXT * 9 + "\ufffd").encode())

    assert decoded is not None
    assert decoded.lost == 1


@pytest.mark.parametrize(
    ("declared", "actual"), [("gbk", "big5"), ("big5", "gbk"), ("iso-8859-1", "gbk"), ("utf-16", "gbk")]
)
def test_a_wrong_declaration_gives_way_to_the_characters(declared: str, actual: str) -> None:
    text = (TRADITIONAL if actual == "big5" else TEXT) * 3

    decoded = decode(text.encode(actual), declared=declared)

    assert decoded is not None
    assert decoded.text == text

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

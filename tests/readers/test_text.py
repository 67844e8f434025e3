"""Text files: every line verbatim."""

from __future__ import annotations

import pytest
from tests.readers.documents import paragraphs

from gongkai.errors import UnreadableFileError
from gongkai.readers.text import MAX_LINES, read


def test_lines_are_kept_as_they_are() -> None:
    data = "一、总体情况\n\n\t规章\t0 \n|||\r\n行政许可 | 1 |\n".encode()

    content = read(data)

    assert content.line_based
    assert paragraphs(content.blocks) == ["一、总体情况", "", "\t规章\t0 ", "|||", "行政许可 | 1 |"]
    assert [block.where.line for block in content.blocks] == [1, 2, 3, 4, 5]


def test_a_form_feed_ends_a_line() -> None:
    assert paragraphs(read("第一页\f第二页".encode()).blocks) == ["第一页", "第二页"]


def test_lost_characters_become_a_finding() -> None:
    (finding,) = read(("政府信息公开" * 100).encode() + "年".encode()[:2]).findings

    assert (finding.type, finding.actual) == ("characters_lost", "1")


def test_more_lines_than_any_report_has() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(b"\n" * (MAX_LINES + 2))

    assert caught.value.type == "too_large"


def test_binary_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(bytes(range(256)))

    assert caught.value.type == "unsupported_kind"

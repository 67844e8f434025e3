"""RTF, whatever it is named."""

from __future__ import annotations

import pytest
from tests.readers.documents import docx, p, texts

from gongkai.errors import UnreadableFileError
from gongkai.readers.conversion import converting
from gongkai.readers.office.rtf import accepts, read


@pytest.mark.parametrize("data", [b"{\\rtf1 x}", b"\xef\xbb\xbf{\\rtf1 x}\r\n", b" \n{\\rtf1 x}\x00\x1a"])
def test_rtf_is_converted(data: bytes) -> None:
    assert accepts(data)
    with converting(lambda _data, suffix: docx(p(f"某某县{suffix}"))):
        assert texts(read(data).blocks) == ["某某县.rtf"]


def test_rtf_without_its_end_is_damaged() -> None:
    """The converter would give what it has, and say nothing."""
    with converting(lambda _data, _suffix: docx(p("某某县"))), pytest.raises(UnreadableFileError) as caught:
        read(b"{\\rtf1 first half")
    assert caught.value.type == "damaged"


@pytest.mark.parametrize("data", [b"rtf", b"{rtf}", b"<html>{\\rtf1}</html>"])
def test_other_files_are_none(data: bytes) -> None:
    assert not accepts(data)

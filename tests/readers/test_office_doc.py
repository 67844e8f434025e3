"""Word 97 to 2003 and WPS files: told from other old Office files, locked and cut off ones named before any converter runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.readers.documents import docx, p, texts
from tests.readers.olefiles import ole, word

from gongkai.errors import UnreadableFileError
from gongkai.readers import read as read_any
from gongkai.readers.conversion import converting
from gongkai.readers.office.doc import accepts, read

if TYPE_CHECKING:
    from pathlib import Path


def never(_data: bytes, _suffix: str) -> bytes:
    pytest.fail("nothing is to be converted")


def refused(data: bytes) -> UnreadableFileError:
    with converting(never), pytest.raises(UnreadableFileError) as caught:
        read(data)
    return caught.value


def test_a_word_file_is_converted() -> None:
    assert accepts(word())
    with converting(lambda _data, suffix: docx(p(f"某某县{suffix}"))):
        assert texts(read(word()).blocks) == ["某某县.doc"]


def test_older_word_files_have_no_table_stream() -> None:
    data = ole({"WordDocument": b"\xdc\xa5" + bytes(100)})
    with converting(lambda _data, _suffix: docx(p("某某县"))):
        assert texts(read(data).blocks) == ["某某县"]


def test_an_excel_sheet_inside_does_not_make_it_excel() -> None:
    assert accepts(word(Workbook=b"x"))


@pytest.mark.parametrize("data", [ole({"Workbook": b"x"}), ole({"EncryptedPackage": b"x"}), b"PK\x03\x04", b""])
def test_other_files_are_none(data: bytes) -> None:
    assert not accepts(data)


def test_a_password_is_named(tmp_path: Path) -> None:
    """In old files by a flag; in new ones the whole package is inside an old container."""
    assert refused(word(flags=0x0100)).type == "encrypted"
    path = tmp_path / "locked.docx"
    path.write_bytes(ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}))
    with pytest.raises(UnreadableFileError) as caught:
        read_any(path)
    assert caught.value.type == "encrypted"


@pytest.mark.parametrize("data", [word()[:2000], word()[:600], word()[:-3000], word(flags=0x0200)])
def test_a_file_that_lacks_something_is_damaged(data: bytes) -> None:
    """The last one says that its tables are in a stream that is not there."""
    assert accepts(data)
    error = refused(data)
    assert error.type == "damaged"
    assert "不完整" in error.note

"""OpenDocument texts: told from sheets, locked and oversized ones named before any converter runs."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.readers.documents import docx, p, texts

from gongkai.errors import UnreadableFileError
from gongkai.readers.conversion import converting
from gongkai.readers.office.odt import accepts, read

TEXT = "application/vnd.oasis.opendocument.text"


def packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def odt(**parts: str) -> bytes:
    return packed({"mimetype": TEXT, "content.xml": "<x/>"} | {f"{name}.xml": text for name, text in parts.items()})


def never(_data: bytes, _suffix: str) -> bytes:
    pytest.fail("nothing is to be converted")


def test_a_text_is_converted() -> None:
    unnamed = packed({"META-INF/manifest.xml": f'<x media-type="{TEXT}"/>', "content.xml": "<x/>"})
    for data in (odt(), unnamed):
        assert accepts(data)
        with converting(lambda _data, suffix: docx(p(f"某某县{suffix}"))):
            assert texts(read(data).blocks) == ["某某县.odt"]


@pytest.mark.parametrize(
    "data",
    [
        packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        packed({"mimetype": TEXT}),
        packed({"content.xml": "<x/>"}),
        odt()[:-30],
        b"",
    ],
)
def test_other_files_are_none(data: bytes) -> None:
    assert not accepts(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed({"mimetype": TEXT, "content.xml": "x", "META-INF/manifest.xml": "<encryption-data/>"}), "encrypted"),
        (odt(content=" " * (33 * 1024 * 1024)), "too_large"),
        (odt(styles='<!DOCTYPE x [<!ENTITY e "x">]>'), "damaged"),
    ],
)
def test_what_no_converter_should_see_is_refused(data: bytes, reason: str) -> None:
    with converting(never), pytest.raises(UnreadableFileError) as caught:
        read(data)
    assert caught.value.type == reason

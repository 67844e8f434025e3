"""Files packed with gzip are read as what is inside."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest
from tests.readers.documents import texts
from tests.readers.pages import page

from gongkai.errors import UnreadableFileError
from gongkai.readers.gzipped import accepts, read
from gongkai.readers.html import reader as html


def tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as made:
        made.addfile(tarfile.TarInfo("a.html"))
    return stream.getvalue()


def test_what_is_inside_is_read() -> None:
    data = gzip.compress(page())

    assert accepts(data)
    assert texts(read(data).blocks) == texts(html.read(page()).blocks)


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (gzip.compress(page())[:-20], "damaged", "不完整"),
        (gzip.compress(bytes(65 * 1024 * 1024)), "too_large", "压缩炸弹"),
        (gzip.compress(tar()), "unsupported_kind", "TAR"),
        (gzip.compress(gzip.compress(page())), "unsupported_kind", "gzip"),
    ],
)
def test_anything_else_is_named(data: bytes, reason: str, words: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(data)

    assert (caught.value.type, words in caught.value.note) == (reason, True)

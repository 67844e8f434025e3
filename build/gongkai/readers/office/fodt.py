"""OpenDocument texts as one XML file (.fodt)."""

from __future__ import annotations

import re

from gongkai.errors import UnreadableFileError
from gongkai.readers.office.shared import INCOMPLETE, read_converted
from gongkai.readers.office.xml import head, is_whole
from gongkai.readers.original import Content, Reader

LABEL = "OpenDocument 单文件文本（.fodt）"
_ROOT = re.compile(r"<office:document\s[^>]*opendocument\.text\b")


def accepts(data: bytes) -> bool:
    """Whether the bytes are XML whose root says that it is an OpenDocument text."""
    return _ROOT.search(head(data)) is not None


def read(data: bytes) -> Content:
    """Read the converted copy.

    Raises:
        UnreadableFileError: `damaged`, `converter_missing`.
    """
    if not is_whole(data, "office:document"):
        raise UnreadableFileError("damaged", f"{LABEL}{INCOMPLETE}")
    return read_converted(data, ".fodt", LABEL)


READER = Reader(
    media_type="application/vnd.oasis.opendocument.text-flat-xml",
    label_zh=LABEL,
    suffixes=(".fodt",),
    needs="LibreOffice",
    accepts=accepts,
    read=read,
)

"""RTF documents, often named .doc."""

from __future__ import annotations

from gongkai.errors import UnreadableFileError
from gongkai.readers.office.shared import INCOMPLETE, read_converted
from gongkai.readers.original import Content, Reader

LABEL = "RTF 文件"
_BLANKS = b"\xef\xbb\xbf \t\r\n\x00"


def accepts(data: bytes) -> bool:
    """Whether the bytes begin as RTF does."""
    return data[:64].lstrip(_BLANKS).startswith(b"{\\rtf")


def read(data: bytes) -> Content:
    """Read the converted copy.

    Raises:
        UnreadableFileError: `damaged` also where the end is missing, since the converter would keep silent on that;
            `converter_missing`.
    """
    if not data.rstrip(_BLANKS + b"\x1a").endswith(b"}"):
        raise UnreadableFileError("damaged", f"{LABEL}{INCOMPLETE}")
    return read_converted(data, ".rtf", LABEL)


READER = Reader(
    media_type="application/rtf", label_zh=LABEL, suffixes=(".rtf",), needs="LibreOffice", accepts=accepts, read=read
)

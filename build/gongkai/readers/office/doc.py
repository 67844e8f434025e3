"""Word 97 to 2003 and Kingsoft WPS documents: the same OLE container, whatever the name ends in."""

from __future__ import annotations

import io
import struct

import olefile

from gongkai.errors import UnreadableFileError
from gongkai.readers.office.shared import INCOMPLETE, LOCKED, read_converted
from gongkai.readers.original import Content, Reader

LABEL = "旧版 Word 或 WPS 文件（.doc、.wps）"
_STREAM = "WordDocument"
_BROKEN = (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error, RecursionError)
"""What the library meets in a container that is cut off or overwritten."""
_WORD_97 = 0xA5EC
_FLAGS_AT, _ENCRYPTED, _SECOND_TABLE = 0x0A, 0x0100, 0x0200
"""Flags in the file information block at the beginning of the main stream ([MS-DOC] 2.5.2)."""


def accepts(data: bytes) -> bool:
    """Whether this is an OLE container with a Word document in its root, or one too broken to tell."""
    if not data.startswith(olefile.MAGIC):
        return False
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return bool(ole.exists(_STREAM)) or not ole.listdir()
    except _BROKEN:
        return True


def read(data: bytes) -> Content:
    """Read the converted copy, after a look at what the converter would not tell.

    Raises:
        UnreadableFileError: `encrypted`, `damaged`, `converter_missing`.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            main = _whole(ole, _STREAM)
            magic, flags = struct.unpack_from("<H", main)[0], struct.unpack_from("<H", main, _FLAGS_AT)[0]
            if magic == _WORD_97 and not flags & _ENCRYPTED:
                _whole(ole, "1Table" if flags & _SECOND_TABLE else "0Table")
    except _BROKEN as error:
        raise UnreadableFileError("damaged", f"旧版 Office 文件{INCOMPLETE}") from error
    if flags & _ENCRYPTED:
        raise UnreadableFileError(LOCKED.type, LOCKED.note)
    return read_converted(data, ".doc", LABEL)


def _whole(ole: olefile.OleFileIO[str], stream: str) -> bytes:
    """Return a stream; the library itself gives what is left of one that is cut off.

    Raises:
        ValueError: when the end is missing.
    """
    data: bytes = ole.openstream(stream).read()
    if len(data) < ole.get_size(stream):
        raise ValueError(stream)
    return data


READER = Reader(
    media_type="application/msword",
    label_zh=LABEL,
    suffixes=(".doc", ".wps", ".dot"),
    needs="LibreOffice",
    accepts=accepts,
    read=read,
)

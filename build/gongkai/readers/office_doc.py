"""Word 97 to 2003 and Kingsoft WPS documents: the same OLE container, whatever the name ends in."""

from __future__ import annotations

import io
import struct

import olefile

from gongkai.errors import UnreadableFileError
from gongkai.readers.office import INCOMPLETE, LOCKED, read_converted
from gongkai.readers.original import Content, Reader

LABEL = "旧版 Word 或 WPS 文件（.doc、.wps）"
_STREAM = "WordDocument"
_MAGIC = olefile.MAGIC
_MARK = _STREAM.encode("utf-16-le")
_WORD_97 = 0xA5EC
_FLAGS_AT, _ENCRYPTED, _SECOND_TABLE = 0x0A, 0x0100, 0x0200
"""Flags in the file information block at the beginning of the main stream ([MS-DOC] 2.5.2)."""
_HEADER = 32


def accepts(data: bytes) -> bool:
    """Whether this is an OLE container with a Word document in its root, or a broken one that had it."""
    if not data.startswith(_MAGIC) or _MARK not in data:
        return False
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return bool(ole.exists(_STREAM))
    except (OSError, ValueError, IndexError, struct.error, RecursionError):
        return True


def read(data: bytes) -> Content:
    """Read the converted copy, after a look at what the converter would not tell.

    Raises:
        UnreadableFileError: `encrypted`, `damaged`, `converter_missing`.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            main = ole.openstream(_STREAM).read()
            magic, flags = struct.unpack_from("<H", main)[0], struct.unpack_from("<H", main, _FLAGS_AT)[0]
            if magic == _WORD_97 and not flags & _ENCRYPTED:
                ole.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
    except (OSError, ValueError, IndexError, struct.error, RecursionError) as error:
        raise UnreadableFileError("damaged", f"{LABEL}{INCOMPLETE}") from error
    if flags & _ENCRYPTED:
        raise UnreadableFileError(LOCKED.type, LOCKED.note)
    return read_converted(data, ".doc", LABEL)


READER = Reader(
    media_type="application/msword", label_zh=LABEL, suffixes=(".doc", ".wps", ".dot"), accepts=accepts, read=read
)

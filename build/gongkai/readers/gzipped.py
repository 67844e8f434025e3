"""One file packed with gzip: what is inside is read as if it stood alone."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace
from gzip import BadGzipFile, GzipFile

from gongkai.errors import UnreadableFileError
from gongkai.readers.kinds import refused
from gongkai.readers.original import Content, Reader

_MAGIC = b"\x1f\x8b\x08"
_MAX_UNPACKED = 64 * 1024 * 1024


def accepts(data: bytes) -> bool:
    """Whether the bytes begin as gzip does."""
    return data.startswith(_MAGIC)


def read(data: bytes) -> Content:
    """Read the file inside.

    Raises:
        UnreadableFileError: `damaged`, `too_large`, `unsupported_kind`; what reading the file raises.
    """
    from gongkai.readers import READERS  # noqa: PLC0415 - any kind may be inside, so the list is asked

    try:
        with GzipFile(fileobj=io.BytesIO(data)) as stream:
            inner = stream.read(_MAX_UNPACKED + 1)
    except (BadGzipFile, EOFError, zlib.error, OSError) as error:
        raise UnreadableFileError("damaged", "gzip 压缩包已损坏或不完整（可能下载中断）；请重新下载") from error
    if len(inner) > _MAX_UNPACKED:
        raise UnreadableFileError("too_large", f"解压后超过 {_MAX_UNPACKED // 2**20} MB，疑似压缩炸弹，未读取")
    reader = next((reader for reader in READERS if reader is not READER and reader.accepts(inner)), None)
    if reader is None:
        raise refused(inner)
    return replace(reader.read(inner), media_type=None)


READER = Reader(media_type="application/gzip", label_zh="gzip 压缩包", suffixes=(".gz",), accepts=accepts, read=read)

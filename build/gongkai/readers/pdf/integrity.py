"""Whether a PDF has come whole: viewers and pdfium repair damaged files silently and show what is left.

In a report that could be a figure less, or another one. So a file with its end missing, with its index
elsewhere than it says, or with a compressed stream that fails its own checksum is refused.
"""

from __future__ import annotations

import re
import zlib

from gongkai.errors import UnreadableFileError

_TRAILER = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_INDEX = re.compile(rb"\s{0,8}(?:xref\b|\d{1,10}\s+\d{1,5}\s+obj\b)")
_OBJECT = re.compile(rb"\d \d{1,5} obj\b")
_STREAM = re.compile(rb">>\s{0,8}stream\r?\n")
_DEFLATED = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_DICTIONARY = 2_000
"""Bytes before the word `stream` in which the stream's dictionary begins."""

MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes unpacked for checking in one file; beyond it the rest is taken on trust."""
_CHUNK = 1024 * 1024


def check(data: bytes) -> None:
    """Refuse a PDF that is not whole.

    Raises:
        UnreadableFileError: `damaged`.
    """
    trailers = list(_TRAILER.finditer(data))
    if not trailers or _OBJECT.search(data, trailers[-1].end()):
        raise UnreadableFileError("damaged", "PDF 不完整，缺少文件尾（可能下载中断）；请重新下载")
    index = int(trailers[-1][1])
    if not _INDEX.match(data, index) and not _INDEX.match(data, index + data.find(b"%PDF-")):
        raise UnreadableFileError(
            "damaged", "PDF 的索引不在文件尾所指的位置，文件可能缺损；请重新下载，或用阅读器打开核对后另存"
        )
    if b"/Encrypt" not in data and (broken := _broken_streams(data)):
        raise UnreadableFileError(
            "damaged", f"PDF 有 {broken} 个数据流校验不符，内容可能有误；请重新下载，或用阅读器打开核对后另存"
        )


def _broken_streams(data: bytes) -> int:
    """Count the deflated streams that cannot be unpacked, or fail their checksum."""
    budget = MAX_UNPACKED
    broken = 0
    view = memoryview(data)
    for match in _STREAM.finditer(data):
        begin = data.rfind(b" obj", max(match.start() - _DICTIONARY, 0), match.start())
        if begin < 0 or not _DEFLATED.search(data, begin, match.start()):
            continue
        end = data.find(b"endstream", match.end())
        if end < 0:
            return broken + 1
        try:
            budget -= _unpacked(view[match.end() : end], budget)
        except zlib.error:
            broken += 1
        if budget <= 0:
            break
    return broken


def _unpacked(packed: memoryview, limit: int) -> int:
    """Unpack up to `limit` bytes, keeping none; return how many there were."""
    stream = zlib.decompressobj()
    size = len(stream.decompress(packed, _CHUNK))
    while stream.unconsumed_tail and not stream.eof and size < limit:
        size += len(stream.decompress(stream.unconsumed_tail, _CHUNK))
    return size

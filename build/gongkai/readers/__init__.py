"""Originals to `Document`s: one module per kind of file, recognised by content, never by name."""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Document
from gongkai.readers.archive import READER as ZIP
from gongkai.readers.docx.reader import READER as DOCX
from gongkai.readers.gzipped import READER as GZIP
from gongkai.readers.html.frames import files_beside
from gongkai.readers.html.json import READER as JSON
from gongkai.readers.html.mhtml import READER as MHTML
from gongkai.readers.html.reader import READER as HTML
from gongkai.readers.html.reader import read_with as read_page
from gongkai.readers.image import READER as IMAGE
from gongkai.readers.kinds import refused
from gongkai.readers.ofd.reader import READER as OFD
from gongkai.readers.office.doc import READER as DOC
from gongkai.readers.office.fodt import READER as FODT
from gongkai.readers.office.odt import READER as ODT
from gongkai.readers.office.rtf import READER as RTF
from gongkai.readers.office.wordml import READER as WORD_XML
from gongkai.readers.pdf.reader import READER as PDF
from gongkai.readers.sheets.ods import READER as ODS
from gongkai.readers.sheets.xls import READER as XLS
from gongkai.readers.sheets.xlsx import READER as XLSX
from gongkai.readers.text import READER as TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.readers.original import Content, Reader

READERS: tuple[Reader, ...] = (
    PDF,
    DOCX,
    DOC,
    ODT,
    RTF,
    FODT,
    WORD_XML,
    XLSX,
    XLS,
    ODS,
    OFD,
    MHTML,
    JSON,
    HTML,
    ZIP,
    GZIP,
    IMAGE,
    TEXT,
)
"""Asked in this order; the first that accepts a file reads it. Plain text is last: it accepts most."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest original that is opened; reports have 10 KB to 10 MB, scans up to 40 MB."""


def read(path: Path, *, name: str | None = None) -> Document:
    """Read one original.

    Args:
        path: the file.
        name: what becomes `Document.path`; the path as given when left out.

    Returns:
        Its blocks in order, each knowing where it stood.

    Raises:
        UnreadableFileError: when nothing can be read; `type` is a code of `reject_reasons`, `note` one
            sentence with what was found and what to do.
    """
    data = _bytes(path)
    reader = next((reader for reader in READERS if reader.accepts(data)), None)
    if reader is None:
        raise refused(data)
    content = _read(reader, data, path)
    if not content.has_text():
        raise UnreadableFileError(
            "no_text", f"{reader.label_zh}里没有文字（可能只有图片，或正文由脚本载入）；请换成带文字的 DOCX 或 PDF"
        )
    return Document(
        path=name if name is not None else path.as_posix(),
        media_type=content.media_type or reader.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        blocks=content.blocks,
        line_based=content.line_based,
        title=content.title,
        published_on=content.published_on,
        source_url=content.source_url,
        findings=content.findings,
    )


def _bytes(path: Path) -> bytes:
    """Return the file's bytes once it is known to be a file of reasonable size."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFileError("unsupported_kind", "不是普通文件；请给出文件的路径")
        if status.st_size > MAX_BYTES:
            raise UnreadableFileError(
                "too_large",
                f"文件有 {status.st_size / 2**20:.0f} MB，上限为 {MAX_BYTES // 2**20} MB；请压缩图片后另存，或拆分",
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError("no_permission", f"无法打开文件（{error.strerror}）；请检查路径和读取权限") from error
    if not data.strip(b"\x00\t\n\r\f \xef\xbb\xbf"):
        raise UnreadableFileError("empty_file", f"文件没有内容（{len(data)} 字节）；请重新下载")
    return data


def _read(reader: Reader, data: bytes, path: Path) -> Content:
    """Run the reader; nesting beyond Python's stack is damage, not a reason to crash."""
    try:
        if reader is HTML:
            return read_page(data, files_beside(path))
        return reader.read(data)
    except RecursionError as error:
        raise UnreadableFileError("damaged", f"{reader.label_zh}嵌套过深，疑似损坏；请打开后另存再试") from error

"""Originals to `Document`s: one module per kind of file, recognised by content, never by name."""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Document
from gongkai.readers import (
    archive,
    docx,
    gzipped,
    html,
    html_json,
    image,
    mhtml,
    ods,
    ofd,
    office_doc,
    office_fodt,
    office_odt,
    office_rtf,
    office_wordml,
    pdf,
    text,
    xls,
    xlsx,
)
from gongkai.readers.html_frames import files_beside
from gongkai.readers.kinds import refused

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.readers.original import Content, Reader

READERS: tuple[Reader, ...] = (
    pdf.READER,
    docx.READER,
    office_doc.READER,
    office_odt.READER,
    office_rtf.READER,
    office_fodt.READER,
    office_wordml.READER,
    xlsx.READER,
    xls.READER,
    ods.READER,
    ofd.READER,
    mhtml.READER,
    html_json.READER,
    html.READER,
    archive.READER,
    gzipped.READER,
    image.READER,
    text.READER,
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
        if reader is html.READER:
            return html.read_with(data, files_beside(path))
        return reader.read(data)
    except RecursionError as error:
        raise UnreadableFileError("damaged", f"{reader.label_zh}嵌套过深，疑似损坏；请打开后另存再试") from error

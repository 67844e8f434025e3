"""Plain text and Markdown: every line is one paragraph, verbatim.

Rows and columns are not inferred here. Tabs, bars and empty lines are all that is left of a
table in such a file, and only the recogniser knows what the table should look like.
"""

from __future__ import annotations

import re

from gongkai.errors import UnreadableFileError
from gongkai.model import Paragraph, Where
from gongkai.readers.decode import decode
from gongkai.readers.kinds import is_named
from gongkai.readers.original import Content, Reader, characters_lost

MAX_LINES = 200_000
"""A report with one cell a line has some 500."""

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")


def accepts(data: bytes) -> bool:
    """Whether the bytes decode as text; the last reader to be asked, since almost all else is text too."""
    return not is_named(data) and decode(data) is not None


def read(data: bytes) -> Content:
    """Read the lines.

    Raises:
        UnreadableFileError: when the bytes are no text, or too much of it.
    """
    decoded = decode(data)
    if decoded is None:
        raise UnreadableFileError("unsupported_kind", "内容不是文字；请另存为 UTF-8 文本、DOCX 或 PDF")
    lines = _LINE_END.split(decoded.text)
    if not lines[-1]:
        lines.pop()  # the end of the last line, not a further line
    if len(lines) > MAX_LINES:
        raise UnreadableFileError("too_large", f"文本有 {len(lines)} 行，上限为 {MAX_LINES} 行；请只保留年度报告的正文")
    lost = (
        (characters_lost(decoded.lost, f"按 {decoded.encoding} 解码时有 {decoded.lost} 个字符无法识别"),)
        if decoded.lost
        else ()
    )
    return Content(
        blocks=tuple(Paragraph(text=line, where=Where(line=number)) for number, line in enumerate(lines, 1)),
        line_based=True,
        findings=lost,
    )


READER = Reader(media_type="text/plain", label_zh="纯文本", suffixes=(".txt", ".md"), accepts=accepts, read=read)

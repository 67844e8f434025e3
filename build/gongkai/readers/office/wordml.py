"""Word documents as one XML file: Word 2003 XML, and the parts of a DOCX side by side ("Flat OPC"). No converter is needed."""

from __future__ import annotations

import re

from gongkai.errors import UnreadableFileError
from gongkai.readers.docx import reader as docx
from gongkai.readers.docx.parts import flat_parts
from gongkai.readers.office.shared import INCOMPLETE
from gongkai.readers.office.xml import head, is_whole
from gongkai.readers.original import Content, Reader

LABEL = "Word XML 文件（.xml）"
_WORD_2003 = re.compile(r"<w:wordDocument\s")
_FLAT_OPC = re.compile(r"<pkg:package\s")


def accepts(data: bytes) -> bool:
    """Whether the bytes are XML with one of Word's two roots."""
    text = head(data)
    return _WORD_2003.search(text) is not None or _FLAT_OPC.search(text) is not None


def read(data: bytes) -> Content:
    """Read the document.

    Raises:
        UnreadableFileError: `damaged` or `too_large`.
    """
    flat = _FLAT_OPC.search(head(data)) is not None
    if not is_whole(data, "pkg:package" if flat else "w:wordDocument"):
        raise UnreadableFileError("damaged", f"{LABEL}{INCOMPLETE}")
    return docx.read_parts(flat_parts(data)) if flat else docx.read_word_2003(data)


READER = Reader(media_type="application/xml", label_zh=LABEL, suffixes=(".xml",), accepts=accepts, read=read)

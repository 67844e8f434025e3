"""What a Word document says outside its text: the title in the head of its pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.docx.xml import W, parse

if TYPE_CHECKING:
    from gongkai.readers.docx.parts import Parts

_HEADER = re.compile(r"header\d*\.xml")
_WORDS = "报告".encode()
_TITLE = re.compile(r"\d{4}\s*年.*(?:公开|年度).*(?:报告|年报)")
_MOST = 6
"""Kinds of page heads that are looked at; a document has up to three a section."""


def title(parts: Parts) -> str | None:
    """Return the report's title where it stands in the head of the pages; a hint, since heads are often left over."""
    folder = parts.beside("")
    names = sorted(name for name in parts.names if name.startswith(folder) and _HEADER.fullmatch(name[len(folder) :]))
    try:
        loaded = parts.load(tuple(names[:_MOST]))
        for data in loaded.values():
            if _WORDS not in data:
                continue
            for paragraph in parse(data).iter(f"{W}p"):
                text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t")).strip()
                if _TITLE.search(text):
                    return text
    except UnreadableFileError:
        return None
    return None

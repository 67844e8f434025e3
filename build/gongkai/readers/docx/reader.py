"""Word documents (DOCX, and what WPS saves under that name), read from the XML inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Block, Finding, Paragraph, Table, Where
from gongkai.readers.conversion import copy_of
from gongkai.readers.docx.hints import title
from gongkai.readers.docx.notes import NOTES, notes
from gongkai.readers.docx.numbering import numbering
from gongkai.readers.docx.parts import Parts, packed_parts
from gongkai.readers.docx.pictures import PICTURE_BEGINS
from gongkai.readers.docx.styles import styles
from gongkai.readers.docx.walk import Walker
from gongkai.readers.docx.word_2003 import modern
from gongkai.readers.docx.xml import W, parse
from gongkai.readers.html import reader as html
from gongkai.readers.original import Content, Reader
from gongkai.readers.zipped import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

_STYLES, _NUMBERING = "styles.xml", "numbering.xml"
_PRESCRIBED = 3
"""Tables of a report."""
_MAX_DEPTH = 2
"""Documents inside documents inside the document."""


def accepts(data: bytes) -> bool:
    """Whether this is an archive with a Word document in it."""
    return packed_parts(data) is not None


def read(data: bytes) -> Content:
    """Read the document's body: paragraphs and tables in order.

    Raises:
        UnreadableFileError: `damaged`, `encrypted` or `too_large`.
    """
    parts = packed_parts(data)
    if parts is None:
        raise UnreadableFileError(DAMAGED.type, DAMAGED.note)
    return read_parts(parts)


def read_parts(parts: Parts, depth: int = 0) -> Content:
    """Read a document whose parts have been found.

    Raises:
        UnreadableFileError: as `read`.
    """
    wanted = (parts.main, *map(parts.beside, (_STYLES, _NUMBERING, *NOTES)))
    roots = {name: parse(part) for name, part in parts.load(wanted).items() if part or name == parts.main}
    walker = Walker(
        styles(roots.get(parts.beside(_STYLES))),
        numbering(roots.get(parts.beside(_NUMBERING))),
        notes({kind: root for kind in NOTES if (root := roots.get(parts.beside(kind))) is not None}),
        chunk=lambda element: _embedded(parts, element, depth),
    )
    return _content(walker, roots.get(parts.main), title(parts))


def read_word_2003(data: bytes) -> Content:
    """Read a document in the XML of Word 2003.

    Raises:
        UnreadableFileError: `damaged` or `too_large`.
    """
    root = modern(data)
    walker = Walker(styles(root.find(f"{W}styles")), numbering(None), {}, chunk=lambda _: ())
    return _content(walker, root, None)


def _content(walker: Walker, root: etree._Element | None, hint: str | None) -> Content:
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableFileError(DAMAGED.type, DAMAGED.note)
    blocks = tuple(walker.blocks(body))
    shown = [block for block in blocks if isinstance(block, Paragraph) and block.text.startswith(PICTURE_BEGINS)]
    if len(shown) == len(blocks):  # a scan pasted into a document leaves nothing but pictures: that is no text
        return Content(blocks=())
    grids = sum(isinstance(block, Table) for block in blocks)
    doubtful = shown if grids < _PRESCRIBED else []
    return Content(blocks=blocks, title=hint, findings=tuple(map(_picture_finding, doubtful)))


def _picture_finding(block: Paragraph) -> Finding:
    """Return the finding that a picture may hold one of the tables that are missing as text."""
    return Finding(
        type="unreadable_cells",
        severity="warning",
        instance=str(block.where.line),
        note=f"第 {block.where.line} 段处是{block.text.strip('[]')}，其中如有表格，数字没有读取；请换成带文字表格的文件，或核对原文。",
        where=block.where,
    )


def _embedded(parts: Parts, element: etree._Element, depth: int) -> Sequence[Block]:
    """Return the blocks of a file embedded as a whole (`w:altChunk`, `w:subDoc`): Word shows them as its own."""
    relation = next((said for name, said in element.items() if name.endswith("}id")), "")
    name = parts.related().get(relation, "")
    data = parts.load((name,)).get(name) if depth < _MAX_DEPTH else None
    found = None if data is None else _inner(data, depth)
    return found.blocks if found is not None else (Paragraph(text="[附件：嵌入的文件没有读取]", where=Where()),)


def _inner(data: bytes, depth: int) -> Content | None:
    if data.lstrip().startswith(b"{\\rtf"):
        data = copy_of(data, ".rtf") or b""
    inner = packed_parts(data)
    if inner is not None:
        return read_parts(inner, depth + 1)
    return html.read(data) if html.accepts(data) else None


READER = Reader(
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    label_zh="Word 文档",
    suffixes=(".docx",),
    accepts=accepts,
    read=read,
)

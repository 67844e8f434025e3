"""Word documents (DOCX, and what WPS saves under that name), read from the XML inside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Block, Paragraph, Where
from gongkai.readers.docx_numbering import Numbering, numbering
from gongkai.readers.docx_styles import Styles, styles
from gongkai.readers.docx_table import grid, row_cells
from gongkai.readers.docx_text import inline
from gongkai.readers.docx_xml import W, parse, unwrapped
from gongkai.readers.grid import is_layout, table
from gongkai.readers.original import Content, Reader
from gongkai.readers.zipped import DAMAGED, is_zip, part_names, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_DOCUMENT = re.compile(r"word/document\d*\.xml")
"""Word on the web numbers its main part."""
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_CLOSED = re.compile(r"[、，。．.）)\]】：:\s]$")
"""A number that ends in a sign needs no blank before the text."""


def accepts(data: bytes) -> bool:
    """Whether this is an archive with a Word document in it."""
    return is_zip(data) and _main_part(data) is not None


def read(data: bytes) -> Content:
    """Read the document's body: paragraphs and tables in order.

    Raises:
        UnreadableFileError: `damaged`, `encrypted` or `too_large`.
    """
    document = _main_part(data) or ""
    roots = {name: parse(part) for name, part in parts(data, (document, _STYLES, _NUMBERING)).items()}
    body = roots[document].find(f"{W}body") if document in roots else None
    if body is None:
        raise UnreadableFileError(DAMAGED.type, DAMAGED.note)
    walker = _Walker(styles(roots.get(_STYLES)), numbering(roots.get(_NUMBERING)))
    return Content(blocks=tuple(walker.blocks(body)))


def _main_part(data: bytes) -> str | None:
    return min((name for name in part_names(data) if _DOCUMENT.fullmatch(name)), default=None)


@dataclass(slots=True)
class _Walker:
    """Goes through the body once, since list numbers are counted in document order."""

    styles: Styles
    numbering: Numbering
    _lines: Iterator[int] = field(default_factory=lambda: count(1))
    _tables: Iterator[int] = field(default_factory=lambda: count(1))

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """Yield the blocks of the body, of a cell of a layout table, or of a text box."""
        for element in unwrapped(container):
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        """Yield a paragraph, one for each of its lines, then what its text boxes hold."""
        content = inline(element)
        if not self.styles.is_contents(element):
            heading = self.styles.is_heading(element)
            for line in self._numbered(element, content.text).split("\n"):
                if line.strip():
                    yield Paragraph(text=line.strip(), where=Where(line=next(self._lines)), heading=heading)
        for box in content.boxes:
            yield from self.blocks(box)

    def _numbered(self, element: etree._Element, text: str) -> str:
        """Put the number that Word makes before the text; an empty paragraph is not numbered on paper either."""
        listed = self.styles.list_of(element) if text.strip() else None
        if listed is None:
            return text
        label = self.numbering.next(*listed)
        return label + (" " if label and not _CLOSED.search(label) else "") + text.lstrip()

    def _table(self, element: etree._Element) -> Iterator[Block]:
        """Yield a table; one that only arranges others, or prose, is walked through cell by cell."""
        rows = row_cells(element)
        if _holds_table(element) or is_layout(["".join(cell.itertext(f"{W}t")) for row in rows for cell in row.cells]):
            for row in rows:
                for cell in row.cells:
                    yield from self.blocks(cell)
            return
        cells = grid(rows, self._cell_text)
        if cells:
            yield table(cells, next(self._tables))

    def _cell_text(self, cell: etree._Element) -> str:
        """Return a cell's lines; one that holds nothing but an image is marked: it is not blank, only unread."""
        lines: list[str] = []
        images = 0
        for element in unwrapped(cell):
            if element.tag == f"{W}p":
                content = inline(element)
                images += content.images
                lines.append(self._numbered(element, content.text).strip())
                lines += (self._cell_text(box) for box in content.boxes)
        text = "\n".join(line for line in lines if line)
        return text or ("[image: ]" if images else "")


def _holds_table(element: etree._Element) -> bool:
    return next(element.iterdescendants(f"{W}tbl"), None) is not None


READER = Reader(
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    label_zh="Word 文档",
    suffixes=(".docx",),
    accepts=accepts,
    read=read,
)

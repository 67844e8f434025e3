"""The body of a Word document as blocks: one walk, since list numbers and fields go on from block to block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from gongkai.model import Block, Paragraph, Where
from gongkai.readers.docx.fields import are_closed
from gongkai.readers.docx.table import Row, facing, grid, row_cells
from gongkai.readers.docx.text import Inline, Inlines
from gongkai.readers.docx.xml import W, is_on, unwrapped
from gongkai.readers.grid import is_layout, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml import etree

    from gongkai.readers.docx.notes import Notes
    from gongkai.readers.docx.numbering import Numbering
    from gongkai.readers.docx.styles import Styles

_CLOSED = re.compile(r"[、，。．.）)\]】：:\s]$")
"""A number that ends in a sign needs no blank before the text."""
_FEW = 3
"""Cells of a table inside a cell that is still only a way to write the cell's text."""
_EMBEDDED = frozenset({f"{W}altChunk", f"{W}subDoc"})


@dataclass(slots=True)
class Walker:
    """Goes through the body once."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    chunk: Callable[[etree._Element], Sequence[Block]]
    """Gives the blocks of a file that is embedded as a whole."""
    _inlines: Inlines = field(init=False)
    _lines: Iterator[int] = field(default_factory=lambda: count(1))
    _tables: Iterator[int] = field(default_factory=lambda: count(1))
    _noted: list[tuple[str, str]] = field(default_factory=list)
    """Notes referred to and not yet printed."""

    def __post_init__(self) -> None:
        """Begin with no field open."""
        self._inlines = Inlines(self.styles)

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """Yield the blocks of the body, of a cell of a layout table, or of a text box."""
        if container.tag == f"{W}body":
            self._inlines.fields.closed = are_closed(container)
        for element, content in self._paragraphs(container, in_cell=False):
            if content is not None:
                yield from self._paragraph(element, content)
            elif element.tag == f"{W}tbl":
                self._inlines.fields.reset()
                yield from self._table(element)
            elif element.tag in _EMBEDDED:
                yield from map(self._renumbered, self.chunk(element))
            yield from self._footnotes()

    def _paragraphs(
        self, container: etree._Element, *, in_cell: bool
    ) -> Iterator[tuple[etree._Element, Inline | None]]:
        """Yield the children with what their paragraphs hold; those whose end is deleted are joined with the next."""
        held: Inline | None = None
        last = container
        for element in unwrapped(container):
            if element.tag != f"{W}p":
                if held is not None and element.tag == f"{W}tbl":
                    yield last, held
                    held = None
                yield element, None
                continue
            content = self._inlines.read(element, in_cell=in_cell)
            self._noted += content.notes
            if held is not None:
                content = replace(
                    content,
                    text=held.text + content.text,
                    boxes=held.boxes + content.boxes,
                    art=held.art + content.art,
                    images=held.images + content.images,
                )
            held, last = (content, element) if content.goes_on else (None, element)
            if held is None:
                yield element, content
        if held is not None:
            yield last, held

    def _paragraph(self, element: etree._Element, content: Inline) -> Iterator[Block]:
        """Yield a paragraph, one for each of its lines, then what its drawings hold."""
        if not self.styles.is_contents(content.style):
            heading = self.styles.is_heading(content.style, content.outline)
            text = self._numbered(content)
            if not content.text.strip():
                text = ""  # an empty item is counted and shows nothing but its number
            for line in (*text.split("\n"), *content.art, *content.images):
                if line.strip():
                    yield Paragraph(text=line.strip(), where=Where(line=next(self._lines)), heading=heading)
        for inner in element.iterchildren(*_EMBEDDED):
            yield from map(self._renumbered, self.chunk(inner))
        for box in content.boxes:
            yield from self.blocks(box)

    def _numbered(self, content: Inline) -> str:
        """Put the number that Word makes before a paragraph's text."""
        text = content.text
        listed = self.styles.list_of(content.style, content.list_id, content.list_level)
        if listed is None:
            return text
        label = self.numbering.next(*listed)
        return label + (" " if label and text and not _CLOSED.search(label) else "") + text.lstrip()

    def _footnotes(self) -> Iterator[Block]:
        """Yield the notes that the block just yielded refers to."""
        due, self._noted = self._noted, []
        for key in due:
            note = self.notes.pop(key, None)
            if note is not None:
                yield from self.blocks(note)

    def _renumbered(self, block: Block) -> Block:
        """Give a block of an embedded file its place in this document."""
        if isinstance(block, Paragraph):
            return replace(block, where=Where(line=next(self._lines)))
        number = next(self._tables)
        cells = tuple(replace(cell, where=replace(cell.where, table=number)) for cell in block.cells)
        return replace(block, cells=cells, where=replace(block.where, table=number))

    def _table(self, element: etree._Element) -> Iterator[Block]:
        """Yield a table; rows that only arrange other tables, or prose, are walked through cell by cell."""
        rows = row_cells(element)
        nested = _holds_table(element)
        turned = is_on(element, "tblPr/bidiVisual")
        run: list[Row] = []
        for row in rows:
            if _arranges(row, nested=nested):
                yield from self._grid(run, turned=turned)
                run = []
                yield from self._walked([row])
            else:
                run.append(row)
        yield from self._grid(run, turned=turned)

    def _grid(self, rows: Sequence[Row], *, turned: bool) -> Iterator[Block]:
        if is_layout(["" for row in rows for _ in row.cells]):
            yield from self._walked(rows)
            return
        cells = grid(rows, self._cell_text)
        if cells:
            yield table(facing(cells) if turned else cells, next(self._tables))
        yield from self._footnotes()

    def _walked(self, rows: Iterable[Row]) -> Iterator[Block]:
        for row in rows:
            for cell in row.cells:
                yield from self.blocks(cell.element)

    def _cell_text(self, cell: etree._Element) -> str:
        """Return a cell's lines; one that holds nothing but a picture says so: it is not blank, only unread."""
        lines: list[str] = []
        images: list[str] = []
        for element, content in self._paragraphs(cell, in_cell=True):
            if content is not None:
                images += content.images
                lines.append(self._numbered(content).strip())
                lines += content.art
                lines += (self._cell_text(box) for box in content.boxes)
            elif element.tag == f"{W}tbl":
                lines += (
                    " ".join(self._cell_text(cell.element) for cell in row.cells).strip() for row in row_cells(element)
                )
        text = "\n".join(line for line in lines if line)
        return text or " ".join(images)


def _holds_table(element: etree._Element) -> bool:
    return next(element.iterdescendants(f"{W}tbl"), None) is not None


def _arranges(row: Row, *, nested: bool) -> bool:
    """Whether a row only puts tables or prose side by side, and is no row of a data table."""
    if any(is_layout(["", _text(cell.element)]) for cell in row.cells):
        return True
    if not nested:
        return False
    holding = [cell.element for cell in row.cells if _holds_table(cell.element)]
    small = all(len(list(cell.iterdescendants(f"{W}tc"))) <= _FEW for cell in holding)
    return bool(holding) and not (small and len(row.cells) >= 2 * len(holding) + 1)


def _text(cell: etree._Element) -> str:
    return "".join(cell.itertext(f"{W}t"))

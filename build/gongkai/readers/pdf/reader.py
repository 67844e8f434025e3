"""PDF with a text layer: ruled tables by their rulings, the text around them as paragraphs.

An engine (`pdf.pdfium` by default) gives characters and edges; everything after that is the same for all
engines: rulings to grids (`pdf.lattice`), characters to lines and cells (`pdf.text`), lines to paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.model import Block, Table, Where
from gongkai.readers.grid import Box, Placed, is_layout, table
from gongkai.readers.original import Content, Reader, characters_lost
from gongkai.readers.pdf import integrity as pdf_integrity
from gongkai.readers.pdf import pdfium as pdf_pdfium
from gongkai.readers.pdf.bare import PRESCRIBED
from gongkai.readers.pdf.bare_rows import grid, squeezed
from gongkai.readers.pdf.flow import flow
from gongkai.readers.pdf.furniture import without_furniture
from gongkai.readers.pdf.lattice import Lattice, lattices
from gongkai.readers.pdf.notes import noted
from gongkai.readers.pdf.objects import LOST, Char, Engine, PageObjects, upright
from gongkai.readers.pdf.page_cut import cut_row
from gongkai.readers.pdf.paragraphs import Margins, margins, paragraphs
from gongkai.readers.pdf.pictures import seen
from gongkai.readers.pdf.text import HANGING, SAME_LINE, WORD_GAP, Line, cell_text, line, rows
from gongkai.readers.pdf.wrapped import unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.readers.pdf.bare import Prescribed
    from gongkai.readers.pdf.bare_rows import BareTable
    from gongkai.readers.pdf.flow import Flow

MAX_OVERHANG = 6.0
"""Points by which a cell may reach over the page's border, no more than its padding."""


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A table of a page with the texts of its cells."""

    lattice: Lattice
    texts: tuple[str, ...]
    chars: tuple[Char, ...]

    @property
    def top(self) -> float:
        """Height at which it begins."""
        return self.lattice.ys[0]


@dataclass(frozen=True, slots=True)
class _Bare:
    """A table without rulings that begins on a page."""

    table: BareTable
    flow: Flow
    top: float


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page, before furniture is dropped."""

    objects: PageObjects
    tables: tuple[_Ruled | _Bare, ...]
    """From top to bottom."""
    chars: tuple[Char, ...]
    """Outside the tables, written from left to right."""
    lines: tuple[Line, ...]
    """The same as lines."""


def accepts(data: bytes) -> bool:
    """Whether the bytes hold a PDF header where viewers look for it."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, *, engine: Engine = pdf_pdfium.pages) -> Content:
    """Read the pages.

    Args:
        data: the file.
        engine: what takes characters and edges out of the pages.

    Raises:
        UnreadableFileError: `damaged`, `encrypted`, `no_text` or `too_large`.
    """
    pdf_integrity.check(data)
    objects = [upright(page) for page in engine(data)]
    if engine is not pdf_pdfium.pages:  # a second reading of the text layer
        return laid_out(objects, "PDF")
    return seen(data, objects).content(laid_out)


def laid_out(objects: Sequence[PageObjects], kind: str) -> Content:
    """Turn the pages of any fixed-layout file into tables and paragraphs.

    Args:
        objects: upright pages.
        kind: what the file is called in findings.
    """
    objects = [page if page.ocr else replace(page, chars=noted(page.chars)) for page in objects]
    pages = [_page(page) for page in objects]
    lost = sum(char.text == LOST for page in objects for char in page.chars)
    cut = sum(text.endswith(LOST) for page in pages for ruled in _ruled(page) for text in ruled.texts)
    pages = _with_cut_rows(pages)
    for prescribed in PRESCRIBED:
        pages = _with_bare(pages, prescribed)
    note = f"{kind} 有 {lost} 个字符没有对应的文字编码，{cut} 个单元格不完整（含超出页面的表格）"
    findings = (characters_lost(max(lost, cut), note),) if lost or cut else ()
    return Content(blocks=tuple(_blocks(pages)), findings=findings)


def _page(page: PageObjects) -> _Page:
    """Share out the characters between the cells of ruled tables and the lines around them.

    Text beyond the page's border is not shown, and is dropped, but not from a cell that reaches over the border.
    """
    inside: dict[tuple[int, int], list[Char]] = {}
    outside: list[Char] = []
    found = lattices(page.edges, page.number)
    for char, (x, y) in _held(page.chars):
        for number, lattice in enumerate(found):
            index = lattice.cell_at(x, y)
            if index is not None:
                inside.setdefault((number, index), []).append(char)
                break
        else:
            if 0 <= char.x <= page.width and 0 <= char.y <= page.height:
                outside.append(char)
    tables = []
    for number, lattice in enumerate(found):
        held = {index: inside.get((number, index), []) for index in range(len(lattice.cells))}
        read = [cell_text(chars) for chars in held.values()]
        whole = read if page.ocr else unwrapped(lattice, read, held)
        texts = tuple(content + _cut_mark(lattice.cell_box(index), page) for index, content in enumerate(whole))
        chars = tuple(char for contents in held.values() for char in contents)
        if is_layout(texts):
            outside.extend(chars)
        else:
            tables.append(_Ruled(lattice, texts, chars))
    return _with_chars(_Page(page, tuple(tables), (), ()), outside)


def _held(chars: Sequence[Char]) -> Iterator[tuple[Char, tuple[float, float]]]:
    """Yield each character and the point that tells its cell: its middle, or that of what a closing mark hangs on.

    Such a mark never begins a line; typesetting lets it hang over the border of its cell instead.
    """
    before: Char | None = None
    along = 0.0
    for char in chars:
        x, y = char.middle
        if char.text in HANGING and before is not None and before.turn == char.turn == 0:
            level = abs(char.y - before.y) <= SAME_LINE * char.size
            if level and abs(char.x - before.right) <= WORD_GAP * char.size:
                x = along
        before, along = char, x
        yield char, (x, y)


def _with_chars(page: _Page, chars: Sequence[Char]) -> _Page:
    """The page with these characters outside its tables."""
    level = tuple(char for char in chars if char.turn == 0)
    return replace(page, chars=level, lines=tuple(line(row, page.objects.number) for row in rows(level)))


def _with_cut_rows(pages: list[_Page]) -> list[_Page]:
    """The pages with the figures put together that a page's end cuts in two."""
    heights = {page.objects.number: page.objects.height for page in pages}
    kept = without_furniture([page.lines for page in pages], heights)
    for index in range(len(pages) - 1):
        upper, lower = _ruled(pages[index])[-1:], _ruled(pages[index + 1])[:1]
        if not upper or not lower:
            continue
        below = [line for line in kept[index] if line.box[3] > upper[0].lattice.ys[-1]]
        above = [line for line in kept[index + 1] if line.box[1] < lower[0].top]
        if below or above:
            continue
        cut = cut_row(upper[0].lattice, upper[0].texts, lower[0].lattice, lower[0].texts)
        if cut is not None:
            pages[index] = _replaced(pages[index], upper[0], cut.above)
            pages[index + 1] = _replaced(pages[index + 1], lower[0], cut.below)
    return pages


def _replaced(page: _Page, old: _Ruled, texts: tuple[str, ...]) -> _Page:
    return replace(page, tables=tuple(replace(old, texts=texts) if t is old else t for t in page.tables))


def _ruled(page: _Page) -> list[_Ruled]:
    return [table for table in page.tables if isinstance(table, _Ruled)]


def _with_bare(pages: list[_Page], prescribed: Prescribed) -> list[_Page]:
    """The pages with a prescribed table that has no rulings, or not all of them, found among their lines.

    Rulings that hold only a part of it, such as its head, do not count; where it cannot be read all is left as it is.
    """
    ruled = [[squeezed(text) for text in table.texts] for page in pages for table in _ruled(page)]
    widths = [len(table.lattice.xs) - 1 for page in pages for table in _ruled(page)]
    if any(map(prescribed.is_ruled, widths, ruled)):
        return pages
    loose = [_loosened(page, prescribed) for page in pages]
    if not any(prescribed.is_part([squeezed(line.text)]) for page in loose for line in page.lines):
        return pages
    heights = {page.objects.number: page.objects.height for page in loose}
    kept = without_furniture([page.lines for page in loose], heights)
    body = [_chars_of(page, lines) for page, lines in zip(loose, kept, strict=True)]
    whole = flow([(chars, page.objects.edges) for page, chars in zip(loose, body, strict=True)])
    found = prescribed.read(whole)
    if found is None:
        return pages
    first = whole.page(found.top)
    taken = [
        {char for char, flown in zip(chars, whole.of_page(index), strict=True) if flown in found.chars}
        for index, chars in enumerate(body)
    ]
    rest = [
        _with_chars(page, [char for char in page.chars if char not in gone])
        for page, gone in zip(loose, taken, strict=True)
    ]
    bare = _Bare(found, whole, found.top - whole.shifts[first])
    tables = tuple(sorted((*rest[first].tables, bare), key=lambda table: table.top))
    rest[first] = replace(rest[first], tables=tables)
    return rest


def _loosened(page: _Page, prescribed: Prescribed) -> _Page:
    """The page without the rulings that hold a part of a table."""
    parts = [table for table in _ruled(page) if prescribed.is_part(squeezed(text) for text in table.texts)]
    if not parts:
        return page
    others = tuple(table for table in page.tables if table not in parts)
    return _with_chars(replace(page, tables=others), [*page.chars, *(char for part in parts for char in part.chars)])


def _chars_of(page: _Page, lines: Sequence[Line]) -> list[Char]:
    """The characters of some of a page's lines."""
    heights = [(line.box[1], line.box[3]) for line in lines]
    return [char for char in page.chars if any(top <= char.y - 0.1 <= bottom for top, bottom in heights)]


def _cut_mark(cell: Box, page: PageObjects) -> str:
    """Return the mark of a lost character for a cell that the page cuts off.

    Browsers leave out what does not fit on the page: such a cell is neither blank nor whole.
    """
    x0, top, x1, bottom = cell
    over = max(-x0, -top, x1 - page.width, bottom - page.height)
    return LOST if over > MAX_OVERHANG else ""


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """Yield tables and paragraphs in order; a paragraph goes on over a page break, not over a table."""
    heights = {page.objects.number: page.objects.height for page in pages}
    kept = without_furniture([page.lines for page in pages], heights)
    body = margins([line for lines in kept for line in lines])
    waiting: list[Line] = []
    number = 0
    for page, lines in zip(pages, kept, strict=True):
        left = list(lines)
        for found in page.tables:
            above = [line for line in left if line.box[1] < found.top]
            left = left[len(above) :]
            yield from _prose([*waiting, *above], body, pages)
            waiting = []
            number += 1
            if isinstance(found, _Bare):
                yield grid(found.table, found.flow, [page.objects for page in pages], number)
            else:
                yield _table(found, number, page.objects)
        waiting += left
    yield from _prose(waiting, body, pages)


def _prose(lines: Sequence[Line], body: Margins, pages: Sequence[_Page]) -> Iterator[Block]:
    for paragraph in paragraphs(lines, body):
        where = paragraph.where
        if where.page and where.box:
            page = pages[where.page - 1].objects
            where = Where(page=where.page, box=page.shown(where.box), ocr=page.ocr)
        yield type(paragraph)(text=paragraph.text, where=where, heading=paragraph.heading)


def _table(ruled: _Ruled, number: int, page: PageObjects) -> Table:
    cells = [
        Placed(
            row=row,
            column=column,
            row_span=row_span,
            column_span=column_span,
            text=text,
            box=page.shown(ruled.lattice.cell_box(index)),
        )
        for index, ((row, column, row_span, column_span), text) in enumerate(
            zip(ruled.lattice.cells, ruled.texts, strict=True)
        )
    ]
    return table(cells, number, page=page.number, box=page.shown(ruled.lattice.box), ocr=page.ocr)


READER = Reader(
    media_type="application/pdf",
    label_zh="PDF",
    suffixes=(".pdf",),
    needs="扫描件：文字识别",
    accepts=accepts,
    read=read,
)

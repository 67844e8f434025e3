"""PDF files with ruled tables, cut at the end of the page as word processors cut them.

The font is the standard one of Adobe's Chinese language pack and is not embedded, so files stay
small and no font is needed to make them. Streams are not compressed, because the output of zlib
differs between its versions and the bytes must not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.specimen.phrases import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.specimen.report import Specimen
    from gongkai.specimen.tables import Grid, GridCell

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 72, 523, 770, 80
"""Edges of the text in points, from the lower left corner of an A4 page."""
PROSE, HEADING, TITLE, CELL = 14, 14, 18, 9
"""Sizes of type in points."""
NOT_FIRST = "，。；：、）》”！？"
"""Marks that may not begin a line; they hang over its end instead."""


@dataclass(slots=True)
class _Page:
    """The sheet being written: the only state of this module."""

    canvas: Canvas
    footer: str
    y: float = TOP
    number: int = 1

    def turn(self) -> None:
        """Number the page and begin the next one."""
        self.text(self.footer.format(self.number), LEFT, 45, 10, width=RIGHT - LEFT, align="center")
        self.canvas.showPage()
        self.y = TOP
        self.number += 1

    def text(self, line: str, x: float, y: float, size: int, *, width: float = 0, align: str = "left") -> None:
        """One line with its base at y."""
        if align == "center":
            x += (width - measure(line, size)) / 2
        elif align == "right":
            x += width - measure(line, size)
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(round(x, 1), round(y, 1), line)

    def paragraph(self, text: str, size: int, *, align: str = "left", indent: float = 0, leading: float = 1.7) -> None:
        """A paragraph over as many lines and pages as it needs."""
        for i, line in enumerate(wrap(text, RIGHT - LEFT, size, indent)):
            if self.y - size * leading < BOTTOM:
                self.turn()
            self.y -= size * leading
            shift = indent if i == 0 else 0
            self.text(line, LEFT + shift, self.y, size, width=RIGHT - LEFT, align=align)


def to_pdf(report: Specimen, *, draw_on: type[Canvas] = Canvas) -> bytes:
    """The report as a PDF; layout decides page numbers and what a table does at the end of a page.

    Args:
        report: what is written.
        draw_on: a kind of canvas that draws otherwise, for tests of what readers stand.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = BytesIO()
    canvas = draw_on(out, pagesize=(WIDTH, HEIGHT), pageCompression=0, invariant=1)
    canvas.setTitle("".join(report.title))
    canvas.setAuthor(report.body.name)
    canvas.setLineWidth(0.5)
    page = _Page(canvas, ("— {} —", "- {} -", "{}")[report.layout % 3])
    if report.layout % 2:
        page.paragraph(NOTE, CELL, align="center")
    for line in report.title:
        page.paragraph(line, TITLE, align="center", leading=1.6)
    page.y -= 12
    for text in report.intro:
        page.paragraph(text, PROSE, indent=2 * PROSE)
    for part in report.parts:
        if page.y < BOTTOM + 48:
            page.turn()
        page.paragraph(part.heading, HEADING, indent=2 * PROSE)
        for block in part.blocks:
            if isinstance(block, str):
                page.paragraph(block, PROSE, indent=2 * PROSE)
            else:
                _table(page, block, repeat_header=report.layout % 4 == 3)
    page.y -= 14
    for line in report.signature:
        page.paragraph(line, PROSE, align="right")
    if not report.layout % 2:
        page.paragraph(NOTE, CELL, align="center")
    page.turn()
    canvas.save()
    return out.getvalue()


@cache
def _advance(character: str) -> float:
    return float(pdfmetrics.stringWidth(character, FONT, 1))


def measure(text: str, size: float) -> float:
    """Width of a line in points."""
    return size * sum(map(_advance, text))


def wrap(text: str, width: float, size: float, indent: float = 0) -> list[str]:
    """Break text into lines: at any Chinese character, not inside a number, marks hang over the end."""
    lines: list[str] = []
    for piece in text.split("\n"):
        line, used = "", indent if not lines else 0.0
        for word in _words(piece):
            wide = measure(word, size)
            if line and used + wide > width and word not in NOT_FIRST:
                lines.append(line)
                line, used = "", 0.0
            line += word
            used += wide
        lines.append(line)
    return lines


def _words(text: str) -> Iterator[str]:
    """Single characters, except that ASCII runs (numbers) stay together."""
    run = ""
    for character in text:
        if character.isascii() and character != " ":
            run += character
            continue
        if run:
            yield run
        run = ""
        yield character
    if run:
        yield run


def _table(page: _Page, grid: Grid, *, repeat_header: bool) -> None:
    """Draw a table, cut between rows at the end of a page."""
    unit = (RIGHT - LEFT) / sum(grid.widths)
    x = [float(LEFT)]
    for width in grid.widths:
        x.append(x[-1] + width * unit)
    heights = _heights(grid, x)
    page.y -= 6
    first = 0
    while first < grid.rows:
        header = list(range(grid.header_rows)) if first and repeat_header else []
        room = page.y - BOTTOM - sum(heights[row] for row in header)
        last = first
        while last < grid.rows and sum(heights[first : last + 1]) <= room:
            last += 1
        # The head of a table is not left alone at the foot of a page.
        if last <= first + (grid.header_rows if first == 0 else 0) and page.y < TOP:
            page.turn()
            continue
        _fragment(page, grid, x, heights, [*header, *range(first, last)])
        first = last
        if first < grid.rows:
            page.turn()
    page.y -= 10


def _heights(grid: Grid, x: list[float]) -> list[float]:
    heights = [18.0] * grid.rows
    for cell in grid.cells:
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], len(_lines(cell, x)) * (CELL + 2) + 7)
    return heights


def _lines(cell: GridCell, x: list[float]) -> list[str]:
    return wrap(cell.text, x[cell.column + cell.column_span] - x[cell.column] - 5, CELL)


def _fragment(page: _Page, grid: Grid, x: list[float], heights: list[float], rows: list[int]) -> None:
    """The given rows on this page. A cell cut by the page end is ruled on both pages, its words stand on the one with more of it."""
    top: dict[int, float] = {}
    for row in rows:
        top[row] = page.y
        page.y -= heights[row]
    for cell in grid.cells:
        span = range(cell.row, cell.row + cell.row_span)
        here = [row for row in rows if row in span]
        if not here:
            continue
        upper, lower = top[here[0]], top[here[-1]] - heights[here[-1]]
        left, right = x[cell.column], x[cell.column + cell.column_span]
        page.canvas.rect(round(left, 1), round(lower, 1), round(right - left, 1), round(upper - lower, 1))
        if cell.text and (2 * len(here) > cell.row_span or (2 * len(here) == cell.row_span and cell.row in here)):
            _words_in(page, cell, x, upper, lower)


def _words_in(page: _Page, cell: GridCell, x: list[float], upper: float, lower: float) -> None:
    lines = _lines(cell, x)
    y = (upper + lower) / 2 + len(lines) * (CELL + 2) / 2 - CELL
    left, right = x[cell.column] + 2.5, x[cell.column + cell.column_span] - 2.5
    for line in lines:
        page.text(
            line,
            left,
            y,
            CELL,
            width=right - left,
            align="left" if cell.kind == "label" and cell.row_span == 1 else "center",
        )
        y -= CELL + 2

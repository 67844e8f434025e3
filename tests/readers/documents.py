"""Small documents made in code, one shape each, and the short forms in which tests look at what was read."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.model import Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai.model import Block

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
BODY = 12

Ruled = tuple[int, int, int, int, str]
"""row, column, row_span, column_span, text."""


def pdf(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF of one drawing function a page; coordinates are reportlab's, from the lower left."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), **options)
    for draw in pages:
        canvas.setFont(FONT, BODY)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def write(canvas: Canvas, top: float, text: str, *, left: float = 72, size: float = BODY) -> None:
    """One line with its baseline `top` points below the upper edge of an upright page."""
    canvas.setFont(FONT, size)
    canvas.drawString(left, HEIGHT - top, text)


def rule(
    canvas: Canvas,
    xs: Sequence[float],
    tops: Sequence[float],
    cells: Iterable[Ruled],
    *,
    draw: Callable[[Canvas, float, float, float, float], None] | None = None,
) -> None:
    """A ruled table: grid lines at `xs` and `tops` (from the upper edge), each cell with its frame and text."""
    for row, column, row_span, column_span, text in cells:
        left, right = xs[column], xs[column + column_span]
        top, bottom = HEIGHT - tops[row], HEIGHT - tops[row + row_span]
        (draw or _outline)(canvas, left, bottom, right, top)
        canvas.setFont(FONT, BODY)
        for number, line in enumerate(text.split("\n")):
            canvas.drawString(left + 4, top - 14 - 14 * number, line)


def _outline(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    canvas.rect(left, bottom, right - left, top - bottom)


def filled_sides(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    """A cell frame of four thin filled rectangles, as Word and browsers draw it."""
    for x, y, width, height in (
        (left, bottom, right - left, 0.5),
        (left, top, right - left, 0.5),
        (left, bottom, 0.5, top - bottom),
        (right, bottom, 0.5, top - bottom),
    ):
        canvas.rect(x, y, width, height, stroke=0, fill=1)


NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; further parts (`styles`, `numbering`) by name. The same at any time of day."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("document"), f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(_entry(name), f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return stream.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """Dated 1980: the clock must not tell two equal files apart."""
    made = zipfile.ZipInfo(f"word/{name}.xml")
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def p(text: str, properties: str = "") -> str:
    """A Word paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    """A Word table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    """A Word table; each row the cells' XML, with row properties before them where needed."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def texts(blocks: Iterable[Block]) -> list[str | list[list[str]]]:
    """Paragraphs as text, tables as rows of the texts of the cells that begin there."""
    return [block.text if isinstance(block, Paragraph) else matrix(block) for block in blocks]


def matrix(table: Table) -> list[list[str]]:
    """The texts of the cells of a table, by the row in which they begin."""
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def tables(blocks: Iterable[Block]) -> list[Table]:
    """The tables among the blocks."""
    return [block for block in blocks if isinstance(block, Table)]


def paragraphs(blocks: Iterable[Block]) -> list[str]:
    """The texts of the paragraphs among the blocks."""
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def spans(table: Table) -> dict[str, tuple[int, int, int, int]]:
    """Text to (row, column, row_span, column_span)."""
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}


def covered(table: Table) -> list[tuple[int, int]]:
    """Every grid position that a cell covers, once for each cell that covers it."""
    return [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]

"""One stream of rows out of any document: grid rows, rows of a text line, single cells on a line of their own.

Tables are found by their words in this stream, never by counting tables: page breaks, one small
table a row and tables without mark-up all read the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gongkai.model import Paragraph, Table, Where
from gongkai.recognise.numbers import CONVERTER_MARKS, clean, looks_like_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Document

Kind = Literal["grid", "cells", "spaced", "single", "break"]


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell in the stream. `column`, `span` and `height` are certain in grid rows only."""

    text: str
    where: Where
    column: int = 0
    span: int = 1
    height: int = 1
    origin: bool = True
    """False where a cell from a row above reaches down into this row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the stream.

    `grid`: a row of a table with certain columns, every covered position once.
    `cells`: a text line parted by tabs or bars. `spaced`: label and figures parted by spaces, blanks lost.
    `single`: one cell or one line of prose. `break`: an empty line, or bars that close a row.
    """

    kind: Kind
    cells: tuple[RowCell, ...]
    block: int
    table: int = -1
    """Index of the grid among the document's blocks; -1 outside grids."""
    columns: int = 0
    """Width of the grid."""
    gap: int = 0
    """Empty lines before this line (text files)."""
    pads: int = 0
    """Bare bars at the end of a line: left over from merged cells, or closing the row."""
    marked: bool = False
    """A tab or a bar marks the line as a cell, so that empty cells are not lost."""

    @property
    def text(self) -> str:
        """All cells that begin here, joined."""
        return "".join(cell.text for cell in self.cells if cell.origin)


_PAGE_NUMBER = re.compile(r"^(?:[-—–·~]+\d{1,3}[-—–·~]+|第\d{1,3}页(?:共\d{1,3}页)?|\d{1,3}/\d{1,3}页?)$")
_RULE = re.compile(r"^[|:\-\s]*-{3,}[|:\-\s]*$")
_VALUE = r"(?:[+\-减增]?\d[\d,]*(?:\.\d+)?(?:\s*(?:亿元|万元|元|件))?)"
_SPACED = re.compile(rf"^(?P<label>.*?)(?P<values>(?:(?:^|\s+){_VALUE}|\s+[/—-])+)\s*$")
_SPACED_VALUE = re.compile(rf"{_VALUE}|[/—-]")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_PROSE = re.compile(r"[。；：]")
ROW_LIKE = 5
"""From so many figures on, a line with a comma in its words is a row and no sentence."""


def row_stream(document: Document) -> tuple[Row, ...]:
    """All rows and lines of the document in order."""
    return tuple(_rows(document))


def _rows(document: Document) -> Iterator[Row]:
    gap = 0
    bars = _bars(document)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            yield from _grid_rows(block, index)
            gap = 0
            continue
        if not document.line_based and "\n" in block.text:
            yield _plain_line(block, index, gap)
            continue
        row = _text_row(block, index, gap, bars)
        if row is None:
            continue
        gap = gap + 1 if row.kind == "break" and not row.pads else 0
        yield row


def _grid_rows(table: Table, index: int) -> Iterator[Row]:
    by_row: dict[int, list[RowCell]] = {row: [] for row in range(table.rows)}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            by_row[row].append(
                RowCell(cell.text, cell.where, cell.column, cell.column_span, cell.row_span, origin=row == cell.row)
            )
    for cells in by_row.values():
        ordered = tuple(sorted(cells, key=lambda cell: cell.column))
        yield Row("grid", ordered, index, table=index, columns=table.columns)


@dataclass(frozen=True, slots=True)
class _Bars:
    """How a text uses bars."""

    outer: bool
    """Rows begin with a bar; otherwise a bar at the beginning follows an empty cell."""
    apart: bool
    """Spaces stand round the bars; then a bare `||` is left over from a merged cell."""


def _bars(document: Document) -> _Bars:
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph) and "|" in block.text]
    whole = [line for line in lines if line.strip("| \u3000\t")]
    leading = sum(line.lstrip().startswith("|") for line in whole)
    spaced = sum(" |" in line for line in lines)
    tight = sum(bool(re.search(r"[^\s|]\|", line)) for line in lines)
    return _Bars(outer=leading * 2 > len(whole), apart=spaced > tight)


def _text_row(block: Paragraph, index: int, gap: int, bars: _Bars) -> Row | None:
    text = CONVERTER_MARKS.sub("", block.text).replace("\uff5c", "|")
    stripped = text.strip()
    if _PAGE_NUMBER.match(clean(text)) or (_RULE.match(stripped) and "-" in stripped and len(stripped) > 2):
        return None
    if "|" in text:
        return _bar_row(text, block, index, gap, bars)
    if "\t" in text.rstrip("\n"):
        return _tab_row(text, block, index, gap)
    if not stripped:
        return Row("break", (), index, gap=gap)
    return _plain_line(block, index, gap)


def _bar_row(text: str, block: Paragraph, index: int, gap: int, bars: _Bars) -> Row:
    stripped = text.strip()
    bars_only = not stripped.strip("| \u3000")
    if bars_only and stripped.count("|") > 1 and " " not in stripped:
        return Row("break", (), index, gap=gap, pads=stripped.count("|"))
    if bars_only and stripped.count("|") == 1:
        return Row("single", (RowCell("", block.where),), index, gap=gap, marked=True)
    inner = re.sub(r"\|$", "", stripped)
    parts = (inner.removeprefix("|") if bars.outer else inner).split("|")
    pads = 0
    if bars.apart:
        while len(parts) > 1 and parts[-1] == "":
            parts.pop()
            pads += 1
    cells = tuple(RowCell(part, block.where) for part in parts)
    return Row("single" if len(cells) == 1 and not pads else "cells", cells, index, gap=gap, pads=pads, marked=True)


def _tab_row(text: str, block: Paragraph, index: int, gap: int) -> Row:
    parts = text.split("\t")
    filled = [part for part in parts if clean(part)]
    if len(filled) <= 1 and len(parts) <= 2:
        # One cell a line: the tab is indentation or an end mark.
        return Row("single", (RowCell("".join(filled), block.where),), index, gap=gap, marked=True)
    return Row("cells", tuple(RowCell(part, block.where) for part in parts), index, gap=gap, marked=True)


def _plain_line(block: Paragraph, index: int, gap: int) -> Row:
    text = CONVERTER_MARKS.sub("", block.text)
    match = _SPACED.match(text.strip()) if "\n" not in text else None
    if match is not None:
        values = _SPACED_VALUE.findall(match["values"])
        words = match["label"].strip()
        if (len(values) > 1 or words) and not looks_like_value(words) and not _is_prose(words, len(values)):
            cells = ([RowCell(words, block.where)] if words else []) + [RowCell(value, block.where) for value in values]
            return Row("spaced", tuple(cells), index, gap=gap)
    return Row("single", (RowCell(text, block.where),), index, gap=gap)


def _is_prose(words: str, values: int) -> bool:
    outside = _BRACKETED.sub("", words)
    return bool(_PROSE.search(outside)) or (values < ROW_LIKE and "，" in outside)

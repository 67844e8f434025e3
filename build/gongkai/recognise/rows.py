"""One stream of rows out of any document: grid rows, rows of a text line, single cells on a line of their own.

Tables are found by their words in this stream, never by counting tables: page breaks, one small
table a row and tables without mark-up all read the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from gongkai import codes
from gongkai.model import Table, Where
from gongkai.recognise.forms import application_rows
from gongkai.recognise.labels import label
from gongkai.recognise.layout import words_at
from gongkai.recognise.lines import Line, parted
from gongkai.recognise.numbers import CONVERTER_MARKS, clean, looks_like_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongkai.model import Block, Document
    from gongkai.recognise.layout import Span

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
    at: Span | None = None
    """Place on its line, in lines parted by spaces."""


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


_PAGE_NUMBER = re.compile(r"^(?:[-—–·~]+\d{1,3}[-—–·~]+|第\d{1,3}页(?:共\d{1,3}页)?)$")
_RULE = re.compile(r"^[|:\-\s]*-{3,}[|:\-\s]*$")
_LAST_WORD = re.compile(r"^(.*?)(\S+)$", re.DOTALL)
_UNITS = frozenset({"元", "万元", "亿元", "件", "件次", "个", "项", "条"})
_UPRIGHT = frozenset("三、本年度办理结果不予公开无法提供处其他（）一二四五六")
"""Characters of the group labels that run down the page, one on a line."""
_DASHES = frozenset("-—–")
_VALUE_ROW = re.compile("办理结果|予公开|无法提供|不予处理|其他处理")
"""Labels of groups; where one of them reaches down, spans are not lost."""
RAGGED_CELLS = 6
RAGGED_ROWS = 3
RAGGED_SHARE = 0.25
"""So many rows with so many cells each that end before the table's last column."""
MAX_CELL = 20
"""Characters of a cell beside figures, a note included."""
_NOTE = re.compile(r"[（(\[【].*[)）\]】]")
_GLUED = re.compile(r"(?<=[\u4e00-\u9fff）)”])(?=[+\-−/—\d０-９])")
"""A label with the first figure right behind it, the blank between them lost."""
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_PROSE = re.compile(r"[。；：]")
ALMOST_ALL = 0.85
"""Share of lines that settles how a text uses bars; the others may be prose or damaged."""
ROW_LIKE = 5
"""From so many figures on, a line with a comma in its words is a row and no sentence."""


def row_stream(document: Document) -> tuple[Row, ...]:
    """All rows and lines of the document in order."""
    return tuple(_rows(document))


def _rows(document: Document) -> Iterator[Row]:
    for is_table, run in groupby(enumerate(document.blocks), key=lambda item: isinstance(item[1], Table)):
        if is_table:
            for index, block in run:
                yield from _grid_rows(block, index)
        else:
            yield from _line_rows(tuple(run), line_based=document.line_based)


def _line_rows(blocks: Sequence[tuple[int, Block]], *, line_based: bool) -> Iterator[Row]:
    lines = parted([Line(CONVERTER_MARKS.sub("", block.text), block.where, i) for i, block in blocks if not isinstance(block, Table)])  # fmt: skip
    bars = _bars(lines)
    gap = 0
    for line in lines:
        row = _plain_line(line, gap) if not line_based and "\n" in line.text else _text_row(line, gap, bars)
        if row is None:
            continue
        gap = gap + 1 if row.kind == "break" and not row.pads else 0
        yield row


def _grid_rows(table: Block, index: int) -> Iterator[Row]:
    assert isinstance(table, Table)
    by_row: dict[int, list[RowCell]] = {row: [] for row in range(table.rows)}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            by_row[row].append(
                RowCell(cell.text, cell.where, cell.column, cell.column_span, cell.row_span, origin=row == cell.row)
            )
    ragged = _is_ragged(by_row.values(), table.columns)
    for cells in by_row.values():
        ordered = tuple(sorted(cells, key=lambda cell: cell.column))
        if ragged:
            own = tuple(cell for cell in ordered if cell.origin)
            yield Row("cells", own, index, marked=True)
        else:
            yield Row("grid", ordered, index, table=index, columns=table.columns)


def _is_ragged(rows: Iterable[Sequence[RowCell]], columns: int) -> bool:
    """Rows of figures end in different columns: spans are lost, and columns say nothing."""
    body = [row for row in rows if len(row) >= RAGGED_CELLS]
    if any(cell.height > 1 and _VALUE_ROW.search(cell.text) for row in body for cell in row):
        return False
    ends = [max(cell.column + cell.span for cell in row) for row in body]
    return sum(end < columns for end in ends) >= max(RAGGED_ROWS, len(ends) * RAGGED_SHARE)


@dataclass(frozen=True, slots=True)
class _Bars:
    """How a text uses bars."""

    outer: bool
    """Rows begin with a bar; otherwise a bar at the beginning follows an empty cell."""
    closing: bool
    """Rows end with a bar; otherwise an empty cell follows a bar at the end."""
    apart: bool
    """Spaces stand round the bars; then a bare `||` is left over from a merged cell."""


def _bars(lines: Sequence[Line]) -> _Bars:
    texts = [line.text for line in lines if "|" in line.text]
    whole = [text for text in texts if text.strip("| \u3000\t")]
    leading = sum(text.lstrip().startswith("|") for text in whole)
    closing = sum(text.rstrip().endswith("|") for text in whole)
    spaced = sum(" |" in text for text in texts)
    tight = sum(bool(re.search(r"[^\s|]\|", text)) for text in texts)
    most = ALMOST_ALL * len(whole)
    return _Bars(outer=leading > most, closing=closing > most, apart=spaced > tight)


def _text_row(line: Line, gap: int, bars: _Bars) -> Row | None:
    if line.cells is not None or line.single:
        cells = tuple(RowCell(text, line.where) for text in line.cells or (line.text,))
        return Row("single" if line.single else "cells", cells, line.block, gap=gap, marked=True)
    stripped = line.text.strip()
    if _PAGE_NUMBER.match(clean(stripped)) or (_RULE.match(stripped) and "-" in stripped and len(stripped) > 2):
        return None
    if "|" in line.text:
        return _bar_row(line, gap, bars)
    if "\t" in line.text.rstrip("\n"):
        return _tab_row(line, gap)
    if not stripped:
        return Row("break", (), line.block, gap=gap)
    return _plain_line(line, gap)


def _bar_row(line: Line, gap: int, bars: _Bars) -> Row:
    stripped = line.text.strip()
    bars_only = not stripped.strip("| \u3000")
    if bars_only and stripped.count("|") > 1 and " " not in stripped:
        return Row("break", (), line.block, gap=gap, pads=stripped.count("|"))
    if bars_only and stripped.count("|") == 1:
        return Row("single", (RowCell("", line.where),), line.block, gap=gap, marked=True)
    inner = stripped.removesuffix("|") if bars.closing else stripped
    parts = (inner.removeprefix("|") if bars.outer else inner).split("|")
    pads = 0
    if bars.apart:
        while len(parts) > 1 and parts[-1] == "":
            parts.pop()
            pads += 1
    filled = [clean(part) for part in parts if clean(part)]
    if 1 < len(parts) < ROW_LIKE and filled and all(part in _DASHES for part in filled):
        return Row("break", (), line.block, gap=gap)  # A dummy table, as transcripts have them.
    cells = tuple(RowCell(part, line.where) for part in parts)
    kind: Kind = "single" if len(cells) == 1 and not pads else "cells"
    return Row(kind, cells, line.block, gap=gap, pads=pads, marked=True)


def _tab_row(line: Line, gap: int) -> Row:
    parts = line.text.split("\t")
    filled = [part for part in parts if clean(part)]
    if len(filled) <= 1 and len(parts) <= 2:
        # One cell a line: the tab is indentation or an end mark.
        return Row("single", (RowCell("".join(filled), line.where),), line.block, gap=gap, marked=True)
    return Row("cells", tuple(RowCell(part, line.where) for part in parts), line.block, gap=gap, marked=True)


def _plain_line(line: Line, gap: int) -> Row:
    if "\n" not in line.text:
        words, values = _aligned(line.text) or _parted(line.text)
        named = (
            (len(values) > 1 or (words and values))
            and not looks_like_value(words)
            and not _is_prose(words, len(values))
        )
        if named:
            names = [word for word, _ in words_at(words) if label(word).words]
            texts = (*(name for name in names if name not in _UPRIGHT or name == names[-1]), *values)
            spans = _spans(line.text, texts)
            cells = [RowCell(part, line.where, at=span) for part, span in zip(texts, spans, strict=True)]
            return Row("spaced", tuple(cells), line.block, gap=gap)
        parts = words_at(line.text)
        if len(parts) > 1 and parts[0][0] in _UPRIGHT:
            line = replace(line, text="  ".join(word for word, _ in parts[1:]))
    return Row("single", (RowCell(line.text, line.where),), line.block, gap=gap)


def _aligned(text: str) -> tuple[str, list[str]] | None:
    """The words of a line whose columns stand wide apart, and all its cells from the first figure on."""
    words = [word for word, _ in words_at(text)]
    first = next((i for i, word in enumerate(words) if looks_like_value(word)), len(words))
    cells = words[first:]
    if len(cells) < ROW_LIKE or any(len(cell) > MAX_CELL for cell in cells):
        return None
    return "  ".join(words[:first]), cells


def _spans(text: str, texts: Sequence[str]) -> list[Span]:
    """Places of the cells on their line: the last ones are its last words."""
    words = words_at(text, apart=False)
    spans: list[Span] = []
    for part in reversed(texts):
        own: list[Span] = []
        length = 0
        while words and length < len("".join(part.split())):
            word, span = words.pop()
            own.append(span)
            length += len(word)
        spans.insert(0, (own[-1][0], own[0][1]) if own else (0, 0))
    return spans


def _parted(text: str) -> tuple[str, list[str]]:
    """The words of a line, and the figures at its end; a note in brackets stays with its figure.

    >>> _parted("规章 2（其中修订1件） / 0"), _parted("行政许可512")
    (('规章', ['2（其中修订1件）', '/', '0']), ('行政许可', ['512']))
    """
    values: list[str] = []
    rest, note = text.strip(), ""
    while match := _LAST_WORD.search(rest):
        word = match[2]
        if looks_like_value(word):
            values.insert(0, f"{word} {note}".strip())
            rest, note = match[1].strip(), ""
        elif not note and (_NOTE.fullmatch(word) or word in _UNITS) and match[1]:
            rest, note = match[1].strip(), word
        else:
            break
    rest = f"{rest} {note}".strip()
    for cut in _GLUED.finditer(rest):
        name, value = rest[: cut.start()], rest[cut.start() :]
        if label(name).words in _known_labels() and looks_like_value(value):
            return name, [value, *values]
    return rest, values


@cache
def _known_labels() -> frozenset[str]:
    """Words of every label of a row, with and without the labels of the groups it stands in."""
    texts = [cell["row_label_zh"] for cell in codes.code_list("disclosure_cells")]
    for row in application_rows():
        texts += [part + text for text in row.labels for part in ("", row.group, row.wide_group + row.group)]
    return frozenset(label(text).words for text in texts)


def _is_prose(words: str, values: int) -> bool:
    outside = _BRACKETED.sub("", words)
    return bool(_PROSE.search(outside)) or (values < ROW_LIKE and "，" in outside)

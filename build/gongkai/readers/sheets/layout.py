"""Which part of a sheet is prose and which is a table.

A sheet has no paragraphs and no tables, only cells. Rows with one cell are prose (titles, headings, sentences), unless
they stand inside a table: a label beside blank figures. Rows with several cells are tables. Narrative that stands
beside a table is taken out first. Empty rows part tables only where a new header follows; a table with blank rows put
in stays one. A grid is as wide as its own rows, so that tables of different widths below each other keep their columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUE = re.compile(
    r"[^\u4e00-\u9fffA-Za-z]*\d[^\u4e00-\u9fff]*"
    r"|(?:减少?|增加?|负|正)?\s*[\d,.]+\s*[万亿]?(?:元|件次|人次|[件个项条宗例起份次部篇])?(?:\s*[（(\[【].*)?"
    r"|[/\\—–―─\-]+|无|零|〇|不适用|不涉及|TRUE|FALSE|[#=?].*",
    re.DOTALL,
)
"""What stands in a cell of figures, well read or not; blank cells aside."""
HEADING = re.compile(
    r"\s*[（(]?[一二三四五六七八九十]+\s*[)）、.．][^。]{0,24}(?:情况|问题|事项|措施|概述)[^。]{0,16}$|.*(?:年度报告|年报)\s*$"
)
"""A section's heading, or a title."""
_NUMERALS = tuple("一二三四五六七八九")
_CLAUSE = re.compile(r"\s*第?\s*二十条\s*第")
_NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]+\s*[)）、.．]|\d{1,2}\s*[.、．])")
_SIGNED = re.compile(r".*\d{4}\s*年.*[月日]\s*$|\s*(?:注|备注|说明|单位|填报)\s*[:：]")
_SENTENCE = re.compile(r"[。！？；]")
_DIGIT = re.compile(r"\d")

LAST_TABLE = 4
"""Number of the last section with a prescribed table; what is told from the fifth on stands behind the tables."""
MAX_SIDES = 50
"""Headings at the side of tables; a report has three."""
LONG = 70
"""No label of the prescribed tables has so many characters (the longest has 60)."""
PROSE = 40
"""A sentence this long is no label."""
SHORTEST = 6
"""A sentence has at least so many characters; 0。 and 无。 are figures with a stray mark."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A filled or merged cell with the visible rows and columns that it covers, counted from 1."""

    text: str
    rows: Sequence[int]
    columns: Sequence[int]

    @property
    def end(self) -> int:
        """Its last column."""
        return self.columns[-1]


@dataclass(frozen=True, slots=True)
class Area:
    """A table, or paragraphs one after the other."""

    cells: tuple[Shown, ...]
    is_table: bool = False
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    """Rows and columns of the sheet that the table has."""

    @property
    def first_row(self) -> int:
        """Where it begins."""
        return min((cell.rows[0] for cell in self.cells), default=0)


@dataclass(slots=True)
class _Line:
    """A row of the sheet."""

    row: int
    gap: bool
    """An empty row stands above it."""
    cells: list[Shown]
    """Filled cells that begin in it."""
    covered: bool = False
    """A cell from above reaches into it."""


def areas(cells: Sequence[Shown], hidden: frozenset[int] = frozenset()) -> list[Area]:
    """Part what a sheet shows into paragraphs and tables, in reading order; no table has `hidden` columns."""
    filled = [cell for cell in cells if cell.text.strip()]
    beside = _beside(filled)
    taken = {id(cell) for group in beside for cell in group}
    lines = _lines([cell for cell in filled if id(cell) not in taken])
    goes_on = _going_on(lines)
    found: list[Area] = []
    table = _Open()
    for index, line in enumerate(lines):
        prose = _is_prose(line, lines[index + 1] if index + 1 < len(lines) else None, goes_on[index], bool(table.lines))
        if prose or (table.lines and table.ends_before(line)):
            found += _table_areas(table.lines, hidden)
            table = _Open()
        if prose:
            found.append(Area(tuple(line.cells)))
        else:
            table.add(line)
    found += _table_areas(table.lines, hidden)
    for group in beside:
        cut = next((index for index, cell in enumerate(group) if section_number(cell.text) > LAST_TABLE), len(group))
        if cut < len(group):
            behind = max((index + 1 for index, area in enumerate(found) if area.is_table), default=len(found))
            found.insert(behind, Area(tuple(group[cut:])))
        if cut:
            found.insert(_before(found, group[0].rows[0]), Area(tuple(group[:cut])))
    return found


def _before(found: Sequence[Area], row: int) -> int:
    """Return where narrative that begins in a row is put: before the table beside it and what else stands beside it."""
    at = next((index for index, area in enumerate(found) if area.rows and area.rows[-1] >= row), len(found))
    while at and not found[at - 1].is_table and found[at - 1].first_row >= row:
        at -= 1
    return at


def section_number(text: str) -> int:
    """Return the number of a section's heading; 0 for everything else.

    >>> section_number("五、存在的主要问题及改进情况"), section_number("一、本年新收政府信息公开申请数量")
    (5, 0)
    """
    text = text.strip()
    return _NUMERALS.index(text[0]) + 1 if text[:1] in _NUMERALS and text[1:2] == "、" and HEADING.match(text) else 0


def is_value(text: str) -> bool:
    """Whether a text can stand in a cell of figures.

    >>> [is_value(text) for text in ("12", "22（其中修订16件）", "/", "减4", "43.79/43.788", "规章", "2021年")]
    [True, True, True, True, True, False, False]
    """
    return _VALUE.fullmatch(text.strip()) is not None


def _is_sentence(text: str) -> bool:
    """Whether a text is told, not listed. The form's own long cell, on the sums of the applications table, is not."""
    if is_value(text) or "勾稽" in text:
        return False
    return _is_long(text) or (len(text) >= SHORTEST and text.endswith(("。", "；")))


def _is_long(text: str) -> bool:
    return len(text) > LONG or (len(text) > PROSE and bool(_SENTENCE.search(text)))


def _lines(cells: Sequence[Shown]) -> list[_Line]:
    """Return the rows in which cells begin; one into which cells from above merely reach was put in empty."""
    starts: dict[int, list[Shown]] = {}
    for cell in cells:
        starts.setdefault(cell.rows[0], []).append(cell)
    covered = {row for cell in cells for row in cell.rows[1:]}
    lines: list[_Line] = []
    for row in sorted(starts):
        gap = bool(lines) and row - lines[-1].row > 1 and row not in covered
        lines.append(_Line(row, gap, sorted(starts[row], key=lambda cell: cell.columns[0]), row in covered))
    return lines


def _is_prose(line: _Line, after: _Line | None, goes_on: bool, inside: bool) -> bool:
    """Whether a row is no part of a table.

    Args:
        line: the row.
        after: the row below it.
        goes_on: a row of several cells follows before any heading or sentence.
        inside: the row before it belongs to a table.
    """
    if line.covered:
        return False
    texts = [cell.text.strip() for cell in line.cells]
    if len(texts) > 1:
        alone = (after is None or (len(after.cells) == 1 and not after.covered)) and (not inside or line.gap)
        told = any(_is_long(text) and _is_sentence(text) for text in texts) or (alone and len(texts) <= 3)
        return told and not any(is_value(text) for text in texts)
    text = texts[0]
    if _CLAUSE.match(text) and len(text) <= PROSE:
        return False
    in_table = goes_on or (inside and bool(_NUMBERED.match(text)))
    return _is_told(text) or not (is_value(text) or inside) or not (in_table or (inside and is_value(text)))


def _is_told(text: str) -> bool:
    """Whether a text alone in its row is prose wherever it stands: a heading, a sentence, a date, a note."""
    return bool(HEADING.match(text) or _is_sentence(text) or _SIGNED.match(text))


def _going_on(lines: Sequence[_Line]) -> list[bool]:
    """For each row, whether a row of several cells follows before any heading or sentence."""
    found = [False] * len(lines)
    for index in range(len(lines) - 2, -1, -1):
        below = lines[index + 1]
        several = len(below.cells) != 1 or below.covered
        found[index] = several or (not _is_told(below.cells[0].text.strip()) and found[index + 1])
    return found


@dataclass(slots=True)
class _Open:
    """A table while its rows are collected."""

    lines: list[_Line] = field(default_factory=list)
    figures: set[int] = field(default_factory=set)
    """Columns that hold figures."""
    end: int = 0

    def add(self, line: _Line) -> None:
        """Take one more row."""
        self.lines.append(line)
        for cell in line.cells:
            self.end = max(self.end, cell.end)
            if is_value(cell.text):
                self.figures.update(cell.columns)

    def ends_before(self, line: _Line) -> bool:
        """Whether a row is the first header row of another table: words where this one has figures, or beyond it."""
        if line.covered or not self.figures or len(line.cells) < 2 or any(is_value(cell.text) for cell in line.cells):
            return False
        over = sum(any(column in self.figures for column in cell.columns) for cell in line.cells)
        return over > 1 or line.cells[-1].end > self.end


def _table_areas(lines: Sequence[_Line], hidden: frozenset[int]) -> list[Area]:
    """Return the table that rows make up; a single cell is none."""
    cells = tuple(cell for line in lines for cell in line.cells)
    if len(cells) < 2:
        return [Area(cells)] if cells else []
    first, last = min(cell.columns[0] for cell in cells), max(cell.end for cell in cells)
    begun = {cell.columns[0] for cell in cells}
    # Where every column has a header of its own, one in which nothing begins was put in empty.
    headed = any(len(line.cells) > 3 and not any(_DIGIT.search(cell.text) for cell in line.cells) for line in lines)
    columns = tuple(sorted(begun)) if headed else tuple(c for c in range(first, last + 1) if c not in hidden)
    return [Area(cells, is_table=True, rows=tuple(line.row for line in lines), columns=columns)]


def _beside(cells: Sequence[Shown]) -> list[list[Shown]]:
    """Return the narrative that stands beside tables, in groups.

    A group is what fills a strip of the sheet that free columns part from the rest and that holds no figures, what
    stands in columns behind the figures with a sentence among it, or a heading at the side of the rows that it names.
    A sentence between figures or labels is left there: it may be what stands for a figure.
    """
    by_row: dict[int, list[Shown]] = {}
    for cell in cells:
        for row in cell.rows:
            by_row.setdefault(row, []).append(cell)
    with_figures = {row for row, own in by_row.items() if any(is_value(cell.text) for cell in own)}
    shared = [cell for cell in cells if any(row in with_figures and len(by_row[row]) > 1 for row in cell.rows)]
    sides = [[cell] for cell in shared if len(cell.rows) > 1 and HEADING.match(cell.text)][:MAX_SIDES]
    told = {id(cell) for cell in shared if _is_sentence(cell.text.strip())}
    if not told:
        return sides
    figures = {column for cell in shared if is_value(cell.text) for column in cell.columns}
    near = [cell for cell in cells if any(len(by_row[row]) > 1 for row in cell.rows)]
    groups = []
    taken: set[int] = set()
    # The narrative's own short lines may stand in rows that hold nothing else.
    for own in _by_strip(cells, _strips(near)):
        if any(id(cell) in told for cell in own) and not any(is_value(cell.text) for cell in own):
            groups.append(own)
            taken.update(id(cell) for cell in own)
    outside = {cell.columns[0] for cell in shared if id(cell) in told and cell.columns[0] > max(figures)}
    groups += [[cell] for cell in near if cell.columns[0] in outside and id(cell) not in taken]
    for group in groups:
        group.sort(key=lambda cell: (cell.columns[0], cell.rows[0]))
    done = {id(cell) for group in groups for cell in group}
    return [*groups, *(side for side in sides if id(side[0]) not in done)]


def _by_strip(cells: Sequence[Shown], strips: Sequence[set[int]]) -> list[list[Shown]]:
    """Share out the cells that lie within one strip."""
    strip_of = {column: number for number, strip in enumerate(strips) for column in strip}
    shared: list[list[Shown]] = [[] for _ in strips]
    for cell in cells:
        number = strip_of.get(cell.columns[0])
        if number is not None and strip_of.get(cell.end) == number:
            shared[number].append(cell)
    return shared


def _strips(cells: Sequence[Shown]) -> list[set[int]]:
    """Return the runs of columns that free columns part."""
    strips: list[set[int]] = []
    for before, column in pairwise([-1, *sorted({column for cell in cells for column in cell.columns})]):
        if column - before > 1 or not strips:
            strips.append(set())
        strips[-1].add(column)
    return strips

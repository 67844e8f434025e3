"""A sheet while it is read: filled cells, merges, what is hidden, what is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.errors import UnreadableFileError
from gongkai.readers.sheets.layout import Shown
from gongkai.readers.sheets.shared import MAX_SHEETS, Sheet, check_cells, visible

MAX_COLUMN = 16_384
"""The last column that spreadsheets have."""
MAX_MERGED = 2_000_000
"""Cells that all merges together cover."""
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_WORDS = re.compile(r"[\u4e00-\u9fff]{8}")
_NOT_ASCII = re.compile(r"[^\x21-\x7e]+")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 1."""


@dataclass(slots=True)
class Grid:
    """What a reader collects of one sheet."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    doubts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def add(self, row: int, column: int, text: str, doubt: str = "") -> None:
        """Keep what a cell shows, if anything.

        Raises:
            UnreadableFileError: `too_large`.
        """
        if text.strip():
            self.texts[row, column] = text
            check_cells(len(self.texts))
            if doubt:
                self.doubts[row, column] = doubt

    def hide_columns(self, first: int, last: int) -> None:
        """Leave out columns, the last one included."""
        if len(self.hidden_columns) < MAX_COLUMN:
            self.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))

    def keep_printed(self, printed: tuple[Range, ...]) -> None:
        """Leave out what stands outside the print area, if it is figures alone, such as somebody's reckoning.

        Words outside it are kept: a print area that was forgotten must not lose half a report.
        """
        outside = [
            place
            for place in self.texts
            if not any(r0 <= place[0] <= r1 and c0 <= place[1] <= c1 for r0, c0, r1, c1 in printed)
        ]
        if printed and not any(_WORDS.search(self.texts[place]) for place in outside):
            for place in outside:
                del self.texts[place]
                self.doubts.pop(place, None)

    def sheet(self, name: str, boxes: tuple[Shown, ...] = ()) -> Sheet:
        """Return what is shown.

        Raises:
            UnreadableFileError: `too_large`.
        """
        last_row = max((row for row, _ in self.texts), default=0)
        last_column = max((column for _, column in self.texts), default=0)
        cells: dict[tuple[int, int], Shown] = {
            place: Shown(text, (place[0],), (place[1],)) for place, text in self.texts.items()
        }
        covered = 0
        for r0, c0, r1, c1 in self.merges:
            rows, columns = range(r0, min(r1, last_row) + 1), range(c0, min(c1, last_column) + 1)
            covered += len(rows) * len(columns)
            if covered > MAX_MERGED:
                raise UnreadableFileError(
                    "too_large", f"工作表“{name}”的合并单元格超过 {MAX_MERGED} 格，不是年度报告；请另存后重试"
                )
            if not rows or not columns:
                continue
            for row in rows:
                for column in columns:
                    cells.pop((row, column), None)
            cells[r0, c0] = Shown(self.texts.get((r0, c0), ""), rows, columns)
        ordered = [cells[place] for place in sorted(cells)]
        shown = visible(ordered, frozenset(self.hidden_rows), frozenset(self.hidden_columns))
        places = {(cell.rows[0], cell.columns[0]) for cell in shown}
        return Sheet(
            name,
            tuple(shown),
            boxes,
            frozenset(self.hidden_columns),
            tuple((why, *place) for place, why in sorted(self.doubts.items()) if place in places),
        )


def reference(text: str) -> tuple[int, int] | None:
    """Return row and column of a cell's name; None where it is none.

    >>> reference("B12"), reference("$AA$1"), reference("1:2")
    ((12, 2), (1, 27), None)
    """
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def area(text: str) -> Range | None:
    """Return the range that a name such as `表三!$A$1:$J$30` gives; None where it is none.

    >>> area("'表 三'!$A$1:$J$30"), area("表三!$A:$J")
    ((1, 1, 30, 10), None)
    """
    first, _, last = text.rpartition("!")[2].partition(":")
    begin, end = reference(first), reference(last or first)
    return (*begin, *end) if begin and end else None


def formula_text(formula: str) -> str:
    """Return what stands for a formula without result: the formula, without words, so that it reads as no label.

    >>> formula_text("SUM(表三!A1:F1)")
    '=SUM(…!A1:F1)'
    """
    return "=" + (_NOT_ASCII.sub("…", formula)[:60] or "…")


def at_most(count: int) -> None:
    """Refuse a workbook with more sheets than any report has.

    Raises:
        UnreadableFileError: `too_large`.
    """
    if count > MAX_SHEETS:
        raise UnreadableFileError(
            "too_large", f"工作簿有 {count} 张工作表，上限为 {MAX_SHEETS} 张；请只保留年度报告的工作表"
        )

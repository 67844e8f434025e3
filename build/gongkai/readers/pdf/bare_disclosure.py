"""The disclosure table (二) without rulings: a block for each clause of article 20, with its own header."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.readers.pdf.bare_columns import assigned, columns_of
from gongkai.readers.pdf.bare_rows import REACH, VALUE, BareRow, BareTable, is_figures, placed_row, squeezed
from gongkai.readers.pdf.flow import FINE, Word, word_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.pdf.flow import Flow

CLAUSE = re.compile(r"第?二十条第?[（(][一二三四五六七八九]{1,2}[）)]项")
LABELS = (*(codes.row_label("disclosure", code) for code in codes.row_codes("disclosure")), "规范性文件", "信息内容")
MEASURES = tuple(codes.column_label("disclosure", code) for code in codes.column_codes("disclosure"))
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_UNIT = re.compile(r"[（(]?(?:单位[:：]?)?(?:万?元)?[）)]?$")
MOST_LINES = 60
"""Lines of the table at most."""
LINE = 1.8
"""Font sizes from one line of a label or header to the next at most."""
GAP = 6.0
"""Font sizes between two lines of the table at most."""


def disclosure(flow: Flow) -> BareTable | None:
    """Read the table out of the flow; None if it is not there, or its columns cannot be told."""
    lines = word_rows(flow.chars, FINE)
    clauses = [i for i, line in enumerate(lines) if CLAUSE.fullmatch("".join(squeezed(w.text) for w in line))]
    if not clauses:
        return None
    start = clauses[0]
    stop = next((i for i in range(start, len(lines)) if not _belongs(lines, i, start)), len(lines))
    found: list[BareRow] = []
    begins = [i for i in clauses if i < stop]
    for begin, end in zip(begins, [*begins[1:], stop], strict=True):
        block = _block(flow, lines[begin:end])
        if block is None:
            return None
        found += block
    first, last = lines[start][0].y, lines[stop - 1][0].y
    chars = frozenset(char for char in flow.chars if first - 3 <= char.y <= last + 3)
    return BareTable(tuple(found), chars)


def _belongs(lines: Sequence[Sequence[Word]], index: int, start: int) -> bool:
    """Whether a line is one of the table's: clause, labels, measures or figures."""
    line = lines[index]
    if index - start > MOST_LINES or (index > start and line[0].y - lines[index - 1][0].y > GAP * line[0].size):
        return False
    if CLAUSE.fullmatch("".join(squeezed(word.text) for word in line)):
        return True
    known = (squeezed(word.text) for word in line)
    return all(_is_known(text) or _NOTE.fullmatch(text) or VALUE.fullmatch(text) for text in known)


def _is_known(text: str) -> bool:
    plain = _UNIT.sub("", text)
    return not plain or any(plain in name for name in (*LABELS, *MEASURES))


def _block(flow: Flow, lines: Sequence[Sequence[Word]]) -> list[BareRow] | None:
    """The rows of one clause: its name, its header, its items; None if a label or column is in doubt."""
    corner = next((w for line in lines[1:] for w in line if squeezed(w.text) == "信息内容"), None)
    left = [w for line in lines[1:] for w in line if _is_label(squeezed(w.text))]
    if corner is None or not left:
        return None
    edge = max(word.x1 for word in left)
    labels = _labels(sorted((w for w in left if w is not corner), key=lambda w: w.y))
    right = [[w for w in line if w.middle > edge] for line in lines[1:]]
    figures = [line for line in right if line and is_figures(line)]
    notes = [line for line in right if line and all(_NOTE.fullmatch(squeezed(word.text)) for word in line)]
    measures = [line for line in right if line and not is_figures(line) and line not in notes]
    above = min((label[0].y for label in labels), default=0.0)
    if (
        not labels
        or any(line[0].y > above - 0.1 for line in measures)
        or any(w.middle <= edge and w not in left for line in lines[1:] for w in line)
    ):
        return None
    tops = columns_of([word for line in measures for word in line])
    if not tops or any(row[0].y < measures[-1][0].y for row in figures):
        return None
    places = assigned(tops, figures, flow.walls(measures[0][0].y, lines[-1][0].y))
    rows: dict[int, BareRow] = {}
    for row, columns in zip(figures, places, strict=True):
        owner = _owner(row[0], labels)
        if owner is None or owner in rows:
            return None
        rows[owner] = placed_row(labels[owner], row, columns, len(tops))
    for note in (word for line in notes for word in line):
        noted = [i for i, row in rows.items() if _below(note, row) is not None]
        if len(noted) != 1:
            return None
        rows[noted[0]] = _with_note(rows[noted[0]], note)
    items = [rows.get(i) or placed_row(label, [], [], len(tops)) for i, label in enumerate(labels)]
    heads = tuple((measures[0][0]._replace(text=top.text, x0=top.x0, x1=top.x1),) for top in tops)
    return [BareRow(tuple(lines[0]), (), y=lines[0][0].y), BareRow((corner,), heads, y=corner.y), *items]


def _below(note: Word, row: BareRow) -> int | None:
    """Return the column of the one figure right above a note."""
    above = [
        column
        for column, cell in enumerate(row.cells)
        if cell
        and 0 < note.y - cell[-1].y <= LINE * note.size
        and min(w.x0 for w in cell) < note.x1
        and note.x0 < max(w.x1 for w in cell)
    ]
    return above[0] if len(above) == 1 else None


def _with_note(row: BareRow, note: Word) -> BareRow:
    cells = tuple((*cell, note) if column == _below(note, row) else cell for column, cell in enumerate(row.cells))
    return replace(row, cells=cells)


def _is_label(text: str) -> bool:
    return any(text in name for name in LABELS) and not any(text in name for name in MEASURES)


def _labels(found: Sequence[Word]) -> list[list[Word]]:
    """Join the lines of each label: as long as the words together are part of a prescribed one."""
    blocks: list[list[Word]] = []
    for word in found:
        joined = "".join(w.text for w in blocks[-1]) + word.text if blocks else ""
        near = blocks and word.y - blocks[-1][-1].y <= LINE * word.size
        if near and any(squeezed(joined) in name for name in LABELS):
            blocks[-1].append(word)
        else:
            blocks.append([word])
    return blocks


def _owner(figure: Word, labels: Sequence[Sequence[Word]]) -> int | None:
    reach = REACH * figure.size
    beside = [i for i, block in enumerate(labels) if block[0].y - reach <= figure.y <= block[-1].y + reach]
    return beside[0] if len(beside) == 1 else None

"""Table 二 read top to bottom as a small state machine: clause, header row 信息内容 …, rows.

The header above a row tells the edition and the columns. A row that has lost its header, or whose
figures may stand on another line, is found but stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise import doubts
from gongkai.recognise.columns import Placed
from gongkai.recognise.disclosure_headers import Header, fit_header, is_header_cell, is_measure
from gongkai.recognise.disclosure_order import with_own_figures
from gongkai.recognise.entries import Entry, entries
from gongkai.recognise.forms import EDITIONS
from gongkai.recognise.labels import label, similarity, squeezed
from gongkai.recognise.layout import words_at
from gongkai.recognise.numbers import clean, looks_like_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.model import Finding, FormCode, Where
    from gongkai.recognise.rows import Row, RowCell

CLAUSE = re.compile(r"第?二十条第?[(（]?([一五六八九])[)）]?项?")
SURE_ITEM = 0.7
"""Similarity from which a label is one of the table's rows."""
ROW_LABEL = 20
"""Characters up to which a text beside figures is taken for a row of its own, not for prose."""

ITEM_SHORT = {"normative_documents": ("行政规范性文件", "规范性文件"), "fees": ("行政事业性收费", "行政事业收费")}
_CLAUSES = {row: block.clause for edition in EDITIONS for block in edition.blocks for row in block.rows}


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the table with the header it stands under."""

    code: str
    entry: Entry
    header: Header | None
    """None: the header above this row could not be told."""
    placed: Placed | None = None
    """Its cells where their columns are certain already."""
    open: bool = False
    """Figures near by may be its own."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """Figures that stand beside no label of the form."""

    clause: str
    """The clause they stand under; empty if none is above them."""
    where: Where | None


@dataclass(slots=True)
class _State:
    """Where in the table the reading stands."""

    clause: str = ""
    header: Header | None = None
    header_texts: list[str] = field(default_factory=list)
    """Header words seen since the last row."""
    columns_at: dict[int, str] = field(default_factory=dict)
    """Grid column -> measure, for ruled tables."""
    header_row: Row | None = None
    """The header where it is one line parted by tabs or bars."""
    stray: bool = False
    """Figures were seen since the last row that belong to no label."""
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    orphans: list[Orphan] = field(default_factory=list)

    def leave(self, cells: Sequence[RowCell]) -> None:
        """Note figures that no label claims."""
        where = next((cell.where for cell in cells if clean(cell.text)), None)
        self.orphans.append(Orphan(self.clause, where))


def row_clauses(form: FormCode) -> dict[str, str]:
    """Clause of each row of an edition."""
    return {row: block.clause for edition in EDITIONS if edition.code == form for block in edition.blocks for row in block.rows}  # fmt: skip


def read_items(rows: Sequence[Row], *, at_end: bool) -> tuple[list[Item], list[Finding], int, list[Orphan]]:
    """Rows of the table in order, findings on what is no row of it, its last block, and figures without a row."""
    state = _State()
    last = rows[0].block
    single = tuple(_single_labels(entries(rows), at_end=at_end))
    for entry in with_own_figures(single, lambda text: item_code(text) is not None):
        used = _grid_entry(entry, state) if entry.kind == "grid" else _text_entry(entry, state)
        if used:
            last = max(last, *entry.blocks)
    return state.items, state.findings, last, state.orphans


def item_code(text: str) -> str | None:
    """Row code named by a label.

    >>> item_code("其他对外管理 服务事项"), item_code("信息内容")
    ('other_services', None)
    """
    if len(clean(text)) > 40:
        return None
    best: tuple[float, str] = (0.0, "")
    for code in codes.row_codes("disclosure"):
        officials = ITEM_SHORT.get(code, (codes.row_label("disclosure", code),))
        best = max(best, (max(similarity(text, official) for official in officials), code))
    return best[1] if best[0] >= SURE_ITEM else None


def _single_labels(found: Sequence[Entry], *, at_end: bool) -> Iterator[Entry]:
    """Lines with several labels taken apart: each label on its own, the last one with the cells."""
    for position, entry in enumerate(found):
        if entry.kind in ("grid", "cells"):
            yield entry
            continue
        if len(entry.labels) > 1 and entry.cells and item_code(entry.labels[-1]) is None:
            both = entry.labels[-2] + entry.labels[-1]
            if item_code(both):  # One label broken over two lines.
                entry = replace(entry, labels=(*entry.labels[:-2], both))  # noqa: PLW2901 the same entry, mended
        for text in entry.labels[:-1]:
            yield Entry("plain", (text,), (), entry.blocks)
        cut = at_end and position == len(found) - 1 and not entry.cells and entry.kind == "plain"
        if not cut or position == 0:
            yield Entry(entry.kind, entry.labels[-1:], entry.cells, entry.blocks, gaps=entry.gaps)


def _enter_clause(text: str, state: _State) -> bool:
    match = CLAUSE.match(squeezed(text))
    if not match or len(squeezed(text)) > 24:
        return False
    state.clause, state.header, state.header_texts = match[1], None, []
    state.columns_at, state.header_row = {}, None
    return True


def _header_for(code: str, state: _State) -> Header | None:
    """The header a row stands under: the words since the last row, or the one before if the clause is the same."""
    clause = _CLAUSES[code]
    if state.header_texts:
        state.header = fit_header(clause, state.header_texts)
    elif clause != state.clause:
        state.header, state.columns_at, state.header_row = None, {}, None
    state.clause, state.header_texts = clause, []
    return state.header


def _add(code: str, entry: Entry, state: _State, placed: Placed | None) -> None:
    filled = sum(bool(clean(cell.text)) for cell in entry.cells)
    lost = entry.kind != "grid" and (
        (state.stray and (not filled or filled < len(state.header.columns if state.header else ())))
        or _is_odd(entry, state.header_row)
    )
    state.items.append(Item(code, entry, state.header, placed, lost))
    state.stray = False


def _grid_entry(entry: Entry, state: _State) -> bool:
    assert entry.row is not None
    cells = [cell for cell in entry.row.cells if cell.origin and clean(cell.text)]
    if any(_enter_clause(cell.text, state) for cell in cells):
        return True
    if not cells:
        return False
    named = next((cell for cell in cells if item_code(cell.text)), None)
    words = [cell for cell in cells if not is_header_cell(cell.text)]
    if named is None and all(not looks_like_value(cell.text) for cell in cells):
        if len(words) < len(cells) or any(is_measure(cell.text) for cell in words):
            state.header_texts = [cell.text for cell in words]
            state.columns_at = {cell.column: cell.text for cell in words}
            return True
        return False
    if named is None:
        state.leave(cells)
        if not looks_like_value(cells[0].text):
            state.findings.append(doubts.extra_row("disclosure", cells[0].text.strip(), cells[0].where))
        return False
    code = str(item_code(named.text))
    header = _header_for(code, state)
    _add(code, entry, state, _grid_placed(entry.row, named, header, state))
    return True


def _grid_placed(row: Row, named: RowCell, header: Header | None, state: _State) -> Placed | None:
    starts = list(state.columns_at)
    if header is None or len(starts) != len(header.columns):
        return None
    behind = [c for c in row.cells if c.column > named.column]
    if len(behind) == len(starts) and all(c.height == 1 for c in behind):
        # As many cells as headers: the order decides, also where a row's rules stand apart from the header's.
        return Placed(tuple(c if clean(c.text) else None for c in behind))
    placed: list[RowCell | None] = []
    merged: set[int] = set()
    for index, start in enumerate(starts):
        cell = next((c for c in row.cells if c.column <= start < c.column + c.span and c is not named), None)
        filled = cell is not None and bool(clean(cell.text))
        placed.append(cell if filled else None)
        if filled and cell and (cell.height > 1 or sum(cell.column <= s < cell.column + cell.span for s in starts) > 1):
            merged.add(index)
    used = {id(cell) for cell in placed}
    stray = [c for c in row.cells if c.origin and c is not named and id(c) not in used and looks_like_value(c.text)]
    if stray:
        return Placed(tuple(placed), frozenset(range(len(placed))), "column_uncertain")
    return Placed(tuple(placed), frozenset(merged), "merged_cells" if merged else None)


def _text_entry(entry: Entry, state: _State) -> bool:
    texts = [*entry.labels]
    figures = any(looks_like_value(cell.text) for cell in entry.cells)
    if any(_enter_clause(text, state) for text in texts):
        return True
    if not texts:
        state.stray = state.stray or figures
        if figures:
            state.leave(entry.cells)
        return False
    code = item_code(texts[-1])
    if code is not None:
        header = _header_for(code, state)
        _add(code, entry, state, _under_header(entry, header, state))
        return True
    words = [text for text in texts if is_header_cell(text) or is_measure(text)]
    aligned = [word for word, _ in words_at(words[0])] if len(words) == 1 else []
    if len(aligned) > 1 and is_header_cell(aligned[0]):
        state.header_texts += aligned[1:]
        state.header_row, state.stray = None, figures
        return True
    if words:
        state.header_texts += [text for text in words if not is_header_cell(text)]
        state.header_row = entry.row if is_header_cell(texts[0]) else state.header_row
        state.stray = figures
        return True
    if figures and (state.clause or state.items) and len(label(texts[-1]).words) <= ROW_LABEL:
        state.leave(entry.cells)
    if figures and state.items and len(label(texts[-1]).words) <= ROW_LABEL:
        state.findings.append(doubts.extra_row("disclosure", texts[-1].strip(), entry.cells[0].where))
    return False


def _is_odd(entry: Entry, heads: Row | None) -> bool:
    """A line that is not as long as its header line although it ends with a blank cell: cells have moved or are lost."""
    if entry.row is None or heads is None or entry.kind != "cells":
        return False
    cells = entry.row.cells
    blank = any(not clean(cell.text) for cell in entry.cells)
    return len(cells) != len(heads.cells) and blank and not clean(cells[-1].text)


def _under_header(entry: Entry, header: Header | None, state: _State) -> Placed | None:
    """A line parted like its header line: each cell stands where its measure stands."""
    if entry.row is None or header is None or state.header_row is None or entry.kind != "cells":
        return None
    cells, heads = entry.row.cells, state.header_row.cells
    named = next((i for i, head in enumerate(heads) if is_header_cell(head.text)), 0)
    places = [i for i, head in enumerate(heads) if i > named and clean(head.text)]
    if len(cells) != len(heads) or entry.row.pads != state.header_row.pads:
        return None
    if any(looks_like_value(cell.text) for i, cell in enumerate(cells) if i not in places):
        return None
    groups = [list(group) for _, group in groupby(places, key=lambda i: clean(heads[i].text))]
    if len(places) == len(header.columns):
        groups = [[place] for place in places]
    if len(groups) != len(header.columns):
        return None
    return Placed(tuple(_repeated([cells[i] for i in group]) for group in groups), _differing(cells, groups))


def _repeated(cells: Sequence[RowCell]) -> RowCell | None:
    """The one value of a merged cell that the file repeats, or prints once."""
    return next((cell for cell in cells if clean(cell.text)), None)


def _differing(cells: Sequence[RowCell], groups: Sequence[Sequence[int]]) -> frozenset[int]:
    """Groups of columns under one header that hold several values."""
    texts = [{clean(cells[i].text) for i in group} - {""} for group in groups]
    return frozenset(number for number, found in enumerate(texts) if len(found) > 1)

"""Table 二: documents, decisions and fees under the clauses of article 20.

Read top to bottom as a small state machine: clause, header row 信息内容 …, rows. The header tells
the edition, block by block; its columns are known by their words, and by their order where the
words are cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise import doubts, tables
from gongkai.recognise.columns import Placed, placements, usual_gap
from gongkai.recognise.disclosure_headers import Header, fit_header, header_unit, is_header_cell
from gongkai.recognise.entries import Entry, entries
from gongkai.recognise.forms import EDITIONS
from gongkai.recognise.labels import label, similarity
from gongkai.recognise.numbers import clean, looks_like_value
from gongkai.recognise.tables import TableReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.model import Figure, Finding, FormCode
    from gongkai.recognise.rows import Row, RowCell

CLAUSE = re.compile(r"第?二十条第?[(（]?([一五六八九])[)）]?项?")
SURE_ITEM = 0.7
"""Similarity from which a label is one of the table's rows."""

_ITEM_SHORT = {"normative_documents": ("行政规范性文件", "规范性文件"), "fees": ("行政事业性收费", "行政事业收费")}
_PAST = re.compile(r"本年新收政府信息公开|^[(（]?本列数据|收到和处理政府信息公开")


@dataclass(slots=True)
class _State:
    """Where in the table the reading stands."""

    clause: str = ""
    header: Header | None = None
    header_texts: list[str] = field(default_factory=list)
    columns_at: dict[int, str] = field(default_factory=dict)
    """Grid column -> measure, for ruled tables."""
    header_row: Row | None = None
    """The header where it is one line parted by tabs or bars."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One row of the table with the header it stands under."""

    code: str
    entry: Entry
    header: Header
    grid: Placed | None = None


def read_disclosure(rows: Sequence[Row]) -> TableReading:
    """Read the disclosure table anywhere in the stream."""
    start = next((i for i, row in enumerate(rows) if _starts_table(row)), None)
    if start is None:
        return TableReading()
    end = next((i for i in range(start + 1, len(rows)) if _is_past(rows[i])), len(rows))
    items, last_block, findings = _items(rows[start:end], at_end=end == len(rows))
    if not items:
        return TableReading()
    figures: list[Figure] = []
    found = list(findings)
    base_gap = usual_gap(rows[start:end])
    for header in dict.fromkeys(id(item.header) for item in items):
        group = [item for item in items if id(item.header) == header]
        more_figures, more_findings = _group_figures(group, base_gap)
        figures += more_figures
        found += more_findings
    form = _form(items)
    figures += _absent(figures, form)
    in_doubt = frozenset((f.row, f.column) for f in figures if f.status == "unreadable" and _has_doubt(found, f))
    found += tables.unreadable("disclosure", figures, in_doubt)
    rows_in_order, columns_in_order = codes.row_codes("disclosure"), codes.column_codes("disclosure")
    figures.sort(key=lambda f: (rows_in_order.index(f.row), columns_in_order.index(f.column)))
    blocks = frozenset(range(rows[start].block, last_block + 1))
    return TableReading(tuple(figures), tuple(found), blocks, form)


def _has_doubt(findings: Sequence[Finding], figure: Figure) -> bool:
    return any(f.row == figure.row and f.type in ("column_uncertain", "merged_cells") for f in findings)


def _starts_table(row: Row) -> bool:
    texts = [clean(cell.text) for cell in row.cells if cell.origin]
    return any(len(text) <= 24 and CLAUSE.match(text) for text in texts)


def _is_past(row: Row) -> bool:
    return any(_PAST.search(clean(cell.text)) and len(clean(cell.text)) < 60 for cell in row.cells if cell.origin)


def _item_code(text: str) -> str | None:
    """Row code named by a label."""
    if len(clean(text)) > 40:
        return None
    best: tuple[float, str] = (0.0, "")
    for code in codes.row_codes("disclosure"):
        officials = _ITEM_SHORT.get(code, (codes.row_label("disclosure", code),))
        score = max(similarity(text, official) for official in officials)
        best = max(best, (score, code))
    if best[0] >= SURE_ITEM:
        return best[1]
    return None


def _items(rows: Sequence[Row], *, at_end: bool) -> tuple[list[_Item], int, list[Finding]]:
    state = _State()
    items: list[_Item] = []
    findings: list[Finding] = []
    last = rows[0].block
    for entry in _single_labels(entries(rows), at_end=at_end):
        if entry.kind == "grid":
            used = _grid_entry(entry, state, items, findings)
        else:
            used = _text_entry(entry, state, items, findings)
        if used:
            last = max(last, *entry.blocks)
    return items, last, findings


def _single_labels(found: Sequence[Entry], *, at_end: bool) -> Iterator[Entry]:
    """Lines with several labels taken apart: each label on its own, the last one with the cells."""
    for position, entry in enumerate(found):
        if entry.kind in ("marked", "plain") and len(entry.labels) > 1:
            for text in entry.labels[:-1]:
                yield Entry(entry.kind, (text,), (), entry.blocks)
        cut = at_end and position == len(found) - 1 and not entry.cells and entry.kind == "plain"
        if entry.kind == "grid" or entry.kind in ("cells", "spaced"):
            yield entry
        elif not cut or position == 0:
            yield Entry(entry.kind, entry.labels[-1:], entry.cells, entry.blocks, gaps=entry.gaps)


def _enter_clause(text: str, state: _State) -> bool:
    match = CLAUSE.match(clean(text))
    if not match or len(clean(text)) > 24:
        return False
    state.clause, state.header, state.header_texts = match[1], None, []
    state.columns_at, state.header_row = {}, None
    return True


def _grid_entry(entry: Entry, state: _State, items: list[_Item], findings: list[Finding]) -> bool:
    assert entry.row is not None
    cells = [cell for cell in entry.row.cells if cell.origin and clean(cell.text)]
    if any(_enter_clause(cell.text, state) for cell in cells):
        return True
    if not cells:
        return False
    if is_header_cell(cells[0].text) or (state.header is None and _all_words(cells) and not _item_code(cells[0].text)):
        words = cells[1:] if is_header_cell(cells[0].text) else cells
        state.header = fit_header(state.clause, [cell.text for cell in words])
        if state.header and len(words) == len(state.header.columns):
            state.columns_at = {cell.column: c for cell, c in zip(words, state.header.columns, strict=True)}
        return True
    named = next((cell for cell in cells if _item_code(cell.text)), None)
    if named is None:
        _note_extra(cells, findings)
        return False
    code = str(_item_code(named.text))
    header = state.header or fit_header(state.clause, [])
    if header is None:
        return False
    items.append(_Item(code, entry, header, _grid_placed(entry.row, named, state)))
    return True


def _grid_placed(row: Row, named: RowCell, state: _State) -> Placed | None:
    if not state.columns_at:
        return None
    starts = list(state.columns_at)
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
        if (
            filled
            and cell is not None
            and (cell.height > 1 or sum(cell.column <= s < cell.column + cell.span for s in starts) > 1)
        ):
            merged.add(index)
    used = {id(cell) for cell in placed}
    stray = [c for c in row.cells if c.origin and c is not named and id(c) not in used and looks_like_value(c.text)]
    if stray:
        return Placed(tuple(placed), frozenset(range(len(placed))), "column_uncertain")
    return Placed(tuple(placed), frozenset(merged), "merged_cells" if merged else None)


def _all_words(cells: Sequence[RowCell]) -> bool:
    return all(not looks_like_value(cell.text) for cell in cells)


def _text_entry(entry: Entry, state: _State, items: list[_Item], findings: list[Finding]) -> bool:
    texts = [*entry.labels]
    if any(_enter_clause(text, state) for text in texts):
        return True
    if not texts:
        return False
    code = _item_code(texts[-1])
    if code is None or not state.clause:
        if state.clause and state.header is None:
            words = texts[1:] if is_header_cell(texts[0]) else texts
            words += [cell.text for cell in entry.cells if clean(cell.text)]
            state.header_texts += words
            state.header_row = entry.row if is_header_cell(texts[0]) else None
            return True
        if (
            entry.cells
            and any(looks_like_value(cell.text) for cell in entry.cells)
            and len(label(texts[-1]).words) <= 20
        ):
            findings.append(doubts.extra_row("disclosure", texts[-1].strip(), entry.cells[0].where))
        return False
    if state.header is None:
        state.header = fit_header(state.clause, state.header_texts)
    if state.header is None:
        return False
    items.append(_Item(code, entry, state.header, _under_header(entry, state)))
    return True


def _under_header(entry: Entry, state: _State) -> Placed | None:
    """A line parted like its header line: each cell stands where its measure stands."""
    if entry.row is None or state.header is None or state.header_row is None or entry.kind != "cells":
        return None
    cells, heads = entry.row.cells, state.header_row.cells
    places = [i for i, head in enumerate(heads) if i and clean(head.text)]
    if len(cells) != len(heads) or len(places) != len(state.header.columns) or entry.row.pads != state.header_row.pads:
        return None
    if any(clean(cell.text) for i, cell in enumerate(cells) if i and i not in places):
        return None
    return Placed(tuple(cells[i] if clean(cells[i].text) else None for i in places))


def _note_extra(cells: Sequence[RowCell], findings: list[Finding]) -> None:
    if any(looks_like_value(cell.text) for cell in cells) and not looks_like_value(cells[0].text):
        findings.append(doubts.extra_row("disclosure", cells[0].text.strip(), cells[0].where))


def _group_figures(items: Sequence[_Item], base_gap: int) -> tuple[list[Figure], list[Finding]]:
    header = items[0].header
    width = len(header.columns)
    texts = [item for item in items if item.grid is None]
    placed = dict(
        zip(
            map(id, texts), placements([_as_cells(i) for i in texts], width, sums=False, base_gap=base_gap), strict=True
        )
    )
    figures: list[Figure] = []
    findings: list[Finding] = []
    for item in items:
        row = item.grid or placed.get(id(item)) or Placed((None,) * width, frozenset(range(width)), "column_uncertain")
        doubt = tables.row_doubt("disclosure", item.code, row)
        findings += [doubt] if doubt else []
        for index, (column, cell) in enumerate(zip(header.columns, row.cells, strict=True)):
            unit = header_unit(header, column)
            figures.append(
                tables.figure("disclosure", item.code, column, cell, certain=index not in row.open, unit=unit)
            )
    return figures, findings


def _as_cells(item: _Item) -> Entry:
    """A grid row without a header of its own is read by order, like a line parted by tabs."""
    entry = item.entry
    if entry.row is None or entry.kind != "grid":
        return entry
    named = next(i for i, cell in enumerate(entry.row.cells) if _item_code(cell.text) == item.code)
    return Entry("cells", (), entry.row.cells[named + 1 :], entry.blocks)


def _form(items: Sequence[_Item]) -> FormCode:
    editions = {item.header.edition for item in items}
    if len(editions) > 1:
        return "mixed"
    return editions.pop()


def _absent(figures: Sequence[Figure], form: FormCode) -> list[Figure]:
    if form not in {edition.code for edition in EDITIONS}:
        return []
    found = {(f.row, f.column) for f in figures}
    missing = [cell for cell in codes.disclosure_cells(form) if cell not in found]
    return [figure for row, column in missing for figure in tables.absent("disclosure", row, (column,))]

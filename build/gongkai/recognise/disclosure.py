"""Table 二: documents, decisions and fees under the clauses of article 20, from rows to figures and findings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise import doubts, tables, variants
from gongkai.recognise.columns import Placed, placements, usual_gap
from gongkai.recognise.disclosure_headers import header_unit, is_header_cell, is_measure
from gongkai.recognise.disclosure_rows import CLAUSE, Item, Orphan, item_code, read_items, row_clauses
from gongkai.recognise.entries import Entry
from gongkai.recognise.forms import EDITIONS
from gongkai.recognise.labels import squeezed
from gongkai.recognise.layout import words_at
from gongkai.recognise.numbers import clean, is_no_label
from gongkai.recognise.tables import TableReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import Figure, Finding, FormCode, Where
    from gongkai.recognise.disclosure_headers import Header
    from gongkai.recognise.rows import Row, RowCell

ROWS_ABOVE = 14
"""Lines above the first clause that may be rows of the table: those of the first block, one cell a line."""
MAX_LABEL = 20
MAX_CLAUSE = 24
_HEADING = re.compile(r"主动公开政府信息情况|总体情况|[。；]")
_PAST = re.compile(r"本年新收政府信息公开|^[(（]?本列数据|收到和处理政府信息公开")
_OWN_HEADING = re.compile(r"^(?:[(（]?[一二三四五六][)）]?[、.．]?)?(?:行政机关)?主动公开政府信息(?:的)?情况$")
_SAID = re.compile(r"^\d[\d,，]*(?:件|条|份|项|个|起|宗)[。；;]?$")
"""A count as sentences write it: 12件."""


def read_disclosure(rows: Sequence[Row]) -> TableReading:
    """Read the disclosure table anywhere in the stream."""
    start = _start(rows)
    if start is None:
        return TableReading()
    start = _first_row(rows, start)
    end = next((i for i in range(start + 1, len(rows)) if _is_past(rows[i])), len(rows))
    all_items, found, last_block, orphans = read_items(rows[start:end], at_end=end == len(rows))
    said = _said(all_items)
    if said:
        return read_disclosure([row for row in rows if row.block not in said or not _is_said(row)])
    items = _with_cells_first(all_items)
    headers = {id(item.header): item.header for item in items if item.header is not None}
    if not headers:
        return TableReading()
    figures: list[Figure] = []
    base_gap = usual_gap(rows[start:end])
    for key, header in headers.items():
        group = [item for item in items if id(item.header) == key]
        more_figures, more_findings = _group_figures(group, header, base_gap)
        figures += more_figures
        found += more_findings
    found += variants.of_disclosure(items)
    figures, rivals = _settled(figures)
    found += rivals
    form = _form(list(headers.values()))
    lost = {item.code: item for item in items if item.header is None}
    found += [doubts.header_lost(item.code, _where(item)) for item in lost.values()]
    astray = _astray(rows[end:], frozenset(f.row for f in figures) | frozenset(lost), form)
    found += [doubts.printed_elsewhere("disclosure", row, where) for row, where in astray.items()]
    nameless = _nameless(orphans, frozenset(f.row for f in figures) | frozenset(lost), form)
    if nameless:
        found.append(
            doubts.unlabelled_rows("disclosure", None, len(orphans), orphans[0].where, placed=False, table="disclosure")
        )
    figures += _missing(figures, form, frozenset(lost) | frozenset(astray) | nameless)
    in_doubt = frozenset((f.row, f.column) for f in figures if f.status == "unreadable" and _has_doubt(found, f))
    found += tables.unreadable("disclosure", figures, in_doubt)
    rows_in_order, columns_in_order = codes.row_codes("disclosure"), codes.column_codes("disclosure")
    figures.sort(key=lambda f: (rows_in_order.index(f.row), columns_in_order.index(f.column)))
    blocks = frozenset(range(rows[start].block, last_block + 1))
    return TableReading(tuple(figures), tuple(found), blocks, form)


def _start(rows: Sequence[Row]) -> int | None:
    """The first clause or header: prose above the table's own heading may name the clauses too."""
    starts = [i for i, row in enumerate(rows) if _starts_table(row)]
    if not starts:
        return None
    own = next((i for i in range(starts[0], len(rows)) if _is_own_heading(rows[i])), None)
    below = next((i for i in starts if own is not None and i > own), None)
    if below is None or any(_has_header_words(row) for row in rows[starts[0] : own]):
        return starts[0]
    return below


def _is_own_heading(row: Row) -> bool:
    return row.kind == "single" and _OWN_HEADING.match(squeezed(row.cells[0].text)) is not None


def _has_header_words(row: Row) -> bool:
    return any(is_header_cell(cell.text) or is_measure(cell.text) for cell in row.cells if cell.origin)


def _said(items: Sequence[Item]) -> frozenset[int]:
    """Blocks of sentences such as 行政许可12件, which stand under no header while the table has the row."""
    headed = {item.code for item in items if item.header is not None}
    loose = [item.entry for item in items if item.header is None and item.code in headed]
    return frozenset(
        block for entry in loose if entry.kind == "spaced" and _ends_as_said(entry.cells) for block in entry.blocks
    )


def _is_said(row: Row) -> bool:
    return row.kind == "spaced" and _ends_as_said(row.cells)


def _ends_as_said(cells: Sequence[RowCell]) -> bool:
    return bool(cells) and _SAID.match(clean(cells[-1].text)) is not None


def _with_cells_first(items: Sequence[Item]) -> list[Item]:
    """Without labels that stand alone where the same row is found with its cells."""
    filled = {item.code for item in items if item.entry.kind == "grid" or any(clean(c.text) for c in item.entry.cells)}
    return [item for item in items if item.entry.cells or item.entry.kind == "grid" or item.code not in filled]


def _settled(figures: Sequence[Figure]) -> tuple[list[Figure], list[Finding]]:
    """One figure a cell: a table printed twice alike counts once; where the two differ, neither counts."""
    kept: dict[tuple[str, str], Figure] = {}
    findings: list[Finding] = []
    for figure in figures:
        first = kept.setdefault((figure.row, figure.column), figure)
        if (first.value, first.status) == (figure.value, figure.status):
            continue
        kept[figure.row, figure.column] = replace(first, value=None, status="unreadable")
        findings.append(doubts.two_figures("disclosure", figure.row, (first.raw, figure.raw), figure.where))
    return list(kept.values()), findings


def _where(item: Item) -> Where | None:
    return next((cell.where for cell in item.entry.cells if clean(cell.text)), None)


def _has_doubt(findings: Sequence[Finding], figure: Figure) -> bool:
    doubted = ("column_uncertain", "merged_cells", "unreadable_cells")
    return any(f.row == figure.row and f.type in doubted for f in findings)


def _starts_table(row: Row) -> bool:
    texts = [squeezed(cell.text) for cell in row.cells if cell.origin]
    return any(len(text) <= MAX_CLAUSE and CLAUSE.match(text) for text in texts) or _is_header(row)


def _first_row(rows: Sequence[Row], start: int) -> int:
    """The first of the table's rows above its first clause or header that can be read: those before may be lost."""
    first = start
    for i in range(start - 1, max(-1, start - ROWS_ABOVE), -1):
        cells = [cell.text for cell in rows[i].cells if cell.origin and clean(cell.text)]
        if _is_past(rows[i]) or (rows[i].kind == "single" and cells and _HEADING.search(squeezed(cells[0]))):
            break
        texts = [text for text in cells if not is_no_label(text)]
        if any(len(clean(text)) <= MAX_LABEL and item_code(text) for text in texts):
            first = i
    return first


def _astray(rows: Sequence[Row], found: frozenset[str], form: FormCode) -> dict[str, Where]:
    """Rows of the form that are not in the table, while their clause is printed behind the next table, and where."""
    cells = [cell for row in rows for cell in row.cells if cell.origin and len(clean(cell.text)) <= MAX_CLAUSE]
    behind = {match[1]: cell.where for cell in cells if (match := CLAUSE.match(squeezed(cell.text)))}
    return {row: behind[clause] for row, clause in row_clauses(form).items() if clause in behind and row not in found}


def _nameless(orphans: Sequence[Orphan], found: frozenset[str], form: FormCode) -> frozenset[str]:
    """Rows of the form that are not found, where figures without a label stand in their clause."""
    clauses = {orphan.clause for orphan in orphans}
    rows = {row: clause for row, clause in row_clauses(form).items() if row not in found}
    return frozenset(row for row, clause in rows.items() if clause in clauses or "" in clauses)


def _is_header(row: Row) -> bool:
    """信息内容 and a measure beside it: the block's clause may be lost."""
    cells = [cell.text for cell in row.cells if cell.origin]
    words = [word for word, _ in words_at(cells[0])] if len(cells) == 1 else cells
    return len(words) > 1 and is_header_cell(words[0]) and any(map(is_measure, words[1:]))


def _is_past(row: Row) -> bool:
    return any(_PAST.search(squeezed(cell.text)) and len(clean(cell.text)) < 60 for cell in row.cells if cell.origin)


def _group_figures(items: Sequence[Item], header: Header, base_gap: int) -> tuple[list[Figure], list[Finding]]:
    width = len(header.columns)
    texts = [item for item in items if item.placed is None]
    by_order = placements([_as_cells(item) for item in texts], width, sums=False, base_gap=base_gap)
    placed = dict(zip(map(id, texts), by_order, strict=True))
    figures: list[Figure] = []
    findings: list[Finding] = []
    some_cells = any(clean(cell.text) for item in texts for cell in item.entry.cells)
    for item in items:
        row = item.placed or placed[id(item)]
        if item.open or (some_cells and _has_lost_cells(item, width, base_gap)):
            row = Placed(row.cells, frozenset(range(width)))
            findings.append(doubts.cells_lost("disclosure", item.code))
        doubt = tables.row_doubt("disclosure", item.code, row)
        findings += [doubt] if doubt else []
        for index, (column, cell) in enumerate(zip(header.columns, row.cells, strict=True)):
            unit = header_unit(header, column)
            certain = index not in row.open
            figures.append(tables.figure("disclosure", item.code, column, cell, certain=certain, unit=unit))
    return figures, findings


def _has_lost_cells(item: Item, width: int, base_gap: int) -> bool:
    """A label without cells, and without an empty line for each, where other rows have theirs."""
    entry = item.entry
    return (
        entry.kind == "plain"
        and not entry.cells
        and entry.gaps[-1:] not in ((base_gap + width,), (base_gap + width * (base_gap + 1),))
    )


def _as_cells(item: Item) -> Entry:
    """A grid row without a header of its own is read by order, like a line parted by tabs."""
    entry = item.entry
    if entry.row is None or entry.kind != "grid":
        return entry
    named = next(i for i, cell in enumerate(entry.row.cells) if item_code(cell.text) == item.code)
    return Entry("cells", (), entry.row.cells[named + 1 :], entry.blocks)


def _form(headers: Sequence[Header]) -> FormCode:
    editions = {header.edition for header in headers}
    return "mixed" if len(editions) > 1 else editions.pop()


def _missing(figures: Sequence[Figure], form: FormCode, lost: frozenset[str]) -> list[Figure]:
    """Cells of the form that were not found: absent, or unreadable where their row is there without its header."""
    if form not in {edition.code for edition in EDITIONS}:
        return []
    found = {(f.row, f.column) for f in figures}
    missing = [cell for cell in codes.disclosure_cells(form) if cell not in found]
    return [
        tables.figure("disclosure", row, column, None, certain=False)
        if row in lost
        else tables.absent("disclosure", row, (column,))[0]
        for row, column in missing
    ]

"""Table 三: applications by applicant (7 columns) and outcome (25 rows, 23 where （六） is one row)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise.columns import Placed, placements, usual_gap
from gongkai.recognise.counted import positions_by_count
from gongkai.recognise.entries import Entry, entries
from gongkai.recognise.forms import application_rows
from gongkai.recognise.full_rows import in_full_rows
from gongkai.recognise.grids import split_row, value_starts
from gongkai.recognise.header_words import without_headers
from gongkai.recognise.labels import label, similarity, squeezed
from gongkai.recognise.numbers import clean, is_no_label, looks_like_value
from gongkai.recognise.permuted import column_order, header_spans, reordered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.recognise.rows import Row

COLUMNS = codes.column_codes("applications")
WIDTH = len(COLUMNS)
HEADERS = tuple(codes.column_label("applications", column) for column in COLUMNS)
HEADER_LINES = 45
"""Lines above the first row that may be its header, one cell a line."""
HEADER_ROWS = 4
"""Rows above the first one that may be its header."""
SURE_LABEL = 0.75
"""Similarity from which a label alone marks the table's first row, or a row whose cells are lost."""

NEARLY = 0.95
"""Similarity of a label that has lost a character."""
_LAST_LABEL = codes.row_label("applications", "carried_out")
_CLAUSE = re.compile(r"^第?二十条第")
_SENTENCE = re.compile(r"\d\s*[件条]|[。；;]\s*$")
"""本年新收政府信息公开申请30件。 is prose and no label, however like the first row's it is."""
_PROCEEDINGS_HEADING = re.compile(r"行政复议.{0,12}(?:行政)?诉讼|^[一二三四五六(]{0,3}[、)]?存在的?(?:主要)?问题")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table as found: labels, and its cells if it has any."""

    labels: tuple[str, ...]
    placed: Placed | None
    blocks: tuple[int, ...]
    tail: tuple[str, ...] = ()
    """Label lines below the figures that may still belong to them."""
    marked: bool = False
    """Empty cells are kept in this line: a label without cells has lost them."""
    empty_lines: bool = False
    """A label without cells, but with an empty line for each."""
    grid: bool = False
    """The row of a table with certain columns."""
    last: bool = False
    """Nothing follows in the document: the file may be cut off here."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where the table stands in the stream: rows `start` to `end`, `end` excluded."""

    start: int
    end: int


def find_table(rows: Sequence[Row]) -> Stretch | None:
    """The stretch of the stream from the row 一、本年新收… to the next table or heading."""
    first = next((i for i in range(len(rows)) if _names_first_row(rows, i)), None)
    if first is None:
        some = next((i for i, row in enumerate(rows) if _names_some_row(row)), None)
        first = None if some is None else _first_of_figures(rows, some)
    if first is None:
        return None
    end = next(
        (i for i in range(first + 1, len(rows)) if _is_past(rows[i]) or _begins_again(rows, first, i)), len(rows)
    )
    return Stretch(first, end)


def _begins_again(rows: Sequence[Row], first: int, index: int) -> bool:
    """The table's first row a second time, after its last: another table, such as last year's."""
    if not _names_first_row(rows, index):
        return False
    between = (cell.text for row in rows[first + 1 : index] for cell in row.cells if cell.origin)
    return any(similarity(text, _LAST_LABEL) >= SURE_LABEL for text in between)


def _names_first_row(rows: Sequence[Row], index: int) -> bool:
    row = rows[index]
    first = application_rows()[0]
    texts = [cell.text for cell in row.cells if cell.origin and len(cell.text) < 60]
    below = rows[index + 1] if index + 1 < len(rows) else row
    if row.kind == below.kind == "single" and not looks_like_value(row.text) and "新收" in squeezed(row.text):
        texts.append(row.text + below.text)
    return any(
        similarity(text, official) >= SURE_LABEL
        for text in texts
        if ("新收" in squeezed(text) or _is_nearly(text)) and not _SENTENCE.search(text)
        for official in first.labels
    )


def _is_nearly(text: str) -> bool:
    """The first row's label with a character lost, and not the second row's, which is like it."""
    if "上年" in squeezed(text) or "收" not in squeezed(text) or "公开申请" not in squeezed(text):
        return False
    return any(similarity(text, official) >= NEARLY for official in application_rows()[0].labels)


def _first_of_figures(rows: Sequence[Row], some: int) -> int:
    """The first of the rows of figures that run up to a row of the table: its own labels may be lost."""
    first = some
    while first and rows[first - 1].kind in ("grid", "cells", "spaced"):
        if sum(is_no_label(cell.text) for cell in rows[first - 1].cells if cell.origin) < WIDTH - 1:
            break
        first -= 1
    return first


def _names_some_row(row: Row) -> bool:
    texts = [cell.text for cell in row.cells if cell.origin and 5 < len(clean(cell.text)) < 60]
    leaves = [r for r in application_rows() if r.code and r.group]
    return row.kind != "single" and any(similarity(t, r.labels[0]) >= 0.9 for t in texts for r in leaves)


def _is_past(row: Row) -> bool:
    texts = [squeezed(cell.text) for cell in row.cells if cell.origin]
    if any(text in ("行政复议", "信息内容") or _CLAUSE.match(text) for text in texts):
        return True
    return row.kind != "grid" and len(clean(row.text)) <= 45 and bool(_PROCEEDINGS_HEADING.search(squeezed(row.text)))


def read_lines(rows: Sequence[Row], stretch: Stretch, *, at_end: bool) -> tuple[Line, ...]:
    """The table's rows as found, in order, labels not yet matched."""
    window = rows[stretch.start : stretch.end]
    starts: dict[int, tuple[int, ...] | None] = {}
    for table in {row.table for row in window if row.table >= 0}:
        starts[table] = value_starts(
            [row for row in rows[max(0, stretch.start - HEADER_ROWS) : stretch.end] if row.table == table], HEADERS
        )
    found = [part for entry in _in_reading_order(rows, stretch) for part in _split_runs(entry)]
    texts = [entry for entry in found if entry.kind != "grid"]
    base = usual_gap(rows[max(0, stretch.start - 2 * WIDTH) : stretch.end])
    spans = header_spans(_header(rows, stretch.start))
    placed = dict(zip(map(id, texts), placements(texts, WIDTH, sums=True, base_gap=base, header=spans), strict=True))
    counted = {id(texts[i]) for i in positions_by_count(texts, WIDTH, base)}
    lines: list[Line] = []
    for position, entry in enumerate(found):
        if entry.row is not None and entry.kind == "grid":
            columns = starts.get(entry.row.table)
            if columns is None:
                continue
            labels, values = split_row(entry.row, columns)
            lines.append(Line(labels, values, entry.blocks, marked=True, grid=True))
            continue
        lines.extend(Line((text,), None, entry.blocks) for text in entry.labels[:-1])
        values = placed[id(entry)] if entry.cells or id(entry) in counted else None
        cut = at_end and position == len(found) - 1 and not entry.cells
        tail = _tail(found[position + 1]) if entry.cells and position + 1 < len(found) else ()
        marked = bool(entry.cells) and entry.kind in ("cells", "marked")
        after = entry.gaps[-1] if entry.gaps and not entry.cells and entry.kind == "plain" else 0
        empty = after in (base + WIDTH, base + WIDTH * (base + 1))
        lines.append(Line(entry.labels, values, entry.blocks, tail, marked, empty, last=cut))
    order = column_order(_header(rows, stretch.start))
    if order is not None:
        lines = [replace(line, placed=reordered(line.placed, order)) if line.placed else line for line in lines]
    return tuple(_joined_over_pages(lines))


def _header(rows: Sequence[Row], start: int) -> tuple[Row, ...]:
    """The rows above the table's first row, from the words 申请人情况 or 自然人 on."""
    near = range(max(0, start - HEADER_LINES), start)
    first = next((i for i in near if squeezed(rows[i].text).endswith("申请人情况") or _is_first_header(rows[i])), start)
    return tuple(rows[first:start])


def _is_first_header(row: Row) -> bool:
    return any(squeezed(cell.text) == "自然人" for cell in row.cells if cell.origin)


def _tail(following: Entry) -> tuple[str, ...]:
    """Labels of the next entry that it can spare."""
    if following.kind == "grid":
        return ()
    return following.labels[:-1] if following.cells else following.labels


def _in_reading_order(rows: Sequence[Row], stretch: Stretch) -> tuple[Entry, ...]:
    """Entries of the table; where every label stands below its figures, each label with the figures above it."""
    found = entries(without_headers(in_full_rows(rows[stretch.start : stretch.end])))
    before = _cells_before(rows, stretch.start)
    labelled = [entry for entry in found if any(label(text).words for text in entry.labels)]
    ends = [entry for entry in labelled if any(similarity(t, _LAST_LABEL) >= SURE_LABEL for t in entry.labels)]
    if before is None:
        return found
    if ends and ends[-1].cells:
        # Figures above the first label and below the last one: nobody can tell which is whose.
        return tuple(replace(entry, labels=()) if entry.cells else entry for entry in (before, *found))
    kept = (before, *(found[: found.index(ends[-1]) + 1] if ends else found))
    turned: list[Entry] = []
    for above, below in pairwise(kept):
        turned.append(replace(above, labels=below.labels[:1], blocks=above.blocks + below.blocks))
        if below.labels[1:]:
            turned.append(replace(below, labels=below.labels[1:], cells=(), gaps=()))
    return tuple(turned)


def _cells_before(rows: Sequence[Row], start: int) -> Entry | None:
    """Figures of one row right above the table's first label."""
    first = start
    while first and rows[first - 1].kind in ("single", "spaced", "break") and start - first < 2 * WIDTH:
        row = rows[first - 1]
        if row.kind != "break" and not all(looks_like_value(cell.text) for cell in row.cells):
            break
        first -= 1
    above = [entry for entry in entries(rows[first:start]) if entry.cells]
    return above[0] if len(above) == 1 and len(above[0].cells) <= WIDTH else None


def _split_runs(entry: Entry) -> list[Entry]:
    """A run of 7, 14, 21 … cells is that many rows; only the first has the labels."""
    entry = _without_empty_label(entry)
    count, rest = divmod(len(entry.cells), WIDTH)
    if entry.kind not in ("marked", "plain") or rest or count < 2:
        return [entry]
    return [
        Entry(
            "marked",
            entry.labels if index == 0 else (),
            entry.cells[index * WIDTH : (index + 1) * WIDTH],
            entry.blocks,
        )
        for index in range(count)
    ]


def _without_empty_label(entry: Entry) -> Entry:
    """Two rows of seven figures, between them the empty cells of a label that is lost."""
    filled = [bool(clean(cell.text)) for cell in entry.cells]
    between = len(filled) - 2 * WIDTH
    if entry.kind != "marked" or not 0 < between < WIDTH or not all(filled[:WIDTH]) or not all(filled[-WIDTH:]):
        return entry
    if any(filled[WIDTH:-WIDTH]):
        return entry
    return replace(entry, cells=entry.cells[:WIDTH] + entry.cells[-WIDTH:])


def _joined_over_pages(lines: list[Line]) -> list[Line]:
    """Rows cut in two by the end of a page, joined where the label then fits better and no cell is printed twice."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and before.placed and line.placed and before.blocks != line.blocks and before.labels and line.labels:
            merged = _merge(before, line)
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(line)
    return joined


def _merge(above: Line, below: Line) -> Line | None:
    assert above.placed is not None
    assert below.placed is not None
    pairs = list(zip(above.placed.cells, below.placed.cells, strict=True))
    if any(a is not None and b is not None for a, b in pairs):
        return None
    text = above.labels[-1] + below.labels[-1]
    best_joined = max((similarity(text, r.labels[0]) for r in application_rows()), default=0.0)
    apart = max(
        (min(similarity(above.labels[-1], r.labels[0]), 1.0) for r in application_rows()),
        default=0.0,
    )
    alone = max((similarity(below.labels[-1], r.labels[0]) for r in application_rows()), default=0.0)
    if best_joined < 0.9 or best_joined <= apart or alone >= SURE_LABEL:
        return None
    cells = tuple(a or b for a, b in pairs)
    doubt = above.placed.doubt or below.placed.doubt
    labels = (*above.labels[:-1], text)
    return Line(labels, Placed(cells, above.placed.open | below.placed.open, doubt), above.blocks + below.blocks)

"""Table 四: fifteen figures, five results for each of three channels."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise import doubts, tables
from gongkai.recognise.columns import Placed, placements, usual_gap
from gongkai.recognise.counted import counted_cells
from gongkai.recognise.entries import Entry, entries
from gongkai.recognise.grids import split_row, value_starts
from gongkai.recognise.labels import similarity, squeezed
from gongkai.recognise.layout import words_at
from gongkai.recognise.numbers import clean, is_no_label, looks_like_value, parse_cell
from gongkai.recognise.proceedings_parts import CHANNELS, RESULTS, SURE_WORD, by_parts
from gongkai.recognise.tables import TableReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import Figure, Finding
    from gongkai.recognise.layout import Span
    from gongkai.recognise.rows import Row, RowCell

WIDTH = len(CHANNELS) * len(RESULTS)

_HEADERS = tuple(codes.column_label("proceedings", column) for column in RESULTS)
_HEADER_WORDS = (*_HEADERS, "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")
MAX_AFTER = 2
"""Empty lines between the table's last cell and what follows."""
_HEADER_LINE = re.compile(r"^行政复议行政诉讼$|^结果维持结果纠正其他结果尚未审结总计")
"""A header row whose cells are parted by spaces alone."""
_END = re.compile(r"^[(（]?[五六七][)）、.]|存在的?(?:主要)?问题|其他需要")


def read_proceedings(rows: Sequence[Row], taken: frozenset[int]) -> TableReading:
    """Read the proceedings table.

    Args:
        rows: the whole stream.
        taken: blocks of the other two tables; it stands behind them where the sections are in the form's order.
    """
    after = max(taken, default=-1)
    headers = [i for i, row in enumerate(rows) if (row.block >= after or row.block not in taken) and _is_header(row)]
    if not headers:
        return TableReading()
    start = next((i for i in headers if rows[i].block >= after), headers[0])
    before = rows[start].block < after
    end = next(
        (i for i in range(start + 1, len(rows)) if _is_end(rows[i]) or (before and rows[i].block in taken)), len(rows)
    )
    window = rows[start:end]
    in_parts = _read_by_parts(window)
    if in_parts:
        return in_parts
    window = _without_margins(window)
    placed, entry = _value_row(window)
    if placed is None or not any(placed.cells):
        left = _left_over(window)
        if left is not None:
            return _unplaced(left, window)
    elif None in placed.cells and entry is not None and entry.kind != "grid" and _goes_on(entry, window):
        return _unplaced(next(cell for cell in placed.cells if cell), window)
    return _reading(placed or Placed((None,) * WIDTH), window, entry)


def _is_header(row: Row) -> bool:
    texts = [cell.text for cell in row.cells if cell.origin]
    if row.kind == "single" and _HEADER_LINE.match(squeezed(row.text)):
        return True
    return (
        any(squeezed(text) == "行政复议" for text in texts)
        or sum(similarity(t, h) >= 0.9 for t in texts for h in _HEADERS[:4]) >= 3
    )


def _is_end(row: Row) -> bool:
    return row.kind != "grid" and bool(_END.search(squeezed(row.text)[:30])) and not looks_like_value(row.text)


def _without_margins(window: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without columns at the sides of a grid that are blank in its header as well."""
    filled: dict[int, list[int]] = {}
    for row in window:
        if row.kind == "grid":
            own = [c for cell in row.cells if clean(cell.text) for c in range(cell.column, cell.column + cell.span)]
            filled.setdefault(row.table, []).extend(own)
    headed = {row.table for row in window if any(map(_is_words, row.cells))}
    return tuple(
        replace(row, cells=tuple(c for c in row.cells if _reaches(c, filled[row.table])))
        if row.kind == "grid" and row.table in headed
        else row
        for row in window
    )


def _reaches(cell: RowCell, filled: Sequence[int]) -> bool:
    return cell.column <= max(filled) and cell.column + cell.span > min(filled)


def _left_over(window: Sequence[Row]) -> RowCell | None:
    """The first text below the header words that may be a figure: the row it stands in was not taken."""
    below = False
    for row in window:
        cells = [cell for cell in row.cells if cell.origin and clean(cell.text)]
        words = any(map(_is_words, cells))
        below = below or words
        if not below:
            continue
        garbled = row.kind in ("grid", "cells") and len(cells) > 1 and not words
        found = next((cell for cell in cells if is_no_label(cell.text) or (garbled and not _is_words(cell))), None)
        if found is not None:
            return found
    return None


def _goes_on(entry: Entry, window: Sequence[Row]) -> bool:
    """A line of figures alone right behind the value row: figures of the row, broken over lines, may stand there."""
    behind = [row for row in window if row.block > max(entry.blocks) and row.kind != "break"]
    texts = [cell.text for cell in behind[0].cells if clean(cell.text)] if behind else []
    return bool(texts) and behind[0].kind == "cells" and all(map(is_no_label, texts))


def _unplaced(cell: RowCell, window: Sequence[Row]) -> TableReading:
    """All fifteen figures open: a row stands below the header, and its columns are not to be told."""
    reading = _reading(Placed((None,) * WIDTH, frozenset(range(WIDTH)), "column_uncertain"), window, None)
    doubt = doubts.column_uncertain("proceedings", None, " ".join(cell.text.split())[:40], cell.where)
    return TableReading(reading.figures, (*reading.findings, doubt), reading.blocks)


def _value_row(window: Sequence[Row]) -> tuple[Placed | None, Entry | None]:
    """The row of fifteen cells: in a grid below its header, or the run of cells after the last header word."""
    text_rows: list[Entry] = []
    blank: tuple[Placed, Entry] | None = None
    for entry in entries(window):
        if entry.row is None or entry.kind != "grid":
            text_rows.append(entry)
            continue
        own = [row for row in window if row.table == entry.row.table]
        starts = value_starts(own, _HEADERS * len(CHANNELS)) or _even_starts(entry.row)
        if starts is None:
            continue
        labels, values = split_row(entry.row, starts)
        if values is None or labels or any(_is_words(cell) for cell in values.cells):
            continue
        if any(values.cells):
            return values, entry
        blank = blank or (values, entry)
    candidates = [entry for entry in text_rows if entry.cells and any(clean(cell.text) for cell in entry.cells)]
    long = [entry for entry in candidates if len(entry.cells) >= len(RESULTS) * 2]
    if candidates:
        chosen = long[0] if long else max(candidates, key=lambda entry: len(entry.cells))
        under_header = _under_header(chosen, window)
        if under_header is not None:
            return under_header, chosen
        by_count = _by_count(chosen, usual_gap(window))
        if by_count is not None:
            return by_count, chosen
        header = _header_spans(window)
        return placements([chosen], WIDTH, sums=False, base_gap=usual_gap(window), header=header)[0], chosen
    return blank or (None, None)


def _by_count(entry: Entry, base_gap: int) -> Placed | None:
    """Fifteen cells on lines of their own, blank ones as empty lines, where the channels' totals agree with the count."""
    if entry.kind != "plain" or len(entry.cells) >= WIDTH:
        return None
    for unit in dict.fromkeys((base_gap + 1, 1)):
        counted = counted_cells(entry, base_gap, unit)
        if counted is None or not WIDTH <= counted[1] <= WIDTH + MAX_AFTER or counted[0][-1] >= WIDTH:
            continue
        row: list[RowCell | None] = [None] * WIDTH
        for place, cell in zip(counted[0], entry.cells, strict=True):
            row[place] = cell
        if all(_agrees(row[i : i + len(RESULTS)]) for i in range(0, WIDTH, len(RESULTS))):
            return Placed(tuple(row))
    return None


def _agrees(cells: Sequence[RowCell | None]) -> bool:
    """A channel's total is the sum of its results, or one of them is not printed."""
    values = [parse_cell(cell.text).value if cell else None for cell in cells]
    parts = sum(Decimal(value) for value in values[:-1] if value is not None)
    return parts == values[-1] if values[-1] is not None else not parts


def _header_spans(window: Sequence[Row]) -> list[Span]:
    """Where the words of the fifteen columns stand, in a header aligned with spaces."""
    words = [word for row in window if row.kind == "single" for word in words_at(row.text)]
    spans = sorted(span for text, span in words if any(similarity(text, header) >= SURE_WORD for header in _HEADERS))
    return spans if len(spans) == WIDTH else []


def _under_header(entry: Entry, window: Sequence[Row]) -> Placed | None:
    """The fifteen cells of a line parted like its header: they begin where the header's words begin."""
    if entry.kind != "cells" or entry.row is None:
        return None
    firsts = [
        next((i for i, cell in enumerate(row.cells) if _is_words(cell)), None)
        for row in window
        if row.kind == "cells" and row is not entry.row
    ]
    starts = [first for first in firsts if first is not None]
    if not starts:
        return None
    cells = entry.row.cells
    inside = cells[min(starts) : min(starts) + WIDTH]
    if sum(bool(clean(cell.text)) for cell in inside) != sum(bool(clean(cell.text)) for cell in entry.cells):
        return None
    if len(inside) < WIDTH and not (inside and clean(inside[-1].text)):
        return None
    row = tuple(cell if clean(cell.text) else None for cell in inside)
    return Placed(row + (None,) * (WIDTH - len(row)))


def _is_words(cell: RowCell | None) -> bool:
    """A header word, as in a row that is half header, half blank."""
    return cell is not None and any(similarity(cell.text, word) >= 0.85 for word in _HEADER_WORDS)


def _even_starts(row: Row) -> tuple[int, ...] | None:
    return tuple(cell.column for cell in row.cells[-WIDTH:]) if len(row.cells) >= WIDTH else None


def _read_by_parts(window: Sequence[Row]) -> TableReading | None:
    found = by_parts(window)
    if found is None:
        return None
    figures: list[Figure] = []
    for channel in CHANNELS:
        figures += tables.row_figures("proceedings", channel, RESULTS, found[channel][0])
    last = max(block for _, block in found.values())
    findings = tables.unreadable("proceedings", figures, frozenset())
    return TableReading(tuple(figures), findings, frozenset(range(window[0].block, last + 1)))


def _reading(placed: Placed, window: Sequence[Row], entry: Entry | None) -> TableReading:
    figures: list[Figure] = []
    findings: list[Finding] = []
    for index, channel in enumerate(CHANNELS):
        span = slice(index * len(RESULTS), (index + 1) * len(RESULTS))
        inside = frozenset(i - span.start for i in placed.open if span.start <= i < span.stop)
        part = Placed(placed.cells[span], inside, placed.doubt if inside else None)
        figures += tables.row_figures("proceedings", channel, RESULTS, part)
        doubt = tables.row_doubt("proceedings", channel, part) if any(part.cells) else None
        findings += [doubt] if doubt else []
    doubted = frozenset((CHANNELS[i // len(RESULTS)], RESULTS[i % len(RESULTS)]) for i in placed.open)
    findings += tables.unreadable("proceedings", figures, doubted)
    last = max(entry.blocks) if entry else _last_header_block(window)
    return TableReading(tuple(figures), tuple(findings), frozenset(range(window[0].block, last + 1)))


def _last_header_block(window: Sequence[Row]) -> int:
    return max((row.block for row in window if any(_is_words(cell) for cell in row.cells)), default=window[0].block)

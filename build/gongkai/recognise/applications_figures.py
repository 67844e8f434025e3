"""Table 三: from assigned lines to figures and findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.recognise import doubts, tables, variants
from gongkai.recognise.applications import COLUMNS, Line, find_table, read_lines
from gongkai.recognise.assign import Assignment, assign
from gongkai.recognise.broken import without_guesses
from gongkai.recognise.columns import Placed
from gongkai.recognise.sums import confirmed_by_sums
from gongkai.recognise.tables import TableReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.model import Figure, Finding, FormCode, Where
    from gongkai.recognise.rows import Row

ENOUGH_ROWS = 4
"""Rows of figures without a place that are a table all the same."""
TORN_ROWS = 8
"""So many rows without places speak of a table that came apart, fewer of rows that are odd."""

_OPEN_ROW = Placed((None,) * len(COLUMNS), frozenset(range(len(COLUMNS))))
_DIVIDED = ("other_uncorrected", "other_unpaid", "other_other")


def read_applications(rows: Sequence[Row], form: FormCode | None) -> TableReading:
    """Read the applications table anywhere in the stream.

    Args:
        rows: the whole stream.
        form: edition found from the disclosure table; decides how （六） is divided if the table is cut before it.
    """
    stretch = find_table(rows)
    if stretch is None:
        return TableReading()
    lines = read_lines(rows, stretch, at_end=stretch.end == len(rows))
    assignment = confirmed_by_sums(without_guesses(assign(lines)))
    found = any(assigned.line.placed for assigned in assignment.rows) or len(assignment.unplaced) >= ENOUGH_ROWS
    if not found and len(assignment.rows) < 3:
        return TableReading()
    figures, rivals = _settled(tuple(_figures(assignment, form)), assignment)
    findings = (*_findings(assignment, figures), *rivals)
    blocks = frozenset(range(rows[stretch.start].block, _last_block(assignment, rows[stretch.start].block) + 1))
    edition = _edition_of(assignment)
    return TableReading(figures, findings, blocks, edition)


def _settled(figures: Sequence[Figure], assignment: Assignment) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """The figures without those that a row printed twice gives differently, and a finding for each such row."""
    rivals: dict[tuple[str, str], Figure] = {}
    for code, line in assignment.again:
        if line.placed is not None:
            rivals |= {(f.row, f.column): f for f in tables.row_figures("applications", code, COLUMNS, line.placed)}
    kept: list[Figure] = []
    findings: dict[str, Finding] = {}
    for figure in figures:
        rival = rivals.get((figure.row, figure.column))
        if rival is None or (rival.value, rival.status) == (figure.value, figure.status):
            kept.append(figure)
            continue
        kept.append(replace(figure, value=None, status="unreadable"))
        findings.setdefault(
            figure.row, doubts.two_figures("applications", figure.row, (figure.raw, rival.raw), rival.where)
        )
    return tuple(kept), tuple(findings.values())


def _edition_of(assignment: Assignment) -> FormCode | None:
    found = {assigned.code for assigned in assignment.rows}
    if found & set(_DIVIDED):
        return "2021"
    return "2019" if "other_undivided" in found else None


def _last_block(assignment: Assignment, first: int) -> int:
    lines = [assigned.line for assigned in assignment.rows]
    lines += [*assignment.extra, *assignment.unplaced]
    return max((block for line in lines for block in line.blocks), default=first)


def _rows_of_form(assignment: Assignment, form: FormCode | None) -> tuple[str, ...]:
    edition = _edition_of(assignment) or (form if form in ("2019", "2021") else "2021")
    left_out = _DIVIDED if edition == "2019" else ("other_undivided",)
    return tuple(code for code in codes.row_codes("applications") if code not in left_out)


def _figures(assignment: Assignment, form: FormCode | None) -> Iterator[Figure]:
    found = {assigned.code: assigned for assigned in assignment.rows}
    torn = _is_torn(assignment)
    for code in _rows_of_form(assignment, form):
        assigned = found.get(code)
        if assigned.lost if assigned else (assignment.unplaced or torn):
            yield from tables.row_figures("applications", code, COLUMNS, _OPEN_ROW)
        elif assigned is not None:
            placed = assigned.line.placed or Placed((None,) * len(COLUMNS))
            yield from tables.row_figures("applications", code, COLUMNS, placed)
        else:
            yield from tables.absent("applications", code, COLUMNS)


def _is_torn(assignment: Assignment) -> bool:
    """Whether most rows hold figures that cannot be placed: a row not found there may be printed all the same."""
    placed = [assigned.line.placed for assigned in assignment.rows if assigned.line.placed]
    torn = [row for row in placed if len(row.open) == len(COLUMNS) and row.doubt == "column_uncertain"]
    return len(torn) >= TORN_ROWS and len(torn) * 2 > len(assignment.rows)


def _where(line: Line) -> Where | None:
    cells = line.placed.cells if line.placed else ()
    return next((cell.where for cell in cells if cell is not None), None)


def _findings(assignment: Assignment, figures: Sequence[Figure]) -> Iterator[Finding]:
    in_doubt: set[tuple[str, str]] = set()
    for assigned in assignment.rows:
        placed = assigned.line.placed
        doubt = tables.row_doubt("applications", assigned.code, placed) if placed else None
        if placed and doubt:
            in_doubt |= {(assigned.code, COLUMNS[index]) for index in placed.open}
            yield doubt
        if assigned.lost:
            yield doubts.cells_lost("applications", assigned.code)
        yield from variants.of_applications(assigned)
    if _is_torn(assignment) and not assignment.unplaced:
        known = {assigned.code for assigned in assignment.rows}
        missing = [row for row in dict.fromkeys(figure.row for figure in figures) if row not in known]
        yield from (doubts.row_not_found("applications", row) for row in missing)
    for name, count, line in assignment.by_order:
        yield doubts.unlabelled_rows(name, None, count, _where(line), placed=True)
    for line in assignment.extra:
        yield doubts.extra_row("applications", line.labels[-1].strip(), _where(line))
    if assignment.unplaced:
        count = len(assignment.unplaced)
        yield doubts.unlabelled_rows("applications", None, count, _where(assignment.unplaced[0]), placed=False)
    yield from tables.unreadable("applications", figures, frozenset(in_doubt))

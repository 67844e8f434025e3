"""`corrections.csv` in the reports folder: figures that a maintainer read in the original otherwise than the program.

A line holds only as long as the program reads what it was written for (`expect`). What cannot be applied stops the
build: a correction that is left out, or replaces another number than meant, would be a wrong number in silence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from gongkai import codes
from gongkai.checks import examined
from gongkai.errors import CorrectionRefusedError
from gongkai.model import AnnualReport, Correction, Rejection, TableCode
from gongkai.package.exact import exact
from gongkai.package.keys import report_id
from gongkai.package.rows import cell_order
from gongkai.package.text import number_text
from gongkai.pipeline.beside import Line, LineError, read_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from gongkai.cache import Head
    from gongkai.model import Figure, Number, Reading, Status

FILE = "corrections.csv"
COLUMNS = ("report", "cell", "read", "corrected", "reason", "expect")
EMPTY: dict[str, Status] = {"blank": "blank", "not_applicable": "not_applicable"}
"""What a cell without a number may be corrected to."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, checked."""

    line: int
    correction: Correction
    value: Number | None
    """件 or 万元; None where the cell holds no number."""
    status: Status


@dataclass(frozen=True, slots=True)
class Corrections:
    """What `corrections.csv` says."""

    entries: tuple[Entry, ...] = ()


def read_corrections(reports: Path) -> Corrections:
    """Read `corrections.csv`; without one nothing is corrected.

    Args:
        reports: the reports folder.

    Raises:
        CorrectionRefusedError: if a line cannot be used.
    """
    beside = read_beside(reports / FILE, COLUMNS, COLUMNS)
    faults = [(problem.line, problem.en) for problem in beside.problems]
    entries: dict[tuple[str, ...], Entry] = {}
    for line in beside.lines:
        try:
            entry = _entry(line)
            found = entry.correction
            first = entries.setdefault((found.report_id, found.table, found.row, found.column), entry)
            if first is not entry:
                faults.append((line.number, f"corrects the same cell as line {first.line}; keep one of them"))
        except LineError as error:
            faults.append((line.number, str(error)))
    if faults:
        number, why = min(faults)
        raise CorrectionRefusedError(f"{reports / FILE}: line {number}: {why}")
    return Corrections(tuple(entries.values()))


def corrected(
    heads: Sequence[Head], changed: Mapping[int, Reading], corrections: Corrections, load: Callable[[int], Reading]
) -> tuple[list[Head], dict[int, Reading], tuple[Correction, ...]]:
    """Heads with their counts, what takes the place of readings, and the corrections applied.

    Args:
        heads: the readings in the order of the data package to be.
        changed: what takes the place of some of them already.
        corrections: the lines; each must find its report and cell.
        load: gives the whole reading at a position, `changed` included.

    Raises:
        CorrectionRefusedError: if a report or cell is not there, or something else is read there than expected.
    """
    by_report: dict[str, list[Entry]] = {}
    for entry in corrections.entries:
        by_report.setdefault(entry.correction.report_id, []).append(entry)
    new_heads, new_changed = list(heads), dict(changed)
    if not by_report:
        return new_heads, new_changed, ()
    for position, head in enumerate(heads):
        reading = changed.get(position, head.reading)
        if isinstance(reading, Rejection):
            continue
        entries = by_report.pop(report_id(reading), None)
        if entries is None:
            continue
        report = load(position)
        assert isinstance(report, AnnualReport)
        report = applied(report, entries)
        new_changed[position] = report
        new_heads[position] = replace(head, statuses=dict(Counter(figure.status for figure in report.figures)))
    for entries in by_report.values():
        raise _refused(entries[0], "there is no such report in the data package; see reports.csv for the ids")
    return new_heads, new_changed, tuple(entry.correction for entry in corrections.entries)


def applied(report: AnnualReport, entries: Iterable[Entry]) -> AnnualReport:
    """The report with some figures replaced and checked again. What is printed in the cell, and its place, stay.

    A doubt about the very cell, raised when it was read, is explained by the correction.
    """
    report = exact(report)
    figures = {(figure.table, figure.row, figure.column): figure for figure in report.figures}
    for entry in entries:
        found = entry.correction
        key = (found.table, found.row, found.column)
        if key not in figures:
            raise _refused(entry, "the report has no such cell; its form may be another")
        figure = figures[key]
        if not _reads(figure, found.expect):
            now = figure.status if figure.value is None else figure.value
            raise _refused(
                entry,
                f"read is {now}, expected was {found.expect}; look at the original again, then correct or delete the line",
            )
        figures[key] = replace(figure, value=entry.value, status=entry.status, corrected=True)
    settled = {key for key, figure in figures.items() if figure.corrected}
    findings = tuple(
        replace(finding, state="explained", note=f"{finding.note.rstrip('。')}；已对照原件更正。".lstrip("；"))
        if (finding.table, finding.row, finding.column) in settled and finding.state == "failed"
        else finding
        for finding in report.findings
    )
    return examined(replace(report, figures=tuple(figures.values()), findings=findings))


def _reads(figure: Figure, expect: str) -> bool:
    if figure.value is None:
        return figure.status == expect
    return _NUMBER.fullmatch(expect) is not None and Decimal(expect) == figure.value


def _refused(entry: Entry, why: str) -> CorrectionRefusedError:
    found = entry.correction
    cell = f"{found.table}.{found.row}.{found.column}"
    return CorrectionRefusedError(f"{FILE}: line {entry.line}: {found.report_id} {cell}: {why}")


def _entry(line: Line) -> Entry:
    values = line.values
    empty = [column for column in COLUMNS if not values.get(column)]
    if empty:
        raise LineError(f"{', '.join(empty)} empty, expected a value in each column; fill in")
    table, row, column = _cell(values["cell"])
    statuses = [status for status in codes.labels("statuses") if status != "reported"]
    for name in ("read", "expect"):
        if _NUMBER.fullmatch(values[name]) is None and values[name] not in statuses:
            raise LineError(
                f"{name} is {values[name][:20]!r}, expected a number or one of {', '.join(statuses)}; correct it"
            )
    value, status = _corrected(values["corrected"], table, column)
    correction = Correction(
        report_id=values["report"],
        table=table,
        row=row,
        column=column,
        read=values["read"],
        corrected=values["corrected"],
        reason=values["reason"],
        expect=values["expect"],
    )
    return Entry(line.number, correction, value, status)


def _cell(text: str) -> tuple[TableCode, str, str]:
    parts = text.split(".")
    tables: tuple[TableCode, ...] = get_args(TableCode)
    table = next((table for table in tables if table == parts[0]), None)
    if table is None or len(parts) != 3 or (parts[1], parts[2]) not in cell_order(table):
        raise LineError(
            f"cell is {text[:60]!r}, expected table.row.column such as applications.granted.total; "
            "see code_rows.csv and code_columns.csv for the codes"
        )
    return table, parts[1], parts[2]


def _corrected(text: str, table: TableCode, column: str) -> tuple[Number | None, Status]:
    if text in EMPTY:
        return None, EMPTY[text]
    units = {(row["table"], row["code"]): row["unit"] for row in codes.code_list("columns")}
    whole = units[table, column] != "万元"
    if _NUMBER.fullmatch(text) is None or number_text(Decimal(text), whole=whole) is None:
        kind = "a whole number" if whole else "a number (万元)"
        raise LineError(f"corrected is {text[:20]!r}, expected {kind} or one of {', '.join(EMPTY)}; correct it")
    return (int(Decimal(text)) if whole else Decimal(text)), "reported"

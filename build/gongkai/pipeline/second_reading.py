"""PDFs whose figures break a sum, or cannot be read, are read a second time by another engine.

The two engines share no code below the ruled lines. What both read alike is printed so: the report's own
error, and kept. What they read differently is given up, unless the sums of the whole table speak for exactly
one of them. The second reading costs some 200 ms, and is made in these cases only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from gongkai.checks import applications, proceedings
from gongkai.checks.cells import subject
from gongkai.checks.words import cell_name, number, table_name
from gongkai.errors import UnreadableFileError
from gongkai.model import Document, Finding
from gongkai.package.exact import exact
from gongkai.readers.pdf import plumber as pdf_plumber
from gongkai.readers.pdf import reader as pdf
from gongkai.recognise import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from gongkai.checks.rule import Result
    from gongkai.model import AnnualReport, Figure, Key, TableCode
    from gongkai.readers.pdf.objects import Engine, PageObjects

    Figures = Mapping[Key, Figure]

MOST_SECONDS = 10.0
"""Wall time for the second engine; five pages take 0.3. Beyond it the first reading stands alone."""

SUMS = (*applications.CHECKS, *proceedings.CHECKS)
TABLES: tuple[TableCode, ...] = ("disclosure", "applications", "proceedings")


def compared_with_second(path: Path, report: AnnualReport, engine: Engine = pdf_plumber.pages) -> AnnualReport:
    """Settle by a second reading what the first leaves in doubt; anything but a doubtful PDF is returned as it is.

    Args:
        path: the original.
        report: its first reading, not yet checked.
        engine: the engine that did not make the first reading.
    """
    if report.media_type != pdf.READER.media_type:
        return report
    tables = _in_doubt(report)
    second = _second(path, report, engine) if tables else None
    if second is None:
        return report
    figures = {_key(figure): figure for figure in report.figures}
    findings: list[Finding] = []
    for table in tables:
        settled = _settled(report, second, table)
        figures |= settled.figures
        findings += settled.findings
    after = replace(report, figures=tuple(figures.values()))
    return replace(after, findings=(*_still_true(after), *findings, *_agreed(after, second, tables)))


@dataclass(frozen=True, slots=True)
class _Settled:
    """What the comparison changes in one table."""

    figures: Figures
    findings: tuple[Finding, ...]


def _key(figure: Figure) -> Key:
    return (figure.table, figure.row, figure.column)


def _in_doubt(report: AnnualReport) -> list[TableCode]:
    """The tables of the text layer that break a sum, leave one open, or hold an unreadable cell."""
    figures = {_key(figure): figure for figure in report.figures}
    doubted = {result.table for result in _sums(report) if _is_broken(result) or _is_open(result, figures)}
    doubted |= {figure.table for figure in report.figures if figure.status == "unreadable"}
    doubted -= {figure.table for figure in report.figures if figure.read_by == "ocr"}
    return [table for table in TABLES if table in doubted]


def _sums(report: AnnualReport) -> list[Result]:
    prepared = subject(report)
    return [result for check in SUMS for result in check.run(prepared)]


def _is_broken(result: Result) -> bool:
    return result.state == "failed" and result.severity in ("error", "warning")


def _is_open(result: Result, figures: Figures) -> bool:
    """Whether a sum lacks a cell beside others that are not zero: a figure may be lost there."""
    return result.reason == "blank" and any(key in figures and figures[key].value for key in result.cells)


def _second(path: Path, report: AnnualReport, engine: Engine) -> AnnualReport | None:
    """The report with the figures of the second engine; None where it reads nothing."""
    try:
        data = path.read_bytes()
        if not pdf.accepts(data):  # a PDF inside an archive
            return None
        content = pdf.read(data, engine=lambda data: _in_time(engine(data)))
    except (OSError, UnreadableFileError):
        return None
    document = Document(
        path=report.path,
        media_type=report.media_type,
        sha256=report.sha256,
        bytes=report.bytes,
        blocks=content.blocks,
    )
    figures = tuple(figure for table in read_tables(document) for figure in table.figures)
    return exact(replace(report, figures=figures, findings=())) if figures else None


def _in_time(pages: Iterator[PageObjects]) -> Iterator[PageObjects]:
    begin = monotonic()
    for page in pages:
        if monotonic() - begin > MOST_SECONDS:
            raise UnreadableFileError("timeout", f"PDF 第二种读法 {MOST_SECONDS:g} 秒内没有读完；请另存为 DOCX")
        yield page


def _settled(report: AnnualReport, second: AnnualReport, table: TableCode) -> _Settled:
    """Compare one table cell by cell."""
    others = {_key(figure): figure for figure in second.figures if figure.table == table}
    pairs = [(f, others[_key(f)]) for f in report.figures if f.table == table and _key(f) in others]
    apart = [pair for pair in pairs if _is_certain(pair[0]) and _is_certain(pair[1]) and _differ(*pair)]
    first_sums = [result for result in _sums(report) if result.table == table]
    second_sums = [result for result in _sums(second) if result.table == table]
    figures: dict[Key, Figure] = {}
    findings: list[Finding] = []
    for one, other in apart:
        confirmed = [_confirms(first_sums, _key(one)), _confirms(second_sums, _key(one))]
        if confirmed[0] == confirmed[1]:
            figures[_key(one)] = replace(one, value=None, status="unreadable")
            findings.append(_differing(one, other, None))
        else:
            figures[_key(one)] = one if confirmed[0] else other
            findings.append(_differing(one, other, figures[_key(one)]))
    for one, other in pairs:
        if one.status == "unreadable" and other.status == "reported" and _holds_around(second_sums, _key(one)):
            figures[_key(one)] = other
            findings.append(_taken(one, other))
    return _Settled(figures, tuple(findings))


def _is_certain(figure: Figure) -> bool:
    return figure.status != "unreadable"


def _differ(one: Figure, other: Figure) -> bool:
    return (one.value, one.status) != (other.value, other.status)


def _confirms(sums: Sequence[Result], key: Key) -> bool:
    """Whether every sum of the whole table holds, and at least one of them has this cell in it."""
    return not any(map(_is_broken, sums)) and any(result.state == "passed" and key in result.cells for result in sums)


def _holds_around(sums: Sequence[Result], key: Key) -> bool:
    """Whether every sum that this cell is part of could be checked, and holds."""
    states = {result.state for result in sums if key in result.cells}
    return states == {"passed"}


def _still_true(report: AnnualReport) -> tuple[Finding, ...]:
    """The findings without those on unreadable cells of tables that have none any more."""
    left = {figure.table for figure in report.figures if figure.status == "unreadable"}
    return tuple(f for f in report.findings if f.type != "unreadable_cells" or f.table is None or f.table in left)


def _agreed(report: AnnualReport, second: AnnualReport, tables: Sequence[TableCode]) -> Iterator[Finding]:
    """One finding for each table whose broken sums both engines read alike."""
    others = {_key(figure): figure for figure in second.figures}
    figures = {_key(figure): figure for figure in report.figures}
    broken = [result for result in _sums(report) if _is_broken(result)]
    for table in tables:
        alike = [
            result
            for result in broken
            if result.table == table
            and not any(k in figures and (k not in others or _differ(figures[k], others[k])) for k in result.cells)
        ]
        if alike:
            yield Finding(
                type="readings_agree",
                severity="info",
                state="explained",
                table=table,
                instance=table,
                note=f"{table_name(table)}表有{len(alike)}处勾稽关系不成立，用两种方法读取 PDF 的结果相同，应是年报本身的差错，按原样保留。",
                where=alike[0].where,
            )


def _printed(figure: Figure) -> str:
    return number(figure.value) if figure.value is not None else f"“{figure.raw}”" if figure.raw else "空白"


def _differing(one: Figure, other: Figure, chosen: Figure | None) -> Finding:
    """Two readings of one cell; `chosen` is None where neither is taken."""
    how = "无法取舍，未采用；请核对原件" if chosen is None else f"只有 {_printed(chosen)} 使全表勾稽成立，予以采用"
    return Finding(
        type="readings_differ",
        severity="warning",
        table=one.table,
        instance=f"{one.row}.{one.column}",
        row=one.row,
        column=one.column,
        expected=_printed(other),
        actual=_printed(one),
        note=f"“{cell_name(_key(one))}”用两种方法读取 PDF，一为 {_printed(one)}，一为 {_printed(other)}，{how}。",
        where=one.where,
    )


def _taken(one: Figure, other: Figure) -> Finding:
    """A cell that only the second engine could read."""
    return Finding(
        type="readings_differ",
        severity="info",
        state="explained",
        table=one.table,
        instance=f"{one.row}.{one.column}",
        row=one.row,
        column=one.column,
        actual=_printed(other),
        note=f"“{cell_name(_key(one))}”第一种方法无法识读（{_printed(one)}），第二种方法读作 {_printed(other)}，合乎勾稽关系，予以采用。",
        where=other.where,
    )

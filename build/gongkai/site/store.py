"""Typed reading of the data package's SQLite file; every large table is read as a stream."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from gongkai.errors import DataPackageError
from gongkai.site.records import (
    Agency,
    Carried,
    Correction,
    Expected,
    Figure,
    Finding,
    Indicator,
    Ledger,
    Record,
    Reject,
    Report,
    Result,
    Rule,
    Section,
    Similar,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_figure: Callable[[tuple[Any, ...]], Figure] = partial(tuple.__new__, Figure)
"""As `Figure._make`, without a Python call for each of the some 200 figures of a report."""

COPIED = "copied_table"
"""The rule whose value is ids of other reports, parted by a comma."""

FIGURE_TABLES = ("disclosure", "applications", "proceedings")

_AGENCY = (
    "a.agency_id, a.name, a.region_code, a.province, a.city, a.county, a.level, a.sector, a.parent, a.successor_of"
)
_PARTS = _AGENCY.count(",") + 1
"""Columns of an agency, before those of its report."""
_REPORT = (
    "r.report_id, r.agency_id, r.year, r.scope, r.form, r.title, r.published_on, r.original, r.media_type, r.bytes, "
    "r.sha256, r.source_url, r.retrieved_on, r.figures_reported, r.figures_blank, r.figures_unreadable"
)
_FIGURES = " UNION ALL ".join(
    f"SELECT '{table}', row, \"column\", value, status, ifnull(raw, ''), ifnull(note, ''), ifnull(\"where\", '') FROM {table} WHERE report_id = ?1"  # noqa: S608 - constant names
    for table in FIGURE_TABLES
)

_CHECKS = "SELECT state, reason, sum(instances) FROM check_results WHERE report_id = ? GROUP BY 1, 2"
_PROSE = (
    "SELECT rule, instance, state, ifnull(\"table\", ''), ifnull(cells, ''), ifnull(\"left\", ''), ifnull(\"right\", ''), "
    "ifnull(reason, '') FROM check_results WHERE report_id = ? AND rule > 'narrative_' AND rule < 'narrative`'"
)
"""The rules on the narrative are named `narrative_…`; "`" comes after "_"."""
_STATEMENTS = (
    "SELECT kind, ifnull(item, ''), value, ifnull(qualifiers, ''), ifnull(readings, ''), phrase, sentence, "
    'section_position, start, "end" '
    "FROM statements WHERE report_id = ? ORDER BY position"
)
_CORRECTIONS = (
    'SELECT "table", row, "column", read, corrected, reason FROM corrections WHERE report_id = ? ORDER BY 1, 2, 3'
)


class Store:
    """One open data package.

    Raises:
        DataPackageError: if the SQLite file is missing or is none.
    """

    def __init__(self, database: Path) -> None:
        """Open the file read-only."""
        if not database.is_file():
            raise DataPackageError(f"{database}: not there; run `gongkai build` or set GONGKAI_DATAPACKAGE")
        self._connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, query: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Run a query; rows come one by one."""
        with closing(self._connection.cursor()) as cursor:
            yield from cursor.execute(query, parameters)

    def agencies(self) -> Iterator[Agency]:
        """All bodies, by id."""
        return map(_agency, self.rows(f"SELECT {_AGENCY} FROM agencies AS a ORDER BY a.agency_id"))  # noqa: S608 - constants

    def agency_reports(self, first: str = "", last: str | None = None) -> Iterator[tuple[Agency, tuple[Report, ...]]]:
        """Bodies with ids from `first` up to and including `last`, each with its reports, oldest first."""
        query = (
            f"SELECT {_AGENCY}, {_REPORT} FROM agencies AS a JOIN reports AS r ON r.agency_id = a.agency_id "  # noqa: S608 - constants
            "WHERE a.agency_id >= ?1 AND (?2 IS NULL OR a.agency_id <= ?2) "
            "ORDER BY a.agency_id, r.year IS NULL, r.year, r.scope DESC, r.report_id"
        )
        for _, group in groupby(self.rows(query, (first, last)), key=lambda row: row[0]):
            found = list(group)
            yield _agency(found[0][:_PARTS]), tuple(_report(row[_PARTS:]) for row in found)

    def reports(
        self, condition: str = "1", parameters: Sequence[object] = (), *, order: str = "r.report_id", limit: int = -1
    ) -> Iterator[tuple[Agency, Report]]:
        """Reports with their bodies; `condition` and `order` are ours, never a reader's."""
        query = (
            f"SELECT {_AGENCY}, {_REPORT} FROM reports AS r JOIN agencies AS a ON a.agency_id = r.agency_id "  # noqa: S608 - see above
            f"WHERE {condition} ORDER BY {order} LIMIT {limit}"
        )
        for row in self.rows(query, parameters):
            yield _agency(row[:_PARTS]), _report(row[_PARTS:])

    def record(self, report: Report) -> Record:
        """One report with figures, narrative and findings."""
        found = self._connection.execute(_FIGURES, (report.id,)).fetchall()
        figures = {figure[:3]: figure for figure in map(_figure, found)}
        checks: Counter[str] = Counter()
        reasons: Counter[str] = Counter()
        for state, reason, count in self._connection.execute(_CHECKS, (report.id,)):
            checks[state] += count
            if reason and state == "not_checkable":
                reasons[reason] += count
        sections, findings = tuple(self._sections(report.id)), tuple(self._findings(report.id))
        corrections = self.corrections(report)
        statements = tuple(map(Statement._make, self._connection.execute(_STATEMENTS, (report.id,))))
        prose = tuple(map(Result._make, self._connection.execute(_PROSE, (report.id,))))
        named = self.named(findings)
        return Record(report, figures, sections, findings, checks, corrections, reasons, statements, prose, named)

    def named(self, findings: Iterable[Finding]) -> dict[str, tuple[Agency, Report]]:
        """The reports that findings on copied tables name, with their bodies; there are few."""
        ids = {id_ for each in findings if each.type == COPIED and each.actual for id_ in each.actual.split(", ")}
        if not ids:
            return {}
        among = f"r.report_id IN ({', '.join('?' * len(ids))})"
        return {report.id: (agency, report) for agency, report in self.reports(among, sorted(ids))}

    def corrections(self, report: Report) -> tuple[Correction, ...]:
        """What was corrected in a report, in the order of its cells' codes."""
        return tuple(map(Correction._make, self._connection.execute(_CORRECTIONS, (report.id,))))

    def ledger(self, agency: Agency, reports: Sequence[Report]) -> Ledger:
        """What is known of a body beside its reports."""
        ids = tuple(report.id for report in reports)
        among = f"({', '.join('?' * len(ids))})"
        carried = self.rows(
            "SELECT report_id, item, previous_report_id, closing, opening, difference, state, ifnull(words, '') "  # noqa: S608 - question marks
            f"FROM continuity WHERE report_id IN {among} ORDER BY year DESC, report_id, item",
            ids,
        )
        expected = self.rows(
            "SELECT scope, year, report_id, deadline, published_on, state FROM expected_reports WHERE agency_id = ? ORDER BY year DESC, scope",
            (agency.id,),
        )
        similar = self.rows(
            "SELECT report_id, other_report_id, similarity FROM similarities "  # noqa: S608 - question marks
            f"WHERE report_id IN {among} AND other_report_id IN {among} ORDER BY 1, 2",
            (*ids, *ids),
        )
        sizes: dict[str, str] = {}
        indicators: dict[str, list[Indicator]] = {}
        for id_, size, *ratio in self.rows(
            "SELECT report_id, size_class, indicator, item, numerator, denominator, value, low, high, ifnull(gap, ''), doubtful "  # noqa: S608 - question marks
            f"FROM indicators WHERE report_id IN {among}",
            ids,
        ):
            if size:
                sizes[id_] = size
            indicators.setdefault(id_, []).append(Indicator._make(ratio))
        return Ledger(
            tuple(map(Carried._make, carried)),
            tuple(map(Expected._make, expected)),
            tuple(map(Similar._make, similar)),
            sizes,
            {id_: tuple(found) for id_, found in indicators.items()},
        )

    def _sections(self, report_id: str) -> Iterator[Section]:
        query = 'SELECT position, section, number, heading, text, "where" FROM sections WHERE report_id = ? ORDER BY position'
        for position, code, number, heading, text, where in self._connection.execute(query, (report_id,)).fetchall():
            yield Section(
                position=position,
                code=code or None,
                number=number or "",
                heading=heading or "",
                text=text or "",
                where=where or "",
            )

    def _findings(self, report_id: str) -> Iterator[Finding]:
        query = (
            'SELECT f.position, f.type, f.severity, f.state, f."table", f.instance, f.row, f."column", f.expected, f.actual, '
            'f.note, f."where", coalesce(c.text_en, CASE WHEN f.instance IS NULL THEN ('  # several instances in one: any with the reason
            "SELECT s.text_en FROM check_results AS s WHERE s.report_id = f.report_id AND s.rule = f.type "
            "AND s.state = f.state AND instr(f.note, s.text_zh) LIMIT 1) END, '') "
            "FROM findings AS f LEFT JOIN check_results AS c "
            "ON c.report_id = f.report_id AND c.rule = f.type AND c.instance = f.instance "
            "WHERE f.report_id = ? ORDER BY f.position"
        )
        for row in self._connection.execute(query, (report_id,)).fetchall():
            position, type_, severity, state, table, instance, row_code, column, expected, actual, note, where, told = (
                row
            )
            yield Finding(
                position=position,
                type=type_,
                severity=severity,
                state=state,
                table=table or None,
                instance=instance or "",
                row=row_code or None,
                column=column or None,
                expected=expected or None,
                actual=actual or None,
                note=note or "",
                where=where or "",
                english=told,
            )

    def rejects(self) -> Iterator[Reject]:
        """Files that are not in the data, by path."""
        for row in self.rows("SELECT path, media_type, bytes, outcome, type, note FROM rejects ORDER BY path"):
            yield Reject(path=row[0], media_type=row[1], bytes=row[2], outcome=row[3], type=row[4], note=row[5])

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """What can be found, by code, in the order of the rule book."""
        query = (
            'SELECT code, family, severity, "table", title_zh, description_zh, formula_zh, '
            "ifnull(title_en, ''), ifnull(description_en, ''), ifnull(formula_en, '') FROM code_rules ORDER BY rowid"
        )
        return {
            row[0]: Rule(
                code=row[0],
                family=row[1],
                severity=row[2],
                table=row[3] or None,
                title=row[4],
                description=row[5] or "",
                formula=row[6] or "",
                english=row[7:],
            )
            for row in self.rows(query)
        }

    def labels(self, code_list: str) -> dict[str, str]:
        """Code -> Chinese label of a code list of the data package."""
        return dict(self.rows(f"SELECT code, label_zh FROM code_{code_list} ORDER BY rowid"))  # noqa: S608 - name is ours

    def count(self, table: str) -> int:
        """Rows of a resource."""
        return int(next(self.rows(f"SELECT count(*) FROM {table}"))[0])  # noqa: S608 - name is ours

    def slices(self, parts: int) -> list[tuple[str, str]]:
        """Ranges of agency ids, first and last included, with about the same number of reports each."""
        wanted = -(-self.count("reports") // parts) or 1
        ranges: list[tuple[str, str]] = []
        first, last, held = "", "", 0
        for agency_id, reports in self.rows(
            "SELECT agency_id, count(*) FROM reports GROUP BY agency_id ORDER BY agency_id"
        ):
            first = first or agency_id
            last, held = agency_id, held + reports
            if held >= wanted:
                ranges.append((first, last))
                first, held = "", 0
        if held:
            ranges.append((first, last))
        return ranges


def _agency(row: Iterable[Any]) -> Agency:
    id_, name, region_code, province, city, county, level, sector, parent, successor_of = (part or None for part in row)
    return Agency(
        id=str(id_),
        name=name,
        region_code=region_code,
        province=province,
        city=city,
        county=county,
        level=level,
        sector=sector,
        parent=parent,
        successor_of=successor_of,
    )


def _report(row: Sequence[Any]) -> Report:
    return Report(
        id=row[0],
        agency_id=row[1],
        year=row[2] or None,
        scope=row[3],
        form=row[4],
        title=row[5] or None,
        published_on=row[6] or None,
        original=row[7],
        media_type=row[8],
        bytes=row[9],
        sha256=row[10],
        source_url=row[11] or None,
        retrieved_on=row[12] or None,
        reported=row[13],
        blank=row[14],
        unreadable=row[15],
    )


@contextmanager
def open_store(database: Path) -> Iterator[Store]:
    """A store that is closed at the end of the block."""
    store = Store(database)
    try:
        yield store
    finally:
        store.close()

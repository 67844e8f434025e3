"""Writing a data package: the canonical CSV files, the descriptor, the README and the originals."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.analysis import Analysis
from gongkai.model import AnnualReport
from gongkai.package import derived_rows, rows
from gongkai.package.code_lists import code_resources
from gongkai.package.code_lists import rows as code_rows
from gongkai.package.descriptor import Written, covered, created, descriptor
from gongkai.package.exact import exact
from gongkai.package.keys import agencies, index
from gongkai.package.layout import DATA, DESCRIPTOR, README, csv_path, resources
from gongkai.package.machines import write_descriptions
from gongkai.package.originals import place_originals, set_aside_folder
from gongkai.package.readme import readme
from gongkai.package.shards import split
from gongkai.package.swap import replacing
from gongkai.package.tables import TableWriter
from gongkai.package.version import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gongkai.model import Agency, Analysed, Collection, Reading, Rejection
    from gongkai.package.keys import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSummary:
    """What a data package holds, for the line printed at the end of a build."""

    path: Path
    agencies: int
    reports: int
    figures: int
    """Rows of the three tables, whatever their status."""
    sections: int
    findings: int
    rejects: int
    """Rejected files, duplicates included."""
    duplicates: int
    """Second files for one agency, year and scope; they are in `rejects`."""
    set_aside: Path | None
    """Folder with originals of replaced data packages that exist nowhere else; None if there are none."""


def write_package(
    readings: Sequence[Reading],
    out: Path,
    *,
    originals: Path | None,
    specimen: bool = False,
    analysis: Analysis | None = None,
    signatures: Mapping[int, bytes] | None = None,
    version: str = DEFAULT,
) -> PackageSummary:
    """Write the data package of some readings; the same readings give the same bytes in any order.

    Nothing is derived here: see `ensure_derived`. The readings are gone through twice, the second
    time by position, and none is kept: a sequence that loads each one on demand stays flat in memory.

    Args:
        readings: annual reports with their findings, and rejections.
        out: folder of the data package. It is replaced as a whole; an interruption leaves the old one.
        originals: folder that the readings' paths are relative to, see `place_originals`.
        specimen: the reports are invented; the descriptor, the README and the site say so.
        analysis: completes each report beside the others; it takes note of them here. A new one when None.
        signatures: position of a reading -> signature of its narrative, for those that were taken before.
        version: of the data, three numbers.

    Raises:
        DataPackageError: if `out` holds something else, cannot be written, or a reading contradicts the schema.
    """
    out = out.resolve()
    entries, rejections = index(readings, signatures)
    analysis = analysis or Analysis()
    analysis.note(entry.digest for entry in entries)
    with replacing(out) as new:
        (new / DATA).mkdir()
        tables, published = _write_tables(readings, entries, rejections, new, analysis)
        stamp = created(published)
        written = {resource: tables[resource.name] for resource in resources()}
        description = descriptor(
            written, created=stamp, version=version, specimen=specimen, years=covered(entry.year for entry in entries)
        )
        (new / DESCRIPTOR).write_text(
            json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
        )
        text = readme(written, created=stamp, version=version, specimen=specimen)
        (new / README).write_text(text, encoding="utf-8", newline="\n")
        write_descriptions(new, written, description)
        place_originals([entry.path for entry in entries], originals, out, new, specimen=specimen)
    aside = set_aside_folder(out)
    return PackageSummary(
        path=out,
        agencies=tables["agencies"].rows,
        reports=len(entries),
        figures=sum(tables[table].rows for table in rows.TABLES),
        sections=tables["sections"].rows,
        findings=tables["findings"].rows,
        rejects=len(rejections),
        duplicates=sum(rejection.type == "duplicate" for rejection in rejections),
        set_aside=aside if aside.is_dir() else None,
    )


def _write_tables(
    readings: Sequence[Reading],
    entries: Sequence[Entry],
    rejections: Sequence[Rejection],
    new: Path,
    analysis: Analysis,
) -> tuple[dict[str, Written], list[date]]:
    known = agencies(entries, analysis.register)
    published: list[date] = []
    with ExitStack() as stack:
        writers = {r.name: stack.enter_context(TableWriter(csv_path(new, r.name), r)) for r in resources()}
        writers["agencies"].write(rows.agency_row(key, agency) for key, agency in known.items())
        writers["rejects"].write(rows.reject_row(rejection) for rejection in rejections)
        for resource in code_resources():
            name = resource.name.removeprefix("code_")
            writers[resource.name].write(row.values() for row in code_rows(name))
        for entry in entries:
            report = readings[entry.position]
            assert isinstance(report, AnnualReport)
            analysed = analysis.of(exact(report), entry.agency_id, entry.report_id)
            if report.published_on is not None:
                published.append(report.published_on)
            for name, lines in _report_tables(analysed, entry, known):
                writers[name].write(lines)
        for name, found in _collection_tables(analysis.collection()):
            writers[name].write(found)
    known_of = {name: Written(w.bytes, w.sha256, w.rows) for name, w in writers.items()}
    return {resource.name: split(new, resource, known_of[resource.name]) for resource in resources()}, published


def _report_tables(
    analysed: Analysed, entry: Entry, known: Mapping[str, Agency | None]
) -> Iterator[tuple[str, Iterator[rows.Row]]]:
    report = analysed.report
    agency = known[entry.agency_id]
    yield "reports", iter([rows.report_row(report, entry)])
    for table in rows.TABLES:
        yield table, rows.figure_rows(report, table, entry.report_id)
    yield "applications_wide", iter([rows.wide_row(report, entry, agency.name if agency else None)])
    yield "sections", rows.section_rows(report, entry.report_id)
    yield "findings", rows.finding_rows(report, entry.report_id)
    yield "check_results", derived_rows.check_result_rows(report, entry.report_id)
    yield "statements", derived_rows.statement_rows(report, entry.report_id)
    yield "continuity", derived_rows.continuity_rows(analysed.continuity, report, entry)
    yield "indicators", derived_rows.indicator_rows(analysed.indicators, entry.report_id)


def _collection_tables(collection: Collection) -> Iterator[tuple[str, Iterable[rows.Row]]]:
    yield "expected_reports", derived_rows.expected_rows(collection.expected)
    yield "agency_indicators", derived_rows.agency_indicator_rows(collection.agency_indicators)
    yield "similarities", derived_rows.similarity_rows(collection.similarities)
    yield "aggregates", derived_rows.aggregate_rows(collection.aggregates)
    yield "indicator_statistics", derived_rows.statistic_rows(collection.statistics)
    yield "corrections", derived_rows.correction_rows(collection.corrections)

"""Keys of agencies and reports, and which reading of an agency-year is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.analysis import digest
from gongkai.errors import DataPackageError
from gongkai.model import AnnualReport, Rejection
from gongkai.package.exact import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai.checks.surroundings import Digest
    from gongkai.model import Agency, Reading, Registered

AGENCY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def agency_id(report: AnnualReport) -> str:
    """The agency's id, or `unknown-` and the file's fingerprint where the text names no agency.

    Two reports of unnamed agencies are never taken for one body.

    Raises:
        DataPackageError: if the id is not in the form that the schema promises.
    """
    if report.agency is None:
        return f"unknown-{report.sha256[:8]}"
    if not AGENCY_ID.fullmatch(report.agency.id):
        raise DataPackageError(
            f"{report.path}: agency id {report.agency.id!r}, expected lower-case ASCII words joined by hyphens; "
            "this is a fault in gongkai, please report it"
        )
    return report.agency.id


def report_id(report: AnnualReport) -> str:
    """Key of a report: agency and year, with the scope where the figures are not the body's own.

    Example: `990121-nan-xian-jiao-yu-ju-2021`, `…-2021-aggregate`, `…-undated-1a2b3c4d`.
    """
    agency = agency_id(report)
    if report.year is None:
        return f"{agency}-undated-{report.sha256[:8]}"
    return f"{agency}-{report.year}" + ("-aggregate" if report.scope == "aggregate" else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One report of the package to be: its key, and where among the readings it stands."""

    report_id: str
    agency_id: str
    agency: Agency | None
    year: int
    """0 where it is not known; only for finding an agency's newest report."""
    position: int
    """Index into the readings."""
    reported: int
    """Figures that hold a number."""
    path: str
    media_type: str
    bytes: int
    sha256: str
    digest: Digest
    """What is needed of it while all reports are looked at."""


def index(
    readings: Iterable[Reading], signatures: Mapping[int, bytes] | None = None
) -> tuple[list[Entry], list[Rejection]]:
    """Reports in the order of their keys, and what is left out of the package, by path.

    Of several reports with one key (a copy at a second address, a corrected edition) the one with
    most numbers is kept, then the first by path; the others are rejected as `duplicate`.
    But for its digest nothing of a report is kept in memory, so `readings` may be read lazily.

    Args:
        readings: annual reports and rejections.
        signatures: position of a reading -> signature of its narrative, where it was taken before.
    """
    signatures = signatures or {}
    rivals: dict[str, list[Entry]] = {}
    rejections: list[Rejection] = []
    for position, reading in enumerate(readings):
        if isinstance(reading, AnnualReport):
            entry = _entry(reading, position, signatures.get(position))
            rivals.setdefault(entry.report_id, []).append(entry)
        else:
            rejections.append(reading)
    entries: list[Entry] = []
    for _, group in sorted(rivals.items()):
        kept, *others = sorted(group, key=lambda e: (-e.reported, e.path, e.sha256))
        entries.append(kept)
        rejections.extend(_duplicate(other, kept) for other in others)
    return entries, sorted(rejections, key=lambda r: (r.path, r.sha256, r.type))


def _entry(report: AnnualReport, position: int, signature: bytes | None) -> Entry:
    key, agency = report_id(report), agency_id(report)
    return Entry(
        report_id=key,
        agency_id=agency,
        agency=report.agency,
        year=report.year or 0,
        position=position,
        reported=sum(figure.status == "reported" for figure in report.figures),
        path=report.path,
        media_type=report.media_type,
        bytes=report.bytes,
        sha256=report.sha256,
        digest=digest(exact(report), key, agency, signature),
    )


def _duplicate(entry: Entry, kept: Entry) -> Rejection:
    same = "内容相同" if entry.sha256 == kept.sha256 else "内容不同"
    return Rejection(
        path=entry.path,
        media_type=entry.media_type,
        sha256=entry.sha256,
        bytes=entry.bytes,
        outcome="not_a_report",
        type="duplicate",
        note=f"与 {kept.path} 同属 {kept.report_id}，两文件{same}；已收录该文件，请核对后只保留一份",
    )


def agencies(entries: Iterable[Entry], register: Iterable[Registered] = ()) -> dict[str, Agency | None]:
    """Each agency as its newest report describes it, in the order of the ids; without one, as the register does."""
    newest: dict[str, Entry] = {}
    for entry in entries:
        known = newest.get(entry.agency_id)
        if known is None or (entry.year, entry.report_id) > (known.year, known.report_id):
            newest[entry.agency_id] = entry
    found = {entry.agency.id: entry.agency for entry in register} | {key: e.agency for key, e in newest.items()}
    return {key: found[key] for key in sorted(found)}

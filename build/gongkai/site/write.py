"""All record pages of a site, written by several processes from slices of the data package.

A plain function over a folder: it works after any generator that rendered the shells. Memory does
not grow with the number of reports, since each body's reports are read, written and forgotten.
"""

from __future__ import annotations

import gc
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from gongkai.errors import SiteError
from gongkai.site import compare
from gongkai.site.agency import page as agency_page
from gongkai.site.agency import series
from gongkai.site.agency.unfound import pages as unfound_pages
from gongkai.site.annual_report import page as report_page
from gongkai.site.annual_report import provenance
from gongkai.site.annual_report.downloads import downloads
from gongkai.site.annual_report.peers import Peers
from gongkai.site.annual_report.summary import summary
from gongkai.site.citation import Edition, edition, of_agency
from gongkai.site.groups.directory import directory
from gongkai.site.groups.region_page import pages as region_pages
from gongkai.site.language import LANGUAGES, folder, speaking
from gongkai.site.shell import SHELL_NAME, Shell, parse
from gongkai.site.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gongkai.site.annual_report.peers import Company
    from gongkai.site.groups.directory import Directory
    from gongkai.site.records import Agency, Ledger, Record, Rule
    from gongkai.site.render import Page

    Shells = Mapping[str, Mapping[str, Shell]]
    """Language -> kind of record page -> its shell."""

KINDS = ("reports", "agencies", "regions")
"""Folders of record pages; each has a shell."""

IN_ONE_PROCESS = 300
"""Up to this many reports, starting processes costs more than it saves."""


RARELY = 100_000
"""Objects made between two looks for reference cycles: records make many objects and no cycles."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one process writes: bodies with ids from `first` to `last`."""

    database: Path
    site: Path
    shells: Shells
    first: str
    last: str
    edition: Edition


@dataclass(frozen=True, slots=True)
class Body:
    """All that the pages of one body say: read once, written in each language."""

    agency: Agency
    records: Sequence[Record]
    known: Ledger
    near: Directory
    company: Mapping[str, Company]
    """Report -> others of its year."""


def write_records(
    database: Path,
    site: Path,
    *,
    workers: int | None = None,
    url: str = "",
    desk: str = "",
    languages: Sequence[str] = LANGUAGES,
    originals: bool = True,
) -> int:
    """Fill the shells in `site` for every report, body and place; the shells are removed.

    Args:
        database: `gongkai.sqlite` of a data package.
        site: folder of a built site that holds `<kind>/_shell/index.html`, and the same in the folder of each other language.
        workers: number of processes; all cores when None.
        url: address at which the site will stand, for citations.
        desk: where readers report problems, see `problem.desk`.
        languages: of the pages.
        originals: the site holds copies of them, which pages link to.

    Returns:
        Number of pages written.

    Raises:
        SiteError: if a shell is missing or damaged.
    """
    shells = {language: {kind: _shell(site, folder(language) + kind) for kind in KINDS} for language in languages}
    with open_store(database) as store:
        few = store.count("reports") <= IN_ONE_PROCESS
        count = 1 if few else workers or os.cpu_count() or 1
        of = replace(edition(database.parent, url, desk), originals=originals)
        jobs = [Job(database, site, shells, first, last, of) for first, last in store.slices(count)]
        written = 0
        if len(jobs) == 1:
            written += write_slice(jobs[0])
        elif jobs:
            with ProcessPoolExecutor(len(jobs), get_context("spawn"), gc.set_threshold, (RARELY,)) as pool:
                written += sum(pool.map(write_slice, jobs))
        for language in languages:
            with speaking(language):
                for kind, pages in (("regions", region_pages(store)), ("agencies", unfound_pages(store))):
                    for page in pages:
                        _write(site, language, shells[language][kind], page)
                        written += 1
    for language in languages:
        for kind in KINDS:
            shutil.rmtree(f"{site}/{folder(language)}{kind}/{SHELL_NAME}")
    return written


def _shell(site: Path, kind: str) -> Shell:
    path = site / kind / SHELL_NAME / "index.html"
    if not path.is_file():
        raise SiteError(f"{path}: the generator has not rendered this shell")
    return parse(path.read_text(encoding="utf-8"), kind)


def write_slice(job: Job) -> int:
    """Write the pages of some bodies and of their reports; runs in a process of its own."""
    written = 0
    with open_store(job.database) as store:
        near, peers = directory(store), Peers(store)
        for agency, reports in store.agency_reports(job.first, job.last):
            records = [store.record(report) for report in reports]
            chain = near.chain(agency)
            company = {record.report.id: peers.company(record, agency, chain) for record in records}
            body = Body(agency, records, store.ledger(agency, reports), near, company)
            for language in job.shells:
                with speaking(language):
                    _write_body(job, body, store.rules, language)
            written += (len(reports) + 1) * len(job.shells)
    return written


def _write_body(job: Job, body: Body, rules: Mapping[str, Rule], language: str) -> None:
    """The pages of one body in one language; what is for programs goes beside the pages of the first one only."""
    shells, agency, records = job.shells[language], body.agency, body.records
    chain = body.near.chain(agency)
    for record in records:
        told = summary(record, agency, records, job.edition, body.company[record.report.id])
        page = report_page.page(record, agency, records, chain, rules, summary=told)
        place = _write(job.site, language, shells["reports"], page)
        if language == LANGUAGES[0]:
            as_csv, as_json = downloads(record, agency, records, rules, summary=told)
            _write_text(place + "/data.csv", as_csv)
            _write_text(place + "/data.json", as_json)
            _write_text(f"{place}/{provenance.FILE}", provenance.script(record))
    page = agency_page.page(
        agency,
        records,
        chain,
        body.near.sisters(agency),
        body.near.successors(agency),
        known=body.known,
        cites=of_agency(agency, job.edition),
        links=agency_page.links(agency, body.near, chain, published=bool(job.edition.url)),
    )
    place = _write(job.site, language, shells["agencies"], page)
    if language == LANGUAGES[0]:
        _write_text(f"{place}/{series.CSV}", series.as_csv(records, body.known))
        _write_text(f"{place}/{series.JSON}", series.as_json(agency, records, body.known))
        _write_text(f"{place}/{compare.FILE}", compare.script(agency, records, body.known.indicators))


def _write(site: Path, language: str, shell: Shell, page: Page) -> str:
    place = f"{site}/{folder(language)}{page.path}"
    with suppress(FileExistsError):
        os.mkdir(place)  # noqa: PTH102 - Path costs more than the folder
    _write_text(place + "/index.html", shell.fill(page))
    return place


def _write_text(path: str, text: str) -> None:
    """Write a file with three system calls; `open` needs seven, and there are four files a report."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)

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
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from gongkai.errors import SiteError
from gongkai.site import agency_page, report_page
from gongkai.site.citation import Edition, edition, of_agency
from gongkai.site.directory import directory
from gongkai.site.downloads import downloads
from gongkai.site.region_page import pages as region_pages
from gongkai.site.shell import SHELL_NAME, Shell, parse
from gongkai.site.store import open_store
from gongkai.site.summary import summary
from gongkai.site.unfound_page import pages as unfound_pages

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.render import Page

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
    shells: dict[str, Shell]
    first: str
    last: str
    edition: Edition


def write_records(database: Path, site: Path, *, workers: int | None = None, url: str = "") -> int:
    """Fill the shells in `site` for every report, body and place; the shells are removed.

    Args:
        database: `gongkai.sqlite` of a data package.
        site: folder of a built site that holds `<kind>/_shell/index.html`.
        workers: number of processes; all cores when None.
        url: address at which the site will stand, for citations.

    Returns:
        Number of pages written.

    Raises:
        SiteError: if a shell is missing or damaged.
    """
    shells = {kind: _shell(site, kind) for kind in KINDS}
    with open_store(database) as store:
        few = store.count("reports") <= IN_ONE_PROCESS
        count = 1 if few else workers or os.cpu_count() or 1
        of = edition(database.parent, url)
        jobs = [Job(database, site, shells, first, last, of) for first, last in store.slices(count)]
        written = 0
        if len(jobs) == 1:
            written += write_slice(jobs[0])
        elif jobs:
            with ProcessPoolExecutor(len(jobs), get_context("spawn"), gc.set_threshold, (RARELY,)) as pool:
                written += sum(pool.map(write_slice, jobs))
        for kind, pages in (("regions", region_pages(store)), ("agencies", unfound_pages(store))):
            for page in pages:
                _write(site, shells[kind], page)
                written += 1
    for kind in KINDS:
        shutil.rmtree(site / kind / SHELL_NAME)
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
        near = directory(store)
        rules = store.rules
        for agency, reports in store.agency_reports(job.first, job.last):
            records = [store.record(report) for report in reports]
            chain = near.chain(agency)
            for record in records:
                told = summary(record, agency, records, job.edition)
                folder = _write(
                    job.site,
                    job.shells["reports"],
                    report_page.page(record, agency, records, chain, rules, summary=told),
                )
                as_csv, as_json = downloads(record, agency, records, rules, summary=told)
                _write_text(folder + "/data.csv", as_csv)
                _write_text(folder + "/data.json", as_json)
            known = store.ledger(agency, reports)
            page = agency_page.page(
                agency,
                records,
                chain,
                near.sisters(agency),
                near.successors(agency),
                known=known,
                cites=of_agency(agency, job.edition),
            )
            _write(job.site, job.shells["agencies"], page)
            written += len(records) + 1
    return written


def _write(site: Path, shell: Shell, page: Page) -> str:
    folder = f"{site}/{page.path}"
    with suppress(FileExistsError):
        os.mkdir(folder)  # noqa: PTH102 - Path costs more than the folder
    _write_text(folder + "/index.html", shell.fill(page))
    return folder


def _write_text(path: str, text: str) -> None:
    """Write a file with three system calls; `open` needs seven, and there are three files a report."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)

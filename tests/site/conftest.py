"""A small data package with everything that is hard to show, and the site made of it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.package.factory import annual_reports, odd_reports, rejections, save_originals

from gongkai.analysis import Analysis
from gongkai.model import Registered, Section, Where
from gongkai.package import ensure_derived, write_package
from gongkai.recognise.agency import agency
from gongkai.site.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import AnnualReport, Reading

ROOT = Path(__file__).resolve().parents[2]

EVIL = '"><script>alert(1)</script>'
MARKED = "@@CONTENT@@ 与 @@TITLE@@ 只是文字"


def evil_report() -> AnnualReport:
    """A report in which every text tries to become mark-up."""
    report = next(annual_reports(1, seed=7))
    assert report.agency is not None
    figures = tuple(
        replace(figure, status="unreadable", value=None, raw=EVIL)
        if (figure.row, figure.column) == ("granted", "enterprise")
        else replace(figure, note=EVIL)
        if (figure.row, figure.column) == ("granted", "natural_person")
        else figure
        for figure in report.figures
    )
    return replace(
        report,
        path=f"evil/{EVIL.replace('/', '')}.html",
        media_type="text/html",
        sha256="e" * 64,
        agency=replace(report.agency, id="990000-evil", name=f"恶意{EVIL}局", sector="education"),
        title=f"{EVIL}年报",
        figures=figures,
        sections=(
            Section(
                code="overview",
                number="一",
                heading=EVIL,
                text=f"（一）主动公开。{EVIL}\n{MARKED}",
                where=Where(line=1),
            ),
        ),
        findings=tuple(replace(finding, note=EVIL) for finding in report.findings),
    )


UNFOUND = (
    Registered(agency=agency("甲样市统计局")),
    Registered(agency=agency("前样区民政局"), first_year=2023, last_year=2024),
    Registered(agency=agency("国家林业和草原局"), first_year=2030),
)
"""In a city with reports, in a district of a province without any, and one of which no year is expected."""


@dataclass(frozen=True)
class Site:
    """A data package and the finished site."""

    datapackage: Path
    folder: Path

    def page(self, path: str) -> str:
        """HTML of a page."""
        return (self.folder / path / "index.html").read_text(encoding="utf-8")


def build_site(datapackage: Path, folder: Path, **environment: str) -> str:
    """What `mkdocs build --strict` says; it must succeed."""
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={
            **os.environ,
            "GONGKAI_DATAPACKAGE": str(datapackage),
            "GONGKAI_SITE_URL": "https://site.invalid/sub/",
            "NO_MKDOCS_2_WARNING": "1",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout + run.stderr


def write_datapackage(
    readings: list[Reading], folder: Path, *, specimen: bool = False, register: tuple[Registered, ...] = ()
) -> Path:
    """A data package with derived files."""
    originals = folder / "originals"
    saved = save_originals(readings, originals)
    analysis = Analysis(register=register)
    write_package(saved, folder / "datapackage", originals=originals, specimen=specimen, analysis=analysis)
    ensure_derived(folder / "datapackage")
    return folder / "datapackage"


@pytest.fixture(scope="session")
def datapackage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty reports, odd ones, a hostile one and rejected files."""
    readings: list[Reading] = [*annual_reports(30, seed=3), *odd_reports(), evil_report(), *rejections()]
    return write_datapackage(readings, tmp_path_factory.mktemp("site-package"))


@pytest.fixture(scope="session")
def site(datapackage: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built once."""
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site(datapackage, folder)
    return Site(datapackage, folder)


@pytest.fixture(scope="session")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of twelve invented reports that says so, with a register that names more bodies."""
    folder = tmp_path_factory.mktemp("specimens")
    datapackage = write_datapackage([*annual_reports(12, seed=3)], folder, specimen=True, register=UNFOUND)
    build_site(datapackage, folder / "site")
    return Site(datapackage, folder / "site")


@pytest.fixture
def store(datapackage: Path) -> Iterator[Store]:
    opened = Store(datapackage / "gongkai.sqlite")
    yield opened
    opened.close()

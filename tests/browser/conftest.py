from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.browser.serving import chromium, serve, watched

from gongkai.package import ensure_derived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from tests.browser.serving import Watched

__all__ = ["chromium"]

ROOT = Path(__file__).resolve().parents[2]


class Site(NamedTuple):
    """A finished site, and the data package it was made from."""

    folder: Path
    datapackage: Path

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """Rows of the data package's SQLite file."""
        with closing(sqlite3.connect(self.datapackage / "gongkai.sqlite")) as connection:
            return connection.execute(query).fetchall()

    def is_specimen(self) -> bool:
        descriptor = json.loads((self.datapackage / "datapackage.json").read_text(encoding="utf-8"))
        return bool(descriptor.get("gongkai:specimen"))

    def pages(self) -> dict[str, str]:
        """Kind of page -> path of one such page; the busiest region, sector, year and agency."""
        region, sector, level, year = (
            self.ask(
                f"SELECT {column} FROM reports JOIN agencies USING (agency_id) WHERE {column} IS NOT NULL "
                f"GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
            )[0][0]
            for column in ("region_code", "sector", "level", "year")
        )
        agency, report = self.ask("SELECT agency_id, report_id FROM reports ORDER BY figures_blank DESC, 2 LIMIT 1")[0]
        chinese = {
            "home": "",
            "search": "search/",
            "regions": "regions/",
            "region": f"regions/{region}/",
            "sectors": "sectors/",
            "sector": f"sectors/{sector}/",
            "levels": "levels/",
            "level": f"levels/{level}/",
            "years": "years/",
            "year": f"years/{year}/",
            "agency": f"agencies/{agency}/",
            "report": f"reports/{report}/",
            "figures": "figures/",
            "figure": "figures/applications-received_new/",
            "compare": "compare/",
            "data": "data/",
            "sql": "data/sql/",
            "dictionary": "data/dictionary/",
            "quality": "quality/",
            "topics": "topics/",
            "topic": "topics/applications/",
            "about": "about/",
        }
        english = {f"en-{kind}": f"en/{path}" for kind, path in chinese.items()}
        return {kind: path for kind, path in {**chinese, **english}.items() if kind in KINDS}


KINDS = (
    "home", "search", "regions", "region", "sectors", "sector", "levels", "level", "years", "year", "agency", "report",
    "figures", "figure", "topics", "topic", "compare", "data", "dictionary", "sql", "quality", "about",
    "en-home", "en-region", "en-agency", "en-report", "en-topic",
)  # fmt: skip
"""Every kind of page, and in English those that differ most: tests go through all of them."""


@pytest.fixture(scope="session")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as `mkdocs build` makes it, built once; not at all where no browser could look at it.

    GONGKAI_SITE names one that is built already, to save the time while a test is written.
    """
    assert chromium.is_connected()
    if built := os.environ.get("GONGKAI_SITE"):
        return Site(Path(built), Path(os.environ.get("GONGKAI_DATAPACKAGE") or ROOT / "datapackage"))
    folder = tmp_path_factory.mktemp("built") / "site"
    datapackage = Path(os.environ.get("GONGKAI_DATAPACKAGE") or ROOT / "datapackage")
    ensure_derived(datapackage)
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return Site(folder, datapackage)


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    with serve(site.folder) as served:
        yield served


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def desktop(chromium: Browser, address: str) -> Iterator[Watched]:
    """A wide window; whatever goes wrong in it fails the test."""
    with watched(chromium, address, viewport={"width": 1280, "height": 900}) as opened:
        yield opened
        assert opened.problems == []

"""What all tests share: where real reports stand, how expectations are rewritten, when a skip is a failure."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"
# How long one example takes tells more about what else the machine does than about the code.
settings.register_profile("gongkai", deadline=None, derandomize=CI)
settings.load_profile("gongkai")

TOGETHER = ("browser", "site", "package")
"""Folders below tests/ whose files share what takes long to make, such as a whole site: one process runs them all."""
PROGRAMS = re.compile(r"chromium|browser|playwright|soffice", re.IGNORECASE)


def real_reports_folder() -> Path:
    """Real reports are other people's documents: they stand beside the project, never in it."""
    return Path(os.environ.get("GONGKAI_REAL_REPORTS") or ROOT.parent / "shared" / "reports")


def expectations(folder: Path) -> list[Path]:
    """Every `<name>.expected.json` or `expected.json` below a folder, sorted."""
    return sorted(folder.rglob("*expected.json")) if folder.is_dir() else []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-expected",
        action="store_true",
        help="rewrite tests/corpus/*/expected.json; every case that changes shows its difference and fails once",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `real_report` runs once for each expectation beside a real report."""
    if "real_report" in metafunc.fixturenames:
        folder = real_reports_folder()
        cases = [pytest.param(path, id=path.name.removesuffix(".expected.json")) for path in expectations(folder)]
        absent = pytest.param(None, marks=pytest.mark.skip(reason=f"no real reports in {folder}"), id="absent")
        metafunc.parametrize("real_report", cases or [absent])


class ByFolder(LoadFileScheduling):  # type: ignore[misc]  # it has no types
    """Several processes take whole files, or whole folders: what is shared is made once."""

    def _split_scope(self, nodeid: str) -> str:
        folder = Path(nodeid.partition("::")[0]).parent.name
        return folder if folder in TOGETHER else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    return ByFolder(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if CI and report.skipped and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2]
        if item.get_closest_marker("browser") or PROGRAMS.search(reason):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: {reason}. With CI=true no test may lack its program: install chromium and libreoffice-writer."
    return report

"""The commands of the Makefile where they refuse, and when a skipped test is a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SET_BY_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "PYTHON", "REPORTS", "OUT", "SITE", "COUNT")
"""What `make test PYTHON=…` hands on to the tests."""

NO_MAKE = pytest.mark.skipif(shutil.which("make") is None, reason="GNU make is not installed")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The Makefile in a folder of its own, with a source folder to lose."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "source.py").touch()
    return tmp_path


def make(project: Path, *arguments: str, python: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run make; `python` is a shell script that stands for every Python there is."""
    environment = {name: value for name, value in os.environ.items() if name not in SET_BY_MAKE}
    if python is not None:
        programs = project / "bin"
        programs.mkdir()
        for name in ("python3", "python3.11", "python3.12", "python3.13"):
            (programs / name).write_text(f"#!/bin/sh\n{python}\n")
            (programs / name).chmod(0o755)
        environment["PATH"] = f"{programs}:{environment['PATH']}"
    return subprocess.run(
        ["make", "-C", str(project), *arguments], env=environment, capture_output=True, text=True, check=False
    )


@NO_MAKE
def test_make_alone_lists_the_targets(project: Path) -> None:
    assert "make site " in make(project).stdout


@NO_MAKE
def test_old_python_is_refused_in_one_line(project: Path) -> None:
    run = make(project, "site", python='[ "$1" = --version ] && echo Python 3.9.2 || exit 1')
    assert run.returncode == 2
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in run.stderr.splitlines()[0]


@NO_MAKE
def test_missing_venv_is_refused_with_what_to_install(project: Path) -> None:
    run = make(project, "site", python='case "$2" in *ensurepip*) exit 1;; esac')
    assert run.returncode == 2
    assert "apt install python3-venv" in run.stderr.splitlines()[0]


@NO_MAKE
def test_own_reports_need_a_folder_of_their_own(project: Path) -> None:
    """Somebody's reports never overwrite the data package that came with the project."""
    (project / ".venv").mkdir()
    (project / ".venv" / ".site").touch()
    run = make(project, "site", "REPORTS=mine")
    assert run.returncode == 2
    assert "make site REPORTS=mine OUT=" in run.stderr


@NO_MAKE
def test_clean_keeps_the_source(project: Path) -> None:
    (project / "site").mkdir()
    assert make(project, "clean").returncode == 0
    assert (project / "build" / "source.py").exists()
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("ci", "reason", "outcome"),
    [
        ("true", "chromium is not installed", "1 failed"),
        ("", "chromium is not installed", "1 skipped"),
        ("true", "no real reports", "1 skipped"),
    ],
)
def test_skipped_browser_tests_fail_in_ci_only(tmp_path: Path, ci: str, reason: str, outcome: str) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_page.py").write_text(f"import pytest\n\n\ndef test_page():\n    pytest.skip({reason!r})\n")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        env=os.environ | {"CI": ci},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome in run.stdout

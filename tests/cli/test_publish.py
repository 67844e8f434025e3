"""`gongkai publish`: the site, its links, its size."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import annual_report
from typer.testing import CliRunner

from gongkai.cli import app, publish
from gongkai.package import write_package

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()
GOOD = '<!doctype html><html lang="zh"><title>a</title><body><a href="page.html">b</a></body></html>'
BAD = GOOD.replace("page.html", "gone.html")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / "a.html").write_text("x")
    write_package([annual_report()], tmp_path / "datapackage", originals=tmp_path / "originals")
    (tmp_path / "mkdocs.yml").write_text("site_name: a\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def site_of(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let MkDocs write this page."""

    def write(_datapackage: Path, site_dir: Path) -> None:
        site_dir.mkdir()
        (site_dir / "index.html").write_text(page)
        (site_dir / "page.html").write_text(GOOD)

    monkeypatch.setattr(publish, "_mkdocs", write)


def test_a_good_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site_of(GOOD, monkeypatch)
    result = RUNNER.invoke(app, ["publish"])
    assert result.exit_code == 0
    assert "2 个文件" in result.stdout
    assert "Next: gongkai serve site" in result.stdout
    assert (project / "datapackage" / "gongkai.sqlite").is_file()


def test_a_broken_link_ends_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site_of(BAD, monkeypatch)
    result = RUNNER.invoke(app, ["publish"])
    assert result.exit_code == 2
    assert "index.html: broken link gone.html" in result.stdout
    assert "1 problems with links" in result.stderr
    assert project.is_dir()


def test_outside_the_project(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    result = RUNNER.invoke(app, ["publish"])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "holds no mkdocs.yml" in result.stderr


def test_mkdocs_failing_ends_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real process, which here is told to fail."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    result = RUNNER.invoke(app, ["publish"])
    assert result.exit_code == 2
    assert "mkdocs ended with 1" in result.stderr
    assert not (project / "site").exists()

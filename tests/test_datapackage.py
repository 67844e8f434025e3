"""The data package that comes with the project is what a build makes of its originals, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.package import validate
from gongkai.pipeline import build

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = ROOT / "datapackage"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh build of the committed originals, on one worker."""
    out = tmp_path_factory.mktemp("rebuilt") / "datapackage"
    build(COMMITTED / "originals", out, workers=1, cached=False)
    return out


def in_git(folder: Path) -> dict[str, bytes]:
    """Files of a package that are kept in version control, originals apart."""
    names = [folder / "datapackage.json", folder / "README.md", *sorted((folder / "data").glob("*.csv"))]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in names}


def test_committed_package_is_fresh(rebuilt: Path) -> None:
    """After a change of reader, recogniser, check or schema: run `gongkai build` and commit what it writes."""
    committed, fresh = in_git(COMMITTED), in_git(rebuilt)
    assert sorted(committed) == sorted(fresh)
    assert [name for name in fresh if committed[name] != fresh[name]] == []


def test_two_worker_counts_give_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    """Order of work leaves no trace."""
    out = tmp_path / "datapackage"
    build(COMMITTED / "originals", out, workers=2, cached=False)
    assert in_git(out) == in_git(rebuilt)


def test_originals_are_kept_beside_the_data(rebuilt: Path) -> None:
    """Every report's original lies where `reports` says."""
    originals = {path.relative_to(rebuilt).as_posix() for path in (rebuilt / "originals").rglob("*") if path.is_file()}
    rows = (rebuilt / "data" / "reports.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == 63
    assert all(any(original in row for original in originals) for row in rows)


def test_package_is_valid(rebuilt: Path) -> None:
    """By frictionless, by the official profile, and by the rules that they do not enforce."""
    assert validate(rebuilt) == []

"""What is built is what was written: the wheel holds every source file and starts on its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by hatchling itself: no network, no isolated environment."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-c", f"import hatchling.build as b; b.build_wheel({str(out)!r})"]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_wheel_holds_every_source_file(wheel: Path) -> None:
    """Modules, code lists, templates, styles and scripts."""
    source = ROOT / "build"
    written = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {"gongkai/model/report.py", "gongkai/codes/rows.csv"} <= packed
    assert packed == written


def test_wheel_carries_the_licence(wheel: Path) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in ZipFile(wheel).namelist())


def test_unpacked_wheel_starts(wheel: Path, tmp_path: Path) -> None:
    """The command works from the wheel's own files, outside the repository."""
    ZipFile(wheel).extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import gongkai, gongkai.cli; "
        "assert gongkai.__file__.startswith(sys.path[0]); sys.argv = ['gongkai', '--help']; gongkai.cli.main()"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "build" in run.stdout

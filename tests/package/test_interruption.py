"""Whatever happens while a data package is written, the old one or the new one is there, whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.package.factory import annual_reports, save_originals

from gongkai.errors import DataPackageError
from gongkai.package import validate, write, write_package

if TYPE_CHECKING:
    from gongkai.model import Reading

STEPS = ["_write_tables", "created", "descriptor", "readme", "place_originals"]


class Stop(BaseException):
    """Like KeyboardInterrupt: not caught by anything that catches errors."""


@pytest.fixture
def old(tmp_path: Path) -> list[Reading]:
    reports = save_originals(list(annual_reports(4)), tmp_path / "in")
    write_package(reports[:2], tmp_path / "out", originals=tmp_path / "in")
    return reports


def tree(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("error", [Stop, OSError(28, "No space left on device")])
def test_a_failure_at_any_step_leaves_the_old_package(
    old: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException] | OSError
) -> None:
    before = tree(tmp_path / "out")

    def fail(*_args: object, **_parts: object) -> None:
        raise error

    monkeypatch.setattr(write, step, fail)
    with pytest.raises(Stop if error is Stop else DataPackageError):
        write_package(old, tmp_path / "out", originals=tmp_path / "in")
    assert tree(tmp_path / "out") == before
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}, "nothing is left lying about"


@pytest.mark.parametrize("call", range(1, 6))
def test_a_failure_after_any_number_of_files_leaves_the_old_package(
    old: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    before, opened = tree(tmp_path / "out"), Path.open
    calls: list[Path] = []

    def fail(self: Path, *args: Any, **parts: Any) -> Any:
        calls.append(self)
        if len(calls) == call * 4:
            raise Stop
        return opened(self, *args, **parts)

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(Stop):
        write_package(old, tmp_path / "out", originals=tmp_path / "in")
    monkeypatch.undo()
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_failure_at_the_swap_leaves_a_whole_package(
    old: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int, after: bool
) -> None:
    before, rename = tree(tmp_path / "out"), Path.rename
    calls: list[Path] = []

    def fail(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == call and not after:
            raise Stop
        renamed = rename(self, target)
        if len(calls) == call:
            raise Stop
        return renamed

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(Stop):
        write_package(old, tmp_path / "out", originals=tmp_path / "in")
    monkeypatch.undo()
    assert validate(tmp_path / "out") == []
    assert (tree(tmp_path / "out") == before) == ((call, after) != (2, True))


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_killed_process_is_made_good_by_the_next_build(old: list[Reading], tmp_path: Path, renames: int) -> None:
    before = tree(tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    script = f"""
        import os, signal
        from pathlib import Path
        from gongkai.package import write_package
        from tests.package.factory import annual_reports, save_originals
        folder = Path({str(tmp_path)!r})
        rename, calls = Path.rename, []
        def kill(self, target):
            if len(calls) == {renames}:
                os.kill(os.getpid(), signal.SIGKILL)
            calls.append(self)
            return rename(self, target)
        Path.rename = kill
        reports = save_originals(list(annual_reports(4)), folder / "in")
        write_package(reports, folder / "out", originals=folder / "in")
    """
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL
    write_package(old[:2], tmp_path / "out", originals=tmp_path / "in")
    after = tree(tmp_path / "out")
    assert after.pop(Path("notes.txt")) == b"mine"
    assert after == before
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def test_the_folder_of_a_process_still_at_work_is_left_alone(old: list[Reading], tmp_path: Path) -> None:
    busy = tmp_path / f"out.tmp-{os.getppid()}"
    busy.mkdir()
    write_package(old, tmp_path / "out", originals=tmp_path / "in")
    assert busy.is_dir()

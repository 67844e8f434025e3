"""Replacing a folder by a new one so that an interruption leaves the old one or the new one whole."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gongkai.errors import DataPackageError
from gongkai.package.layout import DESCRIPTOR, ORIGINALS, OURS
from gongkai.package.originals import save_sole_copies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Give an empty folder beside `out`; when the block ends well, it takes the place of `out`.

    The old folder is renamed aside, the new one renamed in, the old one deleted. Files in `out`
    that are no part of a data package are carried over, and originals that exist nowhere else are
    kept (`save_sole_copies`). If the process is killed between the two
    renames, the next call puts the old folder back first.

    Raises:
        DataPackageError: if `out` holds something that is no data package, or cannot be written.
    """
    _recover(out)
    refuse_strange_folder(out)
    new = out.with_name(f"{out.name}.tmp-{os.getpid()}")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        yield new
        _swap(out, new)
    except OSError as error:
        raise DataPackageError(
            f"{out}: cannot be written ({error}); check rights and space there, or give --out another folder"
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(out: Path, new: Path) -> None:
    old = _aside(out, os.getpid())
    if not out.exists():
        new.rename(out)
        return
    try:
        out.rename(old)
        new.rename(out)
    except BaseException:
        if not out.exists():
            old.rename(out)
        raise
    _dissolve(old, out)


def _dissolve(old: Path, out: Path) -> None:
    """Carry over what is not ours, then delete the old data package."""
    save_sole_copies(old, out)
    for entry in sorted(old.iterdir()):
        if entry.name not in OURS and not (out / entry.name).exists():
            entry.rename(out / entry.name)
    shutil.rmtree(old, ignore_errors=True)


def _recover(out: Path) -> None:
    """Finish, or take back, a swap that an earlier process did not live to finish."""
    for old in sorted(out.parent.glob(f"{out.name}.old-*")):
        if _runs(old):
            continue
        if out.exists():
            _dissolve(old, out)
        else:
            old.rename(out)
    for new in out.parent.glob(f"{out.name}.tmp-*"):
        if not _runs(new):
            shutil.rmtree(new, ignore_errors=True)


def _aside(out: Path, pid: int) -> Path:
    return out.with_name(f"{out.name}.old-{pid}")


def _runs(folder: Path) -> bool:
    """Whether the process that made this folder is another one, still at work."""
    pid = folder.name.rpartition("-")[2]
    if not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def refuse_strange_folder(out: Path) -> None:
    """Leave alone what is no data package; asked before the originals are read, and again before they are packaged.

    Raises:
        DataPackageError: if `out` is a file, or a folder of something else.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise DataPackageError(f"{out}: is a file, expected a folder; give --out another name")
    names = {entry.name for entry in out.iterdir() if not entry.name.startswith(".")}
    if DESCRIPTOR not in names and not names <= {ORIGINALS}:
        raise DataPackageError(
            f"{out}: holds files but no {DESCRIPTOR}, so it is no data package and is left alone; give --out a new or empty folder"
        )

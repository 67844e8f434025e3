"""The originals' place in the data package: linked or copied, never moved away from their owner."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from gongkai.errors import DataPackageError
from gongkai.package.layout import ORIGINALS, SPECIMEN_MARK
from gongkai.package.text import relative_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def place_originals(paths: Iterable[str], originals: Path | None, out: Path, new: Path, *, specimen: bool) -> None:
    """Fill `new/originals`.

    Args:
        paths: the accepted files, relative to `originals`.
        originals: where they are. If this is `out/originals`, or None, that whole folder is taken over
            as it is: it is its owner's. From any other folder only the accepted files are taken.
        out: the data package that is being replaced.
        new: the data package that is being written.
        specimen: take the mark of invented reports along.

    Raises:
        DataPackageError: if `originals` lies elsewhere inside `out`, a file is missing, or two files
            would get one name.
    """
    own = out / ORIGINALS
    if originals is None or originals.resolve() == own.resolve():
        if own.is_dir():
            shutil.copytree(own, new / ORIGINALS, copy_function=_link)
        return
    if originals.resolve().is_relative_to(out.resolve()):
        raise DataPackageError(f"{originals}: lies inside the data package {out}; give {own} or a folder outside")
    targets: dict[str, str] = {}
    for path in (*paths, *([SPECIMEN_MARK] if specimen and (originals / SPECIMEN_MARK).is_file() else [])):
        target = relative_path(path)
        if targets.setdefault(target, path) != path:
            raise DataPackageError(f"{targets[target]} and {path} would both become {ORIGINALS}/{target}; rename one")
    for target, path in targets.items():
        destination = new / ORIGINALS / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        try:
            _link(originals / path, destination)
        except FileNotFoundError:
            raise DataPackageError(
                f"{originals / path}: was read but is no longer there; run the build again"
            ) from None


def set_aside_folder(out: Path) -> Path:
    """Where originals go that a new data package does not hold and that exist nowhere else."""
    return out.with_name(f"{out.name}.replaced-{ORIGINALS}")


def save_sole_copies(old: Path, out: Path) -> None:
    """Move originals aside that would be lost with the old data package.

    Somebody may have collected them straight into the data package and now builds another one from
    another folder. Linked files have their owner's copy; invented ones can be made again.
    """
    folder = old / ORIGINALS
    if (folder / SPECIMEN_MARK).is_file() or not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.stat().st_nlink > 1:
            continue
        name = path.relative_to(folder)
        kept = out / ORIGINALS / name
        if kept.is_file() and kept.stat().st_size == path.stat().st_size:
            continue
        target = set_aside_folder(out) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


def _link(source: str | Path, destination: str | Path) -> None:
    """A hard link, so that ten thousand originals take no room twice; a copy where the file system has none."""
    try:
        os.link(os.path.realpath(source), destination)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, destination)

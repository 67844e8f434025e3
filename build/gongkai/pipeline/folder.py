"""The reports folder: which files are originals, and what each of them contains as a fingerprint."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.errors import ReportsFolderError
from gongkai.model import Rejection, Stated
from gongkai.readers import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

SKIPPED = (
    "specimen.json",
    "originals.csv",
    "agencies.csv",
    "corrections.csv",
    "register.csv",
    "versions.csv",
    "README*",
    "LICENSE*",
    "*.expected.json",
    "~$*",
    "Thumbs.db",
    "desktop.ini",
)
"""Names that are no originals: what describes the folder, what a person expects of a file beside it, and
what office programs and file managers leave behind. Hidden files and folders (`.…`) are skipped too."""

PAGES = (".html", ".htm", ".shtml", ".xhtml")
ASSETS = ("_files", ".files", "_file", "-Dateien")
"""What browsers call the folder in which they save a page's pictures and scripts, after the page's own name."""


@dataclass(frozen=True, slots=True)
class Original:
    """One file of the reports folder."""

    path: Path
    name: str
    """Relative to the folder, with `/`."""
    sha256: str = ""
    """Empty where the file could not be read or is too large to be one."""
    bytes: int = 0
    stated: Stated = field(default_factory=Stated)
    """What the manifest beside the originals says of it."""
    copies: Path | None = None
    """The folder that holds its converted copy, for kinds that are read from one."""


def originals(reports: Path, *, leave_out: Collection[Path]) -> tuple[list[Original], list[Rejection]]:
    """The originals below a folder, sorted by name, and files whose name or folder cannot be used.

    Args:
        reports: the folder.
        leave_out: folders that are made by the build itself, should they lie below.

    Raises:
        ReportsFolderError: if it is missing, is no folder, or holds no file.
    """
    if not reports.exists():
        raise ReportsFolderError(
            f"{reports}: there is no such folder; put annual reports there, name another with --reports, "
            "or write examples with `gongkai specimen`"
        )
    if not reports.is_dir():
        raise ReportsFolderError(
            f"{reports}: is a file, expected a folder; for a single file use `gongkai read {reports}`"
        )
    found: list[Original] = []
    refused: list[Rejection] = []
    for path in _walk(reports, {folder.resolve() for folder in leave_out}, refused):
        name = path.relative_to(reports).as_posix()
        if name.isprintable():
            found.append(Original(path, name))
        else:
            refused.append(_refused(name, "damaged", "文件名含有无法显示的字符，数据包中无法引用；请改名"))
    if not found and not refused:
        raise ReportsFolderError(
            f"{reports}: holds no file; put annual reports there, or name another folder with --reports"
        )
    return sorted(found, key=lambda original: original.name), refused


def _walk(reports: Path, leave_out: set[Path], refused: list[Rejection]) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        name = Path(error.filename or reports).relative_to(reports).as_posix()
        if name == ".":
            raise ReportsFolderError(f"{reports}: cannot be opened ({error.strerror}); check its rights") from error
        refused.append(_refused(name, "no_permission", f"文件夹打不开（{error.strerror}）；请检查权限"))

    for folder, folders, files in os.walk(reports, onerror=closed):
        assets = {Path(name).stem + ending for name in files if name.lower().endswith(PAGES) for ending in ASSETS}
        folders[:] = sorted(
            f for f in folders if f[0] != "." and f not in assets and Path(folder, f).resolve() not in leave_out
        )
        for name in sorted(files):
            path = Path(folder, name)
            # Pipes, sockets and devices are no originals; a link that leads nowhere is one that is missing.
            if not is_skipped(name) and (path.is_file() or path.is_symlink()):
                yield path


def is_skipped(name: str) -> bool:
    """Whether a file of this name is no original."""
    return name.startswith(".") or any(fnmatchcase(name, pattern) for pattern in SKIPPED)


def _refused(name: str, type_: str, note: str) -> Rejection:
    shown = os.fsencode(name).decode("utf-8", "replace")
    shown = "".join(character if character.isprintable() else "�" for character in shown)
    return Rejection(path=shown, media_type="", sha256="", bytes=0, outcome="unreadable", type=type_, note=note)


def fingerprints(found: Sequence[Original], workers: int) -> Iterator[Original]:
    """The same originals, in order, with size and SHA-256. Hashing leaves Python's lock, so threads serve."""
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(fingerprint, found)


def fingerprint(original: Original) -> Original:
    """One original with size and SHA-256, as far as it can be opened."""
    try:
        with original.path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            sha256 = hashlib.file_digest(file, "sha256").hexdigest() if size <= MAX_BYTES else ""
    except OSError:
        return original
    return replace(original, sha256=sha256, bytes=size)

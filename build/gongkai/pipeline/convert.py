"""Word, WPS, RTF and OpenDocument files to DOCX: all that a build needs in few runs of LibreOffice, each copy kept.

A start takes a second and a file a tenth of one. So originals are asked beforehand what they will want
converted; workers then find the copies in a folder, by the hash of what was converted.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.pipeline import soffice
from gongkai.readers import MAX_BYTES, READERS
from gongkai.readers.conversion import converting
from gongkai.readers.docx import reader as docx
from gongkai.readers.office import doc as office_doc
from gongkai.readers.office import fodt as office_fodt
from gongkai.readers.office import odt as office_odt
from gongkai.readers.office import rtf as office_rtf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongkai.pipeline.folder import Original

    Wanted = tuple[bytes, str]
    """What is to be converted, and the suffix of its kind."""

FOLDER = "converted"
BATCH = 30
"""Files a run; more gain nothing and lose more when a run dies."""
LIMIT = 60.0
"""Seconds for one file, the start of the program included."""
PATIENCE = 3
"""Files in a row on which the program may hang or die, each tried alone, before it is taken to be out of order."""
KEPT_FOR = 30 * 24 * 3600
"""Seconds that a copy is kept after its last use."""

_ASKED = frozenset(reader.READER.media_type for reader in (office_doc, office_fodt, office_odt, office_rtf)) | {
    "application/zip"
}
"""Media types whose readers are asked beforehand; an archive may hold one of the others."""
_BEGIN = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf", b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 64

_FAILED, _STALLED, _BROKEN = b"failed", b"stalled", b"broken"
"""What stands in place of a copy; the last two only until the next build."""
_NOTES = {
    _FAILED: ("damaged", "LibreOffice 无法打开这个文件，疑似损坏；请用 WPS 或 Word 打开后另存为 DOCX"),
    _STALLED: ("timeout", "LibreOffice 转换超时；请用 WPS 或 Word 打开后另存为 DOCX"),
    _BROKEN: (
        "converter_missing",
        f"已安装的 LibreOffice 不能运行（连续 {PATIENCE} 个文件失败）；请重新安装，或另存为 DOCX 后放入",
    ),
}


@dataclass(frozen=True, slots=True)
class Copies:
    """A folder of converted copies, made by one installation of the converter."""

    folder: Path
    program: Path | None
    """None where no converter is installed."""
    limit: float = LIMIT

    def __call__(self, data: bytes, suffix: str) -> bytes | None:
        """The copy of an original, converted now where it is not in the folder; None without a converter.

        Raises:
            UnreadableFileError: `damaged`, `timeout`, or `converter_missing` for one that does not work.
        """
        if self.program is None:
            return None
        path = self._path(data)
        if not path.is_file():
            self._keep([(data, suffix)])
        copy = path.read_bytes()
        if copy in _NOTES:
            raise UnreadableFileError(*_NOTES[copy])
        return copy

    def lacks(self, data: bytes) -> bool:
        """Whether the original is still to be converted; what only failed for want of time or health is tried again."""
        path = self._path(data)
        if not path.is_file() or path.read_bytes() in {_STALLED, _BROKEN}:
            return True
        os.utime(path)
        return False

    def add(self, originals: Sequence[Original], workers: int, done: Callable[[int], object]) -> None:
        """Convert what originals want, in batches, several at a time.

        Args:
            originals: of different content.
            workers: runs at the same time.
            done: told how many originals a run has dealt with.
        """
        batches = [originals[start : start + BATCH] for start in range(0, len(originals), BATCH)]
        with ThreadPoolExecutor(max(workers, 1)) as pool:
            for number in pool.map(self._add_batch, batches):
                done(number)

    def _add_batch(self, originals: Sequence[Original]) -> int:
        self._keep([want for original in originals if (want := wants(original)) is not None])
        return len(originals)

    def _keep(self, batch: Sequence[Wanted]) -> None:
        for (data, _), copy in zip(batch, self._converted(batch), strict=True):
            path = self._path(data)
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{os.getpid()}")
            beside.write_bytes(copy)
            beside.replace(path)

    def _converted(self, batch: Sequence[Wanted]) -> list[bytes]:
        """The copies in order, or why there is none. A file on which a run ends is tried again alone."""
        assert self.program is not None
        copies: dict[int, bytes] = {}
        waiting = list(range(len(batch)))
        failures = 0
        while waiting and failures < PATIENCE:
            run = soffice.to_docx(self.program, [batch[at] for at in waiting], self.limit)
            copies |= {waiting[at]: copy for at, copy in run.copies.items() if docx.accepts(copy)}
            left = [at for at in waiting if at not in copies]
            # A run that ends by itself has tried them all; any other was at work on the first that is missing.
            alone = left if run.end == "done" else left[:1]
            waiting = left[len(alone) :]
            for at in alone:
                single = run if len(batch) == 1 else soffice.to_docx(self.program, [batch[at]], self.limit)
                copy = single.copies.get(0, b"")
                copies[at] = copy if docx.accepts(copy) else _STALLED if single.end == "stalled" else _FAILED
                failures = 0 if single.end == "done" or copies[at] not in _NOTES else failures + 1
                if failures == PATIENCE:
                    break
        return [copies.get(at, _BROKEN) for at in range(len(batch))]

    def _path(self, data: bytes) -> Path:
        key = hashlib.sha256(data).hexdigest()
        return self.folder / key[:2] / key


def copies_below(root: Path) -> Copies:
    """The copies kept in a cache folder; those of other installations of the converter, and old ones, are removed."""
    program = soffice.find()
    if program is None:
        return Copies(root / FOLDER / "none", None)
    name = hashlib.sha256(soffice.identity(program).encode()).hexdigest()[:16]
    for other in (root / FOLDER).glob("?" * len(name)):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    for copy in (root / FOLDER / name).glob("??/*"):
        with suppress(OSError):  # another build may be at work in the same place
            if copy.stat().st_mtime < time.time() - KEPT_FOR:
                copy.unlink()
    return Copies(root / FOLDER / name, program)


def converter(folder: Path | None) -> Callable[[bytes, str], bytes | None]:
    """What readers are given to have an original converted: the copies in a folder, or else a run for it alone."""
    return Copies(folder, soffice.find()) if folder is not None else _alone


def _alone(data: bytes, suffix: str) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="gongkai-copy-") as folder:
        return Copies(Path(folder), soffice.find())(data, suffix)


@contextmanager
def prepared(originals: Sequence[Original], workers: int = 1) -> Iterator[list[Original]]:
    """The same originals, each knowing where its converted copy is; the copies are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="gongkai-copies-") as folder:
        yield converted(originals, copies_below(Path(folder)), workers)


def converted(
    originals: Sequence[Original],
    copies: Copies,
    workers: int,
    on_progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> list[Original]:
    """Have all converted that needs it, and tell each original concerned where its copy is.

    Args:
        originals: those that are going to be read.
        copies: where copies are kept.
        workers: runs at the same time.
        on_progress: told how many are done, of how many.
    """
    if copies.program is None:
        return list(originals)
    ready, lacking = [], {}
    for original in originals:
        want = wants(original)
        ready.append(original if want is None else replace(original, copies=copies.folder))
        if want is not None and copies.lacks(want[0]):
            lacking[hashlib.sha256(want[0]).digest()] = original
    finished = 0

    def done(number: int) -> None:
        nonlocal finished
        finished += number
        on_progress(finished, len(lacking))

    copies.add(list(lacking.values()), workers, done)
    return ready


class _AskedError(Exception):
    """Ends a reading once it has said what it wants converted."""


def wants(original: Original) -> Wanted | None:
    """What the reading of an original will want converted; None where it reads by itself."""
    wanted: list[Wanted] = []

    def ask(data: bytes, suffix: str) -> bytes | None:
        wanted.append((data, suffix))
        raise _AskedError

    # Whatever else goes wrong here goes wrong again, and is told, when the original is read.
    with suppress(Exception), converting(ask), original.path.open("rb") as file:
        head = file.read(_HEAD)
        if original.bytes <= MAX_BYTES and head.lstrip().startswith(_BEGIN):
            data = head + file.read()
            reader = next((reader for reader in READERS if reader.accepts(data)), None)
            if reader is not None and reader.media_type in _ASKED:
                reader.read(data)
    return wanted[0] if wanted else None

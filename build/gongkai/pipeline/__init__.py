"""From a folder of originals to a data package: the only place where the stages meet files and processes.

```
folder, manifest ── fingerprints ── cache ──┬── known ───────────────────────────────────────┐
                                            └── converted ── pool: read, recognise, check ───┴── joined, settled ── write_package ── ensure_derived
```
"""

from __future__ import annotations

import os
import tempfile
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal

from gongkai.analysis import Analysis
from gongkai.cache import Cache, decode_head, encode
from gongkai.errors import GongkaiError
from gongkai.model import Rejection, Stated
from gongkai.package import ensure_derived, write_package
from gongkai.package.layout import ORIGINALS, SPECIMEN_MARK
from gongkai.package.swap import refuse_strange_folder
from gongkai.pipeline import stamp
from gongkai.pipeline.convert import converted, copies_below, prepared
from gongkai.pipeline.corrections import corrected, read_corrections
from gongkai.pipeline.earlier import read_sources
from gongkai.pipeline.folder import fingerprints, originals
from gongkai.pipeline.joins import joined, read_joins
from gongkai.pipeline.manifest import read_manifest
from gongkai.pipeline.pool import run
from gongkai.pipeline.register import read_register, under_joined_names
from gongkai.pipeline.rivals import settled
from gongkai.pipeline.stored import Stored, known_head
from gongkai.pipeline.summary import BuildSummary, in_order, tally
from gongkai.pipeline.understand import Work, in_time, understand
from gongkai.pipeline.versions import read_versions
from gongkai.readers.ocr import reader as ocr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

    from gongkai.cache import Head
    from gongkai.pipeline.convert import Copies
    from gongkai.pipeline.folder import Original
    from gongkai.pipeline.understand import Understand

    OnProgress = Callable[["Progress"], None]

__all__ = ["TIME_LIMIT", "BuildSummary", "Progress", "build", "cache_folder", "in_time", "prepared", "understand"]

TIME_LIMIT = 60.0
"""Seconds for one original. Five pages take well under one."""

CACHE_VARIABLE = "GONGKAI_CACHE"
"""Environment variable that names another cache folder."""

NOT_KEPT = frozenset({"timeout", "converter_missing"})
"""Rejections that another run may not repeat; those of files that cannot be opened have no fingerprint."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is."""

    stage: Literal["look", "convert", "read", "write"]
    done: int
    total: int
    name: str = ""
    """The original just done."""


def cache_folder(out: Path) -> Path:
    """The cache of a data package: beside it, unless the environment names another folder."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else out.absolute().parent / ".gongkai-cache"


def build(
    reports: Path,
    out: Path,
    *,
    workers: int | None = None,
    cached: bool = True,
    time_limit: float = TIME_LIMIT,
    executor: Executor | None = None,
    on_progress: OnProgress = lambda _: None,
    how: Understand = understand,
) -> BuildSummary:
    """Read, recognise and check every original of a folder, and write the data package.

    An interruption leaves the previous data package whole. Files that cannot be read are no error:
    they are listed in `rejects`.

    Args:
        reports: folder of originals.
        out: folder of the data package.
        workers: number of processes; as many as there are processors when None.
        cached: False reads every original again.
        time_limit: seconds for one original.
        executor: used instead of own processes.
        on_progress: called as the build goes on.
        how: what is done with one original; must be picklable.

    Raises:
        ReportsFolderError: if the folder is missing, is none, or holds no file.
        CorrectionRefusedError: if a correction cannot be applied.
        RegisterError: if a line of the register cannot be used.
        DataPackageError: if `out` cannot be written.
    """
    started = monotonic()
    workers = workers or _processors()
    refuse_strange_folder(out)
    root = cache_folder(out)
    found, refused = originals(reports, leave_out=(out, root))
    specimen = (reports / SPECIMEN_MARK).is_file()
    manifest = read_manifest(reports, {original.name for original in found})
    joins = read_joins(reports)
    corrections, versions = read_corrections(reports), read_versions(reports)
    register = under_joined_names(read_register(reports), joins)
    refused = [*refused, *manifest.faults, *joins.faults, *versions.faults]
    known: list[Original] = []
    for done, original in enumerate(fingerprints(found, workers), 1):
        known.append(replace(original, stated=manifest.stated.get(original.name, original.stated)))
        on_progress(Progress("look", done, len(found), original.name))
    with nullcontext(str(root)) if cached else tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        cache = _open_cache(Path(folder))
        copies = copies_below(Path(folder))
        further = (joins, copies.folder.name, corrections, versions, register)
        fingerprint = stamp.inputs(known, refused, specimen=specimen, further=further)
        before = stamp.find(cache, out, fingerprint, known)
        if before is not None:
            ensure_derived(out)
            return replace(before, unchanged=True, cached=len(known), seconds=monotonic() - started)
        entries, heads, hits = _read(
            known,
            cache,
            copies,
            Work(how, time_limit, more=ocr.MOST_SECONDS),
            workers=workers,
            executor=executor,
            on_progress=on_progress,
        )
        heads = [replace(head, reading=joined(head.reading, joins)) for head in heads]
        changed = settled(heads, Stored(entries, {}, joins=joins).__getitem__)
        load = Stored(entries, changed, joins=joins).__getitem__
        heads, changed, corrections_applied = corrected(heads, changed, corrections, load)
        analysis = Analysis(
            corrections=corrections_applied, register=register, earlier=read_sources(out, versions.current).of
        )
        on_progress(Progress("write", 0, 1))
        write_package(
            Stored(entries, changed, refused, joins),
            out,
            originals=reports,
            specimen=specimen,
            analysis=analysis,
            signatures={position: head.signature for position, head in enumerate(heads)},
            version=versions.current,
        )
        ensure_derived(out)
        on_progress(Progress("write", 1, 1))
        summary = BuildSummary(
            out=out,
            originals=len(found) + len(refused),
            **tally(heads, changed, refused),
            findings=in_order(analysis.failed),
            findings_beside=in_order(analysis.failed_beside),
            cached=hits,
            bytes=_size(out),
            seconds=monotonic() - started,
        )
        stamp.leave(cache, out, fingerprint, summary)
        return summary


def _processors() -> int:
    """Processors that this process may use; macOS knows only how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _open_cache(folder: Path) -> Cache:
    try:
        return Cache.open(folder)
    except OSError as error:
        raise GongkaiError(
            f"{folder}: the cache cannot be written there ({error.strerror}); name another folder with {CACHE_VARIABLE}, or use --no-cache"
        ) from error


def _read(
    known: Sequence[Original],
    cache: Cache,
    copies: Copies,
    work: Work,
    *,
    workers: int,
    executor: Executor | None,
    on_progress: OnProgress,
) -> tuple[list[Path], list[Head], int]:
    """Entries and heads in the order of the originals, read where the cache has none, and how many it had."""
    entries = []
    heads: dict[str, Head | None] = {}
    for original in known:
        possible = (_entry(cache, original), _entry(cache, replace(original, copies=copies.folder)))
        kept = next((path for path in possible if original.sha256 and path.is_file()), possible[0])
        entries.append(kept)
        heads[original.name] = known_head(kept) if original.sha256 else None
    missing = [original for original in known if heads[original.name] is None]
    hits = len(known) - len(missing)
    places = {original.name: position for position, original in enumerate(known)}
    missing = converted(
        missing, copies, workers, on_progress=lambda done, total: on_progress(Progress("convert", done, total))
    )
    with closing(run(missing, work, workers=workers, executor=executor)) as results:
        for done, (original, result) in enumerate(results, 1):
            entry = encode(result) if isinstance(result, Rejection) else result
            position = places[original.name]
            path, head = _entry(cache, original), decode_head(entry.partition(b"\n")[0])
            reading = head.reading
            # An original that could not be opened, that changed meanwhile, hung or crashed is looked at afresh next time.
            lasting = original.sha256 and reading.sha256 == original.sha256 and not isinstance(result, Rejection)
            if not lasting or (isinstance(reading, Rejection) and reading.type in NOT_KEPT):
                path = path.with_name(f"{path.name}.once")
            entries[position] = path
            cache.store(path, entry)
            heads[original.name] = head
            on_progress(Progress("read", done, len(missing), original.name))
    return entries, [head for head in heads.values() if head is not None], hits


def _entry(cache: Cache, original: Original) -> Path:
    """Where the reading of an original is kept: another statement about it, or another converter, is another reading."""
    further = "".join(
        (
            f"\0{original.stated!r}" if original.stated != Stated() else "",
            f"\0{original.copies.name}" if original.copies else "",
        )
    )
    return cache.path(original.name, original.sha256 + further)


def _size(out: Path) -> int:
    """Bytes of the data package without its originals."""
    return sum(p.stat().st_size for p in out.rglob("*") if p.is_file() and p.relative_to(out).parts[0] != ORIGINALS)

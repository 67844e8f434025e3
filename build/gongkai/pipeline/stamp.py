"""Telling that nothing has changed: the same originals, the same code, and the data package as it was left."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

import gongkai
from gongkai.cache import code_version
from gongkai.package.layout import DATA, DESCRIPTIONS, DESCRIPTOR, ORIGINALS, README
from gongkai.pipeline.summary import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gongkai.cache import Cache
    from gongkai.model import Rejection
    from gongkai.pipeline.folder import Original
    from gongkai.pipeline.summary import BuildSummary


def inputs(
    originals: Sequence[Original], refused: Iterable[Rejection], *, specimen: bool, further: object = None
) -> str | None:
    """Fingerprint of everything that a data package is made from; None if an original could not be opened.

    Args:
        originals: with what is stated of them.
        refused: what never becomes a reading.
        specimen: whether the set is synthetic.
        further: what else decides the result; told by its `repr`.
    """
    if not all(original.sha256 for original in originals):
        return None
    described = {
        "code": code_version(),
        "version": gongkai.__version__,
        "epoch": os.environ.get("SOURCE_DATE_EPOCH"),
        "specimen": specimen,
        "originals": [(original.name, original.sha256, repr(original.stated)) for original in originals],
        "refused": [(rejection.path, rejection.type, rejection.note) for rejection in refused],
        "further": repr(further),
    }
    return hashlib.sha256(json.dumps(described).encode()).hexdigest()


def find(cache: Cache, out: Path, fingerprint: str | None, originals: Iterable[Original]) -> BuildSummary | None:
    """The summary of the build that made `out` from the same inputs, if `out` is still what it wrote."""
    try:
        stamp: dict[str, Any] = json.loads(_path(cache, out).read_text(encoding="utf-8"))
        if fingerprint is None or stamp["inputs"] != fingerprint or stamp["outputs"] != _outputs(out):
            return None
        summary = from_json(stamp["summary"])
        rejected = {rejection.path for rejection in summary.rejects}
        whole = all((out / ORIGINALS / o.name).stat().st_size == o.bytes for o in originals if o.name not in rejected)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return summary if whole else None


def leave(cache: Cache, out: Path, fingerprint: str | None, summary: BuildSummary) -> None:
    """Remember what was made from what."""
    if fingerprint is not None:
        stamp = {"inputs": fingerprint, "outputs": _outputs(out), "summary": to_json(summary)}
        cache.store(_path(cache, out), json.dumps(stamp).encode())


def _path(cache: Cache, out: Path) -> Path:
    return cache.folder / "built" / hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:40]


def _outputs(out: Path) -> dict[str, str]:
    """SHA-256 of each file of the canonical data package."""
    digests = {}
    for path in (*(out / name for name in (DESCRIPTOR, README, *DESCRIPTIONS)), *sorted((out / DATA).rglob("*.csv"))):
        with path.open("rb") as file:
            digests[path.relative_to(out).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests

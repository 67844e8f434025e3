"""What the hand-kept lists of a reports folder say about single files, so that one file reads as the whole folder would."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.model import Stated
from gongkai.pipeline import joins, manifest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gongkai.model import Reading
    from gongkai.pipeline.folder import Original

LISTS = (manifest.FILE, joins.FILE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """An original as its folder's lists have it, and the names that they join."""

    original: Original
    joins: joins.Joins

    def joined(self, reading: Reading) -> Reading:
        """The reading with the body that its agency's name is joined to."""
        return joins.joined(reading, self.joins)


def surroundings(originals: Iterable[Original]) -> list[Surroundings]:
    """Each original with what is stated about it in the nearest folder above that holds such a list."""
    known: dict[Path, joins.Joins] = {}
    found: list[Surroundings] = []
    for original in originals:
        root = _root(original.path.absolute())
        if root is None:
            found.append(Surroundings(original, joins.Joins()))
            continue
        name = original.path.absolute().relative_to(root).as_posix()
        stated = manifest.read_manifest(root, (name,)).stated.get(name, Stated())
        if root not in known:
            known[root] = joins.read_joins(root)
        found.append(Surroundings(replace(original, stated=stated), known[root]))
    return found


def _root(path: Path) -> Path | None:
    return next((folder for folder in path.parents if any((folder / name).is_file() for name in LISTS)), None)

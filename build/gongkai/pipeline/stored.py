"""Readings on disk, loaded one at a time, so that memory does not grow with the number of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from gongkai.cache import decode, decode_head
from gongkai.checks import examined
from gongkai.errors import GongkaiError
from gongkai.model import AnnualReport
from gongkai.pipeline.joins import Joins, joined

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gongkai.cache import Head
    from gongkai.model import Reading, Rejection


@dataclass(frozen=True, slots=True)
class Stored(Sequence["Reading"]):
    """Entries of the cache as a sequence of readings, then what never became an entry."""

    entries: Sequence[Path]
    changed: Mapping[int, Reading]
    """What takes the place of an entry, by position."""
    refused: Sequence[Rejection] = ()
    joins: Joins = field(default_factory=Joins)
    """Names that are one body; applied as readings are loaded."""

    def __len__(self) -> int:
        return len(self.entries) + len(self.refused)

    @overload
    def __getitem__(self, position: int) -> Reading: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Reading]: ...
    def __getitem__(self, position: int | slice) -> Reading | Sequence[Reading]:
        if isinstance(position, slice):
            return [self[index] for index in range(*position.indices(len(self)))]
        if position >= len(self.entries):
            return self.refused[position - len(self.entries)]
        if position in self.changed:
            return self.changed[position]
        entry = self.entries[position]
        try:
            read = decode(entry.read_bytes())
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise GongkaiError(f"{entry}: this cache entry is damaged; delete it, or build with --no-cache") from error
        reading = joined(read, self.joins)
        if reading is not read and isinstance(reading, AnnualReport):
            return examined(reading)  # rules ask for the level of the body, which another name may not have told
        return reading


def known_head(entry: Path) -> Head | None:
    """The head of an entry; None if there is no such entry, or it cannot be used."""
    try:
        with entry.open("rb") as file:
            return decode_head(file.readline())
    except (OSError, ValueError, TypeError, KeyError):
        return None

"""What every reader has in common: the bytes it is given, the content it gives back, its registration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.model import Block, Finding, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a reader found inside one original; `gongkai.readers.read` adds name, size and hash."""

    blocks: tuple[Block, ...]
    line_based: bool = False
    title: str | None = None
    published_on: date | None = None
    source_url: str | None = None
    findings: tuple[Finding, ...] = ()
    media_type: str | None = None
    """Where a reader takes files of several media types: that of this one."""

    def has_text(self) -> bool:
        """Whether any block holds more than blanks."""
        return any(
            block.text.strip() if isinstance(block, Paragraph) else any(cell.text.strip() for cell in block.cells)
            for block in self.blocks
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One kind of file. A new kind is a module with a `READER` and one line in `gongkai.readers.READERS`."""

    media_type: str
    label_zh: str
    """What people call this kind of file; printed in messages."""
    suffixes: tuple[str, ...]
    """Usual file names, for people and for documentation; never used to recognise a file."""
    accepts: Callable[[bytes], bool]
    """Whether the bytes are of this kind, judged by their content alone."""
    needs: str = ""
    """What has to be installed besides, in words for the documentation."""
    read: Callable[[bytes], Content]
    """Turn the bytes into blocks. Raises `UnreadableFileError` when they are not what they claim to be."""


def characters_lost(count: int, note: str) -> Finding:
    """Return the finding that `count` characters of an original could not be read."""
    return Finding(type="characters_lost", severity="warning", actual=str(count), note=note)

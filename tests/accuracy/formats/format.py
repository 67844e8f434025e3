"""What a kind of file is to the accuracy run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.accuracy.damages import Writer
    from tests.accuracy.draft import Draft

Convert = Callable[[list[Path], Path], None]
"""Source files -> files of the same stem in a folder; those that fail are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way from a report to a file."""

    code: str
    label_zh: str
    suffix: str
    writer: Writer
    write: Callable[[Draft], bytes]
    """The file, or what the converter begins from."""
    source_suffix: str = ""
    convert: Convert | None = None
    """A program that makes the file; its output differs between versions and with the machine's fonts."""
    needs: Callable[[], str] = lambda: ""
    """What is missing here, in one phrase; empty where nothing is."""
    weight: float = 1.0
    """How often it is drawn; slow ones less."""
    loses_blanks: bool = False
    """The conversion itself drops blank cells, so that figures of rows with blanks are not determined."""

    @property
    def steady(self) -> bool:
        """Whether the same run gives the same bytes on every machine."""
        return self.convert is None

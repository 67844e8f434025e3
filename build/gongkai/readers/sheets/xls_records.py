"""What xlrd leaves out of an XLS file: text boxes, and formulas that were never calculated.

A BIFF stream is a row of records: type, length, data. Source: [MS-XLS], sections 2.4.127 (Formula), 2.4.329 (TxO).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOF, _BOUNDSHEET, _FORMULA, _TXO, _CONTINUE, _OBJ, _DRAWING = 0x0809, 0x0085, 0x0006, 0x01B6, 0x003C, 0x005D, 0x00EC
_ANCHOR = b"\x10\xf0\x12\x00\x00\x00"
_NOTE = 0x19
"""Kind of drawn object that shows a comment."""
_CALCULATE_ON_LOAD = 0x02
_ZERO = b"\x00" * 8


@dataclass(slots=True)
class Extras:
    """What one sheet has besides the cells that xlrd gives; places count from 0."""

    boxes: list[tuple[int, int, str]] = field(default_factory=list)
    """Row, column and text."""
    uncalculated: set[tuple[int, int]] = field(default_factory=set)


def extras(stream: bytes) -> dict[int, Extras]:
    """Return extras by the position of the worksheet among the workbook's worksheets."""
    begins: dict[int, int] = {}
    found: dict[int, Extras] = {}
    here: _Sheet | None = None
    for position, kind, data in _records(stream):
        if kind == _BOUNDSHEET and len(data) >= 6 and data[5] == 0:
            begins[int.from_bytes(data[:4], "little")] = len(begins)
        elif kind == _BOF:
            here = _Sheet(found.setdefault(begins[position], Extras())) if position in begins else None
        elif here is not None:
            here.take(kind, data)
    return found


@dataclass(slots=True)
class _Sheet:
    """The sheet whose records are read."""

    extras: Extras
    anchor: tuple[int, int] = (0, 0)
    is_note: bool = False
    waiting: int = 0
    """Characters of a text box still to come."""

    def take(self, kind: int, data: bytes) -> None:
        """Look at one record."""
        if kind == _FORMULA and len(data) >= 16:
            row, column, _, result, flags = struct.unpack_from("<HHH8sH", data)
            if flags & _CALCULATE_ON_LOAD and result == _ZERO:
                self.extras.uncalculated.add((row, column))
        elif kind == _DRAWING:
            self.anchor = _anchor(data) or self.anchor
        elif kind == _OBJ and len(data) >= 6:
            self.is_note = int.from_bytes(data[4:6], "little") == _NOTE
        elif kind == _TXO and len(data) >= 12:
            self.waiting = 0 if self.is_note else int.from_bytes(data[10:12], "little")
            if self.waiting:
                self.extras.boxes.append((*self.anchor, ""))
        elif kind == _CONTINUE and self.waiting and len(data) > 1:
            text = data[1:].decode("utf-16-le" if data[0] & 1 else "latin-1", "replace")[: self.waiting]
            self.waiting -= len(text)
            row, column, before = self.extras.boxes[-1]
            self.extras.boxes[-1] = (row, column, before + text)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield position, kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _anchor(drawing: bytes) -> tuple[int, int] | None:
    """Return row and column of the cell on which the corner of a drawn object lies."""
    at = drawing.rfind(_ANCHOR)
    if at < 0 or at + 6 + 8 > len(drawing):
        return None
    column, _, row = struct.unpack_from("<HHH", drawing, at + len(_ANCHOR) + 2)
    return row, column

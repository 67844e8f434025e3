"""Small OLE containers made in code, as old Word files are: one sector table, one directory sector."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
CUTOFF = 4096
"""Streams from this size on lie in ordinary sectors; ours are all made so large."""


def ole(streams: dict[str, bytes]) -> bytes:
    """A container with up to three streams in its root."""
    padded = {name: data.ljust(CUTOFF, b"\0") for name, data in streams.items()}
    table = [TABLE, END]
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    body = b""
    for number, (name, data) in enumerate(padded.items(), 1):
        first, count = len(table), -(-len(data) // SECTOR)
        table += [*range(first + 1, first + count), END]
        body += data.ljust(count * SECTOR, b"\0")
        entries.append(_entry(name, 2, first, len(data), right=number + 1 if number < len(padded) else FREE))
    entries += [_entry("", 0, 0, 0)] * (4 - len(entries))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, CUTOFF, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    sectors = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    return header + sectors + b"".join(entries) + body


def _entry(name: str, kind: int, first: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        text,
        len(text) + 2 if name else 0,
        kind,
        1,
        FREE,
        right,
        child,
        b"",
        0,
        0,
        0,
        first,
        size,
    )


def word(flags: int = 0, magic: int = 0xA5EC, **streams: bytes) -> bytes:
    """A container as Word writes it; its text is of no concern here."""
    return ole({"WordDocument": struct.pack("<H8xH", magic, flags), "0Table": b"t", **streams})

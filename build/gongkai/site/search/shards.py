"""The files of the index: gzip with fixed bytes, shards, `meta.json.gz`."""

from __future__ import annotations

import json
import math
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gongkai.site.search.postings import Posting

SHARD_BYTES = 12_000
"""Size aimed at for one compressed shard; a search fetches one for each pair of characters."""

BYTES_A_KEY = 3
"""What a key and its length cost after compression, measured."""


def gz(data: bytes) -> bytes:
    """Gzip with a header that says neither when nor where it was made."""
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    trailer = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + squeezer.compress(data) + squeezer.flush() + trailer


def pack_json(value: object) -> bytes:
    """Compact JSON, gzipped."""
    return gz(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


@dataclass(frozen=True, slots=True)
class Shard:
    """Postings of keys that are neighbours in the order of keys."""

    first_key: str
    keys: int
    data: bytes
    """Keys parted by blanks, a line feed, the length of each posting as a varint, the postings."""


def shards(postings: Iterable[Posting], pages: int, size: int = SHARD_BYTES) -> Iterator[Shard]:
    """Cut the postings into shards of about `size` bytes once compressed."""
    held: list[Posting] = []
    bits = 0.0
    for posting in postings:
        cost = _bits(posting.count, pages) + 8 * BYTES_A_KEY
        if held and (bits + cost) / 8 > size:
            yield _shard(held)
            held, bits = [], 0.0
        held.append(posting)
        bits += cost
    if held:
        yield _shard(held)


def _bits(count: int, pages: int) -> float:
    """What a posting costs an ideal compressor that knows how frequent the key is."""
    share = count / pages
    if share >= 1:
        return 0.0
    return -pages * (share * math.log2(share) + (1 - share) * math.log2(1 - share))


def _shard(postings: list[Posting]) -> Shard:
    head = " ".join(posting.key for posting in postings).encode() + b"\n"
    lengths = b"".join(_varint(len(posting.data)) for posting in postings)
    return Shard(postings[0].key, len(postings), head + lengths + b"".join(posting.data for posting in postings))


def _varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)

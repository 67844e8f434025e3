"""Postings: for each key the ascending page numbers, as varints of the gaps.

Pages are taken in blocks; a block keeps two bytes per (key, page), so that memory is about
2.2 bytes for each of the some 1,200 distinct pairs of a page.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.site.search.text import lowered, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Pages = NDArray[np.uint16]

BLOCK = 1024
"""Pages a block; must stay below 65,536."""

PAIRS_AT_ONCE = 2_000_000
"""Postings held uncompressed while shards are written: about 50 MB."""


@dataclass(frozen=True, slots=True)
class Block:
    """The postings of consecutive pages, before they know of other blocks."""

    first: int
    """Number of the first page."""
    tokens: Mapping[str, array[int]]
    """Latin tokens with their pages, counted from `first`."""
    codes: Codes
    """Pairs of Han characters, 16 bits each; ascending, each once."""
    ends: NDArray[np.int64]
    """Where the pages of each code end in `pages`."""
    pages: Pages
    """Counted from `first`; ascending for each code."""


def block(first: int, texts: Sequence[str]) -> Block:
    """Index up to `BLOCK` cleaned texts, numbered from `first`."""
    latin: dict[str, array[int]] = {}
    folded = [lowered(text) for text in texts]
    for page, text in enumerate(folded):
        for token in set(tokens(text)):
            latin.setdefault(token, array("H")).append(page)
    # One array for all texts: a line feed between them is no Han character, so no pair spans two pages.
    characters = np.frombuffer("\n".join(folded).encode("utf-32-le"), dtype=np.uint32)
    lengths = np.array([len(text) + 1 for text in folded])
    page_of = np.repeat(np.arange(len(folded), dtype=np.uint64), lengths)[: len(characters)]
    han = (
        (characters == 0x3007)
        | ((characters >= 0x3400) & (characters <= 0x4DBF))
        | ((characters >= 0x4E00) & (characters <= 0x9FFF))
    )
    at = np.flatnonzero(han[:-1] & han[1:])
    wide = characters.astype(np.uint64)
    pairs = wide[at] << np.uint64(32) | wide[at + 1] << np.uint64(16) | page_of[at]
    pairs.sort()
    pairs = pairs[_starts(pairs)]
    codes = (pairs >> np.uint64(16)).astype(np.uint32)
    starts = _starts(codes)
    return Block(
        first=first,
        tokens=latin,
        codes=codes[starts],
        ends=np.append(starts[1:], len(pairs)) if len(pairs) else starts,
        pages=(pairs & np.uint64(0xFFFF)).astype(np.uint16),
    )


def _starts(ascending: NDArray[Any]) -> NDArray[np.int64]:
    """Where each new value begins. Much faster than numpy's unique, which does not know that the values are sorted."""
    if not len(ascending):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate(([True], ascending[1:] != ascending[:-1])))


@dataclass(frozen=True, slots=True)
class Posting:
    """One key's pages."""

    key: str
    count: int
    data: bytes
    """Varints of gap - 1, low seven bits first; the gap of the first page is counted from -1."""


def merge(blocks: Sequence[Block]) -> Iterator[Posting]:
    """All postings in the order of their keys (Latin before Han, both by code point)."""
    for token in sorted({token for part in blocks for token in part.tokens}):
        pages = [part.first + page for part in blocks for page in part.tokens.get(token, ())]
        yield Posting(token, len(pages), varints(np.diff(pages, prepend=-1) - 1)[0])
    for low, high in _ranges(blocks):
        yield from _merged(blocks, low, high)


def _ranges(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Ranges [low, high) of codes that hold some `PAIRS_AT_ONCE` postings each."""
    if not blocks:
        return
    codes = np.concatenate([part.codes for part in blocks])
    order = np.argsort(codes)
    held = np.cumsum(np.concatenate([np.diff(part.ends, prepend=0) for part in blocks])[order])
    full = np.searchsorted(held, np.arange(PAIRS_AT_ONCE, int(held[-1]) if len(held) else 0, PAIRS_AT_ONCE))
    yield from pairwise([0, *np.unique(codes[order][full]).tolist(), 1 << 32])


def _merged(blocks: Sequence[Block], low: int, high: int) -> Iterator[Posting]:
    parts: list[NDArray[np.uint64]] = []
    for part in blocks:
        begin, end = np.searchsorted(part.codes, [low, high])
        ends = part.ends[begin:end]
        start = int(part.ends[begin - 1]) if begin else 0
        stop = int(ends[-1]) if len(ends) else start
        codes = np.repeat(part.codes[begin:end].astype(np.uint64), np.diff(ends, prepend=start))
        parts.append(codes << np.uint64(32) | (part.pages[start:stop].astype(np.uint64) + np.uint64(part.first)))
    pairs = np.concatenate(parts)
    if not len(pairs):
        return
    pairs.sort()
    codes = pairs >> np.uint64(32)
    starts = _starts(codes)
    pages = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    gaps = np.diff(pages, prepend=0) - 1
    gaps[starts] = pages[starts]
    data, sizes = varints(gaps)
    counts = np.diff(np.append(starts, len(pairs)))
    byte_ends = np.cumsum(sizes)[starts + counts - 1]
    begin = 0
    for code, count, byte_end in zip(codes[starts].tolist(), counts.tolist(), byte_ends.tolist(), strict=True):
        yield Posting(chr(code >> 16) + chr(code & 0xFFFF), count, data[begin:byte_end])
        begin = byte_end


def varints(values: NDArray[np.int64]) -> tuple[bytes, NDArray[np.int64]]:
    """Unsigned numbers below 2^28 as bytes, low seven bits first, and the length of each."""
    sizes = 1 + (values >= 1 << 7).astype(np.int64) + (values >= 1 << 14) + (values >= 1 << 21)
    ends = np.cumsum(sizes)
    out = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    begins = ends - sizes
    for i in range(4):
        held = sizes > i
        more = np.where(sizes[held] > i + 1, 0x80, 0)
        out[begins[held] + i] = ((values[held] >> (7 * i)) & 0x7F) | more
    return out.tobytes(), sizes


def decode(data: bytes) -> list[int]:
    """The page numbers of a posting.

    >>> decode(varints(np.array([0, 1, 127, 300]))[0])
    [0, 2, 130, 431]
    """
    pages: list[int] = []
    page, value, shift = -1, 0, 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            page += value + 1
            pages.append(page)
            value, shift = 0, 0
    return pages

"""Postings: for each key the ascending page numbers, as varints of the gaps.

Pages are taken in blocks; a block keeps two bytes per (key, page), so that memory is about
2.2 bytes for each of the some 1,200 distinct pairs of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gongkai.site.search.text import lowered, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Pages = NDArray[np.uint16]

HAN_CODES = 0x3007 << 16
"""Codes below this are numbers of Latin tokens; from here on they are two Han characters of 16 bits each."""

BLOCK = 1024
"""Pages a block; must stay below 65,536."""

PAIRS_AT_ONCE = 2_000_000
"""Postings held uncompressed while shards are written: about 50 MB."""


@dataclass(frozen=True, slots=True)
class Block:
    """The postings of consecutive pages, before they know of other blocks."""

    first: int
    """Number of the first page."""
    tokens: tuple[str, ...]
    """Latin tokens; a token's place is its code in this block."""
    codes: Codes
    """Ascending, each once."""
    ends: NDArray[np.int64]
    """Where the pages of each code end in `pages`."""
    pages: Pages
    """Counted from `first`; ascending for each code."""


def block(first: int, texts: Sequence[str]) -> Block:
    """Index up to `BLOCK` cleaned texts, numbered from `first`."""
    numbers: dict[str, int] = {}
    token_pairs: list[int] = []
    folded = [lowered(text) for text in texts]
    for page, text in enumerate(folded):
        token_pairs += [numbers.setdefault(token, len(numbers)) << 16 | page for token in set(tokens(text))]
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
    pairs = np.concatenate(
        (
            wide[at] << np.uint64(32) | wide[at + 1] << np.uint64(16) | page_of[at],
            np.array(token_pairs, dtype=np.uint64),
        )
    )
    pairs.sort()
    pairs = pairs[_starts(pairs)]
    codes = (pairs >> np.uint64(16)).astype(np.uint32)
    starts = _starts(codes)
    return Block(
        first=first,
        tokens=tuple(numbers),
        codes=codes[starts],
        ends=np.append(starts[1:], len(pairs)),
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
    names = sorted({token for part in blocks for token in part.tokens})
    numbers = {name: number for number, name in enumerate(names)}
    renumbered = [_renumbered(part, numbers) for part in blocks]
    totals: dict[int, int] = {}
    for part in renumbered:
        for code, count in zip(part.codes.tolist(), np.diff(part.ends, prepend=0).tolist(), strict=True):
            totals[code] = totals.get(code, 0) + count
    for low, high in _ranges(totals):
        yield from _merged(renumbered, low, high, names)


def _renumbered(part: Block, numbers: dict[str, int]) -> Block:
    """The block with token codes that are the same in all blocks."""
    count = len(part.tokens)
    latin = np.array([numbers[token] for token in part.tokens], dtype=np.uint32)
    order = np.argsort(latin)
    starts = np.concatenate((np.zeros(1, dtype=np.int64), part.ends[:-1]))
    pieces = [part.pages[starts[i] : part.ends[i]] for i in order]
    return Block(
        first=part.first,
        tokens=(),
        codes=np.concatenate((latin[order], part.codes[count:])),
        ends=np.concatenate((np.cumsum([len(piece) for piece in pieces], dtype=np.int64), part.ends[count:])),
        pages=np.concatenate((*pieces, part.pages[part.ends[count - 1] if count else 0 :])),
    )


def _ranges(totals: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Ranges [low, high) of codes that hold some `PAIRS_AT_ONCE` postings each."""
    low, held = 0, 0
    for code in sorted(totals):
        if held >= PAIRS_AT_ONCE:
            yield low, code
            low, held = code, 0
        held += totals[code]
    yield low, 1 << 32


def _merged(blocks: Sequence[Block], low: int, high: int, names: Sequence[str]) -> Iterator[Posting]:
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
        key = names[code] if code < HAN_CODES else chr(code >> 16) + chr(code & 0xFFFF)
        yield Posting(key, count, data[begin:byte_end])
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

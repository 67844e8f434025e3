"""Page numbers and running heads: dropped by pattern and position, never by one alone.

A page number between two halves of a table would otherwise be glued to a label (- 3 -3.补正后…).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.readers.pdf.text import Line

HEAD = 0.10
FOOT = 0.15
"""Shares of the page height in which page numbers stand."""
RUNNING = 0.10
"""Share at either end in which running heads and feet stand."""
MIN_REPEATS = 3

APART = 1.2
"""Font sizes that a bare number keeps from the text; a figure stands nearer to its table."""
WIDE = 9.0
"""Font sizes; marks and a figure in columns of a table reach further than a page number."""

_COUNTED = re.compile(r"[\d\s]+")
_DASH = r"[-—–－―─·•~]{1,2}"
_BARE_NUMBER = re.compile(r"\d{1,3}")
_PAGE_NUMBER = re.compile(
    rf"{_DASH}\s*\d{{1,3}}\s*{_DASH}|第?\s*\d{{1,3}}\s*页\s*(?:[,，/／]?\s*共?\s*\d{{1,3}}\s*页)?|\d{{1,3}}\s*[/／]\s*\d{{1,3}}"
    r"|(?:page|p\.?)\s*\d{1,3}",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[Sequence[Line]], heights: Mapping[int, float]) -> list[list[Line]]:
    """Return the lines of each page without page numbers and repeated heads; the first of a kind stays.

    Args:
        pages: lines outside tables, per page, from top to bottom.
        heights: page number to height in points.
    """
    bare = [line for lines in pages for line in lines if _is_bare_number(line, lines, heights[line.page])]
    offsets = Counter(int(line.text) - line.page for line in bare)
    counted = {id(line) for line in bare if _goes_on(int(line.text) - line.page, offsets)}
    body = [
        [line for line in lines if id(line) not in counted and not _is_page_number(line, lines, heights[line.page])]
        for lines in pages
    ]
    counts = Counter(
        _key(line) for lines in body for line in lines if _at_end(line, heights[line.page], RUNNING, RUNNING)
    )
    seen: set[str] = set()
    return [[line for line in lines if not _repeated(line, heights[line.page], counts, seen)] for lines in body]


def _at_end(line: Line, height: float, head: float, foot: float) -> bool:
    """Whether the line stands wholly in the head or foot of its page."""
    return line.box[3] <= head * height or line.box[1] >= (1 - foot) * height


def _is_page_number(line: Line, lines: Sequence[Line], height: float) -> bool:
    """Whether a line is a page number: it looks like one, stands at the end, and nothing stands beyond it."""
    return (
        _PAGE_NUMBER.fullmatch(line.text.strip()) is not None
        and line.x1 - line.x0 <= WIDE * line.size
        and _at_end(line, height, HEAD, FOOT)
        and (line is lines[0] or line is lines[-1])
    )


def _is_bare_number(line: Line, lines: Sequence[Line], height: float) -> bool:
    """Whether a line may be a page number without marks: also a figure of a table without rulings looks like that."""
    if _BARE_NUMBER.fullmatch(line.text) is None or not _at_end(line, height, HEAD, FOOT):
        return False
    if line is not lines[0] and line is not lines[-1]:
        return False
    others = lines[1:2] if line is lines[0] else lines[-2:-1]
    return all(max(line.box[1] - other.box[3], other.box[1] - line.box[3]) > APART * line.size for other in others)


def _goes_on(offset: int, offsets: Mapping[int, int]) -> bool:
    """Whether a number counts pages: as on another page, or, where it is the only one, from 1."""
    return offsets[offset] > 1 or (offset == 0 and sum(offsets.values()) == 1)


def _key(line: Line) -> str:
    """Return what stays the same where a head or foot counts pages; empty for a line of mere figures."""
    return _COUNTED.sub("", line.text)


def _repeated(line: Line, height: float, counts: Mapping[str, int], seen: set[str]) -> bool:
    """Whether this is a further occurrence of a running head; remembers the first in `seen`."""
    key = _key(line)
    if not key or counts[key] < MIN_REPEATS or not _at_end(line, height, RUNNING, RUNNING):
        return False
    first = key not in seen
    seen.add(key)
    return not first

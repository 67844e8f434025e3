"""Tables in the mark-up of wikis: `{|` to `|}`, rows parted by `|-`, each cell on a line of its own or behind `||`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.recognise.lines import Line

_STYLE = re.compile(r"^\s*[a-z]+\s*=\s*[^|]*\|(?!\|)")
"""Attributes before a cell's text, such as width="25%"|."""
_SPANS = re.compile(r"(?:row|col)span", re.IGNORECASE)


def unwikied(lines: Sequence[Line]) -> list[Line]:
    """The same lines, each row of such a table as one line with its cells; tables with spans are left alone."""
    kept: list[Line] = []
    position = 0
    while position < len(lines):
        end = _end(lines, position)
        if end is None:
            kept.append(lines[position])
            position += 1
            continue
        kept.extend(_rows(lines[position + 1 : end]))
        position = end + 1
    return kept


def _end(lines: Sequence[Line], start: int) -> int | None:
    """Where the table that begins at `start` ends; None where none begins, or it is none of rows and cells alone."""
    if not lines[start].text.lstrip().startswith("{|"):
        return None
    for position in range(start + 1, len(lines)):
        text = lines[position].text.strip()
        if text == "|}":
            return position
        if text.startswith("{|") or _SPANS.search(text):
            return None
    return None


def _rows(lines: Sequence[Line]) -> list[Line]:
    rows: list[Line] = []
    cells: list[str] = []
    first: Line | None = None
    for line in lines:
        text = line.text.strip()
        if text.startswith("|-"):
            rows += _row(first, cells)
            cells, first = [], None
        elif text.startswith(("|", "!")):
            first = first or line
            cells += [_STYLE.sub("", part).strip() for part in re.split(r"\|\||!!", text[1:])]
        elif text and cells:
            cells[-1] = f"{cells[-1]}\n{text}".strip()
    return rows + _row(first, cells)


def _row(first: Line | None, cells: Sequence[str]) -> list[Line]:
    return [replace(first, text="", cells=tuple(cells))] if first is not None and cells else []

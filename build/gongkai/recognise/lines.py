"""Lines of text files parted into cells where the file as a whole shows how: quotes, bars on lines of their own, ruled boxes.

A single line often leaves several readings; the lines around it leave one. What is settled here are only
borders between cells, never what a cell says.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai.recognise.numbers import clean, is_no_label, looks_like_value
from gongkai.recognise.wiki import unwikied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongkai.model import Where


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document, or several that are one row."""

    text: str
    where: Where
    block: int
    """Index of the document's block."""
    cells: tuple[str, ...] | None = None
    """Its cells where their borders are certain; None where `text` is still to be parted."""
    single: bool = False
    """The line is one whole cell, empty ones included."""


_HAN = re.compile("[\u4e00-\u9fff]")
_BARS = str.maketrans("｜│┃║¦︱", "||||||")
_DRAWN = re.compile(r"^[\s|+\-=─━═┄┅┈┉┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]+$")
_CORNERS = frozenset("+┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬")
_PAGE_OF = re.compile(r"^(\d{1,3})/(\d{1,3})页?$")
_BEGINS_ANEW = re.compile(r"[(（]?[一二三四五六七八九十]{1,2}[、.)）]|第?二十条")
"""Words that begin a heading, a label or a clause."""
DELIMITERS = ",;"
"""Between the cells of a CSV file."""
MANY = 20
"""So many bars alone on their lines are no accident."""
SOME = 0.15
"""Share of rows that begin or end with a bar, from which bars enclose the rows."""
ENOUGH_LINES = 3
"""Neighbouring lines with as many delimiters that make a table."""
ENOUGH_RULES = 6
"""Rules between the rows of a drawn table."""
MAX_FIELD = 80
"""Characters; a longer field is prose."""


def parted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, rows put together again and parted where the file shows how."""
    found = [replace(line, text=line.text.translate(_BARS)) for line in _without_page_numbers(lines)]
    found = _delimited(unwikied(found))
    found = _bars_between(found)
    found = _drawn(found)
    found = _broken_in_blanks(found)
    found = _continued(found)
    return tuple(_mended(found))


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Without lines such as 2/5, if they count up to the same last page; one alone may be two figures."""
    pages = {i: match for i, line in enumerate(lines) if (match := _PAGE_OF.match(clean(line.text)))}
    counted = [int(match[1]) for match in pages.values()]
    together = len({match[2] for match in pages.values()}) == 1 and counted == sorted(set(counted))
    dropped = pages if together and (len(pages) > 1 or any("页" in match[0] for match in pages.values())) else {}
    return [line for i, line in enumerate(lines) if i not in dropped]


def _fields(text: str, delimiter: str) -> tuple[str, ...]:
    return tuple(next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [""]))


def _delimited(lines: Sequence[Line]) -> list[Line]:
    """Rows of a CSV file: neighbouring lines with equally many delimiters outside quotes."""
    kept = list(lines)
    for delimiter in DELIMITERS:
        if sum(delimiter in line.text for line in kept) < ENOUGH_LINES:
            continue
        kept = _unbroken_quotes(kept, delimiter)
        fields = [_fields(line.text, delimiter) if _may_be_csv(line, delimiter) else () for line in kept]
        table: set[int] = set()
        for count, run in groupby(range(len(kept)), key=lambda i: len(fields[i])):
            members = list(run)
            if count > ENOUGH_LINES and len(members) >= ENOUGH_LINES:
                table |= set(members)
        if table:
            usual = Counter(len(fields[i]) for i in table)
            kept = [
                replace(line, cells=fields[i]) if i in table or len(fields[i]) in usual else line
                for i, line in enumerate(kept)
            ]
    return kept


def _may_be_csv(line: Line, delimiter: str) -> bool:
    if line.cells is not None or delimiter not in line.text or "\t" in line.text or "|" in line.text:
        return False
    return max(map(len, _fields(line.text, delimiter))) <= MAX_FIELD


def _unbroken_quotes(lines: Sequence[Line], delimiter: str) -> list[Line]:
    """A quoted cell may hold line ends: such lines are one."""
    whole: list[Line] = []
    open_quote = False
    for line in lines:
        if open_quote and whole:
            whole[-1] = replace(whole[-1], text=f"{whole[-1].text}\n{line.text}")
        else:
            whole.append(line)
        text = whole[-1].text
        starts = text.startswith('"') or f'{delimiter}"' in text
        open_quote = starts and text.count('"') % 2 == 1 and text.count("\n") < ENOUGH_LINES
    return whole


def _bars_between(lines: Sequence[Line]) -> list[Line]:
    """Bars on lines of their own between the cells: two with nothing between them hold an empty cell."""
    alone = sum(line.text.strip() == "|" for line in lines)
    beside = sum("|" in line.text and bool(line.text.strip(" |\t\u3000")) for line in lines)
    if alone < MANY or alone <= 3 * beside:
        return list(lines)
    kept: list[Line] = []
    after_bar = False
    for position, line in enumerate(lines):
        text = line.text.strip()
        if text == "|":
            if after_bar:
                kept.append(replace(line, text="", single=True))
            after_bar = True
        elif clean(text):
            near = lines[position + 1].text.strip() == "|" if position + 1 < len(lines) else False
            kept.append(replace(line, single=after_bar or near))
            after_bar = False
    return kept


def _broken_in_blanks(lines: Sequence[Line]) -> list[Line]:
    """Rows such as `label | 1 | 2` broken inside blank cells: a bar ends the line, a bar begins the next one."""
    named = [line.text.strip() for line in lines if "|" in line.text and _HAN.search(line.text)]
    begun = sum(text.startswith("|") for text in named)
    ended = sum(text.endswith("|") for text in named)
    if len(named) < MANY or begun > SOME * len(named) or ended > (1 - SOME) * len(named):
        return list(lines)
    kept: list[Line] = []
    for line in lines:
        text = line.text.strip()
        goes_on = kept and kept[-1].text.rstrip().endswith("|") and kept[-1].text.strip("| ")
        if goes_on and text.startswith("|") and not _HAN.search(text):
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text.rstrip()}  {text}{' ' * text.endswith('|')}")
        else:
            kept.append(line)
    return kept


def _continued(lines: Sequence[Line]) -> list[Line]:
    """Cells on lines of their own behind a tab: a line of words without one goes on with the label above it."""
    marked = [_is_tab_cell(line) for line in lines]
    if sum(marked) < MANY:
        return list(lines)
    kept: list[Line] = []
    for position, line in enumerate(lines):
        above = (
            kept[-1] if kept and position and (marked[position - 1] or kept[-1] is not lines[position - 1]) else None
        )
        words = clean(line.text)
        if (
            above is not None
            and words
            and "\t" not in line.text
            and "|" not in line.text
            and len(words) <= MAX_FIELD
            and not _BEGINS_ANEW.match(words)
            and not is_no_label(line.text)
            and clean(above.text)
            and _is_tab_cell(above)
            and not is_no_label(above.text)
        ):
            kept[-1] = replace(above, text=above.text + line.text)
        else:
            kept.append(line)
    return kept


def _is_tab_cell(line: Line) -> bool:
    return (
        line.cells is None and line.text.count("\t") == 1 and (line.text.startswith("\t") or line.text.endswith("\t"))
    )


def _drawn(lines: Sequence[Line]) -> list[Line]:
    """Tables drawn with rules: the lines between two rules are one row where every row has its rule."""
    is_rule = [_is_rule(line.text) for line in lines]
    if sum(is_rule) < ENOUGH_RULES:
        return [line for line, rule in zip(lines, is_rule, strict=True) if not rule or line.text.strip() in ("", "|")]
    kept: list[Line] = []
    for rule, run in groupby(zip(lines, is_rule, strict=True), key=lambda pair: pair[1]):
        members = [line for line, _ in run]
        if rule:
            continue
        rows = [tuple(part.strip() for part in m.text.strip().strip("|").split("|")) for m in members]
        boxed = all(m.text.strip().startswith("|") and m.text.strip().endswith("|") for m in members)
        if boxed and len(members) > 1 and len(set(map(len, rows))) == 1:
            cells = tuple("\n".join(part for part in column if part) for column in zip(*rows, strict=True))
            kept.append(replace(members[0], cells=cells))
        else:
            kept.extend(members)
    return kept


def _is_rule(text: str) -> bool:
    stripped = text.strip()
    return bool(_DRAWN.match(stripped)) and len(stripped) > 2 and any(mark in _CORNERS for mark in stripped)


def _mended(lines: Iterable[Line]) -> Iterator[Line]:
    """Rows that a line end has broken in the middle, told by the number of cells around them."""
    for parting, run in groupby(lines, key=_parting):
        members = list(run)
        if parting and len(members) > ENOUGH_LINES:
            yield from _rows_of_equal_length(members, parting)
        else:
            yield from members


def _parting(line: Line) -> str:
    if line.cells is not None or line.single:
        return ""
    return "\t" if "\t" in line.text else ""


def _rows_of_equal_length(lines: Sequence[Line], mark: str) -> Iterator[Line]:
    parts = [line.text.split(mark) for line in lines]
    lengths = Counter(map(len, parts))
    usual, often = lengths.most_common(1)[0]
    if usual <= ENOUGH_LINES or often * 2 < len(lines):
        yield from lines
        return
    position = 0
    while position < len(lines):
        line, cells = lines[position], parts[position]
        if len(cells) > usual and len(cells) % usual == 0 and _is_several(cells, usual):
            yield from (replace(line, text=mark.join(cells[i : i + usual])) for i in range(0, len(cells), usual))
            position += 1
            continue
        while len(cells) < usual and position + 1 < len(lines) and len(parts[position + 1]) < usual:
            joined = _joined(cells, parts[position + 1], usual)
            if joined is None:
                break
            cells, position = joined, position + 1
        yield replace(line, text=mark.join(cells))
        position += 1


def _is_several(cells: Sequence[str], usual: int) -> bool:
    """Whether each stretch of cells has words before its figures, as a row does."""
    stretches = [[cell for cell in cells[i : i + usual] if clean(cell)] for i in range(0, len(cells), usual)]
    return all(len(part) > 1 and not is_no_label(part[0]) and is_no_label(part[-1]) for part in stretches)


def _joined(above: list[str], below: list[str], usual: int) -> list[str] | None:
    """Two halves of one row: the border between them was a cell's border, or stood inside a cell."""
    if not any(looks_like_value(cell) for cell in below) or (_has_words(above) and _has_words(below)):
        return None
    if len(above) + len(below) - 1 == usual:
        both = looks_like_value(above[-1]) and looks_like_value(below[0])
        return [*above[:-1], above[-1] + ("\n" if both else "") + below[0], *below[1:]]
    return [*above, *below] if len(above) + len(below) == usual else None


def _has_words(cells: Sequence[str]) -> bool:
    return any(clean(cell) and not looks_like_value(cell) for cell in cells)

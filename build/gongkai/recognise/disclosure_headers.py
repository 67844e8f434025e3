"""Header rows of the disclosure table: which measures, of which edition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from gongkai import codes
from gongkai.recognise.forms import EDITIONS
from gongkai.recognise.labels import label, similarity
from gongkai.recognise.numbers import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import FormCode

CLEARLY_BETTER = 0.05
"""By how much a cell must be liker to one measure than to the next to be taken for it alone."""

MAX_HEADER = 60
"""A longer text is prose that quotes a header."""

_UNIT = re.compile(r"(万元|亿元|元)")


@dataclass(frozen=True, slots=True)
class Header:
    """Measures of one block, left to right."""

    edition: FormCode
    columns: tuple[str, ...]
    texts: tuple[str, ...]


def is_header_cell(text: str) -> bool:
    """Whether a cell is the corner 信息内容 of a block."""
    return similarity(text, "信息内容") >= 0.75


def is_measure(text: str) -> bool:
    """Whether a text is, or begins with, the words of a column of this table.

    >>> is_measure("本年新 制作数量"), is_measure("上一年项目数量 本年增/减 处理决定数量"), is_measure("规章")
    (True, True, False)
    """
    words = label(text).words
    if not words or len(words) > MAX_HEADER:
        return False
    officials = [label(codes.column_label("disclosure", column)).words for column in codes.column_codes("disclosure")]
    if any(ratio(words, official) >= 60 for official in officials):
        return True
    return words.startswith("信息内容") or any(official in words for official in officials)


def fit_header(clause: str, texts: Sequence[str]) -> Header | None:
    """The measures that a header's words stand for.

    By each cell's own words where all are clear, otherwise by the block's words as a whole and the
    order of the form (headers cut to 本年新 / 本年新, or broken over lines).
    """
    words = [text for text in texts if label(text).words and not is_header_cell(text)]
    by_cell = _by_cells(clause, words) or _by_cells(clause, [next(run) for _, run in groupby(words, key=clean)])
    if by_cell:
        return by_cell
    joined = "".join(label(text).words for text in words).removeprefix("信息内容")
    best: tuple[float, Header | None] = (0.0, None)
    for edition in EDITIONS:
        for block in edition.blocks:
            if block.clause != clause:
                continue
            official = "".join(label(codes.column_label("disclosure", c)).words for c in block.columns)
            score = ratio(joined, official) / 100 + (0.05 if len(words) == len(block.columns) else 0.0)
            if score > best[0]:
                best = (score, Header(edition.code, block.columns, tuple(words)))
    return best[1] if best[0] >= 0.5 else None


def _by_cells(clause: str, words: Sequence[str]) -> Header | None:
    known = [
        (edition.code, column)
        for edition in EDITIONS
        for block in edition.blocks
        if block.clause == clause
        for column in block.columns
    ]
    columns: list[str] = []
    for text in words:
        scored = sorted(
            ((similarity(text, codes.column_label("disclosure", c)), c) for c in dict.fromkeys(c for _, c in known)),
            reverse=True,
        )
        if not scored or scored[0][0] < 0.7 or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLEARLY_BETTER):
            return None
        columns.append(scored[0][1])
    if not columns or len(set(columns)) != len(columns):
        return None
    for edition in EDITIONS:
        for block in edition.blocks:
            if block.clause == clause and tuple(columns) == block.columns:
                return Header(edition.code, block.columns, tuple(words))
    own = {column: {code for code, c in known if c == column} for column in columns}
    deciding = [editions for editions in own.values() if len(editions) == 1]
    editions = set().union(*deciding) if deciding else set()
    if len(editions) == 2:
        return Header("mixed", tuple(columns), tuple(words))
    whole = {
        len(b.columns)
        for edition in EDITIONS
        for b in edition.blocks
        if b.clause == clause and edition.code in editions
    }
    if len(columns) not in whole:
        return None  # A column is missing: the words as a whole decide.
    return Header(editions.pop(), tuple(columns), tuple(words))


def header_unit(header: Header, column: str) -> str:
    """Unit of money that the header names for a column: 万元, 元 or empty."""
    if column not in ("amount", "procurement_amount"):
        return ""
    texts = [clean(text) for text in header.texts]
    match = next((m for text in texts if (m := _UNIT.search(text))), None)
    return match[1] if match else ""

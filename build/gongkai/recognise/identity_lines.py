"""The head and the tail of a document as clean lines: all that identity and refusal look at, however long it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.model import Table
from gongkai.recognise.script import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.model import Block, Document, Where

HEAD_LINES = 400
"""Enough to pass the menus of a page before its title."""
AFTER_BODY = 12
"""Lines read on after the first heading: the overview's first sentences name the year."""
TAIL_LINES = 14
_SIGNATURE_LENGTH = 300
"""Longer paragraphs of the tail are narrative and are passed over."""

_SPLIT = re.compile(r"[\n\r\t|｜\u2028\u2029]+")
_MARKS = re.compile(
    r"\[(?:image|bookmark):[^\]]*\]|\?{3,}|[\u200b\ufeff\ufffc]|(?<!\d)\ufffd|\ufffd(?!\d)", re.IGNORECASE
)
_MARKED = re.compile(r"[\[\u200b\ufeff\ufffc\ufffd]|\?\?\?")
_EMPHASISED = re.compile(r"[*_#\\]")
_MARKDOWN = re.compile(
    r"^#{1,6}(?=[\u4e00-\u9fff(*_])|(\*{1,3}|_{1,3})([^*_]{4,}?)\1|\\(?=[^\w\s])"
    r"|^\*\*(?![省市县区旗州镇乡局厅委])(?=[^*]{6,}$)|(?<=[^*]{6})\*\*$"
)
"""Heading signs, escapes and emphasis; between two pairs of stars a lone character is left, for **县**局 stands for any county."""
_PAGE_NUMBER = re.compile(r"^[-—–―·]*(?:第?\d{1,3}页?)[-—–―·]*$|^第\d+页,?共\d+页$")
_RULE = re.compile(r"^:?[-=—─_]{3,}:?$")
_ROUND_THE_TEXT = re.compile(r"浏览次数|点击数|阅读次数|字体:|【打印|发布(?:日期|时间):\d|来源:[^。]{0,30}$")
"""Lines of a page's furniture end where they end, however long they are."""
_BODY = re.compile(
    r"^(?:[(]?[一二三1-3](?:[)、.,:]|\)[、.])|第[一二]部分[:、]?)(?:\d{4}年)?(?:政府|政务)?(?:信息)?(?:公开)?(?:工作)?"
    r"(?:(?:总体|基本|主要|工作|整体)(?:工作)?(?:情况|概述|概况)|概述|概况|(?:行政机关)?主动公开(?:政府)?(?:政府)?信息)"
    r"|^(?:总体情况|(?:行政机关)?主动公开政府信息(?:的)?情况)$|^第二十条第"
)
"""The first section heading, or the first label of the prescribed tables."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document's text, or one cell of a table."""

    text: str
    """Compact: NFKC, without any space."""
    raw: str
    """As printed."""
    where: Where
    cell: bool = False
    """Comes from a table, a tab row or a bar row."""
    heading: bool = False
    """The mark-up says so."""

    @property
    def spaced(self) -> str:
        """NFKC with single spaces, for days that a time of day follows."""
        return " ".join(unicodedata.normalize("NFKC", self.raw).split())


@dataclass(frozen=True, slots=True)
class Ends:
    """The bounded part of a document that says whose it is."""

    head: tuple[Line, ...]
    """From the first line to a little after the first section heading."""
    body: int | None
    """Index in `head` of the first section heading or table label."""
    tail: tuple[Line, ...]
    """Last lines after the first heading and outside tables, in reading order."""

    @property
    def before(self) -> tuple[Line, ...]:
        """Lines before the first heading; the first sixty where there is none."""
        return self.head[: self.body if self.body is not None else 60]


def compact(text: str) -> str:
    """NFKC without spaces, marks of converters and Markdown, in simplified characters, readings in brackets left out.

    >>> compact("２０２１ 年 報(bào)告[image: ]")
    '2021年报告'
    """
    if _MARKED.search(text):
        text = _MARKS.sub("", text)
    if not text.isascii():
        text = simplified(unicodedata.normalize("NFKC", text))
    text = "".join(text.split())
    return _MARKDOWN.sub(r"\2", text) if _EMPHASISED.search(text) else text


def ends(document: Document) -> Ends:
    """Head and tail of a document."""
    head: list[Line] = []
    body: int | None = None
    after = 1
    for index, block in enumerate(document.blocks):
        for line in _lines(block):
            if body is None and _BODY.match(line.text):
                body = len(head)
                after = index + 1
            head.append(line)
        if len(head) >= HEAD_LINES or (body is not None and len(head) > body + AFTER_BODY):
            break
    return Ends(tuple(head), body, _tail(document.blocks[after:]))


def with_next(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Each line with the one after it."""
    for position, line in enumerate(lines, 1):
        yield line, lines[position] if position < len(lines) else None


def all_lines(document: Document) -> tuple[Line, ...]:
    """All lines of a document; only for the rare question that the ends do not answer."""
    return tuple(line for block in document.blocks for line in _lines(block))


def prose(lines: Sequence[Line]) -> str:
    """Lines as one text: lines that break off in a sentence are joined, others parted by newlines."""
    parts: list[str] = []
    for line in lines:
        if line.cell or _ROUND_THE_TEXT.search(line.text):
            parts.append(line.text + "\n")
        elif len(line.text) >= 18 and line.text[-1] not in "。;:!?":
            parts.append(line.text)
        else:
            parts.append(line.text + "\n")
    return "".join(parts)


def _tail(blocks: Sequence[Block]) -> tuple[Line, ...]:
    found: list[Line] = []
    for block in reversed(blocks):
        if isinstance(block, Table):
            break
        if len(block.text) > _SIGNATURE_LENGTH:
            continue
        found.extend(reversed([line for line in _lines(block) if not line.cell]))
        if len(found) >= TAIL_LINES:
            break
    return tuple(reversed(found))


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Table):
        for inside in block.cells:
            text = compact(inside.text)
            if text:
                yield Line(text, inside.text, inside.where, cell=True)
        return
    if not block.text or block.text.isspace():
        return
    pieces = _SPLIT.split(block.text)
    cell = len(pieces) > 1 and "\n" not in block.text
    for piece in pieces:
        text = compact(piece) if piece else ""
        if text and not _PAGE_NUMBER.match(text) and not _RULE.match(text):
            yield Line(text, piece, block.where, cell=cell, heading=block.heading)

"""A document as it was before conversion took its line ends and blanks: one step for every part of the recogniser.

Only white space and the borders of lines are put back. No character of the report's own is added or changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.model import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Block, Document

LONG = 400
"""Characters from which a paragraph may be a whole report on one line."""
MANY_LINES = 8
"""Line ends in a paragraph that holds a table typed as text."""

_LANDMARKS = re.compile(
    r"第?二十条第[（(]?[一五六八九]|信息内容|本年新收政府信息公开|上年结转政府信息公开|本年度办理结果|结转下年度继续办理|结果维持|尚未审结"
)
ENOUGH_LANDMARKS = 3

_ENTITIES = {
    re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288|#x3000);?", re.IGNORECASE): "\xa0",
    re.compile(r"<br\s*/?>", re.IGNORECASE): "\n",
    re.compile(r"&lt;"): "<",
    re.compile(r"&gt;"): ">",
    re.compile(r"&quot;"): '"',
    re.compile(r"&#39;|&apos;"): "'",
    re.compile(r"&amp;"): "&",
}
_EMPHASIS = re.compile(
    r"</?(?:u|b|i|em|strong|font|span|p|div|sup|center)(?:\s[^<>]*)?>|\*\*|__(?=\S)|(?<=\S)__|^\s*#{1,6}\s+|\s*\{#[^{}]*\}$",
    re.IGNORECASE,
)
"""Marks of Markdown and of HTML in it that say how words look."""
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|<>~'\"-])")
_LOST_SPACES = re.compile(r"(^|[\t|\s])((?:\?\?)+(?=[\u4e00-\u9fff（(])|(?:\?\?){2,}(?=[\d/+-]))")
"""Ideographic spaces that were written in an encoding without them; question marks alone may be lost figures."""
_PADDED_HEADING = re.compile(r'^"?([^,;"\t|]*[\u4e00-\u9fff][^,;"\t|]*)"?([,;])\2*$')
"""A line of prose in a CSV file, filled up to the width of its tables."""


def tidied(document: Document) -> Document:
    """The document with paragraphs that hold a whole report parted, and blanks that became other signs restored."""
    blocks = tuple(part for block in document.blocks for part in _parts(block, line_based=document.line_based))
    return document if blocks == document.blocks else replace(document, blocks=blocks)


def _parts(block: Block, *, line_based: bool) -> Iterator[Block]:
    if not isinstance(block, Paragraph):
        yield block
        return
    text = restored(block.text) if line_based else block.text
    if len(text) > LONG and len(set(_LANDMARKS.findall(text))) >= ENOUGH_LANDMARKS:
        mark = r"\n" if text.count("\n") > MANY_LINES else r" |\n"
        for part in re.split(mark, text):
            yield replace(block, text=part)
        return
    yield block if text == block.text else replace(block, text=text)


def restored(text: str) -> str:
    """One line without the remains of mark-up and lost encodings.

    >>> restored("????（一）予以公开&nbsp;").split(), restored("三、收到申请情况,,,")
    (['（一）予以公开'], '三、收到申请情况')
    """
    if "**" in text or "__" in text or "<" in text or text.lstrip().startswith("#") or "{#" in text:
        text = _EMPHASIS.sub("", _ESCAPED.sub("", text))
    elif "\\" in text:
        text = _ESCAPED.sub("", text)
    if "&" in text or "<" in text:
        for pattern, sign in _ENTITIES.items():
            text = pattern.sub(sign, text)
    if "??" in text:
        text = _LOST_SPACES.sub(lambda match: match[1] + "\u3000" * (len(match[2]) // 2), text)
    padded = _PADDED_HEADING.match(text) if text.endswith((",", ";")) else None
    return padded[1] if padded else text

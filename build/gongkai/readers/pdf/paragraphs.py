"""Lines to paragraphs: Chinese PDFs break a line anywhere, so what belongs together must be joined again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai.model import Paragraph, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.readers.pdf.text import Line

_ENUMERATOR = re.compile(
    r"""\s*(?:
        [一二三四五六七八九十]{1,3}\s*[、.．]
      | [（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]
      | \d{1,2}\s*(?:[、．]|\.(?!\d))
      | [①-⑳㈠-㈩⑴-⒇⒈-⒛]
      | 第[一二三四五六七八九十]{1,3}[章节部]
    )""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[。！？；：）)]\s*$")
_FIRST_TOKEN = re.compile(r"[0-9A-Za-z@._:/-]+|.")

INDENT = 1.2
"""A line that begins further right than this many characters begins a paragraph."""
SLACK = 0.9
"""Characters by which a full line may fall short of the margin."""
LARGER = 1.2
"""A font this much larger than the body's is a heading's."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the body text of a document begins and ends, and its font size, all in points."""

    left: float
    right: float
    size: float
    indents: bool
    """Paragraphs begin with an indent, so a number at the left margin begins none."""


def margins(lines: Sequence[Line]) -> Margins:
    """Measure the body text."""
    if not lines:
        return Margins(0.0, 0.0, 0.0, indents=False)
    long = [line for line in lines if len(line.text) >= 20 and line.gaps < 3] or list(lines)
    left = min(line.x0 for line in long)
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0]
    indented = sum(INDENT * size < line.x0 - left < 4 * size for line in long)
    return Margins(left, max(line.x1 for line in long), size, indents=indented >= 2)


def paragraphs(lines: Sequence[Line], body: Margins) -> list[Paragraph]:
    """Join neighbouring lines to paragraphs; the place of a paragraph is that of its lines on its first page."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, body) for group in groups]


def _continues(above: Line, line: Line, body: Margins) -> bool:
    """Whether `line` goes on with what `above` began."""
    if above.gaps >= 3 or line.gaps >= 3 or abs(above.size - line.size) > 0.15 * above.size:
        return False
    if above.page == line.page and line.box[1] - above.box[3] > 2.2 * line.size:
        return False
    if line.x0 - body.left > INDENT * line.size:
        return False
    if _ENUMERATOR.match(line.text) and (not body.indents or _SENTENCE_END.search(above.text)):
        return False
    token = _FIRST_TOKEN.match(line.text)
    width = _width(token.group() if token else "", line.size)
    return above.x1 + width > body.right - SLACK * line.size


def _width(token: str, size: float) -> float:
    """Estimate the width of a word that cannot be broken."""
    return sum(size if character >= "\u2e80" else size / 2 for character in token)


def _paragraph(lines: Sequence[Line], body: Margins) -> Paragraph:
    pieces = [lines[0].text]
    for before, after in pairwise(lines):
        words = before.text[-1:].isascii() and before.text[-1:].isalpha() and after.text[:1].isalpha()
        pieces.append((" " if words and after.text[:1].isascii() else "") + after.text)
    page = lines[0].page
    boxes = [line.box for line in lines if line.page == page]
    box = (
        round(min(box[0] for box in boxes), 1),
        round(min(box[1] for box in boxes), 1),
        round(max(box[2] for box in boxes), 1),
        round(max(box[3] for box in boxes), 1),
    )
    return Paragraph(
        text="".join(pieces).strip(),
        where=Where(page=page, box=box),
        heading=body.size > 0 and min(line.size for line in lines) >= LARGER * body.size,
    )

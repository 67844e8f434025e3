"""Sections parted into sentences whose characters keep their places in the section's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from gongkai.recognise.dates import arabic_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.model import Section

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")
_PLAIN = re.compile(r"[^\s\uff10-\uff5e\u2f00-\u2fdf\u3000]*")
_KEPT = frozenset("，；：！？（）")
"""Full-width marks are not narrowed: between digits only a half-width comma groups thousands."""
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？", ".": "。"}
_NARROW = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[;:()!?]|(?<=[\u4e00-\u9fff）)])\.(?=$|[\u4e00-\u9fff])")
"""Half-width marks of a Chinese sentence; thousands, decimals and addresses keep theirs."""
_TRIGGER = re.compile(
    r"申请|政府信息|政务信息|复议|诉讼|应诉|规范性文件|规章|许可|处罚|强制|公开|处理费|办结|答复|结转|维持|败诉|纠错|纠正|顺延|费用"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without spaces, digits narrowed; `places` leads back to the section's text."""

    text: str
    printed: str
    """As it stands in the section."""
    places: Sequence[int]
    """Place of each character in the section's text."""
    paragraph: int
    """Line of the section's text, from 1."""


def sentences(section: Section) -> Iterator[Sentence]:
    """The sentences that can state something; paragraphs never join."""
    offset = 0
    for number, line in enumerate(section.text.split("\n"), 1):
        if _TRIGGER.search(line):
            text, places = _compact(line)
            text = _NARROW.sub(lambda mark: _WIDE[mark[0]], text)
            for match in _SENTENCE.finditer(text):
                span = places[match.start() : match.end()]
                printed = line[span[0] : span[-1] + 1].strip()
                yield Sentence(arabic_years(match[0]), printed, [offset + place for place in span], number)
        offset += len(line) + 1


def _compact(line: str) -> tuple[str, Sequence[int]]:
    """The line without spaces, full-width digits and old radicals made plain, and the place of each character."""
    if _PLAIN.fullmatch(line):
        return line, range(len(line))
    text: list[str] = []
    places: list[int] = []
    for place, character in enumerate(line):
        plain = character if character in _KEPT else normalize("NFKC", character)
        for part in plain:
            if not part.isspace():
                text.append(part)
                places.append(place)
    return "".join(text), places

"""Traditional characters made comparable: gateways and copies convert whole pages, 政府資訊公開 for 政府信息公开.

Only characters outside GB 2312 are converted, so that text in simplified characters is never touched: 著, 於 and 乾 (乾县)
belong to both scripts and stay. Words that gateways exchange (資訊 for 信息) come first. The table and its source:
`codes/traditional.csv`, `codes/regions.README.md`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_DOUBLED = re.compile(
    rf"(?<=[\u4e00-\u9fff])[(（](?:[a-zü]{{0,4}}[{_TONES}][a-z]{{0,3}}[)）]|[a-zü]{{2,6}}[)）](?=[\u4e00-\u9fff]))"
)
"""Spam copies print each character's reading behind it: 報(bào)告."""


def simplified(text: str) -> str:
    """The text in simplified characters, without readings in brackets; the same object where nothing is to be done.

    >>> simplified("政府資訊公開工作年度報(bào)告"), simplified("乾县著名")
    ('政府信息公开工作年度报告', '乾县著名')
    """
    if "(" in text or "（" in text:
        text = _DOUBLED.sub("", text)
    pattern, words, characters = _table()
    if not pattern.search(text):
        return text
    for traditional, plain in words:
        text = text.replace(traditional, plain)
    return text.translate(characters)


@cache
def _table() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...], dict[int, str]]:
    """What tells that there is something to convert, the words, and the single characters."""
    words: list[tuple[str, str]] = []
    characters: dict[int, str] = {}
    text = files("gongkai.codes").joinpath("traditional.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        if len(row["simplified"]) > 1:
            words.append((row["traditional"], row["simplified"]))
        else:
            characters.update(dict.fromkeys(map(ord, row["traditional"]), row["simplified"]))
    return re.compile(f"[{''.join(map(chr, characters))}]"), tuple(words), characters

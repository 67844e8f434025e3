"""How text becomes searchable: cleaning, words, keys. `query.js` does the same to what a reader types.

A key is either two Han characters that stand side by side, or a run of Latin letters and digits.
Chinese readers expect substring search; pairs of characters give it without a dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
"""Han characters of the basic plane as the inside of a character class; rarer ones are found by the phrase check."""

LONGEST_TOKEN = 24
"""Characters of a Latin run that count; longer ones are addresses and checksums."""

EVERY_PAIR_UP_TO = 4
"""Runs up to this long are looked up by every pair; longer ones by pairs that just cover them."""

_WIDE = {
    ord(wide): chr(ord(wide) - 0xFEE0)
    for wide in map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
}
_COMPATIBILITY = {
    code: character
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))
    if len(character := unicodedata.normalize("NFKC", chr(code))) == 1
}
# PDF fonts hand out radicals (⽅) that look like the character (方); both tables keep the length.
_PLAIN = {chr(code): character for code, character in {**_WIDE, **_COMPATIBILITY}.items()}
_NOT_PLAIN = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_CAPITALS = re.compile("[A-Z]+")

_RUN = re.compile(f"[{HAN}]+|[0-9a-z]+")
_TOKEN = re.compile("[0-9a-z]+")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_BREAK = re.compile(r"[ \t\u3000\xa0]*[\r\n]+\s*")
_CJK = f"{HAN}\u3001-\u301f\uff00-\uff0f\uff1a-\uff20\u201c\u201d\u2014\u2026"
_GAP_IN_CHINESE = re.compile(rf"(?<=[{_CJK}])[^\S\n]+(?=[{_CJK}])")
_WORD_BREAK = re.compile(r"[\s\u200b\ufeff,;\"“”‘’，、；。！？!?《》〈〉「」『』（）()\[\]【】]+")

WRAPPED_LINE = 20
"""A line at least this long that ends in mid-sentence was broken by the page, not by its author."""
_ENDS_SENTENCE = "。！？；：…”）)】》"


def plain(text: str) -> str:
    """Full-width letters and digits to half width, radicals to characters; the length stays.

    >>> plain("⽅案２０２３ＡＰＰ")
    '方案2023APP'
    """
    return _NOT_PLAIN.sub(lambda match: _PLAIN.get(match[0], match[0]), text)


def fold(text: str) -> str:
    """The form in which text and query are compared: `plain` and `lowered`; the length stays."""
    return lowered(plain(text))


def lowered(text: str) -> str:
    """Small letters for A to Z only, because others can change the length."""
    return _CAPITALS.sub(lambda match: match[0].lower(), text)


def clean(text: str) -> str:
    r"""One paragraph a line, blanks inside Chinese dropped, lines joined that only the page had broken.

    >>> clean("政 府 信 息\n　公开 2023 年")
    '政府信息\n公开 2023 年'
    """
    lines: list[str] = []
    wrapped = False
    for line in _BREAK.split(plain(text).strip()):
        tidy = _GAP_IN_CHINESE.sub("", _BLANKS.sub(" ", line).strip())
        if wrapped and tidy:
            lines[-1] += tidy
        elif tidy:
            lines.append(tidy)
        wrapped = len(tidy) >= WRAPPED_LINE and tidy[-1] not in _ENDS_SENTENCE
    return "\n".join(lines)


def tokens(folded: str) -> list[str]:
    """Runs of Latin letters and digits of a folded text, repeats included."""
    return [token[:LONGEST_TOKEN] for token in _TOKEN.findall(folded)]


def words(query: str) -> tuple[str, ...]:
    """What a reader typed, folded and parted at blanks and punctuation; each word is a phrase.

    >>> words("南样县教育局　２０２３，APP")
    ('南样县教育局', '2023', 'app')
    """
    return tuple(dict.fromkeys(word for word in _WORD_BREAK.split(fold(unicodedata.normalize("NFKC", query))) if word))


def keys(word: str) -> tuple[str, ...]:
    """The keys whose pages can hold the word; none for a single Han character.

    Long runs are covered by every second pair: fewer shards to fetch, and the phrase is checked in the text.

    >>> keys("行政复议")
    ('行政', '政复', '复议')
    >>> keys("12345热线")
    ('12345', '热线')
    >>> keys("生态环境局")
    ('生态', '环境', '境局')
    """
    found: list[str] = []
    for run in _RUN.findall(word):
        if run[0].isascii():
            found.append(run[:LONGEST_TOKEN])
            continue
        pairs = [a + b for a, b in pairwise(run)]
        found += pairs if len(run) <= EVERY_PAIR_UP_TO else [*pairs[:-1:2], pairs[-1]]
    return tuple(dict.fromkeys(found))

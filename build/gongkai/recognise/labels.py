"""Labels of rows and headings, made comparable: the same words count as the same label however they are set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from gongkai.recognise.numbers import clean
from gongkai.recognise.script import simplified

ENOUGH = 0.6
"""Similarity from which a text may be a label (set on real reports: cut and misspelt labels stay above it, other labels below)."""

_NUMERALS = "一二三四五六七八九十"
_ENUMERATOR = re.compile(
    rf"^(?:\((?P<bracket>[{_NUMERALS}]{{1,2}}|\d{{1,2}})\)|(?P<han>[{_NUMERALS}]{{1,2}})[、.,:]|(?P<digit>\d{{1,2}})[、.,](?!\d))"
)
_BRACKETS = re.compile(r"\([^()]*\)|\([^()]*$")
_NOT_WORDS = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart."""

    enumerator: str
    """(三), 三 or 3 without its point; empty if none."""
    words: str
    """Han characters, letters and digits only."""
    bare: str
    """As `words`, bracketed explanations left out."""


@lru_cache(maxsize=65_536)
def squeezed(text: str) -> str:
    """A text as labels and headings are compared: NFKC, no white space, simplified characters."""
    return simplified(clean(text))


@lru_cache(maxsize=16_384)
def label(text: str) -> Label:
    """Take a label apart.

    >>> label("（二）部分公开（区分处理的，只计这一情形）")
    Label(enumerator='(二)', words='部分公开区分处理的只计这一情形', bare='部分公开')
    >>> label(" 1 . 属于国家 秘密").enumerator, label("三、本年度办理结果").enumerator
    ('1', '三')
    """
    rest = squeezed(text)
    match = _ENUMERATOR.match(rest)
    enumerator = ""
    if match:
        enumerator = f"({match['bracket']})" if match["bracket"] else match["han"] or match["digit"]
        rest = rest[match.end() :]
    return Label(enumerator, _NOT_WORDS.sub("", rest), _NOT_WORDS.sub("", _BRACKETS.sub("", rest)))


@lru_cache(maxsize=65_536)
def similarity(text: str, official: str) -> float:
    """How alike a printed text and an official label are, 0 to 1; brackets may be missing on either side.

    An enumerator that agrees adds a little, one that differs takes a little away.
    """
    printed, prescribed = label(text), label(official)
    if not printed.words or not prescribed.words:
        return 0.0
    pairs = ((printed.words, prescribed.words), (printed.bare, prescribed.bare))
    best = max((ratio(a, b) for a, b in pairs if a and b), default=0.0) / 100
    if printed.enumerator and prescribed.enumerator:
        best += 0.04 if printed.enumerator == prescribed.enumerator else -0.04
    return best

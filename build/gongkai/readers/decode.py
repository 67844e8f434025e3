"""Bytes to text, for kinds of file that do not say reliably how they are encoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_GREATER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
"""Pages that declare a small set use characters of the greater one."""

_COMMON = frozenset(
    "的一政府信息公开工作年度报告情况行不本数量申请人机关法和在为有是中国市县公開資訊報情況處不予行政第"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MAX_LOST = 0.005
"""Above this share of undecodable characters the bytes are not text in that encoding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, and how many of its characters had to be replaced by U+FFFD."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, *, declared: str | None = None) -> Decoded | None:
    """Return the text, or None when the bytes are no text.

    A byte order mark decides; then valid UTF-8, since nothing else is ever valid UTF-8 by chance;
    then what the file declares; then the candidate in which the characters of reports are most frequent.

    >>> decode("政府信息公开".encode("gbk")).text
    '政府信息公开'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _attempt(data.removeprefix(mark), encoding, strict=False)
    utf8 = _attempt(data, "utf-8", strict=True)
    if utf8:
        return utf8
    if declared:
        name = declared.strip().lower()
        found = _attempt(data, _GREATER.get(name, name), strict=True)
        if found:
            return found
    attempts = [found for name in _CANDIDATES if (found := _attempt(data, name, strict=False))]
    return max((found for found in attempts if _likeness(found) > 0), key=_likeness, default=None)


def _attempt(data: bytes, encoding: str, *, strict: bool) -> Decoded | None:
    """Decode as `encoding`; None when that fails, or gives control characters that no text has."""
    try:
        text = data.decode(encoding, "strict" if strict else "replace")
    except (LookupError, UnicodeError):
        return None
    text = text.rstrip("\x00\x1a")  # padding of old disks and editors
    lost = 0 if strict else text.count("\ufffd")
    damaged = lost + len(_CONTROL.findall(text))
    if damaged > max(2, _MAX_LOST * len(text)):
        return None
    return Decoded(text=_CONTROL.sub("", text), encoding=encoding, lost=damaged)


def _likeness(decoded: Decoded) -> float:
    """How much the Chinese in the text looks like a report's: share of common characters, less what was lost."""
    sample = [character for character in decoded.text[:50_000] if character > "\x7f"]
    common = sum(character in _COMMON for character in sample)
    odd = sum("\ue000" <= character < "\uf900" or character == "\ufffd" for character in sample)
    return (common - 5 * odd) / max(len(sample), 1)

"""Bytes to text, for kinds of file that do not say reliably how they are encoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_GREATER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf8": "utf-8",
    "unicode": "utf-8",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
"""Pages that declare a small set use characters of the greater one; a declaration that can be read byte by byte is no UTF-16."""

_COMMON = frozenset(
    "的一政府信息公开工作年度报告情况行不本数量申请人机关法和在为有是中国市县公開資訊報情況處不予行政第"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_IN_NUMBER = re.compile(r"(?<=[\d.,])[\x00-\x08\x0b\x0e-\x1f\x7f]+(?=[\d.,])")
"""A digit may have stood there: the number is not closed up."""
_MAX_LOST = 0.005
"""Above this share of undecodable characters the bytes are not text in that encoding."""
_CREDIBLE = 0.06
"""A text in Chinese has at least this share of common characters; Chinese decoded wrongly has next to none."""
_OTHER_THAN_ASCII = re.compile(r"[^\x00-\x7f]+")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_SAMPLE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, and how many of its characters had to be replaced by U+FFFD, now or before the file was saved."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, *, declared: str | None = None) -> Decoded | None:
    """Return the text, or None when the bytes are no text.

    A byte order mark decides; then valid UTF-8, since nothing else is ever valid UTF-8 by chance;
    then what the file declares, if that gives Chinese; then the candidate in which the characters of reports are
    most frequent.

    >>> decode("政府信息公开".encode("gbk")).text
    '政府信息公开'
    >>> decode("政府信息公开".encode().decode("latin-1").encode()).text
    '政府信息公开'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _attempt(data.removeprefix(mark), encoding, strict=False)
    utf8 = _attempt(data, "utf-8", strict=True)
    if utf8:
        return _undoubled(utf8)
    if declared:
        name = declared.strip().lower()
        stated = _attempt(data, _GREATER.get(name, name), strict=True)
        if stated and _likeness(stated) >= _CREDIBLE:
            return stated
    else:
        stated = None
    attempts = [found for name in _CANDIDATES if (found := _attempt(data, name, strict=False))]
    best = max((found for found in attempts if _likeness(found) > 0), key=_likeness, default=None)
    return best if best and (stated is None or _likeness(best) >= _CREDIBLE) else stated


def _attempt(data: bytes, encoding: str, *, strict: bool) -> Decoded | None:
    """Decode as `encoding`; None when that fails, or gives control characters that no text has."""
    try:
        text = data.decode(encoding, "strict" if strict else "replace")
    except (LookupError, UnicodeError):
        return None
    text = text.rstrip("\x00\x1a")  # padding of old disks and editors
    controls = len(_CONTROL.findall(text))
    most = max(2, _MAX_LOST * len(text))
    if text.count("\ufffd") > most or (controls > most and controls > _marks_of_fields(text)):
        return None
    if controls:
        text = _CONTROL.sub("", _IN_NUMBER.sub("\ufffd", text))
    return Decoded(text=text, encoding=encoding, lost=text.count("\ufffd"))


def _marks_of_fields(text: str) -> int:
    """How many control characters office programs may have left in a text in Chinese, round their fields."""
    return sum("\u4e00" <= character <= "\u9fff" for character in text) // 2


def _undoubled(decoded: Decoded) -> Decoded:
    """The text under a text that was encoded twice, where the way back is without loss and gives Chinese."""
    if _is_chinese(decoded) and _likeness(decoded) >= _CREDIBLE:
        return decoded
    if decoded.text.isascii():
        return decoded
    for encode in (_as_western, _as_chinese):
        try:
            text = encode(decoded.text).decode("utf-8")
        except UnicodeError:
            continue
        found = replace(decoded, text=text, encoding="utf-8")
        if _is_chinese(found) and _likeness(found) >= _CREDIBLE:
            return found
    return decoded


def _as_western(text: str) -> bytes:
    """The bytes that were taken for windows-1252 or Latin-1."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252") for c in text)


def _as_chinese(text: str) -> bytes:
    return text.encode("gb18030")


def _is_chinese(decoded: Decoded) -> bool:
    """Whether any characters are ideographs; else there is nothing by which to judge."""
    return _IDEOGRAPH.search(decoded.text) is not None


def _likeness(decoded: Decoded) -> float:
    """How much the Chinese in the text looks like a report's: share of common characters, less what was lost."""
    sample = "".join(_OTHER_THAN_ASCII.findall(decoded.text))[:_SAMPLE]
    common = sum(character in _COMMON for character in sample)
    odd = sum("\ue000" <= character < "\uf900" or character == "\ufffd" for character in sample)
    return (common - 5 * odd) / max(len(sample), 1)

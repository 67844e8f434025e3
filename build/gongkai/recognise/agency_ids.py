"""Ids of agencies: readable ASCII, the same for every year and every usual spelling of a name.

`<region code>-<words of the body in pinyin>`: 371500-shengtai-huanjing-ju. Words come from `codes/body_words.csv`, where no
two share a romanisation, so that two different bodies of one place never share an id. A name with words outside that
list (a town's) could share one with a homophone; its id ends in four digits of the SHA-256 of the body's name. Nothing here
depends on the version of a library.
"""

from __future__ import annotations

import csv
import hashlib
import re
from functools import cache
from importlib.resources import files

MAX_LENGTH = 80
NATIONAL = "000000"
"""Stands for the region of bodies of the central government."""

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_AND = re.compile(r"(?<=.)和")
"""住房和城乡建设局 and 住房城乡建设局 are one body; 和 in a town's name (永和镇) stays, since such names are not listed words."""
_NO_HAN = re.compile(r"[^\u4e00-\u9fff]")


def agency_id(region_code: str, body: str, *, mark: str = "") -> str:
    """Id of a placed body.

    Args:
        region_code: six digits, or `NATIONAL`.
        body: the name without its place; spellings are made alike with `usual_body` first.
        mark: tells a division that no longer exists from the one that has its code today.

    >>> agency_id("320813", "人民政府")
    '320813-renmin-zhengfu'
    """
    words, listed = romanise(body)
    parts = [region_code, *([mark] if mark else []), *words]
    return _joined(parts, body, marked=not listed)


def unplaced_id(name: str) -> str:
    """Id of a body whose place is not known: its whole name with six digits of the name's SHA-256."""
    words, _ = romanise(name)
    digest = hashlib.sha256(name.encode()).hexdigest()[:6]
    return "-".join([_shortened(["unplaced", *words], MAX_LENGTH - len(digest) - 1), digest])


def usual_body(body: str) -> str:
    """One spelling for the short and the long form of a body's name.

    >>> usual_body("发展和改革委"), usual_body("政府办公室"), usual_body("蒋坝镇政府")
    ('发展改革委员会', '人民政府办公室', '蒋坝镇人民政府')
    """
    body = _BRACKETS.sub("", body)
    body = re.sub(r"(?<=政府)机关$", "", body)
    body = re.sub(r"(?<!人民)政府(?=$|办)", "人民政府", body)
    body = re.sub(r"(?<=政府)办$", "办公室", body)
    body = re.sub(r"(?<!政)行署", "行政公署", body)
    body = re.sub(r"(?<=街道)办$", "办事处", body)
    body = re.sub(r"管委会$", "管理委员会", body)
    body = re.sub(r"(?<=[^管])委$", "委员会", body)
    joined = _AND.sub("", body)
    return joined if joined != body and only_listed_words(body) else body


def romanise(text: str) -> tuple[list[str], bool]:
    """Words in pinyin without tones, and whether all of them are listed words.

    >>> romanise("生态环境局")
    (['shengtai', 'huanjing', 'ju'], True)
    >>> romanise("螅镇")
    (['xi', 'zhen'], False)
    """
    words, longest = _words()
    text = _NO_HAN.sub("", text)
    result: list[str] = []
    loose: list[str] = []
    listed = True
    position = 0
    while position < len(text):
        for length in range(min(longest, len(text) - position), 0, -1):
            word = text[position : position + length]
            if word in words:
                if loose:
                    result.append("".join(loose))
                    loose = []
                result.append(words[word])
                position += length
                break
        else:
            loose.append(_syllables().get(text[position], "x"))
            listed = False
            position += 1
    if loose:
        result.append("".join(loose))
    return result, listed


def is_listed(word: str) -> bool:
    """Whether this is a single word of the list."""
    return word in _words()[0]


def only_listed_words(text: str) -> bool:
    """Whether a name holds nothing but words that many bodies share (教育局), so that it names none of them."""
    return romanise(text)[1]


def _joined(parts: list[str], body: str, *, marked: bool) -> str:
    whole = "-".join(parts)
    if not marked and len(whole) <= MAX_LENGTH:
        return whole
    digest = hashlib.sha256(body.encode()).hexdigest()[:4]
    return f"{_shortened(parts, MAX_LENGTH - len(digest) - 1)}-{digest}"


def _shortened(parts: list[str], length: int) -> str:
    while len("-".join(parts)) > length and len(parts) > 2:
        parts = parts[:-1]
    return "-".join(parts)[:length].rstrip("-")


@cache
def _words() -> tuple[dict[str, str], int]:
    words = {row["word"]: row["pinyin"] for row in _read("body_words")}
    return words, max(map(len, words))


@cache
def _syllables() -> dict[str, str]:
    return {character: row["syllable"] for row in _read("syllables") for character in row["characters"]}


def _read(name: str) -> list[dict[str, str]]:
    text = files("gongkai.codes").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))

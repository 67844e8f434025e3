"""Which administrative divisions a name begins with: 海东市互助县生态环境局 -> 海东市, 互助土族自治县.

Longest match against `codes/regions.csv`, with short forms (互助县, 临夏州, 达茂旗), former names (洪泽县) and, before the
words of a body, bare names (内江市隆昌生态环境局). Every unit of a chain must lie in the one before it. A name shared by
several units stays open: all of them are returned, and nobody downstream may choose.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar

from gongkai import codes

_T = TypeVar("_T")
LEVELS = {"province": 0, "city": 1, "county": 2}
_LONGEST = 15
_TOO_COMMON = frozenset({"东区", "西区", "城区", "郊区", "矿区"})
"""Units with these names exist, but sub-districts and zones are called so everywhere: only below a named city."""
_WORDS = frozenset({"公安", "资源", "合作", "港口", "振兴", "南部", "新城", "台湾"})
"""Bare names of divisions that are words in the names of bodies: 荆州市公安局 is not in 公安县."""
_NOT_AFTER = re.compile(r"(?:镇|乡|街道|苏木|社区|村)(?:人民政府|政府|办|党|财政所|[^\u4e00-\u9fff]|$)")
"""唐县镇 is a town of another county: what follows shows that the matched words are part of a longer name."""
_MARKET = re.compile(r"场|容(?!城?县)|辖")
"""市场, 市容, 市辖: the 市 before them belongs to the next word (but 保定市容城县, 玉林市容县)."""
_BODY_WORDS = [
    "人民政府",
    "政府",
    "行政",
    "管理",
    "管委会",
    "国有",
    "城乡",
    "出入境",
    "边防",
    "监管",
    "监察",
    "调查",
    "调查总队",
    "公安",
    "分局",
    "局",
    "办事处",
    "国税",
    "地税",
    "综合",
    "人民",
    "市场",
    "经济技术开发区",
    "经济开发区",
    "高新技术",
    "高新区",
    "经开区",
    "工业园区",
    "产业园区",
]
_BRANCH_WORDS = re.compile(r"(?:调查|监管|监督|监察|税务|管理|海事|气象|特派员)")
_DISTINCT_ZONE = re.compile(r"(?:国家级?)?(?:经济技术开发区|经济开发区|高新技术|高新区|经开区|工业园区)")
_ANY_ZONE = re.compile(
    r"[^局委厅]{0,8}?(?:开发区|高新区|经开区|园区|示范区|新区|新城|保税港?区|度假区|风景名?胜?区|试验区|实验区|合作区|管理区|港区|集聚区|功能区)"
)


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative division."""

    code: str
    name: str
    short_name: str
    level: Literal["province", "city", "county"]
    province: str
    """Code of its province, its own for a province."""
    cities: tuple[str, ...]
    """Codes of the cities it is or was part of, its own for a city."""
    valid_until: int | None
    """Last year, where it no longer exists."""
    mark: str = ""
    """Told apart by this word from the division that has its code today."""

    def within(self, other: Region) -> bool:
        """Whether this unit is or was a part of the other."""
        if LEVELS[self.level] <= LEVELS[other.level]:
            return False
        return other.code == self.province if other.level == "province" else other.code in self.cities


@dataclass(frozen=True, slots=True)
class Chain:
    """The divisions at the beginning of a name."""

    regions: tuple[Region, ...]
    """What the last division named can be; empty: none was found; several: a shared name."""
    end: int
    """Length of the part of the name that the chain covers."""

    @property
    def region(self) -> Region | None:
        """The one division meant, or None."""
        return self.regions[0] if len(self.regions) == 1 else None


@dataclass(frozen=True, slots=True)
class _Index:
    by_code: dict[str, Region]
    named: dict[str, tuple[Region, ...]]
    """Full names and short forms that end in the kind of division."""
    former: dict[str, tuple[tuple[Region, int], ...]]
    """Former names and names of units that no longer exist, each with the last year of its use."""
    bare: dict[str, tuple[Region, ...]]
    """Names without the kind of division."""
    beginnings: frozenset[str]
    """First two characters of all of them."""


@cache
def regions() -> dict[str, Region]:
    """All divisions by code."""
    return _index().by_code


def parents(region: Region) -> tuple[str | None, str | None, str | None]:
    """Names of its province, city and county (its own among them); None where it has none."""
    province = regions()[region.province].name
    if region.level == "province":
        return province, None, None
    city = regions()[region.cities[0]].name if region.cities else None
    return (province, city, region.name if region.level == "county" else None)


def chain(name: str, *, within: Region | None = None, year: int | None = None) -> Chain:
    """The divisions that a name begins with.

    Args:
        name: compact text (NFKC, no spaces).
        within: a division already known; only parts of it are looked for.
        year: report year; brings in the names and units that existed then and no longer do.
    """
    candidates: tuple[Region, ...] = (within,) if within else ()
    end = 0
    while True:
        found, length = _next(name, end, candidates, year)
        if not found:
            return Chain(candidates if end else (), end)
        candidates, end = found, end + length


def branch_chain(name: str) -> Chain:
    """The divisions that a central body's branch may be named after by its bare name: 洪泽 of 洪泽调查队.

    >>> branch_chain("洪泽调查队").region.code, len(branch_chain("城关调查队").regions)
    ('320813', 2)
    """
    index = _index()
    for length in range(min(_LONGEST, len(name) - 2), 1, -1):
        found = index.bare.get(name[:length], ())
        if found and _BRANCH_WORDS.match(name[length:]):
            top = tuple(region for region in found if region.level != "county")
            found = top if len(top) == 1 else found
            return Chain(found, length)
    return Chain((), 0)


def is_chain(text: str) -> bool:
    """Whether the text is a chain of divisions and nothing else.

    >>> is_chain("淮安市洪泽区"), is_chain("淮安市洪泽区蒋坝镇")
    (True, False)
    """
    return bool(text) and chain(text).end == len(text)


def part_of(name: str, whole: Region) -> Region | None:
    """The one part of a division with this full, short or bare name.

    >>> part_of("鹿城", regions()["330300"]).code
    '330302'
    """
    index = _index()
    former = tuple(region for region, _ in index.former.get(name, ()))
    for regions_of_name in (index.named.get(name, ()), index.bare.get(name, ()), former):
        found = [region for region in regions_of_name if region.within(whole)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _next(name: str, start: int, before: tuple[Region, ...], year: int | None) -> tuple[tuple[Region, ...], int]:
    index = _index()
    if name[start : start + 2] not in index.beginnings:
        return (), 0
    for length in range(min(_LONGEST, len(name) - start), 1, -1):
        word = name[start : start + length]
        rest = name[start + length :]
        if not before and word in _TOO_COMMON:
            continue
        if (word in index.named or word in index.former) and _ends_here(word, rest):
            found = _inside(_known(word, year), before) or (_past(word, year, before) if before else ())
            if found:
                return found, length
        if word in index.bare and word not in _WORDS:
            found = _bare(word, rest, before)
            if found:
                return found, length
    return (), 0


def _known(word: str, year: int | None) -> tuple[Region, ...]:
    """Units of this name. A former name counts where no present unit has it, or where it was still in use in the year."""
    index = _index()
    present = index.named.get(word, ())
    former = index.former.get(word, ())
    if year is None:
        return present or tuple(region for region, _ in former)
    then = tuple(region for region, until in former if until >= year)
    return tuple(dict.fromkeys((*present, *then))) or tuple(
        region for region, _ in former if region.valid_until is None
    )


def _past(word: str, year: int | None, before: tuple[Region, ...]) -> tuple[Region, ...]:
    """Units of this name inside a named whole that existed in the year, whoever bears the name elsewhere today."""
    return _inside(tuple(r for r, until in _index().former.get(word, ()) if year is None or until >= year), before)


def _inside(found: tuple[Region, ...], before: tuple[Region, ...]) -> tuple[Region, ...]:
    if not before:
        return found
    return tuple(region for region in found if any(region.within(whole) for whole in before))


def _ends_here(word: str, rest: str) -> bool:
    return not _NOT_AFTER.match(rest) and not (word.endswith("市") and _MARKET.match(rest))


def _bare(word: str, rest: str, before: tuple[Region, ...]) -> tuple[Region, ...]:
    """Units with this bare name, where what follows shows that it is meant as a place."""
    zone = _ANY_ZONE.match(rest)
    if not zone and not _body_start().match(rest):
        return ()
    found = _index().bare[word]
    if before:
        below = _inside(found, before)
        return below if len(below) == 1 else ()
    for level in ("province", "city"):
        at_level = tuple(region for region in found if region.level == level)
        others = [r for r in found if r.level != level and not any(r.within(top) for top in at_level)]
        if len(at_level) == 1 and (level == "province" or not others):
            return at_level
    return found if len(found) == 1 and _DISTINCT_ZONE.match(rest) else ()


@cache
def _body_start() -> re.Pattern[str]:
    words = set(_BODY_WORDS)
    for row in codes.code_list("sectors"):
        words.update(w for w in f"{row['aliases']};{row['former_aliases']}".split(";") if w)
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


@cache
def _index() -> _Index:
    by_code: dict[str, Region] = {}
    named: dict[str, list[Region]] = defaultdict(list)
    former: dict[str, list[tuple[Region, int]]] = defaultdict(list)
    bare: dict[str, list[Region]] = defaultdict(list)
    for row in codes.code_list("regions"):
        region = _region(row)
        by_code[region.code] = region
        for name, until in zip(_split(row["former_names"]), _split(row["former_until"]), strict=True):
            former[name].append((region, int(until)))
        if region.valid_until:
            former[region.name].append((region, region.valid_until))
            continue
        named[region.name].append(region)
        for name in (*_split(row["aliases"]), *_generic(region)):
            named[name].append(region)
        if region.short_name != region.name:
            bare[region.short_name].append(region)
    for row in _former_regions():
        region = _region(row, mark=row["mark"])
        former[region.name].append((region, int(row["valid_until"])))
    beginnings = frozenset(name[:2] for name in (*named, *former, *bare))
    return _Index(by_code, _frozen(named), _frozen(former), _frozen(bare), beginnings)


def _former_regions() -> list[dict[str, str]]:
    """Divisions that no longer exist and whose codes others have today."""
    text = files("gongkai.codes").joinpath("former_regions.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _region(row: dict[str, str], mark: str = "") -> Region:
    own = row["code"] if row["level"] == "city" else row["city_code"]
    level: Literal["province", "city", "county"] = "county"
    if row["level"] in ("province", "city"):
        level = "province" if row["level"] == "province" else "city"
    return Region(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        level=level,
        province=row["province_code"],
        cities=tuple(c for c in (own, *_split(row.get("former_parents", ""))) if c),
        valid_until=int(row["valid_until"]) if row["valid_until"] else None,
        mark=mark,
    )


def _generic(region: Region) -> tuple[str, ...]:
    """Short forms by rule: 互助土族自治县 is called 互助县."""
    for ending, kind in (("自治县", "县"), ("自治州", "州"), ("自治旗", "旗"), ("自治区", "区"), ("族区", "区")):
        if region.name.endswith(ending) and region.level != "province":
            return (region.short_name + kind,)
    return ()


def _split(text: str) -> list[str]:
    return text.split(";") if text else []


def _frozen(table: dict[str, list[_T]]) -> dict[str, tuple[_T, ...]]:
    return {name: tuple(dict.fromkeys(found)) for name, found in table.items()}

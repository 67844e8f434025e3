"""Which body a branch belongs to, as far as its own name proves it.

Proved by the name: 淮安市生态环境局淮阴分局, 隆昌市公安局古湖派出所 (the host's whole name stands in front); 海东市互助县生态环境局 and
内江市隆昌生态环境局 (county ecology bureaus are branches of the city's since the reform of 2016 to 2020, and bear its name; a district's own
departments bear the city's name too, so 淮安市淮阴区生态环境局 proves nothing); 国家税务总局淮安市洪泽区税务局 (the place chain names the next
higher bureau); a province's body with a central body's name in front (财政部江苏监管局). Nothing is looked up: 昆山市生态环境局 and
国家税务总局隆昌市税务局 have no parent here, since their names leave out the body between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.recognise import places

_HOST = r".{2,24}?(?:局|委员会|总队|支队|大队)"
_BUREAU = re.compile(rf"^(?P<host>{_HOST})(?P<part>[^局]{{0,18}}?)(?P<kind>直属分局|分局|分中心)$")
_STATION = re.compile(
    r"^(?P<host>.{2,24}?局(?:[^局]{1,12}分局)?|.{2,24}?(?:管理委员会|管委会))"
    r"(?P<part>[^局]{0,16}?)(?P<kind>所|支队|大队|中队|稽查局|税务分局|检查站|管理站|执法局|[^局委会府]{2,10}局)$"
)
"""The host's name is whole, so that the rest is not: 公安局洪泽分局 + 朱坝派出所."""
_NO_HOST = re.compile(r"^(?:监督|管理|行政)?(?:局|委员会)$")
_VERTICAL = "国家税务总局"


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart."""

    prefix: str
    """Of a central body: 国家税务总局."""
    place: str
    """As printed."""
    rest: str
    region: places.Region | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A body that bears its host's name."""

    host: str
    """Of the host, without the place."""
    part: str
    """What tells it from the host's other branches: 淮阴, 古湖."""
    kind: str
    parent: str
    nested: bool
    """It works where its host does."""

    @property
    def whole(self) -> bool:
        """It serves the host's whole area, not a part."""
        return self.kind == "直属分局" or not self.part or self.part.startswith(("第", "直属"))


def branch_of(parts: Parts) -> Branch | None:
    """The host in a branch's name; None for bodies that are no branch by their name."""
    match = _BUREAU.match(parts.rest)
    nested = match is None
    match = match or _STATION.match(parts.rest)
    if match is None or _NO_HOST.match(match["host"]):
        return None
    host = match["host"]
    if nested and match["kind"].endswith("局") and places.chain(parts.rest[len(host) :]).end:
        return None
    return Branch(host, match["part"], match["kind"], parts.prefix + parts.place + host, nested)


def parent_of(parts: Parts) -> str | None:
    """The higher body that the name of a body without a host's name proves."""
    region = parts.region
    central = parts.prefix if parts.prefix and not parts.prefix.startswith(("中共", "中国共产党")) else None
    if region is None:
        return central if not parts.place else None
    higher = _higher_place(parts)
    if parts.prefix == _VERTICAL and higher and parts.rest == "税务局":
        return f"{_VERTICAL}{higher}税务局"
    if parts.rest == "生态环境局" and higher and region.level == "county" and not parts.place.endswith("区"):
        return f"{higher}{parts.rest}"
    return central if region.level == "province" else None


def _higher_place(parts: Parts) -> str:
    """The chain without its last division: 淮安市 of 淮安市洪泽区; empty where only one is printed, or a province alone stands before."""
    for length in range(len(parts.place) - 1, 1, -1):
        head = places.chain(parts.place[:length])
        if head.end == length and head.region and parts.region and parts.region.within(head.region):
            vertical = parts.prefix == _VERTICAL
            return parts.place[:length] if head.region.level == "city" or vertical else ""
    return ""

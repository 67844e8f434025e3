"""The fuller name where the title prints a shorter one: 洪泽区人民政府 in the title, 淮安市洪泽区人民政府 in the first paragraph.

Only words that the report itself prints are added, and only in front: the city of a county, the chain before a town, the place for
which 市, 县 or 区 stands. Two different additions cancel each other. A district's official name begins with its city, a county's does not:
before a county that is unique the city is added only where the text prints it before the whole name.
"""

from __future__ import annotations

import re
from itertools import islice

from gongkai.recognise import places
from gongkai.recognise.identity_mentions import ADDRESS
from gongkai.recognise.identity_names import kind_before, town

_LONGEST = 24
_OCCURRENCES = 6


def completed(name: str, text: str) -> str:
    """The name with the place that the text prints in front of it; unchanged where there is none.

    >>> completed("洪泽区人民政府", "请与淮安市洪泽区人民政府办公室联系")
    '淮安市洪泽区人民政府'
    >>> completed("区统计局", "地址:淮安市洪泽区人民路1号")
    '淮安市洪泽区统计局'
    """
    if name.endswith("分局") and not places.chain(name).end:
        return _with_host(name, text)
    kind = kind_before(name)
    if kind:
        return _for_kind(name, kind, text)
    chain = places.chain(name)
    anchor = _first_place(name) if chain.end else town(name)
    if not anchor:
        return name
    settled = chain.region is not None and not anchor.endswith("区")
    for words in (name,) if settled else dict.fromkeys((name, anchor)):
        additions = {_without_province(found, chain) for found in _before(words, text) if _fits(found, name, chain)}
        additions.discard("")
        longest = max(additions, key=len, default="")
        if longest and all(longest.endswith(other) for other in additions):
            return longest + name
        if additions:
            return name
    return name


def _with_host(name: str, text: str) -> str:
    """洪泽分局: the one bureau that the text prints before it (淮安市公安局洪泽分局)."""
    before = {
        match[1] for match in islice(re.finditer(rf"([\u4e00-\u9fff]{{4,{_LONGEST}}}?局){name}", text), _OCCURRENCES)
    }
    hosts = {host[start:] for host in before for start in range(len(host)) if places.chain(host[start:]).end}
    longest = max(hosts, key=len, default="")
    return longest + name if longest and all(longest.endswith(host) for host in hosts) else name


def _for_kind(name: str, kind: str, text: str) -> str:
    """市生态环境局: the chain that the text prints before 生态环境局, else the one of the address, if it ends in a 市."""
    body = name.removeprefix(kind)
    found = {chain for chain in _before(body, text) if chain.endswith(kind)}
    if not found:
        found = {place for match in ADDRESS.finditer(text) if (place := _down_to(match["place"], kind))}
    found = {_without_province(chain, places.chain(chain)) or chain for chain in found}
    longest = max(found, key=len, default="")
    return longest + body if longest and all(longest.endswith(other) for other in found) else name


def _before(words: str, text: str) -> list[str]:
    """Chains of divisions directly before the words, each the longest possible."""
    found = []
    for count, match in enumerate(re.finditer(re.escape(words), text)):
        if count == _OCCURRENCES:
            break
        line_start = text.rfind("\n", 0, match.start()) + 1
        for start in range(max(line_start, match.start() - _LONGEST), match.start() - 1):
            if places.is_chain(text[start : match.start()]):
                found.append(text[start : match.start()])
                break
    return found


def _fits(addition: str, name: str, chain: places.Chain) -> bool:
    """Whether the addition and the name make one chain."""
    if not chain.end:
        return True
    return places.chain(addition + name).end == len(addition) + chain.end


def _without_province(addition: str, chain: places.Chain) -> str:
    """江苏省淮安市 -> 淮安市. A province alone is kept only where it tells counties of one name apart."""
    for length in range(len(addition), 1, -1):
        head = places.chain(addition[:length])
        if head.end == length and head.region and head.region.level == "province":
            rest = addition[length:]
            return rest if rest or len(chain.regions) < 2 else addition
    return addition


def _first_place(name: str) -> str:
    for length in range(2, len(name) + 1):
        if places.is_chain(name[:length]):
            return name[:length]
    return ""


def _down_to(address: str, kind: str) -> str:
    """The beginning of an address down to the last division of a kind: 江苏省淮安市洪泽区人民路 and 市 give 江苏省淮安市."""
    end = places.chain(address).end
    cut = address[:end].rfind(kind)
    place = address[: cut + 1] if cut >= 0 else ""
    return place if places.is_chain(place) else ""

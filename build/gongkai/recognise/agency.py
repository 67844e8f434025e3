"""A body's name -> who it is: place, level, sector, parent and id. What the name does not settle stays None.

Place: the divisions the name begins with (`places`). Branch bureaus (温州市自然资源和规划局鹿城分局) stand in the part that they
serve. Vertical bodies with the central body's name in front (国家税务总局淮安市税务局) stand in their place; customs districts are no
administrative divisions and count as national bodies. Development zones have no code of their own: the code is that of the place
they lie in; the 新疆生产建设兵团 has none either, its cities do. Parents: `agency_branches`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from gongkai import codes
from gongkai.model import Agency
from gongkai.recognise import agency_ids, places
from gongkai.recognise.agency_branches import Branch, Parts, branch_of, parent_of

_STATE = "中华人民共和国"
_PARTY = ("中国共产党", "中共")
_CORPS = re.compile(
    r"^(?:(?:新疆(?:维吾尔自治区)?生产建设)?兵团(?P<division>第?[一二三四五六七八九十]{1,3}师)?|(?P<alone>第[一二三四五六七八九十]{1,3}师)(?!范))"
)
"""Of the rank of a province, its divisions (师) of that of a city; neither has a code in GB/T 2260."""
_LEVEL_OF_KIND = {"省": "province", "自治区": "province", "州": "city", "盟": "city", "县": "county", "旗": "county"}
_TOWN = re.compile(
    r"^[^局委厅院]{1,14}?(?<!城)(?:镇|乡|苏木|街道)(?:人民政府|政府|办事处|办$|党政|财政|司法所|综合|便民|社会事务|$)"
    r"|^[^局委厅院]{1,8}?(?:镇|街道)[^村建局委厅]{0,10}(?:所|中心|站)$"
)
_ZONE = re.compile(
    r"开发区|高新区|经开区|产业园|工业园|科技园|物流园|园区|示范区|新区|新城|保税港?区|综保区|度假区|旅游区|风景名?胜?区|景区|试验区|实验区"
    r"|合作区|管理区|工业区|港区|自贸区|集聚区|功能区|经济区|生态城|科技城|科学城|新片区"
)
_ZONE_BODY = re.compile(r"(?:管委会|管理委员会|行政委员会|执行委员会|区|园)$")
_VILLAGE_STATION = re.compile(r"(?:派出所|税务所|司法所|财政所|监管所|监督管理所|自然资源所|国土资源所|警务室)$")
_UNKNOWN_KIND = re.compile(r"^[^局委厅]{2,12}?(自治区|省|州|盟|县|旗)(?=.*(?:局|政府|委|办|院|中心|会))")


@dataclass(frozen=True, slots=True)
class _Parsed:
    region: places.Region | None
    ambiguous: tuple[places.Region, ...]
    body: str
    """Name without the place."""
    level: str | None = None
    """Where the words themselves decide it."""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class _National:
    name: str
    sector: str


@lru_cache(maxsize=65536)
def agency(name: str, year: int | None = None, region_code: str | None = None) -> Agency:
    """Who a name means.

    Args:
        name: full official name, such as 淮安市洪泽区人民政府.
        year: report year; tells which of two units of one name existed.
        region_code: where the body is, if that is known from elsewhere; a code of the list `regions`.

    Returns:
        An agency with the name as given. `region_code` is None for national bodies and where the name does not settle the place
        (城关镇人民政府, 鼓楼区人民政府): then the id begins with `unplaced-`.
    """
    plain = _plain(name)
    national = _national_bodies().get(plain)
    if national:
        identifier = agency_ids.agency_id(agency_ids.NATIONAL, agency_ids.usual_body(national.name))
        return Agency(id=identifier, name=name, level="national", sector=national.sector)
    if plain.endswith("海关"):
        return Agency(
            id=agency_ids.agency_id(agency_ids.NATIONAL, plain), name=name, level="national", sector="customs"
        )
    parsed = _parse(plain, year, places.regions().get(region_code or ""))
    body = agency_ids.usual_body(parsed.body)
    if parsed.region is None and not parsed.ambiguous and parsed.level is None and _is_national(plain):
        return Agency(
            id=agency_ids.agency_id(agency_ids.NATIONAL, body),
            name=name,
            level="national",
            sector=sector(body),
            parent=parsed.parent,
        )
    level = _level(parsed, plain)
    if parsed.region is None:
        return Agency(
            id=agency_ids.unplaced_id(plain), name=name, level=level, sector=sector(body), parent=parsed.parent
        )
    province, city, county = places.parents(parsed.region)
    return Agency(
        id=agency_ids.agency_id(parsed.region.code, body, mark=parsed.region.mark),
        name=name,
        region_code=parsed.region.code,
        province=province,
        city=city,
        county=county,
        level=level,
        sector=sector(body),
        parent=parsed.parent,
    )


def without_centre(plain: str) -> str:
    """A name without the central body's in front: 国家税务总局淮安市税务局 -> 淮安市税务局."""
    prefix = next((n for n in (*_PARTY, *_national_names()) if plain.startswith(n) and len(plain) > len(n)), "")
    return plain[len(prefix) :]


@lru_cache(maxsize=4096)
def sector(body: str) -> str:
    """Code of the list `sectors` for a body's name without its place; `other` where no known word occurs.

    The first word decides (教育体育局: education), the longest of those that begin at one place. A government's own
    name counts only where no other word does: 人民政府外事办公室 is a foreign affairs office.

    >>> sector("人民政府"), sector("人民政府办公室"), sector("市场监督管理局"), sector("环境保护局")
    ('government', 'government_office', 'market_regulation', 'ecology_environment')
    """
    if (_ZONE.search(body) and _ZONE_BODY.search(body)) or body.endswith("行政委员会"):
        return "zone_administration"
    special, general = _sector_words()
    rest = body.replace("人民政府", "")
    match = special[0].search(rest)
    if match and not body.endswith("人民政府"):
        return special[1][match[0]]
    match = general[0].search(body)
    if match and (general[1][match[0]] != "government" or body.endswith(match[0])):
        return general[1][match[0]]
    return "government" if body.endswith(("人民政府", "街道办事处")) else "other"


def _parse(plain: str, year: int | None, known: places.Region | None) -> _Parsed:
    name = without_centre(plain)
    prefix = plain[: len(plain) - len(name)]
    corps = _CORPS.match(name)
    front = corps[0] if corps else ""
    name = name[len(front) :]
    chain = places.chain(name, year=year)
    if prefix and not chain.end:
        chain = places.branch_chain(name)
    rest = name[chain.end :]
    region = known or chain.region
    if (chain.end or front) and not rest:
        rest = _government_of(name)
    parts = Parts(prefix, front + name[: chain.end], rest, region)
    branch = branch_of(parts)
    shown = "" if prefix == "国家税务总局" else prefix
    body = shown + ("兵团" if front and not chain.end else "") + rest
    if branch:
        return _branch(branch, parts, body, year, known)
    level = ("city" if corps["division"] or corps["alone"] else "province") if corps and not chain.end else None
    if prefix in _PARTY and region is None:
        level = level or "unknown"
    return _Parsed(region, chain.regions if region is None else (), body, level, parent_of(parts))


def _government_of(place: str) -> str:
    if place.endswith("行政委员会"):
        return "行政委员会"
    return "行政公署" if place.endswith(("盟", "地区")) else "人民政府"


def _branch(branch: Branch, parts: Parts, body: str, year: int | None, known: places.Region | None) -> _Parsed:
    """A branch named after its host: where it works, and the rank that its kind has."""
    region = known or parts.region
    if not branch.nested and region and region.level != "county":
        part = None if known else places.part_of(branch.part, region)
        if part:
            own = body.removesuffix(branch.part + branch.kind) + branch.kind
            return _Parsed(part, (), own, "county", branch.parent)
        rank = region.level if branch.whole or region.level != "city" else "county"
        return _Parsed(region, (), body, "development_zone" if _ZONE.search(branch.part) else rank, branch.parent)
    if branch.nested and known is None:
        region = _parse(branch.parent, year, None).region or region
    return _Parsed(region, (), body, "township" if _VILLAGE_STATION.search(parts.rest) else None, branch.parent)


def _level(parsed: _Parsed, plain: str) -> str | None:
    if parsed.level == "unknown":
        return None
    town = "township" if _TOWN.match(parsed.body) else None
    zone = "development_zone" if _ZONE.search(parsed.body) else None
    decided = town or parsed.level or zone or (parsed.region.level if parsed.region else None)
    if decided:
        return decided
    levels = {region.level for region in parsed.ambiguous}
    kind = _UNKNOWN_KIND.match(plain)
    if levels:
        return levels.pop() if len(levels) == 1 else None
    return _LEVEL_OF_KIND[kind[1]] if kind else None


def _is_national(plain: str) -> bool:
    if any(plain.startswith(n) for n in _national_names()):
        return True
    return plain.startswith(("国家", "国务院", "中国", "全国")) and not re.search(
        r"分行|支行|公司|[省市县区]委员会", plain
    )


def _plain(name: str) -> str:
    plain = re.sub(r"^中国\(([^()]+)\)(?=自)", r"\1", re.sub(r"\s", "", unicodedata.normalize("NFKC", name)))
    plain = re.sub(r"\([^()]*\)", "", plain)
    return plain.removeprefix(_STATE) if len(plain) > len(_STATE) else plain


@cache
def _national_bodies() -> dict[str, _National]:
    text = files("gongkai.codes").joinpath("national_bodies.csv").read_text(encoding="utf-8")
    bodies = {}
    for row in csv.DictReader(text.splitlines()):
        for name in (row["name"], *row["aliases"].split(";")):
            bodies[name.removeprefix(_STATE)] = _National(row["name"], row["sector"])
    bodies.pop("", None)
    return bodies


@cache
def _national_names() -> tuple[str, ...]:
    return tuple(sorted(_national_bodies(), key=len, reverse=True))


@cache
def _sector_words() -> tuple[tuple[re.Pattern[str], dict[str, str]], tuple[re.Pattern[str], dict[str, str]]]:
    """Words of single sectors, and the general ones (government, office, zone)."""
    tables: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for row in codes.code_list("sectors"):
        table = tables[row["code"] in ("government", "government_office", "zone_administration")]
        for word in f"{row['aliases']};{row['former_aliases']}".split(";"):
            if word:
                table[word] = row["code"]
    special, general = ((_longest_first(table), table) for table in tables)
    return special, general


def _longest_first(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))

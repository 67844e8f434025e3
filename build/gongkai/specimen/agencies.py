"""The cast: fictional places and the bodies that publish there.

The division codes 98xxxx and 99xxxx are not assigned in GB/T 2260, so that no specimen can be
taken for the report of a real place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, product
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Scope

Role = Literal["government", "office", "department", "branch", "township"]
Tier = Literal["province", "city", "county"]


@dataclass(frozen=True, slots=True)
class Place:
    """A fictional division."""

    code: str
    name: str
    slug: str
    tier: Tier

    @property
    def province(self) -> str:
        """Code of the province it lies in."""
        return self.code[:2] + "0000"


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of administration, with what its bodies write about and how much they decide a year."""

    key: str
    unit: str
    slug: str
    topics: str
    licensing: int
    penalties: int
    coercion: int
    fees: int
    """万元 a year at county level."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that publishes annual reports."""

    name: str
    slug: str
    place: Place
    role: Role
    sector: Sector

    @property
    def scope(self) -> Scope:
        """Governments at county level and above report for the whole area they lead."""
        return "aggregate" if self.role == "government" else "own"


PLACES: tuple[Place, ...] = (
    Place("990000", "示例省", "shili-sheng", "province"),
    Place("990100", "甲样市", "jiayang-shi", "city"),
    Place("990101", "东样区", "dongyang-qu", "county"),
    Place("990121", "南样县", "nanyang-xian", "county"),
    Place("990200", "乙样市", "yiyang-shi", "city"),
    Place("990201", "西样区", "xiyang-qu", "county"),
    Place("990221", "北样县", "beiyang-xian", "county"),
    Place("980000", "样本自治区", "yangben-zizhiqu", "province"),
    Place("980100", "丙样市", "bingyang-shi", "city"),
    Place("980101", "前样区", "qianyang-qu", "county"),
    Place("980121", "后样县", "houyang-xian", "county"),
    Place("980200", "丁样市", "dingyang-shi", "city"),
    Place("980201", "左样区", "zuoyang-qu", "county"),
    Place("980221", "右样县", "youyang-xian", "county"),
)
PLACE = {place.name: place for place in PLACES}

GOVERNMENT = Sector(
    "government", "人民政府", "renmin-zhengfu", "重大决策、财政预决算、重大建设项目和民生实事", 24000, 9000, 420, 6800
)
OFFICE = Sector("office", "人民政府办公室", "renmin-zhengfu-bangongshi", "政府文件、政策解读和会议信息", 0, 0, 0, 0)
TOWNSHIP = Sector("township", "人民政府", "renmin-zhengfu", "惠农补贴、村级财务、社会救助和村庄建设", 14, 2, 0, 0)
SECTORS: tuple[Sector, ...] = (
    Sector("ecology", "生态环境局", "shengtai-huanjing-ju", "环境质量、排污许可和环境影响评价", 60, 34, 3, 0),
    Sector(
        "natural_resources", "自然资源局", "ziran-ziyuan-ju", "征地信息、国土空间规划和不动产登记", 420, 26, 2, 1850
    ),
    Sector("education", "教育局", "jiaoyu-ju", "招生入学、教育收费和学校安全", 26, 1, 0, 240),
    Sector("police", "公安局", "gongan-ju", "户籍办理、出入境管理和道路交通安全", 5200, 3100, 140, 310),
    Sector(
        "market", "市场监督管理局", "shichang-jiandu-guanli-ju", "食品药品抽检、产品质量和营商环境", 3600, 310, 22, 0
    ),
    Sector("health", "卫生健康委员会", "weisheng-jiankang-weiyuanhui", "疾病预防、医疗服务和托育机构", 260, 44, 1, 12),
    Sector("agriculture", "农业农村局", "nongye-nongcun-ju", "惠农政策、农产品质量和高标准农田建设", 130, 28, 4, 0),
    Sector("transport", "交通运输局", "jiaotong-yunshu-ju", "公路建设、公交线路和运输执法", 640, 220, 30, 0),
    Sector("finance", "财政局", "caizheng-ju", "预算决算、政府采购和惠民资金", 8, 1, 0, 0),
    Sector("water", "水利局", "shuili-ju", "河湖管理、取水许可和防汛抗旱", 48, 9, 1, 86),
    Sector("civil_affairs", "民政局", "minzheng-ju", "社会救助、养老服务和社会组织登记", 74, 2, 0, 0),
    Sector(
        "housing",
        "住房和城乡建设局",
        "zhufang-he-chengxiang-jianshe-ju",
        "保障性住房、房屋征收和工程质量",
        310,
        52,
        6,
        420,
    ),
    Sector("statistics", "统计局", "tongji-ju", "统计公报、月度数据和统计调查", 0, 2, 0, 0),
    Sector("emergency", "应急管理局", "yingji-guanli-ju", "安全生产、灾害预警和应急预案", 58, 36, 4, 0),
)
SECTOR = {sector.key: sector for sector in SECTORS}


def government(place: str) -> Body:
    """The government of a place, reporting for the whole area."""
    where = PLACE[place]
    return Body(f"{place}人民政府", f"{where.slug}-renmin-zhengfu", where, "government", GOVERNMENT)


def office(place: str) -> Body:
    """The office of a government, reporting for itself."""
    where = PLACE[place]
    unit, slug = ("办公厅", "bangongting") if where.tier == "province" else ("办公室", "bangongshi")
    return Body(f"{place}人民政府{unit}", f"{where.slug}-renmin-zhengfu-{slug}", where, "office", OFFICE)


def department(place: str, sector: str) -> Body:
    """A department of a government; 厅 instead of 局 at province level."""
    where, what = PLACE[place], SECTOR[sector]
    unit, slug = what.unit, what.slug
    if where.tier == "province":
        unit, slug = unit.removesuffix("局") + "厅", slug.removesuffix("-ju") + "-ting"
    return Body(place + unit, f"{where.slug}-{slug}", where, "department", what)


def branch(city: str, sector: str, county: str) -> Body:
    """A bureau of a city that works in one county."""
    head, where = department(city, sector), PLACE[county]
    stem, slug = county[:-1], where.slug.split("-")[0]
    return Body(f"{head.name}{stem}分局", f"{head.slug}-{slug}-fenju", where, "branch", head.sector)


def township(county: str, name: str, slug: str) -> Body:
    """The government of a township."""
    where = PLACE[county]
    return Body(f"{county}{name}人民政府", f"{where.slug}-{slug}-renmin-zhengfu", where, "township", TOWNSHIP)


CAST: tuple[tuple[Body, range], ...] = (
    (government("示例省"), range(2021, 2025)),
    (office("示例省"), range(2022, 2025)),
    (department("示例省", "ecology"), range(2019, 2025)),
    (government("甲样市"), range(2020, 2025)),
    (department("甲样市", "natural_resources"), range(2021, 2025)),
    (branch("甲样市", "ecology", "南样县"), range(2021, 2024)),
    (government("南样县"), range(2022, 2025)),
    (department("南样县", "education"), range(2019, 2025)),
    (township("南样县", "样本镇", "yangben-zhen"), range(2021, 2024)),
    (department("东样区", "market"), range(2022, 2025)),
    (department("乙样市", "police"), range(2021, 2024)),
    (office("西样区"), range(2022, 2024)),
    (department("北样县", "agriculture"), range(2020, 2023)),
    (office("样本自治区"), range(2023, 2025)),
    (department("丙样市", "health"), range(2021, 2024)),
    (department("前样区", "transport"), range(2022, 2025)),
    (government("后样县"), range(2023, 2025)),
    (department("丁样市", "education"), range(2022, 2024)),
    (department("左样区", "finance"), range(2023, 2024)),
    (department("右样县", "water"), range(2023, 2025)),
)
"""Bodies of the default set with the years they report on."""

ALL_YEARS = range(2019, 2025)
_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number from 1 to 9999 in Chinese, as in the names of generated townships.

    >>> numeral(7), numeral(12), numeral(205), numeral(1030)
    ('七', '十二', '二百零五', '一千零三十')
    """
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += _DIGITS[digit] + name
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text.removeprefix("一") if text.startswith("一十") else text


def extras() -> Iterator[tuple[Body, range]]:
    """Further bodies without end for large sets: the departments not in the cast, then townships."""
    known = {body.name for body, _ in CAST}
    for place, sector in product(PLACES, SECTORS):
        body = department(place.name, sector.key)
        if body.name not in known:
            yield body, ALL_YEARS
    counties = [place.name for place in PLACES if place.tier == "county"]
    for number in count(1):
        for county in counties:
            yield township(county, f"样本{numeral(number)}镇", f"yangben-{number}-zhen"), ALL_YEARS

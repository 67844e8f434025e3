"""Heads of invented reports with known truth: bodies from the region table, titles, layouts, years, periods, furniture and damage, by seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tests.recognise.identity_documents import lines

from gongkai import codes
from gongkai.recognise import script

if TYPE_CHECKING:
    from gongkai.model import Document

Row = dict[str, str]
DEPARTMENTS = {
    "教育局": "education", "财政局": "finance", "水利局": "water", "民政局": "civil_affairs", "统计局": "statistics",
    "市场监督管理局": "market_regulation", "农业农村局": "agriculture", "卫生健康委员会": "health", "发展和改革委员会": "development_reform",
    "自然资源和规划局": "natural_resources", "住房和城乡建设局": "housing_construction", "城市管理综合行政执法局": "urban_management",
    "交通运输局": "transport", "文化广电和旅游局": "culture_tourism_sport", "退役军人事务局": "veterans", "应急管理局": "emergency_management",
    "行政审批服务局": "administrative_approval", "人力资源和社会保障局": "human_resources", "乡村振兴局": "rural_revitalisation", "公安局": "public_security",
}  # fmt: skip
BEFORE_THE_REFORM = {
    "环境保护局": "ecology_environment", "国土资源局": "natural_resources", "安全生产监督管理局": "emergency_management",
    "食品药品监督管理局": "market_regulation", "工商行政管理局": "market_regulation", "质量技术监督局": "market_regulation",
    "卫生和计划生育委员会": "health", "文化广电新闻出版局": "culture_tourism_sport", "物价局": "development_reform", "粮食局": "development_reform",
    "扶贫开发办公室": "rural_revitalisation", "农业局": "agriculture", "地方税务局": "tax", "法制办公室": "justice",
}  # fmt: skip
TITLES = (
    "{A}{Y}年政府信息公开工作年度报告", "{A}{Y}年度政府信息公开工作年度报告", "{A}{Y}年信息公开年度报告", "{A}{Y}年度政府信息公开工作报告",
    "{A}{Y}年政务公开年报", "{A}{Y}年政府信息公开工作年报", "{A}{Y}年政府信息公开年度工作报告", "{A}{Y}年政务信息公开年度报告",
    "{A}{Y}年政府信息工作年度报告", "{A}关于{Y}年度政府信息公开工作的年度报告", "{A}政府信息公开工作{Y}年度报告", "{Y}年度{A}政府信息公开工作年度报告",
    "{Y}{A}{Y}年度政府信息公开工作年度报告", "{A} {Y} 年政府信息公开工作年度报告", "{A}政府信息公开工作年度报告（{Y}年度）", "《{A}{Y}年政府信息公开工作年度报告》",
    "附件1 {A}{Y}年政府信息公开工作年度报告", "{A}：{Y}年政府信息公开工作年度报告", "**{A}{Y}年政府信息公开工作年度报告**",
)  # fmt: skip
FURNITURE = (
    "首页", "政府信息公开指南", "政府信息公开年报", "当前位置：首页 > 政府信息公开 > 政府信息公开年报", "索引号：000014348/2022-00012", "字体：[大 中 小]",
    "浏览次数：123", "发布日期：{N}-01-27 10:20 浏览次数：12", "{N}-01-27", "扫一扫在手机打开当前页",
)  # fmt: skip
BODY = """一、总体情况
{first}按照《{N}年政务公开工作要点》，与{L}年相比有所增长，到2035年基本实现。
二、主动公开政府信息情况
第二十条第（一）项
规章
0
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
无
{tail}"""
_HAN = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Truth:
    """What the head says."""

    names: frozenset[str]
    """Accepted for the body: its full name, and the shorter ones that the head prints."""
    region_code: str
    level: str
    sector: str
    parent: str | None
    year: int
    shown: str
    """How head and title say it, for the message of a failing test."""


@cache
def regions() -> tuple[Row, ...]:
    """Divisions that exist, without those whose name another had in the years of reports."""
    rows = [r for r in codes.code_list("regions") if not r["valid_until"] and r["level"] in ("city", "county")]
    former = {name for r in codes.code_list("regions") for name in r["former_names"].split(";") if name}
    return tuple(r for r in rows if r["name"] not in former and not r["name"].startswith("中沙"))


def head(seed: int) -> tuple[Document, Truth]:
    """A document and its truth."""
    rng = random.Random(seed)
    year = rng.choice((2008, 2012, 2015, 2017, 2019, 2021, 2022, 2024))
    truth, printed = _body(rng, year)
    title = rng.choice(TITLES).replace("{A}", printed).replace("{Y}", _year(rng, year))
    layout = rng.choice(("one", "one", "broken", "spaced", "twice", "mark-up"))
    mark_up = title if layout == "mark-up" else None
    if layout == "broken":
        at = rng.randint(4, len(title) - 4)
        title = f"{title[:at]}\n{title[at:]}"
    elif layout in ("spaced", "twice"):
        title = "　".join(title) if layout == "spaced" and "1 " not in title else f"{title}\n{title}"
    period = rng.choice(
        (
            "",
            "统计期限为{Y}年1月1日至{Y}年12月31日。",
            "统计期限为{L}年1月1日至{L}年12月31日。",
            "统计期限为{Y}11日至{Y}1231日。",
        )
    )
    above = [rng.choice(FURNITURE) for _ in range(rng.choice((0, 2, 6)))]
    text = "\n".join((*above, *([] if mark_up else [title]), period, BODY))
    text = text.replace("{first}", "{Y}年，我单位认真做好政府信息公开工作。").replace("{tail}", "{N}年1月12日")
    for mark, value in (("{Y}", year), ("{N}", year + 1), ("{L}", year - 1)):
        text = text.replace(mark, str(value))
    if rng.random() < 0.1:
        text, mark_up = (_traditional(rng, t) if t else None for t in (text, mark_up))  # type: ignore[assignment]
    document = lines(text, title=mark_up)
    return (replace(document, media_type="text/html") if mark_up else document), replace(truth, shown=text[:160])


def _year(rng: random.Random, year: int) -> str:
    han = "".join(_HAN[int(digit)] for digit in str(year))
    full_width = "".join(chr(ord("０") + int(digit)) for digit in str(year))
    return rng.choice(
        (str(year), str(year), str(year), han, han.replace("〇", "零"), han.replace("〇", "○"), full_width)
    )


def _body(rng: random.Random, year: int) -> tuple[Truth, str]:
    """A body and the name that the head prints."""
    row = rng.choice(regions())
    above = _name(row["city_code"]) or _name(row["province_code"])
    city = _name(row["city_code"]) if row["level"] == "county" else ""
    own, level = row["name"], row["level"]
    shared = sum(1 for other in codes.code_list("regions") if other["name"] == own) > 1
    place = f"{above}{own}" if level == "county" and (shared or own.endswith("区") or rng.random() < 0.5) else own
    parent = None
    full = name = ""
    kind = rng.choice(("government", "office", "department", "department", "branch", "town", "zone", "tax"))
    if kind == "office":
        name, sector = f"{place}人民政府办公室", "government_office"
    elif kind == "branch" and city:
        host = f"{city}{rng.choice(('公安局', '自然资源和规划局', '生态环境局'))}"
        name, parent = f"{host}{own}分局", host
        sector = {"公": "public_security", "自": "natural_resources", "生": "ecology_environment"}[host[len(city)]]
    elif kind == "town" and level == "county":
        town = rng.choice(("老子山镇", "太平乡", "双河镇"))
        name, full, sector, level = f"{place}{town}", f"{place}{town}人民政府", "government", "township"
    elif kind == "zone":
        name, sector, level = f"{place}经济开发区管理委员会", "zone_administration", "development_zone"
    elif kind == "tax":
        name, sector = f"国家税务总局{place}税务局", "tax"
        parent = f"国家税务总局{above}税务局" if place.startswith(above) and level == "county" else None
    elif kind == "department":
        names = BEFORE_THE_REFORM if year < 2018 else DEPARTMENTS
        department = rng.choice(sorted(names))
        name, sector = f"{place}{department}", names[department]
    else:
        government = "行政公署" if own.endswith(("盟", "地区")) else "人民政府"
        name, full, sector = place, f"{place}{government}", "government"
    accepted = frozenset({full or name})
    return Truth(accepted, row["code"], level, sector, parent, year, ""), rng.choice((name, full or name))


@cache
def _name(code: str) -> str:
    return next((row["name"] for row in codes.code_list("regions") if row["code"] == code), "")


def _traditional(rng: random.Random, text: str) -> str:
    """The text as a gateway would convert it."""
    text = text.replace("信息", "資訊") if rng.random() < 0.5 else text
    return text.translate(_reverse())


@cache
def _reverse() -> dict[int, str]:
    _, _, characters = script._table()
    return {ord(plain): chr(traditional) for traditional, plain in characters.items()}

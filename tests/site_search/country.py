"""Many invented reports of bodies named as real ones are, to measure what a large site costs."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.search import Record
from gongkai.site.search.records import SearchAgency

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMON = [chr(code) for code in range(0x4E00, 0x4E00 + 1500)]
"""Characters, the most frequent first."""
OFFICES = {
    "人民政府": ("renmin-zhengfu", "government"),
    "教育和体育局": ("jiaoyu-tiyu-ju", "education"),
    "公安局": ("gongan-ju", "public_security"),
    "民政局": ("minzheng-ju", "civil_affairs"),
    "财政局": ("caizheng-ju", "finance"),
    "人力资源和社会保障局": ("renli-ziyuan-shehui-baozhang-ju", "human_resources"),
    "自然资源局": ("ziran-ziyuan-ju", "natural_resources"),
    "住房和城乡建设局": ("zhufang-chengxiang-jianshe-ju", "housing_construction"),
    "农业农村局": ("nongye-nongcun-ju", "agriculture"),
    "卫生健康局": ("weisheng-jiankang-ju", "health"),
    "市场监督管理局": ("shichang-jiandu-guanli-ju", "market_regulation"),
    "综合行政执法局": ("zonghe-xingzheng-zhifa-ju", "urban_management"),
}
YEARS = (2023, 2022, 2021, 2020, 2019)
WORDS = 8000
SENTENCES = 20_000
SENTENCES_A_REPORT = 100
"""Some 2,600 characters."""


def uneven(count: int) -> list[float]:
    """Cumulative weights that fall with the rank."""
    return list(accumulate(1 / (rank + 5) for rank in range(count)))


def bodies() -> Iterator[SearchAgency]:
    """Offices of counties, place by place."""
    names = {row["code"]: row["name"] for row in codes.code_list("regions")}
    for row in codes.code_list("regions"):
        if row["level"] == "county" and not row["fictional"]:
            for office, (pinyin, sector) in OFFICES.items():
                yield SearchAgency(
                    id=f"{row['code']}-{pinyin}",
                    name=row["name"] + office,
                    region_code=row["code"],
                    province=names.get(row["province_code"], ""),
                    city=names.get(row["city_code"], ""),
                    county=row["name"],
                    sector=sector,
                    level="county",
                )


def chosen(number: int) -> list[SearchAgency]:
    """Bodies of so many reports, spread over the country and over the offices."""
    every = list(bodies())
    return [every[at] for at in sorted(random.Random(5).sample(range(len(every)), -(-number // len(YEARS))))]


def reports(number: int) -> Iterator[Record]:
    """So many reports, newest first; as many bodies in each year."""
    chance = random.Random(3)
    words = ["".join(chance.choices(COMMON, cum_weights=uneven(len(COMMON)), k=2)) for _ in range(WORDS)]
    shares = uneven(len(words))
    sentences = ["".join(chance.choices(words, cum_weights=shares, k=13)) for _ in range(SENTENCES)]
    offices = chosen(number)
    for at in range(number):
        agency, year = offices[at % len(offices)], YEARS[at // len(offices)]
        yield Record(
            report_id=f"{agency.id}-{year}",
            agency=agency,
            year=year,
            heading=f"{agency.name}{year}年政府信息公开工作年度报告",
            body="。".join(chance.choices(sentences, k=SENTENCES_A_REPORT)),
            form="2021" if year > 2020 else "2019",
            doubts=max(0, chance.randrange(-3, 4)),
        )

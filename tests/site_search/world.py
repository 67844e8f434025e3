"""A small invented country with reports whose words are known, as a SQLite file of a data package."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Body(NamedTuple):
    id: str
    name: str | None
    region_code: str
    province: str
    city: str
    county: str
    level: str
    sector: str


SHILI = ("990000", "示例省", "", "")
JIA = ("990100", "示例省", "甲样市", "")
DONGYANG = ("990101", "示例省", "甲样市", "东样区")
NANYANG = ("990121", "示例省", "甲样市", "南样县")
YI = ("990200", "示例省", "乙样市", "")
BING = ("980100", "样本自治区", "丙样市", "")
QIANYANG = ("980101", "样本自治区", "丙样市", "前样区")
HOUYANG = ("980121", "样本自治区", "丙样市", "后样县")
BODIES = (
    Body("990000-renmin-zhengfu", "示例省人民政府", *SHILI, "province", "government"),
    Body("990000-shengtai-huanjing-ting", "示例省生态环境厅", *SHILI, "province", "ecology_environment"),
    Body("990000-jiaoyu-ting", "示例省教育厅", *SHILI, "province", "education"),
    Body("990100-renmin-zhengfu", "甲样市人民政府", *JIA, "city", "government"),
    Body("990100-renmin-zhengfu-bangongshi", "甲样市人民政府办公室", *JIA, "city", "government_office"),
    Body("990100-shengtai-huanjing-ju", "甲样市生态环境局", *JIA, "city", "ecology_environment"),
    Body("990100-renmin-fangkong", "甲样市人民防空办公室", *JIA, "city", "civil_air_defence"),
    Body("990100-fazhan-gaige", "甲样市发展和改革委员会", *JIA, "city", "development_reform"),
    Body("990100-zhujian-ju", "甲样市住房和城乡建设局", *JIA, "city", "housing_construction"),
    Body("990100-zhengwu", "甲样市政务服务管理办公室", *JIA, "city", "government_services"),
    Body("990100-gongjijin", "甲样市住房公积金管理中心", *JIA, "city", "housing_fund"),
    Body(
        "990100-gaoxin-guanwei", "甲样市高新技术产业开发区管理委员会", *JIA, "development_zone", "zone_administration"
    ),
    Body("990121-shengtai-fenju", "甲样市生态环境局南样分局", *NANYANG, "county", "ecology_environment"),
    Body("990121-fazhan-gaige-ju", "南样县发展和改革局", *NANYANG, "county", "development_reform"),
    Body("990121-jiaoyu-ju", "南样县教育局", *NANYANG, "county", "education"),
    Body("990121-renshe-ju", "南样县人力资源和社会保障局", *NANYANG, "county", "human_resources"),
    Body("990121-yangben-zhen", "南样县样本镇人民政府", *NANYANG, "township", "government"),
    Body("990121-liushu-xiang", "南样县柳树乡人民政府", *NANYANG, "township", "government"),
    Body("990101-shichang-ju", "东样区市场监督管理局", *DONGYANG, "county", "market_regulation"),
    Body("990101-chengguan-ju", "东样区城市管理和综合行政执法局", *DONGYANG, "county", "urban_management"),
    Body("990200-gongan-ju", "乙样市公安局", *YI, "city", "public_security"),
    Body("990200-ziran-ju", "乙样市自然资源和规划局", *YI, "city", "natural_resources"),
    Body("980100-weijian-wei", "丙样市卫生健康委员会", *BING, "city", "health"),
    Body("980101-weijian-ju", "前样区卫生健康局", *QIANYANG, "county", "health"),
    Body("980121-jiaoyu-tiyu-ju", "后样县教育和体育局", *HOUYANG, "county", "education"),
)
NAMELESS = Body("unknown-1a2b3c4d", None, "", "", "", "", "", "")
UNHELD = (
    Body("990121-shui-ju", "南样县水利局", *NANYANG, "county", "water"),
    Body("990200-jiaoyu-ju", "乙样市教育局", *YI, "city", "education"),
)
"""The register names them; no report of theirs is held."""
YEARS = (2021, 2022, 2023)

EXTRA = {
    "990121-jiaoyu-ju-2023": "本年度因政府信息公开被申请行政复议1件，结果维持。与南样县民政局共建营商环境专栏。",
    "990121-jiaoyu-ju-2021": "办理１２３４５热线转办事项６件。",
    "990100-renmin-zhengfu-2022": "行政复议3件，行政诉讼2件。推动政府网站APP适配，开展征地拆迁信息专题公开。",
    "990000-renmin-zhengfu-2023": "答复行政复议意见；复议行政案件由司法厅承办。南样县教育局的做法得到推广。",
    "990101-shichang-ju-2022": "复议行政行为一件，各级行政政策复核会议复议两次，讨论行政与复议衔接。",
    "980101-weijian-ju-2023": "政 务 服 务 热 线 12345 接通率提高。人 防 工程标识公开。",
    "980121-jiaoyu-tiyu-ju-2022": "本页每行由版面折断，为的是检验跨行的词仍然能够被检索得到，例如营商\n环境与校外培训两词。",
    "990200-gongan-ju-2021": "依申请公开渠道畅通，当面申请与网上申请并重。公共服务事项清单公布。",
    "990200-ziran-ju-2022": "依申请公开多涉征地批文，均按时答复。",
    "990121-yangben-zhen-2023": "镇便民服务中心设查阅点，村务公开栏同步更新。",
    "unknown-1a2b3c4d-undated-1a2b3c4d": "本单位名称与年度未写明，营商环境有关材料从略。",
}
"""Sentences that only these reports hold."""

OPENING = "本报告依照政府信息公开条例编制，统计期限自{year}年1月1日起至12月31日止。{name}坚持依法公开，更新栏目{n}个。"
CLOSING = "下一步将加强队伍建设，提高答复质量。"
FORMS = {2021: "2021", 2022: "2021", 2023: "2021", None: "2008"}
OLD_FORM = frozenset({"980100-weijian-wei-2021", "980101-weijian-ju-2021"})
"""Reports that still used the form of 2019."""
DOUBTS = {"990121-jiaoyu-ju-2023": 2, "990100-renmin-zhengfu-2022": 1, "980101-weijian-ju-2023": 3}
"""Report -> findings that failed."""
AGGREGATE = "990100-renmin-zhengfu-2023-aggregate"

TABLES = """
    CREATE TABLE agencies (agency_id TEXT PRIMARY KEY, name TEXT, region_code TEXT, province TEXT, city TEXT, county TEXT,
                           level TEXT, sector TEXT, parent TEXT, successor_of TEXT);
    CREATE TABLE reports (report_id TEXT PRIMARY KEY, agency_id TEXT REFERENCES agencies, year INTEGER, scope TEXT,
                          form TEXT, title TEXT);
    CREATE TABLE sections (report_id TEXT REFERENCES reports, position INTEGER, section TEXT, number TEXT, heading TEXT, text TEXT,
                           PRIMARY KEY (report_id, position));
    CREATE TABLE findings (report_id TEXT REFERENCES reports, position INTEGER, state TEXT);
    CREATE TABLE code_regions (code TEXT PRIMARY KEY, label_zh TEXT, label_en TEXT);
"""
REGIONS = (
    ("980000", "样本自治区", "Yangben Autonomous Region (fictional)"),
    ("980100", "丙样市", "Bingyang City (fictional)"),
    ("980101", "前样区", "Qianyang District (fictional)"),
    ("980121", "后样县", "Houyang County (fictional)"),
    ("990000", "示例省", "Shili Province (fictional)"),
    ("990100", "甲样市", "Jiayang City (fictional)"),
    ("990101", "东样区", "Dongyang District (fictional)"),
    ("990121", "南样县", "Nanyang County (fictional)"),
    ("990200", "乙样市", "Yiyang City (fictional)"),
)


def report_ids() -> list[tuple[str, Body, int | None]]:
    known: list[tuple[str, Body, int | None]] = [(f"{body.id}-{year}", body, year) for body in BODIES for year in YEARS]
    government = next(body for body in BODIES if AGGREGATE.startswith(f"{body.id}-2"))
    return [*known, (AGGREGATE, government, 2023), ("unknown-1a2b3c4d-undated-1a2b3c4d", NAMELESS, None)]


def write_world(database: Path) -> Path:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executescript(TABLES)
        connection.executemany(
            "INSERT INTO agencies VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
            [tuple(part or None for part in body) for body in (*BODIES, NAMELESS, *UNHELD)],
        )
        connection.executemany("INSERT INTO code_regions VALUES (?, ?, ?)", REGIONS)
        for number, (report_id, body, year) in enumerate(report_ids()):
            title = f"{body.name}{year}年政府信息公开工作年度报告" if body.name else None
            scope = "aggregate" if report_id == AGGREGATE else "own"
            form = "2019" if report_id in OLD_FORM else FORMS[year]
            connection.execute(
                "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?)", (report_id, body.id, year, scope, form, title)
            )
            sections = (
                ("overview", "一", "总体情况", OPENING.format(year=year, name=body.name or "本单位", n=number)),
                ("proceedings", "四", "政府信息公开行政复议、行政诉讼情况", ""),
                (
                    None,
                    "五",
                    "补充说明",
                    EXTRA.get(report_id, "存在问题是栏目更新不够及时。") + "\n" + CLOSING,
                ),
            )
            connection.executemany(
                "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?)",
                [(report_id, position, *section) for position, section in enumerate(sections, 1)],
            )
            states = ["failed"] * DOUBTS.get(report_id, 0) + ["explained", "not_checkable"]
            connection.executemany(
                "INSERT INTO findings VALUES (?, ?, ?)", [(report_id, at, state) for at, state in enumerate(states, 1)]
            )
    return database

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


JIA, BING = ("示例省", "甲样市"), ("样本自治区", "丙样市")
BODIES = (
    Body("shili-zhengfu", "示例省人民政府", "990000", "示例省", "", "", "province", "government"),
    Body("shili-shengtai", "示例省生态环境厅", "990000", "示例省", "", "", "province", "ecology"),
    Body("jiayang-zhengfu", "甲样市人民政府", "990100", *JIA, "", "city", "government"),
    Body("jiayang-shengtai", "甲样市生态环境局", "990100", *JIA, "", "city", "ecology"),
    Body("jiayang-renfang", "甲样市人民防空办公室", "990100", *JIA, "", "city", "defence"),
    Body("jiayang-fagai", "甲样市发展和改革委员会", "990100", *JIA, "", "city", "development"),
    Body("jiayang-shengtai-nanyang", "甲样市生态环境局南样分局", "990121", *JIA, "南样县", "county", "ecology"),
    Body("nanyang-fagai", "南样县发展和改革局", "990121", *JIA, "南样县", "county", "development"),
    Body("nanyang-jiaoyu", "南样县教育局", "990121", *JIA, "南样县", "county", "education"),
    Body("nanyang-renshe", "南样县人力资源和社会保障局", "990121", *JIA, "南样县", "county", "labour"),
    Body("nanyang-yangben-zhen", "南样县样本镇人民政府", "990121", *JIA, "南样县", "township", "government"),
    Body("dongyang-shijian", "东样区市场监督管理局", "990101", *JIA, "东样区", "county", "market"),
    Body("bingyang-weijian", "丙样市卫生健康委员会", "980100", *BING, "", "city", "health"),
    Body("qianyang-weijian", "前样区卫生健康局", "980101", *BING, "前样区", "county", "health"),
    Body("houyang-jiaoti", "后样县教育和体育局", "980121", *BING, "后样县", "county", "education"),
)
NAMELESS = Body("unknown-1a2b3c4d", None, "", "", "", "", "", "")
YEARS = (2021, 2022, 2023)

EXTRA = {
    "nanyang-jiaoyu-2023": "本年度因政府信息公开被申请行政复议1件，结果维持。与南样县民政局共建营商环境专栏。",
    "nanyang-jiaoyu-2021": "办理１２３４５热线转办事项６件。",
    "jiayang-zhengfu-2022": "行政复议3件，行政诉讼2件。推动政府网站APP适配，开展征地拆迁信息专题公开。",
    "shili-zhengfu-2023": "答复行政复议意见；复议行政案件由司法厅承办。南样县教育局的做法得到推广。",
    "dongyang-shijian-2022": "复议行政行为一件，各级行政政策复核会议复议两次，讨论行政与复议衔接。",
    "qianyang-weijian-2023": "政 务 服 务 热 线 12345 接通率提高。人 防 工程标识公开。",
    "houyang-jiaoti-2022": "本页每行由版面折断，为的是检验跨行的词仍然能够被检索得到，例如营商\n环境与校外培训两词。",
    "unknown-1a2b3c4d-undated-1a2b3c4d": "本单位名称与年度未写明，营商环境有关材料从略。",
}
"""Sentences that only these reports hold."""

OPENING = "本报告依照政府信息公开条例编制，统计期限自{year}年1月1日起至12月31日止。{name}坚持依法公开，更新栏目{n}个。"
CLOSING = "下一步将加强队伍建设，提高答复质量。"
SECTORS = {
    "government": "人民政府",
    "development": "发展改革",
    "education": "教育",
    "labour": "人力资源社会保障",
    "ecology": "生态环境",
    "market": "市场监管",
    "health": "卫生健康",
    "defence": "人民防空",
    "unused": "无人所属",
}
LEVELS = {"national": "国家", "province": "省级", "city": "市级", "county": "县级", "township": "乡级"}

TABLES = """
    CREATE TABLE agencies (agency_id TEXT PRIMARY KEY, name TEXT, region_code TEXT, province TEXT, city TEXT, county TEXT,
                           level TEXT, sector TEXT, successor_of TEXT);
    CREATE TABLE reports (report_id TEXT PRIMARY KEY, agency_id TEXT REFERENCES agencies, year INTEGER, title TEXT);
    CREATE TABLE sections (report_id TEXT REFERENCES reports, position INTEGER, section TEXT, number TEXT, heading TEXT, text TEXT,
                           PRIMARY KEY (report_id, position));
    CREATE TABLE code_sectors (code TEXT PRIMARY KEY, label_zh TEXT);
    CREATE TABLE code_levels (code TEXT PRIMARY KEY, label_zh TEXT);
"""


def report_ids() -> list[tuple[str, Body, int | None]]:
    known = [(f"{body.id}-{year}", body, year) for body in BODIES for year in YEARS]
    return [*known, ("unknown-1a2b3c4d-undated-1a2b3c4d", NAMELESS, None)]


def write_world(database: Path) -> Path:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executescript(TABLES)
        connection.executemany(
            "INSERT INTO agencies VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            [tuple(part or None for part in body) for body in (*BODIES, NAMELESS)],
        )
        connection.executemany("INSERT INTO code_sectors VALUES (?, ?)", SECTORS.items())
        connection.executemany("INSERT INTO code_levels VALUES (?, ?)", LEVELS.items())
        for number, (report_id, body, year) in enumerate(report_ids()):
            title = f"{body.name}{year}年政府信息公开工作年度报告" if body.name else None
            connection.execute("INSERT INTO reports VALUES (?, ?, ?, ?)", (report_id, body.id, year, title))
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
    return database

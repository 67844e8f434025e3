"""Names of bodies: place, level, sector, id."""

from __future__ import annotations

import csv
import re
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import codes
from gongkai.recognise import agency_ids
from gongkai.recognise.agency import agency, sector

ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


@pytest.mark.parametrize(
    ("name", "identifier", "region", "level", "kind"),
    [
        ("淮安市洪泽区人民政府", "320813-renmin-zhengfu", "320813", "county", "government"),
        ("聊城市生态环境局", "371500-shengtai-huanjing-ju", "371500", "city", "ecology_environment"),
        ("海东市互助县生态环境局", "630223-shengtai-huanjing-ju", "630223", "county", "ecology_environment"),
        ("上海市人民政府办公厅", "310000-renmin-zhengfu-bangongting", "310000", "province", "government_office"),
        ("公主岭市档案局", "220184-dangan-ju", "220184", "county", "archives"),
        ("黑河市气象局", "231100-qixiang-ju", "231100", "city", "meteorology"),
        ("温州市自然资源和规划局鹿城分局", "330302-ziran-ziyuan-guihua-ju-fenju", "330302", "county", "natural_resources"),
        ("上海市公安局浦东分局", "310115-gongan-ju-fenju", "310115", "county", "public_security"),
        ("国家税务总局淮安市洪泽区税务局", "320813-shuiwu-ju", "320813", "county", "tax"),
        ("国家统计局聊城调查队", "371500-guojia-tongji-ju-diaochadui", "371500", "city", "statistics"),
        ("海关总署", "000000-haiguan-zongshu", None, "national", "customs"),
        ("中华人民共和国海关总署", "000000-haiguan-zongshu", None, "national", "customs"),
        ("教育部", "000000-jiaoyu-bu", None, "national", "education"),
        ("国家发展改革委", "000000-guojia-fazhan-gaige-weiyuanhui", None, "national", "development_reform"),
        ("淮安经济技术开发区管理委员会", "320800-jingji-jishu-kaifaqu-guanli-weiyuanhui", "320800", "development_zone", "zone_administration"),
        ("淮安市人民政府国有资产监督管理委员会", "320800-renmin-zhengfu-guoyou-zichan-jiandu-guanli-weiyuanhui", "320800", "city", "state_assets"),
        ("淮安市住房公积金管理中心", "320800-zhufang-gongjijin-guanli-zhongxin", "320800", "city", "housing_fund"),
        ("示例省教育厅", "990000-jiaoyu-ting", "990000", "province", "education"),
        ("甲样市东样区市场监督管理局", "990101-shichang-jiandu-guanli-ju", "990101", "county", "market_regulation"),
        ("南通市国土资源局", "320600-guotu-ziyuan-ju", "320600", "city", "natural_resources"),
        ("淮安市住房和城乡建设局", "320800-zhufang-chengxiang-jianshe-ju", "320800", "city", "housing_construction"),
        ("大柴旦行政委员会", "632857-xingzheng-weiyuanhui", "632857", "county", "zone_administration"),
    ],
)  # fmt: skip
def test_whole_agencies(name: str, identifier: str, region: str | None, level: str, kind: str) -> None:
    """Every part of what a full name says."""
    found = agency(name)
    assert (found.name, found.id, found.region_code, found.level, found.sector) == (
        name,
        identifier,
        region,
        level,
        kind,
    )


@pytest.mark.parametrize(
    ("name", "region", "level"),
    [
        ("湖口县大垅乡人民政府", "360429", "township"),
        ("淮安市洪泽区老子山镇人民政府", "320813", "township"),
        ("中山市东区街道办事处", "442000", "township"),
        ("螅镇人民政府", None, "township"),
        ("加热萨乡人民政府", None, "township"),
        ("淮安市洪泽区蒋坝镇财政所", "320813", "township"),
        ("鼓楼区人民政府", None, "county"),
        ("河北雄安新区管理委员会", "130000", "development_zone"),
        ("淮安市公安局经济技术开发区分局", "320800", "development_zone"),
        ("淮安市公安局城东分局", "320800", "county"),
        ("某某县教育局", None, "county"),
        ("中华人民共和国黄埔海关", None, "national"),
        ("水利部珠江水利委员会", None, "national"),
        ("淮安市城乡规划局", "320800", "city"),
        ("淮安市洪泽区乡村振兴局", "320813", "county"),
        ("崇文区人民政府", "110103", "county"),
    ],
)
def test_place_and_level(name: str, region: str | None, level: str) -> None:
    """Towns, zones, branches, shared and unknown names."""
    found = agency(name)
    assert (found.region_code, found.level) == (region, level)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("互助土族自治县生态环境局", "海东市互助县生态环境局"),
        ("洪泽县人民政府", "淮安市洪泽区人民政府"),
        ("温州市自然资源和规划局鹿城分局", "温州市自然资源和规划局鹿城区分局"),
        ("重庆市发展和改革委员会", "重庆市发展改革委"),
        ("淮安市住房和城乡建设局", "淮安市住房城乡建设局"),
        ("国家税务总局淮安市税务局", "淮安市税务局"),
        ("湖口县大垅乡政府", "湖口县大垅乡人民政府"),
        ("淮安经济技术开发区管委会", "淮安经济技术开发区管理委员会"),
        ("城口县人民政府机关", "城口县人民政府"),
        ("江苏省淮安市水利局", "淮安市水利局"),
    ],
)
def test_spellings_of_one_body_share_its_id(one: str, other: str) -> None:
    """Short and long, former and present names of one body."""
    assert agency(one).id == agency(other).id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("淮安市水务局", "淮安市税务局"),
        ("海东市生态环境局互助分局", "海东市互助县生态环境局"),
        ("淮安市国家税务局", "淮安市地方税务局"),
        ("洪泽区江口镇人民政府", "洪泽区姜口镇人民政府"),
        ("淮安市公安局", "淮安市公安局交通警察支队"),
        ("城关镇人民政府", "太平镇人民政府"),
        ("崇文区人民政府", "东城区人民政府"),
        ("莱芜市人民政府", "济南市莱芜区人民政府"),
    ],
)
def test_different_bodies_never_share_an_id(one: str, other: str) -> None:
    """Homophones, branches, mother bodies, merged places."""
    assert agency(one).id != agency(other).id


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("人民政府外事办公室", "foreign_affairs"),
        ("教育体育局", "education"),
        ("农业农村和水利局", "agriculture"),
        ("安全生产监督管理局", "emergency_management"),
        ("食品药品监督管理局", "market_regulation"),
        ("工商行政管理局", "market_regulation"),
        ("卫生和计划生育委员会", "health"),
        ("行政审批服务局", "administrative_approval"),
        ("政务服务和大数据管理局", "government_services"),
        ("公安局交通警察支队", "public_security"),
        ("综合行政执法局", "urban_management"),
        ("文化广电和旅游局", "culture_tourism_sport"),
        ("街道办事处", "government"),
        ("机关事务管理局", "offices_administration"),
        ("红十字会", "other"),
        ("卫健委", "health"),
        ("市监局", "market_regulation"),
        ("交运局", "transport"),
        ("资规局", "natural_resources"),
        ("教科局", "education"),
        ("建委", "housing_construction"),
        ("营商环境建设局", "other"),
        ("人民政府研究室", "other"),
        ("村民委员会", "other"),
    ],
)
def test_sector(body: str, code: str) -> None:
    """Names before and after the reform of 2018; the first word decides."""
    assert sector(body) == code


def test_every_sector_is_reachable_and_every_alias_leads_to_its_own() -> None:
    """An alias that another sector's alias hides would be dead."""
    for row in codes.code_list("sectors"):
        for alias in filter(None, f"{row['aliases']};{row['former_aliases']}".split(";")):
            assert sector(alias) == row["code"], alias


def test_no_two_listed_words_share_a_romanisation() -> None:
    """Ids of bodies made of listed words can be told apart only if their words can."""
    text = files("gongkai.codes").joinpath("body_words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["word"] for row in rows}) == len(rows)
    assert len({row["pinyin"] for row in rows}) == len(rows)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)?", row["pinyin"]) for row in rows)


def test_names_of_national_bodies_are_unique_and_their_sectors_known() -> None:
    """Each short form means one body."""
    text = files("gongkai.codes").joinpath("national_bodies.csv").read_text(encoding="utf-8")
    names = []
    for row in csv.DictReader(text.splitlines()):
        assert row["sector"] in codes.labels("sectors")
        names += [row["name"], *filter(None, row["aliases"].split(";"))]
        assert agency(row["name"]).level == "national"
    assert len(set(names)) == len(names)


@given(
    st.text(
        alphabet="甲乙丙丁省市县区镇乡街道局人民政府委员会和平教育水税务分新开发（）()·A1 ", min_size=1, max_size=60
    )
)
def test_any_name_gives_a_valid_id(name: str) -> None:
    """ASCII, bounded, matching the pattern of the data package; the name is kept as given."""
    found = agency(name)
    assert ID.fullmatch(found.id)
    assert len(found.id) <= agency_ids.MAX_LENGTH
    assert found.name == name
    assert (found.province is None) == (found.region_code is None)


def test_a_long_name_is_cut_and_marked() -> None:
    """Two long names with one beginning keep two ids."""
    body = "人民政府国有资产监督管理委员会行政审批服务管理办公室综合行政执法监督管理服务中心"
    one, other = agency(f"淮安市{body}"), agency(f"淮安市{body}分中心")
    assert len(one.id) <= 80
    assert one.id != other.id


def test_speed() -> None:
    """A name takes well under a millisecond, so that 100,000 reports do."""
    agency("淮安市水利局")
    begin = time.process_time()
    for number in range(200):
        agency(f"淮安市洪泽区老子山{number}镇人民政府")
    assert time.process_time() - begin < 0.2

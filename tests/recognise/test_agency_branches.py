"""Parents of branches, where their own names prove them, and the places where branches work."""

from __future__ import annotations

import pytest

from gongkai.recognise.agency import agency


@pytest.mark.parametrize(
    ("name", "region", "level", "parent"),
    [
        ("淮安市生态环境局淮阴分局", "320804", "county", "淮安市生态环境局"),
        ("海东市互助县生态环境局", "630223", "county", "海东市生态环境局"),
        ("内江市隆昌生态环境局", "511083", "county", "内江市生态环境局"),
        ("苏州市吴江生态环境局", "320509", "county", "苏州市生态环境局"),
        ("淮安市公安局洪泽分局", "320813", "county", "淮安市公安局"),
        ("淮安市公安局洪泽区分局", "320813", "county", "淮安市公安局"),
        ("普洱市生态环境局镇沅彝族哈尼族拉祜族自治县分局", "530825", "county", "普洱市生态环境局"),
        ("荆州市自然资源和规划局公安分局", "421022", "county", "荆州市自然资源和规划局"),
        ("北京市规划和自然资源委员会朝阳分局", "110105", "county", "北京市规划和自然资源委员会"),
        ("淮安市公安局城东分局", "320800", "county", "淮安市公安局"),
        ("淮安市自然资源和规划局经济技术开发区分局", "320800", "development_zone", "淮安市自然资源和规划局"),
        ("隆昌市公安局古湖派出所", "511083", "township", "隆昌市公安局"),
        ("淮安市公安局洪泽分局朱坝派出所", "320813", "township", "淮安市公安局洪泽分局"),
        ("淮安市洪泽区司法局朱坝司法所", "320813", "township", "淮安市洪泽区司法局"),
        ("淮安市公安局交通警察支队", "320800", "city", "淮安市公安局"),
        ("国家税务总局隆昌市税务局古湖税务所", "511083", "township", "国家税务总局隆昌市税务局"),
        ("国家税务总局淮安市税务局第一税务分局", "320800", "city", "国家税务总局淮安市税务局"),
        ("国家税务总局淮安市税务局稽查局", "320800", "city", "国家税务总局淮安市税务局"),
        ("国家税务总局淮安市洪泽区税务局", "320813", "county", "国家税务总局淮安市税务局"),
        ("国家税务总局梅州市梅县区税务局", "441403", "county", "国家税务总局梅州市税务局"),
        ("国家税务总局江苏省税务局", "320000", "province", "国家税务总局"),
        ("财政部江苏监管局", "320000", "province", "财政部"),
        ("国家统计局江苏调查总队", "320000", "province", "国家统计局"),
        ("水利部珠江水利委员会", None, "national", "水利部"),
    ],
)
def test_proved_parents(name: str, region: str | None, level: str, parent: str) -> None:
    """A host's whole name in front, a county's ecology bureau with the city's name, a central body's province."""
    found = agency(name)
    assert (found.region_code, found.level, found.parent) == (region, level, parent)


@pytest.mark.parametrize(
    ("name", "region", "level"),
    [
        ("淮安市淮阴区生态环境局", "320804", "county"),
        ("北京市朝阳区生态环境局", "110105", "county"),
        ("昆山市生态环境局", "320583", "county"),
        ("国家税务总局隆昌市税务局", "511083", "county"),
        ("国家税务总局淮安市税务局", "320800", "city"),
        ("国家统计局洪泽调查队", "320813", "county"),
        ("淮安市洪泽区水利局", "320813", "county"),
        ("淮安市交通运输综合行政执法支队", "320800", "city"),
        ("淮安经济技术开发区管理委员会", "320800", "development_zone"),
        ("中国共产党淮安市委员会", "320800", "city"),
        ("中华人民共和国淮安海关", None, "national"),
    ],
)
def test_names_that_prove_no_parent(name: str, region: str | None, level: str) -> None:
    """The body between is left out, or the name is that of a department."""
    found = agency(name)
    assert (found.region_code, found.level, found.parent) == (region, level, None)


@pytest.mark.parametrize(
    ("name", "region", "level", "sector"),
    [
        ("新疆生产建设兵团教育局", None, "province", "education"),
        ("新疆生产建设兵团第八师石河子市教育局", "659001", "county", "education"),
        ("第一师阿拉尔市财政局", "659002", "county", "finance"),
        ("神农架林区人民政府", "429021", "county", "government"),
        ("锡林郭勒盟行政公署", "152500", "city", "government"),
        ("锡盟行署办公室", "152500", "city", "government_office"),
        ("淮安市人民政府驻北京办事处", "320800", "city", "other"),
        ("张掖市产业集聚区管理委员会", "620700", "development_zone", "zone_administration"),
    ],
)
def test_unusual_bodies(name: str, region: str | None, level: str, sector: str) -> None:
    """The corps and its divisions, leagues, offices away from home, zones of other names."""
    found = agency(name)
    assert (found.region_code, found.level, found.sector) == (region, level, sector)


@pytest.mark.parametrize(
    ("name", "year", "region", "county"),
    [
        ("重庆市万盛区人民政府", 2010, "500110", "万盛区"),
        ("重庆市双桥区教育局", 2009, "500111", "双桥区"),
        ("重庆市綦江区人民政府", 2015, "500110", "綦江区"),
        ("承德市双桥区教育局", 2009, "130802", "双桥区"),
        ("双桥区教育局", 2009, None, None),
        ("双桥区教育局", 2015, "130802", "双桥区"),
    ],
)
def test_divisions_whose_codes_others_have_today(name: str, year: int, region: str | None, county: str | None) -> None:
    """万盛区 and 双桥区 of 重庆 until 2011, by year."""
    found = agency(name, year)
    assert (found.region_code, found.county) == (region, county)


def test_a_former_division_never_shares_an_id_with_its_successor_in_code() -> None:
    """万盛区 and 綦江区 are two bodies."""
    assert agency("重庆市万盛区人民政府", 2010).id != agency("重庆市綦江区人民政府", 2010).id


def test_a_region_given_from_elsewhere() -> None:
    """It places a body, and leaves a national one where it is."""
    assert agency("鼓楼区人民政府", 2021, "320106").id == "320106-renmin-zhengfu"
    assert agency("教育部", 2021, "110102").region_code is None

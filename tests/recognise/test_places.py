"""Chains of divisions at the beginning of names, and the list they come from."""

from __future__ import annotations

import re

import pytest

from gongkai import codes
from gongkai.recognise import places


@pytest.mark.parametrize(
    ("name", "code", "rest"),
    [
        ("海东市互助县生态环境局", "630223", "生态环境局"),
        ("互助土族自治县生态环境局", "630223", "生态环境局"),
        ("淮安市洪泽区人民政府", "320813", "人民政府"),
        ("洪泽县人民政府", "320813", "人民政府"),
        ("内江市隆昌生态环境局", "511083", "生态环境局"),
        ("隆昌县教育局", "511083", "教育局"),
        ("四平市公主岭市档案局", "220184", "档案局"),
        ("长春市公主岭市档案局", "220184", "档案局"),
        ("达茂旗财政局", "150223", "财政局"),
        ("临夏州教育局", "622900", "教育局"),
        ("巴州人民政府", "652800", "人民政府"),
        ("贵州省威宁县人民政府", "520526", "人民政府"),
        ("上海市浦东新区人民政府", "310115", "人民政府"),
        ("海南州人民政府", "632500", "人民政府"),
        ("海南通信管理局", "460000", "通信管理局"),
        ("内蒙古通信管理局", "150000", "通信管理局"),
        ("淮安经济技术开发区管理委员会", "320800", "经济技术开发区管理委员会"),
        ("昆山高新技术产业开发区管委会", "320583", "高新技术产业开发区管委会"),
        ("示例省甲样市东样区人民政府", "990101", "人民政府"),
        ("丁样市右样县水利局", "980221", "水利局"),
        ("吉林市市场监督管理局", "220200", "市场监督管理局"),
        ("中山市东区街道办事处", "442000", "东区街道办事处"),
        ("乐山市市中区人民政府", "511102", "人民政府"),
        ("济源市人民政府", "419001", "人民政府"),
        ("江苏省镇江市水利局", "321100", "水利局"),
        ("宁波市镇海区人民政府", "330211", "人民政府"),
        ("南样县乡镇企业局", "990121", "乡镇企业局"),
    ],
)
def test_chain(name: str, code: str, rest: str) -> None:
    """Full, short, former and bare names; what is left is the body."""
    chain = places.chain(name)
    assert chain.region is not None
    assert (chain.region.code, name[chain.end :]) == (code, rest)


@pytest.mark.parametrize(
    "name",
    [
        "湖南镇人民政府",
        "唐县镇人民政府",
        "和平镇人民政府",
        "东区管委会",
        "滨江新区管委会",
        "朝阳经济开发区管委会",
        "螅镇人民政府",
        "教育局",
        "县教育局",
        "长江航务管理局",
        "自然资源局",
        "建设局",
    ],
)
def test_no_place_by_likeness(name: str) -> None:
    """Towns with the name of a province, names of several places and mere words are left without a place."""
    assert places.chain(name).region is None


@pytest.mark.parametrize("name", ["鼓楼区人民政府", "市中区人民政府", "新华区教育局", "铁西区人民政府"])
def test_shared_names_stay_open(name: str) -> None:
    """Several units of one name: all are returned, none is chosen."""
    chain = places.chain(name)
    assert len(chain.regions) > 1
    assert chain.region is None


@pytest.mark.parametrize(
    ("name", "early", "code", "late"),
    [
        ("巢湖市人民政府", 2009, "340181", 2019),
        ("桥东区人民政府", 2012, "130702", 2022),
        ("铜仁市人民政府", 2009, "520600", 2021),
    ],
)
def test_a_name_that_meant_another_unit_then(name: str, early: int, code: str, late: int) -> None:
    """巢湖市 was a city until 2010 and is a county-level city since: open in the early year, settled in the late one."""
    now = places.chain(name, year=late).region
    assert now is not None
    assert now.code == code
    assert places.chain(name, year=early).region is None


def test_a_city_in_front_settles_a_former_name() -> None:
    """石家庄市桥东区 is the one merged in 2014, 邢台市桥东区 the one renamed 襄都区."""
    for city, code in (("石家庄市", "130103"), ("邢台市", "130502"), ("张家口市", "130702")):
        region = places.chain(f"{city}桥东区人民政府", year=2012).region
        assert region is not None
        assert region.code == code


def test_part_of_a_city() -> None:
    """Bare and full names of a part; nothing outside the city."""
    wenzhou = places.regions()["330300"]
    for name in ("鹿城", "鹿城区"):
        part = places.part_of(name, wenzhou)
        assert part is not None
        assert part.code == "330302"
    assert places.part_of("洪泽", wenzhou) is None


@pytest.mark.parametrize("body", ["人民政府", "市场监督管理局", "市政管理局", "乡镇企业局", "县域经济发展局"])
def test_every_unit_is_found_by_its_whole_chain(body: str) -> None:
    """Province, city and county in full lead to the unit and to no other, whatever word follows."""
    wrong = []
    for region in places.regions().values():
        if region.valid_until is None:
            name = "".join(filter(None, places.parents(region))) + body
            chain = places.chain(name)
            if (chain.region, name[chain.end :]) != (region, body):
                wrong.append(name)
    assert wrong == []


def test_parents() -> None:
    """Units of a municipality have no city."""
    assert places.parents(places.regions()["310115"]) == ("上海市", None, "浦东新区")
    assert places.parents(places.regions()["320813"]) == ("江苏省", "淮安市", "洪泽区")
    assert places.parents(places.regions()["630000"]) == ("青海省", None, None)


def test_the_list_of_regions_is_whole() -> None:
    """Six digits, known parents and levels, English labels, short names without the kind."""
    rows = codes.code_list("regions")
    known = {row["code"] for row in rows}
    levels = codes.labels("levels")
    for row in rows:
        assert re.fullmatch(r"\d{6}", row["code"])
        assert row["level"] in levels
        assert row["parent"] in known or (row["level"] == "province" and not row["parent"])
        assert row["province_code"] in known
        assert row["city_code"] in known or not row["city_code"]
        assert row["name"] == row["label_zh"]
        assert re.fullmatch(r"[A-Za-zü'() ]+", row["label_en"]), row["label_en"]
        assert set(filter(None, row["former_parents"].split(";"))) <= known
    short = {row["code"]: row["short_name"] for row in rows}
    assert (short["630223"], short["320800"], short["622900"], short["130533"]) == ("互助", "淮安", "临夏", "威县")
    assert sum(row["level"] == "province" and not row["fictional"] for row in rows) == 34


def test_fictional_regions_are_marked_and_only_they() -> None:
    """The specimen's places stand in provinces that no real code has."""
    fictional = {row["code"]: row["name"] for row in codes.code_list("regions") if row["fictional"] == "yes"}
    assert len(fictional) == 14
    assert all(code[:2] in ("98", "99") for code in fictional)
    assert fictional["990121"] == "南样县"
    assert not [r for r in codes.code_list("regions") if r["code"][:2] in ("98", "99") and not r["fictional"]]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("荆州市公安局", "421000"),
        ("荆州市公安县公安局", "421022"),
        ("桂林市资源县教育局", "450329"),
        ("南充市南部县人民政府", "511321"),
    ],
)
def test_a_word_of_bodies_is_no_bare_place(name: str, code: str) -> None:
    """公安 in 荆州市公安局 is a word; with its 县 it is a county."""
    region = places.chain(name).region
    assert region is not None
    assert region.code == code

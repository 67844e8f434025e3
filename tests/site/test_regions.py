"""The tree of places."""

from __future__ import annotations

from gongkai.site.groups.regions import build, region_of
from gongkai.site.records import Agency


def agency(
    code: str | None,
    province: str | None = None,
    city: str | None = None,
    county: str | None = None,
    level: str | None = None,
) -> Agency:
    return Agency(
        id=f"{code}-{county or city or province}",
        name="某局",
        region_code=code,
        province=province,
        city=city,
        county=county,
        level=level,
        sector=None,
        parent=None,
        successor_of=None,
    )


def test_a_county_hangs_below_its_city_and_province() -> None:
    tree = build([agency("990121", "示例省", "甲样市", "南样县")])
    assert [region.name for region in tree.chain("990121")] == ["示例省", "甲样市", "南样县"]
    assert tree.by_code["990000"].agencies == []
    assert tree.below("990000") == ["990121-南样县"]


def test_a_municipality_has_districts_right_below() -> None:
    tree = build([agency("110101", "北京市", None, "东城区")])
    assert [region.code for region in tree.chain("110101")] == ["110000", "110101"]


def test_national_and_unplaced_bodies_come_last() -> None:
    tree = build([agency(None), agency(None, level="national"), agency("990000", "示例省")])
    assert [region.name for region in tree.roots()] == ["示例省", "国家机关", "所在地未识别"]


def test_a_place_without_names_keeps_its_code_until_one_is_known() -> None:
    assert build([agency("990121")]).by_code["990121"].name == "990121"
    tree = build([agency("990121"), agency("990121", "示例省", "甲样市", "南样县")])
    assert [region.name for region in tree.chain("990121")] == ["示例省", "甲样市", "南样县"]


def test_every_body_has_a_place() -> None:
    assert region_of(agency("990000")) == "990000"
    assert region_of(agency(None)) == "unknown"

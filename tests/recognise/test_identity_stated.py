"""What a maintainer states overrides the text and fills its gaps; contradictions are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.recognise.identity_documents import FORM, lines

from gongkai.model import Stated
from gongkai.recognise.identity import Identity, identify

REPORT = "政府信息公开工作年度报告"
BARE = FORM.replace("2021年，", "")


def identified(head: str, **stated: str | int) -> Identity:
    return identify(replace(lines(f"{head}\n{BARE}"), stated=Stated(**stated)))  # type: ignore[arg-type]


def differences(identity: Identity) -> list[tuple[str, str | None, str | None]]:
    return [(f.instance, f.expected, f.actual) for f in identity.findings if f.type == "stated_differs"]


def test_gaps_are_filled_without_a_finding() -> None:
    """Neither year nor body in the text: both from the statement, nothing left unknown."""
    identity = identified(REPORT, agency="甲样市水利局", year=2021)
    assert identity.agency is not None
    assert (identity.agency.name, identity.agency.region_code, identity.agency.sector) == (
        "甲样市水利局",
        "990100",
        "water",
    )
    assert identity.year == 2021
    assert identity.findings == ()


def test_what_the_text_says_too_is_no_difference() -> None:
    """The same year, the same body in its longer form, its own region."""
    identity = identified(
        f"东样区人民政府2021年{REPORT}", agency="甲样市东样区人民政府", year=2021, region_code="990101"
    )
    assert differences(identity) == []
    assert identity.agency is not None
    assert identity.agency.name == "甲样市东样区人民政府"


def test_a_contradiction_is_shown_and_the_statement_holds() -> None:
    """Year, body and region, each with both values."""
    identity = identified(f"甲样市教育局2020年{REPORT}", agency="乙样市水利局", year=2021, region_code="990100")
    assert identity.year == 2021
    assert identity.agency is not None
    assert (identity.agency.name, identity.agency.region_code) == ("乙样市水利局", "990100")
    assert differences(identity) == [
        ("year", "2021", "2020"),
        ("agency", "乙样市水利局", "甲样市教育局"),
        *([("region", "990100", code)] if (code := region_of("乙样市水利局")) else []),
    ]


def region_of(name: str) -> str | None:
    agency = identified(f"{name}2021年{REPORT}").agency
    return agency.region_code if agency else None


@pytest.mark.parametrize(
    ("head", "region", "name", "identifier"),
    [
        (f"区统计局2021年{REPORT}", "320813", "淮安市洪泽区统计局", "320813-tongji-ju"),
        (f"县教育局2021年{REPORT}", "632521", "共和县教育局", "632521-jiaoyu-ju"),
        (f"市财政局2021年{REPORT}", "320800", "淮安市财政局", "320800-caizheng-ju"),
        (f"鼓楼区人民政府2021年{REPORT}", "320106", "鼓楼区人民政府", "320106-renmin-zhengfu"),
    ],
)
def test_a_region_settles_a_name_that_fits_many_bodies(head: str, region: str, name: str, identifier: str) -> None:
    """The name is completed from the region table, and nothing stays unknown."""
    identity = identified(head, region_code=region)
    assert identity.agency is not None
    assert (identity.agency.name, identity.agency.id, identity.agency.region_code) == (name, identifier, region)
    assert [f.type for f in identity.findings] == []


def test_a_region_places_a_town() -> None:
    """城关镇人民政府 is one of many until its county is stated."""
    identity = identified(f"城关镇人民政府2021年{REPORT}", region_code="632521")
    assert identity.agency is not None
    assert (identity.agency.county, identity.agency.level) == ("共和县", "township")
    assert identity.agency.id.startswith("632521-")


def test_a_region_alone_names_nobody() -> None:
    """我局 in 320813 stays unknown."""
    identity = identified(f"我局2021年{REPORT}", region_code="320813")
    assert identity.agency is None
    assert [f.type for f in identity.findings] == ["agency_unknown"]


def test_a_stated_year_settles_what_the_text_leaves_open() -> None:
    """Two first words; the statement decides and nothing is unknown."""
    identity = identify(replace(lines(f"甲样市水利局{REPORT}\n{BARE}"), stated=Stated(year=2022)))
    assert (identity.year, [f.type for f in identity.findings]) == (2022, [])

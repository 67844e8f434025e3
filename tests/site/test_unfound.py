"""The site of data whose register names bodies without any report: they are shown, and no count of reports changes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.package.factory import annual_reports, save_originals
from tests.site.conftest import Site, build_site
from tests.site.test_site import article

from gongkai.analysis import Analysis
from gongkai.model import Registered
from gongkai.package import ensure_derived, write_package
from gongkai.recognise.agency import agency
from gongkai.site.publish.links import check_links

if TYPE_CHECKING:
    from gongkai.model import Reading

UNFOUND = (
    Registered(agency=agency("甲样市统计局")),
    Registered(agency=agency("前样区民政局"), first_year=2023, last_year=2024),
    Registered(agency=agency("国家林业和草原局"), first_year=2030),
)
"""In a city with reports, in a district of a province without any, and one of which no year is expected."""


@pytest.fixture(scope="module")
def unfound(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("unfound")
    readings: list[Reading] = [*annual_reports(12, seed=3)]
    saved = save_originals(readings, folder / "originals")
    analysis = Analysis(register=UNFOUND)
    write_package(saved, folder / "datapackage", originals=folder / "originals", analysis=analysis)
    ensure_derived(folder / "datapackage")
    build_site(folder / "datapackage", folder / "site")
    return Site(folder / "datapackage", folder / "site")


def test_no_link_is_broken(unfound: Site) -> None:
    assert check_links(unfound.folder) == []


def test_each_body_has_a_page_that_says_so(unfound: Site) -> None:
    for entry in UNFOUND:
        html = article(unfound.page(f"agencies/{entry.agency.id}"))
        assert f"没有收录{entry.agency.name}的政府信息公开工作年度报告。" in html
        assert "没有收录不等于没有公布" in html
    html = article(unfound.page(f"agencies/{UNFOUND[1].agency.id}"))
    assert re.findall(r'<th scope="row">(\d{4})</th><td>未收录</td><td>([\d-]+)</td>', html) == [
        ("2024", "2025-01-31"),
        ("2023", "2024-01-31"),
    ]
    assert "<table" not in article(unfound.page(f"agencies/{UNFOUND[2].agency.id}"))


def test_places_list_them_and_count_reports_only(unfound: Site) -> None:
    city = article(unfound.page("regions/990100"))
    assert city.count(f"agencies/{UNFOUND[0].agency.id}/") == 1
    assert "没有收录年报的机关" in city
    code = UNFOUND[1].agency.region_code
    assert "收录 0 个行政机关的 0 份年度报告" in article(unfound.page(f"regions/{code}"))
    bodies = {report.agency.id for report in annual_reports(12, seed=3) if report.agency}
    home = article(unfound.page(""))
    assert f"<dt>行政机关</dt><dd>{len(bodies)}</dd>" in home
    assert f"收录 {len(bodies)} 个行政机关的 12 份年度报告" in article(unfound.page("regions/990000"))


def test_they_are_found_by_name_and_by_programs(unfound: Site) -> None:
    index = json.loads((unfound.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    locations = {entry["location"] for entry in index["docs"]}
    listed = json.loads((unfound.folder / "api/v1/agencies.json").read_text(encoding="utf-8"))["agencies"]
    assert [entry["agency_id"] for entry in listed] == sorted(entry["agency_id"] for entry in listed)
    years = {entry["agency_id"]: entry["years"] for entry in listed}
    for entry in UNFOUND:
        assert f"agencies/{entry.agency.id}/" in locations
        assert years[entry.agency.id] == []
        file = unfound.folder / "api/v1/agencies" / f"{entry.agency.id}.json"
        assert json.loads(file.read_text(encoding="utf-8"))["reports"] == []
    counts = json.loads((unfound.folder / "api/v1/index.json").read_text(encoding="utf-8"))["counts"]
    assert counts == {"agencies": len(listed), "reports": 12}

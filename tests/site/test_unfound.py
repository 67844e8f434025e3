"""The site of data whose register names bodies without any report: they are shown, and no count of reports changes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.package.factory import annual_reports
from tests.site.conftest import UNFOUND
from tests.site.test_site import article

from gongkai.site.publish.links import check_links

if TYPE_CHECKING:
    from tests.site.conftest import Site


def test_no_link_is_broken(specimens: Site) -> None:
    assert check_links(specimens.folder) == []


def test_each_body_has_a_page_that_says_so(specimens: Site) -> None:
    for entry in UNFOUND:
        html = article(specimens.page(f"agencies/{entry.agency.id}"))
        assert f"没有收录{entry.agency.name}的政府信息公开工作年度报告。" in html
        assert "没有收录不等于没有公布" in html
    html = article(specimens.page(f"agencies/{UNFOUND[1].agency.id}"))
    assert re.findall(r'<th scope="row">(\d{4})</th><td>未收录</td><td>([\d-]+)</td>', html) == [
        ("2024", "2025-01-31"),
        ("2023", "2024-01-31"),
    ]
    assert "<table" not in article(specimens.page(f"agencies/{UNFOUND[2].agency.id}"))


def test_places_list_them_and_count_reports_only(specimens: Site) -> None:
    city = article(specimens.page("regions/990100"))
    assert city.count(f"agencies/{UNFOUND[0].agency.id}/") == 1
    assert "没有收录年报的机关" in city
    code = UNFOUND[1].agency.region_code
    assert "收录 0 个行政机关的 0 份年度报告" in article(specimens.page(f"regions/{code}"))
    bodies = {report.agency.id for report in annual_reports(12, seed=3) if report.agency}
    home = article(specimens.page(""))
    assert f"<dt>行政机关</dt><dd>{len(bodies)}</dd>" in home
    assert f"收录 {len(bodies)} 个行政机关的 12 份年度报告" in article(specimens.page("regions/990000"))


def test_they_are_found_by_name_and_by_programs(specimens: Site) -> None:
    index = json.loads((specimens.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    locations = {entry["location"] for entry in index["docs"]}
    listed = json.loads((specimens.folder / "api/v1/agencies.json").read_text(encoding="utf-8"))["agencies"]
    assert [entry["agency_id"] for entry in listed] == sorted(entry["agency_id"] for entry in listed)
    years = {entry["agency_id"]: entry["years"] for entry in listed}
    for entry in UNFOUND:
        assert f"agencies/{entry.agency.id}/" in locations
        assert years[entry.agency.id] == []
        file = specimens.folder / "api/v1/agencies" / f"{entry.agency.id}.json"
        assert json.loads(file.read_text(encoding="utf-8"))["reports"] == []
    counts = json.loads((specimens.folder / "api/v1/index.json").read_text(encoding="utf-8"))["counts"]
    assert counts == {"agencies": len(listed), "reports": 12}

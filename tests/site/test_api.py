"""The static interface for programs: every address leads somewhere, and says the same as the data package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gongkai.site.pages.data import read_descriptor
from gongkai.site.publish.api import write_api

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.conftest import Site

    from gongkai.site.store import Store


def content(site: Site, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.folder / path).read_text(encoding="utf-8"))
    return found


def test_every_year_and_report_is_reached_from_the_index(site: Site, store: Store) -> None:
    index = content(site, "api/v1/index.json")
    assert index["api"] == "v1"
    assert (site.folder / index["promise"] / "index.html").is_file()
    reached = set()
    for year, address in index["years"].items():
        listed = content(site, address)
        assert str(listed["year"]) == year
        for report in listed["reports"]:
            assert content(site, report["json"])["report"]["sha256"] == report["sha256"]
            assert (site.folder / report["csv"]).is_file()
            assert (site.folder / report["page"] / "index.html").is_file()
            reached.add(report["report_id"])
    dated = {key for (key,) in store.rows("SELECT report_id FROM reports WHERE year IS NOT NULL")}
    assert reached == dated
    assert index["counts"]["reports"] == store.count("reports")
    assert (site.folder / index["database"]).is_file()
    assert (site.folder / index["datapackage"]).is_file()


def test_every_agency_has_its_file_with_all_its_reports(site: Site, store: Store) -> None:
    listed = content(site, content(site, "api/v1/index.json")["agencies"])["agencies"]
    found = {}
    for agency in listed:
        file = content(site, agency["json"])
        assert {key: file[key] for key in ("agency_id", "name")} == {key: agency[key] for key in ("agency_id", "name")}
        found[agency["agency_id"]] = {report["report_id"] for report in file["reports"]}
    expected: dict[str, set[str]] = {}
    for agency_id, report_id in store.rows("SELECT agency_id, report_id FROM reports"):
        expected.setdefault(agency_id, set()).add(report_id)
    assert found == expected


def test_no_address_leaves_the_site(site: Site) -> None:
    """A copy under any address works: nothing is absolute but the licence and the sources of originals."""
    index = content(site, "api/v1/index.json")
    index.pop("licenses")
    assert "://" not in json.dumps(index)


def test_where_the_site_holds_no_originals_their_addresses_are_null(site: Site, store: Store, tmp_path: Path) -> None:
    write_api(store, tmp_path, read_descriptor(site.datapackage), originals=False)
    held = [
        report["original"]
        for path in (tmp_path / "api" / "v1" / "agencies").iterdir()
        for report in json.loads(path.read_text(encoding="utf-8"))["reports"]
    ]
    assert set(held) == {None}
    assert {
        report["original"] is None
        for year in content(site, "api/v1/index.json")["years"].values()
        for report in content(site, year)["reports"]
    } == {False}

"""Descriptions inside the pages: programs read them, they name what is there, and nothing in them becomes mark-up."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import rdflib
from rdflib import RDF, Namespace
from tests.site import making
from tests.site.conftest import EVIL

from gongkai.site.citation import Edition
from gongkai.site.publish import structured
from gongkai.site.records import Agency

if TYPE_CHECKING:
    from tests.site.conftest import Site

    from gongkai.site.store import Store

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # inside rdflib itself
SCHEMA = Namespace("https://schema.org/")
BASE = "https://site.invalid/sub/"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
LIMIT = 1024
"""Bytes of what each report's page says of itself to programs."""


def on_page(html: str) -> list[dict[str, Any]]:
    return [json.loads(text) for text in SCRIPT.findall(html)]


def graph(content: dict[str, Any], page: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=json.dumps(content), format="json-ld", publicID=f"{BASE}{page}/")


def test_every_report_describes_itself_and_its_files(site: Site, store: Store) -> None:
    version = json.loads((site.datapackage / "datapackage.json").read_text(encoding="utf-8"))["version"]
    (whole,) = on_page(site.page("data"))
    for agency, report in store.reports():
        page = f"reports/{report.id}"
        (found,) = on_page(site.page(page))
        made = graph(found, page)
        (dataset,) = made.subjects(RDF.type, SCHEMA.Dataset)
        assert str(made.value(dataset, SCHEMA.identifier)) == report.id
        assert agency.label in str(made.value(dataset, SCHEMA.name))
        assert 50 <= len(str(made.value(dataset, SCHEMA.description))) <= 5000
        assert made.value(dataset, SCHEMA.temporalCoverage) == (
            rdflib.Literal(str(report.year)) if report.year else None
        )
        assert (agency.county or agency.city or agency.province or "中国") in str(
            made.value(dataset, SCHEMA.spatialCoverage)
        )
        assert str(made.value(dataset, SCHEMA.license)) == whole["license"]
        assert str(made.value(dataset, SCHEMA.version)) == version
        assert str(made.value(dataset, SCHEMA.isPartOf)) == whole["@id"]
        files = {file["contentUrl"].removeprefix(BASE) for file in found["distribution"]}
        assert files == {f"{page}/data.json", f"{page}/data.csv"}
        assert all((site.folder / file).is_file() for file in files)


def test_the_description_of_a_report_stays_small(site: Site, store: Store) -> None:
    for agency, report in store.reports():
        if agency.id != "990000-evil":
            (text,) = SCRIPT.findall(site.page(f"reports/{report.id}"))
            assert len(text.encode()) < LIMIT


def test_the_data_page_describes_every_file(site: Site) -> None:
    (found,) = on_page(site.page("data"))
    assert found["url"] == f"{BASE}data/"
    (dataset,) = graph(found, "data").subjects(RDF.type, SCHEMA.Dataset)
    assert str(dataset) == f"{BASE}data/#dataset"
    described = json.loads((site.datapackage / "datapackage.json").read_text(encoding="utf-8"))
    files = {unquote(file["contentUrl"].removeprefix(BASE)) for file in found["distribution"]}
    assert files >= {f"data/{resource['path']}" for resource in described["resources"]}
    assert {file.rpartition(".")[2] for file in files} == {"csv", "zip", "gz", "xlsx"}
    assert not [file for file in files if not (site.folder / file).is_file()]


def test_every_description_can_be_read(site: Site) -> None:
    kinds: dict[str, int] = {}
    for path in site.folder.rglob("index.html"):
        page = path.parent.relative_to(site.folder).as_posix().removeprefix("en/")
        for content in on_page(path.read_text(encoding="utf-8")):
            assert len(list(graph(content, page).subjects(RDF.type, SCHEMA.Dataset))) == 1
            kinds[page.partition("/")[0]] = kinds.get(page.partition("/")[0], 0) + 1
    assert kinds.keys() == {"data", "reports"}


def test_a_hostile_name_stays_a_name(site: Site, store: Store) -> None:
    (report,) = next(store.rows("SELECT report_id FROM reports WHERE agency_id = '990000-evil'"))
    html = site.page(f"reports/{report}")
    (found,) = on_page(html)
    assert EVIL in found["name"]
    assert not set("<>&'") & set(SCRIPT.findall(html)[0])


AGENCY = Agency(
    id="x",
    name="甲市乙局",
    region_code="990100",
    province="甲市",
    city="甲市",
    county=None,
    level="city",
    sector=None,
    parent=None,
    successor_of=None,
)


def test_without_an_address_of_the_site_addresses_are_relative() -> None:
    (found,) = on_page(structured.of_report(making.report(), AGENCY, Edition("1.2.3", "2024-01-01", "")))
    assert [file["contentUrl"] for file in found["distribution"]] == ["data.json", "data.csv"]
    assert found["isPartOf"] == {"@id": "../../data/#dataset"}
    assert found["spatialCoverage"] == "甲市"


@pytest.mark.parametrize("specimen", [True, False])
def test_a_specimen_says_so(specimen: bool) -> None:
    edition = replace(Edition("1.2.3", "2024-01-01", ""), specimen=specimen)
    (found,) = on_page(structured.of_report(making.report(), AGENCY, edition))
    assert ("均为虚构" in found["description"]) is specimen

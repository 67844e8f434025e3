"""The descriptions for other programs: read by the programs they are for, and equal to the files they describe."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import mlcroissant
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, RDF, Namespace
from tests.package.factory import annual_reports

from gongkai.package import write_package
from gongkai.package.jsonld import dataset_jsonld
from gongkai.package.layout import DESCRIPTIONS, resources
from gongkai.package.schema.described import CODES, COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.package.conftest import Built

    from gongkai.package.schema import Resource

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # inside rdflib itself
SPDX = Namespace("http://spdx.org/rdf/terms#")
BASE = "https://example.org/data/"
DESCRIBED = (
    DCTERMS.title,
    DCTERMS.description,
    DCTERMS.publisher,
    DCTERMS.license,
    DCTERMS.language,
    DCTERMS.issued,
    DCTERMS.modified,
    rdflib.URIRef(f"{DCAT}version"),
)
"""What a catalogue and a data set both have; the library knows DCAT 2, which had no versions."""


def content(package: Path, name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((package / name).read_text(encoding="utf-8"))
    return read


def croissant(package: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=package / "croissant.json")


@pytest.fixture(scope="module")
def graph(built: Built) -> rdflib.Graph:
    """The catalogue as a harvester sees it."""
    return rdflib.Graph().parse(
        data=(built.path / "dcat.jsonld").read_text(encoding="utf-8"), format="json-ld", publicID=BASE
    )


def test_the_reader_of_croissant_finds_nothing_wrong(built: Built) -> None:
    issues = croissant(built.path).metadata.ctx.issues
    assert not issues.errors
    assert not issues.warnings


def test_the_reader_of_croissant_refuses_a_broken_reference(built: Built, tmp_path: Path) -> None:
    broken = content(built.path, "croissant.json")
    broken["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "data/nothing.csv"
    (tmp_path / "croissant.json").write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(mlcroissant.ValidationError):
        croissant(tmp_path)


@pytest.mark.filterwarnings("ignore:DataFrame is highly fragmented")  # the reader's way with many columns
def test_croissant_leads_to_the_rows_of_every_file(built: Built) -> None:
    """All tables one after the other, as whoever meets the data set would read them."""
    dataset = croissant(built.path)
    for resource in resources():
        rows = csv_rows(built.path, resource.name)
        records = list(dataset.records(resource.name))
        assert len(records) == len(rows)
        key = resource.primary_key[0]
        assert [str(plain(record[f"{resource.name}/{key}"])) for record in records] == [row[key] for row in rows]


def test_croissant_hands_over_the_numbers_and_no_blank_as_a_zero(built: Built) -> None:
    rows = csv_rows(built.path, "applications")
    values = [plain(record["applications/value"]) for record in croissant(built.path).records("applications")]
    assert ["" if value is None else str(value) for value in values] == [row["value"] for row in rows]
    assert {"", "0"} < {row["value"] for row in rows}


def csv_rows(package: Path, name: str) -> list[dict[str, str]]:
    with (package / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value


def test_croissant_describes_every_field_once(built: Built) -> None:
    described = content(built.path, "croissant.json")
    fields = [field["@id"] for records in described["recordSet"] for field in records["field"]]
    assert fields == [f"{resource.name}/{field.name}" for resource in resources() for field in resource.fields]


def test_croissant_has_the_fingerprints_of_the_files(built: Built) -> None:
    files = content(built.path, "croissant.json")["distribution"]
    assert len(files) == len(resources())
    for file in files:
        stored = (built.path / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(stored).hexdigest()
        assert file["contentSize"] == f"{len(stored)} B"


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        (DCAT.Catalog, (*DESCRIBED, DCAT.dataset)),
        (DCAT.Dataset, (*DESCRIBED, DCTERMS.identifier, DCTERMS.spatial, DCTERMS.temporal, DCAT.distribution)),
        (DCAT.Distribution, (DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCTERMS.license, DCTERMS.title)),
        (FOAF.Agent, (FOAF.name,)),
    ],
    ids=["catalog", "dataset", "distribution", "agent"],
)
def test_dcat_has_what_its_profiles_demand(
    graph: rdflib.Graph, kind: rdflib.URIRef, properties: tuple[rdflib.URIRef, ...]
) -> None:
    things = list(graph.subjects(RDF.type, kind))
    assert things
    missing = [(thing, name) for thing in things for name in properties if (thing, name, None) not in graph]
    assert not missing


def test_dcat_titles_and_descriptions_are_in_both_languages_once(graph: rdflib.Graph) -> None:
    for name in (DCTERMS.title, DCTERMS.description):
        for thing in set(graph.subjects(name)):
            languages = sorted(str(text.language) for text in graph.objects(thing, name))  # type: ignore[attr-defined]
            assert languages == ["en", "zh"], thing


def test_dcat_refers_to_nothing_that_it_does_not_describe(graph: rdflib.Graph) -> None:
    for name in (DCAT.dataset, DCAT.distribution, DCTERMS.publisher, DCTERMS.hasPart, DCTERMS.isPartOf):
        assert list(graph.objects(None, name))
        assert not [thing for thing in graph.objects(None, name) if (thing, RDF.type, None) not in graph]


def test_dcat_offers_every_form_and_each_is_there(graph: rdflib.Graph, built: Built) -> None:
    paths = {str(url).removeprefix(BASE) for url in graph.objects(None, DCAT.downloadURL)}
    assert {path.rpartition(".")[2] for path in paths} == {"csv", "parquet", "sqlite", "xlsx", "zip"}
    assert not [path for path in paths if not (built.path / path).is_file()]


def test_dcat_has_the_fingerprints_of_the_files(graph: rdflib.Graph, built: Built) -> None:
    checksums = list(graph.subject_objects(SPDX.checksum))
    assert len(checksums) == len(resources())
    for distribution, checksum in checksums:
        path = str(graph.value(distribution, DCAT.downloadURL)).removeprefix(BASE)
        stored = (built.path / path).read_bytes()
        assert str(graph.value(checksum, SPDX.checksumValue)).lower() == hashlib.sha256(stored).hexdigest()
        assert str(graph.value(distribution, DCAT.byteSize)) == str(len(stored))


def test_every_description_says_which_years(graph: rdflib.Graph, built: Built) -> None:
    with (built.path / "data" / "reports.csv").open(encoding="utf-8", newline="") as file:
        known = sorted(row["year"] for row in csv.DictReader(file) if row["year"])
    periods = {
        (str(graph.value(period, DCAT.startDate)), str(graph.value(period, DCAT.endDate)))
        for period in graph.objects(None, DCTERMS.temporal)
    }
    assert periods == {(known[0], known[-1])}
    for name in ("croissant.json", "dataset.jsonld"):
        assert content(built.path, name)["temporalCoverage"] == f"{known[0]}/{known[-1]}"


def test_schema_org_has_what_search_engines_demand(built: Built) -> None:
    graph = rdflib.Graph().parse(
        data=(built.path / "dataset.jsonld").read_text(encoding="utf-8"), format="json-ld", publicID=BASE
    )
    schema = Namespace("https://schema.org/")
    (dataset,) = graph.subjects(RDF.type, schema.Dataset)
    for name in ("name", "description", "license", "creator", "version", "distribution"):
        assert (dataset, schema[name], None) in graph
    assert 50 <= len(str(graph.value(dataset, schema.description))) <= 5000
    for download in content(built.path, "dataset.jsonld")["distribution"]:
        assert (built.path / download["contentUrl"]).is_file()


def test_schema_org_in_a_page_has_whole_addresses(built: Built) -> None:
    made = dataset_jsonld(content(built.path, "datapackage.json"), BASE)
    assert made["url"] == BASE
    assert all(file["contentUrl"].startswith(BASE) for file in made["distribution"])


def test_the_citation_is_valid(built: Built) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    run = subprocess.run([*command, str(built.path / "CITATION.cff")], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("specimen", [True, False])
def test_every_description_says_that_specimens_are_invented(tmp_path: Path, specimen: bool) -> None:
    write_package(list(annual_reports(1)), tmp_path / "out", originals=None, specimen=specimen)
    for name in DESCRIPTIONS:
        assert ("均为虚构" in (tmp_path / "out" / name).read_text(encoding="utf-8")) is specimen


def test_the_same_readings_give_the_same_descriptions(tmp_path: Path) -> None:
    readings = list(annual_reports(4))
    write_package(readings, tmp_path / "one", originals=None)
    write_package(readings[::-1], tmp_path / "two", originals=None)
    for name in DESCRIPTIONS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("resource", resources(), ids=lambda resource: resource.name)
def test_every_column_is_described_in_both_languages(resource: Resource) -> None:
    for field in resource.fields:
        for title, said in ((field.title_zh, field.description_zh), (field.title_en, field.description_en)):
            assert said, f"{resource.name}.{field.name}"
            assert said != title


def test_no_description_is_left_over() -> None:
    """Each entry names a column that is there and says nothing itself."""
    columns = {
        field.name for resource in resources() if not resource.name.startswith("code_") for field in resource.fields
    }
    of_codes = {
        field.name for resource in resources() if resource.name.startswith("code_") for field in resource.fields
    }
    assert COLUMNS.keys() <= columns
    assert CODES.keys() <= of_codes

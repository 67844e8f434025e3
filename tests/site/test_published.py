"""What the site hands out: large files compressed, and every description true of the files that are there."""

from __future__ import annotations

import csv
import gc
import gzip
import hashlib
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import frictionless
import mlcroissant
import pytest
from frictionless.resources import TableResource

from gongkai.package.validation import profile_problems
from gongkai.site.pages import data as data_page
from gongkai.site.publish.published import Publication, publish
from gongkai.site.publish.structured import whole
from gongkai.site.render import render
from gongkai.site.sql import BROWSER_SQLITE, add_slim

if TYPE_CHECKING:
    from pathlib import Path

SMALL = 20_000
"""Bytes; a small data package is cut as a large one would be."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("handed")


@pytest.fixture(scope="module")
def publication(datapackage: Path, folder: Path) -> Publication:
    return publish(datapackage, folder, large=SMALL)


def content(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return found


def test_large_files_are_there_compressed_only_and_the_others_as_they_are(
    datapackage: Path, folder: Path, publication: Publication
) -> None:
    packed = publication.packed
    assert {"gongkai.sqlite", "data/applications.csv"} <= packed.keys()
    assert "data/rejects.csv" not in packed
    for name, file in publication.files.items():
        there = (folder / file.name).read_bytes()
        assert (file.bytes, file.sha256) == (len(there), hashlib.sha256(there).hexdigest())
        if name in packed:
            assert not (folder / name).exists()
            assert gzip.decompress(there) == (datapackage / name).read_bytes()
            assert file.plain == (datapackage / name).stat().st_size > SMALL
        elif name.endswith((".csv", ".parquet", ".xlsx", ".zip", ".sqlite")):
            assert there == (datapackage / name).read_bytes()
    assert not [name for name in packed if name.endswith((".parquet", ".xlsx", ".zip"))]


def test_the_same_content_gives_the_same_bytes(datapackage: Path, publication: Publication, tmp_path: Path) -> None:
    assert publish(datapackage, tmp_path, large=SMALL) == publication


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_the_descriptor_is_valid_and_frictionless_reads_every_row(
    datapackage: Path, folder: Path, publication: Publication
) -> None:
    described = content(folder, "datapackage.json")
    assert profile_problems(described) == []
    by_name = {resource["name"]: resource for resource in described["resources"]}
    resource = by_name["applications"]
    assert (resource["path"], resource["compression"]) == ("data/applications.csv.gz", "gz")
    assert resource["hash"] == f"sha256:{publication.files['data/applications.csv'].sha256}"
    assert "compression" not in by_name["rejects"]
    package = frictionless.Package(str(folder / "datapackage.json"))
    assert package.validate().valid
    with (datapackage / "data" / "applications.csv").open(encoding="utf-8", newline="") as file:
        table = package.get_resource("applications")
        assert isinstance(table, TableResource)
        assert len(table.read_rows()) == sum(1 for _ in csv.reader(file)) - 1
    del package, table
    gc.collect()  # frictionless leaves compressed files open; that is told here and not in the test that comes next


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # inside rdflib itself
def test_other_descriptions_lead_to_files_that_are_there(
    datapackage: Path, folder: Path, publication: Publication
) -> None:
    rows = mlcroissant.Dataset(jsonld=folder / "croissant.json").records("applications")
    assert sum(1 for _ in rows) > 1000
    files = [file for file in content(folder, "croissant.json")["distribution"] if "contentUrl" in file]
    assert [file["contentUrl"] for file in files if not (folder / file["contentUrl"]).is_file()] == []
    assert all(
        hashlib.sha256((folder / file["contentUrl"]).read_bytes()).hexdigest() == file["sha256"] for file in files
    )
    found = [d for entry in content(folder, "dcat.jsonld")["@graph"] for d in entry.get("dcat:distribution", ())]
    for distribution in found:
        path = folder / distribution["dcat:downloadURL"]["@id"]
        assert path.is_file(), path
        assert ("dcat:compressFormat" in distribution) == path.name.endswith(".gz")
        if "dcat:byteSize" in distribution:
            assert int(distribution["dcat:byteSize"]["@value"]) == path.stat().st_size
    for download in content(folder, "dataset.jsonld")["distribution"]:
        assert (folder / download["contentUrl"]).is_file()
    script = str(whole(data_page.read_descriptor(datapackage), "", publication))
    on_page = json.loads(script.partition(">")[2].rpartition("<")[0])
    assert [d["contentUrl"] for d in on_page["distribution"] if not (folder / d["contentUrl"]).is_file()] == []
    assert "gunzip" in (folder / "README.md").read_text(encoding="utf-8")


def test_the_data_page_offers_exactly_what_is_there(datapackage: Path, folder: Path, publication: Publication) -> None:
    publication = add_slim(publication, datapackage / "gongkai.sqlite", folder)
    made = data_page.page(datapackage, data_page.read_descriptor(datapackage), "", publication)
    html = "".join(part.html for part in made.parts)
    for name, file in publication.files.items():
        if name != "specimen.json":
            assert f'href="{file.name}"' in html, name
            assert file.sha256 in html, name
    for name in publication.packed:
        assert f'href="{name}"' not in html
    (folder / "slim.sqlite").write_bytes(gzip.decompress((folder / f"{BROWSER_SQLITE}.gz").read_bytes()))
    with closing(sqlite3.connect(folder / "slim.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone()[0] > 30


def test_without_large_files_the_descriptions_stay_as_they_are(datapackage: Path, tmp_path: Path) -> None:
    assert publish(datapackage, tmp_path, large=10**9).packed == {}
    for name in ("datapackage.json", "croissant.json", "dcat.jsonld", "README.md"):
        assert (tmp_path / name).read_bytes() == (datapackage / name).read_bytes()


def test_the_truth_about_invented_reports_is_not_handed_out(tmp_path: Path) -> None:
    originals = tmp_path / "package" / "originals"
    originals.mkdir(parents=True)
    for name in ("specimen.json", "report.txt"):
        (originals / name).write_text("1")
    publish(tmp_path / "package", tmp_path / "handed")
    assert [path.name for path in (tmp_path / "handed").rglob("*") if path.is_file()] == ["report.txt"]


def test_parts_of_a_table_are_packed_however_small_and_web_pages_are_text(tmp_path: Path) -> None:
    package, out = tmp_path / "package", tmp_path / "out"
    files = {
        "data/applications/11.csv": "a\n",
        "data/applications/37.csv": "b\n",
        "data/agencies.csv": "c\n",
        "originals/11/a.HTML": "<script>",
        "originals/11/b.pdf": "%PDF",
        "croissant.json": json.dumps(
            {
                "distribution": [
                    {"@id": "data/applications", "includes": "data/applications/*.csv"},
                    {"@id": "data/agencies", "contentUrl": "data/agencies.csv"},
                ]
            }
        ),
    }
    for name, text in files.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text, encoding="utf-8")
    (package / "data" / "elsewhere.csv").symlink_to(package / "data" / "agencies.csv")
    made = publish(package, out)
    assert sorted(made.packed) == ["data/applications/11.csv", "data/applications/37.csv"]
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()) == [
        "croissant.json",
        "data/agencies.csv",
        "data/applications/11.csv.gz",
        "data/applications/37.csv.gz",
        "originals/11/a.HTML.txt",
        "originals/11/b.pdf",
    ]
    cut, whole_file = content(out, "croissant.json")["distribution"]
    assert cut["includes"] == "data/applications/*.csv.gz"
    assert whole_file["contentUrl"] == "data/agencies.csv"


def test_a_site_may_hold_no_originals_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "package" / "originals").mkdir(parents=True)
    (tmp_path / "package" / "originals" / "report.txt").write_text("1")
    publication = publish(tmp_path / "package", tmp_path / "handed", originals=False)
    assert not publication.originals
    assert not (tmp_path / "handed").exists()
    for held, words in ((True, "文件名另加 .txt"), (False, "本站没有存放原件")):
        assert words in render("data_tables.html", tables=(), originals=held)

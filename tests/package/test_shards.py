"""A table too large for one file comes in several, and nothing else changes: one reads as the other."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import mlcroissant
import pyarrow.parquet
import pytest
from tests.package.factory import annual_reports

from gongkai.package import annual_reports as read_back
from gongkai.package import ensure_derived, read_package, shards, validate, write_package
from gongkai.package.diff import difference
from gongkai.package.integrity import file_problems
from gongkai.package.layout import csv_path, parquet_path, resources
from gongkai.package.tables import parts
from gongkai.package.validation import frictionless_problems, profile_problems, read_descriptor
from gongkai.site.pages import data as data_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.package.conftest import Built

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # inside rdflib itself
LIMIT = 30_000
NAMES = [resource.name for resource in resources()]


def in_parts(readings: list[Any], out: Path, originals: Path | None, limit: int = LIMIT) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shards, "LIMIT", limit)
        write_package(readings, out, originals=originals)
    return out


@pytest.fixture(scope="module")
def cut(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data package of `built`, its large tables cut."""
    out = in_parts(built.readings, tmp_path_factory.mktemp("cut") / "datapackage", built.originals)
    ensure_derived(out)
    return out


def of_table(package: Path, name: str) -> list[Path]:
    return parts(csv_path(package, name))


def rows(path: Path) -> bytes:
    """The file without its header."""
    return path.read_bytes().partition(b"\n")[2]


def test_large_tables_are_cut_and_small_ones_are_not(cut: Path, built: Built) -> None:
    several = {name for name in NAMES if len(of_table(cut, name)) > 1}
    assert {"applications", "disclosure", "check_results"} <= several
    assert not several & {"agencies", "reports", "code_regions", "aggregates"}
    assert not [name for name in NAMES if len(of_table(built.path, name)) > 1]
    for name in several:
        assert not csv_path(cut, name).exists()


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_one_after_the_other_are_the_table(cut: Path, built: Built, name: str) -> None:
    whole = csv_path(built.path, name)
    files = of_table(cut, name)
    assert b"".join(map(rows, files)) == rows(whole)
    assert {path.read_bytes().partition(b"\n")[0] for path in files} == {whole.read_bytes().partition(b"\n")[0]}


def test_no_part_is_above_the_limit_but_one_report(cut: Path) -> None:
    for name in ("applications", "disclosure", "sections"):
        for path in of_table(cut, name):
            keys = set(re.findall(rb"^([a-z0-9]+-[a-z0-9-]+),", rows(path), re.MULTILINE))
            assert path.stat().st_size <= LIMIT or len(keys) == 1


def test_everything_else_reads_the_parts(cut: Path, built: Built) -> None:
    assert list(read_back(cut)) == list(read_back(built.path))
    frames = read_package(built.path)
    assert all(frame.equals(frames[name]) for name, frame in read_package(cut).items())
    assert difference(built.path, cut).level == "none"
    for name in NAMES:
        files = [pyarrow.parquet.read_table(parquet_path(folder, name)) for folder in (cut, built.path)]
        assert files[0].equals(files[1])
    dumps = []
    for folder in (cut, built.path):
        with closing(sqlite3.connect(folder / "gongkai.sqlite")) as database:
            dumps.append(list(database.iterdump()))
    assert dumps[0] == dumps[1]
    assert (cut / "gongkai.xlsx").read_bytes() == (built.path / "gongkai.xlsx").read_bytes()


def test_the_package_is_valid_by_every_judge(cut: Path) -> None:
    assert validate(cut) == []
    assert frictionless_problems(cut) == []
    assert profile_problems(read_descriptor(cut)) == []


def test_every_description_names_the_parts(cut: Path) -> None:
    paths = {path.relative_to(cut).as_posix() for name in NAMES for path in of_table(cut, name)}
    with zipfile.ZipFile(cut / "gongkai.zip") as archive:
        assert paths <= set(archive.namelist())
    for name in ("croissant.json", "dcat.jsonld", "dataset.jsonld"):
        text = (cut / name).read_text(encoding="utf-8")
        assert not [path for path in paths if f'"{path}"' not in text]
    described = read_descriptor(cut)["resources"]
    assert {
        path for one in described for path in ([one["path"]] if isinstance(one["path"], str) else one["path"])
    } == paths
    readme = (cut / "README.md").read_text(encoding="utf-8")
    assert f"`data/applications/*.csv`（{len(of_table(cut, 'applications'))}）" in readme
    assert "`data/applications.csv`" not in readme


@pytest.mark.parametrize("name", ["applications", "reports"])
def test_croissant_leads_to_the_rows_of_the_parts(cut: Path, built: Built, name: str) -> None:
    counts = [
        sum(1 for _ in mlcroissant.Dataset(jsonld=folder / "croissant.json").records(name))
        for folder in (cut, built.path)
    ]
    assert counts[0] == counts[1] > 0


def test_the_data_page_offers_and_the_site_holds_the_parts(cut: Path, tmp_path: Path) -> None:
    publication = data_page.copy_downloads(cut, tmp_path)
    html = "".join(p.html for p in data_page.page(cut, data_page.read_descriptor(cut), "", publication).parts)
    for path in of_table(cut, "applications"):
        name = f"{path.relative_to(cut).as_posix()}.gz"
        assert f'href="{name}"' in html
        assert gzip.decompress((tmp_path / "data" / name).read_bytes()) == path.read_bytes()
    described = read_descriptor(tmp_path / "data")
    assert profile_problems(described) == []
    resource = next(each for each in described["resources"] if each["name"] == "applications")
    assert resource["compression"] == "gz"
    assert resource["path"] == [part["path"] for part in resource["gongkai:parts"]]
    counts = [
        sum(1 for _ in mlcroissant.Dataset(jsonld=folder / "croissant.json").records("applications"))
        for folder in (cut, tmp_path / "data")
    ]
    assert counts[0] == counts[1] > 0


def test_a_new_report_changes_the_parts_of_its_own_region_only(tmp_path: Path) -> None:
    reports = list(annual_reports(18, seed=3))
    before = in_parts(reports[:-1], tmp_path / "before", None)
    after = in_parts(reports, tmp_path / "after", None)
    region = str(reports[-1].agency.region_code) if reports[-1].agency else ""
    for name in ("applications", "check_results"):
        then, now = ({path.stem: path.read_bytes() for path in of_table(folder, name)} for folder in (before, after))
        changed = {stem for stem in then.keys() | now.keys() if then.get(stem) != now.get(stem)}
        assert changed
        assert all(stem.startswith(region) or region.startswith(stem) for stem in changed)


def test_a_part_that_is_changed_or_missing_is_noticed(built: Built, tmp_path: Path) -> None:
    out = in_parts(built.readings, tmp_path / "out", None)
    ensure_derived(out)
    first, second, *_ = of_table(out, "applications")
    first.write_bytes(first.read_bytes())
    assert out / "gongkai.sqlite" in ensure_derived(out)
    first.write_bytes(first.read_bytes() + b"x")
    second.unlink()
    described = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert [problem.partition(":")[0] for problem in file_problems(out, described)] == [
        path.relative_to(out).as_posix() for path in (first, second)
    ]

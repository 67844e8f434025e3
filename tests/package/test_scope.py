"""One province out of a data package: the same rows, sums made as over the whole, and a package that is sound."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from gongkai.errors import DataPackageError
from gongkai.package import scope, validate
from gongkai.package.derived_rows import aggregate_rows, statistic_rows
from gongkai.package.scope import scoped_package

ROOT = Path(__file__).resolve().parents[2]
WHOLE = ROOT / "datapackage"
PROVINCE = "980000"


def rows(datapackage: Path, name: str) -> list[dict[str, str]]:
    with (datapackage / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scoped_package(WHOLE, PROVINCE, tmp_path_factory.mktemp("scope") / "part")


def test_the_rows_are_those_of_its_bodies(part: Path) -> None:
    agencies = rows(part, "agencies")
    assert agencies
    assert {row["region_code"][:2] for row in agencies} == {"98"}
    ids = {row["agency_id"] for row in agencies}
    wanted = [row for row in rows(WHOLE, "reports") if row["agency_id"] in ids]
    assert rows(part, "reports") == wanted
    assert len(wanted) < len(rows(WHOLE, "reports"))
    reports = {row["report_id"] for row in wanted}
    for name in ("applications", "findings", "continuity", "sections"):
        assert rows(part, name) == [row for row in rows(WHOLE, name) if row["report_id"] in reports]


def test_the_sums_are_those_of_the_province(part: Path) -> None:
    def counted(datapackage: Path, grouping: str, group: str) -> list[list[str]]:
        return [
            list(row.values())[2:]
            for row in rows(datapackage, "aggregates")
            if (row["grouping"], row["group"]) == (grouping, group)
        ]

    assert counted(part, "all", "all") == counted(WHOLE, "province", PROVINCE) != []
    assert {row["group"] for row in rows(part, "aggregates") if row["grouping"] == "province"} == {PROVINCE}


def test_sums_over_everything_are_those_of_the_build() -> None:
    """The way the sums are made again is that of `gongkai build`, to the last digit."""
    ids = frozenset(row["report_id"] for row in rows(WHOLE, "reports"))
    sums = scope._sums(WHOLE, scope._Kept(frozenset(), ids))
    for name, made in (
        ("aggregates", aggregate_rows(sums.aggregates())),
        ("indicator_statistics", statistic_rows(sums.statistics())),
    ):
        assert [list(row) for row in made] == [list(row.values()) for row in rows(WHOLE, name)]


def test_the_package_is_sound_and_says_what_it_is(part: Path) -> None:
    assert validate(part) == []
    described = json.loads((part / "datapackage.json").read_text(encoding="utf-8"))
    assert described["gongkai:region_scope"] == PROVINCE
    originals = {row["original"] for row in rows(part, "reports")}
    found = {path.relative_to(part).as_posix() for path in (part / "originals").rglob("*") if path.is_file()}
    assert originals <= found <= originals | {"originals/specimen.json"}


def test_it_is_made_again_only_when_the_whole_changed(part: Path) -> None:
    before = (part / "datapackage.json").stat().st_mtime_ns
    scoped_package(WHOLE, PROVINCE, part)
    assert (part / "datapackage.json").stat().st_mtime_ns == before


def test_a_province_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataPackageError, match="holds no report of 西藏自治区"):
        scoped_package(WHOLE, "540000", tmp_path / "part")
    assert not (tmp_path / "part").exists()

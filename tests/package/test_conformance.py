"""The data package keeps its promises, and `validate` notices when it does not."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.package.factory import annual_reports

from gongkai.errors import DataPackageError
from gongkai.package import ensure_derived, validate, write_package
from gongkai.package.descriptor import created
from gongkai.package.integrity import content_problems
from gongkai.package.validation import frictionless_problems, official_profile, profile_problems, read_descriptor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.package.conftest import Built


@pytest.fixture
def package(built: Built, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    copy = tmp_path / "copy"
    shutil.copytree(built.path, copy)
    return copy


def rewrite(package: Path, name: str, change: Callable[[str], str]) -> None:
    """Change a table and make the descriptor fit, as a careful editor of the data would."""
    import hashlib  # noqa: PLC0415 - only this helper needs it

    path = package / "data" / f"{name}.csv"
    before = path.read_text(encoding="utf-8")
    content = change(before)
    assert content != before
    path.write_text(content, encoding="utf-8", newline="\n")
    described = read_descriptor(package)
    for resource in described["resources"]:
        if resource["name"] == name:
            resource["bytes"] = len(content.encode())
            resource["hash"] = "sha256:" + hashlib.sha256(content.encode()).hexdigest()
    (package / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")


def test_frictionless_finds_nothing(built: Built) -> None:
    assert frictionless_problems(built.path) == []


def test_the_official_profile_is_kept(built: Built) -> None:
    profile = official_profile()
    assert profile is not None, "dplib-py brings the schema: install the extra `test`"
    assert profile["properties"]["resources"]
    assert profile_problems(read_descriptor(built.path)) == []


def test_our_own_checks_find_nothing(built: Built) -> None:
    assert validate(built.path) == []


def test_an_empty_data_package_is_valid(tmp_path: Path) -> None:
    write_package([], tmp_path / "out", originals=None)
    ensure_derived(tmp_path / "out")
    assert validate(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda d: d.update(licenses=[]), "$.licenses"),
        (lambda d: d["resources"][0].pop("name"), "$.resources[0]"),
        (lambda d: d.pop("resources"), "$"),
    ],
)
def test_a_descriptor_against_the_profile_is_noticed(built: Built, change: Callable[..., Any], where: str) -> None:
    descriptor = read_descriptor(built.path)
    change(descriptor)
    problems = profile_problems(descriptor)
    assert problems
    assert problems[0].startswith(f"datapackage.json {where}")


@pytest.mark.parametrize(
    ("name", "change", "problem"),
    [
        ("reports", lambda text: text + text.splitlines(keepends=True)[-1], "repeat the key report_id"),
        ("agencies", lambda text: "".join(text.splitlines(keepends=True)[:-1]), "refer to nothing in agencies"),
        ("proceedings", lambda text: text.replace(",reported,", ",guessed,", 1), "status is not in the code list"),
        ("proceedings", lambda text: text.replace(",reported,", ",blank,", 1), "value and status disagree"),
        (
            "applications",
            lambda text: text.replace("granted,research,,blank", "granted,research,0,reported", 1),
            "applications_wide: differs",
        ),
        ("reports", lambda text: text.replace(",own,", ",,", 1), "scope is empty"),
        ("reports", lambda text: text.replace(",2019,own", ",1019,own", 1), "year is less than"),
        ("agencies", lambda text: text.replace("990000,", "99000x,", 1), "region_code does not match"),
        ("findings", lambda text: text.replace("blank_cells", "no_such_rule", 1), "refer to nothing in code_rules"),
        (
            "applications",
            lambda text: text.replace(",total,0,reported", ",total,many,reported", 1),
            "cannot be read as applications",
        ),
        ("reports", lambda text: text.replace("originals/", "originals/x", 1), ": missing"),
        ("sections", lambda text: text.replace("heading,", "headline,", 1), "has other columns than the schema"),
    ],
)
def test_a_broken_promise_is_noticed(package: Path, name: str, change: Callable[..., Any], problem: str) -> None:
    rewrite(package, name, change)
    assert any(problem in line for line in validate(package))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("proceedings", lambda text: text.replace(",reported,", ",guessed,", 1)),
        ("reports", lambda text: text + text.splitlines(keepends=True)[-1]),
        ("agencies", lambda text: "".join(text.splitlines(keepends=True)[:-1])),
    ],
    ids=["enum", "primary key", "foreign key"],
)
def test_frictionless_enforces_what_the_descriptor_declares(
    package: Path, name: str, change: Callable[[str], str]
) -> None:
    rewrite(package, name, change)
    assert frictionless_problems(package)


def test_missing_originals_are_listed_once_and_counted(tmp_path: Path) -> None:
    write_package(list(annual_reports(30)), tmp_path / "out", originals=None)
    problems = content_problems(tmp_path / "out")
    assert len(problems) == 21
    assert problems[-1] == "originals: 10 more"


def test_a_changed_table_is_noticed(package: Path) -> None:
    path = package / "data" / "sections.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("公开", "公閞", 1), encoding="utf-8")
    assert validate(package) == [
        "data/sections.csv: was changed after the descriptor was written; build the data package again"
    ]


def test_a_missing_table_is_noticed(package: Path) -> None:
    (package / "data" / "findings.csv").unlink()
    assert validate(package) == ["data/findings.csv: missing"]


def test_a_changed_database_is_noticed(package: Path) -> None:
    import sqlite3  # noqa: PLC0415 - only this test needs it

    connection = sqlite3.connect(package / "gongkai.sqlite")
    connection.execute("DELETE FROM agencies WHERE agency_id LIKE '990000-%'")
    connection.commit()
    connection.close()
    (problem,) = validate(package)
    assert "rows refer to nothing, the first in reports to agencies" in problem


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_without_a_descriptor_there_is_nothing_to_validate(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "datapackage.json").write_text(content)
    with pytest.raises(DataPackageError):
        validate(tmp_path)


def test_every_field_is_titled_in_both_languages_and_coded_fields_list_their_codes(built: Built) -> None:
    for resource in read_descriptor(built.path)["resources"]:
        assert resource["title"]
        assert resource["gongkai:title_en"]
        for field in resource["schema"]["fields"]:
            assert field["title"], (resource["name"], field["name"])
            assert field["gongkai:title_en"], (resource["name"], field["name"])
            if "categories" in field:
                assert [category["value"] for category in field["categories"]] == field["constraints"]["enum"]


def test_the_mark_of_invented_reports_is_in_descriptor_and_readme(tmp_path: Path) -> None:
    for specimen in (True, False):
        write_package(list(annual_reports(1)), tmp_path / "out", originals=None, specimen=specimen)
        assert read_descriptor(tmp_path / "out")["gongkai:specimen"] is specimen
        assert ("均为虚构" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")) is specimen


def test_created_is_the_newest_publication_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    reports = list(annual_reports(4))
    write_package(reports, tmp_path / "out", originals=None)
    newest = max(report.published_on for report in reports if report.published_on)
    assert read_descriptor(tmp_path / "out")["created"] == f"{newest}T00:00:00Z"
    assert created([]) == "1970-01-01T00:00:00Z"


def test_created_follows_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert created([date(2020, 1, 1)]) == "2023-11-14T22:13:20Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(DataPackageError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        created([])


def test_the_time_of_day_changes_nothing(built: Built, tmp_path: Path) -> None:
    os.utime(built.originals / built.readings[0].path, (0, 0))
    write_package(built.readings, tmp_path / "again", originals=built.originals)
    assert (tmp_path / "again" / "datapackage.json").read_bytes() == (built.path / "datapackage.json").read_bytes()


NAMED = r"`([\w./*-]+\.(?:csv|parquet|json|jsonld|cff|md|xlsx|sqlite|zip)|originals/)`"
"""Names of files in the README."""


def test_the_readme_names_every_file_and_no_other(built: Built) -> None:
    """In the folder and in the zip; Parquet and originals are named as a whole, the changelog comes with a second version."""
    named = set(re.findall(NAMED, (built.path / "README.md").read_text(encoding="utf-8")))
    there = {path.relative_to(built.path).as_posix() for path in built.path.rglob("*") if path.is_file()}
    with zipfile.ZipFile(built.path / "gongkai.zip") as archive:
        packed = set(archive.namelist())
    whole = {path for path in there if path.startswith("originals/") or path.endswith(".parquet")}
    assert packed <= named
    assert there - whole <= named
    assert {name for name in named - there if "*" not in name} == {"CHANGELOG.md", "originals/"}


def test_the_changelog_is_packed_where_there_is_one(package: Path) -> None:
    (package / "CHANGELOG.md").write_text("# 记录\n", encoding="utf-8")
    assert ensure_derived(package) == [package / "gongkai.zip"]
    with zipfile.ZipFile(package / "gongkai.zip") as archive:
        assert "CHANGELOG.md" in archive.namelist()

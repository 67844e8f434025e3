"""CSV, SQLite, Parquet and zip say the same; a blank is a zero in none of them."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow.parquet
import pytest
from tests.package.factory import annual_reports, odd_reports

from gongkai.errors import DataPackageError
from gongkai.model import Figure
from gongkai.package import ensure_derived, read_package, write_package
from gongkai.package.layout import DESCRIPTIONS, csv_path, parquet_path, resources
from gongkai.package.rows import TABLES
from gongkai.package.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.package.conftest import Built

    from gongkai.model import TableCode

BY_NAME = {resource.name: resource for resource in resources()}
AMOUNTS = [
    "7730.28",
    "59237.2449",
    "0.1",
    "-8.50",
    "0",
    "3985758",
    "999999999999999",
    "0.0000000001",
    "123456789.012345",
]


def csv_rows(package: Path, name: str) -> list[dict[str, str]]:
    return list(read_rows(csv_path(package, name), BY_NAME[name]))


def query(package: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(package / "gongkai.sqlite")) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture(scope="module")
def amounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package whose only figures are amounts that a careless writer would change."""
    package = tmp_path_factory.mktemp("amounts") / "out"
    report = next(annual_reports(1))
    reports = [
        replace(
            report,
            year=2000 + year,
            figures=(
                Figure(
                    table="disclosure",
                    row="fees",
                    column="amount",
                    value=Decimal(amount),
                    status="reported",
                    raw=amount,
                ),
            ),
        )
        for year, amount in enumerate(AMOUNTS, 10)
    ]
    write_package(reports, package, originals=None)
    ensure_derived(package)
    return package


TRUTH = {"True": "true", "False": "false", "1": "true", "0": "false"}
"""Parquet has truth values of its own, SQLite 1 and 0."""


@pytest.mark.parametrize("name", list(BY_NAME))
def test_every_format_has_the_same_rows(built: Built, name: str) -> None:
    rows = csv_rows(built.path, name)
    expected = [tuple(value or None for value in row.values()) for row in rows]
    flags = [place for place, field in enumerate(BY_NAME[name].fields) if field.type == "boolean"]
    table = pyarrow.parquet.read_table(parquet_path(built.path, name))
    database = query(built.path, f'SELECT * FROM "{name}"')
    for read in ([tuple(row.values()) for row in table.to_pylist()], database):
        flagged = (tuple(TRUTH[str(v)] if i in flags else v for i, v in enumerate(row)) for row in read)
        assert sorted(map(spelled, flagged), key=str) == sorted(map(spelled, expected), key=str)


def spelled(row: Iterable[object]) -> tuple[str | None, ...]:
    """Values as text, numbers in one spelling."""
    return tuple(
        None if value is None else plain(f"{value:f}" if isinstance(value, Decimal) else str(value)) for value in row
    )


def plain(text: str) -> str:
    number = text.removeprefix("-").replace(".", "", 1)
    return f"{Decimal(text).normalize():f}" if number.isascii() and number.isdigit() else text


@pytest.mark.parametrize("table", TABLES)
def test_a_blank_is_null_and_never_zero(built: Built, table: TableCode) -> None:
    blanks = {(r["report_id"], r["row"], r["column"]) for r in csv_rows(built.path, table) if r["status"] != "reported"}
    zeros = {(r["report_id"], r["row"], r["column"]) for r in csv_rows(built.path, table) if r["value"] == "0"}
    assert blanks
    assert zeros
    database = query(built.path, f"SELECT report_id, row, column, value FROM {table}")
    parquet = [
        tuple(row[name] for name in ("report_id", "row", "column", "value"))
        for row in pyarrow.parquet.read_table(parquet_path(built.path, table)).to_pylist()
    ]
    frame = read_package(built.path)[table][["report_id", "row", "column", "value"]]
    pandas = [(*key, None if value is pd.NA else value) for *key, value in frame.itertuples(index=False, name=None)]
    for read in (database, parquet, pandas):
        assert {tuple(key) for *key, value in read if value is None} == blanks
        assert {tuple(key) for *key, value in read if value == 0} == zeros


def test_the_wide_table_leaves_blanks_empty(built: Built) -> None:
    wide = {row["report_id"]: row for row in csv_rows(built.path, "applications_wide")}
    for row in csv_rows(built.path, "applications"):
        assert wide[row["report_id"]][f"{row['row']}__{row['column']}"] == row["value"]
    database = query(
        built.path, "SELECT COUNT(*), COUNT(granted__research), SUM(granted__research = 0) FROM applications_wide"
    )
    long = query(
        built.path,
        "SELECT COUNT(value), SUM(value = 0) FROM applications WHERE row = 'granted' AND column = 'research'",
    )
    assert database[0][1:] == long[0]
    assert database[0][0] > database[0][1], "some are blank"


def test_amounts_stay_exact_in_sqlite(amounts: Path) -> None:
    values = query(amounts, "SELECT value FROM disclosure ORDER BY report_id")
    assert [Decimal(repr(value)) for (value,) in values] == [Decimal(amount) for amount in AMOUNTS]


def test_amounts_compare_as_numbers_in_sqlite(amounts: Path) -> None:
    ((count,),) = query(amounts, "SELECT COUNT(*) FROM disclosure WHERE value > 1000")
    assert count == sum(Decimal(amount) > 1000 for amount in AMOUNTS)


def test_amounts_stay_exact_in_parquet_and_pandas(amounts: Path) -> None:
    table = pyarrow.parquet.read_table(parquet_path(amounts, "disclosure"))
    assert table.column("value").to_pylist() == [Decimal(amount) for amount in AMOUNTS]
    assert list(read_package(amounts)["disclosure"]["value"]) == [Decimal(amount) for amount in AMOUNTS]


def test_amounts_are_spelled_as_printed_in_csv(amounts: Path) -> None:
    assert [row["value"] for row in csv_rows(amounts, "disclosure")] == AMOUNTS


def test_counts_are_whole_numbers_in_sqlite_and_parquet(built: Built) -> None:
    assert query(built.path, "SELECT DISTINCT typeof(value) FROM applications ORDER BY 1") == [("integer",), ("null",)]
    assert str(pyarrow.parquet.read_schema(parquet_path(built.path, "applications")).field("value").type) == "int64"


def test_sqlite_keeps_its_keys(built: Built) -> None:
    assert query(built.path, "PRAGMA foreign_key_check") == []
    with closing(sqlite3.connect(f"file:{built.path / 'gongkai.sqlite'}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert set(tables) == {*BY_NAME, "resources", "columns"}
        for name, resource in BY_NAME.items():
            key = sorted(
                (place, column)
                for _, column, _, _, _, place in connection.execute(f'PRAGMA table_info("{name}")')
                if place
            )
            assert [column for _, column in key] == list(resource.primary_key)


def test_sqlite_refuses_a_row_without_a_report(built: Built, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes((built.path / "gongkai.sqlite").read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute(
                "INSERT INTO applications VALUES ('nobody-2021', 'granted', 'total', 1, 'reported', '1', NULL, 'text', NULL)"
            )
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
            connection.execute(
                "INSERT INTO applications SELECT report_id, 'x', 'x', 'many', 'reported', NULL, NULL, 'text', NULL FROM reports LIMIT 1"
            )


def test_sqlite_explains_every_column(built: Built) -> None:
    described = query(built.path, "SELECT resource, name FROM columns WHERE title_zh <> '' AND title_en <> ''")
    assert set(described) == {(name, field.name) for name, resource in BY_NAME.items() for field in resource.fields}
    counted = dict(query(built.path, "SELECT name, rows FROM resources"))
    assert counted == {name: len(csv_rows(built.path, name)) for name in BY_NAME}


def test_the_zip_holds_the_tables_and_their_description(built: Built) -> None:
    with zipfile.ZipFile(built.path / "gongkai.zip") as archive:
        assert archive.testzip() is None
        described = {"README.md", "datapackage.json", *DESCRIPTIONS}
        assert set(archive.namelist()) == {*described, *(f"data/{name}.csv" for name in BY_NAME)}
        for name in archive.namelist():
            assert archive.read(name) == (built.path / name).read_bytes()


def test_derived_files_have_the_same_bytes_each_time(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        write_package([*annual_reports(2), *odd_reports()], tmp_path / name, originals=None)
        made.append({path.relative_to(tmp_path / name): path.read_bytes() for path in ensure_derived(tmp_path / name)})
        for path in (tmp_path / name).rglob("*"):
            os.utime(path, (1, 1))
    assert made[0] == made[1]


def test_only_what_is_missing_or_older_is_made(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_package(list(annual_reports(2)), out, originals=None)
    made = ensure_derived(out)
    whole = {"gongkai.sqlite", "gongkai.xlsx", "gongkai.zip"}
    assert {path.name for path in made} == {*whole, *(f"{name}.parquet" for name in BY_NAME)}
    assert ensure_derived(out) == []
    parquet_path(out, "reports").unlink()
    assert ensure_derived(out) == [parquet_path(out, "reports")]
    later = max(path.stat().st_mtime for path in made if path.exists()) + 10
    os.utime(csv_path(out, "findings"), (later, later))
    expected = ["gongkai.sqlite", "data/findings.parquet", "gongkai.xlsx", "gongkai.zip"]
    assert ensure_derived(out) == [out / name for name in expected]


@pytest.mark.parametrize("what", ["of an earlier version", "damaged"])
def test_a_database_of_other_making_is_made_again(tmp_path: Path, what: str) -> None:
    out = tmp_path / "out"
    write_package(list(annual_reports(1)), out, originals=None)
    ensure_derived(out)
    database = out / "gongkai.sqlite"
    whole = database.read_bytes()
    if what == "damaged":
        database.write_bytes(b"no database")
    else:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA user_version = 1")
    assert ensure_derived(out) == [database]
    assert database.read_bytes() == whole


def test_a_failure_leaves_the_old_derived_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write_package(list(annual_reports(1)), out, originals=None)
    ensure_derived(out)
    before = (out / "gongkai.zip").read_bytes()
    os.utime(out / "README.md", (2**32, 2**32))

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gongkai.package.archive.shutil.copyfileobj", fail)
    with pytest.raises(KeyboardInterrupt):
        ensure_derived(out)
    assert (out / "gongkai.zip").read_bytes() == before
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


def test_without_a_data_package_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataPackageError, match=r"holds no datapackage\.json; run `gongkai build` first"):
        ensure_derived(tmp_path)


def test_a_table_that_is_missing_or_damaged_is_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_package(list(annual_reports(1)), out, originals=None)
    path = csv_path(out, "sections")
    content = path.read_text()
    path.write_text(content.replace("report_id,", "id,", 1))
    with pytest.raises(DataPackageError, match=r"sections\.csv: column report_id is missing, column id is not known"):
        ensure_derived(out)
    path.write_text(content + "too,few\n")
    with pytest.raises(DataPackageError, match=r"sections\.csv: line \d+ has 2 fields"):
        ensure_derived(out)
    path.unlink()
    with pytest.raises(DataPackageError, match=r"sections\.csv: missing"):
        ensure_derived(out)

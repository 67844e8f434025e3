"""Each file loads as it is, not edited first, in the programs that people use, and the tables join there."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import polars as pl
import pyarrow.csv
import pyarrow.parquet
import pytest

from gongkai.package.layout import csv_path, parquet_path, resources

if TYPE_CHECKING:
    from pathlib import Path

    from tests.package.conftest import Built

RESOURCES = resources()
NAMES = [resource.name for resource in RESOURCES]
COLUMNS = {resource.name: [field.name for field in resource.fields] for resource in RESOURCES}


def lines(package: Path, name: str) -> int:
    """Rows of the CSV, by the standard library."""
    with csv_path(package, name).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


@pytest.mark.parametrize("name", NAMES)
def test_csv_loads_unmodified(built: Built, name: str) -> None:
    path = csv_path(built.path, name)
    shapes = {
        "pandas": pd.read_csv(path, low_memory=False).shape,
        "polars": pl.read_csv(path, infer_schema_length=None).shape,
        "pyarrow": pyarrow.csv.read_csv(path, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True)).shape,
        "duckdb": duckdb.read_csv(str(path), header=True).shape,
    }
    expected = (lines(built.path, name), len(COLUMNS[name]))
    assert shapes == dict.fromkeys(shapes, expected)


@pytest.mark.parametrize("name", NAMES)
def test_parquet_loads_unmodified(built: Built, name: str) -> None:
    path = parquet_path(built.path, name)
    columns = {
        "pandas": list(pd.read_parquet(path).columns),
        "polars": pl.read_parquet(path).columns,
        "pyarrow": pyarrow.parquet.read_table(path).column_names,
        "duckdb": duckdb.read_parquet(str(path)).columns,
    }
    assert columns == dict.fromkeys(columns, COLUMNS[name])
    assert pl.read_parquet(path).height == lines(built.path, name)
    assert duckdb.read_parquet(str(path)).shape == (lines(built.path, name), len(COLUMNS[name]))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_reports_join_applications_and_agencies(built: Built, ending: str) -> None:
    paths = {name: built.path / "data" / f"{name}.{ending}" for name in ("agencies", "reports", "applications")}
    with closing(sqlite3.connect(built.path / "gongkai.sqlite")) as database:
        expected = database.execute(
            "SELECT COUNT(*), SUM(value) FROM applications JOIN reports USING (report_id) JOIN agencies USING (agency_id)"
        ).fetchone()
    assert expected[0] == lines(built.path, "applications")
    read_pandas, read_polars = (pd.read_csv, pl.read_csv) if ending == "csv" else (pd.read_parquet, pl.read_parquet)
    frames = {name: read_pandas(path) for name, path in paths.items()}
    joined = frames["applications"].merge(frames["reports"], on="report_id").merge(frames["agencies"], on="agency_id")
    lazy = {name: read_polars(path) for name, path in paths.items()}
    together = lazy["applications"].join(lazy["reports"], on="report_id").join(lazy["agencies"], on="agency_id")
    relation = duckdb.sql(
        f"SELECT COUNT(*), SUM(value) FROM '{paths['applications']}' JOIN '{paths['reports']}' USING (report_id) "
        f"JOIN '{paths['agencies']}' USING (agency_id)"
    )
    assert relation is not None
    assert (len(joined), joined["value"].sum()) == expected
    assert (together.height, together["value"].sum()) == expected
    assert relation.fetchall() == [expected]


def test_the_database_keeps_its_references(built: Built) -> None:
    with closing(sqlite3.connect(built.path / "gongkai.sqlite")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_readme_says_how_each_table_is_read(built: Built, tmp_path: Path) -> None:
    """Its lines are run on tables, and on one whose column of numbers turns to words after many rows."""
    _, _, fenced = (built.path / "README.md").read_text(encoding="utf-8").partition("```python\n")
    ways = fenced.partition("```")[0].splitlines()
    assert [way.partition("(")[0] for way in ways] == [
        "pandas.read_csv",
        "polars.read_parquet",
        "polars.read_csv",
        "duckdb.read_csv",
    ]
    late = tmp_path / "applications.csv"
    late.write_text("row,raw,note\n" + "1,0,\n" * 30_000 + "2,０,\n3,5件,注\n", encoding="utf-8")
    parquet = parquet_path(built.path, "applications")
    for way in ways:
        for path in (late, *(csv_path(built.path, name) for name in ("applications", "disclosure", "check_results"))):
            named = way.replace("data/applications.csv", str(path)).replace("data/applications.parquet", str(parquet))
            table = eval(named, {"pandas": pd, "polars": pl, "duckdb": duckdb})
            assert table.shape[0] > 30_000 or path != late or "parquet" in way, named

"""One SQLite file of the whole data package, with types, keys and the titles of all columns."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

from gongkai.package.layout import csv_path, resources
from gongkai.package.tables import read_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gongkai.package.schema import Field, Resource

TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "number": "NUMERIC"}
"""SQLite's types by Table Schema's.

NUMERIC stores a whole number as INTEGER and any other as REAL. No number of the package has more
than fifteen digits, so each reads back as it was printed.
"""

INDEXES = (
    "CREATE INDEX reports_by_agency ON reports (agency_id, year)",
    "CREATE INDEX reports_by_year ON reports (year)",
    "CREATE INDEX agencies_by_region ON agencies (region_code)",
    "CREATE INDEX agencies_by_sector ON agencies (sector)",
    "CREATE INDEX findings_by_type ON findings (type)",
    "CREATE INDEX check_results_by_rule ON check_results (rule, state) WHERE state <> 'passed'",  # passed ones are 24 in 25
    "CREATE INDEX statements_by_kind ON statements (kind)",
    "CREATE INDEX indicators_by_code ON indicators (indicator, item)",
    "CREATE INDEX expected_reports_by_state ON expected_reports (state)",
)

DICTIONARY = (
    """CREATE TABLE resources (
      name TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
      description_zh TEXT NOT NULL, description_en TEXT NOT NULL, rows INTEGER NOT NULL) STRICT""",
    """CREATE TABLE columns (
      resource TEXT NOT NULL REFERENCES resources (name), name TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL,
      title_zh TEXT NOT NULL, title_en TEXT NOT NULL, description_zh TEXT NOT NULL, description_en TEXT NOT NULL,
      unit TEXT, code_list TEXT, required INTEGER NOT NULL, primary_key INTEGER NOT NULL,
      PRIMARY KEY (resource, name)) STRICT, WITHOUT ROWID""",
)


def write_sqlite(datapackage: Path, target: Path) -> None:
    """Write the database to `target`, which must not exist. Empty texts become NULL.

    Raises:
        DataPackageError: if a CSV file is missing or has other columns than the schema.
    """
    connection = sqlite3.connect(target, isolation_level=None)
    try:
        # The file is new and is thrown away if anything fails: no journal is needed.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA user_version = {layout_version()}")
        connection.execute("BEGIN")
        for statement in DICTIONARY:
            connection.execute(statement)
        for position, resource in enumerate(resources(), 1):
            connection.execute(create_table(resource))
            rows = _insert(connection, resource, read_values(csv_path(datapackage, resource.name), resource))
            _describe(connection, resource, position, rows)
        for statement in INDEXES:
            connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        connection.close()


def layout_version() -> int:
    """Fingerprint of the tables, columns and indexes that this version of gongkai makes."""
    statements = [*DICTIONARY, *(create_table(resource) for resource in resources()), *INDEXES]
    return zlib.crc32("\n".join(statements).encode()) >> 1  # SQLite keeps it as a signed number


def has_layout(database: Path) -> bool:
    """Whether a file is a database with the tables of this version, not of an earlier one."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    return version == layout_version()


def _insert(connection: sqlite3.Connection, resource: Resource, rows: Iterable[list[str]]) -> int:
    places = ", ".join("?" * len(resource.fields))
    counted = connection.executemany(
        f'INSERT INTO "{resource.name}" VALUES ({places})',  # noqa: S608 - names of the schema, no input
        _stored(resource, rows),
    )
    return counted.rowcount


def _stored(resource: Resource, rows: Iterable[list[str]]) -> Iterator[list[str | int | None]]:
    """Empty texts as NULL, truth values as 0 and 1."""
    flags = [place for place, field in enumerate(resource.fields) if field.type == "boolean"]
    for row in rows:
        values: list[str | int | None] = [value or None for value in row]
        for place in flags:
            values[place] = int(row[place] == "true")
        yield values


def create_table(resource: Resource) -> str:
    """The statement that makes a resource's table; names are quoted, since `table`, `row` and `order` are words of SQL."""
    lines = [_column(field) for field in resource.fields]
    lines.append(f"PRIMARY KEY ({_names(resource.primary_key)})")
    lines += [
        f'FOREIGN KEY ({_names(key.fields)}) REFERENCES "{key.resource}" ({_names(key.reference_fields)})'
        for key in resource.foreign_keys
    ]
    # STRICT has no NUMERIC; a check says the same of that one column.
    strict = not any(field.type == "number" for field in resource.fields)
    options = [*(["STRICT"] if strict else []), *(["WITHOUT ROWID"] if len(resource.primary_key) == 3 else [])]
    return f'CREATE TABLE "{resource.name}" (\n  ' + ",\n  ".join(lines) + f"\n) {', '.join(options)}"


def _column(field: Field) -> str:
    parts = [f'"{field.name}"', TYPES[field.type]]
    if field.required:
        parts.append("NOT NULL")
    if field.type == "boolean":
        parts.append(f'CHECK ("{field.name}" IN (0, 1))')
    if field.type == "number":
        parts.append(f"CHECK (typeof(\"{field.name}\") IN ('integer', 'real', 'null'))")
    if field.enum and ":" not in field.enum:  # a whole code list: `enum` in Table Schema, a foreign key here
        parts.append(f'REFERENCES "code_{field.enum}" ("code")')
    return " ".join(parts)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _describe(connection: sqlite3.Connection, resource: Resource, position: int, rows: int) -> None:
    connection.execute(
        "INSERT INTO resources VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            resource.name,
            position,
            resource.title_zh,
            resource.title_en,
            resource.description_zh,
            resource.description_en,
            rows,
        ),
    )
    connection.executemany(
        "INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                resource.name,
                field.name,
                place,
                field.type,
                field.title_zh,
                field.title_en,
                field.description_zh,
                field.description_en,
                field.unit,
                f"code_{field.enum.partition(':')[0]}" if field.enum else None,
                int(field.required),
                int(field.name in resource.primary_key),
            )
            for place, field in enumerate(resource.fields, 1)
        ],
    )

"""The database that the browser asks: the same tables under the same names, a sixth of the size.

The long tables say the same few hundred words in every row. Here each word is kept once and the rows hold its number;
views put the words back, so that a query for the full file runs here too. Left out are the narratives, the wide
table, rules that hold (24 in 25 check results) and the place of each figure in the original.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.package.layout import resources
from gongkai.site.publish.published import Publication, publish_packed

BROWSER_SQLITE = "gongkai-browser.sqlite"

LEFT_OUT = ("sections", "statements", "applications_wide")
"""Tables that only the full file has."""

FIGURES = ("disclosure", "applications", "proceedings")
WITHOUT = dict.fromkeys(FIGURES, ("where",))
"""Columns that only the full file has."""

FAILED_ONLY = "check_results"
"""Of this table, rows whose rule holds are left out."""

_WORDS = """
    CREATE TABLE _words (n INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
    CREATE TABLE _reports (n INTEGER PRIMARY KEY, report_id TEXT NOT NULL UNIQUE);
    INSERT INTO _reports (report_id) SELECT report_id FROM reports ORDER BY report_id;
"""

_CELLS = """
    CREATE TABLE _{table} (r INTEGER NOT NULL, c INTEGER NOT NULL, report INTEGER NOT NULL, value, status INTEGER NOT NULL,
      raw TEXT, note TEXT, read_by INTEGER NOT NULL, PRIMARY KEY (r, c, report)) WITHOUT ROWID;
    INSERT INTO _{table}
      SELECT r.n, c.n, p.n, value, s.n,
        CASE WHEN raw = CAST(value AS TEXT) THEN NULL WHEN value IS NULL THEN raw ELSE ifnull(raw, '') END, note, b.n
      FROM full.{table} AS f JOIN _reports AS p USING (report_id) JOIN _words AS r ON r.word = f."row"
      JOIN _words AS c ON c.word = f."column" JOIN _words AS s ON s.word = f.status JOIN _words AS b ON b.word = f.read_by
      ORDER BY 1, 2, 3;
    CREATE VIEW {table} AS
      SELECT p.report_id, r.word AS "row", c.word AS "column", value, s.word AS status,
        CASE WHEN raw IS NULL THEN CAST(value AS TEXT) ELSE nullif(raw, '') END AS raw, note, b.word AS read_by
      FROM _{table} JOIN _reports AS p ON p.n = report JOIN _words AS r ON r.n = r JOIN _words AS c ON c.n = c
      JOIN _words AS s ON s.n = status JOIN _words AS b ON b.n = read_by;
"""

_INDICATORS = """
    CREATE TABLE _indicators (i INTEGER NOT NULL, item INTEGER NOT NULL, report INTEGER NOT NULL, numerator, denominator, value,
      low, high, gap INTEGER, size INTEGER, computed INTEGER NOT NULL, implied_zeros INTEGER NOT NULL, small INTEGER NOT NULL,
      doubtful INTEGER NOT NULL, PRIMARY KEY (i, item, report)) WITHOUT ROWID;
    INSERT INTO _indicators
      SELECT i.n, m.n, p.n, numerator, denominator, value, low, high, g.n, s.n, computed, implied_zeros, small, doubtful
      FROM full.indicators AS f JOIN _reports AS p USING (report_id) JOIN _words AS i ON i.word = f.indicator
      JOIN _words AS m ON m.word = f.item LEFT JOIN _words AS g ON g.word = f.gap
      LEFT JOIN _words AS s ON s.word = f.size_class ORDER BY 1, 2, 3;
    CREATE VIEW indicators AS
      SELECT p.report_id, i.word AS indicator, m.word AS item, numerator, denominator, value, low, high, g.word AS gap,
        s.word AS size_class, computed, implied_zeros, small, doubtful
      FROM _indicators AS f JOIN _reports AS p ON p.n = report JOIN _words AS i ON i.n = i JOIN _words AS m ON m.n = f.item
      LEFT JOIN _words AS g ON g.n = f.gap LEFT JOIN _words AS s ON s.n = size;
"""


def add_slim(publication: Publication, database: Path, folder: Path) -> Publication:
    """Put the browser's database beside the other downloads, compressed.

    Args:
        publication: what is there.
        database: `gongkai.sqlite` of a data package.
        folder: of the downloads.
    """
    with TemporaryDirectory() as aside:
        slim = Path(aside) / BROWSER_SQLITE
        write_slim(database, slim)
        packed = publish_packed(slim, BROWSER_SQLITE, folder)
    return replace(publication, files={**publication.files, BROWSER_SQLITE: packed})


def write_slim(database: Path, target: Path) -> None:
    """Write the browser's database.

    Args:
        database: `gongkai.sqlite` of a data package.
        target: the new file, which must not exist.
    """
    with closing(sqlite3.connect(f"{target.absolute().as_uri()}", uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("ATTACH ? AS full", (f"{database.absolute().as_uri()}?mode=ro",))
        connection.execute("BEGIN")
        _copy(connection)
        _number(connection)
        _tell(connection)
        connection.execute("COMMIT")
        connection.execute("DETACH full")
        connection.execute("ANALYZE")


def _copy(connection: sqlite3.Connection) -> None:
    """Tables that stay as they are."""
    numbered = (*FIGURES, "indicators")
    names = ["resources", "columns", *(r.name for r in resources() if r.name not in (*numbered, *LEFT_OUT))]
    for name in names:
        (statement,) = connection.execute("SELECT sql FROM full.sqlite_schema WHERE name = ?", (name,)).fetchone()
        connection.execute(statement)
        failed = "WHERE state <> 'passed'" if name == FAILED_ONLY else ""
        connection.execute(f'INSERT INTO main."{name}" SELECT * FROM full."{name}" {failed}')  # noqa: S608 - names of the schema
    of_copied = "SELECT sql FROM full.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
    for name in names:
        for (statement,) in connection.execute(of_copied, (name,)).fetchall():
            connection.execute(statement)


def _number(connection: sqlite3.Connection) -> None:
    """Tables whose words are kept once."""
    _run(connection, _WORDS)
    columns = [(table, column) for table in FIGURES for column in ("row", "column", "status", "read_by")]
    columns += [("indicators", column) for column in ("indicator", "item", "gap", "size_class")]
    for table, column in columns:
        words = f'SELECT DISTINCT "{column}" FROM full."{table}" WHERE "{column}" IS NOT NULL ORDER BY 1'  # noqa: S608 - names of the schema
        connection.execute(f"INSERT OR IGNORE INTO _words (word) {words}")
    for table in FIGURES:
        _run(connection, _CELLS.format(table=table))
    _run(connection, _INDICATORS)


def _tell(connection: sqlite3.Connection) -> None:
    """What stands in this file and what does not."""
    for table in LEFT_OUT:
        connection.execute("DELETE FROM columns WHERE resource = ?", (table,))
        connection.execute("DELETE FROM resources WHERE name = ?", (table,))
    for table, without in WITHOUT.items():
        for column in without:
            connection.execute("DELETE FROM columns WHERE resource = ? AND name = ?", (table, column))
    (kept,) = connection.execute(f"SELECT count(*) FROM {FAILED_ONLY}").fetchone()  # noqa: S608 - a constant
    connection.execute("UPDATE resources SET rows = ? WHERE name = ?", (kept, FAILED_ONLY))


def _run(connection: sqlite3.Connection, statements: str) -> None:
    """Several statements within the open transaction; `executescript` would end it."""
    for statement in statements.split(";"):
        if statement.strip():
            connection.execute(statement)

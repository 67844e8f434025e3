"""The browser's database says what the full one says; its engine comes or does not, and the build goes on."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml.html import fromstring

from gongkai.package.layout import resources
from gongkai.site.language import speaking
from gongkai.site.publish.published import Publication, Published, as_it_is
from gongkai.site.sql import BROWSER_SQLITE, engine, page, write_engine, write_slim
from gongkai.site.sql.examples import EXAMPLES, filled
from gongkai.site.sql.slim import FIGURES, LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.site.store import Store


@pytest.fixture(scope="module")
def both(datapackage: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Any]]:
    """The full database and the slim one."""
    slim = tmp_path_factory.mktemp("slim") / BROWSER_SQLITE
    write_slim(datapackage / "gongkai.sqlite", slim)
    with closing(sqlite3.connect(datapackage / "gongkai.sqlite")) as full, closing(sqlite3.connect(slim)) as small:
        yield full, small


@pytest.mark.parametrize("table", [r.name for r in resources() if r.name not in (*LEFT_OUT, "check_results")])
def test_a_table_has_the_same_rows_in_both(both: tuple[Any, Any], table: str) -> None:
    full, small = both
    columns = [column for _, column, *_ in small.execute(f'PRAGMA table_info("{table}")')]
    assert set(columns) == {column for _, column, *_ in full.execute(f'PRAGMA table_info("{table}")')} - (
        {"where"} if table in FIGURES else set()
    )
    listed = ", ".join(f'"{column}"' for column in columns)
    query = f'SELECT {listed} FROM "{table}" ORDER BY {listed}'
    assert small.execute(query).fetchall() == full.execute(query).fetchall()


def test_of_the_checks_all_but_those_that_passed_are_there(both: tuple[Any, Any]) -> None:
    full, small = both
    query = "SELECT report_id, rule, instance, state, note FROM check_results WHERE state <> 'passed' ORDER BY 1, 2, 3"
    assert small.execute(query).fetchall() == full.execute(query).fetchall()
    assert small.execute("SELECT count(*) FROM check_results WHERE state = 'passed'").fetchone() == (0,)


def test_the_dictionary_in_it_tells_of_what_is_there(both: tuple[Any, Any]) -> None:
    _, small = both
    for name, rows in small.execute("SELECT name, rows FROM resources"):
        assert small.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (rows,), name
        told = {column for (column,) in small.execute("SELECT name FROM columns WHERE resource = ?", (name,))}
        assert told == {column for _, column, *_ in small.execute(f'PRAGMA table_info("{name}")')}, name


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [example.name for example in EXAMPLES])
def test_examples_run_and_say_the_same_on_both(both: tuple[Any, Any], store: Store, name: str, language: str) -> None:
    full, small = both
    agency = next(
        store.rows("SELECT agency_id FROM reports JOIN agencies USING (agency_id) WHERE province <> '' LIMIT 1")
    )[0]
    with speaking(language):
        example = next(each for each in filled(2023, agency) if each.name == name)
    found = small.execute(example.sql)
    assert sorted(map(repr, found.fetchall())) == sorted(map(repr, full.execute(example.sql).fetchall()))
    chinese = re.compile("[\u4e00-\u9fff]")
    assert all(bool(chinese.search(column[0])) == (language == "zh") for column in found.description)
    assert bool(chinese.search(example.title + example.sentence)) == (language == "zh")


def test_sums_tell_of_every_report_without_a_number(datapackage: Path, tmp_path: Path) -> None:
    example = next(each for each in filled(2021, "x") if each.name == "received")
    copied = Path(shutil.copy(datapackage / "gongkai.sqlite", tmp_path))
    of_year = "SELECT report_id FROM reports WHERE year = 2021 AND scope = 'own'"
    with closing(sqlite3.connect(copied)) as connection, connection:
        (lost, *others) = connection.execute(of_year).fetchall()
        connection.execute("DELETE FROM applications WHERE report_id = ?", lost)
        assert sum(row[2] for row in connection.execute(example.sql)) == 1 + len(others)


def test_years_that_do_not_join_are_those_of_applications(store: Store) -> None:
    example = next(each for each in filled(2021, "x") if each.name == "continuity")
    query = "SELECT count(*) FROM continuity WHERE state = 'failed' AND item = 'applications'"
    assert len(list(store.rows(example.sql))) == next(store.rows(query))[0]


def fake_npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An npm that does what the script says; the real one is out of reach."""
    folder.mkdir()
    (folder / "npm").write_text(f"#!{shutil.which('sh')}\n{script}\n", encoding="utf-8")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin:/bin")


def tarball(path: Path) -> str:
    """A package with the files that are taken; returns its fingerprint."""
    with tarfile.open(path, "w:gz") as packed:
        for name in engine.FILES:
            entry = tarfile.TarInfo(name)
            entry.size = len(name)
            packed.addfile(entry, io.BytesIO(name.encode()))
    return base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def test_the_engine_comes_from_npm_once_and_then_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SHA512", tarball(tmp_path / "real.tgz"))
    fake_npm(tmp_path / "bin", f'cp {tmp_path}/real.tgz "$PWD/x.tgz"; echo called >> {tmp_path}/calls', monkeypatch)
    for site in ("one", "two"):
        assert write_engine(tmp_path / site, tmp_path / "cache")
        assert (tmp_path / site / engine.FOLDER / "sqlite3.wasm").read_text() == "package/dist/sqlite3.wasm"
    assert (tmp_path / "calls").read_text() == "called\n"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [f"sqlite-wasm-{engine.VERSION}.tgz"]


@pytest.mark.parametrize("script", ["exit 1", "echo nothing", 'echo other > "$PWD/x.tgz"'])
def test_without_the_right_package_there_is_no_engine_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    fake_npm(tmp_path / "bin", script, monkeypatch)
    assert not write_engine(tmp_path / "site", tmp_path / "cache")
    assert not (tmp_path / "site").exists()


def test_without_npm_or_a_place_to_keep_it_there_is_no_engine_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_npm(tmp_path / "bin", "exit 0", monkeypatch)
    (tmp_path / "file").write_text("no folder")
    assert not write_engine(tmp_path / "site", tmp_path / "file" / "cache")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not write_engine(tmp_path / "site", tmp_path / "cache")


def offered(datapackage: Path) -> Publication:
    files = dict(as_it_is(datapackage).files)
    return Publication(files | {BROWSER_SQLITE: Published(f"{BROWSER_SQLITE}.gz", 4_500_000, "0" * 64, 30_000_000)})


def test_the_page_says_what_is_downloaded_and_how_to_do_without(store: Store, datapackage: Path) -> None:
    with_it, without = (
        "".join(part.html for part in page(store, offered(datapackage), engine=engine).parts)
        for engine in (True, False)
    )
    for html in (with_it, without):
        for command in ("sqlite3 -header", "ATTACH 'gongkai.sqlite'", "pd.read_sql", "gongkai-browser.sqlite.gz"):
            assert command in html
        assert len(fromstring(f"<div>{html}</div>").findall(".//pre/code")) == len(EXAMPLES) + 3
    assert "4.5 MB" in with_it
    assert "30.0 MB" in with_it
    assert 'data-bytes="4500000"' in with_it
    assert "sql.js" in with_it
    assert "Apache-2.0" in with_it
    assert "<textarea" not in without
    assert "sql.js" not in without
    assert "没有带浏览器里的查询程序" in without


def test_the_page_explains_every_table_and_column_of_the_browser_s_database(
    both: tuple[Any, Any], store: Store, datapackage: Path
) -> None:
    _, small = both
    html = fromstring(
        "<div>" + "".join(part.html for part in page(store, offered(datapackage), engine=True).parts) + "</div>"
    )
    told = {
        (str(table.findtext("summary/code")), str(row.findtext("th/code")))
        for table in html.findall(".//details[@class='sql-table']")
        for row in table.findall(".//tbody/tr")
    }
    there = small.execute("SELECT resource, name FROM columns WHERE resource NOT LIKE 'code_%'").fetchall()
    assert told == set(there)


def test_a_number_without_its_printed_text_keeps_none(datapackage: Path, tmp_path: Path) -> None:
    """Whoever brings other data may leave `raw` out; the number is not put in its place."""
    shutil.copyfile(datapackage / "gongkai.sqlite", tmp_path / "full.sqlite")
    with closing(sqlite3.connect(tmp_path / "full.sqlite")) as full:
        full.execute("UPDATE applications SET raw = NULL WHERE value > 0")
        full.commit()
        write_slim(tmp_path / "full.sqlite", tmp_path / "slim.sqlite")
        query = 'SELECT report_id, row, "column", value, raw FROM applications ORDER BY 1, 2, 3'
        with closing(sqlite3.connect(tmp_path / "slim.sqlite")) as slim:
            assert slim.execute(query).fetchall() == full.execute(query).fetchall()

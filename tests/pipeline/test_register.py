"""`register.csv`: bodies of which reports are expected, from the file to the data package, or to one line that says why not."""

from __future__ import annotations

import csv
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from gongkai.cli import app
from gongkai.errors import RegisterError
from gongkai.package import validate
from gongkai.pipeline import build
from gongkai.pipeline.joins import read_joins
from gongkai.pipeline.register import read_register, under_joined_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gongkai.pipeline import BuildSummary
    from gongkai.pipeline.understand import Understand

    Folder = Callable[[dict[str, str]], Path]

HEADER = "agency,region_code,level,first_year,last_year\n"
REPORTS = {
    "a.txt": "report 甲样市水利局 2020 5",
    "b.txt": "report 甲样市水利局 2022 6",
    "c.txt": "report 南样县教育局 2021 1",
}
WATER, EDUCATION, STATISTICS = "990100-shuili-ju", "990121-jiaoyu-ju", "990100-tongji-ju"
NOT_ASCII = re.compile(r"[，。；：、]")


def rows(out: Path, resource: str) -> list[dict[str, str]]:
    with (out / "data" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def built(reports: Path, how: Understand, text: str | None = None) -> BuildSummary:
    if text is not None:
        (reports / "register.csv").write_text(HEADER + text, encoding="utf-8")
    with ThreadPoolExecutor(2) as threads:
        return build(reports, reports.parent / "out", executor=threads, how=how)


def expected(out: Path, agency: str) -> list[tuple[str, str, str]]:
    return [(r["year"], r["state"], r["basis"]) for r in rows(out, "expected_reports") if r["agency_id"] == agency]


def test_without_a_register_nothing_is_registered(tmp_path: Path) -> None:
    assert read_register(tmp_path) == ()


def test_a_body_without_a_report_stands_in_the_data_package(folder: Folder, obey: Understand) -> None:
    """Keys hold, counts of reports are unaffected, and a changed register reads nothing again."""
    reports = folder(REPORTS)
    before = built(reports, obey)
    summary = built(reports, obey, "甲样市统计局,,,,\n南样县教育局,990121,乡级,2020,\n")
    out = summary.out
    assert (summary.reports, summary.originals, summary.rejects) == (3, 3, ())
    assert (summary.unchanged, summary.cached, summary.findings) == (False, 3, before.findings)
    assert {row["agency_id"] for row in rows(out, "agencies")} == {WATER, EDUCATION, STATISTICS}
    (body,) = [row for row in rows(out, "agencies") if row["agency_id"] == STATISTICS]
    assert (body["name"], body["region_code"], body["level"], body["sector"]) == (
        "甲样市统计局",
        "990100",
        "city",
        "statistics",
    )
    assert expected(out, STATISTICS) == [(str(year), "missing", "register") for year in (2020, 2021, 2022)]
    assert [row["level"] for row in rows(out, "agencies") if row["agency_id"] == EDUCATION] == ["county"]
    deadlines = {row["deadline"] for row in rows(out, "expected_reports") if row["agency_id"] == EDUCATION}
    assert deadlines == {"2021-01-31", "2022-01-31", "2023-01-31"}, "a body with reports is what they say"
    assert expected(out, EDUCATION) == [
        ("2020", "missing", "register"),
        ("2021", "date_unknown", "register"),
        ("2022", "missing", "register"),
    ]
    assert expected(out, WATER) == [
        ("2020", "date_unknown", "known_years"),
        ("2021", "missing", "known_years"),
        ("2022", "date_unknown", "known_years"),
    ]
    assert [tuple(row.values()) for row in rows(out, "agency_indicators")] == [
        (WATER, "own", "availability", "2", "3", "0.666667", "0.207655", "0.93851", ""),
        (STATISTICS, "own", "availability", "0", "3", "0", "0", "0.561506", ""),
        (EDUCATION, "own", "availability", "1", "3", "0.333333", "0.06149", "0.792345", ""),
    ]
    assert validate(out) == []
    with closing(sqlite3.connect(out / "gongkai.sqlite")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM agencies").fetchone() == (3,)
    assert built(reports, obey).unchanged
    (reports / "register.csv").unlink()
    assert {row["agency_id"] for row in rows(built(reports, obey).out, "agencies")} == {WATER, EDUCATION}


def test_the_same_register_gives_the_same_bytes(folder: Folder, obey: Understand, tmp_path: Path) -> None:
    lines = ["甲样市统计局,,,,\n", "南样县教育局,,,,\n", "国家统计局,,,2021,2021\n"]
    found: list[dict[str, bytes]] = []
    for order in (lines, lines[::-1]):
        (folder(REPORTS) / "register.csv").write_text(HEADER + "".join(order), encoding="utf-8")
        out = tmp_path / f"out{len(found)}"
        with ThreadPoolExecutor(2) as threads:
            build(tmp_path / "reports", out, executor=threads, how=obey)
        found.append({path.name: path.read_bytes() for path in (out / "data").glob("*.csv")})
    assert found[0] == found[1]


def test_names_join_in_the_register_as_in_reports(tmp_path: Path) -> None:
    """An alias from 2020 on parts the years between two bodies; a successor names the one before."""
    (tmp_path / "agencies.csv").write_text(
        "name,joins,kind,since,source\n甲样市水务局,甲样市水利局,alias,2020,甲\n"
        "甲样市统计局,甲样市调查局,successor,,乙\n",
        encoding="utf-8",
    )
    text = "甲样市水务局,,,2018,2022\n甲样市统计局,,,,\n甲样市教育局,,,,2021\n"
    (tmp_path / "register.csv").write_text(HEADER + text, encoding="utf-8")
    found = under_joined_names(read_register(tmp_path), read_joins(tmp_path))
    assert [(entry.agency.name, entry.first_year, entry.last_year) for entry in found] == [
        ("甲样市水务局", 2018, 2019),
        ("甲样市水利局", 2020, 2022),
        ("甲样市统计局", None, None),
        ("甲样市教育局", None, 2021),
    ]
    assert found[2].agency.successor_of == "990100-diaocha-ju"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (",,,,", None),
        (",,,2020,", "line 2: agency is empty, expected the full official name"),
        ("Water Bureau,,,,", "line 2: agency is 'Water Bureau', expected the full official name in Chinese"),
        ("水" * 61 + "局,,,,", "line 2: agency is '水水"),
        ("鼓楼区统计局,,,,", "line 2: agency 鼓楼区统计局 may be in several places, expected a name that settles it"),
        ("鼓楼区统计局,320106,,,", None),
        ("甲样市统计局,32010,,,", "line 2: region_code is '32010', expected six digits"),
        ("甲样市统计局,,省,,", "line 2: level is '省', expected one of national (国家)"),
        ("甲样市统计局,,city,,", None),
        ("甲样市统计局,,,20,", "line 2: first_year is '20', expected a year from 2008 on"),
        ("甲样市统计局,,,,2007", "line 2: last_year is '2007', expected a year from 2008 on"),
        ("甲样市统计局,,,2022,2021", "line 2: first_year 2022 is after last_year 2021"),
        ("甲样市统计局,,,,\n甲样市统计局,990100,,2020,", "line 3: agency 甲样市统计局 is the body of line 2"),
        ("甲样市统计局,,,,,x", "line 2: has 6 fields, expected 5"),
        ('"甲样市统计局,,,,', "not readable from here on"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, line: str, says: str | None) -> None:
    (tmp_path / "register.csv").write_text(f"{HEADER}{line}\n", encoding="utf-8")
    if says is None:
        read_register(tmp_path)
        return
    with pytest.raises(RegisterError) as refused:
        read_register(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / 'register.csv'}: line ")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not NOT_ASCII.search(str(refused.value))


def test_the_first_faulty_line_is_the_one_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(f"{HEADER}某处局,,,,\n甲样市统计局,,,,,,x\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="line 2: "):
        read_register(tmp_path)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "line 1: the file is empty, expected the header agency,region_code"),
        (
            b"name\nx\n",
            "line 1: the header is name, expected agency,region_code,level,first_year,last_year; add agency",
        ),
        ((HEADER + "甲样市统计局,,,,\n").encode("gbk"), None),
        ("agency\r\n甲样市统计局\r\n".encode("utf-8-sig"), None),
    ],
)
def test_tables_as_editors_and_excel_write_them(tmp_path: Path, data: bytes, says: str | None) -> None:
    (tmp_path / "register.csv").write_bytes(data)
    if says is None:
        assert [entry.agency.id for entry in read_register(tmp_path)] == [STATISTICS]
        return
    with pytest.raises(RegisterError, match=re.escape(says)):
        read_register(tmp_path)


def test_the_command_says_it_in_one_line_and_leaves_the_data_package(folder: Folder, obey: Understand) -> None:
    reports = folder(REPORTS)
    out = built(reports, obey, "甲样市统计局,,,,\n").out
    before = (out / "data" / "agencies.csv").read_bytes()
    (reports / "register.csv").write_text(f"{HEADER}甲样市统计局,,,二零二一,\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["build", "--reports", str(reports), "--out", str(out), "--quiet"])
    assert result.exit_code == 2
    assert result.stderr == (
        f"gongkai: {reports / 'register.csv'}: line 2: first_year is '二零二一', expected a year from 2008 on such as 2021; "
        "correct it or leave it empty\n"
    )
    assert (out / "data" / "agencies.csv").read_bytes() == before


def test_the_command_builds_with_a_register(folder: Folder, tmp_path: Path) -> None:
    """The file itself is no original."""
    reports = folder({"a.txt": "不是年报"})
    (reports / "register.csv").write_text(f"{HEADER}甲样市统计局,,,2021,2022\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["build", "--reports", str(reports), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    assert [row["path"] for row in rows(tmp_path / "out", "rejects")] == ["a.txt"]
    assert expected(tmp_path / "out", STATISTICS) == [(str(year), "missing", "register") for year in (2021, 2022)]
    assert validate(tmp_path / "out") == []

"""`source_changed` through whole builds: an original that is another than in the version of the data before."""

from __future__ import annotations

import csv
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from tests.checks.factory import annual_report
from typer.testing import CliRunner

from gongkai.cli import app
from gongkai.package import annual_reports, validate
from gongkai.pipeline import build
from gongkai.pipeline.earlier import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gongkai.pipeline.understand import Understand

    Folder = Callable[[dict[str, str]], Path]

FIRST, SECOND, THIRD = ("report 甲样市水利局 2021 5", "report 甲样市水利局 2021 6", "report 甲样市水利局 2021 7")
OTHER = {"b.txt": "report 甲样市教育局 2021 5"}


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture
def make(folder: Folder, obey: Understand, tmp_path: Path) -> Callable[..., Path]:
    """Write originals and versions, build into one folder (or `out`), read everything anew."""

    def run(texts: dict[str, str], *versions: str, out: str = "out", **tables: str) -> Path:
        reports = folder({**OTHER, **texts})
        if versions:
            lines = "".join(f"{version},,\n" for version in versions)
            (reports / "versions.csv").write_text("version,date,note\n" + lines, encoding="utf-8")
        for name, content in tables.items():
            (reports / f"{name}.csv").write_text(content, encoding="utf-8")
        with ThreadPoolExecutor(2) as threads:
            return build(reports, tmp_path / out, executor=threads, how=obey, cached=False).out

    return run


def told(out: Path) -> list[tuple[str, str, str, str]]:
    """Reports that have a result: agency, state, hashes."""
    with (out / "data" / "check_results.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["rule"] == "source_changed"]
    return [(row["report_id"].split("-")[1], row["state"], row["left"][:8], row["right"][:8]) for row in found]


def earlier(out: Path) -> dict[str, tuple[str, str, str]]:
    with (out / "data" / "reports.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["original"].rpartition("/")[2]: (
                row["earlier_sha256"][:8],
                row["earlier_version"],
                row["earlier_created"],
            )
            for row in csv.DictReader(file)
        }


def canonical(out: Path) -> dict[str, bytes]:
    files = (path for path in out.rglob("*") if path.suffix in (".csv", ".json", ".md", ".jsonld"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def changed(first: str, second: str) -> list[tuple[str, str, str, str]]:
    return [("shuili", "failed", digest(first)[:8], digest(second)[:8])]


PASSED = ("jiaoyu", "passed", digest(OTHER["b.txt"])[:8], digest(OTHER["b.txt"])[:8])


def test_a_changed_original_is_told_until_the_next_version(make: Callable[..., Path]) -> None:
    """Without a table of versions all is one version: the finding stays, with what the version was first made from."""
    assert told(make({"a.txt": FIRST})) == []
    before = canonical(make({"a.txt": FIRST}))
    assert told(make({"a.txt": FIRST})) == [], "building again makes no version"
    out = make({"a.txt": SECOND})
    assert told(out) == changed(FIRST, SECOND)
    assert earlier(out) == {"a.txt": (digest(FIRST)[:8], "0.1.0", "1970-01-01"), "b.txt": ("", "", "")}
    assert validate(out) == []
    with (out / "data" / "findings.csv").open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["type"] == "source_changed"]
    assert (row["severity"], row["state"], row["expected"], row["actual"]) == (
        "info",
        "failed",
        digest(FIRST),
        digest(SECOND),
    )
    assert "0.1.0 版（1970-01-01）" in row["note"]

    again = canonical(out)
    assert canonical(make({"a.txt": SECOND})) == again, "an unchanged folder, the same bytes"
    assert told(make({"a.txt": THIRD})) == changed(FIRST, THIRD)
    out = make({"a.txt": FIRST})
    assert [state for _, state, *_ in told(out)] == ["passed"], "as it was when the version was first made"
    assert canonical(out) != before, "what it was compared with is kept"


def test_a_release_keeps_the_change_that_came_with_it(make: Callable[..., Path]) -> None:
    """Changed and built, then the version raised and built again, as `gongkai diff --release` does; settled one version later."""
    make({"a.txt": FIRST}, "0.1.0")
    make({"a.txt": SECOND}, "0.1.0")
    out = make({"a.txt": SECOND}, "0.1.0", "0.1.1")
    assert told(out) == [PASSED, *changed(FIRST, SECOND)]
    assert earlier(out)["a.txt"][1:] == ("0.1.0", "1970-01-01")
    kept = canonical(out)
    assert canonical(make({"a.txt": SECOND}, "0.1.0", "0.1.1")) == kept
    out = make({"a.txt": SECOND, "c.txt": "report 甲样市统计局 2021 5"}, "0.1.0", "0.1.1", "0.2.0")
    assert told(out) == [PASSED, ("shuili", "passed", digest(SECOND)[:8], digest(SECOND)[:8])]
    assert earlier(out)["c.txt"] == ("", "", ""), "new in this version"


def test_a_change_after_a_release_is_held_against_that_release(make: Callable[..., Path]) -> None:
    make({"a.txt": FIRST}, "0.1.0")
    make({"a.txt": SECOND}, "0.1.0", "0.1.1")
    out = make({"a.txt": THIRD}, "0.1.0", "0.1.1")
    assert told(out) == [PASSED, *changed(SECOND, THIRD)]
    out = make({"a.txt": THIRD}, "0.1.0", "0.1.1", "0.1.2")
    assert told(out)[1:] == changed(SECOND, THIRD)
    assert earlier(out)["a.txt"][1] == "0.1.1"


def test_an_empty_folder_knows_nothing_earlier(make: Callable[..., Path]) -> None:
    """The same reports give the same bytes wherever there was nothing before."""
    make({"a.txt": FIRST}, out="one")
    make({"a.txt": SECOND}, out="one")
    two, three = (canonical(make({"a.txt": SECOND}, out=name)) for name in ("two", "three"))
    assert two == three
    assert told(make({"a.txt": SECOND}, out="two")) == []


def test_the_stamp_and_the_cache_do_not_hide_it(folder: Folder, obey: Understand, tmp_path: Path) -> None:
    def cached(text: str) -> bool:
        with ThreadPoolExecutor(2) as threads:
            return build(folder({"a.txt": text}), tmp_path / "out", executor=threads, how=obey).unchanged

    assert [cached(text) for text in (FIRST, FIRST, SECOND, SECOND)] == [False, True, False, True]
    assert told(tmp_path / "out") == changed(FIRST, SECOND)
    shutil.rmtree(tmp_path / "out")
    assert not cached(SECOND)
    assert told(tmp_path / "out") == []


def test_the_address_counts_where_both_have_one(make: Callable[..., Path]) -> None:
    def table(path: str, address: str) -> str:
        return f"path,url\n{path},https://example.org/{address}\n"

    sources = read_sources(make({"a.txt": "stated"}, "0.1.0", originals=table("a.txt", "1")), "0.2.0")

    def held(path: str, url: str | None) -> bool:
        return sources.of(replace(annual_report(), path=path, source_url=url)) is not None

    assert held("z.txt", "https://example.org/1")
    assert not held("z.txt", "https://example.org/2")
    assert not held("a.txt", "https://example.org/2"), "another address is another source"
    assert held("a.txt", None)
    assert held("b.txt", "https://example.org/2"), "it had no address yet"
    assert not held("z.txt", None)


def test_of_one_address_with_several_originals_the_path_decides(make: Callable[..., Path]) -> None:
    lines = "path,url\na.txt,https://example.org/1\nb.txt,https://example.org/1\n"
    make({"a.txt": "stated", "b.txt": "stated "}, "0.1.0", originals=lines)
    out = make({"a.txt": "stated", "b.txt": "stated  "}, "0.1.0", "0.2.0", originals=lines)
    assert sorted(state for _, state, *_ in told(out)) == ["failed", "passed"]


@pytest.mark.parametrize("damage", ["datapackage.json", "data/reports.csv"])
def test_a_damaged_data_package_is_none(make: Callable[..., Path], damage: str) -> None:
    out = make({"a.txt": FIRST})
    (out / damage).write_text("{", encoding="utf-8")
    assert read_sources(out, "0.2.0").by_path == {}


def test_the_command_check_tells_it_again(make: Callable[..., Path]) -> None:
    make({"a.txt": FIRST})
    out = make({"a.txt": SECOND})
    (report,) = [report for report in annual_reports(out) if report.earlier is not None]
    assert report.earlier is not None
    assert (report.earlier.version, report.earlier.created) == ("0.1.0", date(1970, 1, 1))
    result = CliRunner().invoke(app, ["check", str(out), "--verbose"])
    assert digest(FIRST) in result.stdout

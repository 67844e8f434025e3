"""The record pages as a plain function after any generator: the same bytes with one process and with two."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from gongkai.errors import SiteError
from gongkai.site import write
from gongkai.site.language import LANGUAGES, folder
from gongkai.site.shell import EXPECTED
from gongkai.site.write import KINDS, write_records

if TYPE_CHECKING:
    from pathlib import Path

SHELL = "".join(f"<p>@@{marker}@@</p>" * count for marker, count in EXPECTED.items())


def with_shells(site: Path, *languages: str) -> Path:
    for language in languages or LANGUAGES:
        for kind in KINDS:
            shell = site / folder(language) / kind / "_shell" / "index.html"
            shell.parent.mkdir(parents=True)
            shell.write_text(SHELL, encoding="utf-8")
    return site


def digests(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_two_processes_write_what_one_writes(
    datapackage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = datapackage / "gongkai.sqlite"
    one, two = with_shells(tmp_path / "one"), with_shells(tmp_path / "two")
    written = write_records(database, one, workers=1)
    monkeypatch.setattr(write, "IN_ONE_PROCESS", 0)
    assert write_records(database, two, workers=2) == written
    assert digests(one) == digests(two)
    assert written == len(list(one.rglob("index.html")))


def test_every_record_has_a_page_in_each_language_and_its_files_once(datapackage: Path, tmp_path: Path) -> None:
    site = with_shells(tmp_path / "site")
    write_records(datapackage / "gongkai.sqlite", site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    english = {name.removeprefix("en/") for name in files if name.startswith("en/")}
    assert english == {name for name in files - {f"en/{name}" for name in english} if name.endswith("/index.html")}
    assert len(english) > 40


def test_the_files_of_a_report_are_the_same_whatever_languages_its_pages_have(
    datapackage: Path, tmp_path: Path
) -> None:
    one, two = with_shells(tmp_path / "one", "zh"), with_shells(tmp_path / "two")
    alone = write_records(datapackage / "gongkai.sqlite", one, languages=("zh",))
    assert write_records(datapackage / "gongkai.sqlite", two) == 2 * alone
    chinese = digests(one)
    assert chinese.items() <= digests(two).items(), "nothing of the English leaks into the Chinese"
    assert not (one / "en").exists()


def test_the_shells_are_gone_afterwards(datapackage: Path, tmp_path: Path) -> None:
    site = with_shells(tmp_path / "site")
    write_records(datapackage / "gongkai.sqlite", site)
    assert not list(site.rglob("_shell"))


def test_a_missing_shell_stops_the_build(datapackage: Path, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="has not rendered this shell"):
        write_records(datapackage / "gongkai.sqlite", tmp_path)
    with pytest.raises(SiteError, match=r"en/reports.*has not rendered this shell"):
        write_records(datapackage / "gongkai.sqlite", with_shells(tmp_path / "site", "zh"))


def test_where_the_site_holds_no_originals_nothing_leads_to_them(datapackage: Path, tmp_path: Path) -> None:
    site = with_shells(tmp_path / "site", "zh")
    write_records(datapackage / "gongkai.sqlite", site, languages=("zh",), originals=False)
    pages = [path.read_text(encoding="utf-8") for path in site.glob("reports/*/index.html")]
    assert pages
    for page in pages:
        assert "data/originals/" not in page
        assert "本站没有存放" in page
    for path in site.glob("reports/*/data.json"):
        report = json.loads(path.read_text(encoding="utf-8"))["report"]
        assert report["original_copy"] is None
        assert report["original"].startswith("originals/")

"""The record pages as a plain function after any generator: the same bytes with one process and with two."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from gongkai.errors import SiteError
from gongkai.site import write
from gongkai.site.write import KINDS, write_records

if TYPE_CHECKING:
    from pathlib import Path

SHELL = (
    "<title>@@TITLE@@</title><meta content='@@DESCRIPTION@@'>@@TITLE@@<ul>@@TOC@@</ul><article>@@CONTENT@@</article>"
)


def with_shells(site: Path) -> Path:
    for kind in KINDS:
        (site / kind / "_shell").mkdir(parents=True)
        (site / kind / "_shell" / "index.html").write_text(SHELL, encoding="utf-8")
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


def test_the_shells_are_gone_afterwards(datapackage: Path, tmp_path: Path) -> None:
    site = with_shells(tmp_path / "site")
    write_records(datapackage / "gongkai.sqlite", site)
    assert not list(site.rglob("_shell"))


def test_a_missing_shell_stops_the_build(datapackage: Path, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="has not rendered this shell"):
        write_records(datapackage / "gongkai.sqlite", tmp_path)

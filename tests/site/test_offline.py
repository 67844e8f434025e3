from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from gongkai.site.publish.offline import page_for_disk, write_offline

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("link", "turned"),
    [
        ('<a href="../x/">', '<a href="../x/index.html">'),
        ('<a href="../x/#a">', '<a href="../x/index.html#a">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ("<a class=b href=../x/ id=c>", "<a class=b href=../x/index.html id=c>"),
        ('<form action="../search/?a=1&amp;b=2">', '<form action="../search/index.html?a=1&amp;b=2">'),
        ('<a href="?q=x">', '<a href="?q=x">'),
        ('<a href="#x/">', '<a href="#x/">'),
        ('<a href="a.csv">', '<a href="a.csv">'),
        ('<a href="/x/">', '<a href="/x/">'),
        ('<a href="https://a.example/b/">', '<a href="https://a.example/b/">'),
        ('<a href="mailto:a@b.cn">', '<a href="mailto:a@b.cn">'),
        ('<div data-href="x/">', '<div data-href="x/">'),
    ],
)
def test_links_to_folders_name_the_page_in_them(link: str, turned: str) -> None:
    assert page_for_disk(link) == turned


def test_the_same_site_gives_the_same_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "index.html").write_text('<a href="a/">甲</a>', encoding="utf-8")
    (site / "a" / "index.html").write_text("<p>", encoding="utf-8")
    (site / "a" / "b.png").write_bytes(b"x")
    first, second = tmp_path / "one.zip", tmp_path / "two" / "one.zip"
    second.parent.mkdir()
    assert write_offline(site, first) == write_offline(site, second) == 3
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        assert packed.namelist() == ["one/a/b.png", "one/a/index.html", "one/index.html"]
        assert packed.read("one/index.html").decode() == '<a href="a/index.html">甲</a>'
        assert {info.filename: info.compress_type for info in packed.infolist()} == {
            "one/a/b.png": zipfile.ZIP_STORED,
            "one/a/index.html": zipfile.ZIP_DEFLATED,
            "one/index.html": zipfile.ZIP_DEFLATED,
        }
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_cannot_be_packed_leaves_nothing_behind(tmp_path: Path) -> None:
    site, target = tmp_path / "site", tmp_path / "one.zip"
    site.mkdir()
    (site / "index.html").write_bytes(b"\xff\xfe no text")
    with pytest.raises(UnicodeDecodeError):
        write_offline(site, target)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]

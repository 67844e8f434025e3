from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from gongkai.site.publish.sitemap import write_sitemap

if TYPE_CHECKING:
    from pathlib import Path

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("", "a/", "b & c/", "reports/甲-2023/"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "index.html").write_text("<html></html>", encoding="utf-8")
    for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    return tmp_path


def urls(file: Path) -> list[str]:
    return [str(node.text) for node in etree.parse(file).iterfind(".//s:loc", SPACE)]


def test_lists_every_page_and_replaces_the_old_files(site: Path) -> None:
    written = write_sitemap(site, "https://data.example/base", lastmod=date(2024, 3, 31))
    assert [file.name for file in written] == ["sitemap.xml"]
    assert urls(written[0]) == [
        "https://data.example/base/",
        "https://data.example/base/a/",
        "https://data.example/base/b%20%26%20c/",
        "https://data.example/base/reports/%E7%94%B2-2023/",
    ]
    assert {node.text for node in etree.parse(written[0]).iterfind(".//s:lastmod", SPACE)} == {"2024-03-31"}
    assert not (site / "sitemap.xml.gz").exists()


def test_many_pages_make_parts_and_an_index(site: Path) -> None:
    index, *parts = write_sitemap(site, "https://data.example/", per_file=3)
    assert urls(index) == ["https://data.example/sitemap-1.xml", "https://data.example/sitemap-2.xml"]
    assert [len(urls(part)) for part in parts] == [3, 1]
    assert str(etree.parse(index).getroot().tag).endswith("sitemapindex")


def test_without_an_address_there_is_none(site: Path) -> None:
    assert write_sitemap(site, "") == ()
    assert not list(site.glob("sitemap*"))

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gongkai.errors import SiteError
from gongkai.site.search.header import rewrite_header_index

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {"": "首页", "_shell/": "@@TITLE@@", "years/2023/": "2023年", "en/about/": "About"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A site as MkDocs leaves it, in two languages."""
    file = tmp_path / "search" / "search_index.json"
    file.parent.mkdir()
    (tmp_path / "en").mkdir()
    file.write_text("{}", encoding="utf-8")
    return tmp_path


def entries(site: Path) -> dict[str, dict[str, Any]]:
    """Entries by location, without what keeps characters apart."""
    text = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "\\u" not in text.replace("\\u200b", ""), "escapes would double the file that every page loads"
    index = json.loads(text.replace("\u200b", ""))
    assert index["config"]["pipeline"] == []
    return {entry["location"]: entry for entry in index["docs"]}


def test_names_pages_places_and_bodies_and_nothing_else(world: Path, old: Path) -> None:
    assert rewrite_header_index(world, old, PAGES) == len(entries(old))
    found = entries(old)
    assert list(found)[:2] == ["", "years/2023/"]
    assert found[""] == {"location": "", "title": "首页", "text": ""}
    assert found["regions/990100/"] == {"location": "regions/990100/", "title": "甲样市", "text": "示例省"}
    body = found["agencies/980100-weijian-wei/"]
    assert (body["title"], body["text"]) == ("丙样市卫生健康委员会", "样本自治区 丙样市")
    assert found["agencies/990121-shui-ju/"]["title"] == "南样县水利局", "no report of it is held"
    assert {name.split("/")[0] for name in found} == {"", "years", "regions", "agencies"}


def test_characters_stand_apart(world: Path, old: Path) -> None:
    rewrite_header_index(world, old, PAGES)
    assert "教\u200b育\u200b局" in (old / "search" / "search_index.json").read_text(encoding="utf-8")


def test_longer_names_weigh_less(world: Path, old: Path) -> None:
    rewrite_header_index(world, old, PAGES)
    boosts = {entry["title"]: entry.get("boost", 1) for entry in entries(old).values()}
    assert (
        boosts["首页"]
        == boosts["南样县教育局"]
        == 1
        > boosts["后样县教育和体育局"]
        > boosts["南样县人力资源和社会保障局"]
    )


def test_english_has_its_own_and_is_found_in_english(world: Path, old: Path) -> None:
    rewrite_header_index(world, old, PAGES)
    found = entries(old / "en")
    assert "en/about/" not in found
    assert found["about/"]["title"] == "About", "below the folder of the language"
    assert found["regions/990100/"]["title"] == "Jiayang City 甲样市"
    body = found["agencies/990121-jiaoyu-ju/"]
    assert (body["title"], body["text"]) == ("南样县教育局", "Shili Province Jiayang City Nanyang County Education")


def test_a_site_in_one_language_has_one_index(world: Path, old: Path) -> None:
    (old / "en").rmdir()
    rewrite_header_index(world, old, PAGES)
    assert not (old / "en").exists()


def test_says_when_the_plugin_is_off(world: Path, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="plugin"):
        rewrite_header_index(world, tmp_path, PAGES)

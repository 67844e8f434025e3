from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gongkai.errors import SiteError
from gongkai.site.search.header import rewrite_header_index

if TYPE_CHECKING:
    from pathlib import Path

OLD = {
    "config": {"lang": ["zh"], "pipeline": ["stemmer"]},
    "docs": [
        {"location": "", "title": "首页", "text": "long " * 1000},
        {"location": "#x", "title": "小节", "text": ""},
        {"location": "_shell/", "title": "@@TITLE@@", "text": ""},
        {"location": "years/2023/", "title": "2023年", "text": ""},
    ],
}


def test_keeps_pages_and_adds_agencies_as_titles_only(world: Path, tmp_path: Path) -> None:
    file = tmp_path / "search" / "search_index.json"
    file.parent.mkdir()
    file.write_text(json.dumps(OLD), encoding="utf-8")
    assert rewrite_header_index(world, tmp_path) == 2 + 15
    index = json.loads(file.read_text(encoding="utf-8"))
    assert [entry["location"] for entry in index["docs"][:3]] == ["", "years/2023/", "agencies/bingyang-weijian/"]
    assert index["docs"][0] == {"location": "", "title": "首\u200b页", "text": ""}
    assert index["docs"][2]["title"].replace("\u200b", "") == "丙样市卫生健康委员会"
    assert index["docs"][2]["text"].replace("\u200b", "") == "样本自治区 丙样市"
    assert "丙" in file.read_text(encoding="utf-8"), "escapes would double the file that every page loads"
    boosts = {entry["title"].replace("\u200b", ""): entry.get("boost", 1) for entry in index["docs"]}
    assert (
        boosts["首页"]
        == boosts["南样县教育局"]
        == 1
        > boosts["后样县教育和体育局"]
        > boosts["南样县人力资源和社会保障局"]
    )
    assert index["config"]["pipeline"] == []


def test_says_when_the_plugin_is_off(world: Path, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="plugin"):
        rewrite_header_index(world, tmp_path)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongkai.errors import SiteError
from gongkai.site.publish.budget import FEW, LIMIT, OVER, Budget, Kind, measure, require

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.html": 10,
    "assets/a.js": 1000,
    "reports/a-2022/index.html": 300,
    "reports/a-2023/index.html": 500,
    "reports/a-2023/data.csv": 60,
    "agencies/a/index.html": 40,
    "agencies/a/compare.js": 9,
    "assets/compare-list.js": 3,
    "en/reports/a-2022/index.html": 200,
    "en/agencies/a/index.html": 30,
    "en/index.html": 5,
    "assets/sqlite/sqlite3.wasm": 1500,
    "data/gongkai.sqlite.gz": 700,
    "data/data/indicators.csv.gz": 80,
    "search/index/text/a-2023.gz": 20,
    "search/index/shards/0000.gz": 70,
    "search/index.html": 10,
    "data/gongkai.zip": 5000,
    "data/datapackage.json": 30,
    "data/data/applications.csv": 900,
    "data/data/code_rows.csv": 25,
    "data/originals/a/2023.pdf": 100,
    "api/v1/index.json": 8,
    "regions/1/index.html": 6,
    "sitemap.xml": 4,
}


@pytest.fixture
def budget(tmp_path: Path) -> Budget:
    for name, size in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    return measure(tmp_path)


def test_counts_each_file_once_under_its_kind(budget: Budget) -> None:
    assert (budget.files, budget.bytes) == (len(FILES), sum(FILES.values()))
    assert {(kind.name, kind.files, kind.bytes) for kind in budget.kinds if kind.files} == {
        ("年报页", 2, 800),
        ("年报数据", 1, 60),
        ("机关页", 3, 52),
        ("英文年报页", 1, 200),
        ("英文机关页", 1, 30),
        ("浏览器里的 SQLite", 1, 1500),
        ("检索用文字", 1, 20),
        ("检索", 2, 80),
        ("原件", 1, 100),
        ("代码表与说明", 2, 55),
        ("下载", 4, 6680),
        ("接口", 1, 8),
        ("主题", 1, 1000),
        ("其他页面", 3, 21),
        ("其他文件", 1, 4),
    }


def test_says_how_many_reports_still_fit(budget: Budget) -> None:
    assert budget.agency_years == 2
    assert budget.bytes_per_agency_year == 4015
    assert budget.agency_years_left() == (900_000_000 - sum(FILES.values())) // 4015
    assert budget.agency_years_left(LIMIT) == (1_000_000_000 - sum(FILES.values())) // 4015
    assert budget.lines()[0] == "网站共 25 个文件，0.0 MB（上限 900.0 MB）"
    assert budget.lines()[-2:] == (
        "每份年报约 4.0 KB：中文页 0.4，英文页 0.1，页旁的数据 0.0，原件 0.1，整体下载 3.3，检索和接口 0.1；份数少时估计偏高",
        "已有 2 份，到上限还可收录约 224,156 份，到 1 GB 约 249,063 份",
    )


def test_many_reports_make_a_forecast_without_reserve() -> None:
    many = Budget((Kind("年报页", FEW, 4_000_000), Kind("年报数据", FEW, 2_000_000), Kind("主题", 1, 1_000_000)), FEW)
    assert many.lines()[-2:] == (
        "每份年报约 60.0 KB：中文页 40.0，页旁的数据 20.0",
        "已有 100 份，到上限还可收录约 14,883 份，到 1 GB 约 16,550 份",
    )


def test_a_site_without_reports_makes_no_forecast(tmp_path: Path) -> None:
    assert measure(tmp_path).agency_years_left() is None
    assert measure(tmp_path).shares == {}
    assert len(measure(tmp_path).lines()) == 1


def test_fails_above_the_limit_only() -> None:
    require(Budget((Kind("年报页", 1, OVER),), 1))
    with pytest.raises(SiteError, match=r"900\.0 MB is above 900\.0 MB"):
        require(Budget((Kind("年报页", 1, OVER + 1),), 1))


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="mkdocs build"):
        measure(tmp_path / "none")

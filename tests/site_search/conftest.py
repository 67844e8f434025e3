from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.browser.serving import chromium, serve
from tests.site_search.world import write_world

from gongkai.site.search import BigramIndex, aliases, page_html, records, write_search
from gongkai.site.search.query import BigramReader
from gongkai.site.search.records import labels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of the invented country."""
    return write_world(tmp_path_factory.mktemp("world") / "gongkai.sqlite")


@pytest.fixture(scope="session")
def index_folder(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its index, in shards so small that every search needs several."""
    folder = tmp_path_factory.mktemp("index") / "index"
    index = BigramIndex(
        sectors=labels(world, "code_sectors"),
        levels=labels(world, "code_levels"),
        aliases=aliases(),
        shard_bytes=400,
    )
    index.build(records(world), folder)
    return folder


@pytest.fixture
def reader(index_folder: Path) -> BigramReader:
    return BigramReader(index_folder)


@pytest.fixture(scope="session")
def search_site(world: Path, index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that is only the search page, served."""
    site = tmp_path_factory.mktemp("site")
    write_search(world, site)
    shutil.rmtree(site / "search" / "index")
    shutil.copytree(index_folder, site / "search" / "index")
    page = f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>全文检索</title><link rel="icon" href="data:,"><body class="md-typeset">{page_html(world)}'
    (site / "search" / "index.html").write_text(page, encoding="utf-8")
    with serve(site) as address:
        yield address

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.site_search.world import write_world

from gongkai.site.search import BigramIndex, aliases, records
from gongkai.site.search.records import unheld

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of the invented country."""
    return write_world(tmp_path_factory.mktemp("world") / "gongkai.sqlite")


@pytest.fixture(scope="session")
def index_folder(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its index, in shards so small that every search needs several."""
    folder = tmp_path_factory.mktemp("index") / "index"
    BigramIndex(aliases=aliases(), shard_bytes=400).build(records(world), folder, unheld=unheld(world))
    return folder

"""Search on a host that serves nothing but files.

Two searches: the page /search/ asks a full-text index of all reports (`BigramIndex`, `query.js`,
`search.js`); the box in the header asks the theme's own index, rewritten to hold titles only.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from gongkai.site.search.bigram import BigramIndex, IndexSummary
from gongkai.site.search.header import rewrite_header_index
from gongkai.site.search.page import page_html
from gongkai.site.search.records import Record, labels, records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "BigramIndex",
    "IndexSummary",
    "Record",
    "SearchIndex",
    "aliases",
    "page_html",
    "records",
    "rewrite_header_index",
    "write_search",
]

ASSETS = ("query.js", "search.js", "search.css")
"""The page's own files; `query.js` is the browser's half of the index, the others do not know how it works."""


class SearchIndex(Protocol):
    """What another engine has to offer to take the index's place.

    The browser's half is one object, `gongkaiSearch`; the head of `query.js` says what it has to offer.
    """

    def build(self, records: Iterable[Record], out_dir: Path) -> IndexSummary:
        """Write the index of these records, best results first, into a folder that does not exist yet."""
        ...


def aliases() -> dict[str, list[str]]:
    """Short names of offices (发改委) and the words they stand for in official names."""
    table: dict[str, list[str]] = {}
    text = files(__package__).joinpath("aliases.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        table.setdefault(row["short"], []).append(row["official"])
    return table


def write_search(database: Path, site: Path) -> IndexSummary:
    """Index all reports of the data package into `site/search/` and put the page's scripts beside it.

    Raises:
        OSError: if the site folder cannot be written.
        sqlite3.Error: if `database` is no derived SQLite file of a data package.
    """
    folder = site / "search"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ASSETS:
        (folder / name).write_bytes(files(__package__).joinpath(name).read_bytes())
    index: SearchIndex = BigramIndex(
        sectors=labels(database, "code_sectors"), levels=labels(database, "code_levels"), aliases=aliases()
    )
    return index.build(records(database), folder / "index")

"""Search on a host that serves nothing but files.

Two searches: the page /search/ asks a full-text index of all reports (`BigramIndex`, and the scripts of this
folder); the box in the header asks the theme's own index, rewritten to hold titles only. The page for
addresses that lead nowhere (404.html) asks the first one which bodies there are.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from gongkai.site.language import LANGUAGES
from gongkai.site.search.bigram import BigramIndex, IndexSummary
from gongkai.site.search.header import rewrite_header_index
from gongkai.site.search.page import page_html
from gongkai.site.search.records import Record, place_names, records, unheld
from gongkai.site.search.shards import pack_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gongkai.site.search.records import SearchAgency

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

ASSETS = ("query.js", "names.js", "results.js", "facets.js", "take.js", "search.js", "lost.js", "search.css")
"""The pages' own files; `query.js` is the browser's half of the index, `names.js` knows names, the others show."""


class SearchIndex(Protocol):
    """What another engine has to offer to take the index's place.

    The browser's half is one object, `gongkaiSearch`; the head of `query.js` says what it has to offer.
    """

    def build(self, records: Iterable[Record], out_dir: Path, *, unheld: Iterable[SearchAgency] = ()) -> IndexSummary:
        """Write the index of these records, best results first, into a folder that does not exist yet.

        Of the bodies in `unheld`, which have no report, names are found.
        """
        ...


def aliases() -> dict[str, list[str]]:
    """Short names of offices (发改委) and the words they stand for in official names."""
    table: dict[str, list[str]] = {}
    text = files(__package__).joinpath("aliases.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        table.setdefault(row["short"], []).append(row["official"])
    return table


def write_search(database: Path, site: Path) -> IndexSummary:
    """Index all reports of the data package into `site/search/` and put the pages' scripts beside it.

    Raises:
        OSError: if the site folder cannot be written.
        sqlite3.Error: if `database` is no derived SQLite file of a data package.
    """
    folder = site / "search"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ASSETS:
        (folder / name).write_bytes(files(__package__).joinpath(name).read_bytes())
    index: SearchIndex = BigramIndex(aliases=aliases())
    summary = index.build(records(database), folder / "index", unheld=unheld(database))
    for language in LANGUAGES[1:]:
        (folder / "index" / f"places.{language}.json.gz").write_bytes(pack_json(place_names(database, language)))
    return summary

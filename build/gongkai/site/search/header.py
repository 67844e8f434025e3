"""The index behind the search box in the header: titles only, one entry a body, a place and a page.

The theme loads this file with every page, so it must stay small; and its engine knows words, not
Chinese. A zero-width space between Han characters makes every character a word, which finds
whole names, parts of names and abbreviations (甲样教育) without a dictionary. Each language has
a file of its own, so that what is found is in the language of the page.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from gongkai.errors import SiteError
from gongkai.site.groups.directory import directory
from gongkai.site.language import LANGUAGES, folder, labels, language_of, speaking
from gongkai.site.search.records import place_names
from gongkai.site.search.text import HAN
from gongkai.site.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gongkai.site.groups.directory import Directory

INDEX = "search/search_index.json"

_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])(?=[{HAN}])")

CONFIG = {
    "lang": ["en"],
    "separator": "[\\s\\u200b\\-]+",
    "pipeline": [],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}
"""`en` stands for the engine without additions: with `zh` it loads a trimmer for words that a space parts, and never finds any."""

USUAL_NAME = 6
"""Characters of a name such as 南样县教育局. Longer names weigh less, or 教育和体育局 would come first for 教育局."""


def spaced(text: str) -> str:
    r"""The text with a zero-width space between neighbouring Han characters.

    >>> spaced("甲样市2023").encode("unicode_escape").decode()
    '\\u7532\\u200b\\u6837\\u200b\\u5e022023'
    """
    return _BETWEEN_HAN.sub("\u200b", text)


def rewrite_header_index(database: Path, site: Path, pages: Mapping[str, str]) -> int:
    """Replace `search/search_index.json` by titles of pages, of all places and of all bodies.

    Another language has its own file below its folder, where the site has that language.

    Args:
        database: the SQLite file of the data package.
        site: the finished site.
        pages: address below the site's -> title, of the hand-written and aggregate pages and the shells.

    Returns:
        The number of entries of the first language.

    Raises:
        SiteError: if MkDocs' search plugin has not written the file.
    """
    file = site / INDEX
    if not file.is_file():
        raise SiteError(f"{file}: not there; keep the plugin `search` in mkdocs.yml")
    with open_store(database) as store:
        near = directory(store)
    written = []
    for language in LANGUAGES:
        root = site / folder(language)
        if language != LANGUAGES[0] and not root.is_dir():
            continue
        places = place_names(database, language) if folder(language) else {}
        with speaking(language):
            entries = [*_pages(pages, language), *_places(near, places), *_bodies(near, places)]
        _write(root / INDEX, entries)
        written.append(len(entries))
    return written[0]


def _write(file: Path, entries: list[dict[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    index = {"config": CONFIG, "docs": entries}
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _pages(titles: Mapping[str, str], language: str) -> Iterator[dict[str, Any]]:
    """Hand-written and aggregate pages, without unfilled shells."""
    for location, title in titles.items():
        if "@@" not in title and language_of(location) == language:
            yield _entry(location.removeprefix(folder(language)), title, "")


def _places(near: Directory, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for code, region in near.regions.by_code.items():
        above = [part.name for part in near.regions.chain(code)[:-1]]
        title = " ".join(dict.fromkeys((names.get(region.name, region.name), region.name)))
        yield _entry(f"regions/{code}/", title, " ".join(names.get(name, name) for name in above))


def _bodies(near: Directory, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Bodies without a report too; their page says so. In another language place and field are words to be found by."""
    sectors = labels("sectors") if names else {}
    order = sorted(near.agencies.values(), key=lambda agency: (agency.region_code or "", agency.id))
    for agency in order:
        if agency.name:
            parts = (agency.province, agency.city, agency.county)
            said = [names.get(part, part) for part in dict.fromkeys(parts) if part]
            yield {
                **_entry(
                    f"agencies/{agency.id}/",
                    agency.name,
                    " ".join([*said, sectors.get(agency.sector or "", "")]).strip(),
                ),
                "boost": round(math.sqrt(USUAL_NAME / max(USUAL_NAME, len(agency.name))), 2),
            }


def _entry(location: str, title: str, text: str) -> dict[str, str]:
    return {"location": location, "title": spaced(title.replace("\u200b", "")), "text": spaced(text)}

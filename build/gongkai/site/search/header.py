"""The index behind the search box in the header: titles only, one entry an agency and one a page.

The theme loads this file with every page, so it must stay small; and its engine knows words, not
Chinese. A zero-width space between Han characters makes every character a word, which finds
whole names, parts of names and abbreviations (甲样教育) without a dictionary.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from gongkai.errors import SiteError
from gongkai.site.search.text import HAN

if TYPE_CHECKING:
    from pathlib import Path

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

_AGENCIES = """
    SELECT agency_id, name, province, city, county FROM agencies WHERE ifnull(name, '') <> ''
    ORDER BY ifnull(region_code, ''), agency_id
"""


def spaced(text: str) -> str:
    r"""The text with a zero-width space between neighbouring Han characters.

    >>> spaced("甲样市2023").encode("unicode_escape").decode()
    '\\u7532\\u200b\\u6837\\u200b\\u5e022023'
    """
    return _BETWEEN_HAN.sub("\u200b", text)


def rewrite_header_index(database: Path, site: Path) -> int:
    """Replace `site/search/search_index.json` by titles of the pages it names and of all agencies.

    Returns:
        The number of entries.

    Raises:
        SiteError: if MkDocs' search plugin has not written the file.
    """
    file = site / "search" / "search_index.json"
    if not file.is_file():
        raise SiteError(f"{file}: not there; keep the plugin `search` in mkdocs.yml")
    entries = [*_pages(json.loads(file.read_text(encoding="utf-8"))), *_agencies(database)]
    index = {"config": CONFIG, "docs": entries}
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return len(entries)


def _pages(index: dict[str, Any]) -> list[dict[str, Any]]:
    """Hand-written and aggregate pages as MkDocs lists them, without their sections and without unfilled shells."""
    return [
        _entry(page["location"], page["title"], "")
        for page in index["docs"]
        if "#" not in page["location"] and "@@" not in page["title"]
    ]


def _agencies(database: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return [
            {
                **_entry(f"agencies/{agency_id}/", name, " ".join(dict.fromkeys(part for part in place if part))),
                "boost": round(math.sqrt(USUAL_NAME / max(USUAL_NAME, len(name))), 2),
            }
            for agency_id, name, *place in connection.execute(_AGENCIES)
        ]


def _entry(location: str, title: str, text: str) -> dict[str, str]:
    return {"location": location, "title": spaced(title.replace("\u200b", "")), "text": spaced(text)}

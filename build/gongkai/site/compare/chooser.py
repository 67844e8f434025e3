"""The list of bodies to choose from: small, and loaded as a script, so that it works from disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gongkai.site.search import aliases

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai.site.store import Store

LIST = "assets/compare-list.js"
"""Below the site's root."""

_BODIES = """
    SELECT agency_id, ifnull(name, ''), ifnull(region_code, ''), ifnull(sector, ''), ifnull(level, ''), min(year), max(year), count(*),
      count(*) FILTER (WHERE scope = 'own')
    FROM agencies JOIN reports USING (agency_id) WHERE year IS NOT NULL
    GROUP BY agency_id ORDER BY agency_id
"""


def bodies(store: Store) -> list[list[Any]]:
    """Id, name, code of the place, field of work, level, first and last year, number of reports, those on itself; by id."""
    return [list(row) for row in store.rows(_BODIES)]


def write_list(store: Store, site: Path) -> None:
    """Write the list, with the short names that people use."""
    content = {"bodies": bodies(store), "short": _short_names()}
    path = site / LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"gongkaiBodies({json.dumps(content, ensure_ascii=False, separators=(',', ':'))});\n",
        encoding="utf-8",
        newline="\n",
    )


def _short_names() -> list[tuple[str, str]]:
    """(short, official) of common names, as the search knows them."""
    return [(short, official) for short, names in aliases().items() for official in names]

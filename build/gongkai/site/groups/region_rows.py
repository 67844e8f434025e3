"""One file for each place: the main figures of all its bodies, those below it included, a line a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.package.text import csv_line, neutral_line
from gongkai.site.groups.directory import directory
from gongkai.site.groups.region_page import below
from gongkai.site.groups.tallies import HEADLINE, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gongkai.site.groups.tallies import Row
    from gongkai.site.records import Agency
    from gongkai.site.store import Store

NAME = "data.csv"

BOM = "\ufeff"
"""Without it Excel takes the names for another encoding."""

HEADER = (
    "agency_id", "name", "region_code", "province", "city", "county", "level", "sector", "year", "scope", "form", "report_id",
    "received_new", "received_new_status", "concluded_total", "concluded_total_status",
    f"{HEADLINE}_numerator", f"{HEADLINE}_denominator", f"{HEADLINE}_doubtful",
    "figures", "figures_blank", "figures_unreadable", "failed",
)  # fmt: skip


def write(store: Store, site: Path) -> int:
    """Write a file beside the page of each place with reports.

    Returns:
        Number of files.
    """
    near = directory(store)
    written = 0
    lines: dict[str, str] = {}
    for code, rows in below(near.regions, load(store)).items():
        if not rows:
            continue
        text = "".join(lines.get(row.report) or lines.setdefault(row.report, line(row, near.agencies)) for row in rows)
        path = site / "regions" / code / NAME
        path.write_text(BOM + csv_line(HEADER) + text, encoding="utf-8", newline="\n")
        written += 1
    return written


def line(row: Row, agencies: Mapping[str, Agency]) -> str:
    """One report; a cell without a number is empty and its status says why."""
    agency = agencies[row.agency]
    share = row.shares.get(HEADLINE)
    values = (
        *(
            agency.id,
            agency.name,
            agency.region_code,
            agency.province,
            agency.city,
            agency.county,
            agency.level,
            agency.sector,
        ),
        *(row.year, row.scope, row.form, row.report),
        *(row.received, row.received_status, row.concluded, row.concluded_status),
        *((share.numerator, share.denominator, int(share.doubtful)) if share else (None, None, None)),
        *(row.cells, row.blank, row.unreadable, int(row.failed)),
    )
    return neutral_line(values)

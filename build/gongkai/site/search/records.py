"""What is searched: one record a report, read from the SQLite file as a stream."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.site.search.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAgency:
    """The body a record belongs to; unknown parts are empty."""

    id: str
    name: str
    province: str = ""
    city: str = ""
    county: str = ""
    sector: str = ""
    """Code of the list `sectors`."""
    level: str = ""
    """Code of the list `levels`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One report as the search sees it."""

    report_id: str
    agency: SearchAgency
    year: int | None
    heading: str
    """Name, year and title: searched, but not quoted."""
    body: str
    """The narrative: searched and quoted."""


_REPORTS = """
    SELECT r.report_id, r.year, r.title, a.agency_id, a.name, a.province, a.city, a.county, a.sector, a.level
    FROM reports AS r JOIN agencies AS a ON a.agency_id = r.agency_id
    ORDER BY r.year IS NULL, r.year DESC, ifnull(a.region_code, ''), a.agency_id, r.report_id
"""
_SECTIONS = "SELECT section, number, heading, text FROM sections WHERE report_id = ? ORDER BY position"


def records(database: Path) -> Iterator[Record]:
    """All reports in the order in which results are listed: newest year first, then by place and agency.

    Only one report's text is in memory at a time.
    """
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for report_id, year, title, *agency in connection.execute(_REPORTS):
            agency_id, name, province, city, county, sector, level = (part or "" for part in agency)
            sections = connection.execute(_SECTIONS, (report_id,)).fetchall()
            yield Record(
                report_id=report_id,
                agency=SearchAgency(
                    id=agency_id, name=name, province=province, city=city, county=county, sector=sector, level=level
                ),
                year=year,
                heading=_heading(name, year, title or ""),
                body="\n".join(_section(*section) for section in sections),
            )


def _heading(name: str, year: int | None, title: str) -> str:
    """Name and year only where the title does not say them already."""
    missing = [part for part in (name, f"{year}年" if year else "") if part and part not in title]
    return clean(" ".join((*missing, title))).replace("\n", " ")


def _section(code: str | None, number: str | None, heading: str | None, text: str | None) -> str:
    """The six prescribed headings stand in every report; found by them, every report would be found."""
    title = "" if code else "、".join(part for part in (number, heading) if part)
    return "\n".join(part for part in (clean(title), clean(text or "")) if part)


def labels(database: Path, code_list: str) -> dict[str, str]:
    """Codes and Chinese labels of a code list of the data package, in its order; only codes that agencies with reports use."""
    column = {"code_sectors": "sector", "code_levels": "level"}[code_list]
    used = f"SELECT {column} FROM agencies WHERE agency_id IN (SELECT agency_id FROM reports)"  # noqa: S608 - constant
    query = f"SELECT code, label_zh FROM {code_list} WHERE code IN ({used}) ORDER BY rowid"  # noqa: S608 - both names are constants of this module
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return dict(connection.execute(query).fetchall())

"""What is searched: one record a report, read from the SQLite file as a stream; and bodies without any."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.site.search.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAgency:
    """The body a record belongs to; unknown parts are empty."""

    id: str
    name: str
    region_code: str = ""
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
    scope: str = "own"
    """Code of the list `scopes`."""
    form: str = ""
    """Code of the list `forms`."""
    doubts: int = 0
    """Findings that failed: as many as the report's page lists."""


FICTIONAL = " (fictional)"
"""Stands in the code list behind the English of invented places; a site of invented reports says so on every page."""

_AGENCY = "a.agency_id, a.name, a.region_code, a.province, a.city, a.county, a.sector, a.level"
_REPORTS = f"""
    SELECT r.report_id, r.year, r.title, r.scope, r.form, ifnull(f.doubts, 0), {_AGENCY}
    FROM reports AS r JOIN agencies AS a ON a.agency_id = r.agency_id
    LEFT JOIN (SELECT report_id, count(*) AS doubts FROM findings WHERE state = 'failed' GROUP BY 1) AS f
    ON f.report_id = r.report_id
    ORDER BY r.year IS NULL, r.year DESC, ifnull(a.region_code, ''), a.agency_id, r.report_id
"""  # noqa: S608 - constants
_UNHELD = f"""
    SELECT {_AGENCY} FROM agencies AS a
    WHERE ifnull(a.name, '') <> '' AND a.agency_id NOT IN (SELECT agency_id FROM reports)
    ORDER BY ifnull(a.region_code, ''), a.agency_id
"""  # noqa: S608 - constants
_SECTIONS = "SELECT section, number, heading, text FROM sections WHERE report_id = ? ORDER BY position"


def records(database: Path) -> Iterator[Record]:
    """All reports in the order in which results are listed: newest year first, then by place and agency.

    Only one report's text is in memory at a time.
    """
    with _opened(database) as connection:
        for report_id, year, title, scope, form, doubts, *agency in connection.execute(_REPORTS):
            body = _agency(agency)
            sections = connection.execute(_SECTIONS, (report_id,)).fetchall()
            yield Record(
                report_id=report_id,
                agency=body,
                year=year,
                heading=_heading(body.name, year, title or ""),
                body="\n".join(_section(*section) for section in sections),
                scope=scope,
                form=form,
                doubts=doubts,
            )


def unheld(database: Path) -> Iterator[SearchAgency]:
    """Bodies of which the data package holds no report, in the order of their places."""
    with _opened(database) as connection:
        yield from map(_agency, connection.execute(_UNHELD))


def _opened(database: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True))


def _agency(row: Iterable[str | None]) -> SearchAgency:
    id_, name, region_code, province, city, county, sector, level = (part or "" for part in row)
    return SearchAgency(
        id=id_,
        name=name,
        region_code=region_code,
        province=province,
        city=city,
        county=county,
        sector=sector,
        level=level,
    )


def _heading(name: str, year: int | None, title: str) -> str:
    """Name and year only where the title does not say them already."""
    missing = [part for part in (name, f"{year}年" if year else "") if part and part not in title]
    return clean(" ".join((*missing, title))).replace("\n", " ")


def _section(code: str | None, number: str | None, heading: str | None, text: str | None) -> str:
    """The six prescribed headings stand in every report; found by them, every report would be found."""
    title = "" if code else "、".join(part for part in (number, heading) if part)
    return "\n".join(part for part in (clean(title), clean(text or "")) if part)


def place_names(database: Path, language: str) -> dict[str, str]:
    """Chinese name of a place -> its name in another language; only places of bodies that are searched.

    Where two places share a name, the first one's English stands for both.
    """
    query = (
        f"SELECT label_zh, label_{language} FROM code_regions WHERE label_{language} <> '' AND label_zh IN "  # noqa: S608 - the language is ours
        "(SELECT province FROM agencies UNION SELECT city FROM agencies UNION SELECT county FROM agencies) ORDER BY rowid"
    )
    with _opened(database) as connection:
        return {name: label.removesuffix(FICTIONAL) for name, label in reversed(connection.execute(query).fetchall())}

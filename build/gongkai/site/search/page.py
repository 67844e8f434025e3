"""The body of the page /search/: the form with its filters, and room for results."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from gongkai.site.search.records import labels

if TYPE_CHECKING:
    from pathlib import Path

_YEARS = "SELECT DISTINCT year FROM reports WHERE year IS NOT NULL ORDER BY year DESC"
_PROVINCES = """
    SELECT province FROM agencies WHERE ifnull(province, '') <> '' GROUP BY province
    ORDER BY min(ifnull(region_code, '')), province
"""


def page_html(database: Path) -> str:
    """HTML to put into the page's article; the filters offer what the data package holds.

    Raises:
        sqlite3.Error: if `database` is no derived SQLite file of a data package.
    """
    environment = Environment(
        loader=PackageLoader("gongkai.site.search", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        years = [str(year) for (year,) in connection.execute(_YEARS)]
        provinces = [province for (province,) in connection.execute(_PROVINCES)]
    filters = (
        ("year", "年度", [(year, year) for year in years]),
        ("province", "省份", [(province, province) for province in provinces]),
        ("sector", "部门类别", list(labels(database, "code_sectors").items())),
        ("level", "层级", list(labels(database, "code_levels").items())),
    )
    return environment.get_template("page.html").render(filters=filters)

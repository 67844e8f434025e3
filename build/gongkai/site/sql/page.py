"""The page that asks the database in the reader's browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.package.dictionary import Entry, entries
from gongkai.package.layout import SQLITE, resources
from gongkai.site.language import _, up
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.render import render
from gongkai.site.sql.engine import FOLDER, PACKAGE, VERSION
from gongkai.site.sql.examples import filled
from gongkai.site.sql.slim import BROWSER_SQLITE, LEFT_OUT, WITHOUT

if TYPE_CHECKING:
    from gongkai.package.schema import Resource
    from gongkai.site.publish.published import Publication
    from gongkai.site.store import Store

SHOWN = 1000
"""Rows of a result that are shown; all are counted and can be downloaded."""

HEAVY = 300_000_000
"""Bytes of the unpacked database above which a telephone or an old computer may give up."""

_LIKELY_YEAR = "SELECT year FROM reports WHERE year IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 DESC LIMIT 1"
_LIKELY_AGENCY = """
    SELECT agency_id FROM reports JOIN agencies USING (agency_id)
    GROUP BY 1 ORDER BY province IS NULL OR sector IS NULL, count(*) DESC, 1 LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Described:
    """A table in words."""

    resource: Resource
    entries: tuple[Entry, ...]


def page(store: Store, publication: Publication, *, engine: bool) -> MadePage:
    """The page.

    Args:
        store: the data.
        publication: what the site offers to download.
        engine: SQLite for the browser is on the site, see `write_engine`.
    """
    slim, full = publication.files.get(BROWSER_SQLITE), publication.files.get(SQLITE)
    year = next(iter(store.rows(_LIKELY_YEAR)), (None,))[0]
    agency = next(iter(store.rows(_LIKELY_AGENCY)), ("",))[0]
    can = engine and slim is not None and slim.plain is not None
    title = _("用 SQL 查询")
    said = _("在浏览器里用 SQL 查询全部年报数据：数据下载到本机，查询不经过任何服务器。")
    parts = [
        Part(render("sql_console.html", can=can, slim=slim, shown=SHOWN, heavy=HEAVY, folder=FOLDER, base=_base())),
        Part(render("sql_examples.html", examples=list(filled(year, agency))), "examples", _("现成的问题")),
        Part(
            render("sql_schema.html", described=_described(), codes=_code_lists(), left_out=_left_out()),
            "schema",
            _("表和栏"),
        ),
        Part(render("sql_ways.html", slim=slim, full=full), "ways", _("不用浏览器")),
        Part(render("sql_licence.html", can=can, package=PACKAGE, version=VERSION), "licence", _("用到的软件")),
    ]
    return MadePage("data/sql.md", title, said, tuple(parts), hide_toc=True)


def _base() -> str:
    """What leads from this page to the root of the site."""
    return f"../../{up()}"


def _described() -> list[Described]:
    """Tables of the data with the columns that the browser's database has."""
    return [
        Described(
            resource, tuple(entry for entry in entries(resource) if entry.name not in WITHOUT.get(resource.name, ()))
        )
        for resource in resources()
        if resource.name not in LEFT_OUT and not resource.name.startswith("code_")
    ]


def _code_lists() -> list[Resource]:
    return [resource for resource in resources() if resource.name.startswith("code_")]


def _left_out() -> list[Resource]:
    return [resource for resource in resources() if resource.name in LEFT_OUT]

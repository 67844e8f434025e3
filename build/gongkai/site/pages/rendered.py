"""Everything MkDocs renders for us: aggregate pages, the search page and the shells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai.site import compare, sql, topics
from gongkai.site.citation import edition
from gongkai.site.groups import index_pages, level_page, sector_page, tallies, totals, year_page
from gongkai.site.groups.directory import directory
from gongkai.site.language import LANGUAGES, _, folder, speaking
from gongkai.site.pages import data as data_page
from gongkai.site.pages import dictionary as dictionary_page
from gongkai.site.pages import figures as figure_pages
from gongkai.site.pages import home as home_page
from gongkai.site.pages import quality as quality_page
from gongkai.site.pages.made import MadePage, Part
from gongkai.site.publish.published import HandedOut, as_it_is
from gongkai.site.search.page import page_html
from gongkai.site.shell import SHELL_NAME
from gongkai.site.store import open_store
from gongkai.site.write import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gongkai.site.groups.totals import Cube
    from gongkai.site.store import Store

SHELL = """\
---
title: "@@TITLE@@"
description: "@@DESCRIPTION@@"
hide: [navigation]
template: record.html
search:
  exclude: true
---

# @@TITLE@@ {#top}
"""
"""The Markdown of a shell. The template `record.html` prints markers in place of contents and table of contents."""


def made_pages(
    datapackage: Path,
    database: Path,
    url: str = "",
    languages: Sequence[str] = LANGUAGES,
    handed: HandedOut | None = None,
) -> Iterator[MadePage]:
    """All pages made from the data package, one by one, in each language.

    Args:
        datapackage: its folder.
        database: its SQLite file.
        url: address of the site.
        languages: of the pages.
        handed: files that stand on the site already; those of the data package when None.
    """
    handed = handed or HandedOut(as_it_is(datapackage), engine=False)
    with open_store(database) as store:
        # Read once: sums are the same in every language.
        cubes = totals.provinces(store)
        for language in languages:
            pages = _pages(store, cubes, datapackage, url, handed)
            # Spoken only while a page is made: a caller that stops halfway must not be left in another language.
            while page := _next(pages, language):
                yield replace(page, source=folder(language) + page.source)


def _next(pages: Iterator[MadePage], language: str) -> MadePage | None:
    with speaking(language):
        return next(pages, None)


def _pages(store: Store, cubes: Sequence[Cube], datapackage: Path, url: str, handed: HandedOut) -> Iterator[MadePage]:
    near = directory(store)
    rows = tallies.load(store)
    yield home_page.page(store, near, rows, cubes)
    yield MadePage(
        "search.md",
        _("检索"),
        _("按机关、地区、年度或正文词句检索年报。"),
        (Part(_search()),),
        hide_toc=True,
    )
    yield index_pages.regions(near, rows)
    yield index_pages.sectors(rows)
    yield from sector_page.pages(store, near, rows, cubes)
    yield level_page.index(rows)
    yield from level_page.pages(store, near, rows, cubes)
    yield index_pages.years(store, rows)
    yield from year_page.pages(store, near, rows, cubes)
    yield figure_pages.index(store)
    yield from figure_pages.pages(store, edition(datapackage, url))
    yield from topics.pages(store, edition(datapackage, url))
    yield data_page.page(datapackage, data_page.read_descriptor(datapackage), url, handed.publication)
    yield compare.page(store, edition(datapackage, url))
    yield sql.page(store, handed.publication, engine=handed.engine)
    yield dictionary_page.page()
    yield quality_page.page(store)


def _search() -> Markup:
    return Markup(page_html())  # noqa: S704 - an autoescaped template


def shells(languages: Sequence[str] = LANGUAGES) -> Iterator[tuple[str, str]]:
    """(path as if in docs/, Markdown) of the shell of each kind of record page in each language."""
    for language in languages:
        for kind in KINDS:
            yield f"{folder(language)}{kind}/{SHELL_NAME}.md", SHELL

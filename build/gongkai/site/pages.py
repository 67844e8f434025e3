"""Everything MkDocs renders for us: aggregate pages, the search page and the shells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai.site import (
    data_page,
    dictionary_page,
    figure_pages,
    home_page,
    index_pages,
    quality_page,
    sector_page,
    totals,
    year_page,
)
from gongkai.site.citation import edition
from gongkai.site.directory import directory
from gongkai.site.made_page import MadePage, Part
from gongkai.site.region_page import report_counts
from gongkai.site.search.page import page_html
from gongkai.site.shell import SHELL_NAME
from gongkai.site.store import open_store
from gongkai.site.write import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def made_pages(datapackage: Path, database: Path, url: str = "") -> Iterator[MadePage]:
    """All pages made from the data package, one by one; `url` is the address of the site."""
    with open_store(database) as store:
        near = directory(store)
        counts = report_counts(store)
        cubes = totals.provinces(store)
        yield home_page.page(store, near, cubes, counts)
        yield MadePage(
            "search.md", "检索", "按机关、地区、年度或正文词句检索年报。", (Part(_search(database)),), hide_toc=True
        )
        yield index_pages.regions(near, counts)
        yield index_pages.sectors(store)
        yield from sector_page.pages(store, cubes)
        yield index_pages.years(store)
        yield from year_page.pages(store, near, cubes)
        yield figure_pages.index(store)
        yield from figure_pages.pages(store, edition(datapackage, url))
        yield data_page.page(datapackage, data_page.read_descriptor(datapackage), url)
        yield dictionary_page.page()
        yield quality_page.page(store)


def _search(database: Path) -> Markup:
    return Markup(page_html(database))  # noqa: S704 - an autoescaped template


def shells() -> Iterator[tuple[str, str]]:
    """(path as if in docs/, Markdown) of the shell of each kind of record page."""
    for kind in KINDS:
        yield f"{kind}/{SHELL_NAME}.md", SHELL

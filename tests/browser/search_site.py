"""A site that is only the search page in both languages, over the invented country."""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.serving import Watched, serve, watched

from gongkai.site.assets import scripts, style_sheet
from gongkai.site.language import LANGUAGES, folder, speaking
from gongkai.site.search import ASSETS, page_html, write_search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

BEGIN = '<!doctype html><html lang="{language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>S</title><link rel="icon" href="data:,"><style>{style}</style><body class="md-typeset" data-md-color-scheme="default">'


def write_pages(site: Path) -> Path:
    """`search/` and `en/search/` with their scripts, without an index; the folder that it goes into is given back."""
    for language in LANGUAGES:
        page = site / folder(language) / "search" / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        with speaking(language):
            begin = BEGIN.format(language=language, style=style_sheet())
            page.write_text(begin + page_html(), encoding="utf-8")
    for name in ASSETS:
        (site / "search" / name).write_bytes(files("gongkai.site.search").joinpath(name).read_bytes())
    csv = site / "assets" / "csv.js"
    csv.parent.mkdir(exist_ok=True)
    csv.write_text(scripts()["assets/csv.js"], encoding="utf-8")
    return site / "search"


@pytest.fixture(scope="session")
def search_site(world: Path, index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of such a site, with an index of many small shards."""
    site = tmp_path_factory.mktemp("site")
    write_pages(site)
    write_search(world, site)
    shutil.copytree(index_folder, site / "search" / "index", dirs_exist_ok=True)
    with serve(site) as address:
        yield address


@pytest.fixture
def tab(chromium: Browser, search_site: str) -> Iterator[Watched]:
    """A telephone with the Chinese page open."""
    with watched(chromium, search_site, viewport={"width": 375, "height": 700}) as opened:
        opened.page.goto(search_site + "search/")
        yield opened
        assert not opened.problems, opened.problems


@pytest.fixture
def wide(chromium: Browser, search_site: str) -> Iterator[Watched]:
    with watched(chromium, search_site, viewport={"width": 1280, "height": 900}) as opened:
        opened.page.goto(search_site + "search/")
        yield opened
        assert opened.problems == []


def status(tab: Watched, text: str | re.Pattern[str]) -> None:
    expect(tab.page.locator("#gk-search-status")).to_have_text(text)


def ask(tab: Watched, words: str) -> None:
    tab.page.get_by_label("检索词").fill(words)
    tab.page.keyboard.press("Enter")


def facet(tab: Watched, name: str, label: str) -> Any:
    group = tab.page.get_by_role("region", name=name, exact=True)
    return group.get_by_role("link", name=re.compile(f"^{label} "))


def hits(tab: Watched) -> Any:
    return tab.page.locator("#gk-search-reports .gk-search__hit")

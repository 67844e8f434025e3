"""What the search page says and does when something does not come, or comes late."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.search_site import ask, hits, search_site, status, tab, wide
from tests.browser.serving import Watched, require_browser, watched
from tests.site_search.conftest import index_folder, world

from gongkai.site.search import page_html, write_search

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Route

__all__ = ["index_folder", "search_site", "tab", "wide", "world"]

pytestmark = pytest.mark.browser
require_browser()


def test_says_that_the_data_did_not_come(chromium: Browser, search_site: str) -> None:
    with watched(chromium, search_site) as opened:
        opened.page.route("**/meta.json.gz", lambda route: route.abort())
        opened.page.goto(search_site + "search/?q=复议")
        status(opened, "检索数据未能取得，请检查网络后再试。")


@pytest.mark.parametrize("lost", ["**/shards/*", "**/text/*"])
def test_what_did_not_come_is_asked_for_again(chromium: Browser, search_site: str, lost: str) -> None:
    with watched(chromium, search_site) as opened:
        opened.page.route(lost, lambda route: route.abort())
        opened.page.goto(search_site + "search/?q=政府信息公开条例")
        status(opened, "检索数据未能取得，请检查网络后再试。")
        opened.page.unroute(lost)
        opened.page.get_by_role("button", name="检索", exact=True).click()
        status(opened, re.compile("已列出 10 份"))
        opened.page.route(lost, lambda route: route.abort())
        opened.page.get_by_role("button", name="更多").click()
        if lost == "**/text/*":
            status(opened, "检索数据未能取得，请检查网络后再试。")
            opened.page.get_by_role("button", name="下载本次结果").click()
            expect(opened.page.locator("#gk-search-taken")).to_have_text("检索数据未能取得，请检查网络后再试。")
            opened.page.unroute(lost)
            opened.page.get_by_role("button", name="更多").click()
        status(opened, re.compile("已列出 30 份"))
        shown = [link.get_attribute("href") for link in hits(opened).all()]
        opened.page.unroute_all()
        opened.page.reload()
        status(opened, re.compile("已列出 30 份"))
        assert [link.get_attribute("href") for link in hits(opened).all()] == shown, "none was passed over"
        assert not [problem for problem in opened.problems if problem.startswith("error")]


def test_more_that_comes_late_disturbs_no_new_question(tab: Watched, search_site: str) -> None:
    tab.page.goto(search_site + "search/?q=政府信息公开条例")
    status(tab, re.compile("已列出 10 份"))
    texts: list[Route] = []
    shards: list[Route] = []
    tab.page.route("**/text/*", lambda route: texts.append(route) if len(texts) < 20 else route.continue_())
    tab.page.route("**/shards/*", lambda route: shards.append(route))  # noqa: PLW0108 - Playwright takes no method of a list
    more = tab.page.get_by_role("button", name="更多")
    more.click()
    expect(more).to_be_disabled()
    box = tab.page.get_by_label("检索词")
    ask(tab, "行政复议")
    tab.page.wait_for_function("() => document.querySelector('#gk-search-found').hasAttribute('aria-busy')")
    for route in texts:
        route.continue_()
    expect(more).to_be_enabled()
    expect(box).to_be_focused()
    assert tab.page.evaluate("history.state") is None
    tab.page.unroute("**/shards/*")
    for route in shards:
        route.continue_()
    status(tab, "“行政复议”：3 份年报。")


def test_without_scripts_the_page_says_so(chromium: Browser, search_site: str) -> None:
    with watched(chromium, search_site, java_script_enabled=False) as opened:
        opened.page.goto(search_site + "search/")
        expect(opened.page.get_by_text("需要启用 JavaScript")).to_be_visible()
        expect(opened.page.locator("#gk-search-layout")).to_be_hidden()


def test_opened_from_disk_the_page_says_so(chromium: Browser, search_site: str, tmp_path: Path, world: Path) -> None:
    write_search(world, tmp_path)
    page = tmp_path / "search" / "index.html"
    page.write_text(f'<!doctype html><meta charset="utf-8">{page_html()}', encoding="utf-8")
    with watched(chromium, search_site) as opened:
        opened.page.goto(page.as_uri() + "?q=复议")
        status(opened, re.compile("^检索要经由网页服务器使用.*gongkai serve.*python -m http.server"))
        expect(opened.page.get_by_label("检索词")).to_be_disabled()

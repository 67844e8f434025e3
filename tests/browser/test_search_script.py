"""The page's scripts: the same answers as the Python twin, and what a reader sees of them."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.browser.serving import Watched, require_browser, serve, watched
from tests.site_search.conftest import index_folder, reader, world
from tests.site_search.test_query import QUERIES, filters
from tests.site_search.world import report_ids

from gongkai.site.search import page_html, write_search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from gongkai.site.search.query import BigramReader

__all__ = ["index_folder", "reader", "world"]

pytestmark = pytest.mark.browser
require_browser()

ASK = """async ([text, filters]) => {
    window.opened = window.opened || await gongkaiSearch.open("index/");
    const found = await opened.query(text, filters);
    return {
        agencies: found.agencies.map((number) => opened.agency(number).id),
        reports: found.reports.map((page) => opened.report(page).id),
        held: (await Promise.all(found.reports.map((page) => opened.text(page)))).map((text) => opened.holds(text, found.words)),
    };
}"""
BREAKING_SCRIPT = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="session")
def search_site(world: Path, index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that is only the search page, served."""
    site = tmp_path_factory.mktemp("site")
    write_search(world, site)
    shutil.rmtree(site / "search" / "index")
    shutil.copytree(index_folder, site / "search" / "index")
    page = f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>全文检索</title><link rel="icon" href="data:,"><body class="md-typeset">{page_html(world)}'
    (site / "search" / "index.html").write_text(page, encoding="utf-8")
    with serve(site) as address:
        yield address


@pytest.fixture
def tab(chromium: Browser, search_site: str) -> Iterator[Watched]:
    with watched(chromium, search_site, viewport={"width": 375, "height": 700}) as opened:
        opened.page.goto(search_site + "search/")
        yield opened
        assert opened.problems == []


def status(tab: Watched, text: str | re.Pattern[str]) -> None:
    expect(tab.page.locator("#gk-search-status")).to_have_text(text)


def ask(tab: Watched, words: str) -> None:
    tab.page.get_by_label("检索词").fill(words)
    tab.page.keyboard.press("Enter")


def test_answers_are_those_of_the_twin(tab: Watched, reader: BigramReader) -> None:
    for row in QUERIES:
        asked = {name: row[name] for name in ("year", "province", "sector", "level")}
        found: dict[str, Any] = tab.page.evaluate(ASK, [row["query"], asked])
        twin = reader.query(row["query"], filters(row))
        assert found["agencies"] == list(twin.agencies), row
        assert found["reports"] == list(twin.reports), row
        assert found["held"] == [reader.holds(r, row["query"]) for r in twin.reports], row


def test_nothing_is_loaded_before_something_is_asked(tab: Watched) -> None:
    assert not [url for url in tab.urls if "/index/" in url]
    status(tab, "")


def test_marks_the_words_and_keeps_the_question_in_the_address(tab: Watched) -> None:
    ask(tab, "行政复议")
    status(tab, "“行政复议”：3 份年报。")
    marked = tab.page.locator("#gk-search-reports .gk-search__snippet mark")
    assert set(marked.all_inner_texts()) == {"行政复议"}
    assert tab.page.url.endswith("/search/?q=" + quote("行政复议"))
    first = tab.page.locator("#gk-search-reports li a").first
    expect(first).to_have_text("示例省人民政府 2023年")
    expect(first).to_have_attribute("href", "../reports/shili-zhengfu-2023/")


def test_pairs_in_another_order_are_left_out_and_not_counted(tab: Watched) -> None:
    ask(tab, "复议行政")
    status(tab, "“复议行政”：2 份年报。")


def test_agency_pages_come_first(tab: Watched) -> None:
    ask(tab, "甲样环境")
    status(tab, re.compile("^“甲样环境”：2 个机关，6 份年报"))
    first = tab.page.locator("#gk-search-agencies li").first
    expect(first.locator("a").first).to_have_attribute("href", "../agencies/jiayang-shengtai/")
    assert first.locator(".gk-search__years a").all_inner_texts() == ["2023年", "2022年", "2021年"]


def test_filters_narrow_count_and_stand_in_the_address(tab: Watched) -> None:
    ask(tab, "行政复议")
    year = tab.page.get_by_label("年度")
    expect(year.locator("option[value='2022']")).to_have_text("2022（1）")
    year.select_option("2022")
    status(tab, "“行政复议”：1 份年报。")
    assert tab.page.url.endswith("&year=2022")
    tab.page.get_by_label("层级").select_option("province")
    status(tab, re.compile("没有找到年报.*清除筛选"))
    tab.page.go_back()
    status(tab, "“行政复议”：1 份年报。")
    expect(tab.page.get_by_label("层级")).to_have_value("")
    tab.page.get_by_role("button", name="清除筛选").click()
    status(tab, "“行政复议”：3 份年报。")


def test_an_address_opens_the_same_search(tab: Watched, search_site: str) -> None:
    tab.page.goto(search_site + "search/?q=行政复议&province=示例省&sector=government&level=city&year=nonsense")
    status(tab, "“行政复议”：1 份年报。")
    expect(tab.page.get_by_label("部门类别")).to_have_value("government")
    expect(tab.page.get_by_label("年度")).to_have_value("")


def test_more_adds_twenty_and_moves_the_focus(tab: Watched, search_site: str) -> None:
    total = len(report_ids())
    tab.page.goto(search_site + "search/?q=政府信息公开条例")
    status(tab, f"“政府信息公开条例”：约 {total} 份年报，已列出 20 份。")
    assert len([url for url in tab.urls if "/text/" in url]) == 20
    tab.page.get_by_role("button", name="更多").press("Enter")
    status(tab, f"“政府信息公开条例”：约 {total} 份年报，已列出 40 份。")
    expect(tab.page.locator("#gk-search-reports li").nth(20).locator("a")).to_be_focused()
    tab.page.get_by_role("button", name="更多").press("Enter")
    status(tab, f"“政府信息公开条例”：{total} 份年报。")
    expect(tab.page.get_by_role("button", name="更多")).to_be_hidden()


def test_says_in_words_what_cannot_be_found(tab: Watched) -> None:
    ask(tab, "航天发射")
    status(tab, "“航天发射”：没有找到年报。请换用较短的词再试。")
    ask(tab, "议")
    status(tab, "“议”：一个字无法检索正文，请至少输入两个字。")


def test_what_is_typed_stays_text(tab: Watched) -> None:
    ask(tab, BREAKING_SCRIPT)
    status(tab, re.compile("没有找到"))
    assert tab.page.locator("#gk-search-status img").count() == 0


def test_says_that_the_data_did_not_come(chromium: Browser, search_site: str) -> None:
    with watched(chromium, search_site) as opened:
        opened.page.route("**/meta.json.gz", lambda route: route.abort())
        opened.page.goto(search_site + "search/?q=复议")
        status(opened, "检索数据未能取得，请检查网络后再试。")


def test_without_scripts_the_page_says_so(chromium: Browser, search_site: str) -> None:
    with watched(chromium, search_site, java_script_enabled=False) as opened:
        opened.page.goto(search_site + "search/")
        expect(opened.page.get_by_text("需要启用 JavaScript")).to_be_visible()
        expect(opened.page.locator("#gk-search-filters")).to_be_hidden()


def test_opened_from_disk_the_page_says_so(chromium: Browser, search_site: str, tmp_path: Path, world: Path) -> None:
    write_search(world, tmp_path)
    page = tmp_path / "search" / "index.html"
    page.write_text(f'<!doctype html><meta charset="utf-8">{page_html(world)}', encoding="utf-8")
    with watched(chromium, search_site) as opened:
        opened.page.goto(page.as_uri() + "?q=复议")
        status(opened, re.compile("^全文检索要经由网页服务器使用"))

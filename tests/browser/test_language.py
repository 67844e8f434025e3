"""The switch between the languages in a real browser: it keeps the page, what was asked for, and the place on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import KINDS
from tests.browser.serving import require_browser, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()

CHINESE = tuple(kind for kind in KINDS if not kind.startswith("en-"))
KEEP_STATE = ("compare", "search", "sql")
"""Pages whose scripts write what is chosen into the address, and nothing else."""
OVERFLOW = "() => document.documentElement.scrollWidth"


def fits_a_telephone(page: Page) -> None:
    """English words are longer than Chinese ones; the switch stays in sight and large enough for a finger."""
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(OVERFLOW) <= 320
    box = page.locator(".tongue").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("kind", CHINESE)
def test_the_switch_keeps_the_page_and_what_stands_behind_it(
    desktop: Watched, site: Site, address: str, kind: str
) -> None:
    page, path = desktop.page, site.pages()[kind]
    page.goto(f"{address}{path}?from=test#top")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    switch = page.get_by_role("link", name="English", exact=True)
    switch.focus()
    behind = page.evaluate("location.search + location.hash")
    assert behind == "?from=test#top" or kind in KEEP_STATE
    assert switch.evaluate("(link) => link.href") == f"{address}en/{path}{behind}"
    switch.click()
    page.wait_for_url(f"{address}en/{path}*")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("article h1")).to_have_count(1)
    fits_a_telephone(page)
    page.get_by_role("link", name="中文", exact=True).click()
    page.wait_for_url(f"{address}{path}*")
    expect(page.locator("html")).to_have_attribute("lang", "zh")


@pytest.mark.parametrize(
    "case",
    [
        ("regions/nowhere/", "English", "en/regions/nowhere/"),
        ("en/regions/nowhere/?q=1", "中文", "regions/nowhere/?q=1"),
    ],
)
def test_an_address_that_leads_nowhere_has_its_twin(
    chromium: Browser, site: Site, address: str, case: tuple[str, str, str]
) -> None:
    """Its addresses begin at the root of the host, at the path where the site will stand."""
    asked, name, leads = case
    lost = (site.folder / "404.html").read_text(encoding="utf-8")
    (home,) = re.findall(r'class="tongue" href="([^"]*/)en/"', lost)
    host = f"http://{urlsplit(address).netloc}"
    with watched(chromium, address) as opened:
        opened.page.route("**/nowhere/**", lambda route: route.fulfill(body=lost, content_type="text/html"))
        opened.page.route("**/assets/header.js", lambda route: route.fulfill(path=site.folder / "assets" / "header.js"))
        opened.page.goto(f"{host}{home}{asked}")
        switch = opened.page.locator(".tongue")
        expect(switch).to_have_text(name)
        switch.focus()
        assert switch.evaluate("(link) => link.href") == f"{host}{home}{leads}"


def test_the_search_box_of_an_english_page_leads_to_english_pages(desktop: Watched, site: Site, address: str) -> None:
    agency, name = site.ask("SELECT agency_id, name FROM agencies JOIN reports USING (agency_id) ORDER BY 1 LIMIT 1")[0]
    desktop.page.goto(f"{address}en/quality/")
    box = desktop.page.locator("[data-md-component=search-query]")
    box.click()
    box.fill(name)
    box.press("End")  # the theme listens to keys, and a filled-in text presses none
    first = desktop.page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile(rf"/en/agencies/{agency}/"))

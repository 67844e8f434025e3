"""The two searches on the real site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.serving import require_browser

if TYPE_CHECKING:
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()

WORDS = "行政复议"


@pytest.fixture
def agency(site: Site) -> tuple[str, ...]:
    """Id, name, place of a department below the province."""
    return site.ask(
        "SELECT agency_id, name, coalesce(county, city) FROM agencies "
        "WHERE name LIKE '%局' AND name LIKE coalesce(county, city) || '%' ORDER BY length(name), 1 LIMIT 1"
    )[0]


def truth(site: Site, words: str, narrowed: str = "1") -> int:
    """Reports whose title or narrative holds the words; the prescribed headings, which all reports share, do not count."""
    return int(
        site.ask(
            "SELECT count(DISTINCT report_id) FROM reports JOIN agencies USING (agency_id) JOIN sections USING (report_id) "
            f"WHERE (sections.text LIKE '%{words}%' OR title LIKE '%{words}%' "
            f"OR (section IS NULL AND heading LIKE '%{words}%')) AND {narrowed}"
        )[0][0]
    )


def ask(tab: Watched, address: str, words: str) -> None:
    tab.page.goto(f"{address}search/")
    tab.page.get_by_label("检索词").fill(words)
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#gk-search-status")).to_have_text(re.compile("份年报"))


def listed(tab: Watched) -> int:
    """Presses 更多 until nothing is left, and counts."""
    more = tab.page.get_by_role("button", name="更多", exact=True)
    while more.is_visible():
        shown = tab.page.locator("#gk-search-reports li").count()
        more.click()
        expect(tab.page.locator("#gk-search-reports li").nth(shown)).to_be_visible()
    return tab.page.locator("#gk-search-reports li").count()


@pytest.mark.parametrize("how", ["whole", "part", "in order"])
def test_an_agency_is_found_first(
    desktop: Watched, site: Site, address: str, agency: tuple[str, ...], how: str
) -> None:
    id_, name, place = agency
    asked = {"whole": name, "part": name.removesuffix("局"), "in order": place[:-1] + name[len(place) : len(place) + 2]}
    ask(desktop, address, asked[how])
    first = desktop.page.locator("#gk-search-agencies li a").first
    expect(first).to_have_attribute("href", f"../agencies/{id_}/")
    years = site.ask(f"SELECT year FROM reports WHERE agency_id = '{id_}' ORDER BY year DESC")
    reports = desktop.page.locator("#gk-search-reports li > a")
    for place_in_list, (year,) in enumerate(years):
        expect(reports.nth(place_in_list)).to_have_attribute("href", f"../reports/{id_}-{year}/")
    reports.first.click()
    expect(desktop.page.locator("article h1")).to_contain_text(name)


def test_words_of_the_narrative_are_found_and_marked(desktop: Watched, site: Site, address: str) -> None:
    ask(desktop, address, WORDS)
    assert listed(desktop) == truth(site, WORDS) > 0
    marked = desktop.page.locator("#gk-search-reports .gk-search__snippet mark").all_inner_texts()
    assert set(marked) == {WORDS}


@pytest.mark.parametrize(
    ("label", "name"), [("年度", "year"), ("省份", "province"), ("部门类别", "sector"), ("层级", "level")]
)
def test_filters_narrow_and_stand_in_the_address(
    desktop: Watched, site: Site, address: str, label: str, name: str
) -> None:
    value = str(
        site.ask(
            f"SELECT {name} FROM reports JOIN agencies USING (agency_id) JOIN sections USING (report_id) "
            f"WHERE sections.text LIKE '%{WORDS}%' AND {name} IS NOT NULL ORDER BY report_id LIMIT 1"
        )[0][0]
    )
    ask(desktop, address, WORDS)
    desktop.page.get_by_label(label).select_option(value)
    expect(desktop.page).to_have_url(re.compile(rf"[?&]{name}="))
    expect(desktop.page.locator("#gk-search-reports li").first).to_be_visible()
    assert listed(desktop) == truth(site, WORDS, f"{name} = '{value}'")
    desktop.page.reload()
    expect(desktop.page.get_by_label(label)).to_have_value(value)


def test_the_box_in_the_header_finds_an_agency(desktop: Watched, address: str, agency: tuple[str, ...]) -> None:
    id_, name, _ = agency
    desktop.page.goto(f"{address}about/")
    box = desktop.page.locator("[data-md-component=search-query]")
    box.click()
    box.fill(name)
    box.press("End")  # the theme listens to keys, and a filled-in text presses none
    first = desktop.page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile(rf"/agencies/{id_}/"))
    first.click()
    expect(desktop.page.locator("article h1")).to_contain_text(name)


def test_the_search_page_has_one_search_box(desktop: Watched, address: str) -> None:
    desktop.page.goto(f"{address}search/?q={WORDS}")
    expect(desktop.page.locator("#gk-search-status")).to_have_text(re.compile("份年报"))
    assert desktop.page.get_by_role("searchbox").count() == 1
    assert "?q=" in desktop.page.url


def test_the_home_page_asks_the_search_page(desktop: Watched, address: str) -> None:
    desktop.page.goto(address)
    box = desktop.page.locator("article form[action='search/'] input[name=q]")
    box.fill(WORDS)
    box.press("Enter")
    expect(desktop.page.locator("#gk-search-status")).to_have_text(re.compile(WORDS))


def test_the_first_search_is_small(desktop: Watched, address: str) -> None:
    sizes: list[int] = []
    desktop.page.on(
        "response", lambda response: sizes.append(len(response.body())) if "/index/" in response.url else None
    )
    ask(desktop, address, WORDS)
    desktop.page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < 300_000

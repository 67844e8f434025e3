"""The two searches on the real site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect
from tests.browser.serving import require_browser, watched
from tests.browser.test_accessibility import COLOUR, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser
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
    # The words too: before any question all reports are listed, and on a slow machine they stand there for a while.
    expect(tab.page.locator("#gk-search-status")).to_have_text(re.compile(f"“{re.escape(words)}”.*份年报"))


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


@pytest.mark.parametrize("name", ["year", "province", "city", "sector", "level", "form"])
def test_facets_narrow_and_stand_in_the_address(desktop: Watched, site: Site, address: str, name: str) -> None:
    value, province = site.ask(
        f"SELECT {name}, province FROM reports JOIN agencies USING (agency_id) JOIN sections USING (report_id) "
        f"WHERE sections.text LIKE '%{WORDS}%' AND {name} IS NOT NULL AND province IS NOT NULL ORDER BY report_id LIMIT 1"
    )[0]
    ask(desktop, address, WORDS)
    if name == "city":
        desktop.page.locator(f"a[data-facet=province][data-value='{province}']").click()
        expect(desktop.page.locator("#gk-facet-city")).to_be_visible()
    link = desktop.page.locator(f"#gk-search-facet-lists a[data-facet={name}][data-value='{value}']")
    if not link.count():
        desktop.page.locator(f"#gk-search-facet-lists button[data-facet={name}]").click()
    expected = truth(site, WORDS, f"{name} = '{value}'")
    link.click()
    expect(desktop.page).to_have_url(re.compile(rf"[?&]{name}="))
    expect(link).to_have_attribute("aria-current", "true")
    assert listed(desktop) == expected
    desktop.page.reload()
    expect(link).to_have_attribute("aria-current", "true")


def test_reports_with_doubts_are_those_with_findings_that_failed(desktop: Watched, site: Site, address: str) -> None:
    desktop.page.goto(f"{address}search/?doubts=yes")
    expect(desktop.page.locator("#gk-search-status")).to_have_text(re.compile("份年报"))
    failed = site.ask("SELECT count(DISTINCT report_id) FROM findings WHERE state = 'failed'")[0][0]
    assert listed(desktop) == int(failed)
    report, count = site.ask(
        "SELECT report_id, count(*) FROM findings WHERE state = 'failed' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1"
    )[0]
    item = desktop.page.locator("#gk-search-reports li", has=desktop.page.locator(f"a[href$='/{report}/']"))
    expect(item.locator(".gk-search__doubts")).to_have_text(f"疑点 {count} 处")


def test_a_body_without_a_report_is_found(desktop: Watched, site: Site, address: str) -> None:
    found = site.ask(
        "SELECT agency_id, name FROM agencies WHERE name IS NOT NULL AND agency_id NOT IN (SELECT agency_id FROM reports)"
    )
    for id_, name in found[:3]:
        desktop.page.goto(f"{address}search/?q={name}")
        item = desktop.page.locator("#gk-search-agencies li").first
        expect(item).to_contain_text("没有收录年报")
        item.locator("a").first.click()
        expect(desktop.page.locator("article h1")).to_contain_text(name)
        assert desktop.page.url.endswith(f"/agencies/{id_}/")


def test_the_page_of_a_place_is_there(desktop: Watched, site: Site, address: str) -> None:
    """All places that the search names have a page."""
    names = site.ask(
        "SELECT province FROM agencies WHERE province <> '' UNION SELECT city FROM agencies WHERE city <> '' "
        "UNION SELECT county FROM agencies WHERE county <> ''"
    )
    for (name,) in names:
        desktop.page.goto(f"{address}search/?q={name}")
        links = desktop.page.locator("#gk-search-regions a")
        expect(links.first).to_have_text(re.compile(f"{name}$"))
        for link in links.all():
            path = str(link.get_attribute("href")).removeprefix("../")
            assert (site.folder / path / "index.html").is_file(), name


def test_english_leads_to_english_pages(desktop: Watched, address: str, agency: tuple[str, ...]) -> None:
    id_, name, _ = agency
    desktop.page.goto(f"{address}en/search/?q={name}")
    expect(desktop.page.locator("#gk-search-status")).to_have_text(re.compile("report"))
    desktop.page.locator("#gk-search-agencies .gk-search__hit").first.click()
    assert desktop.page.url == f"{address}en/agencies/{id_}/"
    expect(desktop.page.locator("article h1")).to_contain_text(name)


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("what", ["body", "body without a report", "province", "city"])
def test_the_box_in_the_header_finds(desktop: Watched, site: Site, address: str, language: str, what: str) -> None:
    query = {
        "body": "SELECT name, 'agencies/' || agency_id FROM agencies JOIN reports USING (agency_id) WHERE name LIKE '%局'",
        "body without a report": "SELECT name, 'agencies/' || agency_id FROM agencies WHERE name IS NOT NULL "
        "AND agency_id NOT IN (SELECT agency_id FROM reports)",
        "province": "SELECT province, 'regions/' || substr(region_code, 1, 2) || '0000' FROM agencies WHERE province <> ''",
        "city": "SELECT city, 'regions/' || substr(region_code, 1, 4) || '00' FROM agencies WHERE city <> ''",
    }[what]
    for name, path in site.ask(f"{query} ORDER BY 2 LIMIT 1"):
        desktop.page.goto(f"{address}{language}about/")
        box = desktop.page.locator("[data-md-component=search-query]")
        box.click()
        box.fill(name)
        box.press("End")  # the theme listens to keys, and a filled-in text presses none
        first = desktop.page.locator(".md-search-result__link").first
        expect(first).to_have_attribute("href", re.compile(rf"/{language}{path}/"))
        first.click()
        # Places have English names on English pages.
        expect(desktop.page.locator("article h1")).to_contain_text(
            name if not language or "body" in what else re.compile("[A-Z]")
        )
        assert desktop.page.url.startswith(f"{address}{language}{path}/")


def test_the_index_of_the_box_is_fetched_when_somebody_turns_to_it(desktop: Watched, address: str) -> None:
    """It grows with the number of bodies, and most readers of a page never search."""
    desktop.page.goto(f"{address}about/", wait_until="networkidle")
    assert not [url for url in desktop.urls if "search_index" in url]
    with desktop.page.expect_response("**/search/search_index.json"):
        desktop.page.locator("[data-md-component=search-query]").focus()


def test_the_box_in_the_header_knows_english(desktop: Watched, address: str) -> None:
    desktop.page.goto(f"{address}en/about/")
    box = desktop.page.locator("[data-md-component=search-query]")
    box.click()
    box.fill("reports by year")
    box.press("End")
    expect(desktop.page.locator(".md-search-result__link").first).to_have_attribute("href", re.compile("/en/"))


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("asked", ["?q=行政复议&doubts=yes", "?q=南样县教肓局"])
def test_axe_finds_nothing_in_what_is_found(
    chromium: Browser, address: str, scheme: Literal["light", "dark"], asked: str
) -> None:
    with watched(chromium, address, color_scheme=scheme, reduced_motion="reduce") as opened:
        opened.page.goto(f"{address}search/{asked}")
        expect(opened.page.locator("#gk-search-status")).to_have_text(re.compile("^“"))
        opened.page.evaluate(AXE_SCRIPT)
        for width in (1280, 320):
            opened.page.set_viewport_size({"width": width, "height": 900})
            assert violations(opened.page) + violations(opened.page, COLOUR) == []

"""Every kind of page in a real browser: it loads, stays on its host, fits a telephone, and says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import KINDS
from tests.browser.serving import require_browser, watched
from tests.site.test_downloads import numbers, told

from gongkai.site.publish.links import check_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()

OVERFLOW = """() => [document.documentElement.scrollWidth, ...[...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest("[style*=overflow]"))
    .slice(0, 5).map((e) => e.outerHTML.slice(0, 80))]"""


@pytest.fixture(scope="module")
def window(chromium: Browser, address: str) -> Iterator[Watched]:
    """One window for every kind of page, as a reader has it."""
    with watched(chromium, address) as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_loads_without_a_problem_stays_on_its_host_and_fits_a_telephone(
    window: Watched, site: Site, address: str, kind: str
) -> None:
    page, said = window.page, "Sample data" if kind.startswith("en-") else "样例数据"
    window.problems.clear()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + site.pages()[kind], wait_until="networkidle")
    expect(page.locator("article h1")).to_have_count(1)
    assert page.title().strip()
    banner = page.locator(".specimen").get_by_text(said, exact=True)
    if site.is_specimen():
        expect(banner).to_be_visible()
    else:
        expect(banner).to_have_count(0)
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 700})
        widest, *elements = page.evaluate(OVERFLOW)
        assert widest <= width, elements
    assert window.problems == []


def test_the_colours_can_be_turned_and_stay(desktop: Watched, site: Site, address: str) -> None:
    desktop.page.goto(address)
    body = desktop.page.locator("body")
    light = body.evaluate("(e) => getComputedStyle(e).backgroundColor")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    desktop.page.get_by_title("换成深色").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    desktop.page.goto(address + site.pages()["report"])
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert body.evaluate("(e) => getComputedStyle(e).backgroundColor") != light


def test_a_dark_system_gets_dark_pages(chromium: Browser, address: str) -> None:
    with watched(chromium, address, color_scheme="dark") as opened:
        opened.page.goto(address)
        expect(opened.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_blank_cell_shows_no_digit(desktop: Watched, site: Site, address: str) -> None:
    report, blank = site.ask("SELECT report_id, figures_blank FROM reports ORDER BY 2 DESC, 1 LIMIT 1")[0]
    assert int(blank) > 0, "the data package holds no blank cell to look at"
    desktop.page.goto(f"{address}reports/{report}/")
    shown = [text.strip() for text in desktop.page.locator(".form td.b").all_inner_texts()]
    assert len(shown) == int(blank)
    assert set(shown) == {"空白"}, "the word for readers who do not see the hatching"
    seen = desktop.page.locator(".form td.b > i").first.bounding_box()
    assert seen is not None
    assert seen["width"] * seen["height"] <= 1, "to the eye the cell is blank"


def test_numbers_on_the_page_are_those_of_the_data(desktop: Watched, site: Site, address: str) -> None:
    report, value = site.ask(
        "SELECT report_id, value FROM applications WHERE status = 'reported' AND \"row\" = 'received_new' "
        "AND \"column\" = 'total' ORDER BY value DESC LIMIT 1"
    )[0]
    desktop.page.goto(f"{address}reports/{report}/")
    row = desktop.page.locator("tr", has=desktop.page.get_by_role("rowheader", name="本年新收政府信息公开申请数量"))
    expect(row.locator("td").last).to_have_text(f"{int(value):,}")


def test_no_link_is_broken_and_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    assert check_links(site.folder) == []


def test_every_number_on_a_page_is_in_its_json(site: Site) -> None:
    pages = sorted(site.folder.glob("reports/*/index.html"))
    assert pages
    for page in pages:
        held = numbers((page.parent / "data.json").read_text(encoding="utf-8"))
        assert numbers(told(page.read_text(encoding="utf-8"))) <= held, page.parent.name


def test_record_pages_are_in_the_sitemap(site: Site) -> None:
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    for kind in ("report", "agency", "region"):
        assert f"/{site.pages()[kind]}<" in sitemap

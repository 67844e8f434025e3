"""The page of a body in a real browser: its charts, its tables on a telephone, and what can be taken along."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.serving import require_browser

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()

INSIDE = """(charts) => charts.flatMap((chart) => {
    const box = chart.getBoundingClientRect();
    return [...chart.querySelectorAll("svg text, svg rect, svg circle")]
        .map((shape) => shape.getBoundingClientRect())
        .filter((at) => at.left < box.left - 1 || at.right > box.right + 1)
        .map((at) => `${at.left} to ${at.right} outside ${box.left} to ${box.right}`);
})"""

TOUCHING = """(charts) => charts.flatMap((chart) => {
    const boxes = [...chart.querySelectorAll("svg text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    return boxes.flatMap(([one, a], at) => boxes.slice(at + 1)
        .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2)
        .map(([two]) => `${one} on ${two}`));
})"""


def busiest(site: Site) -> tuple[str, str, str]:
    """The body with the widest span of years: its id, its field and the code of its province."""
    agency, sector, region = site.ask(
        "SELECT agency_id, sector, region_code FROM reports JOIN agencies USING (agency_id) "
        "WHERE sector IS NOT NULL AND region_code IS NOT NULL AND scope = 'own' AND form <> '2008' "
        "GROUP BY 1 ORDER BY count(DISTINCT form) DESC, count(*) DESC, 1 LIMIT 1"
    )[0]
    return agency, sector, region


@pytest.fixture
def body(desktop: Watched, site: Site, address: str) -> Page:
    desktop.page.goto(f"{address}agencies/{busiest(site)[0]}/")
    return desktop.page


def charts(page: Page) -> Locator:
    found = page.locator("figure.trend-chart:has(svg)")
    assert found.count() > 3, "the data package has no body with several years"
    return found


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_in_a_chart_is_cut_or_on_top_of_something_else(body: Page, width: int) -> None:
    body.set_viewport_size({"width": width, "height": 900})
    narrow = charts(body).locator("xpath=self::*[not(.//*[contains(@class, 'trend-wrap')][@tabindex])]")
    assert narrow.evaluate_all(INSIDE) == []
    assert charts(body).evaluate_all(TOUCHING) == []


def test_charts_are_coloured_and_seen_in_either_scheme(body: Page) -> None:
    fills = set()
    for scheme in ("default", "slate"):
        body.locator("body").evaluate("(e, s) => e.setAttribute('data-md-color-scheme', s)", scheme)
        fills.add(charts(body).first.locator("svg rect").first.evaluate("(e) => getComputedStyle(e).fill"))
    assert len(fills) == 2
    assert "rgb(0, 0, 0)" not in fills


def test_a_chart_tells_as_a_table_what_it_shows(body: Page) -> None:
    chart = charts(body).first
    shown = [text for text in chart.locator("svg > text").all_text_contents() if re.fullmatch(r"[\d,]+", text)]
    chart.locator("summary").click()
    expect(chart.locator("table")).to_be_visible()
    cells = [text for text in chart.locator("td").all_text_contents() if re.fullmatch(r"[\d,]+", text)]
    assert shown == cells


def test_a_drawing_can_be_taken_along_with_its_colours(body: Page) -> None:
    with body.expect_download() as found:
        charts(body).first.get_by_role("button", name=re.compile("^SVG")).click()
    text = found.value.path().read_text(encoding="utf-8")
    assert 'xmlns="http://www.w3.org/2000/svg"' in text
    assert "fill=" in text
    assert "class=" not in text


def test_the_years_can_be_read_on_a_telephone(body: Page) -> None:
    """The names of the rows stay in sight while the years are pushed sideways."""
    body.set_viewport_size({"width": 320, "height": 700})
    table = body.locator("table.years").first
    name = table.locator("tbody th.label").first
    box = table.locator("xpath=..")
    before = name.bounding_box()
    box.evaluate("(e) => e.scrollTo(1000, 0)")
    after, frame = name.bounding_box(), box.bounding_box()
    assert before and after and frame  # noqa: PT018 - none of them may be hidden
    assert abs(before["x"] - after["x"]) <= 1
    last = table.locator("tbody tr:has(th.label)").first.locator("td").last.bounding_box()
    assert last is not None
    assert last["x"] >= after["x"] + after["width"] - 1, "the newest year is not hidden below the names"
    assert last["x"] + last["width"] <= frame["x"] + frame["width"] + 1


def test_the_series_of_all_sisters_in_the_province_is_one_click_away(body: Page, site: Site) -> None:
    agency, sector, region = busiest(site)
    with body.expect_download() as found:
        body.get_by_role("link", name="全部同类机关").click()
    lines = list(csv.DictReader(found.value.path().read_text(encoding="utf-8-sig").splitlines()))
    expected = site.ask(
        "SELECT report_id FROM reports JOIN agencies USING (agency_id) "
        f"WHERE sector = '{sector}' AND region_code LIKE '{region[:2]}%' ORDER BY 1"
    )
    assert sorted(line["report_id"] for line in lines) == [row[0] for row in expected]
    assert agency in {line["agency_id"] for line in lines}


def test_the_series_of_the_body_is_one_click_away(body: Page, site: Site) -> None:
    with body.expect_download() as found:
        body.get_by_role("link", name="本机关历年数据 CSV").click()
    head, *lines = csv.reader(found.value.path().read_text(encoding="utf-8").splitlines())
    agency = busiest(site)[0]
    expected = {row[0] for row in site.ask(f"SELECT report_id FROM reports WHERE agency_id = '{agency}'")}
    forms = dict(zip(head, lines[0], strict=True))
    assert {f"{agency}-{name}" for name in head[3:-1] if forms[name]} == expected


def test_doubts_and_changes_are_reached_from_the_page(body: Page) -> None:
    expect(body.locator(".changes details[open] li").first).to_be_visible()
    doubts = body.locator(".by-year a.count")
    if doubts.count():
        doubts.first.click()
        expect(body.locator("#doubts")).to_be_in_viewport()


def test_the_english_page_has_english_words(desktop: Watched, site: Site, address: str) -> None:
    desktop.page.goto(f"{address}en/agencies/{busiest(site)[0]}/")
    headings = desktop.page.locator("article h2").all_inner_texts()
    assert "Over the years" in headings
    assert not [heading for heading in headings if re.search("[一-鿿]", heading)]
    captions = desktop.page.locator("article figcaption").all_inner_texts()
    assert captions
    assert not [caption for caption in captions if re.search("[一-鿿]", caption)]

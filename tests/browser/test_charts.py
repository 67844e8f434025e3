"""Charts in a real browser: interactive only when asked, downloads of what is shown, nothing from another host."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.browser.serving import require_browser, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

require_browser()

PAGE = "topics/applications/"
BY_HAND = """
const figure = document.createElement("figure");
figure.className = "chart";
figure.innerHTML = `<figcaption>件数</figcaption>
<svg viewBox="0 0 60 40" width="60" height="40"><style></style><rect class="o-main" style="fill: var(--c)" x="0" y="0" width="60" height="20"/><text x="2" y="36">甲局</text></svg>
<table><tr><th>年度<th>件</tr><tr><th>2023<td>1,234</tr><tr><th>2024<td class="b"><i>空白</i></tr></table>`;
document.querySelector("article").append(figure);
"""


def play(page: Page) -> None:
    """Make the first chart interactive."""
    page.locator("button.play").first.click()
    page.wait_for_selector(".played svg", timeout=20_000)


def test_nothing_is_loaded_before_the_click(desktop: Watched, address: str) -> None:
    desktop.page.goto(address + PAGE)
    assert not [url for url in desktop.urls if "vega" in url]
    play(desktop.page)
    assert [url for url in desktop.urls if "vega" in url] == [f"{address}assets/vega.js"]


def test_the_interactive_chart_shows_the_same_and_goes_back(desktop: Watched, address: str) -> None:
    page = desktop.page
    page.goto(address + PAGE)
    figure = page.locator("figure.chart").first
    still = sorted(text for text in figure.locator(".plot svg text").all_text_contents() if text)
    told = figure.locator(".plot svg").get_attribute("aria-label")
    play(page)
    assert sorted(text for text in figure.locator(".played svg text").all_text_contents() if text) == still
    assert figure.locator(".played svg").get_attribute("aria-label") == told
    assert not figure.locator(".plot").is_visible()
    figure.locator("button.play").click()
    assert figure.locator(".plot").is_visible()
    assert not figure.locator(".played").is_visible()


def test_a_point_tells_its_figure(desktop: Watched, address: str) -> None:
    page = desktop.page
    page.goto(address + PAGE)
    play(page)
    page.locator(".played svg .mark-symbol path").first.hover()
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert any(character.isdigit() for character in page.inner_text("#vg-tooltip-element"))


def test_it_works_from_a_folder_on_disk(chromium: Browser, site: Site) -> None:
    with watched(chromium, "") as opened:
        opened.page.goto((site.folder / PAGE / "index.html").as_uri())
        play(opened.page)
        assert not [problem for problem in opened.problems if "vega" in problem]


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_three_files_of_a_chart_are_there(desktop: Watched, address: str, language: str) -> None:
    page = desktop.page
    page.goto(address + language + PAGE)
    links = page.locator("figure.chart .takes").first.locator("a")
    kinds = []
    for link in links.all():
        with page.expect_download() as waiting:
            link.click()
        path = Path(waiting.value.path())
        kinds.append(waiting.value.suggested_filename.rpartition(".")[2])
        assert path.stat().st_size > 50
        if kinds[-1] == "png":
            with Image.open(BytesIO(path.read_bytes())) as picture:
                assert picture.width > 600
    assert kinds == ["png", "svg", "csv"]


def test_a_chart_drawn_by_hand_can_be_taken_too(desktop: Watched, address: str) -> None:
    """As on the pages of reports and bodies, or drawn by another script after the page was loaded."""
    page = desktop.page
    page.goto(address + PAGE)
    page.evaluate(BY_HAND)
    buttons = page.locator("figure.chart").last.locator(".takes button")
    assert buttons.all_text_contents() == ["PNG", "SVG", "CSV"]
    taken = {}
    for button in buttons.all():
        with page.expect_download() as waiting:
            button.click()
        name = waiting.value.suggested_filename
        assert "件数" in name
        taken[name.rpartition(".")[2]] = Path(waiting.value.path()).read_bytes()
    with Image.open(BytesIO(taken["png"])) as picture:
        assert picture.size == (120, 80) or picture.width >= 120
        assert picture.convert("RGB").getpixel((picture.width // 2, picture.height // 4)) == (12, 81, 89)
    svg = taken["svg"].decode()
    assert "var(" not in svg
    assert "rgb(12, 81, 89)" in svg
    assert "甲局" in svg
    assert list(csv.reader(StringIO(taken["csv"].decode("utf-8-sig")))) == [
        ["年度", "件"],
        ["2023", "1234"],
        ["2024", ""],
    ]


def test_a_file_that_cannot_be_made_is_told(chromium: Browser, address: str) -> None:
    with watched(chromium, address) as opened:
        opened.page.goto(address + PAGE)
        opened.page.evaluate(BY_HAND)
        figure = opened.page.locator("figure.chart").last
        opened.page.route("**/csv.js", lambda route: route.abort())
        figure.get_by_role("button", name="CSV").click()
        expect(figure.get_by_role("alert")).to_contain_text("文件没有做成")
        opened.page.unroute("**/csv.js")
        with opened.page.expect_download():
            figure.get_by_role("button", name="CSV").click()
        expect(figure.get_by_role("alert")).to_have_count(0)


def test_two_clicks_play_once(desktop: Watched, address: str) -> None:
    desktop.page.goto(address + PAGE)
    desktop.page.locator("button.play").first.evaluate("(button) => { button.click(); button.click(); }")
    expect(desktop.page.locator(".played svg")).to_have_count(1)


def test_charts_fit_a_phone(chromium: Browser, address: str, scheme: str) -> None:
    with watched(chromium, address, viewport={"width": 320, "height": 700}, color_scheme=scheme) as opened:
        opened.page.goto(address + PAGE)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320
        play(opened.page)
        box = opened.page.locator(".played svg").bounding_box()
        assert box is not None
        assert box["width"] <= 320
        assert opened.problems == []

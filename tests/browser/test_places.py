"""The map of tiles and the home page in a real browser: with and without a script, by keyboard, on one screen."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.serving import require_browser, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()

MAPS = ("home", "regions", "year")


def provinces(site: Site, condition: str = "1") -> dict[str, int]:
    """Code -> reports, as the data package has them; places that are not known stand beside the map."""
    return {
        str(code): int(count)
        for code, count in site.ask(
            "SELECT CASE WHEN ifnull(region_code, '') <> '' THEN substr(region_code, 1, 2) || '0000' "
            "WHEN level = 'national' THEN 'national' ELSE 'unknown' END, count(*) "
            f"FROM reports JOIN agencies USING (agency_id) WHERE {condition} GROUP BY 1"
        )
    }


def tiles(page: Page) -> dict[str, str]:
    """Code -> what stands on the tile."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.squares > li')].map((li) => [li.dataset.code, li.querySelector('b').textContent]))"
    )
    return found


@pytest.mark.parametrize("kind", MAPS)
def test_the_map_tells_all_without_a_script(chromium: Browser, site: Site, address: str, kind: str) -> None:
    path = site.pages()[kind]
    year = path.strip("/").rpartition("/")[2] if kind == "year" else ""
    with watched(chromium, address, java_script_enabled=False) as opened:
        opened.page.goto(address + path)
        expect(opened.page.locator(".map-choice")).to_be_hidden()
        shown = opened.page.locator(".squares > li")
        held = provinces(site, f"year = {year}" if year else "1")
        for code, count in held.items():
            tile = opened.page.locator(f'.squares [data-code="{code}"]')
            expect(tile.locator("b")).to_have_text(f"{count:,}")
            expect(tile.get_by_role("link")).to_have_count(1)
        assert shown.count() >= 34
        missing = opened.page.locator('.squares [data-code="810000"]')
        expect(missing).to_have_class("q0")
        assert "repeating-linear-gradient" in missing.evaluate("(e) => getComputedStyle(e).backgroundImage")


def test_another_measure_and_year_change_tiles_caption_and_key(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    page.goto(address)
    before, key = tiles(page), page.locator(".map-key").inner_text()
    page.get_by_label("看什么").select_option("received")
    expect(page.locator('[data-map="measure"]')).to_have_text("新收申请（件）")
    sums = {
        str(code): int(total)
        for code, total in site.ask(
            "SELECT substr(region_code, 1, 2) || '0000', sum(value) FROM applications JOIN reports USING (report_id) "
            "JOIN agencies USING (agency_id) WHERE row = 'received_new' AND \"column\" = 'total' AND scope = 'own' "
            "AND status = 'reported' AND region_code IS NOT NULL GROUP BY 1"
        )
    }
    after = tiles(page)
    assert after != before
    assert {code: after[code] for code in sums} == {code: f"{total:,}" for code, total in sums.items()}
    assert page.locator(".map-key").inner_text() != key
    assert "本机关口径" in page.locator('[data-map="said"]').inner_text()
    year = site.ask("SELECT max(year) FROM reports")[0][0]
    page.get_by_label("看什么").select_option("reports")
    page.get_by_label("哪一年度").select_option(str(year))
    held = provinces(site, f"year = {year}")
    shown = tiles(page)
    assert {code: shown[code] for code in held} == {code: f"{count:,}" for code, count in held.items()}
    assert all(
        shown[code] == "无收录" for code in before if code.isdigit() and code not in held and code[0] not in "78"
    )


def test_the_map_works_from_disk(chromium: Browser, site: Site) -> None:
    with watched(chromium, "file:///") as opened:
        opened.page.goto((site.folder / "regions" / "index.html").as_uri())
        opened.page.get_by_label("看什么").select_option("blank")
        expect(opened.page.locator('[data-map="measure"]')).to_have_text("空白格占比")


def test_tiles_are_reached_and_followed_by_keyboard(desktop: Watched, address: str) -> None:
    page = desktop.page
    page.goto(address + "regions/")
    page.get_by_label("哪一年度").focus()
    page.keyboard.press("Tab")
    first = page.locator(".squares a").first
    expect(first).to_be_focused()
    assert first.evaluate("(e) => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_have_count(1)
    assert "/regions/" in page.url


def test_a_tile_is_large_enough_for_a_finger(desktop: Watched, address: str) -> None:
    desktop.page.set_viewport_size({"width": 320, "height": 700})
    desktop.page.goto(address)
    for box in desktop.page.locator(".squares > li").evaluate_all(
        "(all) => all.map((e) => [e.getBoundingClientRect().width, e.getBoundingClientRect().height, e.scrollWidth - e.clientWidth])"
    ):
        assert min(box[:2]) >= 24
        assert box[2] <= 0, "nothing on a tile is cut"


def test_the_first_screen_says_what_this_is_and_where_to_go(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    page.goto(address)
    reports = site.ask("SELECT count(*) FROM reports")[0][0]
    wanted = [
        page.get_by_role("searchbox", name="检索机关、地区或年报正文"),
        page.get_by_role("link", name="找一个机关"),
        page.get_by_role("link", name="看一个地区"),
        page.get_by_role("link", name="读一个专题"),
        page.locator(".squares"),
        page.locator(".front .facts"),
        page.locator(".marks"),
    ]
    for each in wanted:
        box = each.bounding_box()
        assert box is not None, each
        assert box["y"] + box["height"] <= 900, each
    expect(page.locator(".front .facts")).to_contain_text(f"{int(reports):,}")


def test_the_file_of_a_place_has_a_line_for_each_report(desktop: Watched, site: Site, address: str) -> None:
    for code, count in provinces(site).items():
        if not code.isdigit():
            continue
        desktop.page.goto(f"{address}regions/{code}/")
        link = desktop.page.get_by_role("link", name="下载本地区数据（CSV）")
        text = desktop.page.evaluate(
            "(address) => fetch(address).then((r) => r.text())", link.evaluate("(a) => a.href")
        )
        lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        assert len(lines) == count
        blanks = [line for line in lines if line["received_new_status"] == "blank"]
        assert not any(line["received_new"] for line in blanks)


def test_own_and_aggregate_sums_stand_apart(desktop: Watched, site: Site, address: str) -> None:
    """A province whose governments report both ways has a line for each."""
    place, year = site.ask(
        "SELECT substr(region_code, 1, 2) || '0000', year FROM reports JOIN agencies USING (agency_id) "
        "WHERE region_code IS NOT NULL GROUP BY 1, 2 HAVING count(DISTINCT scope) = 2 LIMIT 1"
    )[0]
    desktop.page.goto(f"{address}regions/{place}/")
    lines = desktop.page.locator("table.yearly tbody tr").filter(has_text=str(year))
    scopes = lines.evaluate_all("(all) => all.map((row) => row.children[1].textContent)")
    assert scopes == ["本机关", "汇总"]

"""The page of a report in a real browser: every figure's source on demand, and the tables on a telephone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.serving import require_browser, watched

from gongkai import codes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()

NUMBERS = """(name) => [...document.querySelectorAll(`.form-${name} td`)].map((cell) => {
    const box = cell.getBoundingClientRect();
    return [cell.textContent.trim(), box.width > 0 && box.left >= 0 && box.right <= innerWidth + 1];
})"""
CUT = """() => [...document.querySelectorAll("table.form :is(td, th)")]
    .filter((e) => e.offsetParent && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML.slice(0, 90))"""


def busiest(site: Site, form: str = "2021") -> str:
    """The report of this form with the most failed findings."""
    return site.ask(
        "SELECT report_id FROM reports WHERE form = '" + form + "' AND figures_blank = 0 ORDER BY "
        "(SELECT count(*) FROM findings f WHERE f.report_id = reports.report_id AND state = 'failed') DESC, 1 LIMIT 1"
    )[0][0]


def reports(site: Site) -> list[str]:
    """One of each form with tables, and the one with the most blanks."""
    forms = [row[0] for row in site.ask("SELECT DISTINCT form FROM reports WHERE form <> '2008'")]
    blank = site.ask("SELECT report_id FROM reports ORDER BY figures_blank DESC, 1 LIMIT 1")[0][0]
    found = [
        site.ask(f"SELECT report_id FROM reports WHERE form = '{form}' ORDER BY figures_reported DESC, 1 LIMIT 1")[0][0]
        for form in forms
    ]
    return [*found, blank]


def test_on_a_telephone_no_table_is_cut_and_no_number_is_lost(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    for report in reports(site):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{address}reports/{report}/")
        wide = {name: page.evaluate(NUMBERS, name) for name in ("disclosure", "applications", "proceedings")}
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, report
        if page.locator(".unfold").count():
            page.locator(".unfold").click()
        assert page.evaluate(CUT) == [], report
        for name, cells in wide.items():
            narrow = page.evaluate(NUMBERS, name)
            assert [text for text, _ in narrow] == [text for text, _ in cells]
            assert all(seen for _, seen in narrow), (report, name)


def test_lines_of_zeros_are_folded_and_unfold(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}reports/{busiest(site)}/")
    shown = page.locator(".form-applications td:visible")
    before, every = shown.count(), page.locator(".form-applications td").count()
    assert page.locator(".form-applications tbody tr").count() <= before < every, "each total stays"
    page.locator(".unfold").click()
    assert shown.count() == every


def test_names_of_the_small_cells_are_those_of_the_form(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}reports/{busiest(site)}/")
    page.locator(".unfold").click()
    names = page.evaluate(
        """() => [...document.querySelector(".form-applications tbody tr").querySelectorAll("td")]
        .map((cell) => getComputedStyle(cell, "::before").content.replaceAll('"', ""))"""
    )
    assert names == [codes.column_label("applications", column) for column in codes.column_codes("applications")]


def opened(page: Page) -> str:
    expect(page.locator("dialog.cell-panel")).to_be_visible()
    return page.locator("dialog.cell-panel").inner_text()


def test_every_kind_of_figure_tells_its_source(desktop: Watched, site: Site, address: str) -> None:
    report, raw, where = site.ask(
        "SELECT report_id, raw, \"where\" FROM applications WHERE status = 'reported' AND value > 0 AND \"where\" LIKE 'page=%' "
        "AND \"row\" = 'received_new' AND \"column\" = 'total' ORDER BY 1 LIMIT 1"
    )[0]
    page = desktop.page
    page.goto(f"{address}reports/{report}/")
    assert not any("cells.js" in url for url in desktop.urls), "nothing is loaded before somebody asks"
    page.locator(".form-applications tbody tr").first.locator("td").last.click()
    told = opened(page)
    number = re.search(r"page=(\d+)", where)
    assert number is not None
    assert raw in told
    assert f"第 {number[1]} 页" in told
    assert "本年新收政府信息公开申请数量 × 申请人情况 总计" in told
    assert "从文件中的文字读出" in told
    link = page.locator("dialog.cell-panel a", has_text="打开原件的这一页")
    assert str(link.get_attribute("href")).endswith(f".pdf#page={number[1]}")
    assert page.url.endswith("#a-received_new-total")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.cell-panel")).to_be_hidden()
    expect(page.locator("#a-received_new-total")).to_be_focused()


def test_with_the_keyboard_alone(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    page.goto(f"{address}reports/{busiest(site)}/")
    assert page.locator(".form-applications td[tabindex='0']").count() == 1, "one stop for each table"
    page.locator(".form-applications td[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "上年结转" in opened(page)
    assert "商业企业" in opened(page)
    page.keyboard.press("Escape")
    expect(page.locator("#a-carried_in-enterprise")).to_be_focused()
    for key, cell in (
        ("ArrowLeft", "carried_in-natural_person"),
        ("ArrowUp", "received_new-natural_person"),
        ("End", "carried_out-total"),
        ("Home", "received_new-natural_person"),
    ):
        page.keyboard.press(key)
        expect(page.locator(f"#a-{cell}")).to_be_focused()


def test_a_doubtful_figure_leads_to_its_doubt(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    page.goto(f"{address}reports/{busiest(site)}/")
    page.locator("table.form td.x").first.click()
    assert "疑点" in opened(page)
    page.locator("dialog.cell-panel ul a").last.click()
    expect(page.locator("dialog.cell-panel")).to_be_hidden()
    assert re.search(r"#f\d+$", page.url)


def test_a_blank_figure_is_called_blank(desktop: Watched, site: Site, address: str) -> None:
    report = site.ask("SELECT report_id FROM reports ORDER BY figures_blank DESC, 1 LIMIT 1")[0][0]
    page = desktop.page
    page.goto(f"{address}reports/{report}/")
    page.locator("table.form td.b").first.click()
    assert "不等于零" in opened(page)


def test_a_link_to_a_cell_opens_it(desktop: Watched, site: Site, address: str) -> None:
    page = desktop.page
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}reports/{busiest(site)}/#a-denied_inquiry-research")
    assert "科研机构" in opened(page)
    expect(page.locator("#a-denied_inquiry-research")).to_have_class(re.compile("chosen"))
    expect(page.locator("#a-denied_inquiry-research")).to_be_visible()


def test_opened_from_a_disk(chromium: Browser, site: Site) -> None:
    with watched(chromium, "file://") as seen:
        page = seen.page
        page.goto((site.folder / "reports" / busiest(site) / "index.html").as_uri())
        page.locator(".form-proceedings td").first.click()
        assert "行政复议" in opened(page)


def test_in_english_the_panel_speaks_english(desktop: Watched, site: Site, address: str) -> None:
    if not (site.folder / "en").is_dir():
        pytest.skip("the site is Chinese only")
    page = desktop.page
    page.goto(f"{address}en/reports/{busiest(site)}/")
    page.locator(".form-applications td").first.click()
    told = opened(page)
    assert "How it was read" in told
    assert not re.search("[一-鿿]", told.replace(page.locator("dialog q").first.inner_text(), ""))


def test_without_scripts_the_places_are_told(chromium: Browser, site: Site, address: str) -> None:
    with watched(chromium, address, java_script_enabled=False) as seen:
        seen.page.goto(f"{address}reports/{busiest(site)}/")
        expect(seen.page.locator("dl.places dt").first).to_be_attached()
        expect(seen.page.locator(".ask")).to_be_hidden()


def test_a_source_that_does_not_come_is_told_and_asked_for_again(chromium: Browser, site: Site, address: str) -> None:
    with watched(chromium, address, viewport={"width": 1280, "height": 900}) as tab:
        tab.page.route("**/cells.js", lambda route: route.abort())
        tab.page.goto(f"{address}reports/{busiest(site)}/")
        cell = tab.page.locator(".form-applications td").first
        cell.click()
        assert "出处没有载入" in opened(tab.page)
        tab.page.keyboard.press("Escape")
        tab.page.unroute("**/cells.js")
        cell.click()
        assert "原文位置" in opened(tab.page)
        assert not [problem for problem in tab.problems if problem.startswith("error")]


def test_a_broken_anchor_breaks_nothing(desktop: Watched, site: Site, address: str) -> None:
    desktop.page.goto(f"{address}reports/{busiest(site)}/#%E4%")
    desktop.page.locator(".form-applications td").first.click()
    assert opened(desktop.page)


def test_the_numbers_of_the_narrative_take_little_room(site: Site) -> None:
    """One line a statement: the sections of a page add up to the limit of `test_pages_stay_small`.

    On Chinese pages most are marked in the narrative itself; English ones, which do not repeat it, list all.
    """
    seen = 0
    for path in site.folder.glob("**/reports/*/index.html"):
        section = path.read_text(encoding="utf-8").partition('<section class="said">')[2].partition("</section>")[0]
        lines = section.count("<li>")
        assert len(section.encode()) <= 600 + 110 * lines + 300 * section.count("<mark>")
        seen += lines
    assert seen > 50

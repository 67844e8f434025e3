"""A reader who finds a wrong figure reports it with one link, already filled in; without a desk the words can be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser.serving import require_browser

if TYPE_CHECKING:
    from tests.browser.conftest import Site
    from tests.browser.serving import Watched

pytestmark = pytest.mark.browser
require_browser()

CELL = "a-received_new-total"
SUMS = """() => {
    const cells = [...document.querySelector(".form-applications tbody tr").cells].filter((cell) => cell.tagName === "TD");
    cells.forEach((cell, at) => (cell.textContent = at === 6 ? "1,005" : at === 0 ? "1,000" : "1"));
}"""


def opened(tab: Watched, site: Site, address: str, desk: str = "") -> str:
    """The id of a report whose first total is chosen, with a desk of problems."""
    report = str(
        site.ask("SELECT report_id FROM reports WHERE form = '2021' AND figures_blank = 0 ORDER BY 1 LIMIT 1")[0][0]
    )
    tab.page.goto(f"{address}reports/{report}/")
    tab.page.locator("script[data-cells]").evaluate("(script, desk) => (script.dataset.desk = desk)", desk)
    tab.page.evaluate(SUMS)
    tab.page.locator(".form-applications tbody tr").first.locator("td").last.click()
    expect(tab.page.locator("dialog.cell-panel")).to_be_visible()
    return report


@pytest.mark.parametrize(("desk", "name"), [("https://desk.invalid/issues/new", "title"), ("mailto:a@b.cn", "subject")])
def test_the_link_names_report_cell_and_place(desktop: Watched, site: Site, address: str, desk: str, name: str) -> None:
    report = opened(desktop, site, address, desk)
    link = desktop.page.locator("dialog.cell-panel").get_by_role("link", name="报告问题")
    target = urlsplit(str(link.get_attribute("href")))
    assert f"{target.scheme}:" == desk.partition(":")[0] + ":"
    asked = parse_qs(target.query, strict_parsing=True)
    assert asked[name] == [f"{report} applications.received_new.total"]
    (body,) = asked["body"]
    assert f"#{CELL}\n" in body
    assert "本站所示: 1,005\n" in body
    assert body.endswith("应为，理由: ")
    assert len(body.splitlines()) == 6


def test_without_a_desk_the_words_can_be_copied(desktop: Watched, site: Site, address: str) -> None:
    report = opened(desktop, site, address)
    desktop.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desktop.page.locator("dialog.cell-panel").get_by_role("button", name="报告问题").click()
    expect(desktop.page.locator("dialog.cell-panel output", has_text="已复制")).to_be_visible()
    assert desktop.page.evaluate("navigator.clipboard.readText()").startswith(
        f"{report} applications.received_new.total\n"
    )


def test_sums_are_worked_out_from_what_the_page_shows(desktop: Watched, site: Site, address: str) -> None:
    opened(desktop, site, address)
    panel = desktop.page.locator("dialog.cell-panel")
    expect(panel).to_contain_text("本行各栏相加与总计：1,005 = 1,005")
    desktop.page.keyboard.press("Escape")
    row = desktop.page.locator(".form-applications tbody tr").first.locator("td")
    row.nth(1).evaluate("(cell) => (cell.textContent = '9')")
    row.nth(2).click()
    expect(panel).to_contain_text("本行各栏相加与总计：1,013 ≠ 1,005")
    desktop.page.keyboard.press("Escape")
    row.nth(1).evaluate("(cell) => (cell.textContent = '?')")
    row.nth(2).click()
    expect(panel).to_contain_text("本行各栏相加与总计：有的格没有数，不能核对")

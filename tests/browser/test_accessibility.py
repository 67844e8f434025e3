"""Every kind of page for readers who see little, hear the page, or have no mouse: axe-core (WCAG 2.2 A and AA, and good practice), keys, spacing, motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from tests.browser.conftest import KINDS
from tests.browser.serving import require_browser, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
require_browser()

WIDTHS = (1280, 768, 320)
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOUR = ("color-contrast", "link-in-text-block")
"""Rules that look at every piece of text: they take nine tenths of the time."""

AXE = """async ([rules, tags, colour]) => {
    const runOnly = rules.length ? { type: "rule", values: rules } : { type: "tag", values: tags };
    const off = rules.length ? {} : Object.fromEntries(colour.map((rule) => [rule, { enabled: false }]));
    const { violations } = await axe.run(document, { runOnly, rules: off, resultTypes: ["violations"] });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")} ${n.html.slice(0, 120)} ${n.failureSummary}`));
}"""

THIN = """() => {
    const seen = new Map();
    for (const element of document.querySelectorAll("article *")) {
        if (!element.isConnected) continue;
        const kind = `${element.tagName}.${element.className}`;
        const counts = seen.get(element.parentElement) ?? seen.set(element.parentElement, {}).get(element.parentElement);
        counts[kind] = (counts[kind] ?? 0) + 1;
        if (counts[kind] > (element.tagName === "TR" ? 30 : 8)) element.remove();
    }
}"""
"""Of rows and paragraphs that are like one another the first ones stand for all: 600 rows of one table differ in words alone."""


@pytest.fixture(scope="module", params=["light", "dark"])
def shown(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[str, Page]]:
    """One window for all pages of a scheme."""
    context = chromium.new_context(color_scheme=request.param, reduced_motion="reduce")
    yield str(request.param), context.new_page()
    context.close()


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    found: list[str] = page.evaluate(AXE, [list(rules), list(TAGS), list(COLOUR)])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(shown: tuple[str, Page], site: Site, address: str, kind: str) -> None:
    """Light: all rules, once on the whole page. Dark: those on colours, since nothing else differs."""
    scheme, page = shown
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(address + site.pages()[kind])
    page.evaluate(AXE_SCRIPT)
    whole = violations(page) if scheme == "light" else []
    page.evaluate(THIN)
    found = {0: whole}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = violations(page, COLOUR)
        if scheme == "light" and width != WIDTHS[0]:
            found[width] += violations(page)
    assert {width: problems for width, problems in found.items() if problems} == {}


def test_axe_would_find_something(shown: tuple[str, Page], address: str) -> None:
    """The script runs and its rules are on: spoil a page."""
    _, page = shown
    page.goto(address)
    page.evaluate(AXE_SCRIPT)
    page.evaluate("""() => document.querySelector("article").insertAdjacentHTML("beforeend",
        '<p style="color:#aaa;background:#bbb">dim</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')""")
    assert {problem.partition(":")[0] for problem in (*violations(page), *violations(page, COLOUR))} == {
        "color-contrast",
        "image-alt",
    }


FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const seen = e.matches(".md-option") ? document.querySelector(`#${e.id} + label:not([hidden])`) ?? e : e;
    const style = getComputedStyle(seen), box = seen.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    return {
        name: `${e.tagName}#${e.id}.${e.className} ${(e.textContent ?? "").trim().slice(0, 30)}`,
        key: [...document.querySelectorAll("*")].indexOf(e),
        marked: outlined || style.boxShadow !== "none",
        there: box.width > 1 && box.height > 1 && style.visibility === "visible" && box.right > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth,
    };
}"""


def tab_through(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """What has the focus at each press of the tab key, until the page ends."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        state = page.evaluate(FOCUSED)
        if state is None or (found and state["key"] == found[0]["key"]):
            return found
        found.append(state)
    raise AssertionError(f"the focus does not leave the page: {found[-3:]}")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("kind", ["home", "search", "agency", "report"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    chromium: Browser, site: Site, address: str, kind: str, width: int
) -> None:
    with watched(chromium, address, viewport={"width": width, "height": 800}, reduced_motion="reduce") as opened:
        page = opened.page
        page.goto(address + site.pages()[kind], wait_until="networkidle")
        page.evaluate(THIN)
        stops = tab_through(page)
        assert "md-skip" in stops[0]["name"], "the first stop leads past the header"
        assert [stop["name"] for stop in stops if not stop["marked"]] == []
        assert [stop["name"] for stop in stops if not stop["there"]] == []
        keys = [stop["key"] for stop in stops]
        assert len(set(keys)) == len(keys), "no stop comes twice"
        wanted = page.evaluate(
            """() => [...document.querySelectorAll("article a[href], article summary, article button, article input")]
                .filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.type !== "radio" && !e.disabled && e.tabIndex >= 0).map((e) => [...document.querySelectorAll("*")].indexOf(e))"""
        )
        assert set(wanted) <= set(keys)
        assert opened.problems == []


def test_the_skip_link_leads_to_the_content(chromium: Browser, site: Site, address: str) -> None:
    with watched(chromium, address, viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as opened:
        page = opened.page
        page.goto(address + site.pages()["report"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('article') !== null")


def test_menu_and_search_open_and_close_by_keys(chromium: Browser, address: str) -> None:
    with watched(chromium, address, viewport={"width": 320, "height": 700}, reduced_motion="reduce") as opened:
        page = opened.page
        page.goto(address, wait_until="networkidle")
        menu = page.locator("button[data-opens=__drawer]")
        menu.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.closest('.md-nav--primary') !== null")
        assert menu.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Escape")
        page.wait_for_function("document.activeElement.dataset.opens === '__drawer'")
        assert menu.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("kind", ["home", "report", "search", "region"])
def test_nothing_moves_for_those_who_ask_for_it(shown: tuple[str, Page], site: Site, address: str, kind: str) -> None:
    _, page = shown
    page.goto(address + site.pages()[kind])
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap((e) => ["", "::before", "::after"].map((part) => [e, getComputedStyle(e, part || null)]))
            .filter(([, s]) => [s.transitionDuration, s.animationDuration].some((d) => d.split(",").some((x) => parseFloat(x) > 0.001)))
            .slice(0, 5).map(([e]) => e.outerHTML.slice(0, 80))"""
    )
    assert moving == []


@pytest.mark.parametrize("kind", KINDS)
def test_larger_and_wider_text_is_neither_cut_nor_pushed_out(
    shown: tuple[str, Page], site: Site, address: str, kind: str
) -> None:
    """Text at 200 % (WCAG 1.4.4) and with wide spacing (1.4.12)."""
    scheme, page = shown
    if scheme == "dark":
        return
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + site.pages()[kind])
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"
    )
    cut = """() => [document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll("article *")]
        .filter((e) => e.textContent.trim() && !e.closest("svg, .vh, details:not([open])") && getComputedStyle(e).overflowY === "hidden" && e.clientHeight > 2 && e.scrollHeight > e.clientHeight + 3)
        .slice(0, 5).map((e) => e.outerHTML.slice(0, 90))]"""
    for size, width in (("", 1280), ("", 320), ("200%", 1280)):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", "250%" if size else "")
        beyond, *elements = page.evaluate(cut)
        assert beyond <= 0, (size, width)
        assert elements == [], (size, width)


@pytest.mark.parametrize("kind", KINDS)
def test_every_header_cell_says_what_it_heads(shown: tuple[str, Page], site: Site, address: str, kind: str) -> None:
    scheme, page = shown
    if scheme == "dark":
        return
    page.goto(address + site.pages()[kind])
    bare = page.evaluate(
        """() => [...document.querySelectorAll("article table:not([role=presentation]) th:not([scope])")].slice(0, 5).map((e) => e.outerHTML.slice(0, 90))"""
    )
    assert bare == []


def test_a_printed_report_is_dark_on_white_and_whole(chromium: Browser, site: Site, address: str) -> None:
    with watched(chromium, address, viewport={"width": 1280, "height": 900}, color_scheme="dark") as opened:
        page = opened.page
        page.goto(address + site.pages()["report"])
        page.emulate_media(media="print", color_scheme="dark")
        page.set_viewport_size({"width": 718, "height": 1000})  # the text of a page of A4 at 96 dots an inch
        body = page.evaluate(
            "() => [getComputedStyle(document.body).color, getComputedStyle(document.querySelector('table.form')).color]"
        )
        for colour in body:
            red, green, blue = (int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")[:3])
            assert red + green + blue < 200
        cut = page.evaluate(
            """() => [...document.querySelectorAll("table.form")].filter((t) => t.checkVisibility() && t.getBoundingClientRect().right > innerWidth + 1).map((t) => t.className)"""
        )
        assert cut == []
        hidden = page.evaluate(
            "() => ['.md-header', '.md-tabs', '.md-sidebar', '.md-top'].filter((s) => document.querySelector(s)?.checkVisibility())"
        )
        assert hidden == []

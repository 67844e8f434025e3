"""The page for addresses that lead nowhere: at any depth it leads somewhere."""

from __future__ import annotations

import functools
import re
import threading
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect
from tests.browser.serving import Watched, require_browser, watched
from tests.browser.test_accessibility import COLOUR, WIDTHS, violations

from gongkai.cli.serve import Handler, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
require_browser()


class Published(Handler):
    """As a host does it: the site below its own address, its 404 page for everything else."""

    base = "/"

    def translate_path(self, path: str) -> str:
        inside = urlsplit(path).path
        return super().translate_path(
            "/" + inside.removeprefix(self.base) if inside.startswith(self.base) else "/nowhere"
        )


@pytest.fixture(scope="module")
def published(site: Site) -> Iterator[str]:
    found = re.search(r'data-root="([^"]*)"|data-root=([^ >]*)', (site.folder / "404.html").read_text(encoding="utf-8"))
    assert found is not None
    base = str(found[1] or found[2])
    handler = type("Here", (Published,), {"base": base})
    with Server(("127.0.0.1", 0), functools.partial(handler, directory=str(site.folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def lost(chromium: Browser, published: str) -> Iterator[Watched]:
    with watched(chromium, published, viewport={"width": 375, "height": 700}) as opened:
        pages: list[str] = []
        opened.page.on(
            "response",
            lambda response: pages.append(response.url) if response.request.is_navigation_request() else None,
        )
        yield opened
        # The page itself comes with the status 404, which the console repeats; nothing else does.
        expected = {f"404: {url}" for url in pages}
        assert [problem for problem in opened.problems if problem not in expected and "404 (" not in problem] == []


def box(lost: Watched) -> Any:
    return lost.page.locator("#gk-lost-q")


@pytest.mark.parametrize("path", ["nothing", "a/b/c/d/", "reports/none/", "%E0%A4%A/"])
def test_every_link_leads_somewhere_at_any_depth(lost: Watched, site: Site, published: str, path: str) -> None:
    lost.page.goto(published + path)
    expect(lost.page.get_by_role("heading", name="没有这个页面")).to_be_visible()
    links = lost.page.locator("article a").evaluate_all("(links) => links.map((link) => link.href)")
    assert len(links) >= 5
    for link in links:
        assert link.startswith(published)
        assert (site.folder / link.removeprefix(published) / "index.html").is_file()
    expect(box(lost)).to_have_value("")


@pytest.mark.parametrize("path", ["nothing", "en/reports/none/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(lost: Watched, published: str, path: str, scheme: Literal["light", "dark"]) -> None:
    lost.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    lost.page.goto(published + path)
    lost.page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        lost.page.set_viewport_size({"width": width, "height": 900})
        assert [*violations(lost.page), *violations(lost.page, COLOUR)] == []


def test_words_of_the_address_are_looked_for(lost: Watched, site: Site, published: str) -> None:
    name = site.ask(
        "SELECT name FROM agencies JOIN reports USING (agency_id) WHERE name LIKE '%局' ORDER BY 1 LIMIT 1"
    )[0][0]
    lost.page.goto(f"{published}{quote(name)}/2023年/x.html")
    expect(box(lost)).to_have_value(f"{name} 2023年")
    box(lost).press("Enter")
    expect(lost.page.locator("#gk-search-status")).to_have_text(re.compile(f"^“{name} 2023年”"))


def test_another_year_of_the_body_is_offered(lost: Watched, site: Site, published: str) -> None:
    id_, name = site.ask(
        "SELECT agency_id, name FROM agencies JOIN reports USING (agency_id) WHERE scope = 'own' AND name <> '' "
        "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )[0]
    years = [
        str(year) for (year,) in site.ask(f"SELECT year FROM reports WHERE agency_id = '{id_}' ORDER BY year DESC")
    ]
    lost.page.goto(f"{published}reports/{id_}-2008/")
    item = lost.page.locator("#gk-lost li")
    expect(item).to_have_count(1)
    expect(item.locator("a")).to_have_text([name, *years])
    item.locator("a").nth(1).click()
    expect(lost.page.locator("article h1")).to_contain_text(name)


def test_bodies_of_the_same_place_are_offered(lost: Watched, site: Site, published: str) -> None:
    code = site.ask(
        "SELECT region_code FROM agencies WHERE agency_id LIKE region_code || '-%' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )[0][0]
    names = {name for (name,) in site.ask(f"SELECT name FROM agencies WHERE agency_id LIKE '{code}-%'")}
    lost.page.goto(f"{published}agencies/{code}-renmin-zhengfu-old/")
    offered = lost.page.locator("#gk-lost li a[lang=zh]")
    expect(offered.first).to_be_visible()
    assert set(offered.all_inner_texts()) <= names


def test_who_reads_english_is_led_to_english_pages(lost: Watched, site: Site, published: str) -> None:
    id_ = site.ask("SELECT agency_id FROM reports ORDER BY 1 LIMIT 1")[0][0]
    lost.page.goto(f"{published}en/agencies/{id_}/nothing/")
    expect(lost.page.locator("#gk-lost-english")).to_contain_text("There is no such page")
    expect(lost.page.locator("#gk-lost li a").first).to_have_attribute("href", re.compile(f"/en/agencies/{id_}/$"))
    expect(lost.page.locator("#gk-lost-form")).to_have_attribute("action", re.compile("/en/search/$"))


def test_without_scripts_there_are_links_and_a_form(chromium: Browser, published: str) -> None:
    with watched(chromium, published, java_script_enabled=False) as opened:
        opened.page.goto(published + "a/b/")
        expect(opened.page.locator("article").get_by_role("link", name="首页")).to_be_visible()
        expect(opened.page.locator("#gk-lost-form")).to_have_attribute("method", "get")

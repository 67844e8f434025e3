"""The site opened from disk: the folder as it was built, and the zip file in which every link names a file."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import KINDS
from tests.browser.serving import require_browser

from gongkai.site.publish.links import check_links
from gongkai.site.publish.offline import write_offline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page
    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
require_browser()

NEEDS_A_SERVER = (
    "Access to fetch at 'file:",
    "Access to XMLHttpRequest at 'file:",
    "net::ERR_FAILED",
    'URL scheme "file" is not supported',
    "Access to internal resource at 'file:",
    "from origin 'null'",
)
"""What browsers say where a page asks for data and there is no server: the page itself says it to the reader."""


@pytest.fixture(scope="module")
def unpacked(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offline")
    target = folder / "gongkai.zip"
    assert write_offline(site.folder, target) > 100
    with zipfile.ZipFile(target) as packed:
        packed.extractall(folder)
    return folder / "gongkai"


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    problems: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in NEEDS_A_SERVER):
            problems.append(message.text)

    page.on("console", said)
    page.on("pageerror", lambda error: problems.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:", "blob:")) else problems.append(f"foreign: {request.url}")
        ),
    )
    yield page, problems
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_opens_from_disk(
    window: tuple[Page, list[str]], unpacked: Path, site: Site, kind: str
) -> None:
    page, problems = window
    problems.clear()
    page.goto((unpacked / site.pages()[kind] / "index.html").as_uri())
    expect(page.locator("article h1")).to_have_count(1)
    page.wait_for_timeout(100)
    assert problems == []
    folders = page.evaluate(
        """() => [...document.querySelectorAll("a[href]")].filter((a) => a.protocol === "file:" && a.pathname.endsWith("/")).map((a) => a.getAttribute("href"))"""
    )
    assert folders == []


def test_no_link_of_the_copy_is_broken(unpacked: Path) -> None:
    assert check_links(unpacked) == []


@pytest.mark.parametrize("copy", [True, False], ids=["zip", "folder"])
def test_a_reader_goes_from_page_to_page(
    window: tuple[Page, list[str]], unpacked: Path, site: Site, *, copy: bool
) -> None:
    """In the folder as built the script names the file; in the copy the link itself does."""
    page, problems = window
    problems.clear()
    folder = unpacked if copy else site.folder
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto((folder / "index.html").as_uri())
    for name, heading in (("地区", "地区"), ("年度", "年度"), ("质量", None)):
        page.locator(".md-tabs").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("article h1")).to_have_count(1)
        assert page.url.endswith("/index.html")
        if heading:
            expect(page.locator("article h1")).to_contain_text(heading)
    report = site.pages()["report"]
    page.goto((folder / report / "index.html").as_uri())
    page.locator("article h1 a").first.click()
    page.wait_for_url("**/agencies/*/index.html")
    assert problems == []

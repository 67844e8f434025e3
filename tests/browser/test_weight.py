"""What a first visit costs over a slow line: 1.6 Mbit/s, 150 ms to the server and back, files packed as any host packs them."""

from __future__ import annotations

import functools
import gzip
import threading
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from tests.browser.serving import BASE, Handler, require_browser

from gongkai.cli.serve import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
require_browser()

BYTES_PER_SECOND = 1_600_000 / 8
LATENCY_MS = 150
OWN_LIMIT = 100_000
SHARED_LIMIT = 100_000
LCP_LIMIT_MS = 1000
TEXT = (".html", ".css", ".js", ".svg", ".json", ".xml")
SHARED = ("assets/stylesheets/", "assets/javascripts/")


class Packing(Handler):
    """Files packed with gzip, as GitHub Pages and other hosts send them."""

    def send_head(self) -> BytesIO | IO[bytes] | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if path.suffix not in TEXT or not path.is_file():
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)


@pytest.fixture(scope="module")
def packed(site: Site) -> Iterator[str]:
    with Server(("127.0.0.1", 0), functools.partial(Packing, directory=str(site.folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()
        thread.join()


@dataclass(frozen=True)
class Visit:
    """One first visit."""

    sizes: dict[str, int]
    """Path below the root of the site -> bytes over the line."""
    lcp: float
    """Milliseconds until the largest thing in view was painted."""

    def total(self, *, shared: bool) -> int:
        return sum(size for path, size in self.sizes.items() if path.startswith(SHARED) == shared)


def visit(chromium: Browser, address: str, path: str) -> Visit:
    context = chromium.new_context(viewport={"width": 412, "height": 823})
    try:
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY_MS,
                "downloadThroughput": BYTES_PER_SECOND,
                "uploadThroughput": BYTES_PER_SECOND,
            },
        )
        urls: dict[str, str] = {}
        sizes: dict[str, int] = {}
        line.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
        line.on(
            "Network.loadingFinished", lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])})
        )
        page.goto(address + path, wait_until="networkidle")
        lcp = page.evaluate(
            """() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
                .observe({ type: "largest-contentful-paint", buffered: true }))"""
        )
        return Visit({urlsplit(urls[key]).path.removeprefix(BASE): size for key, size in sizes.items()}, float(lcp))
    finally:
        context.close()


def largest_report(site: Site) -> str:
    page = max(site.folder.glob("reports/*/index.html"), key=lambda path: path.stat().st_size)
    return f"reports/{page.parent.name}/"


def test_a_report_costs_little_on_a_first_visit(chromium: Browser, site: Site, packed: str) -> None:
    seen = visit(chromium, packed, largest_report(site))
    assert len(seen.sizes) >= 5, "the page, style sheets and scripts"
    assert seen.total(shared=False) <= OWN_LIMIT, seen.sizes
    assert seen.total(shared=True) <= SHARED_LIMIT, seen.sizes


@pytest.mark.parametrize("kind", ["home", "report", "agency", "region"])
def test_the_page_is_there_within_a_second(chromium: Browser, site: Site, packed: str, kind: str) -> None:
    """The best of eight: other work on this computer must not count."""
    times = []
    for _ in range(8):
        times.append(visit(chromium, packed, site.pages()[kind]).lcp)
        if times[-1] < LCP_LIMIT_MS:
            break
    assert min(times) < LCP_LIMIT_MS, times


def test_nothing_of_the_theme_is_shipped_that_no_page_loads(site: Site) -> None:
    names = {path.relative_to(site.folder).as_posix() for path in (site.folder / "assets").rglob("*") if path.is_file()}
    assert not [name for name in names if name.endswith(".map") or "/lunr/" in name]
    sheet = next((site.folder / "assets" / "stylesheets").glob("main.*.css"))
    assert len(gzip.compress(sheet.read_bytes())) < 15_000

"""A real server and a real browser: the site stands under a sub-path, as on a project page."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Response, expect, sync_playwright

from gongkai.cli.serve import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "/sub/path/"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Waits end as soon as what they wait for is there; five seconds are too few where other tests take the processors.
expect.set_options(timeout=30_000)
EXECUTABLE = Path(os.environ.get("GONGKAI_CHROMIUM") or "/usr/bin/chromium")


class Handler(SimpleHTTPRequestHandler):
    """Files below `BASE` only, without log lines."""

    def translate_path(self, path: str) -> str:
        inside = urlsplit(path).path
        return super().translate_path("/" + inside.removeprefix(BASE)) if inside.startswith(BASE) else "/nowhere"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The folder at an address on this machine, which ends in a slash."""
    with Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{BASE}"
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Watched:
    """A page, and all that went wrong or left the host while it was open."""

    page: Page
    host: str
    problems: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("requestfailed", self._request_failed)
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on(
            "console",
            lambda message: (
                self.problems.append(f"console: {message.text}") if message.type in {"error", "warning"} else None
            ),
        )

    def _request(self, request: Request) -> None:
        self.urls.append(request.url)
        if urlsplit(request.url).scheme not in {"data", "blob"} and urlsplit(request.url).netloc != self.host:
            self.problems.append(f"foreign: {request.url}")

    def _request_failed(self, request: Request) -> None:
        # A page that is left while it still loads gives up its own requests; on a slow machine that happens often.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.failure} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[Watched]:
    """A page with a fresh profile; give no address to open one later."""
    context = browser.new_context(**options)
    try:
        yield Watched(context.new_page(), urlsplit(address).netloc)
    finally:
        context.close()


def require_browser() -> None:
    """Skip the calling module with one line where there is no browser; with CI=true fail instead."""
    if shutil.which(EXECUTABLE):
        return
    line = f"no browser at {EXECUTABLE}: install chromium or set GONGKAI_CHROMIUM"
    if os.environ.get("CI") == "true":
        pytest.fail(line)
    pytest.skip(line, allow_module_level=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium with nothing to call home for."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(ARGUMENTS))
        yield browser
        browser.close()

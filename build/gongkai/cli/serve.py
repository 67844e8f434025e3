"""`gongkai serve`: look at the site on this computer, and at hand-written pages while they are written."""

from __future__ import annotations

import errno
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer

from gongkai.cli.terminal import stderr, stdout
from gongkai.errors import GongkaiError, SiteError

EXAMPLES = (
    "gongkai serve",
    "gongkai serve --live",
    "gongkai serve my-site --port 9000",
)

CONFIG = "mkdocs.yml"

HOST = "127.0.0.1"
PORT = 8000

Site = Annotated[Path | None, typer.Argument(help="Folder of the site.  [default: site]", show_default=False)]
SiteDir = Annotated[Path | None, typer.Option("--site-dir", help="The same, as an option.", show_default=False)]
Live = Annotated[
    bool, typer.Option("--live", help="Make hand-written pages again when they change, and reload them in the browser.")
]
Port = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="Port; 0 takes any free one.")]


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder, without a line for each request; unknown addresses get the site's own page."""

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal shows the address."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's 404 page where it has one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """A server that keeps silent when a browser closes a connection early, as it does on leaving a page."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report all errors but those of a connection that is gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of one folder, bound but not yet running.

    Raises:
        SiteError: if the folder holds no site, or the port cannot be had.
    """
    if not (site / "index.html").is_file():
        raise SiteError(f"{site}: holds no index.html; make the site with `gongkai publish` first, or name its folder")
    try:
        return Server((HOST, port), partial(Handler, directory=str(site)))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SiteError(
                f"port {port} is in use; try `gongkai serve --port {port + 1}`, or --port 0 for any free one"
            ) from error
        raise SiteError(f"port {port} cannot be opened ({error.strerror}); try `gongkai serve --port 0`") from error


def serve(site: Site = None, site_dir: SiteDir = None, port: Port = PORT, live: Live = False) -> None:
    """Show the site on this computer.

    It can be reached at 127.0.0.1 only. Ctrl-C ends it. With --live the pages
    in docs/ are made again in the site's folder when they, mkdocs.yml or the
    frame of the pages change; all other pages stay as they were published.
    """
    folder = site or site_dir or Path("site")
    try:
        if live:
            _serve_live(folder, port)
            return
        with server(folder, port) as running:
            stdout().print(f"http://{HOST}:{running.server_address[1]}/  ({folder}; Ctrl-C ends it)", soft_wrap=True)
            running.serve_forever()
    except KeyboardInterrupt:
        stdout().print("")


def _serve_live(folder: Path, port: int) -> None:
    """Serve a site that is kept up to date with its hand-written pages."""
    from gongkai.site.publish.preview import Preview, live_server  # noqa: PLC0415 - the site needs libraries that reading does not

    config = Path(CONFIG)
    if not config.is_file():
        raise SiteError(f"{Path.cwd()}: holds no {CONFIG}; run this in the folder of the project")
    with server(folder, port) as checked:  # the same checks and messages as without --live
        free = int(checked.server_address[1])
    preview = Preview(config.absolute(), folder)

    def update() -> None:
        started = monotonic()
        try:
            preview.update()
        except GongkaiError as error:
            stderr().print(f"gongkai: {error}", soft_wrap=True)
        else:
            stdout().print(f"Made the changed pages again in {monotonic() - started:.1f} s", soft_wrap=True)

    running = live_server(folder, HOST, free, update, preview.watched())
    stdout().print(f"{running.url}  ({folder}, live; Ctrl-C ends it)", soft_wrap=True)
    running.run()

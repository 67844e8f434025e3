"""`gongkai serve`: one folder, this computer only."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from gongkai.cli.serve import HOST, serve, server
from gongkai.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "reports" / "x").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>首页</h1>", encoding="utf-8")
    (folder / "reports" / "x" / "index.html").write_text("<h1>年报</h1>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[tuple[str, int]]:
    with server(site, 0) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield HOST, int(running.server_address[1])
        running.shutdown()
        thread.join()


def get(address: tuple[str, int], path: str) -> tuple[int, str]:
    connection = HTTPConnection(*address, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read().decode("utf-8")
    connection.close()
    return response.status, body


def test_pages(address: tuple[str, int]) -> None:
    assert get(address, "/") == (200, "<h1>首页</h1>")
    assert get(address, "/reports/x/") == (200, "<h1>年报</h1>")


def test_nothing_outside_the_folder(address: tuple[str, int]) -> None:
    assert get(address, "/../secret.txt")[0] == 404
    assert get(address, "/%2e%2e/secret.txt")[0] == 404


def test_unknown_addresses_get_the_sites_page(address: tuple[str, int], site: Path) -> None:
    assert get(address, "/nothing")[0] == 404
    (site / "404.html").write_text("<h1>没有这一页</h1>", encoding="utf-8")
    assert get(address, "/nothing") == (404, "<h1>没有这一页</h1>")


def test_a_port_in_use_says_what_to_do(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SiteError, match=f"port {port} is in use; try .*--port"):
            server(site, port)


def test_ctrl_c_ends_it(site: Path) -> None:
    command = [sys.executable, "-u", "-m", "gongkai", "serve", str(site), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        line = run.stdout.readline()
        assert line.startswith(f"http://{HOST}:")
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=20)
    assert (run.returncode, errors) == (0, "")


def test_a_connection_closed_early_is_not_reported(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A reader who leaves a page fills no terminal with tracebacks; other errors are still shown."""
    with server(site, 0) as running, socket.socket() as gone:
        for error, shown in ((ConnectionResetError(), False), (BrokenPipeError(), False), (ZeroDivisionError(), True)):
            try:
                raise error
            except type(error):
                running.handle_error(gone, ("127.0.0.1", 1))
            assert bool(capfd.readouterr().err) == shown


def test_live_needs_the_folder_of_the_project(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    with pytest.raises(SiteError, match=r"holds no mkdocs.yml; run this in the folder of the project"):
        serve(site, live=True, port=0)


def test_live_needs_a_finished_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SiteError, match="make the site with `gongkai publish` first"):
        serve(tmp_path, live=True, port=0)

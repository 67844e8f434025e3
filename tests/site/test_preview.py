"""Hand-written pages made again in a finished site: the changed one only, unless the frame of all pages changed."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from time import monotonic, sleep, time
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from gongkai.errors import SiteError
from gongkai.site.language import spoken
from gongkai.site.publish.preview import UNTOUCHED, Preview, live_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site.conftest import Site

ROOT = Path(__file__).resolve().parents[2]
SEEN_WITHIN = 20.0
"""Seconds; some two on a computer with nothing else to do."""


@pytest.fixture(scope="module")
def written(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's hand-written pages and settings, with a site."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("docs", "mkdocs.yml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    (folder / "build").symlink_to(ROOT / "build")
    shutil.copytree(site.folder, folder / "site")
    return folder


@pytest.fixture
def project(written: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_DATAPACKAGE", str(site.datapackage))
    return written


def stamps(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}


def add(page: Path, text: str) -> None:
    page.write_text(page.read_text(encoding="utf-8") + text, encoding="utf-8")
    os.utime(page, (time() + 1, time() + 1))


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Making pages again leaves the language of the program as it was."""
    yield
    assert spoken() == "zh"


def test_a_changed_page_alone_is_made_again(project: Path) -> None:
    preview = Preview(project / "mkdocs.yml", project / "site")
    before = stamps(project / "site")
    untouched = {name: (project / "site" / name).read_bytes() for name in UNTOUCHED}
    add(project / "docs" / "about.md", "\n独特的一句，见[数据](data/)。\n")
    preview.update()
    assert {name: (project / "site" / name).read_bytes() for name in UNTOUCHED} == untouched
    after = stamps(project / "site")
    assert after.keys() == before.keys()
    changed = {name for name in after if after[name] != before[name] and name.endswith(".html")}
    assert changed == {"about/index.html", "404.html"}
    text = (project / "site" / "about" / "index.html").read_text(encoding="utf-8")
    assert "独特的一句" in text
    assert 'class="md-tabs__link"' in text
    assert "sitemap.xml.gz" not in after


def test_new_settings_reach_every_hand_written_page(project: Path) -> None:
    preview = Preview(project / "mkdocs.yml", project / "site")
    before = stamps(project / "site")
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('banner: !ENV [GONGKAI_BANNER, ""]', "banner: 新的横幅"),
        encoding="utf-8",
    )
    os.utime(settings, (time() + 2, time() + 2))
    preview.update()
    after = stamps(project / "site")
    for page in ("about", "reading"):
        assert "新的横幅" in (project / "site" / page / "index.html").read_text(encoding="utf-8")
    assert after["regions/index.html"] == before["regions/index.html"]
    assert not [name for name in after if name.startswith("reports/") and after[name] != before[name]]


def test_a_slip_in_the_settings_is_told_in_words(project: Path) -> None:
    config = project / "wrong.yml"
    config.write_text(
        (project / "mkdocs.yml").read_text(encoding="utf-8").replace("  region_scope:", "  region:"), encoding="utf-8"
    )
    with pytest.raises(SiteError, match=r"^mkdocs.yml: extra.region is not known"):
        Preview(config, project / "site").update()


def test_the_browser_sees_the_change(project: Path) -> None:
    preview = Preview(project / "mkdocs.yml", project / "site")
    server = live_server(project / "site", "127.0.0.1", 0, preview.update, preview.watched())
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.serve_thread.is_alive():
            sleep(0.05)
        address = f"http://127.0.0.1:{server.server_port}/"

        def get(path: str) -> str:
            with urlopen(address + path, timeout=60) as answer:
                return str(answer.read().decode())

        assert "livereload(" in get("reading/")
        started = monotonic()
        add(project / "docs" / "reading.md", "\n刚写的一句。\n")
        while "刚写的一句" not in get("reading/"):
            assert monotonic() - started < SEEN_WITHIN
            sleep(0.1)
    finally:
        server.shutdown(wait=True)
        thread.join()

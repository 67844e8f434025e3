"""Hand-written pages made again in a finished site while somebody writes them; all other pages stay as they are.

MkDocs builds a page only if its source is newer than the page (`dirty`). The pages made from the data package stand in
for themselves here, so that links and tabs lead to them, and are never built.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, InclusionLevel

from gongkai.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

LIVE = "live"
"""Key of `extra` that tells the hook; never in mkdocs.yml itself. Its value: `changed` pages, or `all` that are hand-written."""

RECORDS = frozenset({"reports", "agencies"})
"""Folders of record pages: no hand-written page names one as a file, and there are many."""

UNTOUCHED = ("search/search_index.json", "sitemap.xml", "robots.txt")
"""Written by the whole build; MkDocs would write them anew from the few pages it sees."""


class Kept(File):
    """A page that is there already."""

    def is_modified(self) -> bool:
        """It is not: MkDocs leaves it alone."""
        return False


class Asked(File):
    """A page that is built whatever its age."""

    def is_modified(self) -> bool:
        """It is."""
        return True


def files_for_preview(files: Files, config: MkDocsConfig) -> Files:
    """What MkDocs shall know of: the hand-written pages, and those in the site that stand for themselves."""
    site = Path(config.site_dir)
    for file in list(files):
        of_theme = file.src_dir is not None and Path(file.src_dir) != Path(config.docs_dir)
        if of_theme and not Path(file.abs_dest_path).is_file():
            files.remove(file)  # the whole build threw it away, see `slim`
    known = {file.src_uri for file in files}
    if config.extra[LIVE] == "all":
        for file in files.documentation_pages():
            file.__class__ = Asked  # the page itself stays the same object: the tabs know it
    for address in sorted(_addresses(site)):
        for source in (f"{address}index.md", f"{address.rstrip('/')}.md") if address else ("index.md",):
            if source not in known and not known & {f"{address}index.md", f"{address.rstrip('/')}.md"}:
                files.append(Kept.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV))
    for asset in (site / "assets").rglob("*"):
        source = asset.relative_to(site).as_posix()
        if asset.is_file() and source not in known:
            files.append(Kept.generated(config, source, content=""))
    return files


def _addresses(folder: Path, below: str = "") -> Iterator[str]:
    """Folders with a page, of those that are no records."""
    if (folder / "index.html").is_file():
        yield below
    for part in folder.iterdir():
        if part.is_dir() and part.name not in RECORDS:
            yield from _addresses(part, f"{below}{part.name}/")


@dataclass(slots=True)
class Preview:
    """A finished site that is kept up to date with its hand-written pages."""

    config_file: Path
    site: Path
    built: float = field(default_factory=time)
    """When it was last brought up to date."""

    def watched(self) -> tuple[Path, ...]:
        """Files and folders whose change is to be seen."""
        root = self.config_file.parent
        config = load_config(str(self.config_file))
        custom = config.theme.custom_dir
        return tuple(path for path in (Path(config.docs_dir), self.config_file, root / str(custom)) if path.exists())

    def update(self) -> None:
        """Make the pages again whose sources changed; all hand-written ones where settings or the frame of pages did.

        Raises:
            SiteError: if mkdocs.yml or a page cannot be read.
        """
        config = load_config(str(self.config_file), site_dir=str(self.site.absolute()))
        frame = [self.config_file, *Path(str(config.theme.custom_dir)).rglob("*")]
        logging.getLogger("mkdocs.commands.build").setLevel(logging.CRITICAL)  # it warns of `dirty` at every build
        config.extra[LIVE] = "all" if max(path.stat().st_mtime for path in frame) > self.built else "changed"
        started = time()
        kept = {name: path.read_bytes() for name in UNTOUCHED if (path := self.site / name).is_file()}
        try:
            config.plugins.on_startup(command="serve", dirty=True)
            build(config, dirty=True)
        except (MkDocsException, SystemExit) as error:
            raise SiteError(str(error.__context__ or error)) from error  # the cause; its own words are "Aborted"
        finally:
            for name, data in kept.items():
                (self.site / name).write_bytes(data)
            (self.site / "sitemap.xml.gz").unlink(missing_ok=True)
        self.built = started


class Live(LiveReloadServer):
    """MkDocs' server for previews."""

    def run(self) -> None:
        """Serve until interrupted."""
        try:
            self.serve()  # type: ignore[no-untyped-call]
        finally:
            self.shutdown()


def live_server(site: Path, host: str, port: int, update: Callable[[], None], watched: Iterable[Path]) -> Live:
    """A server whose pages ask whether there is a newer one; `update` runs when something watched changes."""
    server = Live(update, host, port, str(site.absolute()))
    lost = site / "404.html"
    server.error_handler = lambda code: lost.read_bytes() if code == HTTPStatus.NOT_FOUND and lost.is_file() else None
    for path in watched:
        server.watch(str(path))
    return server

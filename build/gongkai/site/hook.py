"""MkDocs hook: hands the pages made from the data package to MkDocs, and fills the record pages in afterwards.

MkDocs calls the functions by name; all work is done in the modules beside this one.
"""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from gongkai.errors import GongkaiError
from gongkai.package import ensure_derived
from gongkai.package.layout import SQLITE
from gongkai.site import assets
from gongkai.site.api import write_api
from gongkai.site.budget import measure
from gongkai.site.data_page import copy_downloads, read_descriptor
from gongkai.site.pages import made_pages, shells
from gongkai.site.search import rewrite_header_index, write_search
from gongkai.site.shell import SHELL_NAME
from gongkai.site.sitemap import write_sitemap
from gongkai.site.store import open_store
from gongkai.site.write import write_records

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from gongkai.site.made_page import MadePage

log = logging.getLogger("mkdocs.hooks.gongkai")

_made: dict[str, MadePage] = {}
"""Pages of the build under way, by their path in docs/."""


def _datapackage(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / str(config.extra["datapackage"])


def _created(datapackage: Path) -> date | None:
    """Date of the data, never the clock's."""
    created = str(read_descriptor(datapackage).get("created", ""))[:10]
    return date.fromisoformat(created) if created else None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Derive what the data package lacks, and tell the theme whether the reports are invented."""
    try:
        ensure_derived(_datapackage(config))
        config.extra["specimen"] = bool(read_descriptor(_datapackage(config)).get("gongkai:specimen"))
    except GongkaiError as error:
        raise PluginError(str(error)) from error
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the aggregate pages and the shells."""
    datapackage = _datapackage(config)
    _made.clear()
    for made in made_pages(datapackage, datapackage / SQLITE, config.site_url or ""):
        _made[made.source] = made
        files.append(File.generated(config, made.source, content=made.markdown()))
    for path, text in {assets.STYLE_SHEET: assets.style_sheet(), **assets.scripts()}.items():
        files.append(File.generated(config, path, content=text))
    for source, markdown in shells():
        files.append(File.generated(config, source, content=markdown))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """No page has a side menu: the tabs above are the whole navigation."""
    page.meta.setdefault("hide", ["navigation"])
    return markdown


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Put the finished parts into the aggregate pages."""
    made = _made.get(page.file.src_uri)
    return made.fill(html) if made else html


def on_page_context(context: dict[str, Any], page: Page, **_: Any) -> dict[str, Any]:
    """The canonical address of a shell is that of the page it becomes."""
    if page.file.src_uri.endswith(f"/{SHELL_NAME}.md") and page.canonical_url:
        page.canonical_url = page.canonical_url.replace(SHELL_NAME, "@@URL@@")
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Record pages, downloads, search, the list of all pages."""
    datapackage, site = _datapackage(config), Path(config.site_dir)
    try:
        write_records(datapackage / SQLITE, site, url=config.site_url or "")
        copy_downloads(datapackage, site)
        with open_store(datapackage / SQLITE) as store:
            write_api(store, site, read_descriptor(datapackage))
        write_search(datapackage / SQLITE, site)
        rewrite_header_index(datapackage / SQLITE, site)
        write_sitemap(site, config.site_url or "", lastmod=_created(datapackage))
        for line in measure(site).lines():
            log.info(line)
    except GongkaiError as error:
        raise PluginError(str(error)) from error

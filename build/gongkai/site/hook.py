"""MkDocs hook: hands the pages made from the data package to MkDocs, and fills the record pages in afterwards.

MkDocs calls the functions by name; all work is done in the modules beside this one.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink

from gongkai.errors import GongkaiError
from gongkai.package import ensure_derived
from gongkai.package.layout import SQLITE
from gongkai.package.scope import scoped_package
from gongkai.site import assets, charts, compare, icons, language, twins
from gongkai.site.annual_report import problem
from gongkai.site.citation import edition
from gongkai.site.groups import region_rows, sector_series
from gongkai.site.pages.data import copy_downloads, read_descriptor
from gongkai.site.pages.made import headed
from gongkai.site.pages.rendered import made_pages, shells
from gongkai.site.publish.api import write_api
from gongkai.site.publish.budget import measure
from gongkai.site.publish.cards import write_cards
from gongkai.site.publish.feeds import write_feeds
from gongkai.site.publish.preview import LIVE, files_for_preview
from gongkai.site.publish.published import HandedOut
from gongkai.site.publish.sitemap import write_robots, write_sitemap
from gongkai.site.publish.slim import slim
from gongkai.site.search import rewrite_header_index, write_search
from gongkai.site.settings import Settings, read_settings
from gongkai.site.shell import of_record
from gongkai.site.sql import add_slim, write_engine
from gongkai.site.store import open_store
from gongkai.site.write import write_records

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from gongkai.site.pages.made import MadePage

log = logging.getLogger("mkdocs.hooks.gongkai")

CACHE = ".gongkai-cache"
"""Folder for what can be made again, beside a data package."""


@dataclass(slots=True)
class Build:
    """The build under way."""

    languages: tuple[str, ...] = language.LANGUAGES
    settings: Settings = field(default_factory=Settings)
    made: dict[str, MadePage] = field(default_factory=dict)
    """By their path in docs/."""
    voices: dict[str, twins.Voice] = field(default_factory=dict)
    tabs: dict[str, Navigation] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    """Address of a page below the site's -> its heading."""
    files: Files | None = None
    workshop: charts.Workshop | None = None
    """Makes the files beside the charts, while the pages are rendered."""

    def speak(self, config: MkDocsConfig, tongue: str) -> None:
        """From now on texts and theme are in this language."""
        language.speak(tongue)
        self.voices[tongue].take(config)

    def names(self) -> dict[str, str]:
        """Language -> name of the site."""
        return {tongue: str(voice.settings["site_name"]) for tongue, voice in self.voices.items()}


_build = Build()


def _datapackage(config: MkDocsConfig) -> Path:
    """The data package of the site; that of one province where `extra.region_scope` names it, made beside the whole one."""
    whole = Path(config.config_file_path).parent / str(config.extra["datapackage"])
    if not (province := _build.settings.scope):
        return whole
    return scoped_package(whole, province, whole.absolute().parent / CACHE / f"{whole.name}-{province}")


def _created(datapackage: Path) -> date | None:
    """Date of the data, never the clock's."""
    created = str(read_descriptor(datapackage).get("created", ""))[:10]
    return date.fromisoformat(created) if created else None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Derive what the data package lacks, and tell the theme whether the reports are invented."""
    global _build  # noqa: PLW0603 - MkDocs calls functions, and `mkdocs serve` calls them again for the next build
    try:
        settings = read_settings(config.extra, site_url=config.site_url or "", site_name=config.site_name)
        _build = Build(twins.languages(config), settings)
        _build.voices = twins.voices(config, _build.languages)
        ensure_derived(_datapackage(config))
        # The theme then makes room in the header for our own switch; a list would be taken for fixed addresses.
        config.extra["alternate"] = len(_build.languages) > 1
        for warning in settings.warnings:
            # Not by the log, whose warnings end a strict build: the colours are the owner's to choose.
            sys.stderr.write(f"{warning}\n")
        config.extra["specimen"] = bool(read_descriptor(_datapackage(config)).get("gongkai:specimen"))
    except GongkaiError as error:
        raise PluginError(str(error)) from error
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the aggregate pages and the shells; leave out pages in languages that are not wanted."""
    datapackage = _datapackage(config)
    for file in files.documentation_pages():
        if language.language_of(file.src_uri) not in _build.languages:
            files.remove(file)
    if config.extra.get(LIVE):
        _build.files = files_for_preview(files, config)
        return files
    handed = _hand_out(datapackage, Path(config.site_dir), engine=bool(config.extra.get("sql", True)))
    for made in made_pages(datapackage, datapackage / SQLITE, config.site_url or "", _build.languages, handed):
        _build.made[made.source] = made
        files.append(File.generated(config, made.source, content=made.markdown()))
    for path, text in {assets.STYLE_SHEET: assets.style_sheet(_build.settings.style()), **assets.scripts()}.items():
        files.append(File.generated(config, path, content=text))
    for source, markdown in shells(_build.languages):
        files.append(File.generated(config, source, content=markdown))
    _build.files = files
    _build.workshop = charts.Workshop(Path(config.site_dir))
    _build.workshop.take(edition(datapackage, config.site_url or ""), _build.names())
    return files


def _hand_out(datapackage: Path, site: Path, *, engine: bool) -> HandedOut:
    """Downloads go to the site first: the pages tell their sizes and fingerprints."""
    publication = add_slim(
        copy_downloads(datapackage, site, originals=_build.settings.originals), datapackage / SQLITE, site / "data"
    )
    return HandedOut(publication, engine=engine and write_engine(site))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001 - MkDocs gives it by name
    """Tabs in each language; MkDocs knows only the first one's."""
    _build.tabs = {tongue: twins.navigation(nav, files, tongue) for tongue in _build.languages[1:]}
    return nav


def on_env(env: Environment, **_: Any) -> Environment:
    """The theme's templates translate as ours do."""
    env.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= {"up": language.up, "spoken": language.spoken, "settings": _build.settings}
    env.loader = icons.drawn(env.loader)
    return env


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """No page has a side menu: the tabs above are the whole navigation."""
    page.meta.setdefault("hide", ["navigation"])
    return markdown


def on_page_content(html: str, page: Page, **_: Any) -> str:
    """Put the finished parts into the aggregate pages."""
    _build.titles[page.url] = page.toc.items[0].title if page.toc.items else page.title or ""
    # The header's search knows titles alone; the plugin would parse every page for nothing, a third of the build.
    page.meta["search"] = {"exclude": True}
    made = _build.made.get(page.file.src_uri)
    filled = made.fill(html) if made else headed(html)
    return filled if language.language_of(page.file.src_uri) == language.LANGUAGES[0] else language.marked(filled)


def on_template_context(context: TemplateContext, config: MkDocsConfig, **_: Any) -> TemplateContext:
    """Pages without a source, such as that for addresses that lead nowhere, are in the first language."""
    _build.speak(config, _build.languages[0])
    return {**context, "twins": twins.lost(_build.languages)}  # type: ignore[typeddict-unknown-key]


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Render a page in its language; the addresses of a shell are those of the page it becomes."""
    tongue = language.language_of(page.file.src_uri)
    _build.speak(config, tongue)
    context["nav"] = _build.tabs.get(tongue, nav)
    if page.canonical_url:
        page.canonical_url = of_record(page.canonical_url)
    if not page.toc.items:
        page.toc.items.append(AnchorLink(page.title or "", "top", 1))  # the theme's skip link leads to the first entry
    context["twins"] = twins.twins(page, _build.files, _build.languages, config.site_url or "") if _build.files else ()
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Record pages, downloads, search, the list of all pages."""
    _build.speak(config, _build.languages[0])
    if config.extra.get(LIVE):
        return
    datapackage, site = _datapackage(config), Path(config.site_dir)
    try:
        write_records(
            datapackage / SQLITE,
            site,
            url=config.site_url or "",
            desk=problem.desk(config.extra),
            languages=_build.languages,
            originals=_build.settings.originals,
        )
        with open_store(datapackage / SQLITE) as store:
            write_api(store, site, read_descriptor(datapackage), originals=_build.settings.originals)
            compare.write_list(store, site)
            sector_series.write(store, site)
            region_rows.write(store, site)
        write_search(datapackage / SQLITE, site)
        rewrite_header_index(datapackage / SQLITE, site, _build.titles)
        of = edition(datapackage, config.site_url or "")
        names = _build.names()
        if _build.workshop:
            _build.workshop.take(of, names)  # those of the record pages
        write_feeds(datapackage / SQLITE, site, of, name=config.site_name)
        said = {tongue: (names[tongue], str(_build.voices[tongue].settings["site_description"])) for tongue in names}
        write_cards(site, said, _build.settings, config.site_url or "")
        write_sitemap(site, config.site_url or "", lastmod=_created(datapackage))
        write_robots(site, config.site_url or "")
        rendered = [site / file.dest_uri for file in _build.files or () if file.is_documentation_page()]
        slim(site, [path for path in (*rendered, site / "404.html") if path.is_file()])
        if _build.workshop:
            _build.workshop.close()
        for line in measure(site).lines():
            log.info(line)
    except GongkaiError as error:
        raise PluginError(str(error)) from error


def on_build_error(error: Exception) -> None:  # noqa: ARG001 - MkDocs gives it by name
    """Leave no process behind."""
    if _build.workshop:
        _build.workshop.stop()

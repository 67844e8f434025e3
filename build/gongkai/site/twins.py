"""The same page in the other languages: its addresses, the tabs above it, and what the theme says around it.

MkDocs knows one language. It renders pages one after another, so each page gets the settings of its own language just
before it is rendered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from gongkai.errors import SiteError
from gongkai.site.language import LANGUAGES, _, folder, language_of, speaking, tab
from gongkai.site.shell import of_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files

NAMES = {"zh": "中文", "en": "English"}
"""What a language is called in itself."""

OWN_WORDS = ("site_name", "site_description", "copyright")
"""Settings of mkdocs.yml in Chinese; in another language they stand below its name in `extra`."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What the theme is told before a page of one language is rendered."""

    language: str
    settings: Mapping[str, Any]
    """Of mkdocs.yml itself."""
    theme: Mapping[str, Any]
    """Of its `theme`."""

    def take(self, config: MkDocsConfig) -> None:
        """Let the theme speak this language."""
        for name, value in self.settings.items():
            config[name] = value
        for name, value in self.theme.items():
            config.theme[name] = value


@dataclass(frozen=True, slots=True)
class Twin:
    """The page in one language."""

    language: str
    name: str
    address: str
    """Below the root of the site."""
    absolute: str
    """With the host; empty where the site's address is not known."""
    here: bool
    """This is the page under way."""


def languages(config: MkDocsConfig) -> tuple[str, ...]:
    """Languages of the site, as `extra.languages` says, in a list or in words; all there are where it says nothing.

    Raises:
        SiteError: if one is unknown or Chinese is not the first.
    """
    said = config.extra.get("languages") or LANGUAGES
    wanted = tuple(re.findall(r"\w+", said)) if isinstance(said, str) else tuple(said)
    if wanted[:1] != LANGUAGES[:1] or not set(wanted) <= set(LANGUAGES):
        raise SiteError(
            f"mkdocs.yml: extra.languages {list(wanted)}: {LANGUAGES[0]} first, then any of {LANGUAGES[1:]}"
        )
    return wanted


def voices(config: MkDocsConfig, wanted: Sequence[str]) -> dict[str, Voice]:
    """Language -> what the theme is told; to be asked before any voice is taken."""
    found = {}
    for language in wanted:
        with speaking(language):
            own = (config.extra.get(language) or {}) if folder(language) else {}
            found[language] = Voice(
                language,
                {name: own.get(name) or config[name] for name in OWN_WORDS},
                {"language": language, "palette": [_turned(scheme) for scheme in config.theme["palette"]]},
            )
    return found


def _turned(scheme: Mapping[str, Any]) -> dict[str, Any]:
    toggle = scheme["toggle"]
    return {**scheme, "toggle": {**toggle, "name": _(toggle["name"])}}


def navigation(nav: Navigation, files: Files, language: str) -> Navigation:
    """The tabs in another language; where a page has no twin the tab leads to the Chinese one."""
    with speaking(language):
        items = [_item(item, files, language) for item in nav.items]
    sections = [item for item in items if isinstance(item, Section)]
    below = [child for section in sections for child in section.children]
    pages = [page for page in (*items, *below) if isinstance(page, Page)]
    for section in sections:
        for child in section.children:
            child.parent = section
    found = Navigation(items, pages)
    found.homepage = next((page for page in pages if page.url == folder(language)), nav.homepage)
    return found


def _item(item: StructureItem, files: Files, language: str) -> StructureItem:
    if isinstance(item, Section):
        return Section(tab(item.title), [_item(child, files, language) for child in item.children])
    title = tab(item.title) if item.title else ""
    if isinstance(item, Page):
        file = files.get_file_from_path(folder(language) + item.file.src_uri)
        if file and isinstance(file.page, Page):
            file.page.title = title
            return file.page
    return Link(title, getattr(item, "url", ""))


def lost(wanted: Sequence[str]) -> tuple[Twin, ...]:
    """For the page that stands at no address of its own: the home pages; its script finds the address that was asked for."""
    return tuple(
        Twin(language, NAMES[language], folder(language), "", here=not folder(language)) for language in wanted
    )


def twins(page: Page, files: Files, wanted: Sequence[str], site_url: str) -> tuple[Twin, ...]:
    """The page in each language that has it, itself included; nothing where it stands alone."""
    here = language_of(page.file.src_uri)
    source = page.file.src_uri.removeprefix(folder(here))
    address = of_record(page.url.removeprefix(folder(here)))
    found = [
        Twin(
            language,
            NAMES[language],
            folder(language) + address,
            urljoin(site_url, folder(language) + address) if site_url else "",
            here=language == here,
        )
        for language in wanted
        if files.get_file_from_path(folder(language) + source)
    ]
    return tuple(found) if len(found) > 1 else ()

"""Jinja2, set up once: autoescape on, an unknown name is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from gongkai.site import language
from gongkai.site.cells import number

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from gongkai.site.records import Report

ACTIVE = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".svg", ".xml")
"""Endings of files that a browser would run scripts of: they are served as plain text."""


_PLAIN = re.compile(r'\{\{ _\("([^"{}]*)"\) \}\}')
"""A message without values, as it stands in a template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a shell is filled with. Plain text except where the type says mark-up."""

    path: str
    """Folder of the page below the site's root, such as `reports/x-2023`."""
    title: str
    description: str
    toc: tuple[tuple[str, str], ...]
    """(anchor, heading) in the order of the page."""
    content: Markup
    described: Markup | None = None
    """For programs, in the `<head>`."""


def size(count: int) -> str:
    """Bytes for people.

    >>> size(312_400), size(900), size(4_200_000)
    ('312 KB', '900 B', '4.2 MB')
    """
    if count < 1000:
        return f"{count} B"
    if count < 1_000_000:
        return f"{count / 1000:.0f} KB"
    return f"{count / 1_000_000:.1f} MB"


def parted(code: str) -> Markup:
    """A name of a table or column that may go on in the next line behind an underscore, and nowhere else.

    >>> parted("figures_blank")
    Markup('figures_<wbr>blank')
    """
    return escape(code).replace("_", Markup("_<wbr>"))


def kind(media_type: str) -> str:
    """Short name of a file kind."""
    return language.labels("media_types")[media_type]


def served_as(original: str) -> str:
    """Path of an original below `data/`. A web page gets `.txt`, so that no script in it runs from our host."""
    return f"{original}.txt" if original.lower().endswith(ACTIVE) else original


def original_url(report: Report) -> str:
    """Address of the original, relative to the site's root."""
    return "data/" + quote(served_as(report.original))


class Translated(PackageLoader):
    """Templates in one language: messages that hold nothing but themselves are put in when a template is read, not on every page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """As the loader's, the plain messages translated."""
        source, path, fresh = super().get_source(environment, template)
        return _PLAIN.sub(lambda found: message(found[1]), source).replace("{{ up() }}", language.up()), path, fresh


class Fixed(Environment):
    """Globals are set once: templates share them, where Jinja would look through two layers of them for every page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return self.globals if d is None else super().make_globals(d)


@cache
def environment(_language: str) -> Environment:
    """The environment all templates share in the language that is spoken."""
    env = Fixed(
        loader=Translated("gongkai.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    # Added by the extension; it also reads {% trans %}. Translations are ours and may hold mark-up, what is put into them is escaped.
    env.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= {"_": message, "gettext": message}  # of the same kind as those installed, at a tenth of their cost
    env.globals |= {"up": language.up, "spoken": language.spoken, "labels": language.labels}
    env.filters |= {"number": number, "size": size, "kind": kind, "zh": language.zh, "parted": parted}
    return env


def message(text: str, **values: object) -> Markup:
    """A message in a template: mark-up in the language of the page, what is put into it escaped.

    >>> message("%(count)s 格", count="<5")
    Markup('&lt;5 格')
    """
    if not values:
        return _fixed(language.spoken(), text)
    return Markup(_in(language.spoken(), text) % {name: escape(value) for name, value in values.items()})  # noqa: S704 - as below


@cache
def _in(_language: str, text: str) -> str:
    return language.gettext(text)


@cache
def _fixed(_language: str, text: str) -> Markup:
    return Markup(language.gettext(text) % {})  # noqa: S704 - our own words


def render(template: str, **values: Any) -> Markup:
    """Fill a template."""
    return Markup(environment(language.spoken()).get_template(template).render(**values))  # noqa: S704 - autoescaped

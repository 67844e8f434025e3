"""What the owner of a site chooses in the `extra` section of mkdocs.yml: read once, refused in words where it makes no sense."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gongkai import codes
from gongkai.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Mapping

READABLE = 4.5
"""Contrast that text needs (WCAG 2.2, 1.4.3)."""

COLOURS = {"primary": "celadon", "accent": "vermilion"}
"""Colour that can be chosen -> its name in the style sheets."""

PAPERS = ("paper", "surface", "tint")
"""Grounds in the style sheets on which both stand as text."""

KNOWN = (
    "banner",
    "colours",
    "contact",
    "datapackage",
    "en",
    "languages",
    "originals",
    "region_scope",
    "repository",
    "sql",
)
"""Keys of `extra` that mean something; a key of another name is most likely a slip."""

OURS = ("alternate", "live", "specimen")
"""Keys that the build itself puts there for the theme."""

KNOWN_EN = ("banner", "copyright", "site_description", "site_name")
"""Keys below `extra.en`: what the settings of the same name read in English."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_PROVINCE = re.compile(r"\d{2}(0000)?")
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices, checked."""

    banner: Mapping[str, str] = field(default_factory=dict)
    """Language -> what stands above every page; nothing where empty."""
    scope: str = ""
    """Code of the province whose bodies alone are shown, six digits; all where empty."""
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Scheme (light, dark) -> name in the style sheets -> colour as `#rrggbb`."""
    warnings: tuple[str, ...] = ()
    """What is allowed but hard to read."""
    originals: bool = True
    """Whether the site holds copies of the originals."""

    def place(self, language: str) -> str:
        """Name of the province whose bodies alone are shown."""
        return codes.labels("regions", language).get(self.scope, self.scope)

    def style(self) -> str:
        """Rules that come after all style sheets; empty where nothing was chosen."""
        return "".join(
            f"{opening}{{{';'.join(_variables(chosen))}}}{closing}"
            for scheme, opening, closing in (
                ("light", "[data-md-color-scheme]", ""),
                ("dark", '@media screen{[data-md-color-scheme="slate"]', "}"),
            )
            if (chosen := self.colours.get(scheme))
        )


def read_settings(extra: Mapping[str, object], *, site_url: str = "", site_name: str = "") -> Settings:
    """Check what mkdocs.yml says.

    Args:
        extra: the section `extra`.
        site_url: where the site will stand, from the top of the file; may be empty.
        site_name: the site's name, from the top of the file.

    Raises:
        SiteError: if a value makes no sense; one line that names the key, the value and what would do.
    """
    if not site_name.strip():
        raise SiteError("mkdocs.yml: site_name is empty; write the name of the site")
    if site_url and (urlsplit(site_url).scheme not in {"http", "https"} or not urlsplit(site_url).netloc):
        raise SiteError(
            f"mkdocs.yml: site_url is {site_url!r}; write a whole address such as https://example.org/reports/"
        )
    for name in extra:
        if name not in (*KNOWN, *OURS):
            raise SiteError(f"mkdocs.yml: extra.{name} is not known; known are {', '.join(KNOWN)}")
    if not isinstance(repository := extra.get("repository") or "", str) or not repository.startswith(
        ("http://", "https://")
    ):
        raise SiteError(
            f"mkdocs.yml: extra.repository is {repository!r}; write the address of the source code, https://…"
        )
    if not isinstance(contact := extra.get("contact") or "", str) or (contact and "@" not in contact):
        raise SiteError(f"mkdocs.yml: extra.contact is {contact!r}; write a mail address, or nothing")
    if not isinstance(sql := extra.get("sql", True), bool):
        raise SiteError(f"mkdocs.yml: extra.sql is {sql!r}; write true or false")
    if not isinstance(originals := extra.get("originals", True), bool):
        raise SiteError(f"mkdocs.yml: extra.originals is {originals!r}; write true or false")
    colours, warnings = _colours(extra.get("colours") or {})
    return Settings(_banner(extra), _scope(extra.get("region_scope") or ""), colours, warnings, originals)


def _banner(extra: Mapping[str, object]) -> dict[str, str]:
    """The banner in each language; the Chinese one stands on English pages too while nobody has translated it."""
    english = extra.get("en") or {}
    if not isinstance(english, dict):
        raise SiteError(f"mkdocs.yml: extra.en is {english!r}; write {', '.join(KNOWN_EN)} below it")
    for name, value in english.items():
        if name not in KNOWN_EN:
            raise SiteError(f"mkdocs.yml: extra.en.{name} is not known; known are {', '.join(KNOWN_EN)}")
        if not isinstance(value, str):
            raise SiteError(f"mkdocs.yml: extra.en.{name} is {value!r}; write a text in quotes")
    chinese = extra.get("banner") or ""
    if not isinstance(chinese, str):
        raise SiteError(f"mkdocs.yml: extra.banner is {chinese!r}; write a text in quotes, or nothing")
    texts = {"zh": chinese.strip(), "en": str(english.get("banner") or chinese).strip()}
    return {language: text for language, text in texts.items() if text}


def _scope(scope: object) -> str:
    code = str(scope)
    if not code:
        return ""
    provinces = codes.labels("regions")
    if not _PROVINCE.fullmatch(code) or code[:2] + "0000" not in provinces:
        raise SiteError(
            f'mkdocs.yml: extra.region_scope is {scope!r}; write the first two digits of a province\'s code in quotes, such as "37" for 山东省'
        )
    return code[:2] + "0000"


def _colours(chosen: object) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    names = [f"{name}{suffix}" for name in COLOURS for suffix in ("", "_dark")]
    if not isinstance(chosen, dict):
        raise SiteError(f"mkdocs.yml: extra.colours is {chosen!r}; write {', '.join(names)} below it")
    for name, value in chosen.items():
        if name not in names:
            raise SiteError(f"mkdocs.yml: extra.colours.{name} is not known; known are {', '.join(names)}")
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise SiteError(
                f'mkdocs.yml: extra.colours.{name} is {value!r}; write six hexadecimal digits in quotes, such as "#17605a"'
            )
    found: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    warnings: list[str] = []
    for name, variable in COLOURS.items():
        if light := chosen.get(name):
            found["light"][variable] = light
            found["dark"][variable] = _lightened(light)
        if dark := chosen.get(f"{name}_dark"):
            found["dark"][variable] = dark
        for scheme, suffix in (("light", ""), ("dark", "_dark")):
            if variable in found[scheme] and (worst := _worst(found[scheme][variable], scheme)) < READABLE:
                warnings.append(
                    f"mkdocs.yml: extra.colours.{name}{suffix} {found[scheme][variable]} is hard to read: its contrast with the "
                    f"{scheme} page is {worst:.1f}, text needs {READABLE}"
                )
    return {scheme: colours for scheme, colours in found.items() if colours}, tuple(warnings)


def _variables(colours: Mapping[str, str]) -> list[str]:
    tints = [f"--gk-{name}-tint:color-mix(in srgb,{colour} 13%,var(--gk-surface))" for name, colour in colours.items()]
    return [*(f"--gk-{name}:{colour}" for name, colour in colours.items()), *tints]


def _worst(colour: str, scheme: str) -> float:
    return min(contrast(rgb(colour), rgb(palette(scheme)[paper])) for paper in PAPERS)


def _lightened(colour: str) -> str:
    """The colour for dark pages: as it is, mixed with as little white as makes it readable."""
    for share in range(0, 100, 5):
        mixed = "#" + "".join(f"{round(part + (255 - part) * share / 100):02x}" for part in rgb(colour))
        if _worst(mixed, "dark") >= READABLE + 1:
            return mixed
    return "#ffffff"


@cache
def palette(scheme: str) -> dict[str, str]:
    """Name -> `#rrggbb` of the colours that the style sheet gives a scheme, light or dark."""
    text = files(__package__).joinpath("styles", "base.css").read_text(encoding="utf-8")
    opening = "[data-md-color-scheme] {" if scheme == "light" else '[data-md-color-scheme="slate"] {'
    block = text.partition(opening)[2].partition("}")[0]
    return dict(re.findall(r"--gk-([a-z-]+): (#[0-9a-f]{6});", block))


def rgb(colour: str) -> Colour:
    """Red, green and blue of `#rrggbb`, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: Colour, other: Colour) -> float:
    """Of WCAG 2.2, from 1 (the same) to 21.

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

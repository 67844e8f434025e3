"""What style sheets inside a page, and style attributes, say on elements: as much of it as decides what is shown where.

Sheets kept elsewhere are not fetched. States that only a visitor brings about (`:hover`) never hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

Declarations = dict[str, str]
Styles = dict["etree._Element", Declarations]  # noqa: SLF001 - lxml has no public name for its elements
"""Element -> property -> value, lower case; `before` and `after` hold the content of its pseudo-elements."""

_PROPERTIES = (
    "background",
    "background-color",
    "clip",
    "clip-path",
    "color",
    "content",
    "direction",
    "display",
    "float",
    "font-size",
    "grid-column",
    "grid-row",
    "grid-template-columns",
    "height",
    "left",
    "max-height",
    "mso-hide",
    "opacity",
    "order",
    "overflow",
    "position",
    "right",
    "text-decoration",
    "text-decoration-line",
    "text-indent",
    "top",
    "unicode-bidi",
    "vertical-align",
    "visibility",
    "white-space",
    "width",
)
_RELEVANT = re.compile(rf"(?:^|[;{{\s])({'|'.join(_PROPERTIES)})\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;])*)", re.IGNORECASE)
_TELLING = re.compile(
    r"display\s*:|visibility\s*:|font-size\s*:\s*(?:0|1p|\.)|opacity\s*:\s*0|content\s*:\s*[^;\s]*[\w(]|mso-hide|text-indent\s*:\s*-"
    r"|line-through|vertical-align\s*:\s*su|unicode-bidi|transparent|left\s*:\s*-|top\s*:\s*-|float\s*:\s*right|clip|white-space\s*:\s*pre",
    re.IGNORECASE,
)
_REMARK = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_MEDIA = re.compile(r"@(media|supports|layer)([^{};]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", re.IGNORECASE)
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_NOT_ON_SCREEN = re.compile(r"print|max-width|max-height|prefers|orientation|speech|\bnot\b|forced", re.IGNORECASE)
_NAMES = re.compile(r"[.#]([\w\-\u0080-\uffff]+)")
_STATE = re.compile(r":{1,2}(?!before|after|not|first-child|last-child|nth-|only-child|is|where|root|empty)[a-z-]+")
_PSEUDO = re.compile(r"::?(before|after)$", re.IGNORECASE)
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
_MAX_SHEET = 400_000
_MAX_SELECTORS = 400
"""Selectors that name classes of the page; beyond, a sheet is not written by people."""

_MAX_WORK = 2_000_000
"""Selectors times elements; a report's page stays far below."""

_Rank = tuple[bool, tuple[int, int, int], int]


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: str
    pseudo: str
    declarations: Mapping[str, tuple[bool, str]]


def on_screen(media: str | None) -> bool:
    """Whether a style sheet for these media holds on a screen."""
    return not _NOT_ON_SCREEN.search(media or "")


def styles(root: etree._Element, sheets: Sequence[str] = ()) -> Styles:
    """What is declared on the elements of a page.

    Args:
        root: the page.
        sheets: the page's style sheets in their order.
    """
    found: Styles = {}
    ranked: dict[tuple[etree._Element, str], _Rank] = {}
    for order, rule in enumerate(_applicable(root, sheets)):
        for element, weight in _matched(rule.selector, root):
            for name, (important, value) in rule.declarations.items():
                key = rule.pseudo if rule.pseudo and name == "content" else name
                if rule.pseudo and name != "content":
                    continue
                rank = (important, weight, order)
                if ranked.get((element, key), rank) <= rank:
                    ranked[element, key] = rank
                    found.setdefault(element, {})[key] = value
    for element in root.xpath("//*[@style]"):
        for name, (important, value) in _declarations(element.get("style", "")).items():
            ruling = ranked.get((element, name))
            if important or ruling is None or not ruling[0]:
                found.setdefault(element, {})[name] = value
    return found


def _applicable(root: etree._Element, sheets: Sequence[str]) -> Iterator[_Rule]:
    """The rules that can concern this page, in order."""
    telling = [sheet for sheet in sheets if len(sheet) <= _MAX_SHEET and _TELLING.search(sheet)]
    if not telling:
        return
    most = min(_MAX_SELECTORS, _MAX_WORK // (sum(1 for _ in root.iter()) + 1))
    names = {name for value in root.xpath("//@class | //@id") for name in str(value).split()}
    seen = 0
    for sheet in telling:
        text = _MEDIA.sub(_unwrapped, _REMARK.sub(" ", sheet))
        for match in _RULE.finditer(text):
            declarations = _declarations(match[2])
            if not declarations:
                continue
            for selector in match[1].split(","):
                pseudo = _PSEUDO.search(selector.strip())
                plain = _PSEUDO.sub("", selector.strip()) or "*"
                if plain.startswith("@") or _STATE.search(plain) or not names.issuperset(_NAMES.findall(plain)):
                    continue
                seen += 1
                if seen > most:
                    return
                yield _Rule(plain, pseudo[1].lower() if pseudo else "", declarations)


def _unwrapped(match: re.Match[str]) -> str:
    """The rules inside a conditional block, where its condition holds on a screen."""
    return "" if match[1].lower() == "media" and _NOT_ON_SCREEN.search(match[2]) else match[3]


def _matched(selector: str, root: etree._Element) -> Iterator[tuple[etree._Element, tuple[int, int, int]]]:
    compiled = _compiled(selector)
    if compiled is None:
        return
    weight = (
        selector.count("#"),
        len(re.findall(r"[.\[]|:(?!:)", selector)),
        len(re.findall(r"(?:^|[\s>+~])\w", selector)),
    )
    try:
        for element in compiled(root):
            yield element, weight
    except XPathError:
        return


@lru_cache(maxsize=2_000)
def _compiled(selector: str) -> CSSSelector | None:
    try:
        return CSSSelector(selector, translator="html")
    except (SelectorError, XPathError, ValueError):
        return None


@lru_cache(maxsize=5_000)
def _declarations(style: str) -> Mapping[str, tuple[bool, str]]:
    """Property -> (important, value) of the properties that matter here."""
    return {
        match[1].lower(): (
            _IMPORTANT.search(match[2]) is not None,
            _IMPORTANT.sub("", match[2]).strip() if match[1].lower() == "content" else _plain(match[2]),
        )
        for match in _RELEVANT.finditer(style)
    }


def _plain(value: str) -> str:
    return _IMPORTANT.sub("", value).strip().lower()

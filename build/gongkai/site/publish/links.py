"""Checks every link of the finished site: nothing broken, nothing loaded from another host.

Works on the final HTML and CSS, so it sees what any generator, theme or writer has left there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import chain
from multiprocessing import get_context
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

CHUNKS = 16
"""Parts into which the pages are cut; each is handed to a process together with the names of all files."""

POOL_FROM = 2000
"""Pages; below this starting processes costs more than it saves."""

_PLACES = etree.XPath(
    "//@href | //@src | //@srcset | //@imagesrcset | //@action | //@formaction | //@poster | //@background | //@style"
    " | //object/@data | //@*[name()='xlink:href'] | //meta[@http-equiv or @property='og:image']/@content | //style/text()",
    smart_strings=True,
)
"""Everything that can hold an address."""

_LOADING_RELATIONS = frozenset(
    [
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "manifest",
        "preload",
        "prefetch",
        "modulepreload",
        "preconnect",
        "dns-prefetch",
        "prerender",
    ]
)
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+["']([^"']+)["']""")
_READ = (".html", ".css", ".svg", ".atom")
_XML_URL = re.compile(r"""<loc>([^<]+)</loc>|<link\b[^>]*?\bhref="([^"]+)\"""")
"""Addresses in the list of pages and in feeds."""
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INLINE_SCHEMES = frozenset(("data", "blob", "about"))
_OTHER_SCHEMES = frozenset(("mailto", "tel"))


@dataclass(frozen=True, slots=True)
class _Link:
    """One link as it stands on a page."""

    url: str
    loaded: bool
    """The browser fetches it unasked."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What is left of a page after the first pass."""

    problems: tuple[str, ...]
    anchors: tuple[tuple[str, str], ...]
    """(file, anchor) on other pages, still to be looked for."""


def check_links(site: Path) -> list[str]:
    """One line a problem, in the order of the pages; an empty list says that all is well.

    Reported are links to files and anchors that are not there, and everything a page would load from
    another host or send there: scripts, images, style sheets, `url()`, `srcset`, form targets. Ordinary links
    to other hosts are fine. The site's own address is read from the canonical link of its first page.
    """
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    checker = partial(_check_chunk, site, files, _address(site))
    pages = sorted(name for name in files if name.endswith(_READ) or name.startswith("sitemap"))
    found = dict(zip(pages, chain.from_iterable(_mapped(checker, pages)), strict=True))
    wanted: dict[str, set[str]] = defaultdict(set)
    for page in found.values():
        for file, anchor in page.anchors:
            wanted[file].add(anchor)
    missing = {(file, anchor) for file, anchors in wanted.items() for anchor in anchors - _ids(_parsed(site / file))}
    return [
        f"{name}: {problem}"
        for name, page in found.items()
        for problem in (
            *page.problems,
            *(f"no anchor {anchor} in {file}" for file, anchor in page.anchors if (file, anchor) in missing),
        )
    ]


def _mapped(checker: Callable[[Sequence[str]], list[_Page]], pages: list[str]) -> Iterator[list[_Page]]:
    size = -(-len(pages) // CHUNKS) or 1
    chunks = [pages[i : i + size] for i in range(0, len(pages), size)]
    if len(pages) < POOL_FROM:
        yield from map(checker, chunks)
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(checker, chunks)


def _address(site: Path) -> str:
    """Where the site will stand, with a slash at its end; empty if its pages do not say."""
    first = site / "index.html"
    if not first.is_file():
        return ""
    canonical = _parsed(first).xpath("//link[@rel='canonical']/@href")
    return urljoin(str(canonical[0]), ".") if isinstance(canonical, list) and canonical else ""


def _check_chunk(site: Path, files: frozenset[str], address: str, names: Sequence[str]) -> list[_Page]:
    return [_check(site, files, address, name) for name in names]


def _check(site: Path, files: frozenset[str], address: str, name: str) -> _Page:
    """Judge one page or style sheet. A link that stands there many times is judged once."""
    if name.endswith(".html"):
        root = _parsed(site / name)
        links, own = _links(root), _ids(root)
    else:
        text = (site / name).read_text(encoding="utf-8", errors="replace")
        is_list = name.endswith(".atom") or name.startswith("sitemap")
        links, own = _listed(text) if is_list else _css(text if name.endswith(".css") else ""), frozenset()
    problems: list[str] = []
    anchors: list[tuple[str, str]] = []
    for link in dict.fromkeys(links):
        target = _target(link, name, address)
        if isinstance(target, str):
            problems.append(target)
        elif target is not None:
            file, anchor = _file(target[0], files), target[1]
            if file is None:
                problems.append(f"broken link {link.url}")
            elif anchor and file == name and anchor not in own:
                problems.append(f"no anchor {anchor} on this page")
            elif anchor and file != name and file.endswith(".html"):
                anchors.append((file, anchor))
    return _Page(tuple(problems), tuple(anchors))


def _target(link: _Link, name: str, address: str) -> str | tuple[str, str] | None:
    """(path in the site, anchor), a problem in words, or None for what needs no check."""
    url = link.url.strip()
    parts = urlsplit(url)
    if parts.scheme in _INLINE_SCHEMES or (parts.scheme in _OTHER_SCHEMES and not link.loaded):
        return None
    if parts.scheme not in ("", "http", "https"):
        return f"unusual link {url}"
    home = urlsplit(address)
    if parts.netloc and (parts.netloc != home.netloc or not parts.path.startswith(home.path)):
        return f"loads from another host: {url}" if link.loaded else None
    path = unquote(parts.path)
    if parts.netloc or path.startswith("/"):
        base = home.path or "/"
        if not path.startswith(base):
            return f"leaves the site: {url}"
        path = path[len(base) :] or "./"
    else:
        path = f"{dirname(name)}/{path}".removeprefix("/") if path else name
    slash = "/" if path.endswith(("/", "/.", "/..")) else ""
    normal = normpath(path)
    if normal.startswith(".."):
        return f"leaves the site: {url}"
    # Browsers take #top, and an empty anchor, as the page's beginning.
    anchor = unquote(parts.fragment)
    return normal + slash, "" if anchor == "top" or anchor.startswith(":~:") else anchor


def _file(path: str, files: frozenset[str]) -> str | None:
    """The file a server gives for a path; a folder without a slash at its end would cost a redirect."""
    if path in (".", "./"):
        path = "/"
    if path.endswith("/"):
        path = f"{path}index.html".removeprefix("/")
    return path if path in files else None


def _parsed(file: Path) -> html.HtmlElement:
    data = file.read_bytes()
    return html.document_fromstring(data or b"<html></html>", parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def _ids(root: html.HtmlElement) -> frozenset[str]:
    return frozenset(str(id_) for id_ in _strings(root.xpath("//@id | //a/@name")))


def _strings(found: object) -> Iterable[Any]:
    """An XPath's list of strings; lxml's types know that it may be a number, which it is not here."""
    return found if isinstance(found, list) else ()


def _links(root: html.HtmlElement) -> Iterator[_Link]:
    for found in _strings(_PLACES(root)):
        parent = found.getparent()
        if parent is None or not isinstance(parent.tag, str):
            continue
        name, tag, text = str(found.attrname or ""), parent.tag, str(found)
        if name in {"", "style"}:
            yield from _css(text)
        elif name in {"srcset", "imagesrcset"}:
            yield from (_Link(part.split()[0], loaded=True) for part in text.split(", ") if part.strip())
        elif name == "content":
            if str(parent.get("http-equiv")).lower() == "refresh":
                yield _Link(text.partition("=")[2].strip(" '\""), loaded=True)
            elif parent.get("property") == "og:image":
                yield _Link(text, loaded=False)
        elif tag in {"a", "area"}:
            yield _Link(text, loaded=False)
        elif tag == "link":
            yield _Link(text, loaded=not _LOADING_RELATIONS.isdisjoint(str(parent.get("rel")).lower().split()))
        else:
            yield _Link(text, loaded=True)


def _listed(text: str) -> Iterator[_Link]:
    """Addresses of a list of pages or of a feed; crawlers and readers' programs follow them."""
    for match in _XML_URL.finditer(text):
        yield _Link(unescape(match[1] or match[2]), loaded=False)


def _css(text: str) -> Iterator[_Link]:
    for match in _CSS_URL.finditer(_CSS_COMMENT.sub("", text)):
        url = next(part for part in match.groups() if part is not None)
        if not url.startswith("#"):
            yield _Link(url, loaded=True)

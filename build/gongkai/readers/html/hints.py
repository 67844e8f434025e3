"""What a page says of itself outside the article: title, publication date, address."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from gongkai.readers.html.flow import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_TITLE_WORDS = re.compile(r"报告|年报|公开|報告|公開")
_SITE_NAME = re.compile(r"\s*(?:[_|｜]|--?|—+|–|>>?|::)\s*")
_TITLE_METAS = ("articletitle", "og:title", "title")
_DATE_METAS = (
    "pubdate",
    "publishdate",
    "publicationdate",
    "article:published_time",
    "firstpublishedtime",
    "createdate",
)
_URL_METAS = ("og:url", "url")
_DATE = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_LABELLED_DATE = re.compile(rf"(?:发布|发文|公开|生成|成文|信息)?(?:时间|日期)\s*[:：]\s*[\[【(（]?\s*{_DATE.pattern}")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


def title(root: etree._Element) -> str | None:
    """Return the article's title from mark-up, without the name of the site."""
    for text in _titles(root):
        if _TITLE_WORDS.search(text):
            return text
    return None


def published_on(root: etree._Element, text: str) -> date | None:
    """Return the publication date from the metadata, else from a labelled date in the page's text."""
    metas = [match for value in _metas(root, _DATE_METAS) if (match := _DATE.search(value))]
    labelled = sorted(_LABELLED_DATE.finditer(text), key=lambda match: "发布" not in match[0])
    return next((found for match in (*metas, *labelled) if (found := _as_date(match))), None)


def source_url(root: etree._Element, source: str) -> str | None:
    """Return the address that the page gives as its own."""
    saved = _SAVED_FROM.search(source[:2_000])
    links = [link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    addresses = [*links, *_metas(root, _URL_METAS), saved[1] if saved else ""]
    return next((address for address in addresses if re.match(r"https?://[^\s<>\"']+$", address)), None)


def _titles(root: etree._Element) -> Iterator[str]:
    yield from _metas(root, _TITLE_METAS[:1])
    for heading in root.iter("h1"):
        yield clean("".join(heading.itertext()))
    for element in (*_metas(root, _TITLE_METAS[1:]), *("".join(node.itertext()) for node in root.iter("title"))):
        parts = [clean(part) for part in _SITE_NAME.split(element)]
        yield next((part for part in parts if _TITLE_WORDS.search(part)), "")


def _metas(root: etree._Element, names: tuple[str, ...]) -> list[str]:
    """Return the contents of the meta elements with these names, in the order of `names`."""
    found = {
        (meta.get("name") or meta.get("property") or "").strip().lower(): clean(meta.get("content") or "")
        for meta in reversed(list(root.iter("meta")))
    }
    return [found[name] for name in names if found.get(name)]


def _as_date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None

"""What crawlers read first: the list of all pages, and robots.txt. MkDocs' own list knows only the pages that MkDocs rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

PAGES_PER_FILE = 50_000
"""The protocol's limit (sitemaps.org)."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(
    site: Path, site_url: str, *, lastmod: date | None = None, per_file: int = PAGES_PER_FILE
) -> tuple[Path, ...]:
    """List every page of the finished site; beyond `per_file` pages in parts, with an index over them.

    Without a site address no list is possible, and the one that MkDocs wrote is removed.

    Args:
        site: the finished site.
        site_url: where it will stand.
        lastmod: date of the data, said of every page.
        per_file: pages in one file.

    Returns:
        The files written, the index first.

    Raises:
        OSError: if a file cannot be written.
    """
    for old in site.glob("sitemap*.xml*"):
        old.unlink()
    if not site_url:
        return ()
    home = site_url.rstrip("/") + "/"
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    urls = [home + ("" if page == "." else quote(page) + "/") for page in pages]
    parts = [urls[i : i + per_file] for i in range(0, len(urls), per_file)]
    first = site / "sitemap.xml"
    if len(parts) <= 1:
        return (_write(first, "urlset", "url", urls, lastmod),)
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    return (
        _write(first, "sitemapindex", "sitemap", [home + name for name in names], lastmod),
        *(_write(site / name, "urlset", "url", part, lastmod) for name, part in zip(names, parts, strict=True)),
    )


def write_robots(site: Path, site_url: str) -> Path:
    """Tell search engines where the list of pages is, and to leave the search index alone: it is made of what the pages say.

    A host reads it at its own root only; below a path it helps nobody, and harms nobody.
    """
    home = site_url.rstrip("/") + "/"
    path = urlsplit(home).path
    listed = f"\nSitemap: {home}sitemap.xml\n" if site_url else ""
    file = site / "robots.txt"
    file.write_text(f"User-agent: *\nDisallow: {quote(path)}search/index/\n{listed}", encoding="utf-8", newline="\n")
    return file


def _write(file: Path, root: str, entry: str, urls: Sequence[str], lastmod: date | None) -> Path:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n')
        out.writelines(_entries(entry, urls, lastmod))
        out.write(f"</{root}>\n")
    return file


def _entries(entry: str, urls: Iterable[str], lastmod: date | None) -> Iterable[str]:
    changed = f"<lastmod>{lastmod.isoformat()}</lastmod>" if lastmod else ""
    return (f"<{entry}><loc>{escape(url)}</loc>{changed}</{entry}>\n" for url in urls)

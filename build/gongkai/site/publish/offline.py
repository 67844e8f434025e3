"""The site as one zip file to be opened from disk: the same pages, with links that need no server.

A server answers `agencies/x/` with the page in that folder; a browser that reads from disk shows the folder instead. So
links to folders get `index.html` in the copy. What asks a server for data (the search in the texts) says on its page that it needs one.
"""

from __future__ import annotations

import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

_LINK = re.compile(r"""(\s(?:href|action|formaction)=)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip file can name: the same site gives the same bytes."""
_PACKED = frozenset({".gz", ".zip", ".xlsx", ".docx", ".parquet", ".png", ".jpg", ".jpeg", ".woff2", ".pdf", ".wasm"})
"""Kinds of files that packing makes no smaller."""


def to_file(url: str) -> str:
    """The link as it works from disk: a folder becomes the page in it; all others stay.

    >>> to_file("../../agencies/x/#years"), to_file("../.."), to_file("./?q=1"), to_file("#a"), to_file("https://a.example/b/")
    ('../../agencies/x/index.html#years', '../../index.html', './index.html?q=1', '#a', 'https://a.example/b/')
    """
    parts = urlsplit(unescape(url))
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return url
    end = min((at for mark in "?#" if (at := url.find(mark)) >= 0), default=len(url))
    path, rest = url[:end], url[end:]
    if path.endswith("/"):
        return f"{path}index.html{rest}"
    return f"{path}/index.html{rest}" if path.rpartition("/")[2] in {".", ".."} else url


def page_for_disk(html: str) -> str:
    """A page with its links turned by `to_file`."""
    return _LINK.sub(_turned, html)


def _turned(match: re.Match[str]) -> str:
    value = match[2]
    quote = value[0] if value[0] in "\"'" else ""
    return f"{match[1]}{quote}{to_file(value.strip(quote) if quote else value)}{quote}"


def write_offline(site: Path, target: Path) -> int:
    """Pack a finished site; the pages stand in a folder named as the file.

    Args:
        site: folder of the site.
        target: the zip file; it is replaced.

    Returns:
        Number of files in it.
    """
    files = sorted(path for path in site.rglob("*") if path.is_file())
    beside = target.with_name(f".{target.name}.tmp")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in files:
                info = zipfile.ZipInfo(f"{target.stem}/{path.relative_to(site).as_posix()}", _STAMP)
                info.external_attr = 0o644 << 16
                info.compress_type = zipfile.ZIP_STORED if path.suffix in _PACKED else zipfile.ZIP_DEFLATED
                data = path.read_bytes()
                packed.writestr(info, page_for_disk(data.decode()) if path.suffix == ".html" else data)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return len(files)

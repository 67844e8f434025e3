"""Pages inside a page, and the files saved beside it; only what is at hand is used, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from gongkai.errors import UnreadableFileError
from gongkai.readers.decode import decode
from gongkai.readers.html.css import on_screen
from gongkai.readers.html.parse import parse
from gongkai.readers.html.words import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Files = Callable[[str], bytes | None]
"""Address as written in the page -> the file saved beside it; None where there is none."""

_FOLDER = re.compile(r"(?:_files|\.files|_file)$", re.IGNORECASE)
"""Names of the folders in which browsers and office programs save what belongs to a page."""
_MARKUP = re.compile(r"</(?:td|p|div|tr)\s*>", re.IGNORECASE)
_MAX_FILE = 16 * 1024 * 1024
_FRAMES = 20
"""More frames hold advertisements, not a report."""
_DEPTH = 3


def no_files(_address: str) -> bytes | None:
    """Stands for a page that came alone."""
    return None


def put_in_frames(root: etree._Element, files: Files, depth: int = _DEPTH) -> None:
    """Put the pages of frames in their places: those written into the page (`srcdoc`), and saved ones with a report.

    Mark-up that a page shows as source (`<xmp>`) says as certainly what stands in which cell.
    """
    for shown in [*root.iter("xmp", "plaintext")][:_FRAMES]:
        if _MARKUP.search(shown.text or ""):
            shown.tag, source = "iframe", shown.text or ""
            shown.text = None
            shown.set("srcdoc", source)
    for frame in [*root.iter("iframe", "frame")][:_FRAMES]:
        page = _framed(frame, files)
        if page is None:
            continue
        if depth:
            put_in_frames(page, files, depth - 1)
        body = page.find("body")
        if body is None:
            continue
        for sheet in page.iter("style"):
            body.insert(0, sheet)
        body.tag, body.tail = "div", frame.tail
        if frame.tag == "frame":
            _body(root).append(body)
        elif (parent := frame.getparent()) is not None:
            parent.replace(frame, body)


def sheets(root: etree._Element, files: Files) -> list[str]:
    """The style sheets that the page holds, and those saved beside it, which go before its own."""
    beside = _saved_sheets(root, files) if files is not no_files else ()
    return [*beside, *(style.text or "" for style in root.iter("style") if on_screen(style.get("media")))]


def _saved_sheets(root: etree._Element, files: Files) -> Iterator[str]:
    for link in root.iter("link"):
        data = files(link.get("href") or "") if "stylesheet" in (link.get("rel") or "").lower() else None
        if data and on_screen(link.get("media")):
            yield data.decode("utf-8", "replace")


def _framed(frame: etree._Element, files: Files) -> etree._Element | None:
    source = frame.get("srcdoc")
    if source is None:
        decoded = decode(files(frame.get("src") or "") or b"")
        if decoded is None or not kinds(decoded.text):
            return None
        source = decoded.text
    try:
        return parse(source)
    except UnreadableFileError:
        return None


def _body(root: etree._Element) -> etree._Element:
    """The body of a page; one made of frames gets one."""
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    return body


def saved_beside(address: str) -> str | None:
    """The path, relative to a page, of a file that a browser or an office program saved in the page's own folder.

    >>> saved_beside("./报告_files/saved_resource.html"), saved_beside("https://example.org/a.html"), saved_beside("../x")
    ('报告_files/saved_resource.html', None, None)
    """
    path = unquote(address.partition("?")[0].partition("#")[0]).replace("\\", "/").removeprefix("./")
    parts = path.split("/")
    if len(parts) < 2 or ".." in parts or not _FOLDER.search(parts[0]):
        return None
    return path


def files_beside(page: Path) -> Files:
    """The files in the folder that was saved with a page."""

    def find(address: str) -> bytes | None:
        relative = saved_beside(address)
        if relative is None:
            return None
        file = page.parent / relative
        try:
            inside = file.resolve().is_relative_to(page.parent.resolve())
            return file.read_bytes() if inside and file.is_file() and file.stat().st_size <= _MAX_FILE else None
        except OSError:
            return None

    return find

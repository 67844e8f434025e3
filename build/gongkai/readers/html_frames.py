"""Pages inside a page, and the files saved beside it; only what is at hand is used, nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from gongkai.errors import UnreadableFileError
from gongkai.readers.decode import decode
from gongkai.readers.html_parse import parse
from gongkai.readers.html_words import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

Files = Callable[[str], bytes | None]
"""Address as written in the page -> the file saved beside it; None where there is none."""

_FRAMES = 20
"""More frames hold advertisements, not a report."""
_DEPTH = 3


def no_files(_address: str) -> bytes | None:
    """Stands for a page that came alone."""
    return None


def put_in_frames(root: etree._Element, files: Files, depth: int = _DEPTH) -> None:
    """Put the pages of frames in their places: those written into the page (`srcdoc`), and saved ones with a report."""
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
    """The style sheets that were saved beside the page."""
    return [*_sheets(root, files)] if files is not no_files else []


def _sheets(root: etree._Element, files: Files) -> Iterator[str]:
    for link in root.iter("link"):
        data = files(link.get("href") or "") if "stylesheet" in (link.get("rel") or "").lower() else None
        if data and "print" not in (link.get("media") or ""):
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

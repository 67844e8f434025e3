"""Web pages: the article's paragraphs and data tables, without the page around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from gongkai.errors import UnreadableFileError
from gongkai.model import Block, Paragraph, Where
from gongkai.readers.decode import Decoded, decode
from gongkai.readers.grid import table
from gongkai.readers.html_article import article, is_chrome
from gongkai.readers.html_flow import Line, flow, is_hidden
from gongkai.readers.html_hints import published_on, source_url, title
from gongkai.readers.html_table import is_data, placed_cells
from gongkai.readers.original import Content, Reader, characters_lost

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = rb"!doctype\s+html|html|head|body|title|meta|p|div|table|tbody|tr|h[1-6]|center|span|font|section|article|style|script"
_BEGINS = re.compile(
    rb"[\s\x00]*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:" + _TAG + rb")[\s/>]", re.IGNORECASE | re.DOTALL
)
_TABLES = (re.compile(rb"<table[\s>]", re.IGNORECASE), re.compile(rb"</t[dh]>", re.IGNORECASE))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096
MAX_TAGS = 400_000
"""A long report as a page has some 5,000."""


def accepts(data: bytes) -> bool:
    """Whether the bytes begin with mark-up, or are text (Markdown) that holds HTML tables."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")
    return _BEGINS.match(head) is not None or _is_markdown(data)


def read(data: bytes) -> Content:
    """Read the page.

    Raises:
        UnreadableFileError: `damaged` when nothing can be parsed, `too_large` for monstrous pages.
    """
    decoded = _decode(data)
    root = _parse(decoded.text)
    body = root.find("body")
    if body is None:
        body = root
    markdown = _is_markdown(data)
    tables = frozenset(element for element in body.iter("table") if is_data(element))
    items = list(flow(body, is_table=tables.__contains__, keep_lines=markdown))
    main, marks = article(body, items)

    def left_out(element: etree._Element) -> bool:
        return is_hidden(element) or (element not in tables and is_chrome(element, marks))

    text = "\n".join(item.text for item in items if isinstance(item, Line))
    lost = decoded.lost
    return Content(
        blocks=tuple(_blocks(flow(main, is_table=tables.__contains__, is_left_out=left_out, keep_lines=markdown))),
        title=title(root),
        published_on=published_on(root, text),
        source_url=source_url(root, decoded.text),
        findings=(characters_lost(lost, f"网页按 {decoded.encoding} 解码时有 {lost} 个字符无法识别"),) if lost else (),
    )


def _is_markdown(data: bytes) -> bool:
    """Whether this is text with HTML tables in it, where line ends still part the paragraphs."""
    return _BEGINS.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is None and all(
        pattern.search(data) for pattern in _TABLES
    )


def _decode(data: bytes) -> Decoded:
    declared = _CHARSET.search(data[:_HEAD])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
    if decoded is None:
        raise UnreadableFileError("damaged", "网页内容无法解码；请重新下载，或在浏览器中打开后另存为 PDF")
    return decoded


def _parse(text: str) -> etree._Element:
    """Parse as a browser would, however broken; nothing is fetched."""
    if text.count("<") > MAX_TAGS:
        raise UnreadableFileError("too_large", f"网页标签超过 {MAX_TAGS} 个；请只保存年度报告的正文")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError("damaged", "网页没有可解析的内容；请重新下载") from error
    if root is None:
        raise UnreadableFileError("damaged", "网页没有可解析的内容；请重新下载")
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableFileError("damaged", "网页标签嵌套过深，后文无法读取；请在浏览器中打开后另存为 PDF")
    return root


def _blocks(items: Iterator[Line | etree._Element]) -> Iterator[Block]:
    lines = tables = 0
    for item in items:
        if isinstance(item, Line):
            lines += 1
            yield Paragraph(text=item.text, where=Where(line=lines), heading=item.heading)
        else:
            tables += 1
            yield table(placed_cells(item), tables)


READER = Reader(
    media_type="text/html", label_zh="网页", suffixes=(".html", ".htm", ".shtml"), accepts=accepts, read=read
)

"""The XML inside workbooks and OFD files, parsed with bounds: no entities, no network, no endless nesting."""

from __future__ import annotations

from lxml import etree

from gongkai.errors import UnreadableFileError

MAX_TAGS = 2_000_000
"""Tags of one part; a sheet or page of a report has some 5,000."""


def parse(data: bytes, label: str) -> etree._Element:
    """Parse a part.

    Args:
        data: the part.
        label: what people call the kind of file.

    Raises:
        UnreadableFileError: `damaged`, or `too_large` for more elements than any report has.
    """
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableFileError("too_large", f"{label}的元素超过 {MAX_TAGS} 个；请只保留年度报告的正文")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError("damaged", f"{label}的内容已损坏或不完整；请重新下载，或打开后另存再试") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFileError("damaged", f"{label}内含文档类型声明，不是正常软件生成的文件；请打开后另存")
    return root


def name(element: etree._Element) -> str:
    """Return an element's name without its namespace, which differs between variants of a format.

    >>> name(etree.fromstring("<a:sheet xmlns:a='x'/>"))
    'sheet'
    """
    return str(element.tag).rpartition("}")[2]


def whole(text: str | None, default: int = 0) -> int:
    """Return a whole number from an attribute; the default where it holds none.

    >>> whole("12"), whole("x", 1), whole(None), whole("-1")
    (12, 1, 0, 0)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default

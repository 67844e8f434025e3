"""Page source to a tree, as a browser would build it, however broken; nothing is fetched."""

from __future__ import annotations

import re

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from gongkai.errors import UnreadableFileError

MAX_TAGS = 400_000
"""A long report as a page has some 5,000."""

MAX_DEPTH = 5_000
"""Elements inside one another; parsers take quadratic time below, browsers stop at 512."""
_LOOKED_THROUGH = 20_000
"""Tags up to which no nesting takes long."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_CLOSING_THEMSELVES = frozenset(
    "area base br col embed hr img input link meta source wbr p li dt dd td th tr tbody thead tfoot option".split()  # noqa: SIM905 - a list of names reads best as a sentence
)
_TOO_DEEP = UnreadableFileError("damaged", "网页标签嵌套过深，后文无法读取；请在浏览器中打开后另存为 PDF")
_NOTHING = UnreadableFileError("damaged", "网页没有可解析的内容；请重新下载")


def parse(text: str) -> etree._Element:
    """Parse a page.

    lexbor builds the tree by the rules of the HTML standard, as browsers do: to which row a stray `<td>` belongs and
    where text between two rows is shown follow from these rules. libxml2 only takes over the sound result, since lxml
    is what the other readers work with; left alone, it nests unclosed cells in one another.

    Raises:
        UnreadableFileError: `damaged` when nothing can be parsed, `too_large` for monstrous pages.
    """
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise UnreadableFileError("too_large", f"网页标签超过 {MAX_TAGS} 个；请只保存年度报告的正文")
    if tags > _LOOKED_THROUGH and _depth(text) > MAX_DEPTH:
        raise UnreadableFileError(_TOO_DEEP.type, _TOO_DEEP.note)
    sound = LexborHTMLParser(text.encode("utf-8", "replace")).html
    if not sound:
        raise UnreadableFileError(_NOTHING.type, _NOTHING.note)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(sound.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(_NOTHING.type, _NOTHING.note) from error
    if root is None:
        raise UnreadableFileError(_NOTHING.type, _NOTHING.note)
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableFileError(_TOO_DEEP.type, _TOO_DEEP.note)
    return root


def _depth(text: str) -> int:
    """How deep elements are nested at most, roughly: those that close by themselves are not counted."""
    depth = deepest = 0
    for match in _TAG.finditer(text):
        if match[2].lower() not in _CLOSING_THEMSELVES:
            depth = max(depth - 1, 0) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest

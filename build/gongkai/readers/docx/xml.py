"""Names and small helpers for WordprocessingML."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from gongkai.errors import UnreadableFileError
from gongkai.readers.zipped import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's only name for the type

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of the strict variant of the same format."""

W = f"{{{WORD}}}"
_VALUE = f"{W}val"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

WRAPPERS = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")
)
"""Elements that only stand around others; a tracked insertion counts as accepted."""

MAX_TAGS = 2_000_000
"""Tags of one part; a long report with all its formatting has some 20,000."""

_OFF = frozenset({"0", "false", "off", "none"})


def parse(data: bytes) -> etree._Element:
    """Parse a part; no entity is expanded, nothing is fetched.

    Raises:
        UnreadableFileError: `damaged`, or `too_large` for more elements than any report has.
    """
    if data.count(b"<") > MAX_TAGS:
        raise UnreadableFileError("too_large", f"DOCX 的元素超过 {MAX_TAGS} 个；请只保留年度报告的正文")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.replace(_STRICT, WORD.encode()), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(DAMAGED.type, DAMAGED.note) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFileError("damaged", "DOCX 内含文档类型声明，不是 Word 或 WPS 生成的文件；请打开后另存")
    return root


def value(element: etree._Element | None, path: str) -> str | None:
    """Return the `w:val` of a descendant, such as `value(p, "pPr/pStyle")`; None where either is missing.

    An element without `w:val` gives the empty string.
    """
    found = element
    for tag in _tags(path):
        if found is None:
            return None
        found = next(found.iterchildren(tag), None)  # a third of the time that `find` takes
    return None if found is None else found.get(_VALUE, "")


@cache
def _tags(path: str) -> tuple[str, ...]:
    return tuple(f"{W}{name}" for name in path.split("/"))


def number(element: etree._Element | None, path: str) -> int | None:
    """Return such a value as a whole number; None where it is none."""
    text = value(element, path)
    return int(text) if text and text.isascii() and text.lstrip("-").isdigit() and len(text) < 10 else None


def is_on(element: etree._Element | None, path: str) -> bool:
    """Whether a switch such as `rPr/vanish` is set."""
    text = value(element, path)
    return text is not None and text.lower() not in _OFF


def unwrapped(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element, and in place of wrappers theirs; deleted text is left out."""
    for child in element:
        if child.tag in WRAPPERS:
            if not _is_contents_table(child):
                yield from unwrapped(child)
        elif child.tag == f"{MC}AlternateContent":
            yield from unwrapped(alternative(child))
        else:
            yield child


def alternative(element: etree._Element) -> etree._Element:
    """Return the one branch of alternative content that is read: Word's own, else the fallback."""
    for branch in (f"{MC}Choice", f"{MC}Fallback"):
        found = element.find(branch)
        if found is not None:
            return found
    return element


def _is_contents_table(element: etree._Element) -> bool:
    """Whether a content control is a generated table of contents, which repeats all headings."""
    return value(element, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"

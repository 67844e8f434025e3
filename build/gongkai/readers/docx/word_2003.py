"""Word 2003 XML told in the words of today's format, which it became: other names for merges and tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from gongkai.readers.docx.xml import WORD, W, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_ANNOTATIONS = "{http://schemas.microsoft.com/aml/2001/core}"
_RENAMED = ((b"<w:vmerge", b"<w:vMerge"), (b"<w:hmerge", b"<w:hMerge"))
_CHANGES = {"Word.Insertion": f"{W}ins", "Word.Deletion": f"{W}del"}


def modern(data: bytes) -> etree._Element:
    """Return the root with today's names.

    Raises:
        UnreadableFileError: `damaged` or `too_large`.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = _without_declaration(data.decode("utf-16", "replace"))
    data = data.replace(_WORD_2003, WORD.encode())
    for old, new in _RENAMED:
        data = data.replace(old, new)
    root = parse(data)
    for element in list(root.iter(f"{_HINTS}sect", f"{_HINTS}sub-section", f"{_HINTS}pBdrGroup")):
        element.tag = f"{W}customXml"
    for element in list(root.iter(f"{_ANNOTATIONS}annotation")):
        _accept(element)
    for element in list(root.iter(f"{W}listPr")):
        _print_number(element)
    return root


def _without_declaration(text: str) -> bytes:
    """Return UTF-8, without the line that declares UTF-16."""
    return (text.partition("?>")[2] if text.startswith("<?xml") else text).encode("utf-8", "replace")


def _accept(annotation: etree._Element) -> None:
    """Make a tracked change what it is called today; comments and bookmarks hold nothing that is printed."""
    annotation.tag = _CHANGES.get(annotation.get(f"{W}type", ""), f"{W}comment")
    inner = list(_contents(annotation))
    for child in list(annotation):
        annotation.remove(child)
    annotation.extend(inner)


def _contents(annotation: etree._Element) -> Iterator[etree._Element]:
    for content in annotation.iterchildren(f"{_ANNOTATIONS}content"):
        yield from content


def _print_number(listed: etree._Element) -> None:
    """Put the number that Word has worked out before the paragraph's text."""
    said = listed.find(f"{_HINTS}t")
    properties = listed.getparent()
    paragraph = properties.getparent() if properties is not None else None
    if said is None or properties is None or paragraph is None or paragraph.tag != f"{W}p":
        return
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = said.get(f"{_HINTS}val", "")
    paragraph.insert(paragraph.index(properties) + 1, run)

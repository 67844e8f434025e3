"""Pictures and embedded objects in a Word paragraph: they are named where they stand, for their contents are not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.readers.docx.xml import MC, W, alternative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

PICTURE = "[图片]"
PICTURE_BEGINS = "[图片"
_OBJECTS = (
    ("Excel", "[图片（嵌入的 Excel 表格）]"),
    ("Word", "[图片（嵌入的 Word 文档）]"),
    ("", "[图片（嵌入的对象）]"),
)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_BLIP, _GRAPHIC = f"{_DRAWING}blip", f"{_DRAWING}graphicData"
_CHARTS = re.compile(r"/(?:chart|chartex|diagram)$")
_LARGE = 5 * 360_000
"""EMU (5 cm). A floating picture smaller than this is a seal, a signature or an ornament."""


def pictures(drawing: etree._Element) -> Iterator[str]:
    """Yield what pictures a drawing shows, in words; lines, frames and small floating ornaments are none."""
    if drawing.tag == f"{W}object":
        program = next((each.get("ProgID", "") for each in drawing.iter(f"{_OFFICE}OLEObject")), "")
        yield next(words for name, words in _OBJECTS if name in program)
        return
    for element in _branch(drawing):
        if element.tag == f"{_PLACED}anchor" and _width(element) < _LARGE:
            return
        chart = element.tag == _GRAPHIC and _CHARTS.search(element.get("uri", ""))
        if chart or element.tag in {_BLIP, f"{_VML}imagedata"}:
            yield PICTURE


def word_art(drawing: etree._Element) -> Iterator[str]:
    """Yield the texts set as WordArt in the old way, such as a title in a curve."""
    for element in drawing.iter(f"{_VML}textpath"):
        text = (element.get("string") or "").strip()
        if text:
            yield text


def _branch(element: etree._Element) -> Iterator[etree._Element]:
    """Yield an element and all below it, of alternatives only one branch."""
    yield element
    for child in alternative(element) if element.tag == f"{MC}AlternateContent" else element:
        if isinstance(child.tag, str):
            yield from _branch(child)


def _width(anchor: etree._Element) -> int:
    extent = anchor.find(f"{_PLACED}extent")
    said = extent.get("cx", "") if extent is not None else ""
    return int(said) if said.isdigit() and len(said) < 12 else 0

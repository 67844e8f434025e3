"""OpenDocument workbooks (ODS), read from the XML inside; each cell holds what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.bounded_xml import name, parse, whole
from gongkai.readers.original import Content, Reader
from gongkai.readers.sheets import shared as sheets
from gongkai.readers.sheets.cells import Grid, at_most, formula_text
from gongkai.readers.sheets.formats import SIGNIFICANT, plain
from gongkai.readers.sheets.layout import Shown
from gongkai.readers.sheets.shared import NO_RESULT, ROUNDED, Sheet
from gongkai.readers.zipped import is_zip, part_names, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

LABEL = "OpenDocument 工作簿（.ods）"
_MAIN, _MIME, _MANIFEST, _SETTINGS = "content.xml", "mimetype", "META-INF/manifest.xml", "settings.xml"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_HIDDEN = frozenset({"collapse", "filter"})
_GROUPS = frozenset({"table-header-rows", "table-row-group", "table-rows", "table-header-columns", "table-column-group", "table-columns"})  # fmt: skip
_NUMBERS = frozenset({"float", "currency", "percentage"})
_SHOWN_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?P<exponent>E[+-]\d{1,3})?")
MAX_REPEATED = 10_000
"""Times that a filled row or cell is repeated; empty ones are passed over at once."""


def accepts(data: bytes) -> bool:
    """Whether this is an archive that says it is an OpenDocument workbook."""
    if not is_zip(data) or not {_MAIN, _MIME} <= part_names(data):
        return False
    try:
        return parts(data, (_MIME,))[_MIME].strip().startswith(_KIND)
    except UnreadableFileError:
        return False


def read(data: bytes) -> Content:
    """Read what the visible sheets show.

    Raises:
        UnreadableFileError: `damaged`, `encrypted` or `too_large`.
    """
    found = parts(data, (_MAIN, _MANIFEST, _SETTINGS))
    if b"encryption-data" in found.get(_MANIFEST, b""):
        raise UnreadableFileError("encrypted", f"{LABEL}带有打开密码；请解除密码后另存为 XLSX")
    root = parse(found[_MAIN], LABEL)
    zeros = re.search(rb'ShowZeroValues"[^>]*>\s*false', found.get(_SETTINGS, b"")) is None
    hidden = {
        _attribute(style, "name")
        for style in root.iter("{*}style")
        if any(_attribute(part, "display") == "false" for part in style.iterfind("{*}table-properties"))
    }
    tables = [
        table
        for table in root.iterfind("{*}body/{*}spreadsheet/{*}table")
        if _attribute(table, "style-name") not in hidden
    ]
    at_most(len(tables))
    return sheets.content([_Sheet(zeros).shown(table) for table in tables])


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is read."""

    zeros: bool
    grid: Grid = field(default_factory=Grid)
    boxes: list[Shown] = field(default_factory=list)

    def shown(self, table: etree._Element) -> Sheet:
        """Return what is shown."""
        row = column = 1
        for element in _unwrapped(table):
            kind = name(element)
            if kind == "table-column":
                count = whole(_attribute(element, "number-columns-repeated"), 1)
                if _attribute(element, "visibility") in _HIDDEN:
                    self.grid.hide_columns(column, column + count - 1)
                column += count
            elif kind == "table-row":
                row += self._row(element, row)
            elif kind == "shapes":
                self._boxes(element, 1, 1)
        return self.grid.sheet(_attribute(table, "name"), tuple(self.boxes))

    def _row(self, line: etree._Element, row: int) -> int:
        """Take a row; return how many rows it stands for."""
        count = whole(_attribute(line, "number-rows-repeated"), 1)
        filled = any(len(cell) or _attribute(cell, "formula") for cell in line)
        for repeated in range(min(count, MAX_REPEATED) if filled else 0):
            if _attribute(line, "visibility") in _HIDDEN:
                self.grid.hidden_rows.add(row + repeated)
            self._cells(line, row + repeated)
        return count

    def _cells(self, line: etree._Element, row: int) -> None:
        column = 1
        for cell in line:
            if name(cell) not in ("table-cell", "covered-table-cell"):
                continue
            count = whole(_attribute(cell, "number-columns-repeated"), 1)
            text, doubt = self._text(cell)
            for repeated in range(min(count, MAX_REPEATED) if text else 0):
                self.grid.add(row, column + repeated, text, doubt)
            wide = whole(_attribute(cell, "number-columns-spanned"), 1)
            high = whole(_attribute(cell, "number-rows-spanned"), 1)
            if wide > 1 or high > 1:
                self.grid.merges.append((row, column, row + high - 1, column + wide - 1))
            self._boxes(cell, row, column)
            column += count

    def _text(self, cell: etree._Element) -> tuple[str, str]:
        """Return what a cell shows, and why it cannot be read."""
        paragraphs = [_line(part) for part in cell.iterfind("{*}p")]
        text, stored = "\n".join(paragraphs), _attribute(cell, "value")
        if _attribute(cell, "value-type") not in _NUMBERS:
            formula = _attribute(cell, "formula")
            uncalculated = formula and not paragraphs and not _attribute(cell, "value-type")
            return (formula_text(formula), NO_RESULT) if uncalculated else (text, "")
        number = _number(stored)
        if number is None:
            return text, ""
        if not number and not self.zeros:
            return "", ""
        if not paragraphs:
            return plain(number), ""
        match = _SHOWN_NUMBER.fullmatch(text.strip())
        if match is not None and _number(text.replace(",", "")) != number:
            return f"{text.strip()}/{plain(number)}", ROUNDED
        return (plain(number) if match is not None and match["exponent"] else text), ""

    def _boxes(self, holder: etree._Element, row: int, column: int) -> None:
        """Keep the text of what is drawn over the cells."""
        for drawn in holder:
            if name(drawn) in ("frame", "custom-shape", "rect", "g"):
                text = "\n".join(_line(part) for part in drawn.iter("{*}p"))
                if text.strip():
                    self.boxes.append(Shown(text, (row,), (column,)))


def _unwrapped(table: etree._Element) -> Iterator[etree._Element]:
    """Yield rows and columns, those in groups included."""
    for element in table:
        if name(element) in _GROUPS:
            yield from _unwrapped(element)
        else:
            yield element


def _line(paragraph: etree._Element) -> str:
    """Return the text of a paragraph, without comments and readings above characters."""
    pieces = [paragraph.text or ""]
    for part in paragraph:
        kind = name(part)
        if kind == "s":
            pieces.append(" " * min(whole(_attribute(part, "c"), 1), 100))
        elif kind in ("tab", "line-break"):
            pieces.append("\t" if kind == "tab" else "\n")
        elif kind not in ("annotation", "ruby-text"):
            pieces.append(_line(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _number(text: str) -> Decimal | None:
    try:
        number = SIGNIFICANT.create_decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None


def _attribute(element: etree._Element, local: str) -> str:
    """Return an attribute whatever its namespace; empty where it is missing."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == local), "")


READER = Reader(
    media_type="application/vnd.oasis.opendocument.spreadsheet",
    label_zh=LABEL,
    suffixes=(".ods",),
    accepts=accepts,
    read=read,
)

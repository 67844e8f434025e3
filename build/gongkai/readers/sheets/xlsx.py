"""Excel workbooks (XLSX, XLSM, and what WPS saves as .xlsx or .et), read from the XML inside.

Namespaces are ignored, so that strict and transitional files read alike. A formula gives the result that the file
keeps; without one the cell cannot be read, and is never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.readers.bounded_xml import parse, whole
from gongkai.readers.original import Content, Reader
from gongkai.readers.sheets import shared as sheets
from gongkai.readers.sheets.cells import Grid, at_most, formula_text, reference
from gongkai.readers.sheets.formats import number_text, words_text
from gongkai.readers.sheets.shared import NO_RESULT, ROUNDED, Sheet
from gongkai.readers.sheets.xlsx_parts import Package, decoded, is_on, package, shared_text, text_boxes, workbook_part
from gongkai.readers.zipped import DAMAGED, is_zip

if TYPE_CHECKING:
    from lxml import etree

LABEL = "Excel 工作簿"


def accepts(data: bytes) -> bool:
    """Whether this is an archive with a workbook in it."""
    return is_zip(data) and workbook_part(data) is not None


def read(data: bytes) -> Content:
    """Read what the visible sheets show.

    Raises:
        UnreadableFileError: `damaged`, `encrypted` or `too_large`.
    """
    book = package(data)
    if not book.sheets:
        raise UnreadableFileError(DAMAGED.type, DAMAGED.note)
    at_most(len(book.sheets))
    shown = []
    count = 0
    for name, path in book.sheets:
        part = book.part(path)
        if part is None:
            raise UnreadableFileError("damaged", f"{LABEL}缺少工作表“{name}”的内容；请重新下载，或打开后另存再试")
        sheet = _Sheet(book, parse(part, LABEL)).shown(name, path)
        count += len(sheet.cells)
        sheets.check_cells(count)
        shown.append(sheet)
    return sheets.content(shown, book.title)


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is read."""

    book: Package
    root: etree._Element

    def shown(self, name: str, path: str) -> Sheet:
        """Return what is shown."""
        grid = Grid()
        zeros = not any(view.get("showZeros") in ("0", "false") for view in self.root.iter("{*}sheetView"))
        row = 0
        for line in self.root.iterfind("{*}sheetData/{*}row"):
            row = whole(line.get("r"), row + 1)
            if is_on(line, "hidden") or line.get("ht") in ("0", "0.0"):
                grid.hidden_rows.add(row)
            column = 0
            for cell in line.iterfind("{*}c"):
                place = reference(cell.get("r", ""))
                column = place[1] if place else column + 1
                text, doubt = self._text(cell, zeros=zeros)
                grid.add(row, column, text, doubt)
        for columns in self.root.iterfind("{*}cols/{*}col"):
            if is_on(columns, "hidden") or columns.get("width") in ("0", "0.0"):
                grid.hide_columns(whole(columns.get("min"), 1), whole(columns.get("max"), 1))
        for merged in self.root.iterfind("{*}mergeCells/{*}mergeCell"):
            first, _, last = merged.get("ref", "").partition(":")
            begin, end = reference(first), reference(last)
            if begin and end:
                grid.merges.append((*begin, *end))
        grid.keep_printed(self.book.print_areas.get(name, ()))
        return grid.sheet(name, text_boxes(self.book, path))

    def _text(self, cell: etree._Element, *, zeros: bool) -> tuple[str, str]:
        """Return what a cell shows, and why it cannot be read."""
        kind, stored = cell.get("t", "n"), cell.findtext("{*}v")
        formula = cell.find("{*}f")
        code = self.book.format(cell.get("s"))
        if formula is not None and self._has_no_result(kind, stored):
            return formula_text(formula.text or ""), NO_RESULT
        if kind == "n":
            text, exact = number_text(stored or "", code, zeros=zeros, from_1904=self.book.from_1904)
            return text, "" if exact else ROUNDED
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get((stored or "").strip(), stored or ""), ""
        if kind == "s":
            text = self.book.shared(stored)
        elif kind == "inlineStr":
            inline = cell.find("{*}is")
            text = shared_text(inline) if inline is not None else ""
        else:
            text = decoded(stored or "")
        return words_text(text, code), ""

    def _has_no_result(self, kind: str, stored: str | None) -> bool:
        """Whether a formula was never calculated; programs that cannot calculate leave it out or write 0."""
        if kind in ("str", "s", "b", "e"):
            return False
        return not (stored or "").strip() or (self.book.recalculates and (stored or "").strip() in ("0", "0.0"))


READER = Reader(
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    label_zh=LABEL,
    suffixes=(".xlsx", ".xlsm"),
    accepts=accepts,
    read=read,
)

"""Workbooks of Excel 97 to 2003 and what WPS saves as .et (XLS): BIFF, read by xlrd, or the XML of Excel 2003."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDoc, CompDocError

from gongkai.errors import UnreadableFileError
from gongkai.readers import spreadsheet_xml
from gongkai.readers.original import Content, Reader
from gongkai.readers.sheets import shared as sheets
from gongkai.readers.sheets.cells import Grid, at_most
from gongkai.readers.sheets.formats import BUILT_IN, GENERAL, number_text, words_text
from gongkai.readers.sheets.layout import Shown
from gongkai.readers.sheets.shared import NO_RESULT, ROUNDED, Sheet
from gongkai.readers.sheets.xls_records import Extras, extras

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as Worksheet

LABEL = "旧版 Excel 工作簿"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")
_BARE = (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05")
"""A workbook stream that stands alone, as some programs export it."""
_OTHER_STREAMS = ("WordDocument", "PowerPoint Document", "EncryptedPackage")
"""Documents of other programs may hold a workbook as an object."""
_BROKEN = (
    XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
    MemoryError,
    UnicodeError,
)
"""What xlrd raises on damaged files: it trusts every length and index that it reads."""


def accepts(data: bytes) -> bool:
    """Whether this is an OLE container with a workbook as its content, a bare workbook stream, or its XML."""
    if data.startswith(_BARE) or spreadsheet_xml.accepts(data):
        return True
    if not data.startswith(_OLE) or any(_utf16(name) in data for name in _OTHER_STREAMS):
        return False
    return any(_utf16(name) in data for name in _STREAMS)


def _utf16(name: str) -> bytes:
    """Return a stream's name as the container's directory has it."""
    return name.encode("utf-16-le") + b"\0\0"


def read(data: bytes) -> Content:
    """Read what the visible sheets show.

    Raises:
        UnreadableFileError: `damaged`, `encrypted` or `too_large`.
    """
    if spreadsheet_xml.accepts(data):
        return spreadsheet_xml.read(data)
    log = io.StringIO()
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, ignore_workbook_corruption=True, logfile=log
        )
        beside = extras(_stream(data))
        at_most(book.nsheets)
        shown = [
            _sheet(book, sheet, beside.get(index, Extras()))
            for index, sheet in enumerate(book.sheets())
            if sheet.visibility == 0
        ]
    except _BROKEN as error:
        if "encrypted" in str(error).lower():
            raise UnreadableFileError("encrypted", f"{LABEL}带有打开密码；请解除密码后另存为 XLSX") from error
        raise UnreadableFileError(
            "damaged", f"{LABEL}已损坏或不完整（可能下载中断）；请重新下载，或打开后另存为 XLSX"
        ) from error
    return sheets.content(shown)


def _stream(data: bytes) -> bytes:
    """Return the workbook's stream of records."""
    if not data.startswith(_OLE):
        return data
    container = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
    for name in _STREAMS:
        held, begin, length = container.locate_named_stream(name)
        if held is not None:
            return bytes(held[begin : begin + length])
    return b""


def _sheet(book: Book, sheet: Worksheet, beside: Extras) -> Sheet:
    grid = Grid()
    zeros = bool(getattr(sheet, "show_zero_values", 1))
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if (row, column) in beside.uncalculated and cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                grid.add(row + 1, column + 1, "=…", NO_RESULT)
                continue
            text, doubt = _text(book, cell, zeros=zeros)
            grid.add(row + 1, column + 1, text, doubt)
    grid.hidden_rows.update(
        row + 1
        for row, info in sheet.rowinfo_map.items()
        if info.hidden or (info.height == 0 and info.has_default_height == 0)
    )
    grid.hidden_columns.update(
        column + 1 for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0
    )
    grid.merges += [(r0 + 1, c0 + 1, r1, c1) for r0, r1, c0, c1 in sheet.merged_cells]
    boxes = tuple(Shown(text, (row + 1,), (column + 1,)) for row, column, text in beside.boxes if text.strip())
    return grid.sheet(sheet.name, boxes)


def _text(book: Book, cell: Cell, *, zeros: bool) -> tuple[str, str]:
    """Return what a cell shows, and why it cannot be read."""
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return "", ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(cell.value), "#ERR!"), ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE", ""
    code = _format(book, cell)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return words_text(str(cell.value).replace("\r\n", "\n"), code), ""
    text, exact = number_text(repr(cell.value), code, zeros=zeros, from_1904=book.datemode == 1)
    return text, "" if exact else ROUNDED


def _format(book: Book, cell: Cell) -> str:
    """Return a cell's number format: the file's own, else the built-in one of its number."""
    if cell.xf_index is None or not 0 <= cell.xf_index < len(book.xf_list):
        return GENERAL
    found = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return (found.format_str if found else None) or BUILT_IN.get(book.xf_list[cell.xf_index].format_key, GENERAL)


READER = Reader(
    media_type="application/vnd.ms-excel",
    label_zh=LABEL,
    suffixes=(".xls", ".et"),
    accepts=accepts,
    read=read,
)

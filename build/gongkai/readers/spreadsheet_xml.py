"""Excel 2003 XML (XML 电子表格 2003), saved or exported under the name .xls; `xls` reads it as one of its kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.readers.bounded_xml import parse, whole
from gongkai.readers.sheets import shared as sheets
from gongkai.readers.sheets.cells import Grid, at_most, formula_text
from gongkai.readers.sheets.formats import GENERAL, number_text, words_text
from gongkai.readers.sheets.shared import NO_RESULT, ROUNDED, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from gongkai.readers.original import Content

LABEL = "Excel 2003 XML 表格"
_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_S = f"{{{_SPACE}}}"
_NAMED = {
    "General Number": GENERAL, "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
    "Currency": "¥#,##0.00", "Short Date": "yyyy/m/d", "Long Date": 'yyyy"年"m"月"d"日"', "General Date": "yyyy/m/d h:mm",
}  # fmt: skip
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T.*")


def accepts(data: bytes) -> bool:
    """Whether the bytes begin like such a file."""
    head = data[:2048].replace(b"\0", b"")
    return b"<Workbook" in head and _SPACE.encode() in head


def read(data: bytes) -> Content:
    """Read what the visible sheets show.

    Raises:
        UnreadableFileError: `damaged` or `too_large`.
    """
    root = parse(data, LABEL)
    formats = {
        style.get(f"{_S}ID", ""): code
        for style in root.iterfind(f"{_S}Styles/{_S}Style")
        for part in style.iterfind(f"{_S}NumberFormat")
        if (code := part.get(f"{_S}Format"))
    }
    shown = [
        sheet
        for sheet in root.iterfind(f"{_S}Worksheet")
        if not sheet.findtext("{*}WorksheetOptions/{*}Visible", "").startswith("Sheet")
    ]
    at_most(len(shown))
    return sheets.content([_sheet(sheet, formats) for sheet in shown])


def _sheet(sheet: etree._Element, formats: Mapping[str, str]) -> Sheet:
    grid = Grid()
    zeros = sheet.find("{*}WorksheetOptions/{*}DoNotDisplayZeros") is None
    column = 0
    for part in sheet.iterfind(f"{_S}Table/{_S}Column"):
        column = whole(part.get(f"{_S}Index"), column + 1)
        last = column + whole(part.get(f"{_S}Span"))
        if part.get(f"{_S}Hidden") == "1" or part.get(f"{_S}Width") == "0":
            grid.hide_columns(column, last)
        column = last
    row = 0
    for line in sheet.iterfind(f"{_S}Table/{_S}Row"):
        row = whole(line.get(f"{_S}Index"), row + 1)
        if line.get(f"{_S}Hidden") == "1" or line.get(f"{_S}Height") == "0":
            grid.hidden_rows.add(row)
        _row(grid, row, line, formats, zeros=zeros)
        row += whole(line.get(f"{_S}Span"))
    return grid.sheet(sheet.get(f"{_S}Name", ""))


def _row(grid: Grid, row: int, line: etree._Element, formats: Mapping[str, str], *, zeros: bool) -> None:
    column = 0
    for cell in line.iterfind(f"{_S}Cell"):
        column = whole(cell.get(f"{_S}Index"), column + 1)
        code = formats.get(cell.get(f"{_S}StyleID", ""), GENERAL)
        text, doubt = _text(cell, _NAMED.get(code, code), zeros=zeros)
        grid.add(row, column, text, doubt)
        wide, high = whole(cell.get(f"{_S}MergeAcross")), whole(cell.get(f"{_S}MergeDown"))
        if wide or high:
            grid.merges.append((row, column, row + high, column + wide))
        column += wide


def _text(cell: etree._Element, code: str, *, zeros: bool) -> tuple[str, str]:
    """Return what a cell shows, and why it cannot be read."""
    data = cell.find(f"{_S}Data")
    stored = "".join(str(piece) for piece in data.itertext()) if data is not None else ""
    formula = cell.get(f"{_S}Formula")
    if formula and data is None:
        return formula_text(formula.removeprefix("=")), NO_RESULT
    kind = data.get(f"{_S}Type", "String") if data is not None else "String"
    if kind == "Number":
        text, exact = number_text(stored, code, zeros=zeros)
        return text, "" if exact else ROUNDED
    if kind == "Boolean":
        return {"1": "TRUE", "0": "FALSE"}.get(stored.strip(), stored), ""
    if kind == "DateTime":
        return _DATE.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", stored), ""
    return words_text(stored, code), ""

"""Workbooks: prose and tables below each other on one sheet, or a sheet for each table."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment

from gongkai.specimen.tables import Grid

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from tests.accuracy.draft import Draft

    from gongkai.specimen.tables import GridCell

WIDTH = 10
EPOCH = datetime(2020, 1, 1)  # noqa: DTZ001 -- openpyxl takes naive times
NAMES = {"disclosure": "主动公开", "applications": "依申请公开", "proceedings": "复议诉讼"}


def xlsx(draft: Draft) -> bytes:
    """A workbook; layout decides on how many sheets, and whether figures are numbers or text."""
    report = draft.report
    book = Workbook()
    book.properties.created = book.properties.modified = EPOCH
    sheet = book.active
    assert sheet is not None
    sheet.title = "年度报告"
    as_text, apart = report.layout % 3 == 0, report.layout % 2 == 0
    row = 1
    for line in (*draft.before, *report.title, *report.intro):
        row = _line(sheet, row, line)
    for part in report.parts:
        row = _line(sheet, row, part.heading) if part.heading else row
        for block in part.blocks:
            if not isinstance(block, Grid):
                row = _line(sheet, row, block)
            elif apart:
                own = book.create_sheet(NAMES[block.table])
                _grid(own, _line(own, 1, part.heading), block, as_text=as_text)
            else:
                row = _grid(sheet, row, block, as_text=as_text)
    for line in report.signature:
        row = _line(sheet, row, line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _line(sheet: Worksheet, row: int, text: str) -> int:
    sheet.cell(row, 1, text).alignment = Alignment(wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=WIDTH)
    return row + 1


def _grid(sheet: Worksheet, row: int, grid: Grid, *, as_text: bool) -> int:
    for cell in grid.cells:
        place = sheet.cell(row + cell.row, 1 + cell.column)
        place.value = _value(cell, as_text=as_text)
        if cell.row_span > 1 or cell.column_span > 1:
            sheet.merge_cells(
                start_row=row + cell.row,
                end_row=row + cell.row + cell.row_span - 1,
                start_column=1 + cell.column,
                end_column=cell.column + cell.column_span,
            )
    return row + grid.rows


def _value(cell: GridCell, *, as_text: bool) -> str | int | None:
    plain = cell.kind == "figure" and cell.text.isascii() and cell.text.isdecimal()
    return int(cell.text) if plain and not as_text else cell.text or None

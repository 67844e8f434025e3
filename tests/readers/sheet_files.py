"""Specimen reports as workbooks, in the habits of those who fill them in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from gongkai.specimen.plan import plan
from gongkai.specimen.report import specimens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongkai.specimen.figures import Key, Printed
    from gongkai.specimen.report import Specimen
    from gongkai.specimen.tables import Grid

HABITS = ("sheets", "one", "beside", "sheets_bare")
WIDTH = 10
"""Columns over which prose is merged on a sheet that holds everything."""


@dataclass
class Put:
    """A cell on its way into a sheet; rows and columns count from 1."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    kind: str = "prose"
    key: Key | None = None
    format: str | None = None


@dataclass
class Draft:
    """A sheet on its way into a workbook."""

    name: str
    puts: list[Put] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    borders: bool = True
    zeros: bool = True
    state: str = "visible"

    def insert_row(self, at: int) -> None:
        """Put an empty row in before row `at`, as Excel does: merged cells grow."""
        self.hidden_rows = {row + (row >= at) for row in self.hidden_rows}
        for put in self.puts:
            if put.row >= at:
                put.row += 1
            elif put.row + put.rows > at:
                put.rows += 1

    def insert_column(self, at: int) -> None:
        """Put an empty column in before column `at`."""
        self.hidden_columns = {column + (column >= at) for column in self.hidden_columns}
        for put in self.puts:
            if put.column >= at:
                put.column += 1
            elif put.column + put.columns > at:
                put.columns += 1

    def bottom(self) -> int:
        return max((put.row + put.rows - 1 for put in self.puts), default=0)


@dataclass
class Book:
    """A workbook to be written, and what a reader must find in it."""

    sheets: list[Draft]
    figures: dict[Key, Printed]


def reports(count: int, seed: int) -> Iterator[Specimen]:
    for order in plan(seed, count, ("docx",)):
        yield from specimens(order, seed)


def book(report: Specimen, habit: str) -> Book:
    """The report as sheets of one habit."""
    make = {"sheets": _sheets, "sheets_bare": _bare, "one": _one, "beside": _beside}[habit]
    return Book(make(report), dict(report.figures))


def _prose(report: Specimen) -> list[str]:
    lines = [*report.title, *report.intro]
    for part in report.parts:
        lines += [part.heading, *(block for block in part.blocks if isinstance(block, str))]
    return [*lines, *report.signature]


def _grid(draft: Draft, grid: Grid, row: int, column: int = 1) -> int:
    """Put a table into a sheet; the next free row."""
    for cell in grid.cells:
        draft.puts.append(
            Put(
                row + cell.row,
                column + cell.column,
                cell.text,
                cell.row_span,
                cell.column_span,
                f"{grid.table}:{cell.kind}",
                cell.key,
            )
        )
    return row + grid.rows


def _sheets(report: Specimen) -> list[Draft]:
    """Narrative on the first sheet, each table with its heading on one of its own."""
    first = Draft("总体情况")
    made = [first]
    for text in [*report.title, *report.intro]:
        first.puts.append(Put(first.bottom() + 1, 1, text, 1, WIDTH))
    for number, part in enumerate(report.parts):
        grids = [block for block in part.blocks if not isinstance(block, str)]
        if not grids:
            for text in (part.heading, *(block for block in part.blocks if isinstance(block, str))):
                first.puts.append(Put(first.bottom() + 1, 1, text, 1, WIDTH))
            continue
        sheet = Draft(f"表{number}")
        sheet.puts.append(Put(1, 1, part.heading, 1, sum(1 for _ in grids[0].widths)))
        _grid(sheet, grids[0], 2 + report.layout % 2)
        made.append(sheet)
    for text in report.signature:
        first.puts.append(Put(first.bottom() + 1, 1, text, 1, WIDTH))
    return made


def _bare(report: Specimen) -> list[Draft]:
    """Tables without headings, prose not merged."""
    made = _sheets(report)
    for sheet in made[1:]:
        sheet.puts.pop(0)
    for put in made[0].puts:
        put.columns = 1
    return made


def _one(report: Specimen) -> list[Draft]:
    """Everything on one sheet, below each other."""
    sheet = Draft("年度报告")
    width = 15 if report.layout % 3 else WIDTH
    for text in [*report.title, *report.intro]:
        sheet.puts.append(Put(sheet.bottom() + 1, 1, text, 1, width))
    for part in report.parts:
        sheet.puts.append(Put(sheet.bottom() + 1 + report.layout % 2, 1, part.heading, 1, width))
        for block in part.blocks:
            if isinstance(block, str):
                sheet.puts.append(Put(sheet.bottom() + 1, 1, block, 1, width))
            else:
                _grid(sheet, block, sheet.bottom() + 1)
    for text in report.signature:
        sheet.puts.append(Put(sheet.bottom() + 1, 1, text, 1, width))
    return [sheet]


def _beside(report: Specimen) -> list[Draft]:
    """Tables below each other, the narrative in a column beside them."""
    sheet = Draft("Sheet1")
    for part in report.parts:
        for block in part.blocks:
            if not isinstance(block, str):
                _grid(sheet, block, sheet.bottom() + 2)
    for row, text in enumerate(_prose(report), start=1):
        sheet.puts.append(Put(row, 17, text))
    return [sheet]


def write(made: Book, *, stored: Callable[[Put], Any] | None = None) -> bytes:
    """The workbook as openpyxl writes it."""
    workbook = Workbook()
    del workbook["Sheet"]
    thin = Side(style="thin")
    for draft in made.sheets:
        sheet = workbook.create_sheet(draft.name)
        sheet.sheet_state = draft.state
        sheet.sheet_view.showZeros = draft.zeros
        for put in draft.puts:
            cell = sheet.cell(put.row, put.column)
            value = (stored or _stored)(put)
            cell.value = value
            if put.format:
                cell.number_format = put.format
            cell.alignment = Alignment(wrap_text=True)
            if draft.borders and put.kind != "prose":
                for row in range(put.row, put.row + put.rows):
                    for column in range(put.column, put.column + put.columns):
                        sheet.cell(row, column).border = Border(thin, thin, thin, thin)
            if put.rows > 1 or put.columns > 1:
                sheet.merge_cells(None, put.row, put.column, put.row + put.rows - 1, put.column + put.columns - 1)
        for row in draft.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in draft.hidden_columns:
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _stored(put: Put) -> Any:
    """Numbers as numbers, where people type them so."""
    if put.key is None or not re.fullmatch(r"-?\d+(\.\d+)?", put.text):
        return put.text or None
    return float(put.text) if "." in put.text else int(put.text)


def write_2003(made: Book) -> bytes:
    """The workbook as Excel 2003 XML."""
    formats = sorted({put.format for draft in made.sheets for put in draft.puts if put.format})
    styles = "".join(
        f'<Style ss:ID="s{number}"><NumberFormat ss:Format={quoteattr(code)}/></Style>'
        for number, code in enumerate(formats)
    )
    sheets = []
    for draft in made.sheets:
        rows: dict[int, list[Put]] = {}
        for put in sorted(draft.puts, key=lambda put: (put.row, put.column)):
            rows.setdefault(put.row, []).append(put)
        hidden = "".join(f'<Column ss:Index="{column}" ss:Hidden="1"/>' for column in sorted(draft.hidden_columns))
        lines = "".join(
            f'<Row ss:Index="{row}"{" ss:Hidden=" + chr(34) + "1" + chr(34) if row in draft.hidden_rows else ""}>'
            + "".join(_cell_2003(put, formats) for put in puts)
            + "</Row>"
            for row, puts in sorted(rows.items())
        )
        options = ("" if draft.zeros else "<DoNotDisplayZeros/>") + (
            "" if draft.state == "visible" else "<Visible>SheetHidden</Visible>"
        )
        sheets.append(
            f"<Worksheet ss:Name={quoteattr(draft.name)}><Table>{hidden}{lines}</Table>"
            f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{options}</WorksheetOptions></Worksheet>'
        )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{styles}</Styles>{"".join(sheets)}</Workbook>'
    ).encode()


def _cell_2003(put: Put, formats: Sequence[str]) -> str:
    value = _stored(put)
    style = f' ss:StyleID="s{formats.index(put.format)}"' if put.format else ""
    across = f' ss:MergeAcross="{put.columns - 1}"' if put.columns > 1 else ""
    down = f' ss:MergeDown="{put.rows - 1}"' if put.rows > 1 else ""
    kind = "String" if isinstance(value, str) else "Number"
    data = "" if value is None else f'<Data ss:Type="{kind}">{escape(str(value))}</Data>'
    return f'<Cell ss:Index="{put.column}"{style}{across}{down}>{data}</Cell>'

"""Specimen reports as workbooks, in the habits of those who fill them in, with what may go wrong on the way."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from gongkai.specimen.plan import plan
from gongkai.specimen.report import specimens

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

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


# What goes wrong ------------------------------------------------------------------------------------------------------


def _tables(made: Book) -> list[Draft]:
    return [sheet for sheet in made.sheets if any(put.key for put in sheet.puts)]


def merges_lost(made: Book, _: random.Random) -> None:
    """Merged cells are taken apart; the text stays in the first one."""
    for sheet in _tables(made):
        for put in sheet.puts:
            put.rows = put.columns = 1


def label_merges_lost(made: Book, _: random.Random) -> None:
    for sheet in _tables(made):
        for put in sheet.puts:
            if put.kind.endswith(":label"):
                put.rows = put.columns = 1


def blank_rows(made: Book, chance: random.Random) -> None:
    for sheet in _tables(made):
        for _ in range(4):
            sheet.insert_row(chance.randint(2, sheet.bottom()))


def blank_row_each(made: Book, _: random.Random) -> None:
    """A blank row between all rows, merged cells lost, as in a page that was pasted."""
    for sheet in _tables(made):
        for put in sheet.puts:
            put.row = 2 * put.row - 1
            put.rows = 1 if put.rows == 1 else 2 * put.rows - 1


def extra_column(made: Book, chance: random.Random) -> None:
    for sheet in _tables(made):
        sheet.insert_column(chance.randint(2, 10))


def extra_column_left(made: Book, _: random.Random) -> None:
    for sheet in _tables(made):
        sheet.insert_column(1)


def sliver_columns(made: Book, _: random.Random) -> None:
    """Every column is two merged ones."""
    for sheet in _tables(made):
        sheet.hidden_columns = {side for column in sheet.hidden_columns for side in (2 * column - 1, 2 * column)}
        for put in sheet.puts:
            put.column, put.columns = 2 * put.column - 1, 2 * put.columns


def text_numbers(made: Book, _: random.Random) -> None:
    for sheet in made.sheets:
        for put in sheet.puts:
            if put.key and put.text.isdigit() and int(put.text):
                put.text = f" {put.text}\u00a0"


def formats(made: Book, chance: random.Random) -> None:
    for sheet in made.sheets:
        for put in sheet.puts:
            if put.key and put.text.isdigit() and put.format is None:
                put.format = chance.choice(["0", "#,##0", "0.00", "0_ ", "0_);[Red](0)", "@", '#,##0"件"', "0.00E+00"])
                if put.format == "0.00E+00" and len(put.text) > 3:
                    put.format = None
                if put.format == '#,##0"件"' and put.key[2] == "amount":
                    put.format = None


def zeros_hidden(made: Book, chance: random.Random) -> None:
    """The sheet, or the format, shows nothing for zero: on paper the cell is blank."""
    by_sheet = chance.random() < 0.5
    for sheet in made.sheets:
        sheet.zeros = not by_sheet
        for put in sheet.puts:
            if put.key and put.text.isdigit():
                put.format = None if by_sheet else "0;-0;;@"
            if put.key and put.text in ("0", "0.0", "0.00"):
                made.figures[put.key] = replace(made.figures[put.key], text="", value=None, status="blank")


def no_borders(made: Book, _: random.Random) -> None:
    for sheet in made.sheets:
        sheet.borders = False


def header_split(made: Book, _: random.Random) -> None:
    """A blank row stands between the rows of the header, and one under it."""
    for sheet in _tables(made):
        rows = sorted({put.row for put in sheet.puts if put.kind.endswith(":head")}, reverse=True)
        for row in rows[:1] + rows[1:2]:
            sheet.insert_row(row + 1)


def headings_lost(made: Book, _: random.Random) -> None:
    for sheet in _tables(made):
        sheet.puts = [put for put in sheet.puts if not re.match(r"[一二三四五六]、", put.text) or put.kind != "prose"]


def units_above(made: Book, _: random.Random) -> None:
    """单位：件 stands above the table, a note below it."""
    for sheet in _tables(made):
        first = min(put.row for put in sheet.puts if put.key) - 3
        if first > 1:
            sheet.insert_row(first)
            sheet.puts.append(Put(first, 7, "单位：件"))
        sheet.puts.append(Put(sheet.bottom() + 1, 1, "注：含上年度结转数量"))


def helper_hidden(made: Book, _: random.Random) -> None:
    """Somebody's reckoning in a hidden column, old figures in a hidden row and on a hidden sheet."""
    for sheet in _tables(made):
        sheet.insert_column(8)
        rows = [put.row for put in sheet.puts if put.key]
        for row in rows:
            sheet.puts.append(Put(row, 8, "77"))
        sheet.hidden_columns.add(8)
        sheet.insert_row(rows[0] + 1)
        for column in range(1, 12):
            sheet.puts = [
                p for p in sheet.puts if p.rows > 1 or p.columns > 1 or (p.row, p.column) != (rows[0] + 1, column)
            ]
        sheet.hidden_rows.add(rows[0] + 1)
    made.sheets.append(replace(deepcopy(made.sheets[-1]), name="去年", state="hidden"))


def label_column(made: Book, _: random.Random) -> None:
    """A column of running numbers before the labels."""
    for sheet in _tables(made):
        sheet.insert_column(1)
        rows = sorted({put.row for put in sheet.puts if put.key and put.key[0] == "applications"})
        for number, row in enumerate(rows, start=1):
            sheet.puts.append(Put(row, 1, str(number)))


def remarks_column(made: Book, _: random.Random) -> None:
    """A column of remarks behind the total."""
    for sheet in _tables(made):
        rows = sorted({put.row for put in sheet.puts if put.key and put.key[0] == "applications"})
        if rows:
            last = max(
                (put for put in sheet.puts if put.key and put.key[0] == "applications"), key=lambda put: put.column
            )
            column = last.column + last.columns
            sheet.puts = [
                put for put in sheet.puts if not (put.row <= rows[0] - 1 < put.row + put.rows and put.column == column)
            ]
            taken = {(p.row, p.column) for p in sheet.puts}
            if not {(rows[0] - 1, column), (rows[3], column)} & taken:
                sheet.puts.append(Put(rows[0] - 1, column, "备注", kind="applications:head"))
                sheet.puts.append(Put(rows[3], column, "已核实"))


def group_text_lost(made: Book, _: random.Random) -> None:
    for sheet in _tables(made):
        sheet.puts = [put for put in sheet.puts if not (put.kind == "applications:label" and put.rows > 1)]


def header_repeated(made: Book, _: random.Random) -> None:
    """The header once more in the middle of the applications table, as for a printed page."""
    for sheet in _tables(made):
        rows = sorted({put.row for put in sheet.puts if put.key and put.key[0] == "applications"})
        if not rows:
            continue
        heads = [put for put in sheet.puts if put.kind == "applications:head"]
        height = max(put.row + put.rows for put in heads) - min(put.row for put in heads)
        middle = rows[len(rows) // 2]
        top = min(put.row for put in heads)
        for put in list(sheet.puts):  # merged groups end at the page's end
            if put.kind == "applications:label" and put.row < middle < put.row + put.rows:
                sheet.puts.append(replace(put, row=middle, rows=put.row + put.rows - middle, text=""))
                put.rows = middle - put.row
        for row in range(height):
            sheet.insert_row(middle + row)
        sheet.puts += [replace(put, row=put.row - top + middle) for put in heads]


Damage: TypeAlias = "Callable[[Book, random.Random], None]"

DAMAGES: tuple[Damage, ...] = (
    merges_lost,
    label_merges_lost,
    blank_rows,
    blank_row_each,
    extra_column,
    extra_column_left,
    sliver_columns,
    text_numbers,
    formats,
    zeros_hidden,
    no_borders,
    header_split,
    headings_lost,
    units_above,
    helper_hidden,
    label_column,
    remarks_column,
    group_text_lost,
    header_repeated,
)

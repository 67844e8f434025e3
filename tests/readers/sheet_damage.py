"""What goes wrong with a workbook on its way: each damage changes a book before it is written, and keeps its truth."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from tests.readers.sheet_files import Put

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.readers.sheet_files import Book, Draft


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

"""What all workbooks have in common: sheets of shown cells, turned into paragraphs and tables.

A reader (`xlsx`, `xls`, `ods` …) gives what is shown of each sheet; hidden sheets, rows and columns are left out by
it. What stands there as prose becomes paragraphs, ranges of figures become tables (`sheets.layout`). Places are those
of the sheet, so that a person finds them: row 12, column 4 is D12.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Block, Finding, Paragraph, Table, Where
from gongkai.readers.grid import Placed, check_size, table
from gongkai.readers.original import Content
from gongkai.readers.sheets.layout import Area, Shown, areas, section_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_CELLS = 50_000
"""Filled cells of a workbook; a report has some 500."""
MAX_SHEETS = 200
MAX_GRID = 200_000
"""Cells of one table, blank ones included; the largest of a report has 300."""

NO_RESULT = "公式没有保存计算结果"
ROUNDED = "显示的数与保存的数不同"
"""Why a cell cannot be read, as told to people."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown of one sheet."""

    name: str
    cells: tuple[Shown, ...]
    """Filled cells and merged ones; places count from 1."""
    boxes: tuple[Shown, ...] = ()
    """Text boxes, at the cell that their corner lies on."""
    hidden_columns: frozenset[int] = frozenset()
    doubts: tuple[tuple[str, int, int], ...] = ()
    """Why a cell cannot be read, with its row and column."""


def visible(cells: Sequence[Shown], hidden_rows: frozenset[int], hidden_columns: frozenset[int]) -> list[Shown]:
    """Leave out what hidden rows and columns hold; a merged cell is shown while any part of it is.

    Its text moves to its first visible row and column, and its extent no longer counts hidden ones: `rows` and
    `columns` are those that remain.
    """
    kept = []
    for cell in cells:
        rows = [row for row in cell.rows if row not in hidden_rows] if hidden_rows else cell.rows
        columns = (
            [column for column in cell.columns if column not in hidden_columns] if hidden_columns else cell.columns
        )
        if rows and columns:
            kept.append(replace(cell, rows=rows, columns=columns))
    return kept


def check_cells(count: int) -> None:
    """Refuse a workbook with more cells than any report has.

    Raises:
        UnreadableFileError: `too_large`.
    """
    if count > MAX_CELLS:
        raise UnreadableFileError(
            "too_large", f"工作簿有内容的单元格超过 {MAX_CELLS} 个，不是年度报告；请只保留年度报告的工作表"
        )


def content(sheets: Sequence[Sheet], title: str | None = None) -> Content:
    """Turn shown sheets into blocks.

    Raises:
        UnreadableFileError: `too_large`.
    """
    blocks: list[Block] = []
    tables = 0
    for sheet in sheets:
        own = list(_blocks(sheet, tables))
        tables += sum(isinstance(block, Table) for block in own)
        at = _place(own, blocks)
        blocks[at:at] = own
    return Content(blocks=tuple(blocks), title=title, findings=tuple(_findings(sheets)))


def _blocks(sheet: Sheet, tables: int) -> Iterator[Block]:
    """Yield the blocks of a sheet; a text box stands before what begins below its corner."""
    boxes = sorted(sheet.boxes, key=lambda box: (box.rows[0], box.columns[0]))
    for area in areas(sheet.cells, sheet.hidden_columns):
        while boxes and boxes[0].rows[0] <= area.first_row:
            yield from _paragraphs(boxes.pop(0), sheet.name)
        if area.is_table:
            tables += 1
            yield _table(area, tables, sheet.name)
        else:
            for cell in area.cells:
                yield from _paragraphs(cell, sheet.name)
    for box in boxes:
        yield from _paragraphs(box, sheet.name)


def _place(own: Sequence[Block], blocks: Sequence[Block]) -> int:
    """Return where the blocks of a sheet belong: where its headings are due, else behind the sheets before it.

    Sections one, five and six often stand on the first sheet, the tables of two to four on sheets of their own.
    """
    numbers = [_number(block) for block in own]
    last = max(numbers, default=0)
    if not numbers or not numbers[0]:
        return len(blocks)
    return next((index for index, block in enumerate(blocks) if _number(block) > last), len(blocks))


def _number(block: Block) -> int:
    return section_number(block.text) if isinstance(block, Paragraph) else 0


def _paragraphs(cell: Shown, sheet: str) -> Iterator[Paragraph]:
    """Yield a cell's lines."""
    where = Where(sheet=sheet, row=cell.rows[0], column=cell.columns[0])
    for line in cell.text.splitlines():
        if line.strip():
            yield Paragraph(text=line.strip(), where=where)


def _table(area: Area, number: int, sheet: str) -> Table:
    """Make a grid of an area; the places of its cells stay those of the sheet."""
    rows = {row: index for index, row in enumerate(area.rows)}
    columns = {column: index for index, column in enumerate(area.columns)}
    check_size(len(rows), len(columns))
    if len(rows) * len(columns) > MAX_GRID:
        raise UnreadableFileError(
            "too_large", f"工作表“{sheet}”的表格超过 {MAX_GRID} 格，不是年度报告的表格；请只保留年度报告的工作表"
        )
    placed: list[tuple[Placed, int, int]] = []
    taken: set[tuple[int, int]] = set()
    for cell in area.cells:
        inside = [row for row in cell.rows if row in rows], [column for column in cell.columns if column in columns]
        ground = {(row, column) for row in inside[0] for column in inside[1]}
        if not ground or taken & ground:
            continue
        taken |= ground
        row, column = inside[0][0], inside[1][0]
        grid = Placed(
            row=rows[row],
            column=columns[column],
            row_span=rows[inside[0][-1]] - rows[row] + 1,
            column_span=columns[inside[1][-1]] - columns[column] + 1,
            text=cell.text,
        )
        placed.append((grid, cell.rows[0], cell.columns[0]))
    placed += [
        (Placed(row=rows[row], column=columns[column], text=""), row, column)
        for row in area.rows
        for column in area.columns
        if (row, column) not in taken
    ]
    placed.sort(key=lambda item: (item[0].row, item[0].column))
    made = table([grid for grid, _, _ in placed], number)
    return replace(
        made,
        cells=tuple(
            replace(cell, where=Where(table=number, sheet=sheet, row=row, column=column))
            for cell, (_, row, column) in zip(made.cells, placed, strict=True)
        ),
        where=Where(table=number, sheet=sheet, row=area.rows[0], column=area.columns[0]),
    )


def _findings(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Yield one finding for each sheet and cause, at the first cell."""
    for sheet in sheets:
        for why, count in Counter(why for why, _, _ in sheet.doubts).items():
            row, column = next((row, column) for cause, row, column in sheet.doubts if cause == why)
            yield Finding(
                type="unreadable_cells",
                severity="warning",
                instance=why,
                expected="0",
                actual=str(count),
                note=f"工作表“{sheet.name}”有{count}个单元格{why}，未采用；第一处在第{row}行第{column}列，请核对原件。",
                where=Where(sheet=sheet.name, row=row, column=column),
            )

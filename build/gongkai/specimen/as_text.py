"""Text files in the shapes that converters leave behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.specimen.phrases import NOTE

if TYPE_CHECKING:
    from gongkai.specimen.report import Specimen
    from gongkai.specimen.tables import Grid, GridCell


def to_text(report: Specimen) -> bytes:
    """The report as text: layout decides the shape of the tables and the encoding."""
    shape = (cells, tabs, pipes, bars)[report.layout % 4]
    gap = "\n\n" if report.layout % 3 else "\n"
    lines = ["\n".join(report.title)]
    if report.layout % 2:
        lines.append(f"发布时间：{report.published_on.isoformat()}")
    lines.extend(report.intro)
    for part in report.parts:
        lines.append(part.heading)
        lines.extend(block if isinstance(block, str) else shape(block) for block in part.blocks)
    lines.extend([*report.signature, NOTE])
    text = gap.join(lines) + "\n"
    if report.layout == 6:
        return text.encode("gb18030")
    if report.layout == 9:
        return text.replace("\n", "\r\n").encode("utf-8-sig")
    return text.encode()


def cells(grid: Grid) -> str:
    """One cell a line with a tab before it, rows parted by an empty line; a cell merged from above keeps its line."""
    return "\n\n".join(
        "\n".join("\t" + (cell.text if cell.row == number else "") for number, cell in row) for row in _rows(grid)
    )


def tabs(grid: Grid) -> str:
    """A row a line, a tab between grid columns; merged cells leave their other columns empty."""
    return "\n".join("\t".join(row) for row in _expanded(grid))


def pipes(grid: Grid) -> str:
    """Rows between bars, one cell a grid column."""
    return "\n".join("| " + " | ".join(row) + " |" for row in _expanded(grid))


def bars(grid: Grid) -> str:
    """Cells with a bar after each; what merging took away is made up for by bars at the end of the row."""
    lines = []
    for row in _rows(grid):
        own = [_flat(cell) for number, cell in row if cell.row == number]
        lines.append(" | ".join(own) + " " + "|" * (len(grid.widths) - len(own) + 1))
    return "\n".join(lines)


def _rows(grid: Grid) -> list[list[tuple[int, GridCell]]]:
    """Cells that touch each row, in order, with the row's number."""
    rows: list[list[tuple[int, GridCell]]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        for number in range(cell.row, cell.row + cell.row_span):
            rows[number].append((number, cell))
    for row in rows:
        row.sort(key=lambda item: item[1].column)
    return rows


def _expanded(grid: Grid) -> list[list[str]]:
    table = [[""] * len(grid.widths) for _ in range(grid.rows)]
    for cell in grid.cells:
        table[cell.row][cell.column] = _flat(cell)
    return table


def _flat(cell: GridCell) -> str:
    return cell.text.replace("\n", "")

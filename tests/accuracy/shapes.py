"""The shapes in which tables survive as text; each is a function from a grid to lines."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from gongkai.specimen.as_text import tabs

if TYPE_CHECKING:
    from gongkai.specimen.tables import Grid, GridCell


def rows(grid: Grid) -> list[list[GridCell]]:
    """The cells that begin in each row, from left to right."""
    made: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=lambda c: c.column):
        made[cell.row].append(cell)
    return made


def flat(cell: GridCell) -> str:
    return cell.text.replace("\n", "")


def _split(row: list[GridCell]) -> tuple[str, list[str]]:
    """Label words and figures of a row."""
    return "".join(flat(c) for c in row if c.kind != "figure"), [flat(c) for c in row if c.kind == "figure"]


def cells_blanks_lost(grid: Grid) -> str:
    """One cell a line, blank cells gone."""
    return "\n".join(flat(c) for row in rows(grid) for c in row if c.text.strip())


def paragraphs(grid: Grid) -> str:
    """One cell a paragraph; a blank cell is one empty line more."""
    return "\n".join(f"{flat(c)}\n" if c.text.strip() else "" for row in rows(grid) for c in row)


def spaces(grid: Grid) -> str:
    """Cells of a row parted by spaces, blanks gone."""
    return "\n".join(" ".join(flat(c) for c in row if c.text.strip()) for row in rows(grid) if row)


def markdown(grid: Grid) -> str:
    """Real Markdown: outer bars, a line of dashes, merged words repeated in every place they cover."""
    table = [[""] * len(grid.widths) for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                table[row][column] = flat(cell) if cell.kind != "figure" or column == cell.column else ""
    lines = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([lines[0], "|" + "---|" * len(grid.widths), *lines[1:]])


def bars_inside(grid: Grid) -> str:
    """a | b without outer bars."""
    return "\n".join(" | ".join(row) for row in _expanded(grid))


def bar_a_cell(grid: Grid) -> str:
    """One cell a line with a bar behind it."""
    return "\n".join(f"{flat(c)} |" if c.text else "|" for row in rows(grid) for c in row)


def bars_alone(grid: Grid) -> str:
    """Cells and bars on lines of their own."""
    return "\n".join(line for row in _expanded(grid) for cell in row for line in ((cell, "|") if cell else ("|",)))


def bar_before_row(grid: Grid) -> str:
    """A bar alone on its line before each row of bars."""
    return "\n".join(f"|\n{' | '.join(row)} |" for row in _expanded(grid))


def tabs_at_end(grid: Grid) -> str:
    """Tab rows; what merging took away is made up for at the end of the row."""
    width = len(grid.widths)
    return "\n".join("\t".join([*(flat(c) for c in row), *[""] * (width - len(row))]) for row in rows(grid))


def tabs_cut(grid: Grid) -> str:
    """Tab rows without the empty cells at their end."""
    return "\n".join(line.rstrip("\t") for line in tabs(grid).split("\n"))


def aligned(grid: Grid) -> str:
    """Columns held by spaces, as on a page of fixed pitch."""
    table = _expanded(grid)
    widths = [max((_width(row[i]) for row in table if _width(row[i]) < 30), default=0) for i in range(len(grid.widths))]
    return "\n".join(
        "  ".join(cell + " " * max(0, wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in table
    )


def labels_around(grid: Grid) -> str:
    """Long labels above and below their figures."""
    lines = []
    for row in rows(grid):
        label, figures = _split(row)
        if figures and len(label) > 14:
            lines += [label[:10], " ".join(filter(None, figures)), label[10:]]
        else:
            lines.append(" ".join(filter(None, [label, *figures])))
    return "\n".join(lines)


def labels_after(grid: Grid) -> str:
    """Figures on one line, their label on the next."""
    lines = []
    for row in rows(grid):
        label, figures = _split(row)
        lines += [text for text in (" ".join(filter(None, figures)), label) if text]
    return "\n".join(lines)


def labels_before(grid: Grid) -> str:
    """The label on one line, its figures on the next."""
    lines = []
    for row in rows(grid):
        label, figures = _split(row)
        lines += [text for text in (label, " ".join(filter(None, figures))) if text]
    return "\n".join(lines)


def glued_groups(grid: Grid) -> str:
    """Group labels cut into pieces that stick to the rows: （三）不 4.保护…, 予公开 5.属于…"""
    pieces: dict[int, str] = {}
    for cell in grid.cells:
        if cell.kind == "label" and cell.row_span > 1 and cell.column == 1:
            words = flat(cell)
            for i in range(0, len(words), 4):
                pieces[cell.row + min(i // 4, cell.row_span - 1)] = words[i : i + 4]
    lines = []
    for number, row in enumerate(rows(grid)):
        kept = [c for c in row if not (c.kind == "label" and c.row_span > 1 and c.column == 1)]
        label, figures = _split(kept)
        lines.append(" ".join(filter(None, [pieces.get(number, "") + label, *figures])))
    return "\n".join(lines)


def csv(grid: Grid) -> str:
    """Cells parted by commas, in quotes where they hold one."""
    return "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in _expanded(grid))


def _expanded(grid: Grid) -> list[list[str]]:
    table = [[""] * len(grid.widths) for _ in range(grid.rows)]
    for cell in grid.cells:
        table[cell.row][cell.column] = flat(cell)
    return table


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

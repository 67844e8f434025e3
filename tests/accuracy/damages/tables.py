"""Damages of whole tables and blocks: twice, in another order, cut off, without their heads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.accuracy.damages.damage import Damage, Group
from tests.accuracy.damages.rows import insert_row, plain_rows, remove_row, row_of
from tests.accuracy.draft import Draft, table, undetermined, with_parts, with_table, without

from gongkai.specimen.tables import Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.specimen.chance import Chance
    from gongkai.specimen.report import Part


def _again(of: Draft, chance: Chance, change: Callable[[str], str]) -> Draft | None:
    """One row of the applications table stands twice, its figures changed."""
    grid = table(of, "applications")
    rows = plain_rows(grid) if grid else []
    if grid is None or not rows:
        return None
    row = chance.pick(rows)
    copy = [
        cell._replace(row=row + 1, key=None, kind="label", text=change(cell.text) if cell.key else cell.text)
        for cell in grid.cells
        if cell.row == row and cell.row_span == 1
    ]
    return undetermined(
        with_table(of, insert_row(grid, row + 1, copy)),
        {cell.key for cell in grid.cells if cell.row == row and cell.key},
    )


def row_twice(of: Draft, chance: Chance) -> Draft | None:
    return _again(of, chance, lambda text: text)


def row_twice_otherwise(of: Draft, chance: Chance) -> Draft | None:
    """Which of the two is right nobody can tell."""
    return _again(of, chance, lambda text: str(int(text) + 2) if text.isdecimal() else text)


def header_lost(of: Draft, chance: Chance) -> Draft | None:
    """The applications table begins with its first row of figures."""
    del chance
    grid = table(of, "applications")
    if grid is None or not grid.header_rows:
        return None
    for _ in range(grid.header_rows):
        grid = remove_row(grid, 0)
    keys = {key for key in of.expected if key[0] == "applications"}
    return undetermined(with_table(of, grid._replace(header_rows=0)), keys)


def clauses_lost(of: Draft, chance: Chance) -> Draft | None:
    """The rows that name the clauses of article 20 are gone."""
    del chance
    grid = table(of, "disclosure")
    if grid is None:
        return None
    for row in sorted({c.row for c in grid.cells if c.kind == "head" and c.column_span == 4}, reverse=True):
        grid = remove_row(grid, row)
    return with_table(of, grid)


def _blocks(grid: Grid) -> list[Grid]:
    """The disclosure table cut before each clause."""
    starts = sorted({c.row for c in grid.cells if c.kind == "head" and c.column == 0 and c.column_span >= 4})
    ends = [*starts[1:], grid.rows]
    return [
        grid._replace(
            rows=end - start, cells=tuple(c._replace(row=c.row - start) for c in grid.cells if start <= c.row < end)
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _with_blocks(of: Draft, change: Callable[[list[Grid]], list[Grid]]) -> Draft | None:
    grid = table(of, "disclosure")
    if grid is None or len(_blocks(grid)) < 3 or any(c.row_span > 1 for c in grid.cells):
        return None
    made = change(_blocks(grid))

    def part(old: Part) -> Part:
        blocks = tuple(
            new for b in old.blocks for new in (made if isinstance(b, Grid) and b.table == "disclosure" else [b])
        )
        return replace(old, blocks=blocks)

    return with_parts(of, part)


def a_table_a_clause(of: Draft, chance: Chance) -> Draft | None:
    del chance
    return _with_blocks(of, lambda blocks: blocks)


def clauses_turned(of: Draft, chance: Chance) -> Draft | None:
    """The clauses in another order, in one table."""
    first = chance.between(0, 1)

    def change(blocks: list[Grid]) -> list[Grid]:
        order = [*blocks]
        order[first], order[first + 1] = order[first + 1], order[first]
        cells: list[GridCell] = []
        rows = 0
        for block in order:
            cells += [cell._replace(row=cell.row + rows) for cell in block.cells]
            rows += block.rows
        return [order[0]._replace(rows=rows, cells=tuple(cells))]

    return _with_blocks(of, change)


def other_order(of: Draft, chance: Chance) -> Draft | None:
    """The proceedings before the applications, or the disclosure last."""
    parts = list(of.report.parts)
    places = [i for i, part in enumerate(parts) if any(isinstance(b, Grid) for b in part.blocks)]
    if len(places) < 3:
        return None
    first, second = chance.pick(((0, 1), (1, 2), (0, 2)))
    i, j = places[first], places[second]
    parts[i], parts[j] = (
        replace(parts[j], heading=parts[i].heading[:2] + parts[j].heading[2:]),
        replace(parts[i], heading=parts[j].heading[:2] + parts[i].heading[2:]),
    )
    return replace(of, report=replace(of.report, parts=tuple(parts)))


def last_year_too(of: Draft, chance: Chance) -> Draft | None:
    """Below the applications table stands that of the year before, for comparison: this year's figures, or open."""
    grid = table(of, "applications")
    if grid is None:
        return None
    cells = tuple(
        c._replace(
            key=None, kind="label", text=str(int(c.text) + chance.between(1, 4)) if c.text.isdecimal() else c.text
        )
        if c.key
        else c
        for c in grid.cells
    )
    other = grid._replace(cells=cells)
    line = f"附：{of.report.year - 1}年收到和处理政府信息公开申请情况"

    def part(old: Part) -> Part:
        has = any(isinstance(b, Grid) and b.table == "applications" for b in old.blocks)
        return replace(old, blocks=(*old.blocks, line, other)) if has else old

    return undetermined(with_parts(of, part), {key for key in of.expected if key[0] == "applications"})


def cut_off(of: Draft, chance: Chance) -> Draft | None:
    """The file ends inside the applications table."""
    grid = table(of, "applications")
    rows = plain_rows(grid) if grid else []
    if grid is None or not rows:
        return None
    last = chance.pick(rows)
    for row in range(grid.rows - 1, last, -1):
        grid = remove_row(grid, row)
    kept = {cell.key for cell in grid.cells if cell.key}
    parts = []
    for part in of.report.parts:
        ends = any(isinstance(b, Grid) and b.table == "applications" for b in part.blocks)
        blocks = tuple(grid if isinstance(b, Grid) and b.table == "applications" else b for b in part.blocks)
        parts.append(replace(part, blocks=blocks))
        if ends:
            break
    left = {c.key for part in parts for b in part.blocks if isinstance(b, Grid) for c in b.cells if c.key} | kept
    made = replace(of, report=replace(of.report, parts=tuple(parts)))
    return without(made, {key for key in of.expected if key not in left})


def made_up_header(of: Draft, chance: Chance) -> Draft | None:
    """The applications table in two, the second under a header of 数据1, 数据2 …"""
    grid = table(of, "applications")
    rows = plain_rows(grid) if grid else []
    if grid is None or not rows or len(grid.widths) != 10:
        return None
    at = chance.pick(rows)
    upper = grid
    for row in range(grid.rows - 1, at - 1, -1):
        upper = remove_row(upper, row)
    lower = grid
    for _ in range(at):
        lower = remove_row(lower, 0)
    names = [GridCell(0, i, 1, 1, f"数据{i + 1}", "label") for i in range(10)]
    lower = insert_row(lower, 0, names)._replace(header_rows=0)

    def part(old: Part) -> Part:
        blocks = tuple(
            new
            for b in old.blocks
            for new in ([upper, lower] if isinstance(b, Grid) and b.table == "applications" else [b])
        )
        return replace(old, blocks=blocks)

    return with_parts(of, part)


def dummy_tables(of: Draft, chance: Chance) -> Draft | None:
    """Tables of strokes before the real ones."""
    del chance
    cells = tuple(GridCell(row, column, 1, 1, "-", "label") for row in range(3) for column in range(7))
    dummy = Grid("applications", 3, (1,) * 7, 0, cells)

    def part(old: Part) -> Part:
        return replace(old, blocks=(dummy, *old.blocks)) if any(isinstance(b, Grid) for b in old.blocks) else old

    return with_parts(of, part)


def corner_total(of: Draft, chance: Chance) -> Draft | None:
    """A row 合计 of its own below the applications table, outside the form."""
    grid = table(of, "applications")
    row = row_of(grid, "carried_out") if grid else None
    if grid is None or row is None or len(grid.widths) != 10:
        return None
    label = GridCell(row + 1, 0, 1, 3, "填报说明：以上合计", "label")
    numbers = [GridCell(row + 1, 3 + i, 1, 1, str(chance.between(1, 90)), "label") for i in range(7)]
    return with_table(of, insert_row(grid, row + 1, [label, *numbers]))


GROUP = Group(
    code="tables",
    label_zh="整张表",
    damages=(
        Damage(code="row_twice", label_zh="一行印了两遍", apply=row_twice),
        Damage(code="row_twice_otherwise", label_zh="一行印了两遍，数字不同：存疑", apply=row_twice_otherwise),
        Damage(code="header_lost", label_zh="申请表没有表头：归对，或存疑", apply=header_lost),
        Damage(code="clauses_lost", label_zh="没有第二十条各项", apply=clauses_lost),
        Damage(code="a_table_a_clause", label_zh="主动公开一项一张表", apply=a_table_a_clause),
        Damage(code="clauses_turned", label_zh="主动公开各项次序对调", apply=clauses_turned),
        Damage(code="other_order", label_zh="三张表次序对调", apply=other_order),
        Damage(code="last_year_too", label_zh="附有上年的申请表：读本年，或存疑", apply=last_year_too),
        Damage(code="cut_off", label_zh="文件在申请表中间断了", apply=cut_off),
        Damage(code="made_up_header", label_zh="后半张表的表头是数据1、数据2", apply=made_up_header),
        Damage(code="dummy_tables", label_zh="表前有全是短横的假表", apply=dummy_tables),
        Damage(code="corner_total", label_zh="表下另有一行合计", apply=corner_total),
    ),
)

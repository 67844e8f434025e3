"""Damages of the tables' rows and columns: extra, missing, swapped, shifted, forms mixed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.accuracy.damages.damage import Damage, Group
from tests.accuracy.draft import Draft, Expected, expecting, table, with_parts, with_table, without

from gongkai import codes
from gongkai.specimen.tables import Grid, GridCell

if TYPE_CHECKING:
    from gongkai.model import TableCode
    from gongkai.specimen.chance import Chance
    from gongkai.specimen.figures import Key
    from gongkai.specimen.report import Part

BLANK = Expected(None, "blank")


def remove_row(grid: Grid, gone: int) -> Grid:
    """A grid without one row; merged cells get shorter, and begin a row later where their first row goes."""
    cells = []
    for cell in grid.cells:
        if cell.row <= gone < cell.row + cell.row_span:
            if cell.row_span > 1:
                cells.append(cell._replace(row_span=cell.row_span - 1))
        else:
            cells.append(cell._replace(row=cell.row - 1) if cell.row > gone else cell)
    return grid._replace(rows=grid.rows - 1, cells=tuple(cells))


def insert_row(grid: Grid, at: int, made: list[GridCell]) -> Grid:
    """A grid with one row more; merged cells that the place cuts get longer."""
    cells = []
    for cell in grid.cells:
        if cell.row >= at:
            cells.append(cell._replace(row=cell.row + 1))
        elif cell.row + cell.row_span > at:
            cells.append(cell._replace(row_span=cell.row_span + 1))
        else:
            cells.append(cell)
    cells += made
    return grid._replace(rows=grid.rows + 1, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def row_of(grid: Grid, code: str) -> int | None:
    """The grid row of a prescribed row."""
    return next((cell.row for cell in grid.cells if cell.key and cell.key[1] == code), None)


def _keys(grid: Grid, row: int) -> set[Key]:
    return {cell.key for cell in grid.cells if cell.row == row and cell.key}


def plain_rows(grid: Grid) -> list[int]:
    """Rows below a group label that does not begin in them."""
    labels = [cell for cell in grid.cells if cell.kind == "label" and cell.row_span == 1 and cell.column == 2]
    begun = {cell.row for cell in grid.cells if cell.row_span > 1}
    return [cell.row for cell in labels if cell.row not in begun]


def missing_row(of: Draft, chance: Chance) -> Draft | None:
    grid = table(of, "applications")
    if grid is None or not plain_rows(grid):
        return None
    row = chance.pick(plain_rows(grid))
    return without(with_table(of, remove_row(grid, row)), _keys(grid, row))


def missing_rows(of: Draft, chance: Chance) -> Draft | None:
    """Two or three rows are gone."""
    changed: Draft | None = of
    for _ in range(chance.between(2, 3)):
        changed = missing_row(changed, chance) if changed else None
    return changed


def missing_disclosure_row(of: Draft, chance: Chance) -> Draft | None:
    grid = table(of, "disclosure")
    if grid is None:
        return None
    code = chance.pick(("regulations", "coercion"))
    row = row_of(grid, code)
    return None if row is None else without(with_table(of, remove_row(grid, row)), _keys(grid, row))


def swapped_rows(of: Draft, chance: Chance) -> Draft | None:
    """Two rows of a group in the other order, each with its own label."""
    grid = table(of, "applications")
    if grid is None:
        return None
    rows = [row for row in plain_rows(grid) if row + 1 in plain_rows(grid)]
    if not rows:
        return None
    first = chance.pick(rows)
    turn = {first: first + 1, first + 1: first}
    cells = [c._replace(row=turn[c.row]) if c.row in turn and c.row_span == 1 else c for c in grid.cells]
    return with_table(of, grid._replace(cells=tuple(sorted(cells, key=lambda c: (c.row, c.column)))))


def swapped_columns(of: Draft, chance: Chance) -> Draft | None:
    """Two applicant columns in the other order, header and figures alike."""
    grid = table(of, "applications")
    if grid is None:
        return None
    first = chance.between(4, 7)
    turn = {first: first + 1, first + 1: first}
    cells = [
        c._replace(column=turn[c.column]) if c.column in turn and c.column_span == 1 and c.row >= 2 else c
        for c in grid.cells
    ]
    return with_table(of, grid._replace(cells=tuple(sorted(cells, key=lambda c: (c.row, c.column)))))


def _row_of_texts(row: int, label: str, values: list[str]) -> list[GridCell]:
    return [
        GridCell(row, 2, 1, 1, label, "label"),
        *(GridCell(row, 3 + i, 1, 1, text, "label") for i, text in enumerate(values)),
    ]


def extra_row(of: Draft, chance: Chance) -> Draft | None:
    """A row that no form has, with figures of its own: they belong nowhere."""
    grid = table(of, "applications")
    row = row_of(grid, "denied_inquiry") if grid else None
    if grid is None or row is None:
        return None
    label = chance.pick(("9.属于工作秘密", "9.属于党务信息", "9.法律法规规定的其他情形"))
    values = [str(chance.between(0, 3)) for _ in range(7)]
    return with_table(of, insert_row(grid, row + 1, _row_of_texts(row + 1, label, values)))


def empty_row(of: Draft, chance: Chance) -> Draft | None:
    """A row without any words."""
    grid = table(of, "applications")
    if grid is None or not plain_rows(grid):
        return None
    row = chance.pick(plain_rows(grid))
    return with_table(of, insert_row(grid, row, _row_of_texts(row, "", [""] * 7)))


def header_again(of: Draft, chance: Chance) -> Draft | None:
    """The header block repeated inside the table, as after a page break."""
    grid = table(of, "applications")
    if grid is None or not plain_rows(grid):
        return None
    at = chance.pick(plain_rows(grid))
    return with_table(of, _with_header(grid, at))


def _with_header(grid: Grid, at: int) -> Grid:
    head = [cell for cell in grid.cells if cell.row < grid.header_rows and cell.kind == "head"]
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.row >= at:
            cells.append(cell._replace(row=cell.row + 3))
        elif cell.row + cell.row_span > at:
            upper, lower = at - cell.row, cell.row + cell.row_span - at
            cells += [cell._replace(row_span=upper), cell._replace(row=at + 3, row_span=lower, text="")]
        else:
            cells.append(cell)
    cells += [cell._replace(row=cell.row + at) for cell in head]
    return grid._replace(rows=grid.rows + 3, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def undivided(of: Draft, chance: Chance) -> Draft | None:
    """（六） as one row, in a report of any year."""
    del chance
    grid = table(of, "applications")
    rows = [row_of(grid, code) for code in ("other_uncorrected", "other_unpaid", "other_other")] if grid else [None]
    if grid is None or None in rows:
        return None
    first = rows[0] or 0
    columns = codes.column_codes("applications")
    old = {
        column: [
            of.expected["applications", code, column].value
            for code in ("other_uncorrected", "other_unpaid", "other_other")
        ]
        for column in columns
    }
    if any(value is None for values in old.values() for value in values):
        return None
    gone: set[Key] = set()
    for _ in range(2):
        gone |= _keys(grid, first + 1)
        grid = remove_row(grid, first + 1)
    gone |= _keys(grid, first)
    sums = {column: sum((v for v in values if v is not None), Decimal(0)) for column, values in old.items()}
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.row == first and cell.key:
            key: Key = ("applications", "other_undivided", cell.key[2])
            cells.append(cell._replace(text=str(sums[cell.key[2]]), key=key))
        elif cell.row == first and cell.column == 1:
            cells.append(cell._replace(column_span=2, row_span=1, text="（六）其他处理"))
        elif not (cell.row == first and cell.column == 2):
            cells.append(cell)
    made = with_table(of, grid._replace(cells=tuple(cells)))
    truth = {("applications", "other_undivided", column): Expected(value, "reported") for column, value in sums.items()}
    return expecting(without(made, gone), dict(truth))  # type: ignore[arg-type]


def column_more(of: Draft, chance: Chance) -> Draft | None:
    """An empty column to the right of the whole table."""
    grid = table(of, chance.pick(("applications", "disclosure")))
    if grid is None:
        return None
    width = len(grid.widths)
    more = [GridCell(row, width, 1, 1, "", "label") for row in range(grid.rows)]
    cells = tuple(sorted([*grid.cells, *more], key=lambda c: (c.row, c.column)))
    return with_table(of, grid._replace(widths=(*grid.widths, 4), cells=cells))


def label_column_less(of: Draft, chance: Chance) -> Draft | None:
    """三、本年度办理结果 has no cell of its own."""
    del chance
    grid = table(of, "applications")
    if grid is None:
        return None
    cells = []
    for cell in grid.cells:
        if cell.column == 0 and cell.kind == "label" and cell.row_span > 1:
            continue
        if cell.column == 0:
            cells.append(cell._replace(column_span=cell.column_span - 1))
        else:
            cells.append(cell._replace(column=cell.column - 1))
    return with_table(of, grid._replace(widths=grid.widths[1:], cells=tuple(cells)))


def _without_part(of: Draft, table_code: TableCode, *, heading: bool) -> Draft:
    def change(part: Part) -> Part | None:
        if not any(isinstance(block, Grid) and block.table == table_code for block in part.blocks):
            return part
        return replace(part, blocks=tuple(b for b in part.blocks if not isinstance(b, Grid))) if heading else None

    return without(with_parts(of, change), {key for key in of.expected if key[0] == table_code})


def table_gone(of: Draft, chance: Chance) -> Draft | None:
    """The heading stands, the table is gone: nothing was printed, nothing is blank."""
    changed = _without_part(of, chance.pick(("disclosure", "applications", "proceedings")), heading=True)
    gone_disclosure = not any(key[0] == "disclosure" for key in changed.expected)
    return (
        replace(changed, identity=replace(changed.identity, form=("2019", "2021", "2008", "mixed")))
        if gone_disclosure
        else changed
    )


def three_small_tables(of: Draft, chance: Chance) -> Draft | None:
    """The proceedings as three tables of five columns."""
    del chance
    grid = table(of, "proceedings")
    if grid is None:
        return None
    names = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    small = []
    for i, name in enumerate(names):
        cells = [GridCell(0, 0, 1, 5, name, "head")]
        for j, column in enumerate(codes.column_codes("proceedings")):
            cells.append(GridCell(1, j, 1, 1, codes.column_label("proceedings", column), "head"))
        cells += [c._replace(row=2, column=c.column - 5 * i) for c in grid.cells if c.key and c.column // 5 == i]
        small.append(Grid("proceedings", 3, (1,) * 5, 2, tuple(cells)))

    def change(part: Part) -> Part:
        blocks = tuple(
            x for b in part.blocks for x in (small if isinstance(b, Grid) and b.table == "proceedings" else [b])
        )
        return replace(part, blocks=blocks)

    return with_parts(of, change)


def split_table(of: Draft, chance: Chance) -> Draft | None:
    """The applications table in two: the second part begins without header, its group cell empty."""
    grid = table(of, "applications")
    if grid is None or not plain_rows(grid):
        return None
    at = chance.pick(plain_rows(grid))
    upper: list[GridCell] = []
    lower: list[GridCell] = []
    for cell in grid.cells:
        if cell.row >= at:
            lower.append(cell._replace(row=cell.row - at))
        elif cell.row + cell.row_span > at:
            upper.append(cell._replace(row_span=at - cell.row))
            lower.append(cell._replace(row=0, row_span=cell.row + cell.row_span - at, text=""))
        else:
            upper.append(cell)
    parts = [
        grid._replace(rows=at, cells=tuple(upper)),
        grid._replace(rows=grid.rows - at, header_rows=0, cells=tuple(sorted(lower, key=lambda c: (c.row, c.column)))),
    ]
    between = chance.pick(("", "- 3 -", "— 4 —", "续表"))

    def change(part: Part) -> Part:
        blocks: list[str | Grid] = []
        for block in part.blocks:
            if isinstance(block, Grid) and block.table == "applications":
                blocks += [parts[0], *([between] if between else []), parts[1]]
            else:
                blocks.append(block)
        return replace(part, blocks=tuple(blocks))

    return with_parts(of, change)


def one_row_a_table(of: Draft, chance: Chance) -> Draft | None:
    """Each row is a table of its own."""
    del chance
    grid = table(of, "applications")
    if grid is None:
        return None
    small = []
    for row in range(grid.rows):
        cells = [
            cell._replace(row=0, row_span=1, text=cell.text if cell.row == row else "")
            for cell in grid.cells
            if cell.row <= row < cell.row + cell.row_span
        ]
        small.append(grid._replace(rows=1, header_rows=0, cells=tuple(cells)))

    def change(part: Part) -> Part:
        blocks = tuple(
            x for b in part.blocks for x in (small if isinstance(b, Grid) and b.table == "applications" else [b])
        )
        return replace(part, blocks=blocks)

    return with_parts(of, change)


GROUP = Group(
    code="rows",
    label_zh="行与列",
    damages=(
        Damage(code="missing_row", label_zh="少一行", apply=missing_row),
        Damage(code="missing_rows", label_zh="少两三行", apply=missing_rows),
        Damage(code="missing_disclosure_row", label_zh="主动公开表少一行", apply=missing_disclosure_row),
        Damage(code="swapped_rows", label_zh="两行对调，各带行名", apply=swapped_rows),
        Damage(code="swapped_columns", label_zh="两列对调，各带列名", apply=swapped_columns),
        Damage(code="extra_row", label_zh="多出表式没有的一行", apply=extra_row),
        Damage(code="empty_row", label_zh="多一空行", apply=empty_row),
        Damage(code="header_again", label_zh="表中间重复表头", apply=header_again),
        Damage(code="undivided", label_zh="（六）不分行", apply=undivided),
        Damage(code="column_more", label_zh="多一空列", apply=column_more),
        Damage(code="label_column_less", label_zh="少一列行名", apply=label_column_less),
        Damage(code="table_gone", label_zh="表没有了，标题还在", apply=table_gone),
        Damage(code="three_small_tables", label_zh="复议诉讼分成三张小表", apply=three_small_tables),
        Damage(code="split_table", label_zh="申请表断成两张，后半没有表头", apply=split_table),
        Damage(code="one_row_a_table", label_zh="一行一张表", apply=one_row_a_table),
    ),
)

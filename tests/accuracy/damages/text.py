"""Damages of plain text: shapes of tables, page furniture between lines, encodings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.accuracy import shapes
from tests.accuracy.damages.damage import Damage, Group, Writer
from tests.accuracy.draft import Draft, Expected, editing, expecting, table, texts, undetermined

from gongkai.specimen.as_text import tabs

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.accuracy.damages.damage import Apply

    from gongkai.specimen.chance import Chance
    from gongkai.specimen.tables import Grid

TEXT: frozenset[Writer] = frozenset({"text"})


def _shaped(shape: Callable[[Grid], str], *, blanks_lost: bool = False) -> Apply:
    """Tables in a shape; where blanks vanish, rows and single-row tables with blanks are not determined."""

    def apply(of: Draft, chance: Chance) -> Draft | None:
        del chance
        if of.edits.shape is not None:
            return None
        changed = editing(of, shape=shape)
        if not blanks_lost:
            return changed
        rows = {key[:2] for key, text in texts(of).items() if not text.strip()}
        proceedings = any(key[0] == "proceedings" for key in rows)
        return undetermined(
            changed, {k for k in of.expected if k[:2] in rows or (k[0] == "proceedings" and proceedings)}
        )

    return apply


def labels_after(of: Draft, chance: Chance) -> Draft | None:
    """Figures on one line, their label on the next: in the clauses the label before is as near."""
    made = _shaped(shapes.labels_after, blanks_lost=True)(of, chance)
    return undetermined(made, {key for key in of.expected if key[0] == "disclosure"}) if made else None


def _between_lines(*lines: str) -> Apply:
    """A line of page furniture somewhere inside the applications table."""

    def apply(of: Draft, chance: Chance) -> Draft | None:
        line = chance.pick(lines)
        at = chance.share(0.3, 0.9)

        def edit(text: str) -> str:
            first = text.find("上年结转政府信息公开")
            last = text.find("结转下年度", first)
            if first < 0 or last < 0:
                return text
            place = text.find("\n", first + int((last - first) * at))
            return f"{text[:place]}\n{line}{text[place:]}"

        return editing(of, text=edit)

    return apply


def _edited(edit: Callable[[str], str]) -> Apply:
    def apply(of: Draft, chance: Chance) -> Draft | None:
        del chance
        return editing(of, text=edit)

    return apply


def _encoded(*encodings: str) -> Apply:
    def apply(of: Draft, chance: Chance) -> Draft | None:
        name = chance.pick(encodings)
        return editing(of, encode=lambda text: text.encode(name))

    return apply


def row_shifted(of: Draft, chance: Chance) -> Draft | None:
    """One row of tab cells stands one column too far right: exact, or open."""
    return _ragged(of, chance, lambda cells: [*cells[:3], "", *cells[3:]])


def cell_gone(of: Draft, chance: Chance) -> Draft | None:
    """One row of tab cells has lost one cell: six figures for seven columns."""
    place = chance.between(3, 9)
    return _ragged(of, chance, lambda cells: cells[:place] + cells[place + 1 :], lost=place - 3)


def _ragged(
    of: Draft, chance: Chance, change: Callable[[list[str]], list[str]], lost: int | None = None
) -> Draft | None:
    grid = table(of, "applications")
    if grid is None or of.edits.shape is not None:
        return None
    rows = sorted({cell.row for cell in grid.cells if cell.key})
    if not rows:
        return None
    row = chance.pick(rows)
    keys = [cell.key for cell in grid.cells if cell.key and cell.row == row]
    if len(keys) != 7 or len(grid.widths) != 10:
        return None

    def shape(drawn: Grid) -> str:
        lines = tabs(drawn).split("\n")
        if drawn.table == "applications" and row < len(lines):
            lines[row] = "\t".join(change(lines[row].split("\t")))
        return "\n".join(lines)

    made = undetermined(editing(of, shape=shape), set(keys))
    return made if lost is None else expecting(made, {keys[lost]: Expected(None, "unreadable", determined=False)})


def _on_row(
    of: Draft, chance: Chance, change: Callable[[list[str], int], list[str]], rows_touched: int
) -> Draft | None:
    """A change of the lines of one tab row, or of two; their figures are then not determined."""
    grid = table(of, "applications")
    if grid is None or of.edits.shape is not None:
        return None
    rows = sorted({cell.row for cell in grid.cells if cell.key})
    if len(rows) < 4:
        return None
    row = chance.pick(rows[:-1])
    touched = {cell.key for cell in grid.cells if cell.key and row <= cell.row < row + rows_touched}

    def shape(drawn: Grid) -> str:
        lines = tabs(drawn).split("\n")
        return "\n".join(change(lines, row) if drawn.table == "applications" and row + 1 < len(lines) else lines)

    return undetermined(editing(of, shape=shape), touched)


def row_broken(of: Draft, chance: Chance) -> Draft | None:
    """One row of tab cells broken in the middle."""
    place = chance.between(4, 9)

    def change(lines: list[str], row: int) -> list[str]:
        cells = lines[row].split("\t")
        return [*lines[:row], "\t".join(cells[:place]), "\t".join(cells[place:]), *lines[row + 1 :]]

    return _on_row(of, chance, change, 1)


def rows_joined(of: Draft, chance: Chance) -> Draft | None:
    """Two rows of tab cells on one line."""
    return _on_row(
        of, chance, lambda lines, row: [*lines[:row], f"{lines[row]}\t{lines[row + 1]}", *lines[row + 2 :]], 2
    )


def note_line(of: Draft, chance: Chance) -> Draft | None:
    """A remark has dropped out of its cell onto a line below, its number with it: 2 of 3 are left in the row."""
    return _on_row(of, chance, lambda lines, row: [*lines[: row + 1], "（其中修订16件）", *lines[row + 1 :]], 1)


def image_marks(of: Draft, chance: Chance) -> Draft | None:
    """[image: ] and [bookmark: …] left by converters."""
    mark = chance.pick(("[image: ]", "[image: 微信图片_20220105]", "[bookmark: _Toc1]"))
    return editing(
        of,
        text=lambda text: text.replace("二、", f"{mark}\n二、", 1).replace("（一）予以公开", f"{mark}（一）予以公开"),
    )


def question_marks(of: Draft, chance: Chance) -> Draft | None:
    """???? where ideographic spaces were."""
    del chance
    return replace(of, report=replace(of.report, intro=tuple(f"????{line}" for line in of.report.intro)))


def one_line(of: Draft, chance: Chance) -> Draft | None:
    """The whole text on one line, a space at each old line end: little is determined."""
    del chance
    return editing(undetermined(of, set(of.expected)), text=lambda text: " ".join(text.split()))


GROUP = Group(
    code="text",
    label_zh="文本文件",
    damages=(
        Damage(code="markdown", label_zh="Markdown 表格", apply=_shaped(shapes.markdown), writers=TEXT),
        Damage(code="bars_inside", label_zh="竖线分列，两端没有", apply=_shaped(shapes.bars_inside), writers=TEXT),
        Damage(code="bar_a_cell", label_zh="一格一行，行末竖线", apply=_shaped(shapes.bar_a_cell), writers=TEXT),
        Damage(code="bars_alone", label_zh="竖线独占一行", apply=_shaped(shapes.bars_alone), writers=TEXT),
        Damage(
            code="bar_before_row", label_zh="每行前另有一道竖线", apply=_shaped(shapes.bar_before_row), writers=TEXT
        ),
        Damage(
            code="tabs_at_end", label_zh="制表符分列，合并的格补在行末", apply=_shaped(shapes.tabs_at_end), writers=TEXT
        ),
        Damage(code="tabs_cut", label_zh="行末空格丢失", apply=_shaped(shapes.tabs_cut), writers=TEXT),
        Damage(code="csv", label_zh="逗号分列", apply=_shaped(shapes.csv), writers=TEXT),
        Damage(
            code="cells_blanks_lost",
            label_zh="一格一行，空格丢失",
            apply=_shaped(shapes.cells_blanks_lost, blanks_lost=True),
            writers=TEXT,
        ),
        Damage(
            code="paragraphs",
            label_zh="一格一段，空格成空行",
            apply=_shaped(shapes.paragraphs, blanks_lost=True),
            writers=TEXT,
        ),
        Damage(
            code="spaces", label_zh="空格分列，空白丢失", apply=_shaped(shapes.spaces, blanks_lost=True), writers=TEXT
        ),
        Damage(code="aligned", label_zh="空格对齐", apply=_shaped(shapes.aligned, blanks_lost=True), writers=TEXT),
        Damage(
            code="labels_around",
            label_zh="行名在数字上下",
            apply=_shaped(shapes.labels_around, blanks_lost=True),
            writers=TEXT,
        ),
        Damage(
            code="labels_after",
            label_zh="行名在数字之后",
            apply=labels_after,
            writers=TEXT,
        ),
        Damage(
            code="labels_before",
            label_zh="行名单独一行，在数字之前",
            apply=_shaped(shapes.labels_before, blanks_lost=True),
            writers=TEXT,
        ),
        Damage(
            code="glued_groups",
            label_zh="组名断成几截，粘在各行",
            apply=_shaped(shapes.glued_groups, blanks_lost=True),
            writers=TEXT,
        ),
        Damage(code="row_shifted", label_zh="一行错后一列：归对，或存疑", apply=row_shifted, writers=TEXT),
        Damage(code="cell_gone", label_zh="一行少一格：存疑", apply=cell_gone, writers=TEXT),
        Damage(code="row_broken", label_zh="一行断成两行：归对，或存疑", apply=row_broken, writers=TEXT),
        Damage(code="rows_joined", label_zh="两行连成一行：归对，或存疑", apply=rows_joined, writers=TEXT),
        Damage(code="note_line", label_zh="说明掉到下一行", apply=note_line, writers=TEXT),
        Damage(code="one_line", label_zh="全文一行：存疑", apply=one_line, writers=TEXT),
        Damage(
            code="page_number_inside",
            label_zh="表中间有页码",
            apply=_between_lines("- 5 -", "— 5 —", "第 5 页", "第5页 共8页", "P. 5", "-5-"),
            writers=TEXT,
        ),
        Damage(code="image_marks", label_zh="转换软件留下的标记", apply=image_marks, writers=TEXT),
        Damage(code="question_marks", label_zh="空格成了 ????", apply=question_marks, writers=TEXT),
        Damage(
            code="old_line_ends",
            label_zh="换行符为 CR 或 CRLF",
            apply=_edited(lambda text: text.replace("\n", "\r")),
            writers=TEXT,
        ),
        Damage(
            code="wide_spaces",
            label_zh="空格为不换行空格",
            apply=_edited(lambda text: text.replace(" ", "\u00a0")),
            writers=TEXT,
        ),
        Damage(
            code="text_encodings",
            label_zh="UTF-16、GB18030 编码",
            apply=_encoded("utf-16", "gb18030", "utf-8-sig"),
            writers=TEXT,
        ),
    ),
)

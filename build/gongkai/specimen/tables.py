"""The three prescribed tables as grids with merged cells, the same for every kind of file."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from gongkai import codes
from gongkai.specimen.figures import application_rows, disclosure_keys

if TYPE_CHECKING:
    from gongkai.model import FormCode, TableCode
    from gongkai.specimen.figures import Figures, Key

CellKind = Literal["head", "label", "figure"]

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HEADERS = {
    ("applications", "enterprise"): "商业\n企业",
    ("applications", "research"): "科研\n机构",
    ("applications", "nonprofit"): "社会公\n益组织",
    ("applications", "legal_service"): "法律服\n务机构",
    ("proceedings", "upheld"): "结果\n维持",
    ("proceedings", "corrected"): "结果\n纠正",
    ("proceedings", "other"): "其他\n结果",
    ("proceedings", "pending"): "尚未\n审结",
}
"""Headers that the form breaks over two lines."""
FORM_2019 = {"normative_documents": "规范性文件", "decisions": "处理决定数量"}
"""Labels of the form of 2019 that the form of 2021 changed."""


class GridCell(NamedTuple):
    """A cell with its extent; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    kind: CellKind
    key: Key | None = None
    """The figure that the cell prints."""


class Grid(NamedTuple):
    """A table ready to be drawn."""

    table: TableCode
    rows: int
    widths: tuple[int, ...]
    """Relative widths of the columns."""
    header_rows: int
    """Rows that a writer may repeat after a page break; 0 where a header belongs to a block."""
    cells: tuple[GridCell, ...]
    """In reading order."""


def grids(figures: Figures, form: FormCode, *, undivided: bool) -> tuple[Grid, Grid, Grid]:
    """The tables of sections two, three and four with their figures filled in."""
    first, second, third = (_disclosure(form), _applications(undivided=undivided), _proceedings())
    return _fill(first, figures), _fill(second, figures), _fill(third, figures)


def _fill(grid: Grid, figures: Figures) -> Grid:
    cells = tuple(cell if cell.key is None else cell._replace(text=figures[cell.key].text) for cell in grid.cells)
    return grid._replace(cells=cells)


def _header(table: TableCode, column: str) -> str:
    return HEADERS.get((table, column), codes.column_label(table, column))


@cache
def _disclosure(form: FormCode) -> Grid:
    cells: list[GridCell] = []
    row = 0
    for clause, items in _blocks(form):
        columns = next(iter(items.values()))
        old = form == "2019" or (form == "mixed" and clause == "一")
        cells.append(GridCell(row, 0, 1, 4, f"第二十条第（{clause}）项", "head"))
        cells.append(GridCell(row + 1, 0, 1, 1, "信息内容", "head"))
        cells.extend(_spread(row + 1, [_disclosure_label(c, old=old, column=True) for c in columns], "head"))
        row += 2
        for item, names in items.items():
            cells.append(GridCell(row, 0, 1, 1, _disclosure_label(item, old=old), "label"))
            blanks = _spread(row, [""] * len(names), "figure")
            cells.extend(c._replace(key=("disclosure", item, n)) for c, n in zip(blanks, names, strict=True))
            row += 1
    return Grid("disclosure", row, (34, 22, 22, 22), 0, tuple(cells))


def _blocks(form: FormCode) -> list[tuple[str, dict[str, list[str]]]]:
    """Clause of article 20 -> its rows -> their columns."""
    clauses = {(c["row"], c["column"]): c["clause"] for c in codes.code_list("disclosure_cells")}
    blocks: dict[str, dict[str, list[str]]] = {}
    for _, row, column in disclosure_keys(form):
        blocks.setdefault(clauses[row, column], {}).setdefault(row, []).append(column)
    return list(blocks.items())


def _disclosure_label(code: str, *, old: bool, column: bool = False) -> str:
    if old and code in FORM_2019:
        return FORM_2019[code]
    return codes.column_label("disclosure", code) if column else codes.row_label("disclosure", code)


def _spread(row: int, texts: list[str], kind: CellKind) -> list[GridCell]:
    """One to three cells over the three right columns; the last one takes what is left."""
    last = len(texts) - 1
    return [GridCell(row, 1 + i, 1, 3 - i if i == last else 1, text, kind) for i, text in enumerate(texts)]


@cache
def _applications(*, undivided: bool) -> Grid:
    columns = codes.column_codes("applications")
    cells = [
        GridCell(0, 0, 3, 3, CORNER, "head"),
        GridCell(0, 3, 1, 7, "申请人情况", "head"),
        GridCell(1, 3, 2, 1, codes.column_label("applications", "natural_person"), "head"),
        GridCell(1, 4, 1, 5, "法人或其他组织", "head"),
        GridCell(1, 9, 2, 1, codes.column_label("applications", "total"), "head"),
        *(GridCell(2, 4 + i, 1, 1, _header("applications", c), "head") for i, c in enumerate(columns[1:6])),
    ]
    rows = application_rows(undivided=undivided)
    under_results = [code for code in rows if code not in ("received_new", "carried_in", "carried_out")]
    for row, code in enumerate(rows, start=3):
        if code == under_results[0]:
            cells.append(GridCell(row, 0, len(under_results), 1, "三、本年度办理结果", "label"))
        cells.extend(_row_labels(row, code, rows))
        cells.extend(GridCell(row, 3 + i, 1, 1, "", "figure", ("applications", code, c)) for i, c in enumerate(columns))
    return Grid("applications", 3 + len(rows), (5, 13, 29, 8, 8, 8, 8, 8, 6, 7), 3, tuple(cells))


def _row_labels(row: int, code: str, rows: tuple[str, ...]) -> list[GridCell]:
    text, group = codes.row_label("applications", code), codes.outcome_group(code)
    if code in ("received_new", "carried_in", "carried_out"):
        return [GridCell(row, 0, 1, 3, text, "label")]
    if group is None or code == "other_undivided":
        return [GridCell(row, 1, 1, 2, text, "label")]
    members = [other for other in rows if codes.outcome_group(other) == group]
    label = [GridCell(row, 1, len(members), 1, codes.labels("groups")[group], "label")] if code == members[0] else []
    return [*label, GridCell(row, 2, 1, 1, text, "label")]


@cache
def _proceedings() -> Grid:
    columns = codes.column_codes("proceedings")
    names = [_header("proceedings", column) for column in columns]
    cells = [
        GridCell(0, 0, 1, 5, "行政复议", "head"),
        GridCell(0, 5, 1, 10, "行政诉讼", "head"),
        *(GridCell(1, i, 2, 1, name, "head") for i, name in enumerate(names)),
        GridCell(1, 5, 1, 5, "未经复议直接起诉", "head"),
        GridCell(1, 10, 1, 5, "复议后起诉", "head"),
        *(GridCell(2, 5 + i, 1, 1, name, "head") for i, name in enumerate(names * 2)),
    ]
    keys: list[Key] = [("proceedings", row, c) for row in codes.row_codes("proceedings") for c in columns]
    cells.extend(GridCell(3, i, 1, 1, "", "figure", key) for i, key in enumerate(keys))
    return Grid("proceedings", 4, (1,) * 15, 3, tuple(cells))

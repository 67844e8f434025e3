"""The official tables as grids with true spans, as readers of PDF, Word and HTML give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.model import Block, Cell, Document, Paragraph, Table, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.recognise.shapes import Filled

Spanned = tuple[int, int, int, int, str]
"""Row, column, height, width, text."""


def table(cells: Sequence[Spanned], number: int = 1) -> Table:
    """A table of spanned cells."""
    made = tuple(
        Cell(row=r, column=c, row_span=h, column_span=w, text=t, where=Where(table=number, row=r + 1, column=c + 1))
        for r, c, h, w, t in sorted(cells)
    )
    rows = max(r + h for r, _, h, _, _ in cells)
    columns = max(c + w for _, c, _, w, _ in cells)
    return Table(rows=rows, columns=columns, cells=made, where=Where(table=number))


HEADER: tuple[Spanned, ...] = (
    (0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
    (0, 3, 1, 7, "申请人情况"),
    (1, 3, 2, 1, "自然人"),
    (1, 4, 1, 5, "法人或其他组织"),
    (1, 9, 2, 1, "总计"),
    *(
        (2, 4 + i, 1, 1, text)
        for i, text in enumerate(("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"))
    ),
)


def applications(filled: Filled, *, first: int = 0, last: int | None = None, header: bool = True) -> list[Spanned]:
    """Rows `first` to `last` of the official table, labels merged like in the form."""
    rows = filled.rows[first:last]
    top = 3 if header else 0
    cells: list[Spanned] = list(HEADER) if header else []
    for index, (labels, values) in enumerate(rows):
        row = top + index
        if labels[1] is None and labels[2] is None:
            cells.append((row, 0, 1, 3, labels[0] or ""))
        else:
            if labels[0] or index == 0:
                below = sum(1 for names, _ in rows[index:] if not (names[0] and names[1] is None))
                cells.append((row, 0, max(1, below), 1, labels[0] or ""))
            if labels[2] is None:
                cells.append((row, 1, 1, 2, labels[1] or ""))
            else:
                if labels[1] or index == 0:
                    height = next((k for k in range(1, len(rows) - index) if rows[index + k][0][1] or rows[index + k][0][2] is None), len(rows) - index)  # fmt: skip
                    cells.append((row, 1, height, 1, labels[1] or ""))
                cells.append((row, 2, 1, 1, labels[2]))
        cells += [(row, 3 + i, 1, 1, value) for i, value in enumerate(values)]
    return cells


def document(*blocks: Block) -> Document:
    """A document that is not made of lines."""
    return Document(path="ruled.html", media_type="text/html", sha256="0" * 64, bytes=1, blocks=blocks)


def heading(text: str) -> Paragraph:
    """A heading paragraph."""
    return Paragraph(text=text, where=Where(line=1))


def proceedings(values: Sequence[str]) -> Table:
    """The proceedings table with its three header rows."""
    results = [codes.column_label("proceedings", column) for column in codes.column_codes("proceedings")]
    cells: list[Spanned] = [
        (0, 0, 1, 5, "行政复议"),
        (0, 5, 1, 10, "行政诉讼"),
        (1, 5, 1, 5, "未经复议直接起诉"),
        (1, 10, 1, 5, "复议后起诉"),
    ]
    cells += [(1, i, 2, 1, text) for i, text in enumerate(results)]
    cells += [(2, 5 + i, 1, 1, text) for i, text in enumerate(results * 2)]
    cells += [(3, i, 1, 1, value) for i, value in enumerate(values)]
    return table(cells, 9)

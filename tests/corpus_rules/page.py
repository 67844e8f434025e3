"""Annual reports of the unit cases printed as pages: the form's own tables, prose between them, title and date.

What is printed is the form as the notices give it, so that everything on the way from the page to the result
is tried: reader, recogniser, statements, rules.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from tests.corpus_rules.sentences import told

from gongkai.specimen.figures import Printed
from gongkai.specimen.tables import grids

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai.model import Agency, AnnualReport, Figure, FormCode, Key
    from gongkai.specimen.tables import Grid, GridCell

NAMES = {
    ("province", True): "示例省人民政府",
    ("county", True): "南样县人民政府",
    ("township", True): "南样县样本镇人民政府",
    ("township", False): "南样县样本镇人民政府",
    ("city", False): "甲样市统计局",
    ("county", False): "南样县统计局",
}
"""(level, is a government) -> a body of it that the register of invented places knows."""
NOBODY = "我局"
"""What a report calls itself that does not say who it is."""


def body(agency: Agency | None) -> str:
    """The name under which a page is published."""
    if agency is None:
        return NOBODY
    if not agency.name.startswith("某地"):
        return agency.name
    return NAMES[agency.level or "county", agency.name.endswith("政府")]


def page(report: AnnualReport, *, prose: dict[str, str] | None = None) -> bytes:
    """The report as an HTML page.

    Args:
        report: as the unit cases build it; its statements become sentences of the first section.
        prose: further text by section, one line a paragraph.
    """
    name, year = body(report.agency), f"{report.year}年" if report.year else ""
    title = f"{'' if report.agency is None else name}{year}政府信息公开工作年度报告"
    date = report.published_on
    head = f'<meta charset="utf-8"><title>{title}</title>'
    lines = [f"<h1>{title}</h1>"]
    if date:
        head += f'<meta name="PubDate" content="{date}">'
        lines.append(f"<div>发布时间：{date}</div>")
    drawn = {grid.table: grid for grid in tables(report)}
    for position, section in enumerate(report.sections):
        number = f"{section.number}、" if section.number else ""
        lines.append(f"<p><strong>{number}{section.heading}</strong></p>")
        texts = [section.text, (prose or {}).get(section.code or "", "")]
        if position == 0:
            texts.extend(told(report.statements, report.year))
        lines += [paragraph(line) for text in texts for line in text.splitlines() if line]
        if section.code in drawn:
            lines.append(table(drawn[section.code]))
    lines.append(f'<p align="right">{"" if report.agency is None else name}</p>')
    if date:
        lines.append(f'<p align="right">{date.year}年{date.month}月{date.day}日</p>')
    return f"<!DOCTYPE html><html><head>{head}</head><body>{''.join(lines)}</body></html>".encode()


def paragraph(text: str) -> str:
    """A paragraph; a picture where the text of the unit case stands for one."""
    if text.startswith("[image: "):
        return f'<p><img src="{text[8:-1]}"></p>'
    return f"<p>\u3000\u3000{escape(text)}</p>"


def tables(report: AnnualReport) -> list[Grid]:
    """The form's three tables with the cells of the report; rows and tables that it lacks are cut off."""
    if report.form == "2008":
        return []
    figures = {(f.table, f.row, f.column): f for f in report.figures if f.status != "absent"}
    form: FormCode = "2019" if report.form == "2019" else "mixed" if report.form == "mixed" else "2021"
    undivided = ("applications", "other_undivided", "total") in figures
    keys = [cell.key for grid in grids(_Zeros(), form, undivided=undivided) for cell in grid.cells if cell.key]
    printed = {key: Printed(_text(figures[key]), None) for key in keys if key in figures}
    drawn = grids(_Zeros(printed), form, undivided=undivided)
    there = {(table, row) for table, row, _ in figures}
    kept = [cut(grid, lambda key: key[:2] in there) for grid in drawn]
    return [grid for grid in kept if any(cell.key for cell in grid.cells)]


class _Zeros(dict["Key", Printed]):
    """Cells of the form that a unit case does not have because it is of another edition print 0."""

    def __missing__(self, key: Key) -> Printed:
        return Printed("0", 0)


def _text(figure: Figure) -> str:
    return f"{figure.raw}（{figure.note}）" if figure.note and figure.note not in figure.raw else figure.raw


def cut(grid: Grid, keep: Callable[[Key], bool]) -> Grid:
    """The grid without the rows whose figures are not kept; labels over several rows shrink."""
    gone = {cell.row for cell in grid.cells if cell.key and not keep(cell.key)}
    if not gone:
        return grid
    gone -= {cell.row for cell in grid.cells if cell.key and keep(cell.key)}
    number = {old: new for new, old in enumerate(row for row in range(grid.rows) if row not in gone)}
    cells: list[GridCell] = []
    for cell in grid.cells:
        rows = [row for row in range(cell.row, cell.row + cell.row_span) if row not in gone]
        if rows:
            cells.append(cell._replace(row=number[rows[0]], row_span=len(rows)))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return grid._replace(rows=len(number), cells=tuple(cells))


def table(grid: Grid) -> str:
    """A table with merged cells as mark-up."""
    rows = []
    for _, cells in groupby(sorted(grid.cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row):
        rows.append("<tr>" + "".join(_cell(cell) for cell in cells) + "</tr>")
    return f'<table border="1">{"".join(rows)}</table>'


def _cell(cell: GridCell) -> str:
    spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
        f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    )
    return f"<td{spans}>{escape(cell.text).replace(chr(10), '<br>')}</td>"

"""The three prescribed tables for the terminal, rows and columns in the order of the form, 80 columns wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gongkai import codes
from gongkai.checks.words import column_name, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongkai.model import AnnualReport, Figure, TableCode

Cells = dict[tuple[str, str], "Figure"]
LABEL_WIDTH = 28
WIDTHS: dict[TableCode, int] = {"disclosure": 16, "applications": 6, "proceedings": 9}
"""Character cells of a figure column; with one space each, and the labels, at most 79."""
NUMERALS = "一二三四五六七八九"


def tables(report: AnnualReport) -> Iterator[tuple[TableCode, list[Table]]]:
    """The tables that are there; that on disclosure has a part for each clause of article 20."""
    drawers: tuple[tuple[TableCode, Callable[[Cells], Iterator[Table]]], ...] = (
        ("disclosure", _disclosure),
        ("applications", _applications),
        ("proceedings", _proceedings),
    )
    for code, draw in drawers:
        cells: Cells = {(f.row, f.column): f for f in report.figures if f.table == code and f.status != "absent"}
        if cells:
            yield code, list(draw(cells))


def _table(code: TableCode, corner: str, columns: Sequence[str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False)
    table.add_column(corner, width=LABEL_WIDTH, overflow="fold")
    for column in columns:
        table.add_column(
            column_name(code, column), justify="right", width=WIDTHS[code], overflow="fold", vertical="bottom"
        )
    return table


def _balanced(header: str, width: int) -> str:
    """A header in lines of equal length: 商业 over 企业, not 商业企 over 业."""
    lines = -(-cell_len(header) // width)
    length = -(-len(header) // lines)
    return "\n".join(header[start : start + length] for start in range(0, len(header), length))


def _disclosure(cells: Cells) -> Iterator[Table]:
    """Clause by clause; in a mixed form with the columns that the file has."""
    clauses: dict[str, list[tuple[str, str]]] = {}
    for line in sorted(codes.code_list("disclosure_cells"), key=lambda line: int(line["order"])):
        key = (line["row"], line["column"])
        if key in cells and key not in clauses.setdefault(line["clause"], []):
            clauses[line["clause"]].append(key)
    for clause in sorted((clause for clause, keys in clauses.items() if keys), key=NUMERALS.index):
        columns = list(dict.fromkeys(column for _, column in clauses[clause]))
        table = _table("disclosure", f"第二十条第（{clause}）项", columns)
        for row in dict.fromkeys(row for row, _ in clauses[clause]):
            table.add_row(codes.row_label("disclosure", row), *(_cell(cells.get((row, column))) for column in columns))
        yield table


def _applications(cells: Cells) -> Iterator[Table]:
    columns = codes.column_codes("applications")
    table = _table("applications", "", columns)
    group = None
    for row in codes.row_codes("applications"):
        if not any((row, column) in cells for column in columns):
            continue
        label = codes.row_label("applications", row).partition("（区分")[0]
        now = codes.outcome_group(row)
        heading = codes.labels("groups")[now] if now else ""
        if now != group and now and not label.startswith(heading):
            table.add_row(Text(heading, style="dim"))
        group = now
        table.add_row(label, *(_cell(cells.get((row, column))) for column in columns))
    yield table


def _proceedings(cells: Cells) -> Iterator[Table]:
    """A row a channel; the form sets the three side by side, which no terminal is wide enough for."""
    columns = codes.column_codes("proceedings")
    table = _table("proceedings", "", columns)
    for row in codes.row_codes("proceedings"):
        if any((row, column) in cells for column in columns):
            table.add_row(codes.row_label("proceedings", row), *(_cell(cells.get((row, column))) for column in columns))
    yield table


def _cell(figure: Figure | None) -> Text:
    """A figure; · for a blank, the print for what does not apply, ? with the print for what cannot be read."""
    if figure is None:
        return Text("")
    if figure.status == "reported":
        return Text(number(figure.value))
    if figure.status == "blank":
        return Text("·", style="dim")
    if figure.status == "not_applicable":
        return Text(figure.raw.strip() or "/", style="dim")
    return Text(f"?{' '.join(figure.raw.split())}", style="bold magenta")

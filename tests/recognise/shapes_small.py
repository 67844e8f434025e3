"""The disclosure and proceedings tables as text, in every shape, with known figures."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.recognise.shapes import document

from gongkai import codes
from gongkai.recognise.forms import EDITIONS

if TYPE_CHECKING:
    from gongkai.model import Document, FormCode

Printed = list[str]
"""Cells of one row as printed."""


@dataclass(frozen=True)
class Small:
    """Rows as printed (labels first) and the truth."""

    rows: list[Printed]
    truth: dict[tuple[str, str], int | None]
    width: int


def disclosure(seed: int, form: FormCode, *, blanks: bool) -> Small:
    """A filled disclosure table of one edition."""
    rng = random.Random(seed)
    edition = next(e for e in EDITIONS if e.code == form)
    rows: list[Printed] = []
    truth: dict[tuple[str, str], int | None] = {}
    for block in edition.blocks:
        rows.append([f"第二十条第（{block.clause}）项"])
        rows.append(["信息内容", *(codes.column_label("disclosure", column) for column in block.columns)])
        for item in block.rows:
            values = [rng.choice((0, 0, 3, 17, 1716)) for _ in block.columns]
            kept: list[int | None] = [None if blanks and rng.random() < 0.3 else value for value in values]
            truth |= {(item, column): value for column, value in zip(block.columns, kept, strict=True)}
            rows.append([codes.row_label("disclosure", item), *("" if v is None else str(v) for v in kept)])
    return Small(rows, truth, 4)


def proceedings(seed: int, *, blanks: bool) -> Small:
    """A filled proceedings table."""
    rng = random.Random(seed)
    results = [codes.column_label("proceedings", column) for column in codes.column_codes("proceedings")]
    rows: list[Printed] = [["行政复议", "行政诉讼"], [*results, "未经复议直接起诉", "复议后起诉"], [*results, *results]]
    truth: dict[tuple[str, str], int | None] = {}
    cells: Printed = []
    for channel in codes.row_codes("proceedings"):
        parts = [rng.choice((0, 0, 1, 12)) for _ in range(4)]
        values: list[int | None] = [*parts, sum(parts)]
        values = [None if blanks and rng.random() < 0.3 else value for value in values]
        truth |= {(channel, c): v for c, v in zip(codes.column_codes("proceedings"), values, strict=True)}
        cells += ["" if v is None else str(v) for v in values]
    return Small([*rows, cells], truth, 15)


def tabs(table: Small) -> list[str]:
    """Tab rows filled up at the end."""
    return ["\t".join(row + [""] * (table.width - len(row))) for row in table.rows]


def markdown(table: Small) -> list[str]:
    """Markdown rows with outer bars."""
    return ["| " + " | ".join(row + [""] * (table.width - len(row))) + " |" for row in table.rows]


def bars_padded(table: Small) -> list[str]:
    """Bars without outer ones, bare bars for merged cells."""
    return [" | ".join(row) + " |" + "|" * (table.width - len(row)) for row in table.rows]


def cells_with_tabs(table: Small) -> list[str]:
    """One cell a line after a tab, an empty line between rows."""
    return [line for row in table.rows for line in [*(f"\t{cell}" for cell in row), ""]]


def cells_with_bars(table: Small) -> list[str]:
    """One cell a line with a bar behind, a bar alone for an empty cell."""
    lines: list[str] = []
    for row in table.rows:
        lines += [f"{cell} |" if cell else "|" for cell in row]
        if len(row) < table.width - 1:
            lines.append("|" * (table.width - len(row)))
    return lines


def cells_on_lines(table: Small) -> list[str]:
    """One cell a line, blank cells lost."""
    return [cell for row in table.rows for cell in row if cell]


def cells_as_paragraphs(table: Small) -> list[str]:
    """One cell a paragraph, blank cells shrunk to empty lines."""
    return [line for row in table.rows for cell in row for line in ([cell, ""] if cell else [""])]


def spaces(table: Small) -> list[str]:
    """Cells parted by spaces, blanks lost."""
    return [" ".join(cell for cell in row if cell) for row in table.rows]


Shape = Callable[[Small], list[str]]
EXACT: tuple[Shape, ...] = (tabs, markdown, bars_padded, cells_with_tabs, cells_with_bars)
LOSSY: tuple[Shape, ...] = (cells_on_lines, cells_as_paragraphs, spaces)


def in_report(disclosed: list[str], disputes: list[str]) -> Document:
    """Both tables under their headings."""
    return document(["二、主动公开政府信息情况", *disclosed, "三、收到和处理政府信息公开申请情况", "无。", "四、政府信息公开行政复议、行政诉讼情况", *disputes, "五、存在的主要问题及改进情况", "无。"])  # fmt: skip

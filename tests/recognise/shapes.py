"""The official tables written as text in every shape that real pages were seen in, with known figures.

A shape is a function from a filled table to lines. `EXACT` shapes determine every figure; in `LOSSY`
ones blanks or columns are lost, so that some figures can only be doubted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai import codes
from gongkai.model import Document, Paragraph, Where
from gongkai.recognise.forms import RESULTS_LABEL

COLUMNS = codes.column_codes("applications")
GROUPS = {row["code"]: row["label_zh"] for row in codes.code_list("groups")}
Row = tuple[tuple[str | None, str | None, str | None], list[str]]
"""Three label columns (None: covered by a label from above or from the left) and seven cells as printed."""


@dataclass(frozen=True)
class Filled:
    """An applications table with its truth: value per (row, column), None where the cell is blank."""

    truth: dict[tuple[str, str], int | None]
    rows: list[Row]


def filled(seed: int, *, undivided: bool = False, blanks: str = "none") -> Filled:
    """A consistent random table. `blanks`: none, zeros (every 0 left blank), some (a third of the 0s)."""
    rng = random.Random(seed)  # reproducible
    left_out = ("other_uncorrected", "other_unpaid", "other_other") if undivided else ("other_undivided",)
    wanted = [code for code in codes.row_codes("applications") if code not in left_out]
    details = {
        c: [rng.choice((0, 0, 0, 0, 1, 2, 5, 13, 240)) for _ in range(6)] for c in wanted if c in codes.outcome_codes()
    }
    concluded = [sum(column) for column in zip(*details.values(), strict=True)]
    carried_in = [rng.choice((0, 0, 3)) for _ in range(6)]
    carried_out = [min(rng.choice((0, 0, 2)), carried_in[i] + concluded[i]) for i in range(6)]
    received = [concluded[i] + carried_out[i] - carried_in[i] for i in range(6)]
    for i in range(6):
        if received[i] < 0:
            carried_in[i] += received[i]
            received[i] = 0
    numbers = {
        "received_new": received,
        "carried_in": carried_in,
        **details,
        "concluded_total": concluded,
        "carried_out": carried_out,
    }
    truth: dict[tuple[str, str], int | None] = {}
    rows: list[Row] = []
    seen_groups: set[str] = set()
    for code in wanted:
        values: list[int | None] = [*numbers[code], sum(numbers[code])]
        if blanks != "none":
            values = [None if v == 0 and (blanks == "zeros" or rng.random() < 0.33) else v for v in values]
        for column, value in zip(COLUMNS, values, strict=True):
            truth[code, column] = value
        rows.append((_labels(code, seen_groups), ["" if v is None else str(v) for v in values]))
    return Filled(truth, rows)


def _labels(code: str, seen: set[str]) -> tuple[str | None, str | None, str | None]:
    text = codes.row_label("applications", code)
    if code in ("received_new", "carried_in", "carried_out"):
        return text, None, None
    first = None if seen else RESULTS_LABEL
    group = codes.outcome_group(code)
    seen.add("results")
    if group is None or code == "other_undivided":
        return first, text, None
    second = None if group in seen else GROUPS[group]
    seen.add(group)
    return first, second, text


def _names(row: Row) -> list[str]:
    return [text for text in row[0] if text]


HEADER_LINES = ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况", "自然人", "法人或其他组织", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]  # fmt: skip


def tabs_in_place(table: Filled) -> list[str]:
    """Tab rows at full width, merged cells filled up where they stand."""
    return ["\t".join([*(text or "" for text in labels), *cells]) for labels, cells in table.rows]


def tabs_at_end(table: Filled) -> list[str]:
    """Tab rows, merged cells filled up at the end of the row."""
    lines = []
    for row in table.rows:
        down = sum(1 for text in row[0] if text is None and not _is_wide(row))
        cells = [""] * down + _names(row) + row[1]
        lines.append("\t".join(cells + [""] * (10 - len(cells))))
    return lines


def _is_wide(row: Row) -> bool:
    return row[0][0] is not None and row[0][1] is None


def markdown(table: Filled) -> list[str]:
    """Markdown rows with outer bars, merged labels repeated."""
    lines = [
        "| 项目 | | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    first = second = ""
    for labels, cells in table.rows:
        first = labels[0] or first
        second = labels[1] or ("" if labels[0] and labels[0] != RESULTS_LABEL else second)
        path = [first, second or first, labels[2] or second or first]
        lines.append("| " + " | ".join([*path, *cells]) + " |")
    return lines


def bars_padded(table: Filled) -> list[str]:
    """Bars without outer ones, cells apart by spaces, bare bars for what was merged."""
    return [" | ".join([*_names(row), *row[1]]) + " |" + "|" * (3 - len(_names(row))) for row in table.rows]


def cells_with_tabs(table: Filled) -> list[str]:
    """One cell a line after a tab, an empty line between rows."""
    lines = []
    for labels, cells in table.rows:
        covered = [] if labels[0] and labels[1] is None else ["" for text in labels if text is None]
        covered = covered[: 3 - len([t for t in labels if t])]
        lines += [f"\t{text}" for text in [*covered, *(t for t in labels if t), *cells]]
        lines.append("")
    return lines


def cells_with_bars(table: Filled) -> list[str]:
    """One cell a line with a bar behind, a bar alone for an empty cell, bars for merged ones at the row's end."""
    lines = []
    for row in table.rows:
        lines += [f"{text} |" for text in _names(row)]
        lines += [f"{cell} |" if cell else "|" for cell in row[1]]
        if len(_names(row)) == 1:
            lines.append("||")
    return lines


def cells_on_lines(table: Filled) -> list[str]:
    """One cell a line, blank cells lost."""
    return [text for row in table.rows for text in [*_names(row), *row[1]] if text]


def cells_as_paragraphs(table: Filled) -> list[str]:
    """One cell a paragraph; blank cells shrunk to empty lines."""
    lines = []
    for row in table.rows:
        for text in [*_names(row), *row[1]]:
            lines += [text, ""] if text else [""]
    return lines


def cells_as_empty_paragraphs(table: Filled) -> list[str]:
    """One cell a paragraph; a blank cell is an empty paragraph."""
    return [line for row in table.rows for text in [*_names(row), *row[1]] for line in (text, "")]


def cells_or_empty_lines(table: Filled) -> list[str]:
    """One cell a line, an empty line for a blank cell."""
    return [text for row in table.rows for text in [*_names(row), *row[1]]]


def spaces(table: Filled) -> list[str]:
    """Label and figures parted by spaces, blanks lost."""
    return [" ".join(["".join(_names(row)), *(cell for cell in row[1] if cell)]) for row in table.rows]


def spaces_group_first(table: Filled) -> list[str]:
    """Group labels on a line of their own, then rows parted by spaces."""
    lines = []
    for row in table.rows:
        names = _names(row)
        lines += names[:-1]
        lines.append(" ".join([names[-1], *(cell for cell in row[1] if cell)]))
    return lines


def label_around(table: Filled) -> list[str]:
    """Long labels broken above and below their figures, as in the text layer of a PDF."""
    lines = []
    for row in table.rows:
        name = "".join(_names(row))
        figures = " ".join(cell for cell in row[1] if cell)
        if len(name) > 16 and figures:
            lines += [name[:12], figures, name[12:]]
        else:
            lines.append(f"{name} {figures}")
    return lines


def labels_after(table: Filled) -> list[str]:
    """Figures on one line, their label on the next."""
    return [part for row in table.rows for part in (" ".join(c for c in row[1] if c), "".join(_names(row)))]


def cells_labels_after(table: Filled) -> list[str]:
    """One cell a line, figures before their label."""
    return [text for row in table.rows for text in [*row[1], *_names(row)] if text]


def denials_unlabelled(table: Filled) -> list[str]:
    """One cell a line with bars; the eight grounds of denial have lost their labels."""
    lines = []
    for row in table.rows:
        names = _names(row)
        leaf = row[0][2]
        denial = leaf in {codes.row_label("applications", c) for c in codes.outcome_codes() if c.startswith("denied")}
        lines += [f"{text} |" for text in (names[:-1] if denial else names)]
        lines += [f"{cell} |" if cell else "|" for cell in row[1]]
    return lines


Shape = Callable[[Filled], list[str]]
EXACT: tuple[Shape, ...] = (tabs_in_place, tabs_at_end, markdown, bars_padded, cells_with_tabs, cells_with_bars)
LOSSY: tuple[Shape, ...] = (
    cells_on_lines, cells_as_paragraphs, cells_as_empty_paragraphs, cells_or_empty_lines, spaces, spaces_group_first,
    label_around, labels_after, cells_labels_after, denials_unlabelled,
)  # fmt: skip


def document(lines: Sequence[str]) -> Document:
    """A text document with the given lines."""
    blocks = tuple(Paragraph(text=line, where=Where(line=number)) for number, line in enumerate(lines, 1))
    return Document(path="shape.txt", media_type="text/plain", sha256="0" * 64, bytes=1, blocks=blocks, line_based=True)


def whole(table: Filled, shape: Shape) -> Document:
    """The table with its heading, its header and the heading that follows."""
    header = [] if shape is markdown else HEADER_LINES
    return document(["三、收到和处理政府信息公开申请情况", *header, *shape(table), "四、政府信息公开行政复议、行政诉讼情况", "无。", "五、存在的主要问题及改进情况", "无。"])  # fmt: skip

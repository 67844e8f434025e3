"""Where the commands write: colours and bars on a terminal only, plain lines in files and in CI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Severity, State, Where

SEVERITY_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
STATE_ORDER: tuple[State, ...] = ("failed", "explained", "not_checkable", "passed")
SEVERITY_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


def stdout() -> Console:
    """Standard output. rich honours NO_COLOR and writes no escapes where there is no terminal."""
    return Console(highlight=False, emoji=False, markup=False)


def stderr() -> Console:
    """Standard error, for progress and for the one line that says what went wrong."""
    return Console(stderr=True, highlight=False, emoji=False, markup=False)


def plain_table(*columns: str, title: str | None = None, right: tuple[str, ...] = ()) -> Table:
    """A table with one rule under its header; columns named in `right` hold numbers."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return table


def place(where: Where | None) -> str:
    """A place in the original in words: 第2页 表3 第4行第5列."""
    if where is None:
        return ""
    parts = [
        where.member or "",
        f"工作表“{where.sheet}”" if where.sheet else "",
        f"第{where.page}页" if where.page else "",
        f"表{where.table}" if where.table else "",
        f"第{where.row}行" if where.row else "",
        f"第{where.column}列" if where.column else "",
        f"第{where.line}行" if where.line else "",
    ]
    return " ".join(part for part in parts if part)


NO_LINE_STARTS_WITH = frozenset("、，。；：！？）》”’,.;:!?)]}%")
WORD = re.compile(r"[!-~]+|.")
"""What is not broken: a run of Latin letters and digits, or one character."""


def wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of `width` character cells; Chinese may break anywhere but before closing punctuation, which may stand out.

    >>> list(wrapped("有 3 处无法核对，见 data/rejects.csv。", 16))
    ['有 3 处无法核对，', '见', 'data/rejects.csv。']
    """
    line = ""
    for word in WORD.findall(text.replace("\n", " ")):
        if cell_len(line + word) > width and word[0] not in NO_LINE_STARTS_WITH and line.strip():
            yield line.rstrip()
            line = ""
        line += word if line or word != " " else ""
    if line:
        yield line


def count(number: int) -> str:
    """An integer with separators."""
    return f"{number:,}"

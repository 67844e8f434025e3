"""Hand-kept tables beside the originals (`originals.csv`, `register.csv` …): decoded, header checked, line by line.

A problem is told, never raised; what follows from it is the table's own affair. Where a line left out only leaves
something unsaid, it becomes a `Rejection` whose path names file and line (`originals.csv:7`) and the build goes on. Where
it would leave a wrong number standing (`corrections.csv`), or a gap nobody sees (`register.csv`), it stops the build.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.model import Rejection

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""A line is some 200 bytes; 100,000 originals are 20 MB."""
MOST_FAULTS = 100
"""Faulty lines that are named one by one."""
_ENCODINGS = ("utf-8-sig", "gb18030")
"""As written by editors, and by Excel in Chinese Windows."""
_DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, its values by column name, spaces around them dropped."""

    number: int
    """As an editor counts; the header is line 1."""
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line, or the table as a whole, cannot be used: for `rejects` in Chinese, for the command line in English."""

    line: int
    """1 for the table as a whole."""
    zh: str
    """Goes on after 第 n 行."""
    en: str
    """What was read, what is expected, what to do."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A table as found."""

    name: str
    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def faults(self) -> tuple[Rejection, ...]:
        """The problems as they stand in `rejects`."""
        return tuple(fault(self.name, problem.line, problem.zh) for problem in self.problems)


class LineError(Exception):
    """When a line cannot be used; its text becomes the note of a fault, or of the error that stops the build."""


def fault(name: str, line: int, note: str) -> Rejection:
    """What stands in `rejects` for one line.

    Args:
        name: of the table's file.
        line: its number; 1 for the table as a whole.
        note: one sentence: what was found, what was expected, what to do.
    """
    return Rejection(
        path=f"{name}:{line}",
        media_type="text/csv",
        sha256="",
        bytes=0,
        outcome="unreadable",
        type="damaged",
        note=f"第 {line} 行{note}",
    )


def capped(name: str, faults: list[Rejection]) -> tuple[Rejection, ...]:
    """The first faults of a table, and one line that counts the others: a table for another folder has a fault in each line."""
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    line = int(faults[MOST_FAULTS].path.rpartition(":")[2])
    note = f"起另有 {len(faults) - MOST_FAULTS} 行不能采用；请核对该清单是否属于这个文件夹。"
    return (*faults[:MOST_FAULTS], fault(name, line, note))


def read_beside(path: Path, columns: tuple[str, ...], required: tuple[str, ...]) -> Beside:
    """Read a table; one that does not exist is empty and without fault.

    Args:
        path: the file.
        columns: columns that have a meaning; others are passed over.
        required: those that must be there.
    """
    name = path.name
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            size = f"{MAX_BYTES // 2**20} MB"
            return _whole(
                name, f"：文件大于 {size}；请拆分或核对文件。", f"larger than {size}; split or check the file"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        return Beside(name)
    except OSError as error:
        why = error.strerror
        return _whole(name, f"：无法打开（{why}）；请检查权限。", f"cannot be opened ({why}); check its rights")
    text = _text(data)
    if text is None:
        note = "：不是 UTF-8 或 GBK 编码的文本；请另存为 CSV UTF-8。"
        return _whole(name, note, "no text in UTF-8 or GBK; save it as CSV UTF-8")
    return _table(name, text, columns, required)


def _whole(name: str, zh: str, en: str) -> Beside:
    return Beside(name, problems=(Problem(1, zh, en),))


def _text(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _table(name: str, text: str, columns: tuple[str, ...], required: tuple[str, ...]) -> Beside:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    problems: list[Problem] = []
    header: list[str] | None = None
    end = 0
    try:
        for row in reader:
            number, end = end + 1, reader.line_num
            cells = [cell.strip() for cell in row]
            if header is None:
                header = [cell.lower() for cell in cells]
                problem = _header_problem(header, columns, required)
                if problem is not None:
                    return Beside(name, problems=(problem,))
            elif any(cells):
                if len(cells) > len(header) and any(cells[len(header) :]):
                    note = f"有 {len(cells)} 列，表头只有 {len(header)} 列；请把含逗号的值放在引号内，该行未采用。"
                    en = f"has {len(cells)} fields, expected {len(header)} as in the header; quote values with commas"
                    problems.append(Problem(number, note, en))
                    continue
                unprintable = next((cell for cell in cells if not cell.isprintable()), None)
                if unprintable is not None:
                    note = f"的值 {unprintable[:20]!r} 含有无法显示的字符；请删去，该行未采用。"
                    en = f"{unprintable[:20]!r} has characters that cannot be shown; delete them"
                    problems.append(Problem(number, note, en))
                    continue
                lines.append(Line(number, {c: v for c, v in zip(header, cells, strict=False) if c in columns}))
    except csv.Error as error:
        note = f"起无法读取（{error}）；请检查引号，其后各行未采用。"
        problems.append(Problem(end + 1, note, f"not readable from here on ({error}); check the quotes"))
    if header is None:
        needed = ",".join(columns)
        note = f"：文件是空的；应有表头 {needed}，请补上或删去该文件。"
        problems.append(Problem(1, note, f"the file is empty, expected the header {needed}; add it or delete the file"))
    return Beside(name, tuple(lines), tuple(problems))


def _header_problem(header: list[str], columns: tuple[str, ...], required: tuple[str, ...]) -> Problem | None:
    missing = [column for column in required if column not in header]
    if missing:
        found, needed = _short(",".join(header)), ",".join(columns)
        return Problem(
            1,
            f"：表头为“{found}”，缺少 {'、'.join(missing)}；应为 {needed}，整个文件未采用。",
            f"the header is {found}, expected {needed}; add {', '.join(missing)}",
        )
    twice = [column for column in columns if header.count(column) > 1]
    if twice:
        note = f"：表头中 {'、'.join(twice)} 出现不止一次；请各留一列，整个文件未采用。"
        return Problem(1, note, f"the header has {', '.join(twice)} more than once; keep one column each")
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

"""Hand-kept tables beside the originals (`originals.csv`, `agencies.csv`): decoded, header checked, line by line.

A fault never ends a build: it becomes a `Rejection` whose path names file and line (`originals.csv:7`), and the line is left out.
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
class Beside:
    """A table as found."""

    name: str
    lines: tuple[Line, ...] = ()
    faults: tuple[Rejection, ...] = ()


class LineError(Exception):
    """When a line cannot be used; its text becomes the note of a fault."""


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
            return Beside(name, faults=(fault(name, 1, f"：文件大于 {MAX_BYTES // 2**20} MB；请拆分或核对文件。"),))
        data = path.read_bytes()
    except FileNotFoundError:
        return Beside(name)
    except OSError as error:
        return Beside(name, faults=(fault(name, 1, f"：无法打开（{error.strerror}）；请检查权限。"),))
    text = _text(data)
    if text is None:
        return Beside(name, faults=(fault(name, 1, "：不是 UTF-8 或 GBK 编码的文本；请另存为 CSV UTF-8。"),))
    return _table(name, text, columns, required)


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
    faults: list[Rejection] = []
    header: list[str] | None = None
    end = 0
    try:
        for row in reader:
            number, end = end + 1, reader.line_num
            cells = [cell.strip() for cell in row]
            if header is None:
                header = [cell.lower() for cell in cells]
                note = _header_fault(header, columns, required)
                if note:
                    return Beside(name, faults=(fault(name, 1, note),))
            elif any(cells):
                if len(cells) > len(header) and any(cells[len(header) :]):
                    note = f"有 {len(cells)} 列，表头只有 {len(header)} 列；请把含逗号的值放在引号内，该行未采用。"
                    faults.append(fault(name, number, note))
                    continue
                unprintable = next((cell for cell in cells if not cell.isprintable()), None)
                if unprintable is not None:
                    note = f"的值 {unprintable[:20]!r} 含有无法显示的字符；请删去，该行未采用。"
                    faults.append(fault(name, number, note))
                    continue
                lines.append(Line(number, {c: v for c, v in zip(header, cells, strict=False) if c in columns}))
    except csv.Error as error:
        faults.append(fault(name, end + 1, f"起无法读取（{error}）；请检查引号，其后各行未采用。"))
    if header is None:
        faults.append(fault(name, 1, f"：文件是空的；应有表头 {','.join(columns)}，请补上或删去该文件。"))
    return Beside(name, tuple(lines), tuple(faults))


def _header_fault(header: list[str], columns: tuple[str, ...], required: tuple[str, ...]) -> str | None:
    missing = [column for column in required if column not in header]
    if missing:
        return f"：表头为“{_short(','.join(header))}”，缺少 {'、'.join(missing)}；应为 {','.join(columns)}，整个文件未采用。"
    twice = [column for column in columns if header.count(column) > 1]
    if twice:
        return f"：表头中 {'、'.join(twice)} 出现不止一次；请各留一列，整个文件未采用。"
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

"""Kinds that LibreOffice turns into DOCX before they are read: how the copy is read, and how junk is told.

Where no converter is installed, such files are rejected with what to install.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.errors import UnreadableFileError
from gongkai.model import Finding, Paragraph, Table, Where
from gongkai.readers.conversion import copy_of
from gongkai.readers.docx import reader as docx

if TYPE_CHECKING:
    from gongkai.readers.original import Content

MISSING = "，需要先用 LibreOffice 转换，而这台机器上没有找到 soffice；请安装（Debian、Ubuntu：apt-get install libreoffice-writer），或另存为 DOCX 后放入"
INCOMPLETE = "不完整（可能下载中断）；请重新下载，或用 WPS、Word、LibreOffice 打开后另存为 DOCX"
LOCKED = UnreadableFileError("encrypted", "文件带有打开密码；请解除密码后另存为 DOCX 或 PDF")

NOISE = 0.08
"""Share of characters that no Chinese or Western text has, from which on the text is noise."""
SAMPLE = 20_000
"""Characters that are looked at."""
_COMMON = re.compile(r"[的年一二三件不在有是和公政信] | [A-Za-z]{3,} [A-Za-z]{2,}", re.VERBOSE)
DOUBT = "〔存疑〕"
"""Put before the text of a cell whose column is not certain; with it the cell is no figure."""
_TWO_FIGURES = re.compile(r"\d[\d.,]*(?:\[[^\]]*\])?\n\d[\d.,]*(?:\[[^\]]*\])?")
_ODD = frozenset({"Cc", "Co", "Cn", "Cs"})
_LATIN = ("\u0080", "\u024f")


def read_converted(data: bytes, suffix: str, label_zh: str) -> Content:
    """Read the copy that the converter makes of an original.

    Args:
        data: the original.
        suffix: usual suffix of its kind; the converter goes by it.
        label_zh: what people call this kind of file.

    Raises:
        UnreadableFileError: `converter_missing`; `damaged` when the copy is empty or noise; what the converter raises.
    """
    copy = copy_of(data, suffix)
    if copy is None:
        raise UnreadableFileError("converter_missing", f"这是{label_zh}{MISSING}")
    if not docx.accepts(copy):
        raise damaged(label_zh)
    content = docx.read(copy)
    if is_noise(_text(content)):
        raise damaged(label_zh)
    return doubted(content)


def damaged(label_zh: str) -> UnreadableFileError:
    """Return the error for a file of which nothing sensible comes out."""
    return UnreadableFileError(
        "damaged", f"{label_zh}转换后没有可读的文字，文件疑似损坏；请用 WPS 或 Word 打开后另存为 DOCX"
    )


def is_noise(text: str) -> bool:
    r"""Whether a text is what a converter makes of broken bytes; an empty one is not.

    >>> is_noise("某某县2022年政府信息公开工作年度报告"), is_noise("ÐÏà¡±á\x00\x03þÿ\t"), is_noise("")
    (False, True, False)
    """
    characters = [character for character in text[:SAMPLE] if not character.isspace()]
    if not characters:
        return False
    odd = sum(
        unicodedata.category(character) in _ODD or character == "\ufffd" or _LATIN[0] <= character <= _LATIN[1]
        for character in characters
    )
    return odd > NOISE * len(characters) or (len(characters) > 200 and not _COMMON.search(text))


def doubted(content: Content) -> Content:
    """Mark the cells of rows in which the converter has lost the end of a cell.

    LibreOffice 7.4 does so behind a footnote in a table inside a table of a DOC: two figures then stand in one cell, the
    others one column too far left, and the last cell is empty.
    """
    blocks, findings = [], list(content.findings)
    for block in content.blocks:
        lost = _lost_ends(block) if isinstance(block, Table) else {}
        if not lost or isinstance(block, Paragraph):
            blocks.append(block)
            continue
        cells = tuple(
            replace(cell, text=DOUBT + cell.text) if cell.column > lost.get(cell.row, cell.column) else cell
            for cell in block.cells
        )
        blocks.append(replace(block, cells=cells))
        findings += [_shifted(block.where.table, row) for row in lost]
    return replace(content, blocks=tuple(blocks), findings=tuple(findings))


def _lost_ends(table: Table) -> dict[int, int]:
    """Return the rows that lack the end of a cell, with the grid column of the cell that took in its neighbour."""
    lost: dict[int, int] = {}
    for cell in table.cells:
        if _TWO_FIGURES.fullmatch(cell.text):
            last = max((each for each in table.cells if each.row == cell.row), key=lambda each: each.column)
            if not last.text.strip():
                lost.setdefault(cell.row, cell.column)
    return lost


def _shifted(table: int | None, row: int) -> Finding:
    return Finding(
        type="unreadable_cells",
        severity="warning",
        instance=f"{table}.{row + 1}",
        note=f"转换后第 {table} 个表格第 {row + 1} 行有两个数并在一格、末格为空，其后各格可能左移一列，未采用；请将原件另存为 DOCX 后重试。",
        where=Where(table=table, row=row + 1),
    )


def _text(content: Content) -> str:
    return "\n".join(
        block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells)
        for block in content.blocks
    )

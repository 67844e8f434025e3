"""Header lines of the applications table, where every cell stands on a line of its own.

A header repeated at a page break must not be taken for rows: 其他 and 总计 are also names of rows.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gongkai.recognise.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.recognise.rows import Row

_SURE = frozenset({"申请人情况", "自然人", "法人或其他组织", "商业企业", "科研机构", "社会公益组织", "法律服务机构"})
_SURE_START = "本列数据的勾稽关系"
_SHARED = frozenset(
    {"其他", "总计", "商业", "企业", "科研", "机构", "社会", "公益组织", "法律", "服务机构", "等于第三项加第四项之和"}
)
ENOUGH_WORDS = 3
"""Fewer lines than this are no header."""


def without_headers(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without those runs of lines that are the table's header."""
    kept: list[Row] = []
    for is_header, run in groupby(rows, _may_be_header):
        lines = tuple(run)
        words = [row for row in lines if row.kind == "single"]
        if not (is_header and len(words) >= ENOUGH_WORDS and any(_is_sure(row) for row in words)):
            kept.extend(lines)
    return tuple(kept)


def _may_be_header(row: Row) -> bool:
    if row.kind == "break":
        return not row.pads
    if row.kind != "single":
        return False
    found = label(row.text)
    return not found.enumerator and (found.words in _SHARED or _is_sure(row))


def _is_sure(row: Row) -> bool:
    words = label(row.text).words if row.kind == "single" else ""
    return words in _SURE or words.startswith(_SURE_START)

"""Prescribed tables without rulings, or with a part of them: found only where no ruled table holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.readers.pdf.bare_applications import applications
from gongkai.readers.pdf.bare_disclosure import disclosure
from gongkai.readers.pdf.bare_proceedings import proceedings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai.readers.pdf.bare_rows import BareTable
    from gongkai.readers.pdf.flow import Flow


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One of the three tables: how to know it, and how to read it without rulings."""

    key: re.Pattern[str]
    """Words that it alone has."""
    body: re.Pattern[str]
    """What stands in its cells below the head."""
    columns: int
    """Columns of a ruled table that parts its figures."""
    twice: re.Pattern[str]
    """What a cell of a table without inner rulings holds."""
    words: re.Pattern[str]
    """Words of any part of it: a head in a frame, one page of it."""
    read: Callable[[Flow], BareTable | None]

    def is_ruled(self, columns: int, texts: Sequence[str]) -> bool:
        """Whether a ruled table with these cells is this one, its figures in cells of their own."""
        here = [text for text in texts if self.key.search(text)]
        whole = bool(here) and any(self.body.search(text) for text in texts)
        return whole and columns >= self.columns and not any(self.twice.search(text) for text in here)

    def is_part(self, texts: Iterable[str]) -> bool:
        """Whether rulings hold a part of this table."""
        return any(self.words.search(text) for text in texts)


PRESCRIBED = (
    Prescribed(
        key=re.compile(r"第?二十条第?[（(].[）)]项"),
        body=re.compile(r"规章|规范性文件|行政许可|行政处罚|收费$"),
        columns=2,
        twice=re.compile(r"二十条.*二十条|二十条.*信息内容", re.DOTALL),
        words=re.compile(r"二十条第|信息内容|行政许可$|行政处罚$|行政事业性收费$"),
        read=disclosure,
    ),
    Prescribed(
        key=re.compile(r"新收政府信息"),
        body=re.compile(r"新收政府信息"),
        columns=8,
        twice=re.compile(r"新收.*上年结转|新收.*予以公开", re.DOTALL),
        words=re.compile(
            r"申请人情况|勾稽关系|自然人|新收政府信息|上年结转政府|予以公开|不予公开|无法提供|不予处理|其他处理|结转下年度|属于国家秘密|本机关不掌握"
        ),
        read=applications,
    ),
    Prescribed(
        key=re.compile(r"^行政复议$"),
        body=re.compile(r"^$|^[\d/\-—无０-９]+$"),
        columns=5,
        twice=re.compile(r"维持"),
        words=re.compile(r"^行政复议|结果维持|未经复议"),
        read=proceedings,
    ),
)
"""In the order of the form."""

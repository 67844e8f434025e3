"""Invented documents for the tests of identity and refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.model import Cell, Document, Paragraph, Table, Where

if TYPE_CHECKING:
    from datetime import date

FORM = """一、总体情况
2021年，我单位认真做好政府信息公开工作。
二、主动公开政府信息情况
第二十条第（一）项
信息内容
本年制发件数
规章
0
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量
0
结转下年度继续办理
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
无"""
"""The body of a report, without agency."""


def lines(text: str, *, title: str | None = None, published_on: date | None = None) -> Document:
    """A text file: every line a paragraph."""
    blocks = tuple(Paragraph(text=line, where=Where(line=n)) for n, line in enumerate(text.split("\n"), 1))
    return Document(
        path="invented.txt",
        media_type="text/plain",
        sha256="0" * 64,
        bytes=len(text),
        blocks=blocks,
        line_based=True,
        title=title,
        published_on=published_on,
    )


def report(head: str, *, tail: str = "", title: str | None = None, published_on: date | None = None) -> Document:
    """A report: the head before the first heading, the prescribed body, a tail."""
    return lines(f"{head}\n{FORM}\n{tail}", title=title, published_on=published_on)


def grid(rows: list[list[str]], number: int = 1) -> Table:
    """A table with one text a cell."""
    cells = tuple(
        Cell(row=r, column=c, text=text, where=Where(table=number, row=r + 1, column=c + 1))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(rows=len(rows), columns=len(rows[0]), cells=cells, where=Where(table=number))

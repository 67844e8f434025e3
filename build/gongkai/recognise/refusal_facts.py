"""What a document holds of an annual report: titles, prescribed headings, labels of the prescribed tables, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.model import Table
from gongkai.recognise.identity_lines import compact, ends
from gongkai.recognise.script import simplified
from gongkai.recognise.titles import CORE, Title, find_titles

if TYPE_CHECKING:
    from gongkai.model import Document
    from gongkai.recognise.identity_lines import Ends, Line

OPENING = 40
"""Lines at the top among which a look-alike's own title is sought."""
ENOUGH_PROSE = 200
"""Characters in sentences that make a text of a title."""

_OWN_HEADINGS = tuple(
    re.compile(words)
    for words in (
        r"主动公开(?:政府)?(?:政府)?信息(?:的)?情况",
        r"收到和处理(?:政府)?信息公开申请|(?:依申请公开|申请公开)(?:政府)?(?:信息)?(?:的)?(?:办理|工作|处理)?情况",
        r"复议.{0,14}诉讼(?:、申诉)?(?:的)?情况",
        r"其他需要(?:报告|说明)的?(?:其他)?事项",
    )
)
"""Headings that only annual reports have; 总体情况 and 存在的问题 stand in any report."""
_LABELS = (
    "第二十条第", "现行有效件", "本年新制作", "本年新收政府信息公开", "上年结转政府信息公开", "结转下年度继续办理", "勾稽关系", "行政事业性收费",
    "法律服务机构", "社会公益组织", "未经复议直接起诉", "复议后起诉", "三安全一稳定", "本机关不掌握相关政府信息", "信访举报投诉类申请",
)  # fmt: skip
_FIGURE = re.compile(r"^[-+]?\d[\d,]*(?:\.\d+)?$")
OTHER_SUBJECT = re.compile(
    r"(?:预算|决算|绩效|党务(?!、?和?政务)|村务|校务|厂务|院务|信用|财政资金|专项资金|学年度?)(?:情况|工作|管理)?(?:的)?(?:政府|政务)?(?:信息)?公开"
)
"""Directly before 公开 these make the title of another report (部门预算信息公开情况报告); in a body's name they do not."""
_SENTENCE = re.compile(r"[，,。；;]")


@dataclass(frozen=True)
class Facts:
    """Facts on one document; what costs more is found on demand."""

    document: Document
    ends: Ends
    text: str
    """The whole text without spaces, in simplified characters."""
    titles: tuple[Title, ...]
    """Of annual reports on disclosure; those of reports on other subjects are left out."""

    @cached_property
    def opening(self) -> tuple[Line, ...]:
        """The first lines, before the first heading."""
        return self.ends.before[:OPENING]

    @cached_property
    def headings(self) -> int:
        """How many of the four headings of its own the text has."""
        return sum(1 for words in _OWN_HEADINGS if words.search(self.text))

    @cached_property
    def labels(self) -> int:
        """How many labels of the prescribed tables the text has."""
        return sum(1 for label in _LABELS if label in self.text)

    @property
    def whole_title(self) -> Title | None:
        """A title that names the year or the body, such as no menu entry does."""
        return next((title for title in reversed(self.titles) if title.years or title.body.name), None)

    @cached_property
    def prose(self) -> int:
        """Characters in sentences after the last title; links to other reports are no sentences."""
        start = self.titles[-1].last + 1 if self.titles else 0
        return sum(
            len(line.text)
            for line in (*self.ends.head[start:], *self.ends.tail)
            if len(line.text) >= 25 and _SENTENCE.search(line.text)
        )

    @cached_property
    def figures(self) -> bool:
        """Whether any cell or line is a bare number."""
        for block in self.document.blocks:
            texts = (
                [cell.text for cell in block.cells] if isinstance(block, Table) else re.split(r"[|\t\n]", block.text)
            )
            if any(_FIGURE.match(compact(text)) for text in texts):
                return True
        return False

    @property
    def has_tables(self) -> bool:
        """Whether it holds prescribed tables with numbers in them."""
        return self.labels >= 3 and self.figures

    @property
    def is_report(self) -> bool:
        """Whether it is an annual report or a part of one."""
        if self.labels >= 3 or self.headings >= 2 or (self.headings and self.labels):
            return True
        if self.whole_title and (self.headings or self.prose >= ENOUGH_PROSE):
            return True
        presented = CORE.search(self.text[:1500])
        return bool(presented and self.headings and "主动公开" in self.text and "依申请" in self.text)


def facts(document: Document) -> Facts:
    """Look at a document once."""
    both = ends(document)
    text = "".join(
        "".join(cell.text for cell in block.cells) if isinstance(block, Table) else block.text
        for block in document.blocks
    )
    titles = tuple(title for title in find_titles(both.before) if not OTHER_SUBJECT.search(title.text))
    return Facts(document, both, simplified("".join(text.split())), titles)

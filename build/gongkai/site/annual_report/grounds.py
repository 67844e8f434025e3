"""Why information was not given: each ground of the form with its count, the article it rests on, and what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai import codes
from gongkai.site.cells import STATUS_WORDS, anchor, number
from gongkai.site.language import _, labels, spoken

if TYPE_CHECKING:
    from gongkai.site.records import Record

GROUPS = ("denied", "unavailable", "declined")
"""Groups of outcomes in which nothing was given, for a reason that the form names."""

MEANINGS = {
    "denied_state_secret": "依法定为国家秘密的信息，不得公开。",
    "denied_other_law": "另有法律或行政法规禁止公开这类信息。",
    "denied_security_stability": "公开后可能危及国家安全、公共安全、经济安全或社会稳定。",
    "denied_third_party": "涉及商业秘密、个人隐私等，公开会损害他人的合法权益，他人又没有同意。",
    "denied_internal_affairs": "人事管理、后勤管理、内部工作流程方面的信息，可以不公开。",
    "denied_deliberative": "讨论记录、过程稿、磋商信函、请示报告等办事过程中的信息，可以不公开。",
    "denied_enforcement_file": "行政执法的案卷材料，可以不公开。",
    "denied_inquiry": "工商登记、不动产登记等资料，有专门的查询办法，按那些办法查询。",
    "unavailable_not_held": "本机关没有制作、也没有保存这项信息。",
    "unavailable_needs_creation": "手头没有现成的信息，要加工、分析才能得出。",
    "unavailable_unclear": "要求申请人补充说明之后，仍看不出要的是什么。",
    "declined_petition": "实际上是信访、投诉、举报，应走别的渠道。",
    "declined_repeat": "同一申请人已就同一内容得到过答复。",
    "declined_publication": "要的是公报、报刊、书籍等公开出版物，可以自行取得。",
    "declined_excessive": "申请的次数、频率明显超出合理范围，又没有正当理由。",
    "declined_reconfirm": "要求对已经取得的信息再次确认或重新出具。",
}
"""Row of the table -> one plain sentence, ours."""

_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\))?")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason that occurred."""

    code: str
    kind: str
    """Group it belongs to; class of the style sheet."""
    count: int
    article: str
    told: str
    """Label, article and meaning as mark-up."""
    cell: str
    """Id of its total on the page."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """All reasons of a report."""

    found: tuple[Ground, ...]
    """Those with a count above zero, the most frequent first."""
    zero: tuple[str, ...]
    """Labels of those with 0."""
    unknown: tuple[tuple[str, str], ...]
    """(label, why) of those that the report has, without a number."""
    absent: int
    """How many the form has and the report has not."""
    unverified: bool
    """The article of one that occurred is our own reading, not checked; it ends in `*`."""

    @property
    def any(self) -> bool:
        """Whether the report has such rows at all."""
        return bool(self.found or self.zero or self.unknown)


def grounds(record: Record) -> Grounds:
    """The reasons of a report, by the row totals."""
    found, zero, unknown, unverified = [], [], [], False
    absent = 0
    for code, kind, label, article, open_question in _rows(spoken()):
        figure = record.figures.get(("applications", code, "total"))
        if figure is None or figure.status == "absent":
            absent += 1
            continue
        if figure.status != "reported" or not isinstance(figure.value, int):
            unknown.append((label, _(STATUS_WORDS.get(figure.status, "无法识读"))))
        elif figure.value:
            told = _told(spoken(), label, f"{article}*" if open_question else article, MEANINGS[code])
            found.append(Ground(code, kind, figure.value, article, told, anchor(("applications", code, "total"))))
            unverified = unverified or open_question
        else:
            zero.append(label)
    found.sort(key=lambda ground: -ground.count)
    return Grounds(tuple(found), tuple(zero), tuple(unknown), absent, unverified)


def listed(found: Grounds) -> Markup:
    """Those that occurred, by group: mark-up made here and not in the template, since there are many."""
    out: list[str] = []
    for kind in GROUPS:
        members = [ground for ground in found.found if ground.kind == kind]
        if members:
            out.append(f"<h3 class=o-{kind}>{escape(heading(kind))}</h3>\n<ul>")
            out += [f"<li><a href=#{ground.cell}>{number(ground.count)}</a>{ground.told}" for ground in members]
            out.append("</ul>")
    return Markup("\n".join(out))  # noqa: S704 - numbers and our own words


@cache
def _told(language: str, label: str, article: str, meaning: str) -> str:  # noqa: ARG001 - parts the cache
    return f" {escape(label)} <span>{escape(article)}</span><p>{escape(_(meaning))}"


@cache
def _rows(language: str) -> tuple[tuple[str, str, str, str, bool], ...]:
    """(row, group, label, article, not verified) of each reason of the form."""
    return tuple(
        (
            row["code"],
            row["group"],
            name(row[f"label_{language}"]),
            article(row["legal_basis"]),
            "unverified" in row["legal_basis"],
        )
        for row in codes.code_list("rows")
        if row["table"] == "applications" and row["group"] in GROUPS
    )


def name(label: str) -> str:
    """A row's label without its number and without its group.

    >>> name("5.属于三类内部事务信息"), name("Denied: state secret")
    ('三类内部事务信息', 'State secret')
    """
    rest = re.sub(r"^\d+\.(属于)?", "", label).rpartition(": ")[2]
    return rest[:1].upper() + rest[1:]


def article(basis: str) -> str:
    """The articles of the Regulations that the code list names for a row.

    >>> article("条例 art. 36(7)"), article("条例 art. 15, 32"), article("no article of its own (unverified)")
    ('第三十六条第（七）项', '第十五条、第三十二条', '没有单独的条文')
    """
    named = [] if basis.startswith("no ") else _ARTICLE.findall(basis)
    told = [
        _("第%(article)s条第（%(item)s）项", article=_numeral(place), item=_numeral(item))
        if item
        else _("第%(article)s条", article=_numeral(place))
        for place, item in named
    ]
    return _("、").join(told) if told else _("没有单独的条文")


def _numeral(number: str) -> str:
    """Up to 99, as laws write them: 三十六; digits in English."""
    if spoken() != "zh":
        return number
    tens, ones = divmod(int(number), 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def heading(kind: str) -> str:
    """The group's label without its number: 不予公开."""
    return labels("groups")[kind].rpartition("）")[2]

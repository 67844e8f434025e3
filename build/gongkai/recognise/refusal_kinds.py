"""Kinds of documents that are filed near annual reports, each known by its own headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.recognise import dates
from gongkai.recognise.refusal_facts import OTHER_SUBJECT
from gongkai.recognise.titles import CORE

if TYPE_CHECKING:
    from gongkai.recognise.refusal_facts import Facts

_OFTEN = 3
"""A text that says a kind's word so often is about it; annual reports on disclosure say it in passing."""
_LONGEST_HEADLINE = 60
_SHORTEST_HEADLINE = 8
_ENDS = r"(?:报告|年报|报表|公报|总结|公开|说明|情况|表|公示|公告)?(?:\(.*\))?(?:全文)?$"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind."""

    code: str
    """Of the list `reject_reasons`."""
    called: str
    """In Chinese, for the note."""
    headline: re.Pattern[str]
    word: re.Pattern[str]
    """What its text speaks of."""


def _kind(code: str, called: str, headline: str, word: str) -> Kind:
    return Kind(code, called, re.compile(headline), re.compile(word))


KINDS: tuple[Kind, ...] = (
    _kind("fee_table", "收费标准", rf"(?:信息处理费|公开收费|收费(?:项目|标准|目录|依据)).*{_ENDS}|收费(?:标准|目录|项目)(?:表|清单)?$", r"收费|处理费"),
    _kind("performance_report", "绩效报告", rf"绩效(?:自评|评价|目标|管理|考核|运行)?.*{_ENDS}", r"绩效"),
    _kind("budget_report", "预算或决算", rf"(?:预算|决算|预决算|三公经费).*{_ENDS}", r"预算|决算"),
    _kind("other_annual_report", "法治政府建设报告", rf"法治(?:政府|建设).*{_ENDS}|依法行政.*报告$", r"法治|依法行政"),
    _kind("other_annual_report", "政府网站工作年度报表", rf"(?:政府)?网站(?:工作|监管|管理).*(?:年度报表|年报|报表|报告|总结){_ENDS}", r"网站"),
    _kind("other_annual_report", "评估或考核报告", rf"(?:评估|测评|考核|考评|评议)(?:工作)?(?:结果)?(?:情况|指标|细则|办法)?(?:的)?{_ENDS}", r"评估|测评|考核|考评"),
    _kind("other_annual_report", "党务公开报告", rf"党务(?!、?和?政务)(?:公开)?.*{_ENDS}", r"党务"),
    _kind("other_annual_report", "政府工作报告", r"政府工作报告(?:\(.*\))?(?:全文)?$", r"政府工作"),
    _kind("other_annual_report", "行政执法或复议报告", rf"(?:行政执法|行政复议|行政应诉|行政许可|行政处罚)(?:工作|实施|统计)?.*(?:报告|年报|统计){_ENDS}", r"执法|复议|应诉|许可|处罚"),
    _kind("other_annual_report", "统计公报或年鉴", r"统计公报|年鉴(?:\(.*\))?$", r"统计|年鉴"),
    _kind("other_annual_report", "政务公开工作总结", r"^(?!.*政府信息公开).*政务公开(?:工作)?(?:情况)?(?:的)?总结$", r"政务公开"),
    _kind("other_annual_report", "环境、信用或企业信息报告", rf"(?:环境信息(?:依法)?披露|(?:公司|企业|厂)[^,]*环境信息|信用信息|社会责任|质量信用|双公示).*{_ENDS}", r"环境信息|信用|社会责任|双公示"),
    _kind("other_annual_report", "建议提案办理报告", rf"(?:建议|提案|议案).*(?:办理|答复).*{_ENDS}", r"建议|提案"),
    _kind("other_annual_report", "其他工作报告", r"(?:审计|述职|述廉|工作|安全生产|服务|监督|检查|调研|学年)(?:结果)?(?:公告|报告|总结)(?:\(.*\))?$", r"审计|述职|工作"),
)  # fmt: skip
"""The first that fits decides; the particular ones stand before the general."""

_GENERAL = KINDS[-1]
_DATED = re.compile(r"20\d\d")
_DISCLOSURE = re.compile(r"(?:政府信息|政务|信息)公开")
_NAVIGATION = re.compile(r"[>»›]|^(?:当前位置|您|来源|根据|按照)|首页|上一篇|下一篇|相关|链接")
_ENTERPRISE = re.compile(
    r"(?:医院|卫生院|学校|大学|学院|中学|小学|幼儿园|公司|集团|水厂|供电所)(?:\([^()]*\))?(?:关于)?(?:20\d\d[-—–~至/\d]*(?:年度?|学年度?)?)?(?:的)?(?:政府|政务)?信息公开"
)
_SCHOOL_YEAR = re.compile(r"20\d\d(?:年)?[-—–~至/]20?\d\d(?:年)?学年|学年度?.{0,6}信息公开")


def kind_of(known: Facts) -> tuple[Kind, str] | None:
    """The kind of a document and its headline; None where no line of the opening is one.

    A line with a year is a headline before one without; short ones without are entries of a menu.
    """
    lines = [(dates.arabic_years(line.text).strip("《》"), line.text) for line in known.opening]
    headlines = [
        (text, line) for text, line in lines if len(text) <= _LONGEST_HEADLINE and not _NAVIGATION.search(text)
    ]
    dated = [(text, line) for text, line in headlines if _DATED.search(text)]
    undated = [(text, line) for text, line in headlines if not _DATED.search(text) and len(text) >= _SHORTEST_HEADLINE]
    for candidates in (dated, undated):
        for kind in KINDS:
            for text, line in candidates:
                if _fits(kind, text) and (not known.is_report or _about(kind, text, known)):
                    return kind, line
    return None


def _fits(kind: Kind, text: str) -> bool:
    """Whether a headline is of the kind, and not that of a report on disclosure."""
    if CORE.search(text) and not OTHER_SUBJECT.search(text):
        return False
    if kind is _GENERAL and (_DISCLOSURE.search(text) or not _DATED.search(text)):
        return False
    return bool(kind.headline.search(text))


def _about(kind: Kind, headline: str, known: Facts) -> bool:
    """Whether a text with headings of an annual report is of the kind all the same: no menu entry above a report."""
    dated = bool(_DATED.search(headline))
    often = len(kind.word.findall(known.text)) >= _OFTEN
    return dated and often and known.labels < 3 and known.whole_title is None


def enterprise(known: Facts) -> str | None:
    """The name or title of a public enterprise, hospital or school whose report does not follow the form."""
    if known.labels >= 3:
        return None
    if any(_ENTERPRISE.search(title.text) for title in known.titles[-1:]):
        return known.titles[-1].text
    names = [title.body.name for title in known.titles if title.body.name]
    lines = (x.text for x in known.opening if len(x.text) <= _LONGEST_HEADLINE)
    return None if names else next((x for x in lines if _SCHOOL_YEAR.search(x) or _ENTERPRISE.search(x)), None)

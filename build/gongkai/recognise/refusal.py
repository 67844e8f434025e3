"""Look-alikes: documents near an annual report that are none, and the blank form. Never refuses a part of a report.

The first rule that applies decides. Each gives its note in one sentence: what was found, what was expected, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from gongkai.recognise.identity_lines import all_lines, compact
from gongkai.recognise.refusal_facts import Facts, facts
from gongkai.recognise.titles import CORE, find_titles

if TYPE_CHECKING:
    from gongkai.model import Document

_PLACEHOLDER = re.compile(r"[(（](?:此处)?文字(?:描述|叙述|说明)")
_MODEL = re.compile(r"格式模板|年度报告(?:模板|样表|范本|格式|样式|参考)|[(]?(?:模板|范本|样表)[)]?$")
_MODEL_NAME = re.compile(r"[×xX*＊_]{2,}|某某|〔单位〕|[(]单位名称[)]")
_NOTICE = re.compile(
    r"公开.*(?:通知|的函|复函)(?:\(.*\))?$|(?:报告|年报).*(?:说明|解释|问答|解答|指南|指引|方案|须知|注意事项|要求|通知|的函)(?:\(.*\))?$"
)
_PART_OF_YEAR = re.compile(
    r"第?[一二三四1-4]季度|上半年|下半年|半年度?|前[一二三四五六七八九三六九]个?季?月|1[-—至~][2-9]月|1[-—至~]1[01]月|\d{1,2}月份|季报|月报"
)
_STATISTICS = re.compile(r"统计|报表|情况|报告|总结|台账")
_NEWS = re.compile(r"记者|本报讯|通讯员|近日|日前|据悉|获悉|图解|一图读懂|解读|新闻发布会|编辑:|责编|答记者问")
_ATTACHED = re.compile(r"附件|下载|点击|查看|详见|\.pdf|\.docx?|\.wps|\.ofd|\.xlsx?|\.zip|\[image", re.IGNORECASE)
_OTHER_TITLE = re.compile(
    r"预算|决算|绩效|工作总结|工作要点|政府工作报告|法治政府|网站工作年度报表|目录|指南|办法|条例|制度|计划|统计表|公告|报告$"
)

_FIRST_HEADING = re.compile(r"[(（]?[一1][)）、.．]{1,2}(?:工作)?总体情况")

Rule = Callable[[Facts], str | None]


def refusal(document: Document) -> tuple[str, str] | None:
    """Why a document is no annual report.

    Returns:
        A code of the list `reject_reasons` and a note in Chinese; None for reports, parts of reports and the free-form
        reports before 2019.
    """
    known = facts(document)
    for kind, rule in RULES:
        note = rule(known)
        if note:
            return kind, note
    return None


def _notice(known: Facts) -> str | None:
    line = next(
        (x.text for x in known.opening if len(x.text) <= 80 and _NOTICE.search(x.text)),
        None,
    )
    if line is None or (
        known.is_report and (known.figures or known.prose >= 800) and not _PLACEHOLDER.search(known.text)
    ):
        return None
    if known.is_report and known.whole_title and not _PLACEHOLDER.search(known.text):
        return None
    return f"标题为“{_short(line)}”，是通知或填报说明，应为某机关某年度的政府信息公开工作年度报告；请改放年报本身。"


def _blank_form(known: Facts) -> str | None:
    model = next(
        (x.text for x in known.opening if len(x.text) <= 80 and CORE.search(x.text) and _MODEL_NAME.search(x.text)),
        None,
    )
    if model:
        return (
            f"标题为“{_short(model)}”，机关或年份仍是代替符号，是供填写的样本，应为已填写的年报；请改放已填写的年报。"
        )
    marked = _PLACEHOLDER.search(known.text) or any(_MODEL.search(x.text) for x in known.opening if len(x.text) <= 60)
    title = known.whole_title
    if not marked or (title and title.body.name and title.years) or known.figures:
        return None
    return (
        "是空白表样：有表格和“（文字描述）”等提示，没有机关名称、年份和任何数字，应为已填写的年报；请改放已填写的年报。"
    )


def _quarterly(known: Facts) -> str | None:
    line = next(
        (
            x.text
            for x in known.opening
            if len(x.text) <= 60
            and _PART_OF_YEAR.search(x.text)
            and "公开" in x.text
            and _STATISTICS.search(x.text)
            and not x.text.startswith(("来源", "根据"))
        ),
        None,
    )
    annual = any(not _PART_OF_YEAR.search(title.text) for title in known.titles if title.years)
    if line is None or annual:
        return None
    return f"标题为“{_short(line)}”，是季度或半年的统计，应为全年的年度报告；请改放全年年报。"


def _several_reports(known: Facts) -> str | None:
    tables = known.text.count("本年新收政府信息公开申请数量")
    if tables < 2 and len(_FIRST_HEADING.findall(known.text)) < 2:
        return None
    lines = all_lines(known.document)
    bodies = {(t.body.name, t.year): t for t in find_titles(lines) if t.body.name and t.year}
    starts = sum(1 for line in lines if _FIRST_HEADING.match(line.text))
    if len(bodies) < 2 or max(starts, tables) < 2:
        return None
    names = "、".join(f"{name}{year}年" for name, year in list(bodies)[:3])
    return f"一个文件中有{len(bodies)}份年报（{names}等），应为一个机关一个年度一个文件；请拆成单独的文件。"


def _attachment_only(known: Facts) -> str | None:
    if known.headings or known.labels or known.prose >= 200:
        return None
    if not known.text:
        return "正文没有文字，应为年报全文；请取得文字版或附件原件后再放入。"
    if known.whole_title:
        return f"只有标题“{_short(known.whole_title.text)}”和附件、图片或链接，没有正文，应为年报全文；请下载附件放入。"
    about = "公开" in known.text and CORE.search(known.text)
    if len(known.text) < 200 and _ATTACHED.search(known.text) and (about or "[image" in known.text):
        return "正文只有附件、图片或链接，应为年报全文；请下载附件放入。"
    return None


def _news(known: Facts) -> str | None:
    if known.labels or known.headings >= 2 or (known.whole_title and known.headings):
        return None
    about = CORE.search(known.text)
    if not about or not _NEWS.search(known.text[:600]):
        return None
    title = known.whole_title
    if (
        title
        and title.body.name
        and title.years
        and not re.search(r"解读|图解|一图读懂|记者", "".join(x.text for x in known.opening))
    ):
        return None
    return "是关于年报的新闻或解读，没有年报的各部分和表格，应为年报全文；请改放年报本身。"


def _no_disclosure_report(known: Facts) -> str | None:
    statistics = any(len(x.text) <= 60 and re.search(r"统计(?:表|情况|报表)?$", x.text) for x in known.opening)
    alone = statistics and known.headings < 2 and not known.whole_title and "第二十条" not in known.text
    if known.is_report and not alone:
        return None
    lines = [x.text for x in known.opening if 4 <= len(x.text) <= 60]
    line = next((x for x in lines if _OTHER_TITLE.search(x)), lines[0] if lines else "")
    found = f"开头为“{_short(line)}”" if line else "没有标题"
    return f"{found}，全文没有政府信息公开工作年度报告的标题、规定的部分或表格，应为年报全文；请核对文件是否放错。"


def _short(text: str) -> str:
    text = compact(text)
    return text if len(text) <= 40 else text[:39] + "…"


RULES: tuple[tuple[str, Rule], ...] = (
    ("notice", _notice),
    ("blank_form", _blank_form),
    ("quarterly", _quarterly),
    ("several_reports", _several_reports),
    ("news", _news),
    ("attachment_only", _attachment_only),
    ("no_disclosure_report", _no_disclosure_report),
)
"""In the order in which they are asked."""

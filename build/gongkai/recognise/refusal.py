"""Look-alikes: documents near an annual report that are none, and the blank form. Never refuses a part of a report.

The first rule that applies decides. Each gives its note in one sentence: what was found, what was expected, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from gongkai.recognise import dates
from gongkai.recognise.identity_lines import all_lines, compact
from gongkai.recognise.refusal_facts import ENOUGH_PROSE, Facts, facts
from gongkai.recognise.refusal_kinds import enterprise, kind_of
from gongkai.recognise.titles import CORE, find_titles

if TYPE_CHECKING:
    from gongkai.model import Document

_PLACEHOLDER = re.compile(r"[(（](?:此处)?文字(?:描述|叙述|说明)")
_MODEL = re.compile(
    r"格式模板|年度报告(?:模板|样表|范本|范文|格式|样式|参考|示例|样例|空表)|[(]?(?:模板|范本|范文|样表|示例|样例)[)]?$"
)
_MODEL_NAME = re.compile(
    r"[×xX*＊_]{2,}|(?<![二〇○])[○〇]{2,}(?![一二三四五六七八九]?年)|某某|某(?=[省市县区镇乡局委])|[(〔\[【](?:单位|机关|部门)(?:名称|全称)?[)〕\]】]|20[×xX*＊_]{1,2}年"
)
_NOTICE = re.compile(
    r"公开.*(?:通知|的函|复函)(?:\(.*\))?$|(?:报告|年报).*(?:说明|解释|问答|解答|指南|指引|方案|须知|注意事项|要求|通知|的函)(?:\(.*\))?$"
)
_DIRECTIVE = re.compile(
    r"(?:现将|现就)[^。]{0,40}(?:通知|说明|要求)如下|(?:^|\n)各[^。:]{2,60}:|请(?:各|认真|遵照|贯彻|严格按照)|(?:报送|报)(?:至|我)[^。]{0,20}|于?\d+月\d+日前"
    r"|填(?:报|写)(?:说明|要求|口径|范围)|特此通知|印发给你们|统一(?:按照|使用).{0,16}格式|(?:抓好|遵照)(?:落实|执行)"
)
_ENOUGH_DIRECTIVES = 2
_PART_OF_YEAR = re.compile(
    r"第?[一二三四1-4]季度|上半年|下半年|半年度?|前[一二三四五六七八九三六九]个?季?月|1[-—至~][2-9]月|1[-—至~]1[01]月|(?<![-—–至~\d])\d{1,2}月份|20\d\d年\d{1,2}月(?=政府信息|政务|信息公开|依申请)|季报|月报|季度"
)
_STATISTICS = re.compile(r"统计|报表|月报|季报|情况|报告|总结|台账")
_NEWS = re.compile(
    r"记者|本报讯|通讯员|近日|(?<!\d)日前|据悉|获悉|图解|一图读懂|解读|新闻发布会|编辑:|责编|答记者问|出炉"
)
_NEWS_AT_ONCE = re.compile(r"记者|本报讯|通讯员|近日|(?<!\d)日前|据悉|获悉|出炉")
_FIRST_WORDS = 300
_ATTACHED = re.compile(r"附件|下载|点击|查看|详见|\.pdf|\.docx?|\.wps|\.ofd|\.xlsx?|\.zip|\[image", re.IGNORECASE)
_OTHER_TITLE = re.compile(
    r"工作总结|工作要点|目录|指南|办法|条例|制度|规定|计划|统计表|申请表|答复书|告知书|公告|通告|清单|公示|报告$"
)
_ERROR_PAGE = re.compile(
    r"404|403|50[0234]|NotFound|Forbidden|BadGateway|ServiceUnavailable|AccessDenied|页面(?:不存在|找不到|已删除|走丢)|找不到(?:该|您)?.{0,8}页面|无法(?:访问|打开)"
    r"|系统(?:维护|升级)|(?:网站|系统).{0,6}(?:维护|升级)中|访问(?:被拒绝|受限|过于频繁)|安全验证|拦截|内容(?:不存在|已删除)|链接(?:已失效|不存在)",
    re.IGNORECASE,
)
_LOGIN_PAGE = re.compile(r"(?:请|用户)登录|统一身份认证|用户名.{0,12}密码|账号.{0,12}密码|验证码.{0,12}登录")
_SHORT_PAGE = 600
_MANY_LINKS = 4
_FEW_LINKS = 3
"""So many headlines of several documents above a report's own sections are links."""
_FIRST_HEADING = re.compile(r"[(（]?[一1][)）、.．]{1,2}(?:工作)?总体情况")
_LONGEST = 80
_NUMBERED = re.compile(r"^[(（]?[一二三四五六][)）、.．]", re.MULTILINE)
_BEFORE_2019 = 2019

Rule = Callable[[Facts], tuple[str, str] | str | None]


def refusal(document: Document) -> tuple[str, str] | None:
    """Why a document is no annual report.

    Returns:
        A code of the list `reject_reasons` and a note in Chinese; None for reports, parts of reports and the free-form
        reports before 2019.
    """
    known = facts(document)
    for kind, rule in RULES:
        note = rule(known)
        if isinstance(note, tuple):
            return note
        if note:
            return kind, note
    return None


def _notice(known: Facts) -> str | None:
    line = next((x.text for x in known.opening if len(x.text) <= _LONGEST and _NOTICE.search(x.text)), None)
    if line is None:
        return None
    directives = len(_DIRECTIVE.findall("\n".join(x.text for x in (*known.ends.head, *known.ends.tail))))
    title = known.whole_title
    if _PLACEHOLDER.search(known.text) and not (title and title.body.name and known.has_tables):
        return _is_notice(line)
    own = title is not None and title.text not in compact(line).translate(_WIDE)
    if known.is_report and (own or known.has_tables):
        return None
    if known.is_report and directives < _ENOUGH_DIRECTIVES:
        return None
    return _is_notice(line)


_WIDE = str.maketrans("()", "（）")


def _is_notice(line: str) -> str:
    return f"标题为“{_short(line)}”，是通知或填报说明，应为某机关某年度的政府信息公开工作年度报告；请改放年报本身。"


def _blank_form(known: Facts) -> str | None:
    lines = [dates.arabic_years(x.text) for x in known.opening if len(x.text) <= _LONGEST]
    model = next(
        (x for x in lines if CORE.search(re.sub(r"20[×xX*＊_]{1,2}", "2000", x)) and _MODEL_NAME.search(x)), None
    )
    if model:
        return (
            f"标题为“{_short(model)}”，机关或年份仍是代替符号，是供填写的样本，应为已填写的年报；请改放已填写的年报。"
        )
    named = next(
        (x.text for x in known.opening if len(x.text) <= _LONGEST and CORE.search(x.text) and _MODEL.search(x.text)),
        None,
    )
    placeholders = len(_PLACEHOLDER.findall(known.text))
    title = known.whole_title
    if named and (placeholders or not (title and title.body.name and title.years and known.prose >= ENOUGH_PROSE)):
        return f"标题为“{_short(named)}”，是模板或范文，应为已填写的年报；请改放已填写的年报。"
    marked = placeholders or any(_MODEL.search(x) for x in lines if len(x) <= _LONGEST - 20)
    unnamed = not (title and title.body.name) and known.prose < ENOUGH_PROSE
    if not marked or (title and title.body.name and title.years):
        return None
    if known.figures and not (unnamed and placeholders >= 2):
        return None
    return "是空白表样：有表格和“（文字描述）”等提示，没有机关名称和填写的内容，应为已填写的年报；请改放已填写的年报。"


def _quarterly(known: Facts) -> str | None:
    short = [x.text for x in known.opening if len(x.text) <= _LONGEST - 20]
    line = next((text for text in short if _is_part_of_year(text)), None)
    annual = any(not _PART_OF_YEAR.search(title.text) for title in known.titles if title.years)
    if line is None or annual:
        return None
    links = sum(1 for text in short if re.search(r"20\d\d年", text) and _STATISTICS.search(text))
    if links >= _FEW_LINKS and known.has_tables and known.headings >= 3:
        return None
    return f"标题为“{_short(line)}”，是季度或半年的统计，应为全年的年度报告；请改放全年年报。"


def _is_part_of_year(text: str) -> bool:
    """Whether a line is the headline of statistics of less than a year."""
    if not (_PART_OF_YEAR.search(text) and "公开" in text and _STATISTICS.search(text)):
        return False
    return not text.startswith(("来源", "根据", "按照", "截至", "截止")) and not re.search(
        r"[。;]|发布|日期|时间", text
    )


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


def _other_kind(known: Facts) -> tuple[str, str] | None:
    title = enterprise(known)
    if title is not None:
        note = f"标题为“{_short(title)}”，是公共企事业单位或学校的信息公开报告，没有规定的表格，应为行政机关的年报；请移出该文件。"
        return "other_annual_report", note
    found = kind_of(known)
    if found is None or known.has_tables or (known.whole_title and known.is_report):
        return None
    kind, line = found
    note = f"标题为“{_short(line)}”，是{kind.called}，应为政府信息公开工作年度报告；请改放政府信息公开工作年度报告。"
    return kind.code, note


def _attachment_only(known: Facts) -> str | None:
    if known.headings or known.labels or known.prose >= ENOUGH_PROSE or len(known.titles) >= _MANY_LINKS:
        return None
    if not known.text:
        return "正文没有文字，应为年报全文；请取得文字版或附件原件后再放入。"
    if known.whole_title:
        return f"只有标题“{_short(known.whole_title.text)}”和附件、图片或链接，没有正文，应为年报全文；请下载附件放入。"
    about = "公开" in known.text and CORE.search(known.text)
    if len(known.text) < ENOUGH_PROSE and _ATTACHED.search(known.text) and (about or "[image" in known.text):
        return "正文只有附件、图片或链接，应为年报全文；请下载附件放入。"
    return None


def _news(known: Facts) -> str | None:
    if known.labels or known.headings >= 2:
        return None
    about = CORE.search(known.text)
    if not about or not _NEWS.search(known.text[: 2 * _FIRST_WORDS]):
        return None
    title = known.whole_title
    opening = "".join(x.text for x in known.opening)
    whole = title is not None and bool(title.body.name) and bool(title.years)
    later = title is not None and title.year is not None and title.year >= _BEFORE_2019
    told = (
        later
        and _NEWS_AT_ONCE.search(opening[:_FIRST_WORDS])
        and not _NUMBERED.search("\n".join(x.text for x in known.ends.head))
    )
    if whole and not told and not re.search(r"解读|图解|一图读懂|记者", opening):
        return None
    if title is not None and known.headings and not told:
        return None
    return "是关于年报的新闻或解读，没有年报的各部分和表格，应为年报全文；请改放年报本身。"


def _no_disclosure_report(known: Facts) -> str | None:
    statistics = any(
        len(x.text) <= _LONGEST - 20 and re.search(r"统计(?:表|情况|报表)?$", x.text) for x in known.opening
    )
    alone = statistics and known.headings < 2 and not known.whole_title and "第二十条" not in known.text
    if known.is_report and not alone:
        return None
    what = "应为年报全文；请核对文件是否放错。"
    if len(known.text) < _SHORT_PAGE and _ERROR_PAGE.search(known.text[:_FIRST_WORDS]):
        return "是网站的出错或维护页面，没有年报正文，应为年报全文；请重新下载。"
    if len(known.text) < _SHORT_PAGE and _LOGIN_PAGE.search(known.text):
        return "是登录页面，没有年报正文，应为年报全文；请登录后重新下载。"
    if len(known.titles) >= _MANY_LINKS:
        return (
            f"是年报的目录或链接列表（有{len(known.titles)}个标题），没有正文，应为一份年报的全文；请逐份下载后放入。"
        )
    lines = [x.text for x in known.opening if 4 <= len(x.text) <= _LONGEST - 20]
    line = next((x for x in lines if _OTHER_TITLE.search(x)), lines[0] if lines else "")
    found = f"开头为“{_short(line)}”" if line else "没有标题"
    return f"{found}，全文没有政府信息公开工作年度报告的标题、规定的部分或表格，{what}"


def _short(text: str) -> str:
    text = compact(text)
    return text if len(text) <= _LONGEST // 2 else text[: _LONGEST // 2 - 1] + "…"


RULES: tuple[tuple[str, Rule], ...] = (
    ("notice", _notice),
    ("blank_form", _blank_form),
    ("quarterly", _quarterly),
    ("several_reports", _several_reports),
    ("other_annual_report", _other_kind),
    ("news", _news),
    ("attachment_only", _attachment_only),
    ("no_disclosure_report", _no_disclosure_report),
)
"""In the order in which they are asked; `_other_kind` names its own code."""

"""Family E: slips of the pen, and what a government's report has to speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.checks.bodies import is_government
from gongkai.checks.narrative_results import numbered, prose_rule
from gongkai.checks.rule import Check, Result
from gongkai.checks.sections import ELIDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.checks.cells import Subject
    from gongkai.model import Section

HAN = "\u4e00-\u9fff"
SHORTEST = 2
"""Characters of a word."""
HAN_SIGN = re.compile(f"[{HAN}]")
DOUBLED = re.compile(rf"([{HAN}]{{2,8}}?)\1+")
EMPHASIS = re.compile("^(?:[一逐每又再越].|非常|十分|特别|很多|许多|大量)$")
"""一步一步, 一项一项, 非常非常: good Chinese."""
BODIES = frozenset({"政府", "部门", "单位", "机关"})
OF_A_BODY = re.compile("[省市县区州盟旗镇乡民级方各本我关直]$")
"""县政府政府信息, 各部门部门预算: a name may end in the word and a compound begin with it."""
PLACES = frozenset({"街道", "社区", "中心", "乡镇", "学校", "医院", "企业"})
"""Likewise, behind any name."""
COMPOUNDED = re.compile(
    "信息|工作|公开|服务|管理|审查|审核|审批|培训|考核|监督|监管|报告|申请|答复|处理|检查|评估|评议|治理|发布|办事|办理|登记|年度"
)
JOINED = re.compile(
    "人员|者|组|日|栏|率|量|员|网|化|系统|平台|技术|处理|制度|机制|办法|规定|条例|水平|能力|质量|对象|事项|能[效力]|机构|"
    "条件|渠道|透明|属性|目录|指南|范围|方式|形式|流程|程序|如下|群众|企业|于|报告|考核"
)
"""政府信息信息化, 公开工作工作人员, 年度报告报告如下: one compound ends in the word, the next begins with it."""
LOST = re.compile(
    r"政府(?:信|息)公开|依(?:申|请)公开|(?:信息|主动|政务|申请)公(?=工作|年度|年报|申请|条例|指南|目录|[，。；、])|"
    r"(?:受理|申请|公开|发布|沟通|反馈)渠(?!\s*道)"
)
"""Standing terms that lack a character."""
HALF_WIDTH = re.compile(rf"(?<=[{HAN}]),(?=[{HAN}])")
FULL_WIDTH = re.compile(rf"(?<=[{HAN}])，(?=[{HAN}])")
SENTENCES = re.compile("^.*[。；].*$", re.MULTILINE)
"""Lines of prose; those without a full stop may be left of a table whose cells are parted by commas."""
THROUGHOUT = 10
"""So many half-width commas, and more than full-width ones, are a habit, told once."""
QUOTED = re.compile(rf"[{HAN}]{{0,6}},[{HAN}]{{0,6}}")

SUBJECTS = {
    "工作考核": re.compile("考核|考评|绩效[考评]"),
    "社会评议": re.compile("评议|测评|满意度|问卷|(?:社会|公众|群众)[^，。]{0,4}评价|(?:第三方|公开)[^，。]{0,6}评估"),
    "责任追究": re.compile("追究|追责|问责|倒查|约谈|通报批评"),
}
"""What art. 50(4) asks of governments, and the words in which it is spoken of."""

SLIP = prose_rule(
    "prose_slip",
    ("文字疏漏", "Slip of the pen"),
    (
        "正文有重复的词语、缺字的词语，或中文之间用了半角逗号。",
        "A word is printed twice, a standing term lacks a character, or half-width commas stand within Chinese text.",
    ),
    (
        "没有重复（二至八字）或缺字的词语，没有半角逗号",
        "no doubled word (2 to 8 characters), no broken word, no half-width comma",
    ),
    table=None,
    severity="info",
)
ASSESSMENT = prose_rule(
    "government_assessment",
    ("考核评议追责", "Assessment, review and accountability"),
    (
        "政府的年报应当说明工作考核、社会评议和责任追究情况（条例第五十条第四项），正文没有写全。",
        "A government's report has to speak of assessment, public review and accountability (art. 50(4)); not all are named.",
    ),
    ("政府年报写有工作考核、社会评议、责任追究", "a government's report speaks of 工作考核, 社会评议 and 责任追究"),
    table=None,
    severity="info",
)


def slips(subject: Subject) -> Iterator[Result]:
    """Each place; commas once a section, or once where they are the habit; one passed result where there is none."""
    printed = [section for section in subject.report.sections if not section.where.ocr]
    if not subject.report.sections:
        return
    if not any(section.text.strip() for section in printed):
        yield Result(
            rule=SLIP, instance="prose", label="正文", state="not_checkable", severity="info",
            reason="absent" if printed else "image",
        )  # fmt: skip
        return
    found = [*_words(printed), *_commas(printed)]
    passed = Result(
        rule=SLIP, instance="prose", label="正文", state="passed", severity="info", text="没有发现文字疏漏。"
    )
    yield from numbered(found or [passed])


def _words(sections: Sequence[Section]) -> Iterator[Result]:
    for section in sections:
        for text in (section.heading, section.text):
            for words in _doubled(text):
                yield _slip(section, words, words, f"“{words}”疑为重复")
            for match in LOST.finditer(text):
                yield _slip(section, match[0], match[0], f"“{match[0]}”疑为缺字")


def _doubled(text: str) -> Iterator[str]:
    """Words that stand twice by mistake; three times, or one character again and again, is meant.

    政务服务服务 may be cut in two ways, 务服|务服 and 服务|服务: none may be good Chinese.
    """
    for match in DOUBLED.finditer(text):
        size = len(match[1])
        if len(match[0]) != 2 * size or len(set(match[1])) == 1:
            continue
        starts = [match.start()]
        while text[starts[-1] : starts[-1] + 1] == text[starts[-1] + 2 * size : starts[-1] + 2 * size + 1] != "":
            starts.append(starts[-1] + 1)
        if all(_is_slip(text, start, size) for start in starts):
            at = starts[-1] if size == SHORTEST else starts[0]
            yield text[at : at + 2 * size]


def _is_slip(text: str, start: int, size: int) -> bool:
    word, end = text[start : start + size], start + 2 * size
    if EMPHASIS.match(word) or (word in BODIES and OF_A_BODY.search(text[:start])):
        return False
    if word in PLACES:
        return HAN_SIGN.match(text, end) is None
    return COMPOUNDED.fullmatch(word) is None or JOINED.match(text, end) is None


def _commas(sections: Sequence[Section]) -> Iterator[Result]:
    found = [(section, "\n".join(SENTENCES.findall(section.text))) for section in sections]
    counted = [(section, text, len(HALF_WIDTH.findall(text))) for section, text in found if HALF_WIDTH.search(text)]
    number = sum(times for _, _, times in counted)
    if number >= THROUGHOUT and number > sum(len(FULL_WIDTH.findall(text)) for _, text in found):
        section, text, _ = counted[0]
        yield _slip(section, "comma", _quoted(text), f"正文通篇用半角逗号，共 {number} 处，如“{_quoted(text)}”")
        return
    for section, text, times in counted:
        many = f"等 {times} 处" if times > 1 else ""
        yield _slip(section, "comma", _quoted(text), f"“{_quoted(text)}”{many}在中文之间用了半角逗号")


def _quoted(text: str) -> str:
    """The first comma with the words on both sides."""
    found = next(match for match in QUOTED.finditer(text) if HALF_WIDTH.search(match[0]))
    return found[0]


def _slip(section: Section, instance: str, words: str, told: str) -> Result:
    return Result(
        rule=SLIP,
        instance=instance,
        label=words,
        state="failed",
        severity="info",
        right=words,
        text=f"{told}（{section.heading or '正文'}）。",
        where=section.where,
    )


def assessment(subject: Subject) -> Iterator[Result]:
    """One result for a government's report under the articles of 2019; departments have none."""
    report = subject.report
    if report.agency is None or not is_government(report.agency) or report.form == "2008":
        return
    text = "\n".join(section.text for section in report.sections)
    untold = not text.strip() or ELIDED.search(text) is not None
    missing = [name for name, words in SUBJECTS.items() if not words.search(text)]
    told = f"没有提到{'、'.join(missing)}" if missing else "提到了工作考核、社会评议和责任追究"
    yield Result(
        rule=ASSESSMENT,
        instance="report",
        label="年报",
        state="failed" if missing and not untold else "not_checkable" if missing else "passed",
        severity="info",
        reason="absent" if missing and untold else None,
        text="没有完整的正文" if missing and untold else f"正文{told}。",
    )


CHECKS: tuple[Check, ...] = (Check(SLIP, slips), Check(ASSESSMENT, assessment))

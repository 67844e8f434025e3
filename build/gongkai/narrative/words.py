"""Statements made in words alone: 未收到, 均按时办结, 均获维持, 零败诉, 未收取."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.narrative.draft import Draft
from gongkai.narrative.phrases import FOREIGN, UNDECIDED, Meaning, applicant, cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEE = re.compile(
    r"(?:未|没有|不|无|均未|零|不存在)(?:予)?(?:[向对因就][^。；]{0,20})?(?:收取|收费|发生|产生|涉及)[^，。；]{0,16}?(?:信息处理费|公开处理费|申请处理费|任何费用|处理费|费用)"
    r"|(?:信息处理费|公开处理费)(?:未|没有)(?:收取|发生|产生)"
    r"|(?:没有|未|无)[^，。；]{0,12}?(?:信息公开|申请)[^，。；]{0,8}?收费(?:及减免|和减免)?的?(?:情况|行为|现象|事项)"
    r"|信息公开(?:工作)?(?:没有|未|无)(?:产生|发生)?收费(?:及减免|和减免)?的?(?:情况|行为|现象|事项)"
    r"|(?:没有|未)因(?:政府)?信息公开而?(?:产生|发生|进行)的?收费"
)
_OTHER_FEE = re.compile(r"检索|复印|复制|邮寄|诉讼|复议|违规|违法|乱收")
_NONE = re.compile(
    r"(?<!如)(?<!若)(?:均?未(?:曾)?(?:有|收到|接收到?|接到|发生|出现|受理|产生|因|涉及|被)|没有(?:收到|接到|发生|出现|因|被)?|(?<![所有毫])无(?!正当|法|偿|障碍|需|论|关|条件|效|理)|不存在|零)"
    r"(?P<subject>[^，。；,;]{0,60})"
)
_ZERO = re.compile(
    r"(?P<subject>[^，。；,;]{2,40}?)(?:均|都)?(?:为零|为0(?:件|起|宗|例)?(?![\d.])|零发生|零申请|未发生)(?=[，。；,;）)]|$)"
)
_LOST = re.compile(
    r"零(?:败诉|纠错)|(?:无|未发生|没有|未出现)(?:一起|被|行政)*[^，。；]{0,10}?(?:败诉|纠错|纠正)(?:的)?(?:案件|情况|情形|现象|记录)?"
)
_UPHELD = re.compile(r"(?:均|全部|全)(?:获|被|予以|予|得到|为|已)?(?:结果)?维持")
_ANSWERED = re.compile(
    r"(?:均|全部|都|皆)(?:已)?(?:严格|依法依规|依法|按照?[^，。；]{0,12}|在[^，。；]{0,16}?|于[^，。；]{0,12}?|按时|按期|如期|及时|予以|进行|了|作出|做出|依申请人?要求|规范|准确|受理|地|、|并)*"
    r"(?:办结|答复|回复|办理完[毕成结]|办理完结)"
)
_OPEN = re.compile(r"结转[至到入]?(?:下一?年|次年|明年|20\d\d年)|顺延|尚未办结|正在办理|未到期|尚在办理")
_NO_OPEN = re.compile(r"(?:无|没有|未)[^，。；]{0,8}结转")
_APPLICATION = re.compile(r"申请(?!人)|依申请公开(?!方面|工作|渠道|引起|引发|答复|办理|产生)")
_NOT_NONE = re.compile(
    r"败诉|纠错|纠正|超期|逾期|投诉|收费|费用|处理费|补正|答复|责任|问题|异议|渠道不|延期|不当|拒绝|复核|减免"
)
_REST = re.compile(r"(?:收到|接到)?(?:过)?(?:其[他它]|其余|再)")
"""除此以外未收到其他申请 says nothing of the whole."""
_CONDITION = re.compile(r"(?:如果|若|如|凡|对于|对|应当|要求|确保|规定|申请人|当事人)$")


def in_words(text: str, before: Sequence[Draft], *, on_applications: bool) -> Iterator[Draft]:
    """What the sentence states without a number of its own.

    Args:
        text: the sentence.
        before: what its numbers state.
        on_applications: whether the passage speaks of applications for information.
    """
    for match in _FEE.finditer(text):
        if "处理费" in match[0] or (
            (on_applications or "申请" in text or "信息公开" in text) and not _OTHER_FEE.search(match[0])
        ):
            yield Draft(Meaning("fee", "none", ("none",)), None, *match.span())
    yield from _nothing(text)
    yield from _results(text, before)
    yield from _answered(text, before, on_applications=on_applications)


def _nothing(text: str) -> Iterator[Draft]:
    taken: list[tuple[int, int]] = []
    for pattern in (_NONE, _ZERO):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            left = text[: match.start()]
            item = _subject(match["subject"])
            if not item and match["subject"] == "结转" and re.search(r"上一?年度?$", left):
                item = "carried_in"
            if not item or _CONDITION.search(left[-4:]) or left.endswith(("申请人", "是否", "有")):
                continue
            taken.append(match.span())
            yield Draft(Meaning("none", item, ("none",)), None, *match.span())


def _subject(words: str) -> str:  # noqa: PLR0911 one line a subject
    """What there is none of; empty where the words do not decide."""
    words = re.sub(r"(?<=复议|诉讼)问题$", "", words)
    without_years = re.sub(r"20\d\d年", "", words)
    if _NOT_NONE.search(words) or FOREIGN.search(words) or any(c.isdigit() and c != "0" for c in without_years):
        return ""
    if "结转" in words:
        over = re.search(r"下一?年|次年|结转[至到入]?20\d\d年", words)
        return "carried_out" if over else "carried_in" if re.search(r"上一?年|20\d\d年度?结转", words) else ""
    named = cases(words)
    if named:
        if "后" in words or "决定" in words or "不服" in words:
            return ""
        kinds = {"reconsideration" if name == "reconsideration" else "litigation" for name in named}
        exact = next(iter(named)) if len(named) == 1 else ""
        return exact or ("proceedings" if len(kinds) > 1 else "")
    if re.search(
        r"(?:信息公开|依申请公开|公开)(?:的|类|方面|事项|政府|信息)*申请|政府信息申请|申请公开(?:相关|有关|的)*(?:政府|政务)?信息|"
        r"依申请(?:政府|政务)?(?:信息)?公开(?:政府信息)?(?:的|件|事项|信息|信件)*$|^(?:到)?申请公开的?(?:事项|件)$|^(?:任何|到)?申请$",
        words,
    ):
        if _REST.match(words):
            return ""
        if (
            re.search(r"不予|属于|重复|信函|网络|当面|企业|法人|自然人|现场|邮", words)
            and applicant(words) is not UNDECIDED
        ):
            return ""
        return "applications"
    return ""


def _results(text: str, before: Sequence[Draft]) -> Iterator[Draft]:
    reached = 0
    for match in _UPHELD.finditer(text):
        named = [
            draft.meaning.item
            for draft in before
            if draft.meaning.kind == "proceedings" and reached <= draft.start < match.start() and draft.year is None
        ]
        clause = text[max(text.rfind("；", 0, match.start()), reached - 1) + 1 : match.start()]
        for item in named or cases(clause):
            if not any(
                d.meaning.kind == "proceedings_result"
                and d.meaning.item.startswith(item + ".")
                and reached <= d.start < match.start()
                for d in before
            ):
                yield Draft(Meaning("proceedings_result", f"{item}.upheld", ("all",)), None, *match.span())
        reached = match.end()
    for match in _LOST.finditer(text):
        named = [name for name in cases(match[0]) if name in ("reconsideration", "litigation")]
        if not named and "败诉" in match[0]:
            named = ["litigation"]
        if not named:
            clause = text[max(text.rfind(mark, 0, match.start()) for mark in "；，。") + 1 : match.start()]
            named = list(cases(clause))
        for item in named:
            yield Draft(Meaning("proceedings_result", f"{item}.corrected", ("none",)), 0, *match.span())


def _answered(text: str, before: Sequence[Draft], *, on_applications: bool) -> Iterator[Draft]:
    if _OPEN.search(_NO_OPEN.sub("", text)):
        return
    for match in _ANSWERED.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "；。") + 1
        clause = text[start : match.end()]
        tail = text[match.end() : match.end() + 8]
        own = text[max(text.rfind(mark, 0, match.start()) for mark in "，；。,;") + 1 : match.start()]
        if FOREIGN.search(clause) or "复议" in own or "诉讼" in own or not (on_applications or "申请" in clause):
            continue
        told = [
            d for d in before if start <= d.start < match.start() and not _in_brackets(text, d.start, match.start())
        ]
        last = told[-1] if told else None
        if last is None and not re.search(r"申请|依申请公开", own):
            continue
        if _of_some(told):
            continue
        if last is not None and last.meaning.kind not in (
            "received",
            "carried_in",
            "all_answered",
            "growth",
            "applicant",
            "channel",
            "unattributed",
        ):
            continue
        if re.search(r"确保|做到|要求|保证|力争|应当|实现", own) or re.match(r"(?:率|时限|工作|质量|机制)", tail):
            continue
        if last is not None and last.meaning.kind == "all_answered":
            continue
        yield Draft(Meaning("all_answered", "", ("all",)), None, *match.span())


def _in_brackets(text: str, place: int, until: int) -> bool:
    """Whether a bracket round the place closes before `until`."""
    closing = text.find("）", place, until)
    return closing >= 0 and text.count("（", place, closing) == 0


def _of_some(told: Sequence[Draft]) -> bool:
    """Whether only those of a channel or an applicant are counted: 通过网上平台收到12件，均按时答复."""
    kinds = {draft.meaning.kind for draft in told}
    return bool(kinds & {"channel", "applicant"}) and "received" not in kinds

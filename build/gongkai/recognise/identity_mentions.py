"""Names of the reporting body outside the title: intro sentence, first words of the overview, signature, contact and source lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from gongkai.recognise import dates
from gongkai.recognise.identity_lines import with_next
from gongkai.recognise.identity_names import is_name, named, without_office
from gongkai.recognise.titles import CORE, prefix_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gongkai.model import Where
    from gongkai.recognise.identity_lines import Line

Source = Literal["sentence", "subject", "signature", "compiler", "contact", "publisher"]
ORDER: tuple[Source, ...] = ("sentence", "subject", "signature", "compiler", "contact", "publisher")
"""How far a mention is trusted to name the reporting body; the first with a name decides."""

_MOST = 40
"""Mentions of one kind that are looked at; a head has one or two."""
_NAME = r"([\u4e00-\u9fff()]{3,40}?)"
_STOP = re.compile(
    r"[,。;:!?、《》<>\"'“”\n]|公布|发布|编制|形成|撰写|现将|现就|(?<!自)然后|推出|关于|按照|根据|特将|就(?=我)|将(?!乐)"
)
_ABOUT_REPORTS = re.compile(
    r"(?:编制|编写|撰写|报送|发布|公布|填报)?(?:工作)?(?:的)?(?:要求|通知|格式|规范|办法|意见|方案|说明|指南|模板|统计口径)"
)
"""After the title's words these make the name of a notice about reports, which names no reporting body."""
_VERBS = (
    "坚持|认真|深入|以习近平|严格|积极|全面|按照|贯彻|高度|紧紧|紧扣|紧密|切实|持续|不断|始终|根据|通过|继续|进一步|扎实|大力|着力|围绕|牢固|牢牢"
    "|主动公开|共主动|共公开|政府信息|政务公开|信息公开|依法|结合|加强|把政|将政|在市|在县|在区|在省|在上级|在各级|立足|聚焦|以"
)
_SUBJECT = re.compile(
    rf"(?:^|[。\n;]|情况|概述)(?:在)?20\d\d年(?:度)?(?:以来)?,?(?:在[^,。]{{2,40}}下,)?{_NAME}(?={_VERBS})"
)
_COMPILER = re.compile(
    rf"(?:由|,|。|\n){_NAME}(?=(?:根据|按照|依据|依照)(?:《|国务院|中华|国家|省|市)|(?:现|特)?(?:负责)?(?:编制|编写|组织编制|向社会公布))"
)
_CONTACT = re.compile(
    rf"请(?:直接)?(?:与|联系|径?向|致电|拨打){_NAME}(?=联系|\(|反映|咨询|查询|,|。|办公室联系)"
    rf"|联系(?:单位|部门|机构):{_NAME}(?=[,。;:()\n])"
)
_PUBLISHER = re.compile(
    r"^(?:信息来源|来源|文章来源|稿件来源|发布机构|发布单位|发布部门|发文机关|发文单位|公开机构|公开单位|公开主体|制发机关|制发单位"
    rf"|信息提供(?:单位|部门)|供稿单位|责任单位|作者|所属单位) ?[:]? ?{_NAME}?(?=$|[^\u4e00-\u9fff()])"
)
_GOVERNMENT_OFFICES = ("人民政府办公室", "人民政府办公厅", "行政公署办公室")
_LABEL_ONLY = re.compile(r"^(?:信息来源|来源|发布机构|发布单位|发文机关|公开机构|公开单位|公开主体|制发机关)[:]?$")
_DATE_LINE = re.compile(
    r"^(?P<name>[\u4e00-\u9fff()]*?)\(?(?P<date>(?:20\d\d|二[〇零○◯0OoΟО一二三四五六七八九]{3})年\S{1,4}月\S{1,4}日)\)?$"
)
ADDRESS = re.compile(r"地址[:]?(?P<place>[\u4e00-\u9fff]{2,40})")


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named outside the title."""

    source: Source
    name: str | None
    year: int | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """The end of a report: who, when. Either may be missing."""

    name: str | None
    day: date | None
    where: Where | None


def mentions(prose: str, lines: Sequence[Line], signature: Signature, tail: str = "") -> list[Mention]:
    """All mentions, the most trusted first.

    Args:
        prose: compact text of the head without its titles.
        lines: lines of the head, for source lines and table cells.
        signature: the signature read from the tail.
        tail: compact text of the tail, where some reports have their contact line.
    """
    found = [
        *_sentences(prose),
        *_matches("subject", _SUBJECT, prose),
        *([Mention("signature", signature.name, None, signature.where)] if signature.name else []),
        *_matches("compiler", _COMPILER, prose),
        *_matches("contact", _CONTACT, f"{prose}\n{tail}"),
        *_publishers(lines),
    ]
    return sorted(found, key=lambda mention: ORDER.index(mention.source))


def read_signature(tail: Sequence[Line]) -> Signature:
    """Name and day at the end of a report, in either order, on one line or two."""
    for position in range(len(tail) - 1, -1, -1):
        line = tail[position]
        match = _DATE_LINE.match(line.text)
        if not match:
            continue
        day = next(iter(dates.days(match["date"])), None)
        if day is None:
            continue
        neighbours = [match["name"]]
        neighbours += [tail[p].text for p in (position - 1, position + 1) if 0 <= p < len(tail)]
        name = next((n for n in map(_signed, neighbours) if n), None)
        return Signature(name, day, line.where)
    last = next((line for line in reversed(tail) if line.text), None)
    name = _signed(last.text) if last else None
    return Signature(name, None, last.where if last and name else None)


def _signed(words: str) -> str | None:
    return named(words).name if len(words) <= 40 and is_name(words) else None


def _sentences(prose: str) -> Iterator[Mention]:
    """Sentences that hold the title's words: 现将南样县财政局2021年政府信息公开工作年度报告公布如下."""
    for match in islice(CORE.finditer(prose), _MOST):
        start = max(0, match.start() - 45)
        before = prose[start : match.start()]
        stops = list(_STOP.finditer(before))
        before = before[stops[-1].end() :] if stops else before
        if _ABOUT_REPORTS.match(prose, match.end()):
            continue
        years, body = prefix_parts(before, government_follows=match[0].startswith("政府"))
        years = (*years, *dates.years(match["year"] or ""))
        if years or body.name:
            yield Mention("sentence", body.name, years[-1] if years else None)


def _matches(source: Source, pattern: re.Pattern[str], prose: str) -> Iterator[Mention]:
    for match in islice(pattern.finditer(prose), _MOST):
        words = next((group for group in match.groups() if group), "")
        words = words.rpartition("由")[2] if "由" in words else words
        name = named(words).name if is_name(words) else None
        if name and "公开" in name:
            continue
        if name and source == "contact":
            name = _contacted(name, prose[match.end() : match.end() + 4])
        if name:
            yield Mention(source, name)


def _contacted(name: str, after: str) -> str | None:
    """The body behind a contact: 聊城市生态环境局办公室 -> 聊城市生态环境局; a government's office may stand for either, and names none."""
    if name.endswith(_GOVERNMENT_OFFICES) or (name.endswith("人民政府") and after.startswith("办公")):
        return None
    return without_office(name)


def _publishers(lines: Sequence[Line]) -> Iterator[Mention]:
    for line, following in with_next(lines):
        words = next((m[1] for text in (line.spaced, line.text) if (m := _PUBLISHER.match(text)) and m[1]), "")
        if not words and following is not None and _LABEL_ONLY.match(line.text):
            words = following.text
        name = _signed(words)
        if name and "公开" not in name:
            yield Mention("publisher", name, None, line.where)

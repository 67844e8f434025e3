"""Family E: items published, as the prose adds them up itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.checks.narrative_readings import fits
from gongkai.checks.narrative_results import numbered, prose_rule, stated
from gongkai.checks.rule import Check
from gongkai.checks.words import number
from gongkai.narrative.numbers import counts
from gongkai.narrative.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result
    from gongkai.model import Number, Section, Statement
    from gongkai.narrative.numbers import Count

SOME = re.compile("其中|含有?|包含|包括|涵盖")
"""Behind these words the parts need not be complete."""
ALL = re.compile(r"分别|依次|共分|分为|分成|^[，,]?[^，。；：:\d]{0,10}[：:]")
"""Behind these words, or behind a colon right after the whole, the parts are all there are."""
RESIDUE = re.compile(
    r"^[、和及以与]*其[他它](?:各?类|类别|方面|政府|政务|相关|有关|公开)*(?:信息|内容|事项)?(?:共|有|为|计)?$"
)
"""The last part is all the rest, so that the parts are complete also behind 其中."""
RELATIVE = re.compile(
    "同比|环比|增长|增加|增幅|上升|提高|下降|减少|回落|降幅|(?:较|比)(?:上|去|前|20|同期)|占(?:比|总|全|主动|公开|约|$)|比[例重]"
)
ITEM_UNITS = frozenset({"条", "件", "篇", "份", "条次"})
RELATIVE_UNITS = frozenset({"%", "倍"})
ANOTHER_MATTER = re.compile(
    "申请|受理|收到|答复|阅读|点击|浏览|访问|关注[度人量数]|粉丝|转发|评论|留言|咨询|来信|热线|采用|采纳|录用|上报|报送|举办|召开|办结"
)
"""A number beside these words ends the list."""
NEW_CLAUSE = re.compile(r"等[^，。；、]*[，；,;]|[；;](?!其[中他它])[^，。；]*(?:公开|发布|推送|刊[登发]|编发|制作)")
"""Between two numbers: something else begins."""
SITE = re.compile("网站|门户|平台")
MEDIA = re.compile(
    "微信|微博|公众号|抖音|头条|新媒体|视频号|客户端|报[纸刊]|电视|广播|[公张][开示贴]栏|[电显]子?[屏示]屏?"
)
"""What is told by other media is no part of what a website publishes."""
CLAUSE = re.compile("[，。；、：,;:（(]")
BRACKET = re.compile(r"[（(][^）)]*(?:[）)]|$)")
BRACKET_END = re.compile("[）)]")

DISCLOSURE_SUM = prose_rule(
    "narrative_disclosure_sum",
    ("主动公开合计", "Published items in the prose"),
    (
        "正文所写主动公开的条数，与同一句所列各部分之和不符。“其中”之后的部分不必齐全，超过总数才算；末项为“其他”的视为齐全。",
        "The items published are not the sum of the parts in the same sentence. Parts after 其中 may leave some out, unless the last is the rest.",
    ),
    ("各部分之和＝总数（“其中”之后：各部分之和≤总数）", "sum of the parts = whole (after 其中: sum ≤ whole)"),
    table=None,
    severity="info",
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a sentence lists behind its whole."""

    items: Sequence[Count]
    complete: bool
    """The sentence says that these are all."""


def disclosure_sum(subject: Subject) -> Iterator[Result]:
    """Each whole with parts in its sentence."""
    report = subject.report
    wholes = [s for s in report.statements if s.kind == "published" and s.item == "total" and s.value is not None]
    return numbered(
        _compared(subject, whole, parts)
        for whole in wholes
        if whole.year in (None, report.year)
        and 0 < whole.section_position <= len(report.sections)
        and (parts := _parts(report.sections[whole.section_position - 1], whole)) is not None
    )


def _compared(subject: Subject, whole: Statement, parts: Parts) -> Result | None:
    numbers = [each.value for each in parts.items if parts.complete or _same_unit(each, whole)]
    if not numbers or any(each.approximate for each in parts.items):
        return None
    total: Number = sum(numbers)
    another_unit = (
        parts.complete and not fits(whole, total) and not all(_same_unit(each, whole) for each in parts.items)
    )
    if whole.other_body or another_unit:
        words = f"正文说的是“{whole.other_body}”，与本年报口径不同" if whole.other_body else "各部分的计量单位不同"
        return stated(
            DISCLOSURE_SUM, subject, whole, instance="published", state="not_checkable", right=whole.value,
            reason="scope", text=words,
        )  # fmt: skip
    right = whole.value or 0
    first_ones = [sum(numbers[:count]) for count in range(1, len(numbers))]
    holds = fits(whole, total) or (not parts.complete and (total <= right or right in first_ones))
    if not holds and whole.approximate:
        return None
    gap = (
        f"，{'相差' if parts.complete else '超过总数'} {number(max(total - right, right - total))}" if not holds else ""
    )
    return stated(
        DISCLOSURE_SUM, subject, whole, instance="published", state="passed" if holds else "failed", left=total,
        right=right, text=f"主动公开：所列各部分之和为 {number(total)}，正文总数为 {number(right)}{gap}。",
    )  # fmt: skip


def _same_unit(count: Count, whole: Statement) -> bool:
    """条次 is 条."""
    return count.unit.removesuffix("次") == whole.unit.removesuffix("次")


def _parts(section: Section, whole: Statement) -> Parts | None:
    """What the sentence lists behind the whole; None where it lists nothing."""
    region = _without_brackets(_behind(section, whole))
    opening = min(
        filter(None, (SOME.search(region), ALL.search(region))), key=lambda match: match.start(), default=None
    )
    if opening is None or any(not _relative(region, each) for each in counts(region[: opening.start()])):
        return None
    items, end, cut = _listed(region, opening.end(), whole)
    if not items:
        return None
    told = region[opening.start() : items[0].start]
    residue = RESIDUE.match(CLAUSE.split(region[: items[-1].start])[-1]) is not None
    more = "等" in CLAUSE.split(region[end:])[0] or _unread(region, opening.end(), end)
    return Parts(items, complete=len(items) > 1 and not more and (residue or not (cut or SOME.search(told))))


def _unread(region: str, start: int, end: int) -> bool:
    """Whether there are digits that are no number with a unit: 公报12期."""
    read = {place for each in counts(region) for place in range(each.start, each.end)}
    return any(region[place].isdigit() and place not in read for place in range(start, end))


def _behind(section: Section, whole: Statement) -> str:
    """What its sentence says behind the whole; a sentence that opens with 其中 goes on with it."""
    following = iter(sentences(section))
    for sentence in following:
        if sentence.places[0] <= whole.start <= sentence.places[-1]:
            behind = sentence.text[sum(place < whole.end for place in sentence.places) :]
            after = next(following, None)
            goes_on = after is not None and after.paragraph == sentence.paragraph and after.text.startswith("其中")
            return behind.rstrip("。") + "，" + after.text if after is not None and goes_on else behind
    return ""


def _without_brackets(region: str) -> str:
    """A bracket right behind the whole may hold its parts; others say more of a part."""
    if region.startswith(("（", "(")):
        inside = BRACKET_END.split(region[1:], maxsplit=1)[0]
        if any(counts(inside)):
            return inside
    return BRACKET.sub(lambda match: "·" * len(match[0]), region)


def _listed(region: str, start: int, whole: Statement) -> tuple[Sequence[Count], int, bool]:
    """The parts, where they end, and whether other numbers follow."""
    items: list[Count] = []
    place = start
    for count in counts(region):
        if count.start < start:
            continue
        if not _relative(region, count):
            lead = region[place : count.start]
            if NEW_CLAUSE.search(lead) or (items and SOME.search(lead)) or _another(count, region, whole):
                return items, place, True
            items.append(count)
        place = count.end
    return items, place, False


def _relative(region: str, count: Count) -> bool:
    """A share or a growth, not an item."""
    return count.unit in RELATIVE_UNITS or RELATIVE.search(CLAUSE.split(region[: count.start])[-1]) is not None


def _another(count: Count, region: str, whole: Statement) -> bool:
    """Whether the number is no item of the whole: of another unit, matter or medium."""
    words = CLAUSE.split(region[: count.start])[-1] + CLAUSE.split(region[count.end :])[0]
    elsewhere = SITE.search(whole.phrase) and MEDIA.search(words)
    return bool(count.unit not in ITEM_UNITS or ANOTHER_MATTER.search(words) or elsewhere)


CHECKS: tuple[Check, ...] = (Check(DISCLOSURE_SUM, disclosure_sum),)

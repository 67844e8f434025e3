"""Family D: how much of the narrative is that of the year before. A neutral statistic."""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.rule import PairCheck, Result, Rule
from gongkai.checks.words import number, section_name
from gongkai.checks.years_pair import obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import Reason

TOKEN = re.compile(r"[\u3400-\u9fff]|[0-9]+|[A-Za-z]+")
"""One Chinese character, a run of digits, a run of Latin letters; no punctuation."""
ALIKE = Decimal("0.95")
CHANGED = Decimal("0.60")
HUNDREDTH = Decimal("0.01")

COPIED = Rule(
    code="copied_text",
    family="D",
    severity="info",
    table=None,
    title_zh="文字雷同",
    title_en="Copied text",
    description_zh="某一部分的文字与上年年报该部分几乎相同（相似度 0.95 以上）。这是中性的统计，不作评价。",
    description_en="The text of a section is nearly that of the year before (similarity of 0.95 or more). A neutral statistic.",
    formula_zh="相似度（2×相同字词数÷两年字词数之和）＜0.95",
    formula_en="Dice similarity 2·common / (len1 + len2) over tokens < 0.95",
)


def dice(first: str, second: str) -> Decimal | None:
    """Share of tokens that two texts have in common, from 0 to 1, cut to two decimals; None if neither has any.

    >>> dice("公开12件", "公开13件")
    Decimal('0.75')
    """
    one, other = Counter(TOKEN.findall(first)), Counter(TOKEN.findall(second))
    size = one.total() + other.total()
    if not size:
        return None
    return (Decimal(2 * (one & other).total()) / size).quantize(HUNDREDTH, ROUND_DOWN)


def copied_text(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """Every prescribed section that has text besides its table."""
    now = _texts(subject)
    before = _texts(previous) if previous is not None else {}
    for code in codes.labels("sections"):
        if TOKEN.search(now.get(code, "")):
            yield _section(code, now[code], before.get(code), obstacle(subject, previous))


def _texts(subject: Subject) -> dict[str, str]:
    """Code of a section -> its text, sections of one code together."""
    texts: dict[str, str] = {}
    for section in subject.report.sections:
        if section.code is not None:
            texts[section.code] = texts.get(section.code, "") + section.text
    return texts


def _section(code: str, now: str, before: str | None, reason: Reason | None) -> Result:
    similarity = None
    if reason is None:
        similarity = dice(now, before) if before is not None and TOKEN.search(before) else None
        reason = None if similarity is not None else "absent" if before is None else "blank"
    name = section_name(code)
    if similarity is None:
        return Result(
            rule=COPIED,
            instance=code,
            label=name,
            state="not_checkable",
            severity=COPIED.severity,
            reason=reason,
            text="上年该部分没有文字" if reason == "blank" else "",
        )
    change = "，文字改动较大" if similarity < CHANGED else ""
    return Result(
        rule=COPIED,
        instance=code,
        label=name,
        state="passed" if similarity < ALIKE else "failed",
        severity=COPIED.severity,
        left=ALIKE,
        right=similarity,
        text=f"{name}：与上年文字的相似度为 {number(similarity)}{change}。",
    )


PAIR_CHECKS: tuple[PairCheck, ...] = (PairCheck(COPIED, copied_text),)

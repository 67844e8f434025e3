"""Family E: the fee for processing information, wherever the report speaks of it. It is not the fee of the disclosure table."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai.checks.narrative_results import numbered, own, passage, prose_rule, stated
from gongkai.checks.rule import Check
from gongkai.checks.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result, Rule
    from gongkai.model import Number, Reason, Statement

SCALE_SINCE = 2021
"""The scale of 国办函〔2020〕109号 took effect on 1 January 2021."""
BY_PAGE, BY_ITEM = 10, 100
"""元: 10, 20 or 40 a page; whole hundreds an application."""
NOT_CHARGED = re.compile(
    r"减免|免收|免除|免予|退还|退回|退费|未缴|未交|应缴|应收|应交|逾期|上缴|缴入|入库|国库|标准|通知[^，。；]{0,6}缴"
)
"""An amount beside these words is not what was charged."""
PER_UNIT = re.compile(r"^\s*[/／每]")
ANOTHER_FEE = re.compile(r"其[他它]|检索|复制|邮寄|工本|成本|额外|除[^，。；]*外|以外|之外")
"""未收取其他费用, 未收取复制邮寄费: says nothing of this one."""
OTHER_BODIES = re.compile(r"其[他它余](?:各|部门|单位|机关|镇|乡|街道)")
"""One charges, 其他单位未收取: no contradiction."""
WHOLE = re.compile(r"共|合计|总计|总额|总金额|累计")
ITEMS, PAGES = re.compile("按件"), re.compile("按量|页")
"""The two ways to charge."""

FEE = prose_rule(
    "narrative_fee",
    ("信息处理费说法一致", "Processing fee in the prose"),
    (
        "年报几处所写的信息处理费不一致，或所列各笔之和不等于总额。与主动公开表中的行政事业性收费是两种收费，不作比较。",
        "Statements on the processing fee disagree, or the amounts listed do not add up to the total named.",
    ),
    ("各处所写的信息处理费相等；所列各笔之和＝总额", "all statements agree; sum of the amounts listed = total named"),
    table=None,
)
FEE_SCALE = prose_rule(
    "processing_fee_scale",
    ("信息处理费标准", "Processing fee: possible under the scale"),
    (
        "按收费标准不可能收取这样的金额：按页计收须为 10 元的倍数，只按件计收须为 100 元的倍数。",
        "The scale cannot give this amount: multiples of 10 yuan by page, of 100 where only charged by item.",
    ),
    (
        "2021 年起，金额为 10 元的倍数；只按件计收的，为 100 元的倍数（国办函〔2020〕109号）",
        "from 2021 on, a multiple of 10 yuan, of 100 if only charged by item (国办函〔2020〕109号)",
    ),
    table=None,
    severity="info",
)


def fee(subject: Subject) -> Iterator[Result]:
    """One result where the report speaks of the fee."""
    said = _said(subject)
    own_words = [s for s in said if not s.other_body]
    if not own_words:
        if said:
            yield _unknown(FEE, subject, said[0])
        return
    sentences = [list(group) for _, group in groupby(own_words, key=lambda s: (*passage(s), s.sentence))]
    for group in sentences:
        listed = _listed(group)
        if listed is not None:
            left, right = listed
            text = f"信息处理费：所列各笔之和为 {number(left)} 元，所写总额为 {number(right)} 元。"
            yield stated(
                FEE, subject, group[0], instance="fee", state="failed", left=left, right=right, text=text
            )  # fmt: skip
            return
    claims = [_claim(group) for group in sentences]
    highest = max(claims)
    others = [claim for claim in claims if claim != highest]
    agree = not others or (0 not in others and sum(others) == highest)
    right = highest if agree else others[0]
    words = "信息处理费：各处说法一致，" if agree else f"信息处理费：一处为 {number(highest)} 元，另一处"
    yield stated(
        FEE, subject, sentences[claims.index(right)][0], instance="fee", state="passed" if agree else "failed",
        left=highest, right=right, text=f"{words}为 {number(right)} 元。",
    )  # fmt: skip


def _listed(group: Sequence[Statement]) -> tuple[Number, Number] | None:
    """Sum of the amounts listed and the total named, where they differ."""
    whole, parts = _whole(group)
    if whole is None or not parts:
        return None
    total = sum(parts)
    sentence = group[0].sentence
    both = ITEMS.search(sentence) and PAGES.search(sentence)
    some = len(parts) == 1 or (any("part" in s.qualifiers for s in group) and not both)
    return (total, whole) if total > whole or (total < whole and not some) else None


def _whole(group: Sequence[Statement]) -> tuple[Number | None, list[Number]]:
    """The total that a sentence names, and the other amounts."""
    amounts = [s for s in group if s.value is not None]
    wholes = [s for s in amounts if "part" not in s.qualifiers]
    if len(amounts) < 2:
        return (amounts[0].value if amounts else None), []
    if len(wholes) == len(amounts):
        values = [s.value or 0 for s in amounts]
        named = [s for s in amounts if WHOLE.search(s.phrase)]
        whole = named[0] if len(named) == 1 else next((s for s in amounts if (s.value or 0) * 2 == sum(values)), None)
    else:
        whole = wholes[0] if wholes else None
    return (whole.value if whole else None), [s.value or 0 for s in amounts if s is not whole]


def _claim(group: Sequence[Statement]) -> Number:
    """What a sentence says was charged."""
    whole, parts = _whole(group)
    if whole is not None:
        return whole
    return parts[0] if len(set(parts)) == 1 else sum(parts)


def fee_scale(subject: Subject) -> Iterator[Result]:
    """Each amount above 0 in reports for the years of the scale."""
    if subject.report.year is not None and subject.report.year < SCALE_SINCE:
        return
    yield from numbered(_scaled(subject, s) for s in _said(subject) if s.value)


def _scaled(subject: Subject, statement: Statement) -> Result:
    if statement.other_body or subject.report.year is None:
        return _unknown(FEE_SCALE, subject, statement)
    by_item = ITEMS.search(statement.sentence) and not PAGES.search(statement.sentence)
    step = BY_ITEM if by_item else BY_PAGE
    amount = statement.value or 0
    holds = amount % step == 0
    wrong = f"不是 {step} 元的倍数" if not holds else f"是 {step} 元的倍数"
    return stated(
        FEE_SCALE, subject, statement, instance="fee", state="passed" if holds else "failed", right=amount,
        text=f"信息处理费 {number(amount)} 元，{wrong}。",
    )  # fmt: skip


def _unknown(rule: Rule, subject: Subject, statement: Statement) -> Result:
    reason: Reason = "scope" if statement.other_body else "absent"
    return stated(
        rule, subject, statement, instance="fee", state="not_checkable", right=statement.value, reason=reason,
        text=f"正文说的是“{statement.other_body}”，与本年报口径不同" if statement.other_body else "",
    )  # fmt: skip


def _said(subject: Subject) -> list[Statement]:
    """Statements on what was charged in the year."""
    return [s for s in own(subject.report, "fee") if not s.approximate and _is_meant(subject, s)]


def _is_meant(subject: Subject, statement: Statement) -> bool:
    if statement.value is None:
        said = "处理费" in statement.phrase or not ANOTHER_FEE.search(statement.sentence)
        return said and not OTHER_BODIES.search(statement.sentence)
    sections = subject.report.sections
    at = statement.section_position - 1
    behind = sections[at].text[statement.end :] if 0 <= at < len(sections) else ""
    return NOT_CHARGED.search(statement.phrase) is None and PER_UNIT.match(behind) is None


CHECKS: tuple[Check, ...] = (Check(FEE, fee), Check(FEE_SCALE, fee_scale))

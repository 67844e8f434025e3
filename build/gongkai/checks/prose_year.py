"""Family E: sentences on the body's own work that name the year before in place of the report's year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.checks.narrative_results import numbered, prose_rule
from gongkai.checks.rule import Check, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import Section

SENTENCE = re.compile(r"[^。；\n]+")
OPENING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?(20\d\d)年(?!度?(?:[^，。]{0,6}(?:预算|决算)))"
)
"""A sentence that opens with a year, behind its number in a list."""
OWN_WORK = re.compile(r"政府信息|信息公开|政务公开|依申请|主动公开")
ANOTHER_YEAR_IS_MEANT = re.compile(
    r"同比|同期|相比|较|比|上年|去年|结转|以来|将|拟|计划|预算|决算|规划|[《〔\[]|印发|修订|施行|实施|起|底|至|日|下一步|曾|已于|报告"
)
"""Comparisons, plans, documents and dates (rule book, wrong_year_in_prose)."""
LEFT_OUT = frozenset({"problems"})
"""Sections of plans."""

WRONG_YEAR = prose_rule(
    "wrong_year_in_prose",
    ("文中年份有误", "Wrong year in the prose"),
    (
        "正文写本机关当年工作的句子，写的却是上一年度。比较、计划、文号、日期不算。",
        "A sentence on the body's own work of the year names the year before. Comparisons, plans and dates do not count.",
    ),
    ("写当年工作的句子，年份＝报告年度", "year of a sentence on the year's work = year of the report"),
    table=None,
)


def wrong_year(subject: Subject) -> Iterator[Result]:
    """Each sentence that opens with a year and speaks of the body's own work."""
    return numbered(
        _sentence(subject, section, sentence, int(found[1]))
        for section in subject.report.sections
        if section.code not in LEFT_OUT
        for sentence in SENTENCE.findall(section.text)
        if (found := OPENING.match(sentence)) is not None and OWN_WORK.search(sentence)
    )


def _sentence(subject: Subject, section: Section, sentence: str, named: int) -> Result | None:
    year = subject.report.year
    right = named == year
    if year is not None and not right:
        meant = ANOTHER_YEAR_IS_MEANT.search(sentence) or str(year) in sentence or named != year - 1
        if meant or subject.report.form == "2008":
            return None
    return Result(
        rule=WRONG_YEAR,
        instance=str(named),
        label=f"{named}年",
        state="not_checkable" if year is None else "passed" if right else "failed",
        severity="warning",
        left=year,
        right=named,
        reason="absent" if year is None else None,
        text=f"报告年度为 {year} 年，正文写的是 {named} 年：“{sentence.strip()[:40]}”。" if year is not None else "",
        where=section.where,
    )


CHECKS: tuple[Check, ...] = (Check(WRONG_YEAR, wrong_year),)

"""Family F: the six prescribed sections, their order and their content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.rule import Check, Result, Rule
from gongkai.checks.words import section_name, section_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import Reason, Section

SECTION_CODES = tuple(row["code"] for row in codes.code_list("sections"))
NARRATIVE = ("overview", "problems", "other_matters")
"""Sections of prose: points numbered like top-level sections can only stand here."""
MUST_HOLD_TEXT = ("overview", "problems")
LEAST_CHARACTERS = 10
NUMERALS = "一二三四五六"
ELIDED = re.compile(r"[（(]\s*(?:文字)?略\s*[）)]")
"""A copy that leaves its prose out says so in these words."""
NOT_TEXT = re.compile(r"\s+")
POINT = re.compile(rf"^\s*([{NUMERALS}])[、.．]", re.MULTILINE)

MISSING = Rule(
    code="section_missing",
    family="F",
    severity="warning",
    table=None,
    title_zh="缺少部分",
    title_en="Missing section",
    description_zh="规定的六个部分缺了一个。按标题的文字查找，不看序号。",
    description_en="One of the six prescribed sections was not found. Sections are found by the words of their "
    "titles, not by number.",
    formula_zh="六个部分齐全（条例第五十条；年报格式）",
    formula_en="all six sections are there",
)
ORDER = Rule(
    code="section_order",
    family="F",
    severity="warning",
    table=None,
    title_zh="部分序号",
    title_en="Numbering of sections",
    description_zh="各部分的次序或序号与规定不符，或同一级序号重复使用。",
    description_en="Sections stand in another order or under other numbers than prescribed, or a number is used "
    "twice at the same level.",
    formula_zh="六个部分依次编为一至六，每个序号在同一级只用一次",
    formula_en="the six sections are numbered one to six in order, each number once at its level",
)
EMPTY = Rule(
    code="section_empty",
    family="F",
    severity="warning",
    table=None,
    title_zh="部分内容为空",
    title_en="Empty section",
    description_zh="“总体情况”或“存在的主要问题及改进情况”不足 10 字，或只写“无”。",
    description_en="The overview or the section on problems and improvements has fewer than 10 characters.",
    formula_zh="第一、第五部分不少于 10 字，且不只是“无”",
    formula_en="sections one and five have at least 10 characters",
)


def missing(subject: Subject) -> Iterator[Result]:
    """One result for each of the six sections; the free form before 2019 prescribes none."""
    if subject.report.form == "2008" and (subject.report.year or 0) <= 2018:
        return
    found = {section.code: section for section in subject.report.sections if section.code}
    for code in SECTION_CODES:
        section = found.get(code)
        yield Result(
            rule=MISSING,
            instance=code,
            label=section_name(code),
            state="passed" if section else "failed",
            severity="warning",
            text=f"{'有' if section else '没有找到'}“{section_name(code)}”部分。",
            where=section.where if section else None,
        )


def _numeral(number: str) -> str:
    """The bare numeral of a printed number: 一 for （一） and 一、."""
    return number.strip(" 　（）()、.．第部分章")


def _style(number: str) -> str:
    """What surrounds the numeral, so that points of another level are told apart: 一 and （一）."""
    return "bracket" if number.strip().startswith(("（", "(")) else "bare"


def _parts(sections: tuple[Section, ...]) -> list[tuple[Section, list[Section]]]:
    """Each prescribed section with the other headings that follow it."""
    parts: list[tuple[Section, list[Section]]] = []
    for section in sections:
        if section.code:
            parts.append((section, []))
        elif parts:
            parts[-1][1].append(section)
    return parts


def order(subject: Subject) -> Iterator[Result]:
    """One result a section; a number inside a section that clashes with the form's own blames that section."""
    if subject.report.form == "2008":
        return
    parts = _parts(subject.report.sections)
    last = -1
    used: set[str] = set()
    for section, inner in parts:
        code = section.code or ""
        position = SECTION_CODES.index(code)
        numeral = _numeral(section.number)
        label = section_name(code)
        points = _inner_numbers(section, inner) if code in NARRATIVE else []
        problem = ""
        if numeral and numeral != section_number(code):
            again = "，该序号已用过" if numeral in used else ""
            problem = f"“{section.heading}”的序号印为“{numeral}”，应为“{section_number(code)}”{again}"
        elif position < last:
            problem = f"“{section.heading}”排在后面的部分之后"
        elif numeral in used:
            problem = f"序号“{numeral}”重复使用"
        elif points:
            problem = f"“{section.heading}”之内又用了同级序号“{'、'.join(points)}”"
        checkable = bool(numeral) or bool(problem)
        yield Result(
            rule=ORDER,
            instance=code,
            label=label,
            state="failed" if problem else "passed" if checkable else "not_checkable",
            severity="warning",
            reason=None if checkable else "absent",
            text=f"{problem}。" if problem else f"“{section.heading}”次序、序号无误。" if checkable else "没有印序号",
            where=section.where,
        )
        last = max(last, position)
        used.add(numeral)


def _inner_numbers(section: Section, inner: list[Section]) -> list[str]:
    """Numerals of the form used once more, in the same style, inside a section."""
    style = _style(section.number)
    numbers = [_numeral(heading.number) for heading in inner if heading.number and _style(heading.number) == style]
    if style == "bare" and section.number:
        numbers += POINT.findall(section.text)
    return [number for number in dict.fromkeys(numbers) if number and number in NUMERALS]


def empty(subject: Subject) -> Iterator[Result]:
    """Sections one and five, where they are there; points below them count as their text."""
    for section, inner in _parts(subject.report.sections):
        if section.code not in MUST_HOLD_TEXT:
            continue
        text = "\n".join((section.text, *(f"{point.heading}\n{point.text}" for point in inner)))
        length = len(NOT_TEXT.sub("", text))
        label = section_name(section.code)
        reason: Reason | None = "absent" if ELIDED.search(text) else None
        enough = length >= LEAST_CHARACTERS
        yield Result(
            rule=EMPTY,
            instance=section.code,
            label=label,
            state="not_checkable" if reason else "passed" if enough else "failed",
            severity="warning",
            reason=reason,
            text="文字已略去" if reason else f"“{label}”部分有 {length} 字{'' if enough else '，不足 10 字'}。",
            where=section.where,
        )


CHECKS: tuple[Check, ...] = (Check(MISSING, missing), Check(ORDER, order), Check(EMPTY, empty))

"""Family A: the residual outcome of applications, which needs a word of explanation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai.checks.cells import UNDIVIDED
from gongkai.checks.narrative_readings import cell
from gongkai.checks.rule import Check, Result, Rule
from gongkai.checks.sections import ELIDED
from gongkai.checks.sums import unusable
from gongkai.checks.words import number, row_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import AnnualReport

UNEXPLAINED = Rule(
    code="other_outcome_unexplained",
    family="A",
    severity="info",
    table="applications",
    title_zh="其他处理未说明",
    title_en="Other outcomes not explained",
    description_zh="申请表“其他处理”中的“其他”大于零，正文没有说明是什么情形。",
    description_en="The residual outcome of applications is above 0 and the prose does not say what it stands for.",
    formula_zh="“其他处理”中的“其他”＞0 时，正文写明情形",
    formula_en="where the residual outcome is above 0, the prose names what it stands for",
)
ROWS = ("other_other", UNDIVIDED)
"""The residual row, or （六） where it is one row."""
HANDED_ON = "转办|转交|转送|移交|移送"
NAMED = re.compile(
    r"其[他它](?:方式|情形|情况|原因)?处理|其[他它](?:情形|原因)|撤回|撤件|撤销了?(?:该|其|本)?申请|(?:取消|退回|放弃|终止)[^，。；]{0,4}申请|"
    r"申请人?[^，。；]{0,8}(?:放弃|取消|终止)|(?:主动|自愿|自行)放弃|终止(?:办理|处理|答复)|合并(?:办理|处理|答复)|"
    rf"不再(?:办理|处理|答复)|无法(?:取得)?联系|(?:申请|\d件)[^，。；]{{0,12}}(?:{HANDED_ON})|(?:{HANDED_ON})[^，。；]{{0,12}}(?:申请|\d件)"
)
"""What such outcomes are called."""
NAMED_UNDIVIDED = re.compile(r"[未不](?:按[时期]|按要求)?补正|逾期[未不]")
"""Where （六） is one row, that may be all there is in it."""
LONGEST_LABEL = 12
"""Characters; a shorter line of the applications section may be left of its table."""


def unexplained(subject: Subject) -> Iterator[Result]:
    """One result a report with the row."""
    row = next((row for row in ROWS if subject.has_row("applications", row)), None)
    if row is None:
        return
    operand, computed = cell(subject, ("applications", row, "total"))
    figure = subject.figures.get(operand.key)
    prose = _prose(subject.report)
    told = f"{prose}\n{figure.note}" if figure is not None else prose
    named = NAMED.search(told) is not None or (row == UNDIVIDED and NAMED_UNDIVIDED.search(told) is not None)
    usable = operand.number is not None and not (operand.number and not named and ELIDED.search(prose))
    label = row_name("applications", row)
    yield Result(
        rule=UNEXPLAINED,
        instance=row,
        label=label,
        state="not_checkable" if not usable else "passed" if named or not operand.number else "failed",
        severity="info",
        table="applications",
        cells=(operand.key,),
        row=row,
        column="total",
        right=operand.number,
        reason=None if usable else unusable([operand]) or "absent",
        text=f"{label}为 {number(operand.number)}{'（推算）' if computed else ''}，正文{'' if named else '没有'}说明是什么情形。"
        if usable
        else "",
        where=figure.where if figure else None,
    )


def _prose(report: AnnualReport) -> str:
    """Sentences, not what is left of the table's labels."""
    return "\n".join(
        line
        for section in report.sections
        for line in section.text.split("\n")
        if section.code != "applications" or len(line) > LONGEST_LABEL or ELIDED.search(line)
    )


CHECKS: tuple[Check, ...] = (Check(UNEXPLAINED, unexplained),)

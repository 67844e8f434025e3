"""Family B: hints attached to a failed sum. A hint names a likely cause and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.checks import applications, proceedings
from gongkai.checks.rule import Check, Rule
from gongkai.checks.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result

LEFT_ZERO = Rule(
    code="total_left_zero",
    family="B",
    severity="info",
    table="any",
    title_zh="合计误填为零",
    title_en="Total left at zero",
    description_zh="一处合计不成立，总计印为 0，而分项不为 0：总计很可能漏填。原文照录，不作修改。",
    description_en="A sum fails, its total is printed as 0 and its details are not 0: the total was probably left "
    "unfilled. Nothing is changed.",
    formula_zh="合计不成立，且总计＝0，且分项之和≠0",
    formula_en="a sum fails, total = 0 and the sum of the details is not 0 (if so, the hint is given)",
)


def left_zero(subject: Subject) -> Iterator[Result]:
    """One result for each failed sum; `failed` means that the hint applies."""
    for run in (applications.row_total, applications.results_total, proceedings.total):
        for result in run(subject):
            if result.state != "failed":
                continue
            applies = result.right == 0 and result.left != 0
            yield replace(
                result,
                rule=LEFT_ZERO,
                severity="info",
                state="failed" if applies else "passed",
                text=f"{result.label}：分项之和为 {number(result.left)}，总计却为 {number(result.right)}"
                + ("，总计可能漏填。" if applies else "。"),
            )


CHECKS: tuple[Check, ...] = (Check(LEFT_ZERO, left_zero),)

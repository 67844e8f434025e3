"""Family A: arithmetic of the proceedings table (四、政府信息公开行政复议、行政诉讼情况)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.cells import CHANNELS, RESULTS
from gongkai.checks.rule import Check, Rule
from gongkai.checks.sums import sum_result
from gongkai.checks.words import row_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result

TOTAL = Rule(
    code="proceedings_total",
    family="A",
    severity="error",
    table="proceedings",
    title_zh="复议诉讼合计",
    title_en="Proceedings: total",
    description_zh="行政复议或行政诉讼的四种结果之和与该类“总计”不一致。两者不可能同时正确。",
    description_en="The four results of reconsideration or litigation do not add up to the total of that channel. "
    "Both cannot be right.",
    formula_zh="结果维持＋结果纠正＋其他结果＋尚未审结＝总计",
    formula_en="upheld + corrected + other + pending = total, for each channel",
)


def total(subject: Subject) -> Iterator[Result]:
    """Σ four results = 总计, for every channel."""
    if subject.report.form == "2008":
        return
    for channel in CHANNELS:
        yield sum_result(
            TOTAL,
            subject,
            instance=channel,
            label=row_name("proceedings", channel),
            details=[subject.operand("proceedings", channel, column) for column in RESULTS],
            total=subject.operand("proceedings", channel, "total"),
            total_printed=True,
        )


CHECKS: tuple[Check, ...] = (Check(TOTAL, total),)

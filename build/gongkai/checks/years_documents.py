"""Family C: documents in force from one year to the next (form of 2021)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.rule import PairCheck, Rule
from gongkai.checks.sums import compared, not_checkable
from gongkai.checks.words import row_name, term
from gongkai.checks.years_pair import edition, has_table, obstacle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.rule import Result
    from gongkai.model import Reason

DOCUMENTS = ("regulations", "normative_documents")

IN_FORCE = Rule(
    code="documents_in_force",
    family="C",
    severity="warning",
    table="disclosure",
    title_zh="现行有效衔接",
    title_en="Documents in force",
    description_zh="本年现行有效件数，不等于上年现行有效件数加本年制发、减本年废止。自然失效、清理等会造成差异，这本身不是错误。",
    description_en="Documents in force differ from those of the year before with what was issued and repealed since. "
    "Documents that lapse may explain it; a break between years is no error by itself.",
    formula_zh="本年现行有效件数＝上年现行有效件数＋本年制发件数－本年废止件数",
    formula_en="in_force (this year) = in_force (year before) + issued - repealed",
)
REPEALED_BOUND = Rule(
    code="repealed_bound",
    family="C",
    severity="warning",
    table="disclosure",
    title_zh="废止件数上限",
    title_en="Repealed documents: bound",
    description_zh="本年废止件数大于上年现行有效件数与本年制发件数之和；现行有效衔接无法核对时才看这一上限。",
    description_en="More documents are repealed than were in force a year before or issued since. "
    "Looked at only where the documents in force cannot be compared.",
    formula_zh="本年废止件数≤上年现行有效件数＋本年制发件数",
    formula_en="repealed ≤ in_force (year before) + issued",
)


def in_force(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """规章 and 行政规范性文件."""
    if has_table(subject, "disclosure"):
        yield from (_in_force(subject, previous, row) for row in DOCUMENTS)


def repealed_bound(subject: Subject, previous: Subject | None) -> Iterator[Result]:
    """Only where the rule on documents in force is not checkable, so that nothing is reported twice."""
    for result in in_force(subject, previous):
        if result.state == "not_checkable":
            yield _repealed_bound(subject, previous, result.instance)


def _other_form(subject: Subject, previous: Subject | None, row: str) -> Reason | None:
    """对外公开总数量 of the form of 2019 is another thing than what is in force."""
    editions = {edition(each, row, "in_force") for each in (subject, previous) if each is not None}
    return None if editions == {"2021"} else "form"


def _in_force(subject: Subject, previous: Subject | None, row: str) -> Result:
    before = (previous or subject).operand("disclosure", row, "in_force")
    issued, repealed, now = (subject.operand("disclosure", row, c) for c in ("issued", "repealed", "in_force"))
    label = row_name("disclosure", row)
    reason = _other_form(subject, previous, row) or obstacle(subject, previous, (before, issued, repealed, now))
    cells = (issued, repealed, now)
    if reason is not None:
        return not_checkable(IN_FORCE, subject, instance=row, label=label, cells=cells, under_test=now, reason=reason)
    left = (before.number or 0) + (issued.number or 0) - (repealed.number or 0)
    return compared(
        IN_FORCE,
        subject,
        instance=row,
        label=label,
        cells=cells,
        under_test=now,
        left=left,
        holds=left == now.number,
        text=f"{label}：上年现行有效 {term(before)} 加本年制发 {term(issued)}，减本年废止 {term(repealed)}，"
        f"应为 {left}，表中现行有效为 {term(now)}",
    )


def _repealed_bound(subject: Subject, previous: Subject | None, row: str) -> Result:
    before = (previous or subject).operand("disclosure", row, "in_force")
    issued, repealed = (subject.operand("disclosure", row, column) for column in ("issued", "repealed"))
    label = row_name("disclosure", row)
    reason = _other_form(subject, previous, row) or obstacle(subject, previous, (before, issued, repealed))
    cells = (before, issued, repealed)
    if reason is not None:
        return not_checkable(
            REPEALED_BOUND, subject, instance=row, label=label, cells=cells, under_test=repealed, reason=reason
        )
    left = (before.number or 0) + (issued.number or 0)
    return compared(
        REPEALED_BOUND,
        subject,
        instance=row,
        label=label,
        cells=cells,
        under_test=repealed,
        left=left,
        holds=(repealed.number or 0) <= left,
        text=f"{label}：本年废止 {term(repealed)}，上年现行有效 {term(before)} 加本年制发 {term(issued)} 为 {left}",
    )


PAIR_CHECKS: tuple[PairCheck, ...] = (PairCheck(IN_FORCE, in_force), PairCheck(REPEALED_BOUND, repealed_bound))

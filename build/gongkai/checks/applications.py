"""Family A: arithmetic of the applications table (三、收到和处理政府信息公开申请情况)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.checks.cells import APPLICANTS, APPLICATION_COLUMNS, DIVIDED, OUTCOMES, UNDIVIDED
from gongkai.checks.rule import Check, Rule
from gongkai.checks.sums import compared, not_checkable, sum_result, unusable
from gongkai.checks.words import cell_name, column_name, row_name, term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Operand, Subject
    from gongkai.checks.rule import Result

FLOW_BEFORE = ("received_new", "carried_in")
FLOW_AFTER = ("concluded_total", "carried_out")

ROW_TOTAL = Rule(
    code="applications_row_total",
    family="A",
    severity="error",
    table="applications",
    title_zh="申请表横向合计",
    title_en="Applications: row total",
    description_zh="某一行六类申请人的件数之和与该行“总计”不一致。两者不可能同时正确。",
    description_en="The six applicant columns of a row do not add up to its printed total. Both cannot be right.",
    formula_zh="自然人＋商业企业＋科研机构＋社会公益组织＋法律服务机构＋其他＝总计",
    formula_en="natural_person + enterprise + research + nonprofit + legal_service + other_organisation = total,"
    " for each row",
)
RESULTS_TOTAL = Rule(
    code="applications_results_total",
    family="A",
    severity="error",
    table="applications",
    title_zh="办理结果合计",
    title_en="Applications: results add up to the total",
    description_zh="某一列（一）至（六）各项办理结果之和与“（七）总计”不一致。两者不可能同时正确。",
    description_en="The results (1) to (6) of a column do not add up to its (7) total. Both cannot be right.",
    formula_zh="（一）＋（二）＋（三）各项＋（四）各项＋（五）各项＋（六）各项＝（七）总计",
    formula_en="granted + partially_granted + 8 denied + 3 unavailable + 5 declined + other rows = "
    "concluded_total, for each column",
)
BALANCE = Rule(
    code="applications_balance",
    family="A",
    severity="error",
    table="applications",
    title_zh="收支平衡",
    title_en="Applications: balance",
    description_zh="某一列“新收”与“上年结转”之和，不等于“（七）总计”与“结转下年度”之和。这是表头印明的勾稽关系。",
    description_en="In a column, new and carried-in applications together are not those concluded and carried out "
    "together. The form itself prints this balance.",
    formula_zh="一、本年新收＋二、上年结转＝三（七）总计＋四、结转下年度继续办理",
    formula_en="received_new + carried_in = concluded_total + carried_out, for each column",
)
BOUNDS = Rule(
    code="applications_bounds",
    family="A",
    severity="error",
    table="applications",
    title_zh="申请表上限",
    title_en="Applications: bounds",
    description_zh="合计因空白等原因无法核对时，至少应满足：结转下年度、（七）总计都不超过新收与上年结转之和，任一办理结果不超过（七）总计。",
    description_en="Where a sum cannot be checked, bounds still hold: neither applications carried out nor those "
    "concluded exceed the new and carried-in ones together, and no result exceeds the total "
    "concluded.",
    formula_zh="结转下年度≤新收＋上年结转；（七）总计≤新收＋上年结转；每项办理结果≤（七）总计",
    formula_en="carried_out <= received_new + carried_in; concluded_total <= received_new + carried_in; each "
    "outcome <= concluded_total",
)


def outcome_rows(subject: Subject) -> tuple[str, ...] | None:
    """Outcome rows of this report's form, in order; None where （六） stands both divided and undivided.

    The rows under （六） follow the file, not the edition: an undivided row occurs in reports of the form of 2021.
    """
    divided = any(subject.has_row("applications", row) for row in DIVIDED)
    undivided = subject.has_row("applications", UNDIVIDED)
    if divided and undivided:
        return None
    if not divided and not undivided:
        undivided = subject.report.form == "2019"
    return (*OUTCOMES, UNDIVIDED) if undivided else (*OUTCOMES, *DIVIDED)


def row_total(subject: Subject) -> Iterator[Result]:
    """Σ six applicants = 总计, for every row of the report's form."""
    if subject.report.form == "2008":
        return
    outcomes = outcome_rows(subject) or (*OUTCOMES, *DIVIDED, UNDIVIDED)
    for row in (*FLOW_BEFORE, *outcomes, *FLOW_AFTER):
        yield sum_result(
            ROW_TOTAL,
            subject,
            instance=row,
            label=row_name("applications", row),
            details=[subject.operand("applications", row, column) for column in APPLICANTS],
            total=subject.operand("applications", row, "total"),
            total_printed=True,
        )


def results_total(subject: Subject) -> Iterator[Result]:
    """Σ outcomes = （七）总计, for every column. A table that is cut off is not checkable."""
    if subject.report.form == "2008":
        return
    rows = outcome_rows(subject)
    for column in APPLICATION_COLUMNS:
        total = subject.operand("applications", "concluded_total", column)
        label = f"{column_name('applications', column)}列"
        details = [subject.operand("applications", row, column) for row in rows or ()]
        if rows is None:
            yield not_checkable(
                RESULTS_TOTAL,
                subject,
                instance=column,
                label=label,
                cells=(total,),
                under_test=total,
                reason="form",
                missing="（六）其他处理既有分项又有未分项的一行",
            )
            continue
        missing = sum(detail.state == "absent" for detail in details)
        yield sum_result(
            RESULTS_TOTAL,
            subject,
            instance=column,
            label=f"{label}（缺 {missing} 行）" if missing else label,
            details=details,
            total=total,
            total_printed=False,
        )


def balance(subject: Subject) -> Iterator[Result]:
    """新收 + 上年结转 = （七）总计 + 结转下年度, for every column."""
    if subject.report.form == "2008":
        return
    for column in APPLICATION_COLUMNS:
        received, carried_in, concluded, carried_out = operands = _flow(subject, column)
        label = f"{column_name('applications', column)}列"
        reason = unusable(operands)
        if reason is not None:
            yield not_checkable(
                BALANCE, subject, instance=column, label=label, cells=operands, under_test=carried_out, reason=reason
            )
            continue
        before = (received.number or 0) + (carried_in.number or 0)
        left = before - (concluded.number or 0)
        yield compared(
            BALANCE,
            subject,
            instance=column,
            label=label,
            cells=operands,
            under_test=carried_out,
            left=left,
            holds=left == carried_out.number,
            text=f"{label}：新收 {term(received)} 加上年结转 {term(carried_in)}，减（七）总计 {term(concluded)}，"
            f"应结转 {left}，表中结转下年度为 {term(carried_out)}",
        )


def bounds(subject: Subject) -> Iterator[Result]:
    """Upper bounds, only where the sum rule of the column is not checkable, so that nothing is reported twice."""
    unbalanced = {result.instance for result in balance(subject) if result.state == "not_checkable"}
    unsummed = {result.instance for result in results_total(subject) if result.state == "not_checkable"}
    for column in APPLICATION_COLUMNS:
        if column in unbalanced:
            received, carried_in, concluded, carried_out = _flow(subject, column)
            yield _flow_bound(subject, column, carried_out, received, carried_in)
            yield _flow_bound(subject, column, concluded, received, carried_in)
        if column in unsummed:
            yield _outcome_bound(subject, column)


def _flow(subject: Subject, column: str) -> tuple[Operand, Operand, Operand, Operand]:
    received, carried_in, concluded, carried_out = (
        subject.operand("applications", row, column) for row in (*FLOW_BEFORE, *FLOW_AFTER)
    )
    return received, carried_in, concluded, carried_out


def _flow_bound(subject: Subject, column: str, bounded: Operand, received: Operand, carried_in: Operand) -> Result:
    """`bounded` ≤ 新收 + 上年结转."""
    instance = f"{bounded.key[1]}.{column}"
    label = cell_name(bounded.key)
    cells = (received, carried_in, bounded)
    reason = unusable(cells)
    if reason is not None:
        return not_checkable(
            BOUNDS, subject, instance=instance, label=label, cells=cells, under_test=bounded, reason=reason
        )
    left = (received.number or 0) + (carried_in.number or 0)
    return compared(
        BOUNDS,
        subject,
        instance=instance,
        label=label,
        cells=cells,
        under_test=bounded,
        left=left,
        holds=(bounded.number or 0) <= left,
        text=f"{label}为 {term(bounded)}，新收与上年结转之和为 {left}",
    )


def _outcome_bound(subject: Subject, column: str) -> Result:
    """Every usable outcome ≤ （七）总计; a failure names the largest."""
    concluded = subject.operand("applications", "concluded_total", column)
    instance = f"outcomes.{column}"
    label = f"{column_name('applications', column)}列办理结果"
    outcomes = [subject.operand("applications", row, column) for row in (*OUTCOMES, *DIVIDED, UNDIVIDED)]
    usable = [outcome for outcome in outcomes if outcome.number is not None]
    cells = [*(outcome for outcome in outcomes if outcome.state != "absent"), concluded]
    reason = unusable([concluded, *usable]) or (None if usable else "absent" if len(cells) == 1 else "blank")
    if reason is not None:
        return not_checkable(
            BOUNDS, subject, instance=instance, label=label, cells=cells, under_test=concluded, reason=reason
        )
    bound = concluded.number or 0
    largest = max(usable, key=lambda outcome: outcome.number or 0)
    return compared(
        BOUNDS,
        subject,
        instance=instance,
        label=label,
        cells=cells,
        under_test=largest,
        left=bound,
        holds=(largest.number or 0) <= bound,
        text=f"{cell_name(largest.key)}为 {term(largest)}，（七）总计为 {term(concluded)}",
    )


CHECKS: tuple[Check, ...] = (
    Check(ROW_TOTAL, row_total),
    Check(RESULTS_TOTAL, results_total),
    Check(BALANCE, balance),
    Check(BOUNDS, bounds),
)

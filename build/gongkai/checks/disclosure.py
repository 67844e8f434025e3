"""Family A: arithmetic of the disclosure table (二、主动公开政府信息情况)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.bodies import is_government
from gongkai.checks.rule import Check, Result, Rule
from gongkai.checks.sums import compared, not_checkable
from gongkai.checks.words import cell_name, number, row_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Operand, Subject
    from gongkai.model import Figure, FormCode, Reason, Severity, State

DOCUMENTS = ("regulations", "normative_documents")
ITEMS = ("licensing", "other_services", "penalties", "coercion")
UNIT = re.compile("万元|元")

IN_FORCE_BOUND = Rule(
    code="documents_in_force_bound",
    family="A",
    severity="warning",
    table="disclosure",
    title_zh="现行有效件数下限",
    title_en="Documents in force: lower bound",
    description_zh="现行有效件数小于本年制发件数减去本年废止件数，意味着上年末的有效件数为负，不可能成立。",
    description_en="Fewer documents are in force than were issued less those repealed: a year earlier fewer than "
    "none would have been in force.",
    formula_zh="现行有效件数≥本年制发件数－本年废止件数",
    formula_en="in_force >= issued - repealed",
)
DISCLOSED_BOUND = Rule(
    code="disclosed_bound",
    family="A",
    severity="warning",
    table="disclosure",
    title_zh="对外公开总数量下限",
    title_en="Documents disclosed: bound",
    description_zh="本年新公开数量大于对外公开总数量。",
    description_en="More documents were newly disclosed in the year than are disclosed altogether.",
    formula_zh="本年新公开数量≤对外公开总数量",
    formula_en="disclosed <= disclosed_total",
)
WITHOUT_POWER = Rule(
    code="regulations_without_power",
    family="A",
    severity="warning",
    table="disclosure",
    title_zh="无规章制定权",
    title_en="Regulations of a body that cannot make any",
    description_zh="乡镇、县级政府及其部门没有规章制定权，却填报了规章件数；市级部门填报的，可能是所属政府的规章，仅作提示。",
    description_en="A township, county or county department, which cannot make regulations, reports some. City "
    "departments may list those of their government, so for them it is a hint.",
    formula_zh="规章各项＝0（乡级、县级机关）",
    formula_en="all cells of regulations = 0, for township and county bodies",
)
AS_STOCK = Rule(
    code="decisions_as_stock",
    family="A",
    severity="info",
    table="disclosure",
    title_zh="处理决定数量疑为存量",
    title_en="Decisions entered as stock",
    description_zh="处理决定数量正好等于上一年项目数量加本年增减，可能填成了事项数，而不是办件数。仅作提示，表式本身未作说明。",
    description_en="The decisions equal the items of last year plus their change: the number of items may have been "
    "entered for that of decisions. A hint only, since the form does not say which is meant.",
    formula_zh="处理决定数量＝上一年项目数量＋本年增/减，且不为 0（成立即提示）",
    formula_en="decisions = previous_items + change, and not 0 (if so, the hint is given)",
)
UNIT_RULE = Rule(
    code="amount_unit",
    family="A",
    severity="info",
    table="disclosure",
    title_zh="金额单位",
    title_en="Unit of an amount",
    description_zh="金额没有注明单位，或单元格内的单位与表头不一致。只按印明的单位换算为万元，没有单位的照录原数。",
    description_en="No unit is printed for an amount, or cell and header print different ones. Amounts are converted"
    " to 10,000 yuan only from a printed unit; without one the number stays as printed.",
    formula_zh="表头或单元格注明单位，且两者一致",
    formula_en="header or cell names the unit, and the two agree",
)


def _usable(operands: tuple[Operand, ...]) -> Reason | None:
    """Why these cells are no numbers; None if they are. No line of this table implies a zero."""
    for state in ("absent", "unreadable", "blank", "not_applicable"):
        if any(operand.state == state for operand in operands):
            return state
    return None


def _asked(subject: Subject, form: FormCode, row: str, *columns: str) -> bool:
    """Whether the report's form has this rule's cells; in a mixed form, whether the file has one of them."""
    if subject.report.form == "mixed":
        return any(("disclosure", row, column) in subject.figures for column in columns)
    return subject.report.form == form


def in_force_bound(subject: Subject) -> Iterator[Result]:
    """现行有效 ≥ 制发 - 废止, for 规章 and 规范性文件 in the form of 2021."""
    for row in DOCUMENTS:
        if not _asked(subject, "2021", row, "issued", "repealed", "in_force"):
            continue
        issued, repealed, in_force = cells = tuple(
            subject.operand("disclosure", row, column) for column in ("issued", "repealed", "in_force")
        )
        label = row_name("disclosure", row)
        reason = _usable(cells)
        if reason is not None or issued.number is None or repealed.number is None or in_force.number is None:
            yield not_checkable(
                IN_FORCE_BOUND,
                subject,
                instance=row,
                label=label,
                cells=cells,
                under_test=in_force,
                reason=reason or "blank",
            )
            continue
        left = issued.number - repealed.number
        yield compared(
            IN_FORCE_BOUND,
            subject,
            instance=row,
            label=label,
            cells=cells,
            under_test=in_force,
            left=left,
            holds=in_force.number >= left,
            text=f"{label}：本年制发 {number(issued.number)} 减本年废止 {number(repealed.number)} 为 {number(left)}，"
            f"现行有效为 {number(in_force.number)}",
        )


def disclosed_bound(subject: Subject) -> Iterator[Result]:
    """本年新公开 ≤ 对外公开总数量, for 规章 and 规范性文件 in the form of 2019."""
    for row in DOCUMENTS:
        if not _asked(subject, "2019", row, "disclosed", "disclosed_total"):
            continue
        disclosed, total = cells = tuple(
            subject.operand("disclosure", row, column) for column in ("disclosed", "disclosed_total")
        )
        label = row_name("disclosure", row)
        reason = _usable(cells)
        if reason is not None or disclosed.number is None or total.number is None:
            yield not_checkable(
                DISCLOSED_BOUND,
                subject,
                instance=row,
                label=label,
                cells=cells,
                under_test=total,
                reason=reason or "blank",
            )
            continue
        yield compared(
            DISCLOSED_BOUND,
            subject,
            instance=row,
            label=label,
            cells=cells,
            under_test=total,
            left=disclosed.number,
            holds=disclosed.number <= total.number,
            text=f"{label}：本年新公开 {number(disclosed.number)}，对外公开总数量 {number(total.number)}",
        )


def without_power(subject: Subject) -> Iterator[Result]:
    """规章 of a township, a county or a county department; a city's department gets a hint."""
    agency = subject.report.agency
    level = agency.level if agency is not None else None
    severity: Severity = "info" if level == "city" else "warning"
    if level not in (None, "township", "county", "city") or (
        agency is not None and level == "city" and is_government(agency)
    ):
        return
    for figure in subject.of_table("disclosure"):
        if figure.row != "regulations":
            continue
        cell = subject.operand("disclosure", figure.row, figure.column)
        label = cell_name(cell.key)
        reason: Reason | None = "unreadable" if figure.status == "unreadable" else "scope" if level is None else None
        if reason is not None:
            yield not_checkable(
                WITHOUT_POWER,
                subject,
                instance=figure.column,
                label=label,
                cells=(cell,),
                under_test=cell,
                reason=reason,
                missing="机关层级不明" if reason == "scope" else "",
            )
            continue
        holds = not figure.value
        yield compared(
            WITHOUT_POWER,
            subject,
            instance=figure.column,
            label=label,
            cells=(cell,),
            under_test=cell,
            left=0,
            holds=holds,
            severity=severity,
            text=f"{label}为 {number(figure.value)}" + ("" if holds else "，而该机关没有规章制定权"),
        )


def as_stock(subject: Subject) -> Iterator[Result]:
    """Hint where 处理决定数量 = 上一年项目数量 + 本年增/减; `failed` means that it applies."""
    for row in ITEMS:
        if not _asked(subject, "2019", row, "previous_items", "change"):
            continue
        previous, change, decisions = cells = tuple(
            subject.operand("disclosure", row, column) for column in ("previous_items", "change", "decisions")
        )
        label = row_name("disclosure", row)
        reason = _usable(cells)
        if reason is not None or previous.number is None or change.number is None or decisions.number is None:
            yield not_checkable(
                AS_STOCK,
                subject,
                instance=row,
                label=label,
                cells=cells,
                under_test=decisions,
                reason=reason or "blank",
            )
            continue
        left = previous.number + change.number
        yield compared(
            AS_STOCK,
            subject,
            instance=row,
            label=label,
            cells=cells,
            under_test=decisions,
            left=left,
            holds=left != decisions.number or decisions.number == 0,
            text=f"{label}：上一年项目数量 {number(previous.number)} 加本年增减 {number(change.number)} 为 {number(left)}，"
            f"处理决定数量为 {number(decisions.number)}",
        )


def amount_unit(subject: Subject) -> Iterator[Result]:
    """The unit of the one amount of each form. Zero needs no unit."""
    for row, column in (("fees", "amount"), ("procurement", "procurement_amount")):
        figure = subject.figures.get(("disclosure", row, column))
        if figure is not None:
            yield _unit_result(subject, figure)


def _unit_result(subject: Subject, figure: Figure) -> Result:
    cell = subject.operand("disclosure", figure.row, figure.column)
    label = cell_name(cell.key)
    if figure.value is None:
        reason: Reason = (
            "unreadable"
            if figure.status == "unreadable"
            else "not_applicable"
            if figure.status == "not_applicable"
            else "blank"
        )
        return not_checkable(
            UNIT_RULE, subject, instance=figure.row, label=label, cells=(cell,), under_test=cell, reason=reason
        )
    header = UNIT.search(_printed_header(subject, figure))
    printed = UNIT.search(f"{figure.raw} {figure.note}")
    units = {match.group() for match in (header, printed) if match}
    state: State = "passed" if len(units) == 1 or figure.value == 0 else "failed"
    if state == "passed":
        text = f"{label}为 {number(figure.value)} 万元。"
    elif units:
        text = f"{label}：表头单位为{header.group() if header else ''}，单元格内印为“{figure.raw}”，以单元格为准，折合 {number(figure.value)} 万元。"
    else:
        text = f"{label}印为 {number(figure.value)}，表头和单元格都没有单位，照录原数。"
    return Result(
        rule=UNIT_RULE,
        instance=figure.row,
        label=label,
        state=state,
        severity="info",
        table="disclosure",
        cells=(cell.key,),
        row=figure.row,
        column=figure.column,
        right=figure.value,
        text=text,
        where=figure.where,
    )


def _printed_header(subject: Subject, figure: Figure) -> str:
    """The header of an amount as printed, which is the form's unless the recogniser says otherwise."""
    official = codes.column_label("disclosure", figure.column)
    deviating = (f for f in subject.report.findings if f.type == "label_variant" and f.row == figure.row)
    return next((f.actual or "" for f in deviating if f.expected == official), official)


CHECKS: tuple[Check, ...] = (
    Check(IN_FORCE_BOUND, in_force_bound),
    Check(DISCLOSED_BOUND, disclosed_bound),
    Check(UNIT_RULE, amount_unit),
    Check(WITHOUT_POWER, without_power),
    Check(AS_STOCK, as_stock),
)

"""A statement of the prose against the tables, as a result: the table is what is expected, the prose what is found."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from gongkai import codes
from gongkai.checks.narrative_readings import fits, readings, value
from gongkai.checks.rule import Result, Rule
from gongkai.checks.words import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gongkai.checks.cells import Subject
    from gongkai.checks.narrative_readings import Value
    from gongkai.model import AnnualReport, Number, Reason, Severity, State, Statement, TableCode, Where
    from gongkai.narrative.readings import Reading

NAMES = {
    "outcomes": "办理结果",
    "organisations": "法人和其他组织",
    "litigation": "行政诉讼",
    "proceedings": "行政复议和行政诉讼",
    "granted+partially_granted": "予以公开及部分公开",
    "applications": "申请",
    "published": "主动公开",
    "fee": "信息处理费",
}


def prose_rule(
    code: str,
    titles: tuple[str, str],
    description: tuple[str, str],
    formula: tuple[str, str],
    *,
    table: TableCode | Literal["any"] | None = "applications",
    severity: Severity = "warning",
) -> Rule:
    """A rule of family E; each pair is Chinese, English."""
    return Rule(
        code=code,
        family="E",
        severity=severity,
        table=table,
        title_zh=titles[0],
        title_en=titles[1],
        description_zh=description[0],
        description_en=description[1],
        formula_zh=formula[0],
        formula_en=formula[1],
    )


def own(report: AnnualReport, *kinds: str) -> list[Statement]:
    """Statements of these kinds on the report's own year; none under the free form of 2008, which has no tables."""
    if report.form == "2008":
        return []
    return [s for s in report.statements if s.kind in kinds and s.year in (None, report.year)]


def passages(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Statements of one paragraph together, in the order of the prose."""
    found: dict[tuple[int, int], list[Statement]] = {}
    for statement in statements:
        found.setdefault(passage(statement), []).append(statement)
    return list(found.values())


def passage(statement: Statement) -> tuple[int, int]:
    """What statements of one paragraph have in common."""
    return statement.section_position, statement.paragraph


def place(subject: Subject, statement: Statement) -> Where | None:
    """The section in which it stands."""
    at = statement.section_position - 1
    return subject.report.sections[at].where if 0 <= at < len(subject.report.sections) else None


@cache
def name(code: str) -> str:
    """A row, column or group in Chinese."""
    if code in NAMES:
        return NAMES[code]
    known = {
        **codes.labels("statement_kinds"),
        **codes.labels("columns"),
        **codes.labels("rows"),
        **codes.labels("groups"),
    }
    known |= {row["code"]: row["label_zh"] for row in codes.code_list("rows") if row["table"] == "applications"}
    return "、".join(known.get(part, part).partition("（区分")[0] for part in code.replace(".", "+").split("+"))


def stated(
    rule: Rule,
    subject: Subject,
    statement: Statement,
    *,
    instance: str,
    state: State,
    left: Number | None = None,
    right: Number | None = None,
    keys: Reading = (),
    cell: tuple[str | None, str | None] | None = None,
    reason: Reason | None = None,
    text: str = "",
    severity: Severity | None = None,
    tolerance: Number = 0,
) -> Result:
    """A result on one statement; `cell` names row and column where they are not those of the operands."""
    rows, columns = {key[1] for key in keys}, {key[2] for key in keys}
    row, column = cell or (_only(rows), _only(columns))
    milder: Severity | None = "info" if statement.approximate else None
    return Result(
        rule=rule,
        instance=instance,
        label=f"{name(instance)}（“{statement.phrase}”）" if statement.phrase else name(instance),
        state=state,
        severity=milder or severity or rule.severity,
        table=rule.table if rule.table != "any" else keys[0][0] if keys else None,
        cells=keys,
        row=row,
        column=column,
        left=left,
        right=right,
        tolerance=tolerance,
        reason=reason,
        text=text,
        where=place(subject, statement),
    )


def against(
    rule: Rule,
    subject: Subject,
    statement: Statement,
    *,
    instance: str,
    sums: tuple[Reading, ...] | None = None,
    severity: Severity | None = None,
) -> Result | None:
    """The number stated against the sums of cells that may answer it: it holds if one fits.

    It fails where no sum can equal it, also where the printed part of an incomplete sum alone exceeds it.
    None where it has no number or no cell.
    """
    wanted = readings(subject, statement) if sums is None else sums
    right = statement.value
    if right is None or not wanted:
        return None
    if statement.other_body:
        return stated(
            rule, subject, statement, instance=instance, state="not_checkable", keys=wanted[0], right=right,
            reason="scope", text=f"正文说的是“{statement.other_body}”，与本年报口径不同",
        )  # fmt: skip
    values = [value(subject, keys) for keys in wanted]
    fitting = next((v for v in values if v.missing is None and fits(statement, v.number)), None)
    if fitting is not None:
        shown: Value = fitting
    else:
        unknown = next((v for v in values if not _contradicts(v, statement)), None)
        if unknown is not None:
            return stated(
                rule, subject, statement, instance=instance, state="not_checkable", keys=unknown.keys, right=right,
                reason=unknown.missing,
            )  # fmt: skip
        shown = values[0]
    marked = "（推算）" if shown.computed else ""
    least = "至少" if shown.missing else ""
    about = statement.approximate and f"（{statement.approximate}）"
    gap = "" if fitting is not None else f"，相差 {number(right - shown.number)}"
    return stated(
        rule, subject, statement, instance=instance, state="passed" if fitting is not None else "failed",
        left=shown.number, right=right, keys=shown.keys, severity=severity,
        text=f"{name(instance)}：表中{least}为 {number(shown.number)}{marked}，正文为 {number(right)}{about}{gap}。",
    )  # fmt: skip


def numbered(results: Iterable[Result | None]) -> Iterator[Result]:
    """The results there are, each with an instance of its own: the second of a name gets `#2`."""
    seen: Counter[str] = Counter()
    for result in results:
        if result is None:
            continue
        seen[result.instance] += 1
        again = seen[result.instance]
        yield replace(result, instance=f"{result.instance}#{again}") if again > 1 else result


def _contradicts(found: Value, statement: Statement) -> bool:
    """No fill of what is missing makes the sum the number stated."""
    if found.missing is None:
        return True
    return not statement.approximate and statement.value is not None and found.number > statement.value


def _only(names: set[str]) -> str | None:
    return names.pop() if len(names) == 1 else None

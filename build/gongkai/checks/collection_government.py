"""Family D: a government's figures for its whole area against the sum of its departments' and townships'."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gongkai.checks.bodies import is_government
from gongkai.checks.rule import CollectionCheck, Result, Rule
from gongkai.checks.words import cell_name, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongkai.checks.cells import Operand, Subject
    from gongkai.checks.surroundings import Digest, Surroundings
    from gongkai.model import Agency, Key, Reason

SUMS: Mapping[str, Key] = {
    "received_new": ("applications", "received_new", "total"),
    "concluded_total": ("applications", "concluded_total", "total"),
    "licensing": ("disclosure", "licensing", "decisions"),
    "penalties": ("disclosure", "penalties", "decisions"),
    "coercion": ("disclosure", "coercion", "decisions"),
    "reconsideration": ("proceedings", "reconsideration", "total"),
    "litigation_direct": ("proceedings", "litigation_direct", "total"),
    "litigation_after_reconsideration": ("proceedings", "litigation_after_reconsideration", "total"),
}
"""Instances, each with the cell that is summed."""

LEVELS = ("province", "city", "county")
"""Of governments that have departments; townships have none that report."""

VERTICAL_SECTORS = frozenset(
    {"tax", "customs", "maritime_safety", "immigration", "meteorology", "earthquake", "postal", "telecom", "tobacco"}
)
"""Bodies of the central government in a place: they report to their own superiors and are no part of its government."""

GOVERNMENT_VS_DEPARTMENTS = Rule(
    code="government_vs_departments",
    family="D",
    severity="info",
    table="any",
    title_zh="政府汇总不少于部门之和",
    title_en="Government at least the sum of its departments",
    description_zh="政府汇总年报中的数少于已收录的本级部门和乡镇年报之和。部门未必收齐，垂直管理机构不计入，口径也可能不同，因此只作提示。",
    formula_zh="政府汇总数≥已收录的本级部门与乡镇之和",
    description_en="A government's figure for its whole area is less than the sum of its departments' and townships' reports "
    "in the data. A hint only: reports may be missing, vertical bodies are left out, and counting may differ.",
    formula_en="government's figure >= sum of its departments and townships found",
)


def publishes_for_government(agency: Agency) -> bool:
    """Whether the body is a government with departments, or the office that may publish in its name."""
    lead = is_government(agency) or agency.sector == "government_office"
    return lead and agency.level in LEVELS and agency.region_code is not None


def is_member(agency: Agency, government: Agency) -> bool:
    """Whether a body is a department of the government or a township below it, as far as place and level show it.

    A city's counties are left out: whether its report includes them, none says. So are branches, which
    are part of another body, and bodies of the central government.
    """
    if agency.region_code != government.region_code or agency.region_code is None:
        return False
    if agency.parent is not None or agency.sector in VERTICAL_SECTORS or agency.id == government.id:
        return False
    return agency.level == "township" or (agency.level == government.level and not is_government(agency))


def government_vs_departments(subject: Subject, surroundings: Surroundings) -> Iterator[Result]:
    """Eight results a report of a government: sums of what is found, never an equality.

    An office's own report is no government's. A government's report that does not say that it sums up its area is not comparable.
    """
    report = subject.report
    if report.agency is None or not publishes_for_government(report.agency):
        return
    if report.scope == "own" and not is_government(report.agency):
        return
    for instance, key in SUMS.items():
        if report.scope == "own":
            yield _open(instance, key, "scope", "年报没有写明是全地区的汇总数")
        elif not surroundings.members:
            yield _open(instance, key, "no_other_report", "")
        else:
            yield _compared(instance, subject.operand(*key), surroundings.members)


def _compared(instance: str, printed: Operand, members: tuple[Digest, ...]) -> Result:
    numbers = [member.sums[instance] for member in members if instance in member.sums]
    key = printed.key
    if not numbers:
        return _open(instance, key, "blank", f"已收录的 {len(members)} 个部门和乡镇都没有该数")
    if printed.number is None:
        return _open(instance, key, cast("Reason", printed.state), "")
    total = sum(numbers)
    holds = printed.number >= total
    behind = f"已收录的 {len(members)} 个部门和乡镇中 {len(numbers)} 个有该数，合计 {number(total)}"
    end = "" if holds else f"，少 {number(total - printed.number)}；口径可能不同"
    return Result(
        rule=GOVERNMENT_VS_DEPARTMENTS,
        instance=instance,
        label=cell_name(key),
        state="passed" if holds else "failed",
        severity="info",
        table=key[0],
        cells=(key,),
        row=key[1],
        column=key[2],
        left=total,
        right=printed.number,
        text=f"{cell_name(key)}：政府汇总为 {number(printed.number)}，{behind}{end}。",
    )


def _open(instance: str, key: Key, reason: Reason, why: str) -> Result:
    return Result(
        rule=GOVERNMENT_VS_DEPARTMENTS,
        instance=instance,
        label=cell_name(key),
        state="not_checkable",
        severity="info",
        table=key[0],
        cells=(key,),
        row=key[1],
        column=key[2],
        reason=reason,
        text=why,
    )


CHECKS: tuple[CollectionCheck, ...] = (CollectionCheck(GOVERNMENT_VS_DEPARTMENTS, government_vs_departments),)

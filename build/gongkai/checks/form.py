"""Family F: the edition of the prescribed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.checks.rule import Check, Result, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.checks.cells import Subject
    from gongkai.model import FormCode, Reason

FORM_YEAR = Rule(
    code="form_year",
    family="F",
    severity="warning",
    table=None,
    title_zh="表式与年份",
    title_en="Form against year",
    description_zh="年报使用的表式与年度不符：2018 年度及以前无统一表格，2019、2020 年度用 2019 年表式，2021 年度起用 2021 年表式。",
    description_en="The report does not use the edition of the form prescribed for its year: none up to 2018, that "
    "of 2019 for 2019 and 2020, that of 2021 from 2021 on.",
    formula_zh="表式＝该年度规定的表式（国办公开办函〔2019〕60号、〔2021〕30号）",
    formula_en="form = edition prescribed for the year",
    values_are_codes=True,
)
FORM_MIXED = Rule(
    code="form_mixed",
    family="F",
    severity="warning",
    table="disclosure",
    title_zh="新旧表式混用",
    title_en="Mixed form",
    description_zh="主动公开表的各部分混用 2019 年和 2021 年两种表式的栏目。",
    description_en="Parts of the disclosure table follow the form of 2019 and others that of 2021.",
    formula_zh="主动公开表各部分的栏目属于同一表式",
    formula_en="all parts of the disclosure table are of one edition",
)


def form_of_year(year: int) -> FormCode:
    """Edition prescribed for the report on a year."""
    return "2008" if year <= 2018 else "2019" if year <= 2020 else "2021"


def form_year(subject: Subject) -> Iterator[Result]:
    """One result a report. The form 2008 means that no prescribed table was found: from 2019 on, `table_missing` says so."""
    report = subject.report
    expected = form_of_year(report.year) if report.year is not None else None
    reason: Reason | None = None
    why = ""
    if expected is None:
        reason, why = "absent", "年度不明"
    elif report.form == "2008" and expected != "2008":
        reason, why = "absent", "没有找到规定的表格"
    elif report.form == "mixed":
        reason, why = "form", "新旧表式混用"
    if reason is not None or expected is None:
        yield Result(
            rule=FORM_YEAR,
            instance="form",
            label="表式",
            state="not_checkable",
            severity="warning",
            right=report.form,
            reason=reason,
            text=why,
        )
        return
    names = codes.labels("forms")
    holds = report.form == expected
    yield Result(
        rule=FORM_YEAR,
        instance="form",
        label="表式",
        state="passed" if holds else "failed",
        severity="warning",
        left=expected,
        right=report.form,
        text=f"{report.year} 年度应用“{names[expected]}”，实际为“{names[report.form]}”。",
    )


def form_mixed(subject: Subject) -> Iterator[Result]:
    """One result for each report with a disclosure table."""
    figures = subject.of_table("disclosure")
    if subject.report.form == "2008":
        return
    mixed = subject.report.form == "mixed"
    if not figures and not mixed:
        yield Result(
            rule=FORM_MIXED,
            instance="form",
            label="主动公开表",
            state="not_checkable",
            severity="warning",
            table="disclosure",
            reason="absent",
        )
        return
    yield Result(
        rule=FORM_MIXED,
        instance="form",
        label="主动公开表",
        state="failed" if mixed else "passed",
        severity="warning",
        table="disclosure",
        text="主动公开表的栏目分属 2019 年和 2021 年两种表式。" if mixed else "主动公开表的栏目属于同一表式。",
        where=figures[0].where if figures else None,
    )


CHECKS: tuple[Check, ...] = (Check(FORM_YEAR, form_year), Check(FORM_MIXED, form_mixed))

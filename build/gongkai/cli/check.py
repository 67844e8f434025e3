"""`gongkai check`: the rules applied again to a data package."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.checks import CHECKS, RULES
from gongkai.checks import check as run_checks
from gongkai.cli.terminal import SEVERITY_NAMES, SEVERITY_ORDER, SEVERITY_STYLES, count, place, plain_table, stdout
from gongkai.package import annual_reports
from gongkai.package.keys import report_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import AnnualReport, Finding

EXAMPLES = (
    "gongkai check",
    "gongkai check ~/data --strict",
    "gongkai check --verbose | less",
)

CHECKED = frozenset(check.rule.code for check in CHECKS)

Datapackage = Annotated[Path, typer.Argument(help="Folder of the data package.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 if a report contradicts itself.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List hints too, and what could not be checked.")]


def check(datapackage: Datapackage = Path("datapackage"), strict: Strict = False, verbose: Verbose = False) -> None:
    """Check the figures of a data package again.

    Lists what does not hold; nothing is written. What the reading itself
    doubted is listed as it was packaged.
    """
    console = stdout()
    counts: Counter[tuple[str, str, str]] = Counter()
    reports = 0
    for report in annual_reports(datapackage):
        reports += 1
        for finding in findings(report):
            counts[finding.type, finding.severity, finding.state] += 1
            if verbose or (finding.state == "failed" and finding.severity != "info"):
                where = " ".join(part for part in (report_id(report), place(finding.where)) if part)
                console.print(f"{_mark(finding)} {where}: {finding.note or finding.instance}", soft_wrap=True)
    table = plain_table("", "rule", "failed", "not checkable", right=("failed", "not checkable"))
    for rule in RULES:
        failed = {severity: counts[rule.code, severity, "failed"] for severity in SEVERITY_ORDER}
        worst = next((severity for severity in SEVERITY_ORDER if failed[severity]), None)
        uncheckable = sum(counts[rule.code, severity, "not_checkable"] for severity in SEVERITY_ORDER)
        if worst or uncheckable:
            table.add_row(
                SEVERITY_NAMES[worst] if worst else "",
                f"{rule.title_zh} {rule.code}",
                count(sum(failed.values())) if worst else "",
                count(uncheckable) if uncheckable else "",
                style=SEVERITY_STYLES[worst] if worst == "error" else None,
            )
    if table.row_count:
        console.print(table)
    errors = sum(number for (_, severity, state), number in counts.items() if severity == "error" and state == "failed")
    warnings = sum(
        number for (_, severity, state), number in counts.items() if severity == "warning" and state == "failed"
    )
    console.print(f"{count(reports)} annual reports, {count(errors)} errors, {count(warnings)} warnings")
    if strict and errors:
        raise typer.Exit(1)


def findings(report: AnnualReport) -> Iterator[Finding]:
    """What the reading doubted, as packaged, then what the checks say now."""
    yield from (finding for finding in report.findings if finding.type not in CHECKED)
    yield from run_checks(report)


def _mark(finding: Finding) -> str:
    return f"[{SEVERITY_NAMES[finding.severity] if finding.state == 'failed' else '无法核对'}]"

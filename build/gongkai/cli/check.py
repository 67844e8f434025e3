"""`gongkai check`: the rules applied again to a data package."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai import codes
from gongkai.analysis import Analysis, digest
from gongkai.checks import COLLECTION_CHECKS, RULES, examined
from gongkai.cli.terminal import SEVERITY_NAMES, SEVERITY_ORDER, SEVERITY_STYLES, count, place, plain_table, stdout
from gongkai.errors import DataPackageError
from gongkai.narrative import statements
from gongkai.package import annual_reports
from gongkai.package.keys import agency_id, report_id
from gongkai.package.layout import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gongkai.checks.surroundings import Digest
    from gongkai.model import AnnualReport, Finding

EXAMPLES = (
    "gongkai check",
    "gongkai check ~/data --strict",
    "gongkai check --verbose | less",
)

OVER_ALL = frozenset(check.rule.code for check in COLLECTION_CHECKS)
"""Rules that look at all reports at once."""

Datapackage = Annotated[Path, typer.Argument(help="Folder of the data package.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 if a report contradicts itself.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List hints too, and what could not be checked.")]


def check(datapackage: Datapackage = Path("datapackage"), strict: Strict = False, verbose: Verbose = False) -> None:
    """Check the figures of a data package again.

    Lists what does not hold, also against the year before and other bodies;
    nothing is written. What the reading itself doubted is listed as it was
    packaged.
    """
    if not (datapackage / DESCRIPTOR).is_file():
        raise DataPackageError(
            f"{datapackage}: holds no {DESCRIPTOR}; name a data package, or `gongkai read {datapackage}` for originals"
        )
    console = stdout()
    counts: Counter[tuple[str, str, str]] = Counter()
    passed: Counter[str] = Counter()
    instances: Counter[str] = Counter()
    reports = 0
    digests = (digest(report, report_id(report), agency_id(report)) for report in annual_reports(datapackage))
    for report in checked(annual_reports(datapackage), digests):
        reports += 1
        for result in report.results:
            instances[result.rule] += result.instances
            passed[result.rule] += result.instances if result.state == "passed" else 0
        for finding in report.findings:
            counts[finding.type, finding.severity, finding.state] += finding.instances
            if verbose or (finding.state == "failed" and finding.severity != "info"):
                where = " ".join(part for part in (report_id(report), place(finding.where)) if part)
                console.print(f"{_mark(finding)} {where}: {finding.note or finding.instance}", soft_wrap=True)
    columns = ("passed", "failed", "not checkable")
    table = plain_table("", "rule", *columns, right=columns)
    for rule in RULES:
        failed = {severity: counts[rule.code, severity, "failed"] for severity in SEVERITY_ORDER}
        worst = next((severity for severity in SEVERITY_ORDER if failed[severity]), None)
        uncheckable = sum(counts[rule.code, severity, "not_checkable"] for severity in SEVERITY_ORDER)
        if worst or uncheckable:
            table.add_row(
                SEVERITY_NAMES[worst] if worst else "",
                f"{rule.title_zh} {rule.code}",
                f"{count(passed[rule.code])} of {count(instances[rule.code])}" if instances[rule.code] else "",
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


def checked(reports: Iterable[AnnualReport], digests: Iterable[Digest] = ()) -> Iterator[AnnualReport]:
    """Packaged reports with what the checks say now, those across years and bodies among them.

    What readers and recogniser doubted stays.

    Args:
        reports: in the order of their keys, so that the years of an agency follow one another.
        digests: one a report; without them, what needs all reports at once stays as packaged.
    """
    noted = tuple(digests)
    analysis = Analysis(noted)
    for report in reports:
        alone = examined(replace(report, statements=statements(report)))
        found = analysis.of(alone, agency_id(report), report_id(report)).report
        kept = () if noted else (finding for finding in report.findings if finding.type in OVER_ALL)
        yield replace(found, findings=(*found.findings, *kept))


def _mark(finding: Finding) -> str:
    states = codes.labels("states")
    return f"[{SEVERITY_NAMES[finding.severity] if finding.state == 'failed' else states[finding.state]}]"

"""A reading for people: `gongkai read --format text`, drawn to fit 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from gongkai import codes
from gongkai.checks import RULES
from gongkai.checks.words import table_name
from gongkai.cli.read_tables import tables
from gongkai.cli.terminal import SEVERITY_NAMES, SEVERITY_ORDER, SEVERITY_STYLES, STATE_ORDER, count, place, wrapped
from gongkai.model import AnnualReport

if TYPE_CHECKING:
    from rich.console import Console

    from gongkai.model import Finding, Reading, Rejection

TITLES = {rule.code: rule.title_zh for rule in RULES}
DOUBTS = {"agency": ("agency_unknown", "title_agency"), "year": ("year_unknown", "title_year")}
"""Findings that make a part of the identity doubtful."""


def show(reading: Reading, console: Console) -> None:
    """Print one reading: what it is, whose, the tables, the sections, the findings, what to do."""
    console.print(Text(reading.path, style="bold"), soft_wrap=True)
    console.print(
        Text(f"{reading.media_type}, {count(reading.bytes)} bytes, sha256 {reading.sha256[:16]}…", style="dim")
    )
    if not isinstance(reading, AnnualReport):
        _show_rejection(reading, console)
        return
    console.print(Text("annual report", style="green"))
    _show_identity(reading, console)
    for code, parts in tables(reading):
        console.print()
        console.print(Text(table_name(code), style="bold"))
        for part in parts:
            console.print(part)
    console.print()
    _show_sections(reading, console)
    _show_findings(reading.findings, console)
    console.print(_advice(reading), soft_wrap=True)


def _show_rejection(rejection: Rejection, console: Console) -> None:
    labels = codes.labels("reject_reasons")
    outcome = "not an annual report" if rejection.outcome == "not_a_report" else "unreadable"
    console.print(Text(f"{outcome}: {labels.get(rejection.type, rejection.type)} ({rejection.type})", style="red"))
    _show_findings(rejection.findings, console)
    console.print(f"Next: {rejection.note}", soft_wrap=True)


def _show_identity(report: AnnualReport, console: Console) -> None:
    failed = {finding.type for finding in report.findings if finding.state == "failed"}
    agency = report.agency
    levels, forms, scopes = codes.labels("levels"), codes.labels("forms"), codes.labels("scopes")
    places = [agency.province, agency.city, agency.county] if agency else []
    place_text = " ".join(part for part in (*places, agency.region_code if agency else None) if part)
    lines = [
        ("agency", (agency.name if agency else "?") + _doubt("agency", failed)),
        ("", " · ".join(part for part in (place_text, levels.get(agency.level or "", "") if agency else "") if part)),
        ("year", f"{report.year if report.year is not None else '?'}{_doubt('year', failed)}"),
        ("scope", scopes[report.scope] if report.scope != "own" else ""),
        ("title", report.title or "?"),
        ("published", report.published_on.isoformat() if report.published_on else "?"),
        ("form", forms[report.form]),
    ]
    for name, text in lines:
        if text:
            console.print(Text.assemble((f"  {name:<10}", "dim"), text))


def _doubt(part: str, failed: set[str]) -> str:
    doubts = [TITLES[code] for code in DOUBTS[part] if code in failed]
    return f"  (? {'、'.join(doubts)})" if doubts else ""


def _show_sections(report: AnnualReport, console: Console) -> None:
    if not report.sections:
        return
    console.print(Text("sections", style="bold"))
    for section in report.sections:
        number = (
            f"{section.number}、"
            if section.number and not section.number.endswith(("、", "）", ")"))
            else section.number
        )
        length = sum(not character.isspace() for character in section.text)
        console.print(Text.assemble(f"  {number}{section.heading}", (f"  {count(length)} 字", "dim")), soft_wrap=True)
    console.print()


def _show_findings(findings: tuple[Finding, ...], console: Console) -> None:
    if not findings:
        return
    console.print(Text("findings", style="bold"))
    ordered = sorted(findings, key=lambda f: (STATE_ORDER.index(f.state), SEVERITY_ORDER.index(f.severity)))
    for finding in ordered:
        if finding.state == "failed":
            mark, style = SEVERITY_NAMES[finding.severity], SEVERITY_STYLES[finding.severity]
        else:
            mark, style = codes.labels("states")[finding.state], "dim"
        where = place(finding.where) if finding.state == "failed" else ""
        head = Text.assemble(
            (f"  [{mark}] ", style),
            TITLES.get(finding.type, finding.type),
            (f" {finding.type} {where}".rstrip(), "dim"),
        )
        console.print(head, soft_wrap=True)
        for line in wrapped(finding.note, console.width - 6):
            console.print(f"    {line}", soft_wrap=True)
    console.print()


def _advice(report: AnnualReport) -> str:
    """One line on what to do next."""
    unreadable = sum(figure.status == "unreadable" for figure in report.figures)
    failed = [finding for finding in report.findings if finding.state == "failed"]
    if not report.figures and report.form != "2008":
        return "Next: no table was found; if the original shows one, report this output together with the file."
    if report.agency is None or report.year is None:
        return "Next: look for agency and year in the original; if the text names them, report this output together with the file."
    if unreadable:
        return (
            f"Next: compare the {count(unreadable)} cells marked ? with the original; "
            "if they are clear there, report this output together with the file."
        )
    if any(finding.severity == "error" for finding in failed):
        return "Next: compare the figures named above with the original; if they are printed so, the error is the report's own and is kept."
    if failed:
        return "Next: nothing must be done; what is listed above is published with the report."
    return "Next: nothing to do; put the file into the reports folder and run `gongkai build`."

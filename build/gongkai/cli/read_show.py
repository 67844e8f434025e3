"""`gongkai read --show`: one figure or section with its place in the original and every doubt about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from rich.text import Text

from gongkai import codes
from gongkai.checks import RULES
from gongkai.checks.words import cell_name, number, section_name, table_name
from gongkai.cli.terminal import SEVERITY_NAMES, SEVERITY_STYLES, place, wrapped
from gongkai.errors import NothingToShowError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from gongkai.model import AnnualReport, Figure, Finding, Section, Where

SECTION = "section"
"""First word of the name of a section."""
_PARTS = re.compile(r"\s*[./:·]\s*")
TITLES = {rule.code: rule.title_zh for rule in RULES}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a name stands for in one report."""

    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]

    @property
    def places(self) -> tuple[Where, ...]:
        """Where they stand, as far as the original has them."""
        return (
            *(figure.where for figure in self.figures if figure.where is not None),
            *(section.where for section in self.sections),
        )


def select(report: AnnualReport, name: str) -> Shown:
    """The figures or sections that a name stands for.

    A name is table, row and column, each as code or in the form's words, any of them left out:
    `applications.received_new.total`, `received_new`, `予以公开.总计`; or `section.overview`, `section.一`.

    Raises:
        NothingToShowError: if the report has none of that name.
    """
    words = [word for word in _PARTS.split(name.strip()) if word]
    if words and words[0] == SECTION:
        sections = tuple(
            s for s in report.sections if all(w in {s.code, s.number} or w in s.heading for w in words[1:])
        )
        found = Shown((), sections)
    else:
        found = Shown(tuple(f for f in report.figures if words and _is_named(f, words)), ())
    if not found.figures and not found.sections:
        raise NothingToShowError(f"{report.path}: nothing is named {name!r} here; {_suggestion(report, words)}")
    return found


def only(report: AnnualReport, shown: Shown) -> AnnualReport:
    """The same report with nothing but what is shown, and the findings about it."""
    findings = tuple(f for f in report.findings if any(_concerns(f, figure) for figure in shown.figures))
    return replace(report, figures=shown.figures, sections=shown.sections, findings=findings)


def show_selected(report: AnnualReport, shown: Shown, console: Console) -> None:
    """Print what is shown: its value, its print, its place, its findings."""
    console.print(Text(report.path, style="bold"), soft_wrap=True)
    for figure in shown.figures:
        _show_figure(figure, console)
        _show_findings([f for f in report.findings if f.row is not None and _concerns(f, figure)], console)
    whole = [f for f in report.findings if f.row is None and any(_concerns(f, figure) for figure in shown.figures)]
    if whole:
        console.print()
        _show_findings(whole, console)
    for section in shown.sections:
        name = section_name(section.code) if section.code else f"{section.number} {section.heading}"
        console.print(Text.assemble((f"\n{SECTION}.{section.code or section.number}", "bold"), f"  {name}"))
        _lines(console, ("printed", f"{section.number} {section.heading}".strip()), ("where", _where(section.where)))


def _show_figure(figure: Figure, console: Console) -> None:
    name = f"{figure.table}.{figure.row}.{figure.column}"
    words = f"{table_name(figure.table)} · {cell_name((figure.table, figure.row, figure.column))}"
    console.print(Text.assemble(f"\n{name}", style="bold"), soft_wrap=True)
    console.print(Text(words, style="dim"), soft_wrap=True)
    status = codes.labels("statuses")[figure.status]
    value = number(figure.value) if figure.value is not None else "no number"
    _lines(
        console,
        ("value", f"{value}  ({status}, {figure.status})"),
        ("printed", f"“{figure.raw}”" if figure.raw else "nothing" if figure.where else ""),
        ("note", figure.note),
        ("where", _where(figure.where) if figure.where else "not in the original"),
        ("read by", codes.labels("read_by")[figure.read_by] if figure.read_by != "text" else ""),
    )


def _show_findings(findings: Sequence[Finding], console: Console) -> None:
    for finding in findings:
        style = SEVERITY_STYLES[finding.severity] if finding.state == "failed" else "dim"
        mark = SEVERITY_NAMES[finding.severity] if finding.state == "failed" else codes.labels("states")[finding.state]
        title = TITLES.get(finding.type, finding.type)
        console.print(Text.assemble((f"  [{mark}] ", style), title, (f" {finding.type}", "dim")), soft_wrap=True)
        for line in wrapped(finding.note, console.width - 6):
            console.print(f"    {line}", soft_wrap=True)


def _lines(console: Console, *lines: tuple[str, str]) -> None:
    for name, text in lines:
        if text:
            console.print(Text.assemble((f"  {name:<9}", "dim"), text), soft_wrap=True)


def _where(where: Where) -> str:
    box = " ".join(f"{edge:g}" for edge in where.box) if where.box else ""
    return " ".join(part for part in (place(where), f"box {box} pt" if box else "") if part)


def _is_named(figure: Figure, words: Sequence[str]) -> bool:
    """Whether the words name table, row and column in this order; any may be left out, and so may parts of Chinese labels."""
    names = list(_names(figure))
    for word in words:
        while names and not any(word == name or (not word.isascii() and word in name) for name in names[0]):
            names.pop(0)
        if not names:
            return False
        names.pop(0)
    return True


def _names(figure: Figure) -> Iterator[tuple[str, ...]]:
    yield figure.table, table_name(figure.table)
    yield figure.row, codes.row_label(figure.table, figure.row).replace("．", ".")
    yield figure.column, codes.column_label(figure.table, figure.column)


def _concerns(finding: Finding, figure: Figure) -> bool:
    """Whether a finding is about this figure, its row, its column, or its whole table."""
    return (
        finding.table == figure.table
        and finding.row in {None, figure.row}
        and finding.column in {None, figure.column}
        and finding.state in {"failed", "explained"}
    )


def _suggestion(report: AnnualReport, words: Sequence[str]) -> str:
    known = sorted({code for f in report.figures for code in (f.table, f.row, f.column)})
    near = [match for word in words for match in get_close_matches(word, known, n=1)]
    if near:
        return f"did you mean {'.'.join(near)}?"
    if not report.figures:
        return "the file holds none of the prescribed tables"
    figure = report.figures[0]
    return f"name a figure like {figure.table}.{figure.row}.{figure.column}, or a section like section.overview"

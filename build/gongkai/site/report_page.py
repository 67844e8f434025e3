"""The page of one annual report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site import doubts, facts, prose, said, structured, svg, tables
from gongkai.site.render import Page, original_url, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from gongkai.site.records import Agency, Record, Rule
    from gongkai.site.regions import Region
    from gongkai.site.summary import Summary

ROOT = "../../"
TABLE_ORDER = {"overview": 0, "disclosure": 1, "applications": 2, "proceedings": 3, "problems": 4, "other_matters": 5}
CAPTIONS = {"disclosure": "单位：件；收费与采购金额为万元", "applications": "单位：件", "proceedings": "单位：件"}


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page: narrative, and the prescribed table that belongs to it."""

    anchor: str
    heading: str
    code: str | None
    text: Markup
    table: str = ""
    rows: Markup | None = None
    caption: str = ""
    missing: bool = False
    """The section is there, its table is not."""


def page(
    record: Record,
    agency: Agency,
    siblings: Sequence[Record],
    chain: Sequence[Region],
    rules: Mapping[str, Rule],
    *,
    summary: Summary,
) -> Page:
    """The whole page.

    Args:
        record: the report.
        agency: its body.
        siblings: all reports of the body, oldest first, this one among them.
        chain: the places the body stands in, the widest first.
        rules: the rule book.
        summary: what the page says beside its tables.
    """
    report = record.report
    series = [other for other in siblings if other.report.scope == report.scope]
    at = series.index(record)
    before = series[at - 1] if at else None
    outcomes = summary.outcomes
    sayings = summary.said
    marks = tables.marks(record, (*doubts.linked_cells(record), *sayings.cells))
    sections = _parts(record, marks)
    year_before = facts.year_before(record, siblings)
    found = doubts.doubts(record, rules, year_before.report if year_before else None)
    open_points = doubts.unchecked(record, rules)
    name = f"{agency.label}{report.scope_label}"
    content = render(
        "report.html",
        report=report,
        agency=agency,
        chain=chain,
        name=name,
        sentence=summary.sentence,
        facts=summary.facts,
        outcomes=outcomes,
        bar=svg.outcome_bar(outcomes) if outcomes.total else None,
        share=facts.share,
        previous=before.report if before else None,
        next=series[at + 1].report if at + 1 < len(series) else None,
        others=[
            other.report
            for other in siblings
            if other.report.scope != report.scope and other.report.year == report.year
        ],
        parts=sections,
        doubts=found,
        unchecked=open_points,
        reasons=doubts.reasons(record),
        corrections=doubts.corrections(record, rules),
        sayings=sayings,
        lonely=doubts.rule_links(doubts.lonely(record, rules)),
        said_lines=said.lines(sayings),
        places=summary.places,
        picture=summary.picture,
        original=ROOT + original_url(report),
        checks={state: record.checks.get(state, 0) for state in codes.labels("states")} if record.checks else None,
        cites=summary.cites,
        form_label=codes.labels("forms").get(report.form, report.form),
    )
    toc = [("summary", "概览")]
    if found or open_points or record.checks:
        toc.append(("doubts", "疑点"))
    toc += [("corrections", "更正")] if record.corrections else []
    toc += [(part.anchor, part.heading) for part in sections]
    toc += [("said", "正文中的数字")] if sayings.compared else []
    toc.append(("source", "出处与下载"))
    return Page(
        path=f"reports/{report.id}",
        title=f"{name} {report.year_label}",
        description=summary.sentence,
        toc=tuple(toc),
        content=content,
        described=structured.of_report(report, agency, summary.edition),
    )


def _parts(record: Record, marks: tables.Marks) -> tuple[Part, ...]:
    """The narrative in its own order, each table after the text of its section.

    A table whose section has no heading in the original gets the official one.
    """
    taken: set[str] = {"summary", "doubts", "corrections", "said", "source", "top"}
    parts: list[Part] = []
    placed: set[str] = set()
    bodies = tables.bodies(record, marks)
    for section in record.sections:
        anchor = prose.anchor(section, taken)
        table = section.code if section.code in tables.TABLES and section.code not in placed else ""
        rows = bodies.get(table) if table else None
        if table and rows is not None:
            placed.add(table)
        parts.append(
            Part(
                anchor=anchor,
                heading=prose.heading(section),
                code=section.code,
                text=prose.paragraphs(section.text),
                table=table or "",
                rows=rows,
                caption=CAPTIONS.get(table or "", ""),
                missing=bool(table) and rows is None and record.report.form != "2008",
            )
        )
    for table in tables.TABLES:
        rows = None if table in placed else bodies.get(table)
        if rows is not None:
            _insert(
                parts,
                Part(
                    f"table-{table}",
                    _official_heading(table),
                    table,
                    prose.paragraphs(""),
                    table,
                    rows,
                    CAPTIONS[table],
                ),
            )
    return tuple(parts)


def _official_heading(table: str) -> str:
    section = next(entry for entry in codes.code_list("sections") if entry["code"] == table)
    return f"{section['number']}、{section['label_zh']}"


def _insert(parts: list[Part], part: Part) -> None:
    """Put a table without section of its own before the first part that follows it in the form."""
    order = TABLE_ORDER[part.code or ""]
    at = next(
        (i for i, other in enumerate(parts) if other.code and TABLE_ORDER.get(other.code, -1) > order), len(parts)
    )
    parts.insert(at, part)

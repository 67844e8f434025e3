"""The page of one annual report."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain as chain_of
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from gongkai import codes
from gongkai.site import facts
from gongkai.site.agency import changes as agency_changes
from gongkai.site.agency.trends import FREE
from gongkai.site.annual_report import doubts, flow, grounds, problem, prose, said, tables
from gongkai.site.groups.sector_series import field_of
from gongkai.site.language import _, folder, labels, spoken
from gongkai.site.publish import structured
from gongkai.site.render import Page, original_url, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongkai.site.annual_report.said import Saying
    from gongkai.site.annual_report.summary import Summary
    from gongkai.site.groups.regions import Region
    from gongkai.site.records import Agency, Record, Rule

NARRATIVE = "zh"
"""Language of what the reports say; pages in another one do not repeat it."""

ROOT = "../../"
TABLE_ORDER = {"overview": 0, "disclosure": 1, "applications": 2, "proceedings": 3, "problems": 4, "other_matters": 5}
CAPTIONS = {"disclosure": "单位：件；收费与采购金额为万元", "applications": "单位：件", "proceedings": "单位：件"}
NO_SAYINGS: Mapping[int, list[Saying]] = MappingProxyType({})
OWN_ANCHORS = ("summary", "grounds", "doubts", "corrections", "said", "company", "source", "top")
"""Taken by parts of the page that no report has."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page: narrative, and the prescribed table that belongs to it."""

    anchor: str
    heading: str
    code: str | None
    text: Markup
    contents: tuple[tuple[str, str], ...] = ()
    """(anchor, heading) of the parts of its narrative."""
    table: str = ""
    rows: Markup | None = None
    caption: str = ""
    missing: bool = False
    """The section is there, its table is not."""
    untold: bool = False
    """There is narrative, in another language than the page's."""


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
    sayings = summary.said
    told = said.in_text(sayings) if spoken() == NARRATIVE else NO_SAYINGS
    linked = (*doubts.linked_cells(record), *sayings.cells, *_linked_totals(summary))
    sections = _parts(record, tables.marks(record, linked), told)
    year_before = facts.year_before(record, siblings)
    found = doubts.doubts(record, rules, year_before.report if year_before else None)
    open_points = doubts.unchecked(record, rules)
    name = f"{agency.label}{report.scope_label}"
    edition, company = summary.edition, summary.company
    address = f"{edition.url}{_folder()}reports/{report.id}/" if edition.url else ""
    content = render(
        "report.html",
        report=report,
        agency=agency,
        chain=chain,
        name=name,
        sentence=summary.sentence,
        facts=summary.facts,
        flow_figure=flow.figure(summary.flow),
        flow_remarks=flow.remarks(summary.flow),
        grounds=summary.grounds,
        ground_list=grounds.listed(summary.grounds),
        disputes=summary.disputes,
        previous=before.report if before else None,
        next=series[at + 1].report if at + 1 < len(series) else None,
        others=[
            other.report
            for other in siblings
            if other.report.scope != report.scope and other.report.year == report.year
        ],
        parts=sections,
        first_table=next((part.table for part in sections if part.rows is not None), ""),
        statuses={figure.status for figure in record.figures.values()},
        doubts=found,
        changed=agency_changes.anchor(report) if year_before and report.form != FREE else "",
        field=field_of(agency),
        sector=labels("sectors").get(agency.sector or "", agency.sector),
        unchecked=open_points,
        reasons=doubts.reasons(record),
        corrections=doubts.corrections(record, rules),
        sayings=sayings,
        lonely=doubts.rule_links(doubts.lonely(record, rules)),
        said_lines=said.lines(sayings, frozenset(chain_of.from_iterable(told.values()))),
        places=summary.places,
        picture=summary.picture,
        original=original_url(report) if edition.originals else "",
        checks={state: record.checks.get(state, 0) for state in codes.labels("states")} if record.checks else None,
        cites=summary.cites,
        form_label=labels("forms").get(report.form, report.form),
        company=company,
        compare=urlencode([("a", id_) for id_ in company.compared] + [("y", report.year)]) if company.peers else "",
        problem=problem.link(edition.desk, report.id, address or report.id),
        desk=edition.desk,
    )
    toc = [("summary", _("概览"))]
    toc += [("grounds", _("不予公开等的理由"))] if summary.grounds.any else []
    toc += [("doubts", _("疑点"))] if found or open_points or record.checks else []
    toc += [("corrections", _("更正"))] if record.corrections else []
    for part in sections:
        toc += [(part.anchor, part.heading), *part.contents]
    toc += [("said", _("正文中的数字"))] if sayings.compared else []
    toc += [("company", _("同年比较"))] if company.peers or company.elsewhere else []
    toc.append(("source", _("出处与下载")))
    return Page(
        path=f"reports/{report.id}",
        title=f"{name} {report.year_label}",
        description=summary.sentence,
        toc=tuple(toc),
        content=content,
        described=structured.of_report(report, agency, edition),
    )


def _folder() -> str:
    return folder(spoken())


def _linked_totals(summary: Summary) -> Iterator[tuple[str, str, str]]:
    """Cells that the grounds link to."""
    for ground in summary.grounds.found:
        yield "applications", ground.code, "total"


def _parts(record: Record, marks: tables.Marks, told: Mapping[int, list[Saying]]) -> tuple[Part, ...]:
    """The narrative in its own order, each table after the text of its section.

    A table whose section has no heading in the original gets the official one. On pages in another language than the
    reports' own the narrative is not repeated.
    """
    taken: set[str] = set(OWN_ANCHORS)
    parts: list[Part] = []
    placed: set[str] = set()
    bodies = tables.bodies(record, marks)
    is_told = spoken() == NARRATIVE
    for section in record.sections:
        anchor = prose.anchor(section, taken)
        table = section.code if section.code in tables.TABLES and section.code not in placed else ""
        rows = bodies.get(table) if table else None
        if table and rows is not None:
            placed.add(table)
        narrative = prose.paragraphs(section.text if is_told else "", anchor, told.get(section.position, ()))
        parts.append(
            Part(
                anchor=anchor,
                heading=prose.heading(section),
                code=section.code,
                text=narrative.html,
                contents=narrative.contents,
                table=table or "",
                rows=rows,
                caption=_(CAPTIONS[table]) if table else "",
                missing=bool(table) and rows is None and record.report.form != "2008",
                untold=not is_told and bool(section.text.strip()),
            )
        )
    for table in tables.TABLES:
        rows = None if table in placed else bodies.get(table)
        if rows is not None:
            heading = _official_heading(table)
            _insert(parts, Part(f"table-{table}", heading, table, Markup(""), (), table, rows, _(CAPTIONS[table])))
    return tuple(parts)


def _official_heading(table: str) -> str:
    section = next(entry for entry in codes.code_list("sections") if entry["code"] == table)
    return _("%(number)s、%(label)s", number=section["number"], label=section[f"label_{spoken()}"])


def _insert(parts: list[Part], part: Part) -> None:
    """Put a table without section of its own before the first part that follows it in the form."""
    order = TABLE_ORDER[part.code or ""]
    at = next(
        (i for i, other in enumerate(parts) if other.code and TABLE_ORDER.get(other.code, -1) > order), len(parts)
    )
    parts.insert(at, part)

"""Stage two: Document -> AnnualReport, or a Rejection that says why it is none.

Pure: no files, no clock. The order is refusal, identity, tables, sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.model import AnnualReport, Rejection
from gongkai.recognise import doubts
from gongkai.recognise.applications_figures import read_applications
from gongkai.recognise.disclosure import read_disclosure
from gongkai.recognise.identity import identify
from gongkai.recognise.proceedings import read_proceedings
from gongkai.recognise.refusal import refusal
from gongkai.recognise.rows import row_stream
from gongkai.recognise.sections import read_sections
from gongkai.recognise.tidy import tidied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai.model import Document, Finding, Reading
    from gongkai.recognise.tables import TableReading


def recognise(document: Document) -> Reading:
    """Understand one document.

    Returns:
        The annual report with every figure, its status and its place; or, for a look-alike, a
        `Rejection` of outcome `not_a_report`.
    """
    document = tidied(document)
    refused = refusal(document)
    if refused is not None:
        kind, note = refused
        return Rejection(
            path=document.path,
            media_type=document.media_type,
            sha256=document.sha256,
            bytes=document.bytes,
            outcome="not_a_report",
            type=kind,
            note=note,
        )
    identity = identify(document)
    disclosure, applications, proceedings = read_tables(document)
    tables = (disclosure, applications, proceedings)
    taken = frozenset().union(*(table.blocks for table in tables))
    return AnnualReport(
        path=document.path,
        media_type=document.media_type,
        sha256=document.sha256,
        bytes=document.bytes,
        agency=identity.agency,
        year=identity.year,
        scope=identity.scope,
        title=identity.title,
        published_on=identity.published_on,
        period=identity.period,
        form=disclosure.form or applications.form or ("2021" if proceedings.figures else "2008"),
        figures=tuple(figure for table in tables for figure in table.figures),
        sections=read_sections(document, taken),
        findings=(*document.findings, *identity.findings, *doubts_of(tables)),
        source_url=document.source_url,
        retrieved_on=document.stated.retrieved_on,
    )


def doubts_of(tables: tuple[TableReading, TableReading, TableReading]) -> tuple[Finding, ...]:
    """What the tables leave in doubt, each by itself and compared with one another."""
    disclosure, applications, _ = tables
    own = tuple(finding for table in tables for finding in (*table.findings, *_missing(table)))
    if applications.form and disclosure.form in ("2019", "2021") and applications.form != disclosure.form:
        return (*own, doubts.other_edition(applications.form, disclosure.form))
    return own


def _missing(table: TableReading) -> Iterator[Finding]:
    """A table that is there without all rows of its form."""
    absent = dict.fromkeys((figure.table, figure.row) for figure in table.figures if figure.status == "absent")
    if absent and any(figure.status != "absent" for figure in table.figures):
        yield doubts.missing_rows(table.figures[0].table, [row for _, row in absent])


def read_tables(document: Document) -> tuple[TableReading, TableReading, TableReading]:
    """The three prescribed tables: disclosure, applications, proceedings."""
    rows = row_stream(tidied(document))
    disclosure = read_disclosure(rows)
    applications = read_applications(rows, disclosure.form)
    return disclosure, applications, read_proceedings(rows, applications.blocks | disclosure.blocks)

"""What a report's page says of it beside its tables; the file for programs says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.site import citation, facts
from gongkai.site.annual_report import flow, grounds, places, said, sentence
from gongkai.site.annual_report.peers import Company
from gongkai.site.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.annual_report.flow import Flow
    from gongkai.site.annual_report.grounds import Grounds
    from gongkai.site.annual_report.said import Said
    from gongkai.site.citation import Edition
    from gongkai.site.facts import Fact
    from gongkai.site.records import Agency, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Made once a report, shown twice."""

    sentence: str
    facts: tuple[Fact, ...]
    flow: Flow
    grounds: Grounds
    disputes: tuple[str, ...]
    """Sentences on reconsiderations and lawsuits."""
    company: Company
    """Other reports of the year."""
    places: Sequence[tuple[str, str]]
    """(rows, where they stand in the original)."""
    cites: tuple[tuple[str, str], ...]
    """(style, text)."""
    picture: bool
    """Figures were recognised in a picture."""
    said: Said
    edition: Edition


def summary(
    record: Record, agency: Agency, siblings: Sequence[Record], edition: Edition, company: Company | None = None
) -> Summary:
    """The summary of one report.

    Args:
        record: the report.
        agency: its body.
        siblings: all reports of the body.
        edition: which data the site is made from.
        company: other reports of the year.
    """
    return Summary(
        sentence=sentence.sentence(record, agency.name or _("该机关")),
        facts=facts.facts(record, facts.year_before(record, siblings)),
        flow=flow.flow(record),
        grounds=grounds.grounds(record),
        disputes=sentence.disputes(record),
        company=company or Company(),
        places=places.by_row(record),
        cites=citation.of_report(record.report, agency, edition),
        picture=places.is_picture(record),
        said=said.said(record),
        edition=edition,
    )

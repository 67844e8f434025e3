"""Whose report a document is, for which year, and since when it is public.

Year: `identity_years`. Agency: the title, then the sentences and lines of `identity_mentions.ORDER`, then the mark-up. What the
maintainer states comes before all of it. A publication date, a document number or a file name is never taken for the year, and nothing
but document and maintainer names the agency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.recognise import dates, identity_findings, identity_stated
from gongkai.recognise.agency import agency as agency_of
from gongkai.recognise.identity_completion import completed
from gongkai.recognise.identity_lines import with_next
from gongkai.recognise.identity_names import agrees, is_generic
from gongkai.recognise.identity_said import said as said_by
from gongkai.recognise.identity_years import report_year

if TYPE_CHECKING:
    from datetime import date

    from gongkai.model import Agency, Document, Finding, Scope
    from gongkai.recognise.identity_said import Said

_WEAK = frozenset({"compiler", "contact", "publisher"})
"""These may name the body that runs the site or compiles for another: 我局 in the text must fit them."""
_AGGREGATED = re.compile(r"(?:数据|统计|本报告)[^。;]{0,40}汇总(?:而成|形成|编制|编写)")
"""The report says that its figures are gathered from other bodies."""
_PUBLISHED = re.compile(
    r"(?:发布|公布|公开|发文|发表|更新|上网|生成|成文|信息) ?(?:时间|日期)|^(?:时间|日期)"
    r"|^(?=20\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?(?: \d\d:\d\d(?::\d\d)?)?$)"
)
_FIRST_RANK = re.compile(r"发布|公布|发表|公开")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a document says about itself; None where it does not say it."""

    title: str | None
    agency: Agency | None
    year: int | None
    scope: Scope
    published_on: date | None
    period: str | None
    findings: tuple[Finding, ...]


def identify(document: Document) -> Identity:
    """Read title, agency, year, scope and publication date from the head and the tail of a document.

    Findings: `title_year` and `title_agency` (the report contradicts itself), `characters_lost`, `agency_unknown`, `year_unknown`,
    `stated_differs`.
    """
    said = said_by(document)
    stated = document.stated
    printed_year = report_year(said)
    year = stated.year or printed_year
    name, alone = _name(said)
    printed = agency_of(name, year) if name else None
    agency = identity_stated.agency(stated, name, alone, year)
    title = said.title if said.title and (said.printed or not said.hint) else said.hint
    return Identity(
        title=title.text if title else None,
        agency=agency,
        year=year,
        scope="aggregate" if (title and title.body.aggregate) or _AGGREGATED.search(said.prose) else "own",
        published_on=_published_on(document, said, year),
        period=identity_findings.stated_period(said, year),
        findings=(
            *identity_findings.contradictions(said, name, printed_year),
            *identity_findings.lost(said),
            *identity_stated.differences(stated, printed, printed_year, agency),
            *identity_findings.unknown(agency, alone, year),
        ),
    )


def _name(said: Said) -> tuple[str | None, str | None]:
    """The name of the body, and a name that fits many bodies where that is all the report gives (区统计局)."""
    tail = "\n".join(line.text for line in said.ends.tail)
    text = f"{said.prose}\n{tail}"
    printed = said.title.body.name if said.title else None
    if said.title and said.title.attached and printed and not agrees(printed, text):
        printed = None
    if said.title and said.title.attached and printed and (presented := _presented(said)):
        printed = printed if identity_findings.same_body(presented, printed) else None
    others = [m.name for m in said.mentions if m.name and (m.source not in _WEAK or agrees(m.name, text))]
    if said.hint and said.hint.body.name:
        others.insert(0 if said.page and not said.printed else len(others), said.hint.body.name)
    alone = None
    for name in filter(None, (printed, *others)):
        full = completed(name, text)
        if is_generic(full):
            full = next((other for other in others if other.endswith(name) and not is_generic(other)), "")
        if full:
            return full, None
        alone = alone or name
        if printed:
            break
    return None, alone


def _published_on(document: Document, said: Said, year: int | None) -> date | None:
    """The day given as publication day, else the day of the signature, else that of the mark-up; never before the year began."""
    labelled: list[tuple[bool, date]] = []
    for line, following in with_next(said.ends.head):
        spaced = line.spaced if len(line.text) < 120 else ""
        match = _PUBLISHED.search(spaced)
        if not match:
            continue
        rest = spaced[match.end() :].lstrip(" :")
        found = dates.days(rest[:24])
        if not rest and following is not None:
            found = dates.days(following.spaced[:24])
        if found:
            labelled.append((not _FIRST_RANK.search(match[0]), found[0]))
    candidates = [day for _, day in sorted(labelled, key=lambda item: item[0])]
    candidates += [day for day in (said.signature.day, document.published_on) if day]
    first = year or dates.FIRST_YEAR
    return next((day for day in candidates if day.year >= first), None)


def _presented(said: Said) -> str | None:
    """The one body that sentences with the title's words name: 现将甲样市水利局2021年…报告公布如下."""
    names = {mention.name for mention in said.mentions if mention.name and mention.source == "sentence"}
    return names.pop() if len(names) == 1 else None

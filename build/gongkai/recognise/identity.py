"""Whose report a document is, for which year, and since when it is public.

Year: the title, then the statistical period, then the sentence that presents the report, then the overview's first words, then
the title in the mark-up. Agency: the title, then the sentences and lines of `identity_mentions.ORDER`, then the mark-up. A
publication date, a document number or a file name is never taken for the year, and nothing outside the document names the agency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.model import Agency, Finding, Scope
from gongkai.recognise import dates
from gongkai.recognise.agency import agency as agency_of
from gongkai.recognise.identity_completion import completed
from gongkai.recognise.identity_lines import compact, ends, prose, with_next
from gongkai.recognise.identity_mentions import Mention, Signature, mentions, read_signature
from gongkai.recognise.identity_names import agrees, is_generic, town
from gongkai.recognise.titles import Title, find_titles, parse_title

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai.model import Document
    from gongkai.recognise.identity_lines import Ends, Line

_LINKS = 3
"""From so many different bodies on, titles before the text are links to other reports."""
_WEAK = frozenset({"compiler", "contact", "publisher"})
"""These may name the body that runs the site or compiles for another: 我局 in the text must fit them."""
_FIRST_WORDS = re.compile(r"(?:^|情况|概述)(?:在)?(20\d\d)年(?!\d)", re.MULTILINE)
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
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """Everything that can name the body or the year."""

    ends: Ends
    titles: tuple[Title, ...]
    title: Title | None
    hint: Title | None
    """From the mark-up."""
    prose: str
    mentions: tuple[Mention, ...]
    signature: Signature


def identify(document: Document) -> Identity:
    """Read title, agency, year, scope and publication date from the head and the tail of a document.

    Findings: `title_year` and `title_agency` (the report contradicts itself), `agency_unknown`, `year_unknown`.
    """
    said = _said(document)
    year = _year(said)
    name, alone = _name(said)
    agency = agency_of(name, year) if name else None
    title = said.title or said.hint
    return Identity(
        title=title.text if title else None,
        agency=agency,
        year=year,
        scope="aggregate" if (title and title.body.aggregate) or _AGGREGATED.search(said.prose) else "own",
        published_on=_published_on(document, said, year),
        findings=(*_contradictions(said, name, year), *_unknown(agency, alone, year)),
    )


def _said(document: Document) -> _Said:
    both = ends(document)
    titles = tuple(find_titles(both.before))
    taken = {index for title in titles for index in range(title.first, title.last + 1)}
    rest = [line for index, line in enumerate(both.head) if index not in taken]
    text = dates.arabic_years(prose(rest))
    signature = read_signature(both.tail)
    hint = parse_title(compact(document.title)) if document.title else None
    return _Said(
        ends=both,
        titles=titles,
        title=_best(titles, text),
        hint=hint,
        prose=text,
        mentions=tuple(mentions(text, rest, signature)),
        signature=signature,
    )


def _best(titles: Sequence[Title], text: str) -> Title | None:
    """The title that says most; among equals the one whose year the period confirms, then the one next to the text."""
    if not titles:
        return None
    period = dates.period_year(text)

    def rank(title: Title) -> tuple[bool, bool, bool, bool, int]:
        name = title.body.name
        placed = bool(name) and not is_generic(name or "")
        return (title.year is not None, placed, name is not None, title.year == period, title.first)

    return max(titles, key=rank)


def _year(said: _Said) -> int | None:
    if said.title and said.title.year:
        return said.title.year
    period = dates.period_year(said.prose)
    if period:
        return period
    presented = {mention.year for mention in said.mentions if mention.year}
    if len(presented) == 1:
        return presented.pop()
    if presented:
        return None
    first_words = {int(year) for year in _FIRST_WORDS.findall(_overview(said.ends))}
    if len(first_words) == 1 and dates.plausible(year := first_words.pop()):
        return year
    return said.hint.year if said.hint and not first_words else None


def _overview(both: Ends) -> str:
    """Text after the first heading, up to the first cell or label of a table."""
    lines: list[Line] = []
    for line in both.head[both.body or 0 :]:
        if line.cell or line.text.startswith(("第二十条", "信息内容")):
            break
        lines.append(line)
    return dates.arabic_years("\n".join(line.text for line in lines))


def _name(said: _Said) -> tuple[str | None, str | None]:
    """The name of the body, and a name that fits many bodies where that is all the report gives (区统计局)."""
    tail = "\n".join(line.text for line in said.ends.tail)
    text = f"{said.prose}\n{tail}"
    printed = said.title.body.name if said.title else None
    if said.title and said.title.attached and printed and not agrees(printed, text):
        printed = None
    others = [m.name for m in said.mentions if m.name and (m.source not in _WEAK or agrees(m.name, text))]
    if said.hint and said.hint.body.name:
        others.append(said.hint.body.name)
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


def _published_on(document: Document, said: _Said, year: int | None) -> date | None:
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


def _contradictions(said: _Said, name: str | None, year: int | None) -> list[Finding]:
    findings = []
    bodies = {title.body.name for title in said.titles if title.body.name}
    titles = said.titles if len(bodies) < _LINKS else ((said.title,) if said.title else ())
    printed = sorted({y for title in titles for y in title.years})
    if year is not None and len(printed) > 1:
        others = "、".join(str(y) for y in printed if y != year)
        findings.append(
            Finding(
                type="title_year",
                severity="warning",
                instance="title",
                expected=str(year),
                actual=others,
                note=f"标题中的年份不一致：{year}年与{others}年，本站按{year}年收录。",
                where=said.title.where if said.title else None,
            )
        )
    other = _other_body(said, titles, name)
    if other and name:
        findings.append(
            Finding(
                type="title_agency",
                severity="warning",
                instance="agency",
                expected=name,
                actual=other.name,
                note=f"标题所指机关为“{name}”，另一处写作“{other.name}”。",
                where=other.where,
            )
        )
    return findings


def _other_body(said: _Said, titles: Sequence[Title], name: str | None) -> Mention | None:
    if not name or not said.title or not said.title.body.name:
        return None
    seen = [Mention("sentence", title.body.name, None, title.where) for title in titles]
    seen += [mention for mention in said.mentions if mention.source in ("sentence", "signature")]
    return next((m for m in seen if m.name and not _same_body(name, m.name)), None)


def _same_body(name: str, other: str) -> bool:
    """Whether two names can be one body: one holds the other, one resolves like the other, or one is the other's office."""
    if name in other or other in name or is_generic(other):
        return True
    first, second = agency_of(name), agency_of(other)
    if first.id == second.id:
        return True
    if first.region_code == second.region_code and (
        first.sector == second.sector != "other" or first.level == second.level == "development_zone"
    ):
        return town(name) == town(other)
    if first.region_code != second.region_code:
        return second.region_code is None and second.level != "national" and bool(town(other)) and town(other) in name
    ours, theirs = town(name[name.find(other[:2]) :]) or name, town(other) or other
    return {first.sector, second.sector} == {"government", "government_office"} or ours == theirs


def _unknown(agency: Agency | None, alone: str | None, year: int | None) -> list[Finding]:
    findings = []
    if agency is None:
        said = f"全文只写“{alone}”，未写明所属地区" if alone else "全文未写明机关名称"
        findings.append(
            Finding(
                type="agency_unknown",
                severity="warning",
                instance="agency",
                actual=alone,
                note=f"{said}，无法确定是哪个机关。",
            )
        )
    elif agency.region_code is None and agency.level != "national":
        note = f"“{agency.name}”未写明所属市县，或与别处同名，无法对应到唯一的行政区划。"
        findings.append(
            Finding(type="agency_unknown", severity="warning", instance="place", actual=agency.name, note=note)
        )
    if year is None:
        note = "标题、统计期限和正文开头都没有完整写明年度，无法确定是哪一年的年报。"
        findings.append(Finding(type="year_unknown", severity="warning", instance="year", note=note))
    return findings

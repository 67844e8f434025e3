"""What a report leaves in doubt about itself: contradictions, lost characters, unknown parts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai.model import Finding
from gongkai.recognise import dates
from gongkai.recognise.agency import agency as agency_of
from gongkai.recognise.identity_mentions import Mention
from gongkai.recognise.identity_names import is_generic, town
from gongkai.recognise.identity_said import LINKS
from gongkai.recognise.identity_years import other_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.model import Agency
    from gongkai.recognise.identity_said import Said
    from gongkai.recognise.titles import Title

_SHOWN = 3
"""Damaged places that a finding quotes."""


def contradictions(said: Said, name: str | None, year: int | None) -> list[Finding]:
    """Titles, period and signature that do not fit together.

    Args:
        said: what the document says.
        name: the body's name as read from it.
        year: the year as read from it.
    """
    findings = []
    bodies = {title.body.name for title in said.titles if title.body.name}
    titles = said.titles if len(bodies) < LINKS else ((said.title,) if said.title else ())
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
    findings += _wrong_period(said, year)
    findings += _other_year(said, year) if not printed else []
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


def _other_year(said: Said, year: int | None) -> list[Finding]:
    """The period gave the year, since no title does, and the text speaks of another."""
    others = sorted(other_years(said) - {year}) if year is not None else []
    if not others:
        return []
    actual = "、".join(map(str, others))
    note = f"标题没有年份，统计期限为{year}年，正文写的是{actual}年，本站按{year}年收录；请核对。"
    return [
        Finding(type="title_year", severity="warning", instance="text", expected=str(year), actual=actual, note=note)
    ]


def stated_period(said: Said, year: int | None) -> str | None:
    """The statistical period that the text states, as ISO 8601 interval: one that is not the report's year before others."""
    stated = dates.statistical_periods(said.prose)
    if not stated:
        return None
    period = next((period for period in stated if not _whole(period, year)), stated[0])
    return f"{period.start.isoformat()}/{period.end.isoformat()}"


def _whole(period: dates.Period, year: int | None) -> bool:
    """From the first day of the report's year to its last; the first reports may begin in May 2008."""
    return (
        year is not None and period.start in (date(year, 1, 1), date(2008, 5, 1)) and period.end == date(year, 12, 31)
    )


def _wrong_period(said: Said, year: int | None) -> list[Finding]:
    """A statistical period that is not the whole of the report's year."""
    stated = dates.statistical_periods(said.prose) if year else []
    damaged = dates.damaged_period(said.prose)
    if damaged and year and not stated:
        note = f"统计期限印作“{damaged}”，有缺字，无法核对；请对照原件。"
        return [Finding(type="narrative_period", severity="info", state="not_checkable", instance="period", note=note)]
    for period in stated:
        start, end = date(year or 0, 1, 1), date(year or 0, 12, 31)
        if _whole(period, year):
            continue
        printed = f"{_day(period.start)}至{_day(period.end)}"
        note = f"统计期限写的是{printed}，应为{_day(start)}至{_day(end)}；请核对统计期限。"
        return [
            Finding(
                type="narrative_period",
                severity="warning",
                instance="period",
                expected=f"{start.isoformat()}/{end.isoformat()}",
                actual=f"{period.start.isoformat()}/{period.end.isoformat()}",
                note=note,
            )
        ]
    return []


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def lost(said: Said) -> list[Finding]:
    """Dates and document numbers that have lost characters."""
    if not said.damaged:
        return []
    shown = "、".join(said.damaged[:_SHOWN])
    note = f"有{len(said.damaged)}处日期或文号缺字（{shown}），应有完整的年、月、日或括号，其他数字也可能缺损；请对照原件。"
    return [
        Finding(type="characters_lost", severity="warning", instance="dates", actual=str(len(said.damaged)), note=note)
    ]


def _other_body(said: Said, titles: Sequence[Title], name: str | None) -> Mention | None:
    if not name or not said.title or not said.title.body.name:
        return None
    seen = [Mention("sentence", title.body.name, None, title.where) for title in titles]
    seen += [mention for mention in said.mentions if mention.source in ("sentence", "signature")]
    return next((m for m in seen if m.name and not same_body(name, m.name)), None)


def same_body(name: str, other: str) -> bool:
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


def unknown(agency: Agency | None, alone: str | None, year: int | None) -> list[Finding]:
    """What neither document nor maintainer says.

    Args:
        agency: the body, as far as it is known.
        alone: a name that fits many bodies, where that is all the report gives.
        year: the year, as far as it is known.
    """
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

"""What changed from one year of a body to the next, in sentences; what cannot be compared is said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.site import facts
from gongkai.site.agency import trends as agency_trends
from gongkai.site.agency.trends import FREE
from gongkai.site.cells import number, percentage, words
from gongkai.site.language import _, labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.facts import Key
    from gongkai.site.records import Record, Report

BASE = 30
"""From so many on, growth is told in percent too, as in the data package."""

COUNTED: tuple[tuple[str, Key], ...] = (
    ("新收申请", facts.RECEIVED),
    ("办结", facts.CONCLUDED),
    ("结转下年", facts.CARRIED_OUT),
    ("行政复议", facts.REVIEW),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One year beside the one before it."""

    report: Report
    before: Report | None
    """None where there is no report of the year before."""
    lines: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the body's page."""
        return anchor(self.report)


def anchor(report: Report) -> str:
    """Id, on the body's page, of what changed between the year before and this report's."""
    return f"changes-{report.year}" + ("" if report.scope == "own" else f"-{report.scope}")


def changes(records: Sequence[Record]) -> tuple[Change, ...]:
    """One entry for each report with tables that is not the first of its scope, newest first."""
    found = []
    for record in records:
        report = record.report
        if report.year is None or report.form == FREE:
            continue
        earlier = [other.report.year for other in records if other.report.scope == report.scope and other.report.year]
        if report.year <= min(earlier):
            continue
        before = facts.year_before(record, records)
        if before is None:
            lines = [_("没有收录 %(year)s 年度的年报，无法与上年比较。", year=report.year - 1)]
        else:
            lines = list(_lines(record, before))
        found.append(Change(report, before.report if before else None, tuple(lines)))
    return tuple(sorted(found, key=lambda change: (change.report.year or 0, change.report.scope), reverse=True))


def _lines(now: Record, before: Record) -> list[str]:
    if FREE in {now.report.form, before.report.form}:
        return [_("两年之中有一年没有统一表格，没有可比的数字。")]
    out = []
    if now.report.form != before.report.form:
        forms = labels("forms")
        out.append(
            _(
                "换了表式：上年是“%(before)s”，本年是“%(now)s”。“主动公开”各数和“其他处理”的口径不同，不宜比较。",
                before=forms[before.report.form],
                now=forms[now.report.form],
            )
        )
    out += [line for label, key in COUNTED if (line := _count(_(label), now, before, key))]
    out.append(_share(now, before))
    out.append(_litigation(now, before))
    out.append(_checked(now, before))
    return [line for line in out if line]


def _count(label: str, now: Record, before: Record, key: Key) -> str:
    """A sentence on one number; empty where it is the same in both years, but for what was received."""
    one, two = facts.amount(before, key), facts.amount(now, key)
    if one is None or two is None:
        if one is None and two is None:
            return _("%(label)s：两年都没有数，无法比较。", label=label)
        said = words(now.figure(*key)), words(before.figure(*key))
        return _(
            "%(label)s：本年%(now)s，上年%(before)s，无法比较。", label=label, now=f" {said[0]}", before=f" {said[1]}"
        )
    if one == two:
        same = _("%(label)s %(now)s 件，与上年相同。", label=label, now=number(two))
        return same if key == facts.RECEIVED else ""
    verb = _("增加") if two > one else _("减少")
    sign = "+" if two > one else "−"
    grown = _("（%(percent)s）", percent=sign + percentage(abs(two - one) / one)) if one >= BASE else ""
    return _(
        "%(label)s %(now)s 件，上年 %(before)s 件，%(verb)s %(by)s 件%(grown)s。",
        label=label,
        now=number(two),
        before=number(one),
        verb=verb,
        by=number(abs(two - one)),
        grown=grown,
    )


def _share(now: Record, before: Record) -> str:
    """Of the rate of disclosure: whether chance alone explains the difference."""
    (one, _why), (two, why) = agency_trends.share(before), agency_trends.share(now)
    if two is None:
        return _("公开的比例：本年没有（%(why)s）。", why=why)
    if one is None:
        return _("办结的申请中，予以公开和部分公开的占 %(now)s；上年没有这个比例。", now=percentage(two.value))
    said = _(
        "办结的申请中，予以公开和部分公开的占 %(now)s（%(part)s／%(whole)s），上年 %(before)s（%(part_before)s／%(whole_before)s）。",
        now=percentage(two.value),
        part=number(two.part),
        whole=number(two.whole),
        before=percentage(one.value),
        part_before=number(one.part),
        whole_before=number(one.whole),
    )
    if one.small or two.small:
        return said + _("办结不足 30 件，不作比较。")
    (low, high), (low_before, high_before) = two.bounds, one.bounds
    if low <= high_before and low_before <= high:
        return said + _("两年的区间相交，差别可能只是偶然。")
    return said + _("两年的区间不相交，差别不大可能只是偶然。")


def _litigation(now: Record, before: Record) -> str:
    one, two = facts.added(before, facts.LITIGATION), facts.added(now, facts.LITIGATION)
    if one is None or two is None or one == two:
        return ""
    return _("行政诉讼 %(now)s 件，上年 %(before)s 件。", now=number(two), before=number(one))


def _checked(now: Record, before: Record) -> str:
    one, two = (sum(finding.state == "failed" for finding in record.findings) for record in (before, now))
    if not one and not two:
        return ""
    return _("未解释的疑点 %(now)s 处，上年 %(before)s 处。", now=two, before=one)

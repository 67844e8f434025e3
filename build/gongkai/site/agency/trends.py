"""The charts of a body's page: its years drawn one beside the other, each with its numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai import codes
from gongkai.site import facts
from gongkai.site.agency import trend_chart
from gongkai.site.agency.trend_chart import Part, Share, Year
from gongkai.site.cells import number, percentage
from gongkai.site.language import _, labels, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai.site.facts import Key
    from gongkai.site.records import Record

SHADES = ("o-granted", "o-unavailable", "o-denied", "o-declined", "o-partial", "o-other")
"""Classes that give colours, in the order in which they are used up."""
GROUNDS_SHOWN = 5
"""Grounds of denial with a colour of their own; the others are one."""
NARROW = 7
"""Years that fit beside one another on a telephone; more can be pushed sideways."""
FREE = "2008"
"""The form of reports without prescribed tables."""

CHANNELS: tuple[tuple[str, Key], ...] = (
    ("行政复议", facts.REVIEW),
    ("直接起诉", facts.LITIGATION[0]),
    ("复议后起诉", facts.LITIGATION[1]),
)

ITEMS: tuple[tuple[str, str, tuple[Key, ...]], ...] = (
    (
        "normative-documents",
        "规范性文件 制发（件）",
        (("disclosure", "normative_documents", "issued"), ("disclosure", "normative_documents", "made")),
    ),
    ("licensing", "行政许可 决定（件）", (("disclosure", "licensing", "decisions"),)),
    ("penalties", "行政处罚 决定（件）", (("disclosure", "penalties", "decisions"),)),
    ("coercion", "行政强制 决定（件）", (("disclosure", "coercion", "decisions"),)),
)
"""Name, title, and the cells of which the report's form has one."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One chart with its title and its numbers."""

    name: str
    """Of the file it is saved as."""
    title: str
    svg: Markup | None
    """None where words say all there is."""
    words: str
    """What the drawing cannot say; empty where there is nothing."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """(year, cells)."""

    def figure(self) -> Markup:
        """The chart with its title, its words and its numbers. Written here and not in a template: a page has ten."""
        title = escape(self.title)
        out = [f'<figure class="chart trend-chart" data-name="{self.name}"><figcaption>{title}</figcaption>']
        if self.svg is not None:
            wide = f' tabindex="0" role="region" aria-label="{title}"' if len(self.rows) > NARROW else ""
            out.append(f'<div class="trend-wrap"{wide}>{self.svg}</div>')
        if self.words:
            out.append(f'<p class="quiet">{escape(self.words)}</p>')
        if self.svg is not None:
            heads = "".join(f'<th scope="col">{escape(name)}' for name in (_("年份"), *self.head))
            rows = "".join(
                f'<tr><th scope="row">{year}<td>{"<td>".join(map(escape, cells))}' for year, cells in self.rows
            )
            out.append(
                f'<details><summary>{escape(_("数据表"))}</summary><table class="form plain"><thead><tr>{heads}<tbody>{rows}</table></details>'
            )
        return Markup("".join([*out, "</figure>"]))  # noqa: S704 - every text went through `escape`


@dataclass(frozen=True, slots=True)
class Axis:
    """The years of one scope that have, or should have, prescribed tables."""

    years: tuple[Year, ...]
    records: tuple[Record | None, ...]


def axis(records: Sequence[Record], scope: str) -> Axis:
    """All years from the first report with tables to the last; one place for each, with or without a report."""
    of = {
        record.report.year: record for record in records if record.report.scope == scope and record.report.year
    }  # the later of two reports of one year
    tabled = [year for year, record in of.items() if record.report.form != FREE]
    if not tabled:
        return Axis((), ())
    years, before = [], None
    for year in range(min(tabled), max(tabled) + 1):
        record = of.get(year)
        form = record.report.form if record else None
        years.append(Year(year, broken=before is not None and form is not None and form != before))
        before = form or before
    return Axis(
        tuple(years),
        tuple(of.get(year.year) for year in years),
    )


def trends(records: Sequence[Record], scope: str) -> tuple[Trend, ...]:
    """All charts of one scope; none where fewer than two years have tables."""
    along = axis(records, scope)
    if sum(record is not None for record in along.records) < 2:
        return ()
    found = [
        _counted(along, "received", _("新收申请（件）"), (("o-granted", "", facts.RECEIVED),)),
        _counted(along, "concluded", _("办结申请（件）"), (("o-granted", "", facts.CONCLUDED),)),
        _granted(along),
        _outcomes(along),
        _grounds(along),
        _counted(
            along,
            "proceedings",
            _("行政复议和行政诉讼（件）"),
            tuple((SHADES[at], _(label), key) for at, (label, key) in enumerate(CHANNELS)),
        ),
        *(_counted(along, name, _(title), (("o-granted", "", *keys),)) for name, title, keys in ITEMS),
    ]
    return tuple(trend for trend in found if trend is not None)


def reason(record: Record | None, keys: Sequence[Key]) -> str:
    """Why a year has no number, in a word or two that fit into a gap; empty where it has."""
    if record is None:
        return _("未收录")
    if record.report.form == FREE:
        return _("无统一表")
    if any(facts.amount(record, key) is not None for key in keys):
        return ""
    figures = [figure for key in keys if (figure := record.figure(*key)) is not None and figure.status != "absent"]
    return labels("statuses")[figures[0].status] if figures else _("无此栏目")


def _counted(along: Axis, name: str, title: str, parts: Sequence[tuple[str, str, *tuple[Key, ...]]]) -> Trend | None:
    """Columns of cells; a part takes the first of its cells that has a number."""
    counts = [tuple(_first(record, keys) for record in along.records) for _kind, _label, *keys in parts]
    reasons = [
        next(filter(None, (reason(record, keys) for _kind, _label, *keys in parts)), "") for record in along.records
    ]
    drawn = [Part(kind, label, counts[at]) for at, (kind, label, *_keys) in enumerate(parts)]
    return _drawn(along, name, title, drawn, reasons)


def _first(record: Record | None, keys: Sequence[Key]) -> int | None:
    return next((found for key in keys if (found := facts.amount(record, key)) is not None), None)


def _drawn(along: Axis, name: str, title: str, parts: Sequence[Part], reasons: Sequence[str]) -> Trend | None:
    """The chart of counts; words instead where all of them are zero, nothing where fewer than two years have any."""
    known = [at for at, why in enumerate(reasons) if not why]
    if len(known) < 2:
        return None
    sums = [sum([part.counts[at] or 0 for part in parts]) for at in known]
    words: list[str] = []
    many = len(parts) > 1
    svg = None
    if not any(sums):
        words.append(_("有数的 %(count)s 个年度都是 0。", count=len(known)))
        words += _said_gaps(along, reasons)
    else:
        least, most = min(sums), max(sums)
        told = _("%(title)s，最少 %(least)s，最多 %(most)s。", title=title, least=number(least), most=number(most))
        svg = trend_chart.columns(_told(told, along, reasons), along.years, parts, reasons)
    rows = tuple(
        (
            str(year.year),
            (why, *("" for _part in parts[1:]), *([""] if many else []))
            if why
            else (
                *(number(part.counts[at]) for part in parts),
                *([number(sum(part.counts[at] or 0 for part in parts))] if many else []),
            ),
        )
        for at, (year, why) in enumerate(zip(along.years, reasons, strict=True))
    )
    head = (*(part.label for part in parts), _("合计")) if many else (title,)
    return Trend(name, title, svg, "".join(words), head, rows)


def _said_gaps(along: Axis, reasons: Sequence[str]) -> list[str]:
    """One sentence for each kind of gap."""
    found: dict[str, list[str]] = {}
    for year, why in zip(along.years, reasons, strict=True):
        if why:
            found.setdefault(why, []).append(str(year.year))
    return [_("%(years)s 年度：%(why)s。", years=_("、").join(years), why=why) for why, years in found.items()]


def _told(words: str, along: Axis, reasons: Sequence[str]) -> str:
    """The text alternative: what is drawn, where numbers are missing, where the form changed."""
    span = _("%(first)s 至 %(last)s 年度", first=along.years[0].year, last=along.years[-1].year)
    breaks = [_("%(year)s 年度起换了表式。", year=year.year) for year in along.years if year.broken]
    return " ".join(
        [
            _("%(span)s。%(words)s", span=span, words=words),
            *_said_gaps(along, reasons),
            *breaks,
            _("全部数字见图下的表。"),
        ]
    )


def share(record: Record | None) -> tuple[Share | None, str]:
    """Of the applications concluded, those granted in full or in part; or why there is no such share."""
    parts = (facts.GRANTED, facts.PARTIAL)
    for keys in (parts[:1], parts[1:], (facts.CONCLUDED,)):
        if why := reason(record, keys):
            return None, why
    granted, concluded = facts.added(record, parts), facts.amount(record, facts.CONCLUDED)
    assert granted is not None
    assert concluded is not None
    if concluded <= 0:
        return None, _("没有办结")
    if granted < 0:
        return None, _("数是负的")
    if granted > concluded:
        return None, _("部分大于整体")
    return Share(granted, concluded), ""


def interval(found: Share) -> str:
    """The bounds for people.

    >>> interval(Share(12, 27))
    '27.6%—62.7%'
    """
    low, high = found.bounds
    return f"{percentage(low)}—{percentage(high)}"


def _granted(along: Axis) -> Trend | None:
    found = [share(record) for record in along.records]
    points, reasons = [each for each, _why in found], [why for _share, why in found]
    known = [each for each in points if each]
    if len(known) < 2:
        return None
    title = _("予以公开和部分公开占办结的比例")
    least, most = min(each.value for each in known), max(each.value for each in known)
    told = _("%(title)s，最低 %(least)s，最高 %(most)s。", title=title, least=percentage(least), most=percentage(most))
    words = _("竖线是 95% 的区间：办结的件数少，比例就容易因偶然而高低。")
    if any(each.small for each in known):
        words += _("空心点的办结不足 30 件，不宜比较。")
    rows = tuple(
        (
            str(year.year),
            (percentage(each.value), interval(each), number(each.part), number(each.whole))
            if each
            else (why, "", "", ""),
        )
        for year, each, why in zip(along.years, points, reasons, strict=True)
    )
    svg = trend_chart.shares(_told(told, along, reasons), along.years, points, reasons)
    return Trend("grant-rate", title, svg, words, (_("比例"), _("95% 区间"), _("公开"), _("办结")), rows)


def _grouped(
    along: Axis, rows_of: Callable[[Record], Sequence[tuple[str, Sequence[Key]]]]
) -> tuple[dict[str, tuple[int | None, ...]], list[str]]:
    """Kind -> sum of its cells by year, and the reasons; a year in which any cell has no number has none at all."""
    sums: dict[str, list[int | None]] = {}
    reasons = []
    for at, record in enumerate(along.records):
        cells = rows_of(record) if record and record.report.form != FREE else []
        why = "" if cells else reason(record, (facts.CONCLUDED,)) or _("无此栏目")
        for kind, keys in cells:
            total = 0
            for key in keys:
                value = facts.amount(record, key)
                if value is None:
                    why = why or reason(record, (key,))
                total += value or 0
            sums.setdefault(kind, [None] * len(along.records))[at] = total
        reasons.append(why)
    reasons = [
        why or (_("无此栏目") if any(series[at] is None for series in sums.values()) else "")
        for at, why in enumerate(reasons)
    ]
    return {kind: tuple(series) for kind, series in sums.items()}, reasons


def _rows(record: Record, group: str | None = None) -> list[tuple[str, Key]]:
    """(kind of outcome or row, its cell) of the outcome rows of the report's form."""
    return [
        (facts.outcome_kind(code) if group is None else code, ("applications", code, "total"))
        for code in codes.outcome_codes()
        if (group is None or codes.outcome_group(code) == group)
        and record.figure("applications", code, "total") is not None
    ]


def _outcomes(along: Axis) -> Trend | None:
    def cells(record: Record) -> list[tuple[str, list[Key]]]:
        found: dict[str, list[Key]] = {}
        for kind, key in _rows(record):
            found.setdefault(kind, []).append(key)
        return list(found.items())

    sums, reasons = _grouped(along, cells)
    parts = [Part(f"o-{kind}", _(label), sums[kind]) for kind, label in facts.OUTCOMES if any(sums.get(kind, ()))]
    parts = parts or [_nothing(reasons)]
    return _drawn(along, "outcomes", _("办结申请的结果（件）"), parts, reasons)


def _grounds(along: Axis) -> Trend | None:
    sums, reasons = _grouped(along, lambda record: [(code, [key]) for code, key in _rows(record, "denied")])
    order = sorted(sums, key=lambda code: -sum(count or 0 for count in sums[code]))
    used = [code for code in order if any(sums[code])]
    shown, others = used[:GROUNDS_SHOWN], used[GROUNDS_SHOWN:]
    parts = [Part(SHADES[at], _ground(code), sums[code]) for at, code in enumerate(shown)]
    if others:
        rest = tuple(None if why else sum(sums[code][at] or 0 for code in others) for at, why in enumerate(reasons))
        parts.append(Part(SHADES[-1], _("其余 %(count)s 种理由", count=len(others)), rest))
    return _drawn(along, "denials", _("不予公开的理由（件）"), parts or [_nothing(reasons)], reasons)


def _nothing(reasons: Sequence[str]) -> Part:
    """Zero in every year that is known."""
    return Part(SHADES[0], "", tuple(None if why else 0 for why in reasons))


def _ground(code: str) -> str:
    """A ground of denial without its number in the form: 属于国家秘密."""
    label = codes.row_label("applications", code, spoken())
    return label.partition(".")[2] or label.partition(": ")[2] or label

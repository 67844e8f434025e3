"""Charts and tables that several topics make in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai import codes
from gongkai.site.charts import Bars, Interval, Intervals, Series
from gongkai.site.charts.base import number
from gongkai.site.facts import OUTCOMES, outcome_kind
from gongkai.site.groups.summaries import CUT
from gongkai.site.language import _, counted, labels
from gongkai.site.topics.data import sentences, whole
from gongkai.site.topics.page import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai.site.store import Store
    from gongkai.site.topics.data import Data, Tally

ENOUGH_REPORTS, ENOUGH_CASES = 5, 30
"""A share of a group is drawn from so many reports and cases on."""

Split = tuple[tuple[Series, tuple[str, ...]], ...]
"""A colour and the rows (or columns) that it adds."""


def outcomes() -> Split:
    """The six kinds of outcome."""
    return tuple(
        (Series(kind, _(label)), tuple(row for row in codes.outcome_codes() if outcome_kind(row) == kind))
        for kind, label in OUTCOMES
    )


def composition(
    title: str,
    note: str,
    split: Split,
    groups: Iterable[tuple[str, Callable[[Sequence[str]], Tally | None]]],
    unit: str = "件",
) -> Bars:
    """A bar of shares for each group; `groups` are labels and what sums rows within them.

    Where a part has no number at all the whole is not known, so that the others have no share either.
    """
    rows, cut = [], False
    for label, summed in groups:
        found = [summed(wanted) for _series, wanted in split]
        known = [one for one in found if one is not None and one.reported]
        cut = cut or 0 < len(known) < len(found)
        rows.append((label, tuple(int(one.total) if len(known) == len(found) and one else None for one in found)))
    if cut:
        note += " " * (note[-1:] == ".") + _(CUT)
    return Bars(
        title, note, tuple(series for series, _wanted in split), tuple(rows), unit=unit, shares=True, keep_empty=True
    )


def by_year(data: Data, table: str, title: str, split: Split, column: str = "total") -> Bars:
    """Shares by year, the latest first; a year without numbers says so."""
    every = [row for _series, rows in split for row in rows]
    groups = [
        (str(year), lambda rows, year=year: data.tally(table, rows, column, year)) for year in reversed(data.years)
    ]
    return composition(title, data.note(table, every, (column,)), split, groups)


def by_group(data: Data, grouping: str, table: str, title: str, split: Split) -> Bars:
    """Shares by level or field in the year with most reports, in the order of the code list."""
    year = data.focus or 0
    every = [row for _series, rows in split for row in rows]
    present = data.groups(grouping, year)
    names = labels({"level": "levels", "sector": "sectors"}[grouping])
    groups = [
        (label, lambda rows, code=code: data.tally(table, rows, "total", year, (grouping, code)))
        for code, label in names.items()
        if code in present
    ]
    return composition(title, data.note(table, every, years=(year,)), split, groups)


def share_by_sector(
    title: str, note: str, words: str, part: Callable[[str], Tally | None], whole: Callable[[str], Tally | None]
) -> Intervals:
    """A share for each field with enough reports and cases, in the order of the code list: no ranking."""
    rows, left = [], 0
    for code, label in labels("sectors").items():
        one, all_ = part(code), whole(code)
        if one is None or all_ is None:
            continue
        if all_.reports < ENOUGH_REPORTS or all_.total < ENOUGH_CASES:
            left += 1
            continue
        behind = _("（%(reports)s 份，%(cases)s 件）", reports=f"{all_.reports:,}", cases=f"{int(all_.total):,}")
        rows.append(Interval(label, one.total / all_.total, behind=behind))
    note = sentences((_("按部门类别的顺序排列，不分高下。"), note))
    if left:
        note += " " * (note[-1] == ".") + counted("另有 %(count)s 类的年报或件数太少，不列。", left)
    return Intervals(title, note, tuple(rows), (words, "", ""))


def spread(store: Store, data: Data, indicator: str, title: str, *, item: str = "all") -> Intervals | None:
    """Median and the middle eight tenths of an indicator, for each level and size with at least five bodies."""
    query = (
        "SELECT level, size_class, units, median, p10, p90 FROM indicator_statistics "
        "WHERE indicator = ? AND item = ? AND year = ? AND scope = 'own' AND median IS NOT NULL"
    )
    found = {(level, size): rest for level, size, *rest in store.rows(query, (indicator, item, data.focus))}
    rows = tuple(
        Interval(
            _("%(level)s，%(size)s", level=level, size=size),
            found[one, other][1],
            found[one, other][2],
            found[one, other][3],
            counted("%(count)s 个机关", found[one, other][0]),
        )
        for one, level in labels("levels").items()
        for other, size in labels("size_classes").items()
        if (one, other) in found
    )
    if not rows:
        return None
    note = _(
        "点是中位数，线从第十到第九十百分位：十个机关中有八个在线内。只在同一层级、同一规模之内比较；规模按一年办结的件数分。不到五个机关的组不列。"
    )
    return Intervals(title, note, rows, (_("中位数"), _("第十百分位"), _("第九十百分位")))


def totals(data: Data, caption: str, table: str, lines: Sequence[tuple[str, str, str]]) -> Table:
    """Sums by year, each with what stands behind it; lines are (label, row, column)."""
    rows = []
    for year in reversed(data.years):
        cells: list[str | Markup] = [str(year)]
        for _label, row, column in lines:
            one = data.tally(table, (row,), column, year)
            cells.append(_sum(one) if one and one.reported else _("没有数"))
        rows.append(tuple(cells))
    said = _("%(caption)s；括号内为有数的年报份数", caption=caption)
    return Table(said, (_("年份"), *(label for label, _row, _column in lines)), tuple(rows))


def _sum(one: Tally) -> Markup:
    """As on the pages of single figures: the sum, its reports, and what is missing or doubtful."""
    other = one.marked + one.absent + one.unreadable
    behind = [
        _("空白 %(count)s 份", count=one.blank) if one.blank else "",
        _("其他 %(count)s 份", count=other) if other else "",
        _("核对未过 %(count)s 份", count=one.failed) if one.failed else "",
    ]
    small = Markup("<br>").join(filter(None, (_("（%(reports)s）", reports=f"{one.reported:,}"), *behind)))
    return Markup("{} <small>{}</small>").format(number(whole(one.total)), small)

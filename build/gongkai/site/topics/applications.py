"""依申请公开: who asks, how much, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.charts import Bars, Intervals, Lines, Series
from gongkai.site.charts.base import number
from gongkai.site.groups import summaries
from gongkai.site.language import _, spoken
from gongkai.site.topics import parts
from gongkai.site.topics.data import sentences
from gongkai.site.topics.page import Section, Table, Topic, breaks

if TYPE_CHECKING:
    from gongkai.site.store import Store
    from gongkai.site.topics.data import Data

APPLICANTS = ("granted", "unavailable", "partial", "declined", "denied", "other")
"""Colours of the six kinds of applicant, in the order of the form."""
QUERY = """\
SELECT year, row, total, reports, reported, blank, not_applicable, absent, unreadable, reports_failed
FROM aggregates
WHERE grouping = 'all' AND scope = 'own' AND "table" = 'applications' AND "column" = 'total'
ORDER BY year, row;"""


def topic(store: Store, data: Data) -> Topic:
    """The page."""
    return Topic(
        name="applications",
        title=_("依申请公开"),
        lead=_(
            "任何人都可以向行政机关申请公开政府信息。年报的第三部分用一张表说明：收到多少申请，是谁申请的，怎样答复的。"
        ),
        numbers=_numbers(data),
        can=(
            _("某个机关一年收到、办结、结转多少申请，各类答复各有多少，与它自己前后年度相比怎样（表式相同时）。"),
            _("收录的年报合起来，申请人里自然人和各类组织各占多少，各类答复各占多少。"),
            _("同一层级、同样规模的机关之间，公开的比例相差多大。"),
        ),
        cannot=(
            _(
                "公开比例低不等于机关不愿公开：结果取决于申请的是什么。申请本机关没有的信息，或者其实是信访投诉，比例就低。"
            ),
            _("看不出答复用了多少天：表里没有时间，只有年末还没有办完、结转下年的件数。"),
            _("看不出是谁申请、申请什么：年报只有件数。"),
        ),
        sections=(
            Section("received", _("收到多少申请"), _received_words(data), _received(store, data), _table(data)),
            Section(
                "who",
                _("谁在申请"),
                (_("申请人分六类：自然人（个人），和五类法人或其他组织。申请人类别按新收申请统计。"),),
                (_who(data),) if data.own else (),
            ),
            Section(
                "outcomes",
                _("怎样答复"),
                (
                    _(
                        "“予以公开”是给了全部，或告诉了到哪里看；“部分公开”是去掉不能公开的内容后给了其余。“不予公开”“无法提供”“不予处理”各有理由，见专题“不予公开的理由”。“其他处理”包括申请人没有按时补正、没有缴费等。"
                    ),
                ),
                (
                    parts.by_year(data, "applications", _("怎样答复，按年度"), parts.outcomes()),
                    parts.by_group(
                        data,
                        "level",
                        "applications",
                        _("%(year)s 年度：怎样答复，按层级", year=data.focus),
                        parts.outcomes(),
                    ),
                )
                if data.own
                else (),
            ),
            Section("groups", _("部门和同类机关"), *_groups(store, data)),
        ),
        figures=tuple(
            (f"applications-{row}", codes.row_label("applications", row, spoken()))
            for row in ("received_new", "carried_in", "granted", "partially_granted", "concluded_total", "carried_out")
        ),
        query=QUERY,
        links=(("indicators/", _("指标怎样计算")), ("topics/refusals/", _("不予公开的理由"))),
    )


def _numbers(data: Data) -> str:
    if data.focus is None:
        return ""
    received = data.tally("applications", ("received_new",), "total", data.focus)
    split = [(series.label, data.tally("applications", rows, "total", data.focus)) for series, rows in parts.outcomes()]
    if received is None or not received.reported:
        return ""
    said = [
        _(
            "收录年报最多的是 %(year)s 年度：%(reports)s 份印有新收申请的总计，合计 %(total)s 件。",
            year=data.focus,
            reports=f"{received.reported:,}",
            total=f"{int(received.total):,}",
        )
    ]
    whole = sum(one.total for _label, one in split if one)
    if whole:
        named = _("，").join(
            f"{label} {number(one.total / whole, percent=True)}" for label, one in split if one and one.total
        )
        said.append(_("印出的各类答复合计 %(whole)s 件，其中%(named)s。", whole=f"{int(whole):,}", named=named))
    return sentences(said)


def _received_words(data: Data) -> tuple[str, ...]:
    said = _(
        "“本年新收”是一年里收到的申请，“上年结转”是年初还没有办完的，“结转下年度”是年末还没有办完的。官方表格要求：新收加上年结转，等于总计加结转下年度。"
    )
    return (said,) if data.own else ()


def _received(store: Store, data: Data) -> tuple[Lines | Bars, ...]:
    if not data.own:
        return ()
    one = Lines(
        _("新收申请，按年度"),
        data.note("applications", ("received_new",)),
        (Series("main", _("新收申请")),),
        data.years,
        (data.yearly("applications", ("received_new",)),),
        behind=data.behind("applications", ("received_new",)),
        breaks=breaks(),
    )
    carried = Lines(
        _("没有办完的申请，按年度"),
        data.note("applications", ("carried_in", "carried_out")),
        (Series("main", _("上年结转")), Series("third", _("结转下年度"))),
        data.years,
        (data.yearly("applications", ("carried_in",)), data.yearly("applications", ("carried_out",))),
        behind=data.behind("applications", ("carried_in", "carried_out")),
        breaks=breaks(),
    )
    query = (
        "SELECT CASE f.status WHEN 'reported' THEN f.value END FROM reports AS r LEFT JOIN applications AS f "
        "ON f.report_id = r.report_id AND f.row = 'received_new' AND f.\"column\" = 'total' "
        "WHERE r.year = ? AND r.scope = 'own'"
    )
    values = [None if value is None else int(value) for (value,) in store.rows(query, (data.focus,))]
    sizes = summaries.distribution(values, _("%(year)s 年度：一个机关收到多少申请", year=data.focus))
    return one, carried, sizes


def _table(data: Data) -> Table | None:
    if not data.own:
        return None
    lines = [
        (label, row, "total")
        for label, row in (
            (_("新收申请"), "received_new"),
            (_("上年结转"), "carried_in"),
            (_("办结（总计）"), "concluded_total"),
            (_("结转下年度"), "carried_out"),
        )
    ]
    return parts.totals(data, _("各年度合计，本机关口径"), "applications", lines)


def _who(data: Data) -> Bars:
    split = tuple(
        (Series(kind, codes.column_label("applications", column, spoken())), (column,))
        for kind, column in zip(APPLICANTS, codes.column_codes("applications"), strict=False)
    )
    columns = [column for _series, (column,) in split]
    groups = [
        (str(year), lambda wanted, year=year: data.tally("applications", ("received_new",), wanted[0], year))
        for year in reversed(data.years)
    ]
    note = data.note("applications", ("received_new",), columns)
    return parts.composition(_("新收申请的申请人，按年度"), note, split, groups)


def _groups(store: Store, data: Data) -> tuple[tuple[str, ...], tuple[Intervals, ...]]:
    if not data.own:
        return (), ()
    every = codes.outcome_codes()
    year = data.focus or 0
    by_sector = parts.share_by_sector(
        _("%(year)s 年度：公开和部分公开占全部答复的比例，按部门类别", year=year),
        data.note("applications", every, years=(year,)),
        _("公开和部分公开"),
        lambda code: data.tally("applications", ("granted", "partially_granted"), "total", year, ("sector", code)),
        lambda code: data.tally("applications", every, "total", year, ("sector", code)),
    )
    alike = parts.spread(
        store, data, "grant_or_partial_rate", _("%(year)s 年度：公开或部分公开率，按层级和规模", year=year)
    )
    said = [_("各部门收到的申请不同，比例不宜直接比高低。")]
    if not by_sector.rows:
        said.append(_("没有一类部门有五份以上年报和三十件以上答复，不作图。"))
    if alike is None:
        said.append(_("没有一组同层级、同规模的机关达到五个，不给中位数。"))
    return tuple(said), tuple(chart for chart in (by_sector if by_sector.rows else None, alike) if chart)

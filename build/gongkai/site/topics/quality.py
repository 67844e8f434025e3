"""填报质量: whether reports are there, in time, complete, and whether their figures add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.site.charts import Bars, Histogram, Intervals, Lines, Series
from gongkai.site.charts.base import number
from gongkai.site.language import _, counted, labels
from gongkai.site.topics import parts
from gongkai.site.topics.data import sentences, span
from gongkai.site.topics.page import Section, Topic, breaks

if TYPE_CHECKING:
    from gongkai.site.charts.base import Number
    from gongkai.site.store import Store
    from gongkai.site.topics.data import Data

FULL = (
    ("arithmetic_consistency", "granted", "合计全部相符"),
    ("continuity", "unavailable", "与上年全部衔接"),
    ("prose_agreement", "declined", "文字与表全部一致"),
    ("completeness", "denied", "每一格都填全"),
)
"""Indicators of quality drawn by the share of reports in which they are 1."""
EDGES = tuple(step / 10 for step in range(11))
STATES = (
    ("in_time", "granted"),
    ("late", "unavailable"),
    ("date_unknown", "other"),
    ("no_deadline", "partial"),
    ("missing", "denied"),
)
MACHINE = (
    ("3", "granted", "网页、文档、工作簿中的表格"),
    ("2", "unavailable", "PDF、OFD 的文字"),
    ("1", "denied", "图片或扫描件"),
)
QUERY = """\
SELECT r.year, i.indicator, count(*) AS reports, sum(i.value = 1) AS full, sum(i.value IS NULL) AS no_value
FROM indicators AS i JOIN reports AS r USING (report_id)
WHERE r.scope = 'own' AND i.indicator IN ('punctuality', 'completeness', 'arithmetic_consistency', 'continuity', 'prose_agreement')
GROUP BY 1, 2 ORDER BY 1, 2;"""


def topic(store: Store, data: Data) -> Topic:
    """The page."""
    full = _full(store)
    return Topic(
        name="quality",
        title=_("填报质量"),
        lead=_(
            "一份年报填得好不好，与机关公开了多少是两回事。这里只看前者：有没有、按不按时、填没填全、数字之间合不合。"
        ),
        numbers=_numbers(data, full),
        can=(
            _("一份年报的数字之间是否相符，与文字、与上年是否一致，每一处都能在该年报的页上看到。"),
            _("收录的年报里，多少份没有一处不符，多少份填全了。"),
        ),
        cannot=(
            _("核对不符不等于造假：可能是抄错、漏填、口径不同，也可能是程序读错。请对照原件。"),
            _("全部相符也不等于属实：数字可以前后一致而与实际不同，表里看不出来。"),
            _("“未收录”不等于没有公布：可能只是没有收集到。"),
        ),
        sections=(
            Section(
                "checks",
                _("数字之间合不合"),
                (_("本站按规则逐份核对：表内的合计，与上年结转是否衔接，正文写的数与表是否一致。能核对的才计入。"),),
                _checks(store, data, full),
            ),
            Section(
                "complete",
                _("填没填全"),
                (_("填报完整：已填报的格占表式全部格的比例。该填“/”而填“/”的算已填。"),),
                _complete(store, data),
            ),
            Section("there", _("有没有、按不按时"), _there_words(store), _there(store)),
            Section(
                "readable",
                _("机器读不读得出"),
                (_("网页和文档里的表格最好读，扫描件要识别，容易读错。"),),
                _readable(store, data),
            ),
        ),
        query=QUERY,
        links=(("quality/", _("全部规则和结果")), ("accuracy/", _("识读准确度")), ("corrections/", _("更正与版本"))),
    )


def _full(store: Store) -> dict[tuple[str, int], tuple[int, int, int]]:
    """(indicator, year) -> reports with a value, those where it is 1, those without value."""
    query = (
        "SELECT i.indicator, r.year, sum(i.value IS NOT NULL), ifnull(sum(i.value = 1), 0), sum(i.value IS NULL) "
        "FROM indicators AS i JOIN reports AS r USING (report_id) "
        "WHERE r.scope = 'own' AND r.year IS NOT NULL AND i.item = 'all' GROUP BY 1, 2"
    )
    return {(name, year): (known, full, none) for name, year, known, full, none in store.rows(query)}


def _numbers(data: Data, full: dict[tuple[str, int], tuple[int, int, int]]) -> str:
    if data.focus is None:
        return ""
    said = []
    for name, _kind, label in FULL:
        known, all_, _none = full.get((name, data.focus), (0, 0, 0))
        if known:
            said.append(
                _(
                    "%(label)s的 %(full)s 份（%(share)s）",
                    label=_(label),
                    full=f"{all_:,}",
                    share=number(all_ / known, percent=True),
                )
            )
    if not said:
        return ""
    return _("收录年报最多的是 %(year)s 年度。在能核对的年报中：%(named)s。", year=data.focus, named=_("，").join(said))


def _checks(
    store: Store, data: Data, full: dict[tuple[str, int], tuple[int, int, int]]
) -> tuple[Lines | Histogram | Intervals, ...]:
    if not data.own:
        return ()
    shown = [entry for entry in FULL if entry[0] != "completeness"]
    values: list[tuple[Number, ...]] = []
    for name, _kind, _label in shown:
        found = [full.get((name, year), (0, 0, 0)) for year in data.years]
        values.append(tuple(all_ / known if known else None for known, all_, _none in found))
    behind = (span([full.get((name, year), (0,))[0] for name, _kind, _label in shown]) for year in data.years)
    lines = Lines(
        _("没有一处不符的年报占多少，按年度"),
        _("本机关口径。只计能核对的年报：没有上年年报的，衔接无从核对。"),
        tuple(Series(kind, _(label)) for _name, kind, label in shown),
        data.years,
        tuple(values),
        shares=True,
        behind=tuple(behind),
        breaks=breaks(),
    )
    some = parts.spread(
        store, data, "arithmetic_consistency", _("%(year)s 年度：合计核对通过的比例，按层级和规模", year=data.focus)
    )
    return (lines, some) if some else (lines,)


def _complete(store: Store, data: Data) -> tuple[Histogram, ...]:
    if not data.own:
        return ()
    query = (
        "SELECT i.value FROM indicators AS i JOIN reports AS r USING (report_id) "
        "WHERE r.scope = 'own' AND r.year = ? AND i.indicator = 'completeness' AND i.value IS NOT NULL ORDER BY 1"
    )
    values = [float(value) for (value,) in store.rows(query, (data.focus,))]
    if not values:
        return ()
    counts = [0] * (len(EDGES) - 1)
    for value in values:
        counts[min(int(value * 10), len(counts) - 1)] += 1
    half = len(values) // 2
    middle = values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
    missing = data.own[data.focus or 0] - len(values)
    note = _("本机关口径。最后一段含 100%%。") % {} + (
        counted("另有 %(count)s 份没有这个数。", missing) if missing > 0 else ""
    )
    title = _("%(year)s 年度：填报完整的比例", year=data.focus)
    return (Histogram(title, note, EDGES, tuple(counts), shares=True, middle=middle),)


def _there_words(store: Store) -> tuple[str, ...]:
    said = [
        _(
            "《条例》第四十九条要求：县级以上政府部门在每年 1 月 31 日前、县级以上政府在 3 月 31 日前公布上一年的年报。“应有的年报”是已知首末年度之间的各年，和登记册列出的各年。"
        )
    ]
    missing = next(store.rows("SELECT count(*) FROM expected_reports WHERE state = 'missing'"))[0]
    said.append(counted("应有而没有收录的 %(count)s 份。", missing) if missing else _("应有的都已收录。"))
    return (sentences(said),)


def _there(store: Store) -> tuple[Bars, ...]:
    query = "SELECT year, state, count(*) FROM expected_reports WHERE scope = 'own' GROUP BY 1, 2"
    found: dict[int, dict[str, int]] = {}
    for year, state, count in store.rows(query):
        found.setdefault(year, {})[state] = count
    if not found:
        return ()
    names = labels("availability_states")
    series = tuple(Series(kind, names[state]) for state, kind in STATES)
    rows = tuple(
        (str(year), tuple(found[year].get(state, 0) if year in found else None for state, _kind in STATES))
        for year in range(max(found), min(found) - 1, -1)
    )
    return (
        Bars(
            _("应有的年报，按年度"),
            _("本机关口径。第四十九条没有规定乡镇的期限，也不适用于 2019 年以前的年报。"),
            series,
            rows,
            unit="份",
            shares=True,
        ),
    )


def _readable(store: Store, data: Data) -> tuple[Bars, ...]:
    query = (
        "SELECT r.year, i.value, count(*) FROM indicators AS i JOIN reports AS r USING (report_id) "
        "WHERE r.scope = 'own' AND r.year IS NOT NULL AND i.indicator = 'machine_readability' GROUP BY 1, 2"
    )
    found: dict[int, dict[str, int]] = {}
    for year, value, count in store.rows(query):
        found.setdefault(year, {})[f"{value:g}" if value is not None else ""] = count
    series = tuple(Series(kind, _(label)) for _value, kind, label in MACHINE)
    rows = tuple(
        (str(year), tuple(found[year].get(value, 0) if year in found else None for value, _kind, _label in MACHINE))
        for year in reversed(data.years)
    )
    return (
        (Bars(_("年报是哪一种文件，按年度"), _("本机关口径。"), series, rows, unit="份", shares=True),) if rows else ()
    )

"""复议和诉讼: what became of disputes about disclosure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.charts import Bars, Lines, Series
from gongkai.site.charts.base import number
from gongkai.site.language import _, counted, labels, spoken
from gongkai.site.topics import parts
from gongkai.site.topics.data import sentences
from gongkai.site.topics.page import Section, Topic, breaks

if TYPE_CHECKING:
    from gongkai.site.store import Store
    from gongkai.site.topics.data import Data

CHANNELS = (
    ("reconsideration", "main"),
    ("litigation_direct", "third"),
    ("litigation_after_reconsideration", "declined"),
)
RESULTS = (("upheld", "granted"), ("corrected", "denied"), ("other", "other"), ("pending", "unavailable"))
CLASSES = ((0, 0), (1, 1), (2, 4), (5, 19), (20, None))
QUERY = """\
SELECT year, row, "column", total, reported, blank, reports_failed
FROM aggregates
WHERE grouping = 'all' AND scope = 'own' AND "table" = 'proceedings'
ORDER BY year, row, "column";"""


def topic(store: Store, data: Data) -> Topic:
    """The page."""
    return Topic(
        name="proceedings",
        title=_("复议和诉讼"),
        lead=_(
            "不服答复的人可以申请行政复议（由复议机关审查），也可以到法院起诉；复议之后还可以再起诉。年报的第四部分用一张表说明案件的结果。"
        ),
        numbers=_numbers(data),
        can=(
            _("收录的年报里，有结果的案件中多少维持了原来的答复，多少被纠正（撤销、变更或确认违法）。"),
            _("一个机关一年有多少起案件，一起也没有的机关有多少。"),
        ),
        cannot=(
            _("纠正的比例高不等于机关更常出错：案件少时一两起就会大变，起诉的也不是随便哪一件。"),
            _("案件不一定针对当年的答复：可能是以前年度的答复，也可能是上年没有审完的案件。"),
            _("三种案件的总数不等于有多少人不服：同一争议先复议后起诉，表里是两起。"),
        ),
        sections=(
            Section(
                "cases",
                _("有多少案件"),
                (_("表里分三种：行政复议；没有经过复议、直接到法院起诉；复议之后又起诉。"),),
                _cases(store, data),
                parts.totals(
                    data,
                    _("各年度合计，本机关口径"),
                    "proceedings",
                    [(codes.row_label("proceedings", row, spoken()), row, "total") for row, _kind in CHANNELS],
                )
                if data.own
                else None,
            ),
            Section(
                "results",
                _("结果怎样"),
                (
                    _(
                        "“结果维持”是维持原来的答复；“结果纠正”一般指答复被撤销、变更或确认违法；“其他结果”一般指撤回、驳回等；“尚未审结”是年末还没有结果。表格本身没有给出定义。"
                    ),
                ),
                tuple(_result(data, row) for row, _kind in CHANNELS) if data.own else (),
            ),
            Section(
                "levels",
                _("各层级"),
                (_("每百件办结申请对应的案件数。案件不都针对当年办结的申请，所以这个数只说明多少，不是比例。"),),
                _levels(store, data),
            ),
        ),
        figures=tuple((f"proceedings-{row}", codes.row_label("proceedings", row, spoken())) for row, _kind in CHANNELS),
        query=QUERY,
        links=(("topics/refusals/", _("不予公开的理由")), ("indicators/", _("指标怎样计算"))),
    )


def _numbers(data: Data) -> str:
    if data.focus is None:
        return ""
    rows = [row for row, _kind in CHANNELS]
    found = {column: data.tally("proceedings", rows, column, data.focus) for column, _kind in (*RESULTS, ("total", ""))}
    total, corrected, pending = found["total"], found["corrected"], found["pending"]
    held = [found[column] for column in ("total", "corrected", "pending")]
    whole = all(one and one.reported == (total and total.reported) and not one.missing for one in held)
    if total is None or not total.reported:
        return _("%(year)s 年度的年报没有印出案件数。", year=data.focus)
    review = data.tally("proceedings", rows[:1], "total", data.focus)
    said = [
        _(
            "收录年报最多的是 %(year)s 年度：印出的三种案件合计 %(total)s 起；印有行政复议总计的年报 %(reports)s 份。",
            year=data.focus,
            total=f"{int(total.total):,}",
            reports=f"{review.reported if review else 0:,}",
        )
    ]
    done = total.total - (pending.total if pending else 0)
    if done and corrected and whole:
        said.append(
            _(
                "有结果的 %(done)s 起中，纠正的 %(corrected)s 起，占 %(share)s。",
                done=f"{int(done):,}",
                corrected=f"{int(corrected.total):,}",
                share=number(corrected.total / done, percent=True),
            )
        )
    elif done:
        said.append(_("有的年报案件的总数或结果没有数，因此不算占比。"))
    return sentences(said)


def _cases(store: Store, data: Data) -> tuple[Lines | Bars, ...]:
    if not data.own:
        return ()
    rows = [row for row, _kind in CHANNELS]
    lines = Lines(
        _("复议和诉讼案件，按年度"),
        data.note("proceedings", rows),
        tuple(Series(kind, codes.row_label("proceedings", row, spoken())) for row, kind in CHANNELS),
        data.years,
        tuple(data.yearly("proceedings", (row,)) for row in rows),
        unit="起",
        behind=data.behind("proceedings", rows),
        breaks=breaks(),
    )
    query = (
        "SELECT CASE WHEN sum(f.status = 'reported') = 3 THEN sum(f.value) END FROM reports AS r "
        "LEFT JOIN proceedings AS f ON f.report_id = r.report_id AND f.\"column\" = 'total' "
        "WHERE r.year = ? AND r.scope = 'own' GROUP BY r.report_id"
    )
    values = [value for (value,) in store.rows(query, (data.focus,))]
    blank = sum(value is None for value in values)
    counts = [
        (
            _class(low, high),
            (sum(low <= value and (high is None or value <= high) for value in values if value is not None),),
        )
        for low, high in CLASSES
    ]
    note = _("另有 %(count)s 份的三个总计不全，未计入。", count=f"{blank:,}") if blank else _("每份都填报了三个总计。")
    sizes = Bars(
        _("%(year)s 年度：一个机关有多少起案件", year=data.focus),
        note,
        (Series("main", _("年报")),),
        tuple(counts),
        unit="份",
        keep_empty=True,
    )
    return lines, sizes


def _class(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s 起以上", low=low)
    return _("%(low)s 起", low=low) if low == high else _("%(low)s–%(high)s 起", low=low, high=high)


def _result(data: Data, row: str) -> Bars:
    split = tuple(
        (Series(kind, codes.column_label("proceedings", column, spoken())), (column,)) for column, kind in RESULTS
    )
    groups = [
        (str(year), lambda wanted, year=year: data.tally("proceedings", (row,), wanted[0], year))
        for year in reversed(data.years)
    ]
    title = _("%(channel)s：结果，按年度", channel=codes.row_label("proceedings", row, spoken()))
    note = data.note("proceedings", (row,), [column for column, _kind in RESULTS])
    return parts.composition(title, note, split, groups, unit="起")


def _levels(store: Store, data: Data) -> tuple[Bars, ...]:
    """Cases and applications of the same reports: of others one side would be missing."""
    if not data.own:
        return ()
    query = (
        "WITH one AS (SELECT a.level, (SELECT CASE WHEN count(*) = 3 THEN sum(value) END FROM proceedings AS p "
        "WHERE p.report_id = r.report_id AND p.\"column\" = 'total' AND p.status = 'reported') AS cases, "
        "(SELECT value FROM applications AS f WHERE f.report_id = r.report_id AND f.row = 'concluded_total' "
        "AND f.\"column\" = 'total' AND f.status = 'reported') AS ended "
        "FROM reports AS r JOIN agencies AS a USING (agency_id) WHERE r.year = ? AND r.scope = 'own') "
        "SELECT level, sum(cases) FILTER (WHERE ended IS NOT NULL), sum(ended) FILTER (WHERE cases IS NOT NULL), "
        "count(*) - count(cases + ended) FROM one GROUP BY 1"
    )
    found = {level: rest for level, *rest in store.rows(query, (data.focus,))}
    rows = tuple(
        (label, (round(100 * cases / ended, 1) if cases is not None and ended else None,))
        for code, label in labels("levels").items()
        if code in found
        for cases, ended, _without in (found[code],)
    )
    without = sum(rest[2] for rest in found.values())
    said = [_("本机关口径，各报告简单相加，可能重复。")]
    if without:
        said.append(counted("另有 %(count)s 份的案件总数或办结总数不全，未计入。", without))
    title = _("%(year)s 年度：每百件办结申请有多少起案件，按层级", year=data.focus or 0)
    return (Bars(title, sentences(said), (Series("main", _("起")),), rows, unit="起"),)

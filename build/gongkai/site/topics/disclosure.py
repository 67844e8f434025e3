"""主动公开: what bodies publish without being asked, as the second part of the report counts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai import codes
from gongkai.site.charts import Bars, Lines, Series
from gongkai.site.language import _, spoken
from gongkai.site.topics import parts
from gongkai.site.topics.page import Section, Table, Topic, breaks

if TYPE_CHECKING:
    from gongkai.site.store import Store
    from gongkai.site.topics.data import Data

DECISIONS = (("licensing", "main"), ("penalties", "third"), ("coercion", "declined"))
DOCUMENTS = (("in_force", "main"), ("issued", "second"), ("repealed", "denied"))
STATUSES = (
    ("reported", "granted", "有数"),
    ("blank", "unavailable", "空白"),
    ("marked", "declined", "填“/”等"),
    ("absent", "other", "没有此栏"),
    ("unreadable", "denied", "无法识读"),
)
QUERY = """\
SELECT year, row, "column", total, reported, blank, not_applicable, absent, unreadable
FROM aggregates
WHERE grouping = 'all' AND scope = 'own' AND "table" = 'disclosure'
ORDER BY row, "column", year;"""


def topic(_store: Store, data: Data) -> Topic:
    """The page."""
    return Topic(
        name="disclosure",
        title=_("主动公开"),
        lead=_(
            "有些信息不等人申请，机关应当自己公开。年报的第二部分按《条例》第二十条列出几类：规章、规范性文件、行政许可、行政处罚、行政强制、行政事业性收费（2019 年表式还有采购等）。"
        ),
        numbers=_numbers(data),
        can=(
            _(
                "一个机关一年作出多少行政许可、处罚、强制决定，收了多少费，现行有效的规范性文件有多少，与它自己前后年度相比怎样。"
            ),
            _("哪些栏目机关填得全，哪些常常空着。"),
        ),
        cannot=(
            _("决定多不等于公开多：表里数的是作出的决定，不是网上公开了几件。"),
            _(
                "不宜在机关之间比多少：有没有处罚权、有没有收费，由职责决定。没有这项职能的机关该填“0”还是“/”，各处做法不一。"
            ),
            _(
                "规范性文件在两种表式里不是同一个数：2019 年表式数“制作、公开”多少，2021 年表式数“制发、废止、现行有效”多少。"
            ),
        ),
        sections=(
            Section(
                "decisions",
                _("许可、处罚、强制"),
                (_("三类行政行为一年作出多少决定。两种表式都有这三行。"),),
                _decisions(data),
                _table(data),
            ),
            Section(
                "documents",
                _("规范性文件"),
                (
                    _(
                        "规范性文件是规章以下、对公众有约束力的文件。2021 年表式填年末现行有效、本年制发、本年废止三个数。"
                    ),
                ),
                _documents(data),
            ),
            Section(
                "filled",
                _("哪些栏目填了数"),
                (_("空白可能是没有，也可能是漏填，看不出来，所以从不当作零。"),),
                _filled(data),
            ),
        ),
        query=QUERY,
        links=(("topics/quality/", _("填报质量")), ("data/dictionary/", _("字段说明"))),
    )


def _numbers(data: Data) -> str:
    if data.focus is None:
        return ""
    said = []
    for row, _kind in DECISIONS:
        one = data.tally("disclosure", (row,), "decisions", data.focus)
        if one and one.reported:
            label = codes.row_label("disclosure", row, spoken())
            said.append(
                _(
                    "%(label)s %(total)s 件（%(reports)s 份）",
                    label=label,
                    total=f"{int(one.total):,}",
                    reports=f"{one.reported:,}",
                )
            )
    if not said:
        return ""
    return _(
        "收录年报最多的是 %(year)s 年度。印出的决定合计（括号内为有数的年报份数）：%(named)s。",
        year=data.focus,
        named=_("，").join(said),
    )


def _decisions(data: Data) -> tuple[Lines, ...]:
    if not data.own:
        return ()
    # Their sizes differ by orders of magnitude: one scale would flatten the small ones.
    return tuple(
        Lines(
            _("%(row)s决定，按年度", row=codes.row_label("disclosure", row, spoken())),
            data.note("disclosure", (row,), ("decisions",)),
            (Series(kind, codes.row_label("disclosure", row, spoken())),),
            data.years,
            (data.yearly("disclosure", (row,), "decisions"),),
            behind=data.behind("disclosure", (row,), ("decisions",)),
            breaks=breaks(),
        )
        for row, kind in DECISIONS
    )


def _documents(data: Data) -> tuple[Lines, ...]:
    if not data.own:
        return ()
    row = "normative_documents"
    return (
        Lines(
            _("规范性文件，按年度（2021 年表式）"),
            data.note("disclosure", (row,), [column for column, _kind in DOCUMENTS]),
            tuple(Series(kind, codes.column_label("disclosure", column, spoken())) for column, kind in DOCUMENTS),
            data.years,
            tuple(data.yearly("disclosure", (row,), column) for column, _kind in DOCUMENTS),
            behind=data.behind("disclosure", (row,), [column for column, _kind in DOCUMENTS]),
            breaks=breaks(),
        ),
    )


def _filled(data: Data) -> tuple[Bars, ...]:
    if not data.own:
        return ()
    form = "2021" if data.focus and data.focus >= 2021 else "2019"
    rows = []
    for row, column in codes.disclosure_cells(form):
        one = data.tally("disclosure", (row,), column, data.focus or 0)
        if one is not None:
            label = (
                f"{codes.row_label('disclosure', row, spoken())} · {codes.column_label('disclosure', column, spoken())}"
            )
            rows.append((label, (one.reported, one.blank, one.marked, one.absent, one.unreadable)))
    series = tuple(Series(kind, _(label)) for _status, kind, label in STATUSES)
    title = _("%(year)s 年度：各栏填了什么（年报份数）", year=data.focus)
    return (
        Bars(
            title,
            _("本机关口径。没有此栏：年报中没有找到这一栏，例如用的是另一种表式。"),
            series,
            tuple(rows),
            unit="份",
            shares=True,
        ),
    )


def _table(data: Data) -> Table | None:
    if not data.own:
        return None
    lines = [(codes.row_label("disclosure", row, spoken()), row, "decisions") for row, _kind in DECISIONS]
    return parts.totals(data, _("各年度合计，本机关口径"), "disclosure", lines)

"""不予公开的理由: why nothing was given, with the article behind each reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai import codes
from gongkai.site.annual_report.grounds import GROUPS, MEANINGS, article, name
from gongkai.site.charts import Bars, Intervals, Multiples, Panel, Series
from gongkai.site.charts.base import number
from gongkai.site.language import _, spoken
from gongkai.site.topics import parts
from gongkai.site.topics.page import Section, Table, Topic, breaks

if TYPE_CHECKING:
    from gongkai.site.store import Store
    from gongkai.site.topics.data import Data

COLOURS = {"denied": "denied", "unavailable": "unavailable", "declined": "declined"}
QUERY = """\
SELECT year, row, total, reported, blank
FROM aggregates
WHERE grouping = 'all' AND scope = 'own' AND "table" = 'applications' AND "column" = 'total'
  AND row IN (SELECT code FROM code_rows WHERE "group" IN ('denied', 'unavailable', 'declined'))
ORDER BY year, total DESC;"""


def topic(store: Store, data: Data) -> Topic:
    """The page."""
    groups = [
        Section(group, _title(group), (_words(group),), _charts(data, group), _table(data, group)) for group in GROUPS
    ]
    return Topic(
        name="refusals",
        title=_("不予公开的理由"),
        lead=_("申请的信息没有给，机关要写明理由。官方表格列出十六种，分三组：依法不予公开、无法提供、不予处理。"),
        numbers=_numbers(data),
        can=(
            _("在收录的年报里，哪些理由用得多，哪些几乎不用，各年度的构成有没有变化（2021 年起的表式之内）。"),
            _("一个机关用哪些理由，与同类机关是否不同。"),
        ),
        cannot=(
            _("看不出用得对不对：年报只有件数，没有申请的内容。要看复议和诉讼的结果，见专题“复议和诉讼”。"),
            _("“无法提供”不是拒绝：例如本机关没有这项信息，申请要到别的机关提。"),
            _("一件申请只计一个理由，部分公开的不计理由：其中去掉了什么，这里没有。"),
        ),
        sections=(
            Section("groups", _("三组理由"), (), _overview(data)),
            *groups,
            Section("alike", _("同类机关相比"), *_alike(store, data)),
        ),
        figures=tuple((f"applications-{row}", name(label)) for row, label in _reasons("denied")),
        query=QUERY,
        links=(("topics/applications/", _("依申请公开")), ("topics/proceedings/", _("复议和诉讼"))),
    )


def _title(group: str) -> str:
    return {"denied": _("依法不予公开"), "unavailable": _("无法提供"), "declined": _("不予处理")}[group]


def _words(group: str) -> str:
    return {
        "denied": _(
            "八种理由：前三种法律禁止公开；第四种为保护他人；第五至第七种可以不公开，由机关决定；第八种另有查询办法。条文都指《中华人民共和国政府信息公开条例》（2019 年修订）。"
        ),
        "unavailable": _("三种理由：机关手里没有这项信息，没有现成的，或者补正之后仍看不出要什么。"),
        "declined": _("五种情形：申请其实不是要政府信息，已经答复过，或者次数、频率明显不合理。"),
    }[group]


def _reasons(group: str) -> list[tuple[str, str]]:
    return [
        (code, codes.row_label("applications", code, spoken()))
        for code in codes.outcome_codes()
        if codes.outcome_group(code) == group
    ]


def _numbers(data: Data) -> str:
    if data.focus is None:
        return ""
    known = [
        (name(label), one.total)
        for group in GROUPS
        for code, label in _reasons(group)
        for one in (data.tally("applications", (code,), "total", data.focus),)
        if one and one.reported
    ]
    found = [(label, total) for label, total in known if total]
    whole = sum(total for _label, total in found)
    if not known:
        return _("%(year)s 年度的年报都没有印出这些理由的件数。", year=data.focus)
    if not whole:
        return _("%(year)s 年度的年报没有印出一件因这些理由未公开的申请。", year=data.focus)
    most = sorted(found, key=lambda item: -item[1])[:3]
    named = _("，").join(f"{label} {number(total / whole, percent=True)}" for label, total in most)
    return _(
        "收录年报最多的是 %(year)s 年度：因这些理由没有公开的合计 %(whole)s 件，最多的理由是：%(named)s。",
        year=data.focus,
        whole=f"{int(whole):,}",
        named=named,
    )


def _overview(data: Data) -> tuple[Bars, ...]:
    if not data.own:
        return ()
    split = tuple(
        (Series(COLOURS[group], _title(group)), tuple(code for code, _label in _reasons(group))) for group in GROUPS
    )
    return (
        parts.by_year(data, "applications", _("三组理由各占多少，按年度"), split),
        parts.by_group(
            data, "level", "applications", _("%(year)s 年度：三组理由各占多少，按层级", year=data.focus), split
        ),
    )


def _charts(data: Data, group: str) -> tuple[Bars | Multiples, ...]:
    if not data.own:
        return ()
    reasons = _reasons(group)
    every = [code for code, _label in reasons]
    rows = []
    for code, label in reasons:
        known = [value for value in data.yearly("applications", (code,)) if value is not None]
        rows.append((name(label), (sum(known) if known else None,)))
    note = data.note("applications", every)
    ranked = tuple(sorted(rows, key=lambda row: -(row[1][0] or 0)))
    bars = Bars(
        _("%(group)s：全部年度合计", group=_title(group)),
        note,
        (Series(COLOURS[group], _("件数")),),
        ranked,
        keep_empty=True,
    )
    sums = data.yearly("applications", every)
    panels = tuple(
        Panel(
            name(label),
            tuple(
                None if value is None or not whole else value / whole
                for value, whole in zip(data.yearly("applications", (code,)), sums, strict=True)
            ),
        )
        for code, label in reasons
    )
    small = Multiples(
        _("%(group)s：各理由占本组的比例，按年度", group=_title(group)),
        note,
        data.years,
        panels,
        shares=True,
        breaks=breaks(),
    )
    return bars, small


def _table(data: Data, group: str) -> Table | None:
    rows = []
    for entry in codes.code_list("rows"):
        if entry["table"] != "applications" or entry["group"] != group:
            continue
        code = entry["code"]
        one = data.tally("applications", (code,), "total", data.focus) if data.focus else None
        told = name(codes.row_label("applications", code, spoken()))
        link = Markup('<a href="../../figures/applications-{}/">{}</a>').format(code, told) if one else escape(told)
        open_question = "*" if "unverified" in entry["legal_basis"] else ""
        rows.append(
            (
                link,
                article(entry["legal_basis"]) + open_question,
                _(MEANINGS[code]),
                number(int(one.total)) if one and one.reported else _("没有数"),
                f"{one.reported:,}" if one else "0",
                f"{one.blank:,}" if one else "0",
            )
        )
    if not rows:
        return None
    caption = _("%(year)s 年度；条文后有 * 的是本站的理解，未经核实", year=data.focus or "")
    columns = (_("理由"), _("条文"), _("意思"), _("件"), _("有数（份）"), _("空白（份）"))
    return Table(caption, columns, tuple(rows), text=(1, 2))


def _alike(store: Store, data: Data) -> tuple[tuple[str, ...], tuple[Intervals, ...]]:
    if not data.own:
        return (), ()
    year = data.focus
    found = parts.spread(store, data, "denial_rate", _("%(year)s 年度：不予公开率，按层级和规模", year=year))
    said = _(
        "不予公开率：不予公开各项之和占办结总数的比例。办结不足三十件的机关不计：件数太少，多一件少一件比例就大变。"
    )
    none = _("没有一组同层级、同规模的机关达到五个，不给中位数。")
    return ((said,), (found,)) if found else ((said, none), ())

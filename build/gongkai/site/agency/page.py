"""The page of one body: its years side by side, what changed, its trends and ratios, its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site import facts
from gongkai.site.agency import changes as agency_changes
from gongkai.site.agency import indicators as agency_indicators
from gongkai.site.agency import ledger, series
from gongkai.site.agency import trends as agency_trends
from gongkai.site.agency import years as agency_years
from gongkai.site.agency.trends import FREE
from gongkai.site.cells import number, words
from gongkai.site.groups.sector_series import field_of
from gongkai.site.language import _, counted, labels
from gongkai.site.publish.feeds import feed_address
from gongkai.site.render import Page, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai.site.citation import Citations
    from gongkai.site.groups.directory import Directory, Sisters
    from gongkai.site.groups.regions import Region
    from gongkai.site.records import Agency, Ledger, Record

ROOT = "../../"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below the root of the page's language or of the site; empty where there is no such page."""

    compare: str = ""
    sisters: str = ""
    """File with the series of all bodies of the field in the province."""
    feed: str = ""


NO_LINKS = Links()


def links(agency: Agency, near: Directory, chain: Sequence[Region], *, published: bool) -> Links:
    """Where else to look from a body's page; feeds are there only where the site knows its address."""
    field = field_of(agency)
    ids = near.compared(agency)
    return Links(
        compare="compare/?" + "&".join(f"a={id_}" for id_ in ids) if len(ids) > 1 else "",
        sisters=field.path if field else "",
        feed=feed_address(chain[0].code) if published else "",
    )


def page(
    agency: Agency,
    records: Sequence[Record],
    chain: Sequence[Region],
    sisters: Sequence[Sisters],
    successors: Mapping[str, str],
    *,
    known: Ledger,
    cites: Citations = (),
    links: Links = NO_LINKS,
) -> Page:
    """The whole page.

    Args:
        agency: the body.
        records: its reports, oldest first.
        chain: the places it stands in, the widest first.
        sisters: groups of other bodies.
        successors: id -> name of the body that this one continues or that continues it.
        known: what is known of the body beside its reports.
        cites: how to cite the page.
        links: where else to look.
    """
    columns = agency_years.compare(records)
    trends = [
        (labels("scopes")[scope], found)
        for scope in agency_years.SCOPES
        if (found := agency_trends.trends(records, scope))
    ]
    latest = _latest(records)
    free = sorted({record.report.year for record in records if record.report.form == FREE and record.report.year})
    main, folded = agency_indicators.blocks(
        [
            agency_indicators.by_code(known.indicators.get(column.record.report.id, ())) if column.record else None
            for column in columns
        ]
    )
    said = sentence(agency, records)
    changed = agency_changes.changes(records)
    carried, expected, similar = ledger.carried(known, records), ledger.expected(known), ledger.similar(known, records)
    content = render(
        "agency.html",
        agency=agency,
        chain=chain,
        sentence=said,
        level=labels("levels").get(agency.level or "", ""),
        sector=(agency.sector, labels("sectors").get(agency.sector, agency.sector)) if agency.sector else None,
        latest=latest,
        latest_facts=facts.facts(latest, facts.year_before(latest, records)) if latest else (),
        heads=agency_years.heads(columns, linked=True),
        plain_heads=agency_years.heads(columns, linked=False),
        wide=len(columns) + 1,
        unlisted=spans(free) if free else "",
        body=agency_years.rows(columns),
        main=main,
        folded=folded,
        trends=trends,
        changed=changed,
        carried=carried,
        expected=expected,
        similar=similar,
        sizes=ledger.sizes(known, records),
        lines=years(records),
        doubts=sum(finding.state == "failed" for record in records for finding in record.findings),
        scoped=len({due.scope for due in expected}) > 1,
        sisters=sisters,
        successors=successors,
        links=links,
        series=series,
        cites=cites,
    )
    toc = [("summary", _("概览"))]
    toc += [("changes", _("与上年相比"))] if changed else []
    toc += [("reports", _("各年年报"))]
    toc += [("trends", _("历年走势"))] if trends else []
    toc += [("years", _("各年度对照"))] if columns else []
    toc += [("indicators", _("指标"))] if main or folded else []
    toc += [("carried", _("年度之间的衔接"))] if carried else []
    toc += [("expected", _("应有的年报"))] if expected else []
    toc += [("similar", _("文字相近的年度"))] if similar else []
    toc += [("sisters", _("相关机关"))] if sisters else []
    return Page(path=f"agencies/{agency.id}", title=agency.label, description=said, toc=tuple(toc), content=content)


def sentence(agency: Agency, records: Sequence[Record]) -> str:
    """Which years there are, and which are missing between them, in one sentence."""
    years = sorted({record.report.year for record in records if record.report.year})
    count = len(records)
    if not years:
        return _("收录%(name)s的年报 %(count)s 份，年度未写明。", name=agency.label, count=count)
    said = _(
        "收录%(name)s的政府信息公开工作年度报告 %(count)s 份：%(years)s 年度",
        name=agency.label,
        count=count,
        years=spans(years),
    )
    missing = [year for year in range(years[0], years[-1]) if year not in years]
    if missing:
        return said + _("；其间缺 %(years)s 年度。", years=spans(missing))
    return said + (_("，其间不缺。") if len(years) > 1 else _("。"))


def spans(years: Sequence[int]) -> str:
    """Years for people, those that follow one another together.

    >>> spans([2019, 2020, 2021, 2023, 2025])
    '2019 至 2021、2023、2025'
    """
    runs = [[years[0]]]
    for before, year in pairwise(years):
        if year == before + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = [str(run[0]) if len(run) == 1 else _("%(first)s 至 %(last)s", first=run[0], last=run[-1]) for run in runs]
    return _("、").join(told)


def _latest(records: Sequence[Record]) -> Record | None:
    """The newest report with prescribed tables; of one year the body's own figures rather than the aggregate ones."""
    dated = [record for record in records if record.report.year and record.report.form != FREE]
    return max(dated, key=lambda record: (record.report.year or 0, record.report.scope == "own"), default=None)


def years(records: Sequence[Record]) -> list[Markup]:
    """A line for each report, newest first: its figures in a few words and whether they add up."""
    states = labels("states")
    lines = []
    for record in reversed(records):
        report = record.report
        address = f"{ROOT}reports/{report.id}/"
        out = [f'<a href="{address}">{escape(report.year_label)}{escape(report.scope_label)}</a>']
        if report.form == FREE:
            out.append(f"<span>{escape(_('没有统一表格'))}</span>")
        else:
            for verb, key in ((_("新收"), facts.RECEIVED), (_("办结"), facts.CONCLUDED)):
                corrected = _("（已更正）") if record.corrected(key) else ""
                out.append(f"<span>{escape(f'{verb} {words(record.figure(*key))}{corrected}')}</span>")
        if record.checks:
            said = [
                f"{states[state]} {number(record.checks.get(state, 0))}"
                for state in ("passed", "failed", "explained", "not_checkable")
                if record.checks.get(state) or state in {"passed", "failed"}
            ]
            out.append(f'<span class="checks">{escape(_("核对："))}{escape(_("，").join(said))}</span>')
        failed = sum(finding.state == "failed" for finding in record.findings)
        if failed:
            out.append(f'<a class="count" href="{address}#doubts">{escape(counted("疑点 %(count)s 处", failed))}</a>')
        lines.append(Markup(" ".join(out)))  # noqa: S704 - ids, and text that went through `escape`
    return lines

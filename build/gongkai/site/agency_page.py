"""The page of one body: its years side by side, its trends, its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from gongkai import codes
from gongkai.site import facts, ledger, svg
from gongkai.site.cells import NO_MARK, Mark, cell, words
from gongkai.site.render import Page, render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gongkai.site.citation import Citations
    from gongkai.site.facts import Key
    from gongkai.site.records import Agency, Ledger, Record
    from gongkai.site.regions import Region

ROOT = "../../"

KEY_FIGURES: tuple[tuple[str, tuple[tuple[str, Key], ...]], ...] = (
    (
        "依申请公开",
        (
            ("新收", facts.RECEIVED),
            ("其中自然人", ("applications", "received_new", "natural_person")),
            ("上年结转", facts.CARRIED_IN),
            ("办结", facts.CONCLUDED),
            ("予以公开", facts.GRANTED),
            ("部分公开", facts.PARTIAL),
            ("不掌握相关信息", ("applications", "unavailable_not_held", "total")),
            ("结转下年", facts.CARRIED_OUT),
        ),
    ),
    (
        "复议和诉讼",
        (
            ("行政复议", facts.REVIEW),
            ("其中结果纠正", ("proceedings", "reconsideration", "corrected")),
            ("直接起诉", facts.LITIGATION[0]),
            ("复议后起诉", facts.LITIGATION[1]),
        ),
    ),
    (
        "主动公开",
        (
            ("规范性文件 制发（制作）", ("disclosure", "normative_documents", "issued")),
            ("规范性文件 现行有效", ("disclosure", "normative_documents", "in_force")),
            ("行政许可", ("disclosure", "licensing", "decisions")),
            ("行政处罚", ("disclosure", "penalties", "decisions")),
            ("行政强制", ("disclosure", "coercion", "decisions")),
        ),
    ),
)
"""What is compared over the years."""

SAME_IN_2019 = {("disclosure", "normative_documents", "issued"): ("disclosure", "normative_documents", "made")}
"""What the form of 2019 prints under another name for nearly the same count."""

TRENDS: tuple[tuple[str, Callable[[Record], int | None]], ...] = (
    ("新收申请（件）", lambda record: facts.amount(record, facts.RECEIVED)),
    ("办结申请（件）", lambda record: facts.amount(record, facts.CONCLUDED)),
    ("行政复议和行政诉讼（件）", lambda record: facts.added(record, (facts.REVIEW, *facts.LITIGATION))),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One year of the comparison; a year without a report has none."""

    year: int | None
    record: Record | None
    new_form: bool
    """The form differs from that of the year before."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One small chart with its title."""

    title: str
    chart: Markup


def page(
    agency: Agency,
    records: Sequence[Record],
    chain: Sequence[Region],
    sisters: Sequence[tuple[str, Sequence[Agency]]],
    successors: Mapping[str, str],
    *,
    known: Ledger,
    cites: Citations = (),
) -> Page:
    """The whole page.

    Args:
        agency: the body.
        records: its reports, oldest first.
        chain: the places it stands in, the widest first.
        sisters: groups of other bodies, each with a heading.
        successors: id -> name of the body that this one continues or that continues it.
        known: what is known of the body beside its reports.
        cites: how to cite the page.
    """
    columns = compare(records)
    trends = [Trend(title, chart) for title, value in TRENDS if (chart := _trend(title, columns, value)) is not None]
    years = [record.report.year for record in records if record.report.year]
    failed = {record.report.id: sum(finding.state == "failed" for finding in record.findings) for record in records}
    span = (
        f"{min(years)} 至 {max(years)} 年度" if len(set(years)) > 1 else f"{years[0]} 年度" if years else "年度未写明"
    )
    carried, expected = ledger.carried(known, records), ledger.expected(known)
    similar = ledger.similar(known, records)
    said = f"{agency.label}的政府信息公开工作年度报告 {len(records)} 份，{span}。"
    content = render(
        "agency.html",
        agency=agency,
        chain=chain,
        sentence=said,
        level=codes.labels("levels").get(agency.level or "", ""),
        sector=_sector(agency),
        missing=[column.year for column in columns if column.record is None],
        columns=columns,
        forms=codes.labels("forms"),
        body=_rows(columns),
        trends=trends,
        carried=carried,
        expected=expected,
        similar=similar,
        sizes=ledger.sizes(known, records),
        records=list(reversed(records)),
        failed=failed,
        words=words,
        keys=(facts.RECEIVED, facts.CONCLUDED),
        sisters=sisters,
        successors=successors,
        cites=cites,
    )
    toc = [("summary", "概览"), ("years", "各年度对照")]
    toc += [("trends", "变化")] if trends else []
    toc += [("carried", "年度之间的衔接")] if carried else []
    toc += [("reports", "年报")]
    toc += [("expected", "应有的年报")] if expected else []
    toc += [("similar", "文字相近的年度")] if similar else []
    toc += [("sisters", "相关机关")] if sisters else []
    return Page(path=f"agencies/{agency.id}", title=agency.label, description=said, toc=tuple(toc), content=content)


def _sector(agency: Agency) -> tuple[str, str] | None:
    return (agency.sector, codes.labels("sectors").get(agency.sector, agency.sector)) if agency.sector else None


def compare(records: Sequence[Record]) -> tuple[Column, ...]:
    """One column a report, gaps for missing years between the first and the last."""
    columns: list[Column] = []
    for record in records:
        year = record.report.year
        last = columns[-1] if columns else None
        if year and last and last.year:
            columns += [Column(missing, None, new_form=False) for missing in range(last.year + 1, year)]
        before = next((column.record for column in reversed(columns) if column.record), None)
        new_form = before is not None and before.report.form != record.report.form
        columns.append(Column(year, record, new_form=new_form))
    return tuple(columns)


def _rows(columns: Sequence[Column]) -> list[tuple[str, list[tuple[str, Markup]]]]:
    """(group, [(label, all cells of the row)])."""
    return [
        (group, [(label, Markup("".join(_cell(column, key) for column in columns))) for label, key in rows])  # noqa: S704 - made of `cell`
        for group, rows in KEY_FIGURES
    ]


def _cell(column: Column, key: Key) -> str:
    if column.record is None:
        return '<td class="gap"><i class="vh">没有年报</i>'
    figure = column.record.figure(*key)
    if figure is None or figure.status == "absent":
        figure = column.record.figure(*SAME_IN_2019[key]) if key in SAME_IN_2019 else figure
    corrected = column.record.corrected(figure[:3]) if figure is not None else None
    mark = Mark(corrected=corrected) if corrected else NO_MARK
    text = cell(figure, mark=mark, page=f"{ROOT}reports/{column.record.report.id}/")
    return text.replace("<td", '<td data-new=""', 1) if column.new_form else text


def _trend(title: str, columns: Sequence[Column], value: Callable[[Record], int | None]) -> Markup | None:
    """A chart of one scope only: the body's own figures, or the aggregate ones where there are no others."""
    scopes = {column.record.report.scope for column in columns if column.record}
    scope = "own" if "own" in scopes else "aggregate"
    by_year = {
        column.year: column.record
        for column in columns
        if column.record and column.record.report.scope == scope and column.year
    }
    if not by_year:
        return None
    points = []
    for year in range(min(by_year), max(by_year) + 1):
        record = by_year.get(year)
        found = value(record) if record else None
        points.append(svg.Point(str(year), found, _why(record)))
    return svg.trend(title, points)


def _why(record: Record | None) -> str:
    """Words for a year without a number."""
    if record is None:
        return "没有年报"
    return "无统一表" if record.report.form == "2008" else "未填"

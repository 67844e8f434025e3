"""The years of a body side by side, as a table: one column a report, with marks where years are missing or unlike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site import facts
from gongkai.site.agency.trends import FREE
from gongkai.site.cells import NO_MARK, Mark, cell
from gongkai.site.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.site.facts import Key
    from gongkai.site.records import Figure, Record

ROOT = "../../"
SCOPES = ("own", "aggregate")
"""Never mixed; the body's own figures first."""

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


@dataclass(frozen=True, slots=True)
class Column:
    """One year of the comparison; a year without a report has none."""

    year: int | None
    record: Record | None
    new_form: bool
    """The form differs from that of the year before."""


def compare(records: Sequence[Record]) -> tuple[Column, ...]:
    """One column a report with prescribed tables, gaps for missing years; one scope after the other, never mixed."""
    columns: list[Column] = []
    for scope in SCOPES:
        of = [record for record in records if record.report.scope == scope and record.report.form != FREE]
        before: Record | None = None
        for record in of:
            year = record.report.year
            if year and before is not None and before.report.year:
                columns += [Column(missing, None, new_form=False) for missing in range(before.report.year + 1, year)]
            new_form = before is not None and before.report.form != record.report.form
            columns.append(Column(year, record, new_form=new_form))
            before = record
    return tuple(columns)


def heads(columns: Sequence[Column], *, linked: bool) -> Markup:
    """Header cells of the years; with links and the form where the table is the first to show them."""
    out = []
    for column in columns:
        year, record = column.year or _("未写明"), column.record
        small = [_("缺")] if record is None else [_("汇总")] if record.report.scope == "aggregate" else []
        if record is not None and linked:
            small.append(_form(record.report.form))
        name = f'<a href="{ROOT}reports/{record.report.id}/">{year}</a>' if record is not None and linked else year
        mark = ' data-new=""' if column.new_form else ""
        out.append(f'<th scope="col"{mark}>{name}{"".join(f"<small>{escape(word)}</small>" for word in small)}')
    return Markup("".join(out))  # noqa: S704 - ids and our own words


def _form(form: str) -> str:
    return _("混用") if form == "mixed" else _("%(form)s 式", form=form)


def rows(columns: Sequence[Column]) -> list[tuple[str, list[tuple[str, Markup]]]]:
    """(group, [(label, all cells of the row)]); a group without rows where no report has its table."""
    found = []
    for group, entries in KEY_FIGURES:
        there = any(_figure(column.record, key) for _label, key in entries for column in columns)
        lines = [
            (_(label), Markup("".join(_cell(column, key) for column in columns)))  # noqa: S704 - made of `cell`
            for label, key in (entries if there else ())
        ]
        found.append((_(group), lines))
    return found


def _figure(record: Record | None, key: Key) -> Figure | None:
    """What the report has in a cell, under this name or that of the form of 2019."""
    for each in (key, SAME_IN_2019.get(key)):
        figure = record.figure(*each) if record and each else None
        if figure is not None and figure.status != "absent":
            return figure
    return None


def _cell(column: Column, key: Key) -> str:
    if column.record is None:
        return f'<td class="gap"><i class="vh">{_("未收录")}</i>'
    figure = _figure(column.record, key)
    corrected = column.record.corrected(figure[:3]) if figure is not None else None
    mark = Mark(corrected=corrected) if corrected else NO_MARK
    text = cell(figure, mark=mark, page=f"{ROOT}reports/{column.record.report.id}/")
    return text.replace("<td", '<td data-new=""', 1) if column.new_form else text

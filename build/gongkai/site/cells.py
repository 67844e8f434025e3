"""Figures as table cells. A blank cell never looks like a zero."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from gongkai.site.layout import Head, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai.site.layout import Grid
    from gongkai.site.records import Figure, Record, Value

STATUS_WORDS = {
    "blank": "未填报",
    "not_applicable": "不适用",
    "absent": "无此栏目",
    "unreadable": "无法识读",
}
"""What stands in a sentence or a fact in place of a number."""

NO_CELL = "无此栏目"


def number(value: Value) -> str:
    """A figure for people: thousands parted by commas, decimals as printed.

    >>> number(3985758), number("-0.50"), number(25.1), number(13.0)
    ('3,985,758', '-0.50', '25.1', '13')
    """
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return f"{Decimal(str(value)):,f}"


def words(figure: Figure | None) -> str:
    """The number, or the words for its absence."""
    if figure is None:
        return NO_CELL
    return number(figure.value) if figure.status == "reported" else STATUS_WORDS[figure.status]


def cell(figure: Figure | None, colspan: int = 1, finding: int | None = None) -> str:
    """One `<td>`; its end tag is left out, as HTML allows. `finding` is the position of a finding to link to."""
    span = f" colspan={colspan}" if colspan > 1 else ""
    if figure is not None and figure.status == "reported" and not figure.note and finding is None:
        return f"<td{span}>{number(figure.value)}"
    if figure is None or figure.status == "absent":
        kind, inner = "a", '<i class="vh">无此栏目</i>'
    elif figure.status == "blank":
        kind, inner = "b", "<i>空白</i>"
    elif figure.status == "not_applicable":
        kind, inner = "n", str(escape(figure.raw.strip() or "/"))
    elif figure.status == "unreadable":
        kind, inner = "u", f"?<i>无法识读，原文：{escape(figure.raw)}</i>"
    else:
        kind, inner = "", number(figure.value)
    if figure is not None and figure.note:
        inner += f"<small>{escape(figure.note)}</small>"
    if finding is not None:
        kind = f"{kind} x".strip()
        inner = f'<a href="#f{finding}">{inner}</a>'
    return f'<td{span} class="{kind}">{inner}' if kind else f"<td{span}>{inner}"


Compiled = tuple[tuple[str, ...], tuple[Slot, ...]]


@cache
def compiled(grid: Grid) -> Compiled:
    """The grid's mark-up, cut where figures go: done once for each layout, not for each page."""
    parts, slots, text = [], [], ""
    for tag, lines in (("thead", grid.head), *(("tbody", body) for body in grid.bodies)):
        if not lines:
            continue
        text += f"<{tag}>"
        for line in lines:
            text += "\n<tr>"
            for item in line:
                if isinstance(item, Slot):
                    parts.append(text)
                    slots.append(item)
                    text = ""
                else:
                    text += _head(item)
    return (*parts, text), tuple(slots)


def _head(head: Head) -> str:
    spans = "".join(
        f" {name}={count}" for name, count in (("colspan", head.colspan), ("rowspan", head.rowspan)) if count > 1
    )
    kind = f' class="{head.kind}"' if head.kind else ""
    return f"<th scope={head.scope}{spans}{kind}>{escape(head.text)}"


def table_rows(grid: Grid, record: Record, table: str, findings: Mapping[tuple[str, str, str], int]) -> Markup:
    """The inside of a `<table>`: all header cells, and the report's figures in their places."""
    parts, slots = compiled(grid)
    figures = record.figures
    out = [parts[0]]
    for slot, part in zip(slots, parts[1:], strict=True):
        key = (table, slot.row, slot.column)
        out.append(cell(figures.get(key), slot.colspan, findings.get(key)))
        out.append(part)
    return Markup("".join(out))  # noqa: S704 - every value went through `escape` or `number`
